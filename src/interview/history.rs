//! The steps that can be undone and done again.

use std::sync::Arc;

use super::fact::{Fact, What};
use crate::moment::Moment;
use crate::place::Place;
use crate::value::Value;

/// A step that can be undone or done again, as it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Step<'i> {
    /// Its number.
    pub number: u32,
    /// When it was taken.
    pub moment: Moment,
    /// What was done, in order.
    pub forward: &'i [What],
    /// What takes it back, in order.
    pub backward: &'i [What],
    /// Whether it is undone now.
    pub undone: bool,
}

impl Entry {
    /// The step as it is shown.
    pub(super) fn shown(&self, undone: bool) -> Step<'_> {
        let (forward, backward) = (self.forward.as_slice(), self.backward.as_slice());
        Step { number: self.step, moment: self.moment, forward, backward, undone }
    }
}

/// One step that can be undone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// The step.
    pub(super) step: u32,
    /// When it was taken.
    pub(super) moment: Moment,
    /// Its facts, in order.
    pub(super) forward: Vec<What>,
    /// The facts that take it back, in order.
    pub(super) backward: Vec<What>,
    /// The calculations that ran because their trigger changed. They are not run again by undoing
    /// or redoing: what they look at may have changed since.
    pub(super) triggered: Vec<Triggered>,
}

/// A calculation that ran because its trigger changed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Triggered {
    /// Where.
    pub(super) place: Place,
    /// What it was before.
    pub(super) before: Option<Arc<Value>>,
    /// What it was afterwards.
    pub(super) after: Option<Arc<Value>>,
}

/// The steps done and undone.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct History {
    /// Steps that can be undone, the latest last.
    pub(super) done: Vec<Arc<Entry>>,
    /// Steps that can be done again, the next last.
    pub(super) undone: Vec<Arc<Entry>>,
    /// The step whose facts undo or redo, and so are not steps of their own.
    pub(super) mirror: Option<u32>,
}

impl History {
    /// The step that would be undone.
    pub(super) fn to_undo(&self) -> Option<&Entry> {
        self.done.last().map(Arc::as_ref)
    }

    /// The step that would be done again.
    pub(super) fn to_redo(&self) -> Option<&Entry> {
        self.undone.last().map(Arc::as_ref)
    }

    /// Records a fact of a step with the facts that take it back.
    pub(super) fn record(&mut self, fact: &Fact, backward: Vec<What>) {
        let (step, forward) = (fact.step, &fact.what);
        self.undone.clear();
        match self.done.last_mut().filter(|entry| entry.step == step) {
            Some(entry) => {
                let entry = Arc::make_mut(entry);
                entry.forward.push(forward.clone());
                entry.backward.splice(0..0, backward);
            }
            None => {
                let (forward, triggered) = (vec![forward.clone()], Vec::new());
                let moment = fact.moment;
                self.done.push(Arc::new(Entry { step, moment, forward, backward, triggered }));
            }
        }
    }

    /// Notes a calculation that ran in a step because its trigger changed.
    pub(super) fn note(&mut self, step: u32, triggered: Triggered) {
        if let Some(entry) = self.done.last_mut().filter(|entry| entry.step == step) {
            Arc::make_mut(entry).triggered.push(triggered);
        }
    }
}
