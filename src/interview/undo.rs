//! What undo and redo need: for each step the facts that take it back.
//!
//! They are worked out as facts are applied, so that a replayed interview can undo what was done
//! before the program was killed. Language and the course of the interview are left out: they
//! are not taken back.

use std::sync::Arc;

use super::fact::{Fact, What};
use super::history::{Entry, Step};
use super::{Interview, Standing};
use crate::place::{Address, Place};

impl Interview {
    /// The step that `Undo` would undo and the one that `Redo` would do again.
    pub fn undoable(&self) -> (Option<u32>, Option<u32>) {
        let step = |entry: Option<&Entry>| entry.map(|entry| entry.step);
        (step(self.history.to_undo()), step(self.history.to_redo()))
    }

    /// The steps that can be undone, the earliest first, and then those that can be done again,
    /// the next first.
    pub fn steps(&self) -> Vec<Step<'_>> {
        let done = self.history.done.iter().map(|entry| entry.shown(false));
        let undone = self.history.undone.iter().rev().map(|entry| entry.shown(true));
        done.chain(undone).collect()
    }

    /// Notes how a fact that is about to be applied can be taken back.
    pub(super) fn remember(&mut self, fact: &Fact) {
        match &fact.what {
            What::Undone { step } => {
                let history = Arc::make_mut(&mut self.history);
                history.mirror = Some(fact.step);
                if let Some(entry) = history.done.pop_if(|entry| entry.step == *step) {
                    history.undone.push(entry);
                }
            }
            What::Redone { step } => {
                let history = Arc::make_mut(&mut self.history);
                history.mirror = Some(fact.step);
                if let Some(entry) = history.undone.pop_if(|entry| entry.step == *step) {
                    history.done.push(entry);
                }
            }
            // What a respondent answered alone must not come to light by undoing.
            What::HandedBack { .. } => self.history = Arc::default(),
            _ if self.history.mirror == Some(fact.step) => {}
            what => {
                if let Some(backward) = self.backward(what) {
                    Arc::make_mut(&mut self.history).record(fact, backward);
                }
            }
        }
    }

    /// The facts that take a fact back; `None` where it is not taken back.
    fn backward(&self, what: &What) -> Option<Vec<What>> {
        let at = what.address()?.clone();
        let place = self.place_ever(&at);
        Some(match what {
            What::Answered { .. } => self.answer_back(&at, place?),
            What::Cleared { .. } => {
                let place = place?;
                match self.answer(place) {
                    Some(_) => self.answer_back(&at, place),
                    None => vec![What::Restored { at }],
                }
            }
            What::SetAside { .. } => vec![What::Restored { at }],
            What::Restored { .. } => match self.answer(place?) {
                Some(_) => vec![What::SetAside { at }],
                None => vec![What::Cleared { at }],
            },
            What::Passed { check, .. } => {
                let passed = self.answer(place?).map_or(&[][..], |answer| &answer.passed);
                let before = passed.iter().find(|(known, _)| known == check);
                let reason = before.map_or_else(String::new, |(_, reason)| reason.clone());
                vec![What::Passed { at, check: *check, reason }]
            }
            What::Remarked { .. } => {
                let text = self.notes(place?).map(|notes| notes.remark.clone());
                vec![What::Remarked { at, text: text.unwrap_or_default() }]
            }
            What::Probed { probe, asked, .. } => {
                vec![What::Probed { at, probe: probe.clone(), asked: !asked }]
            }
            What::Noted { note, .. } => {
                let text = self.talk_note(*note).map(|known| known.text.clone());
                vec![What::Noted { at, note: *note, text: text.unwrap_or_default() }]
            }
            What::Quoted { quote, .. } | What::Unquoted { quote, .. } => {
                vec![self.quote_back(at, *quote)]
            }
            What::Sourced { .. } => vec![What::Sourced { at, sourcing: self.sourcing(place?) }],
            What::LeftOpen { .. } => {
                let reason = self.notes(place?).map(|notes| notes.left_open.clone());
                vec![What::LeftOpen { at, reason: reason.unwrap_or_default() }]
            }
            What::RowAdded { .. } | What::RowRestored { .. } => vec![What::RowRemoved { at }],
            What::RowRemoved { .. } => {
                vec![What::RowRestored { position: self.row_position(place?.row), at }]
            }
            What::RowMoved { .. } => {
                vec![What::RowMoved { position: self.row_position(place?.row), at }]
            }
            _ => return None,
        })
    }

    /// The facts that bring back the answer that a place holds now, or none.
    fn answer_back(&self, at: &Address, place: Place) -> Vec<What> {
        let mut back = Vec::new();
        match self.answer(place) {
            None => back.push(What::Cleared { at: at.clone() }),
            Some(answer) => {
                back.push(What::Answered { at: at.clone(), value: answer.value.clone() });
                for (check, reason) in &answer.passed {
                    let (check, reason) = (*check, reason.clone());
                    back.push(What::Passed { at: at.clone(), check, reason });
                }
                if answer.standing == Standing::SetAside {
                    back.push(What::SetAside { at: at.clone() });
                }
            }
        }
        let sourcing = self.sourcing(place);
        if !sourcing.is_empty() {
            back.push(What::Sourced { at: at.clone(), sourcing });
        }
        if let Some(reason) = self.left_open(place) {
            back.push(What::LeftOpen { at: at.clone(), reason: reason.to_owned() });
        }
        back
    }
    /// The fact that brings a quote back to how it stands now, or takes it away.
    fn quote_back(&self, at: Address, id: u64) -> What {
        match self.quote(id) {
            None => What::Unquoted { at, quote: id },
            Some(known) => What::Quoted {
                at,
                quote: id,
                passage: known.passage,
                speaker: known.speaker.clone(),
                level: known.level,
                text: known.text.clone(),
            },
        }
    }
}
