//! What a change of an earlier answer led to: what is set aside, asked now, not asked any more,
//! computed anew, worded differently, and what fails a check now.
//!
//! Costs what the change touched, not what the interview holds.

use std::collections::{BTreeMap, BTreeSet};

use crate::expr::source::Source;
use crate::form::Form;
use crate::form::node::QuestionKind;
use crate::form::wording::Part;
use crate::interview::Interview;
use crate::interview::fact::{Fact, What};
use crate::place::{NodeId, Place};
use crate::value::Value;

/// Of a node that changed in more rows than this, all rows are looked at together.
const ROWS_MAX: usize = 50;

/// What a change led to, each in the order of the form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effects {
    /// Answers set aside.
    pub aside: Vec<Place>,
    /// Questions asked now.
    pub opened: Vec<Place>,
    /// Questions not asked any more that had no answer.
    pub closed: Vec<Place>,
    /// Values computed anew, with what they were.
    pub computed: Vec<(Place, Option<Value>)>,
    /// Answered questions that are worded differently, with what they said.
    pub reworded: Vec<(Place, String)>,
    /// Answers that fail a check now and did not before.
    pub failing: Vec<Place>,
}

impl Effects {
    /// How many of each: set aside, opened, closed, computed or worded anew, failing.
    pub fn counts(&self) -> [usize; 5] {
        let anew = self.computed.len() + self.reworded.len();
        [self.aside.len(), self.opened.len(), self.closed.len(), anew, self.failing.len()]
    }

    /// Whether nothing else was affected.
    pub fn is_empty(&self) -> bool {
        self.counts() == [0; 5]
    }
}

/// What the facts of one step led to beside the answer they are about.
pub fn of(before: &Interview, after: &Interview, facts: &[Fact]) -> Effects {
    let form = after.form();
    let changed = after.changed();
    let subject = facts.iter().find_map(|fact| after.place(fact.what.address()?));
    let aside = facts.iter().filter_map(|fact| match &fact.what {
        // Also in rows that a lower count hides.
        What::SetAside { at } => after.place_ever(at),
        _ => None,
    });
    let mut effects = Effects { aside: aside.collect(), ..Effects::default() };
    for &place in changed.iter().filter(|&&place| !after.locked(place)) {
        let Some(question) = form.node(place.node).question() else { continue };
        let (was, is) = (before.relevant(place), after.relevant(place));
        if question.kind.is_shown() {
            match (was, is) {
                (false, true) => effects.opened.push(place),
                (true, false) if !effects.aside.contains(&place) => effects.closed.push(place),
                _ => {}
            }
        }
        let computed =
            matches!(question.kind, QuestionKind::Calculate) || after.answer(place).is_none();
        let steady = question.calculation.is_some_and(|rule| !form.rule(rule).volatile);
        if computed && steady && was && is && before.value(place) != after.value(place) {
            effects.computed.push((place, before.value(place)));
        }
    }
    let touched = by_node(&changed);
    for place in looking(form, after, &touched, checked) {
        if Some(place) != subject && newly_failing(before, after, place) {
            effects.failing.push(place);
        }
    }
    for place in looking(form, after, &touched, filled_in) {
        let said = |one: &Interview| one.relevant(place).then(|| one.label(place).text);
        if let (Some(was), Some(is)) = (said(before), said(after))
            && was != is
            && after.answer(place).is_some()
        {
            effects.reworded.push((place, was));
        }
    }
    effects
}

fn newly_failing(before: &Interview, after: &Interview, place: Place) -> bool {
    let failing = after.failing(place);
    let known = if failing.is_empty() { Vec::new() } else { before.failing(place) };
    failing.iter().any(|check| !known.contains(check))
}

/// The changed places by their nodes.
fn by_node(changed: &[Place]) -> BTreeMap<NodeId, Vec<Place>> {
    let mut nodes: BTreeMap<NodeId, Vec<Place>> = BTreeMap::new();
    for &place in changed {
        nodes.entry(place.node).or_default().push(place);
    }
    nodes
}

/// The nodes that the checks of a question look at.
fn checked(form: &Form, node: NodeId) -> Vec<NodeId> {
    let checks = form.node(node).question().map_or(&[][..], |question| &question.checks);
    let rules = checks.iter().map(|check| form.rule(check.rule));
    rules.flat_map(|rule| rule.references.iter().map(|reference| reference.target)).collect()
}

/// The nodes that are filled into the words of a question.
fn filled_in(form: &Form, node: NodeId) -> Vec<NodeId> {
    let node = form.node(node);
    if !node.question().is_some_and(|question| question.kind.is_shown()) {
        return Vec::new();
    }
    let parts = node.label.by_language.iter().flatten().flat_map(|template| &template.parts);
    let rules = parts.filter_map(|part| match part {
        Part::Value(rule) => Some(form.rule(*rule)),
        Part::Text(_) => None,
    });
    rules.flat_map(|rule| rule.references.iter().map(|reference| reference.target)).collect()
}

/// The places of questions that look at what changed, in the order of the form.
fn looking(
    form: &Form,
    interview: &Interview,
    touched: &BTreeMap<NodeId, Vec<Place>>,
    looks_at: fn(&Form, NodeId) -> Vec<NodeId>,
) -> Vec<Place> {
    let mut found = BTreeSet::new();
    for node in &form.nodes {
        for target in looks_at(form, node.id) {
            let Some(places) = touched.get(&target).filter(|_| target != node.id) else { continue };
            let from = if places.len() > ROWS_MAX { &[Place::ROOT][..] } else { places };
            for &from in from {
                found.extend(Source::locate(interview, node.id, from));
            }
        }
    }
    found.into_iter().filter(|&place| !interview.locked(place)).collect()
}
