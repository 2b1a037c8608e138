//! What is still wrong, and how each part of the interview stands.

use std::collections::BTreeSet;

use super::cells::Cell;
use super::{Interview, OutlineItem, State, Status, Trouble};
use crate::form::node::{CheckSeverity, Kind};
use crate::place::Place;
use crate::value::Value;

impl Interview {
    /// Whether an answer is asked for.
    pub fn required(&self, place: Place) -> bool {
        let question = self.form.node(place.node).question();
        let rule = question.and_then(|question| question.required);
        rule.is_some_and(|rule| self.look_up(rule, place).is_ok_and(|outcome| outcome.to_boolean()))
    }

    /// Whether it can only be read.
    pub fn read_only(&self, place: Place) -> bool {
        let question = self.form.node(place.node).question();
        let rule = question.and_then(|question| question.read_only);
        rule.is_some_and(|rule| self.look_up(rule, place).is_ok_and(|outcome| outcome.to_boolean()))
    }

    /// The checks that the counting answer fails and that were not passed.
    pub fn failing(&self, place: Place) -> Vec<(usize, CheckSeverity)> {
        let Some(question) = self.form.node(place.node).question() else { return Vec::new() };
        let value = self.cell(place).filter(|cell| cell.applies).and_then(|cell| cell.value());
        // Blank and special answers are not checked.
        if question.checks.is_empty() || matches!(value, None | Some(Value::Special(_))) {
            return Vec::new();
        }
        let passed = self.answer(place).map_or(&[][..], |answer| &answer.passed);
        let mut failing = Vec::new();
        for (position, check) in question.checks.iter().enumerate() {
            let soft = check.severity == CheckSeverity::Soft;
            if soft && passed.iter().any(|(known, _)| *known == position) {
                continue;
            }
            // A check that cannot be evaluated refuses nothing; it shows up as a defect.
            let outcome = self.look_up(check.rule, place);
            if outcome.is_ok_and(|outcome| !outcome.to_boolean()) {
                failing.push((position, check.severity));
            }
        }
        failing
    }

    /// All that is still wrong, in the order of the form.
    pub fn problems(&self) -> Vec<(Place, Trouble)> {
        let mut problems = Vec::new();
        for place in self.places() {
            let Some(cell) = self.cell(place).filter(|cell| cell.applies) else { continue };
            if cell.is_aside() {
                problems.push((place, Trouble::Unconfirmed));
            }
            if self.is_missing(place) {
                problems.push((place, Trouble::Missing));
            }
            let failing = self.failing(place);
            if !failing.is_empty() {
                problems.push((place, Trouble::Failing(failing)));
            }
            problems.extend(self.check_defects(place).into_iter().map(|defect| (place, defect)));
        }
        for ((place, _), message) in self.defects.iter() {
            if self.rows.is_here(place.row) {
                problems.push((*place, Trouble::Defect(message.clone())));
            }
        }
        problems.sort_by_cached_key(|(place, _)| self.form_order(*place));
        problems
    }

    /// Whether a required question that applies is open and was not left open for a reason.
    pub(super) fn is_missing(&self, place: Place) -> bool {
        let Some(question) = self.form.node(place.node).question() else { return false };
        question.kind.is_answerable()
            && question.required.is_some()
            && self.cell(place).is_some_and(|cell| cell.applies && cell.value().is_none())
            && self.left_open(place).is_none()
            && !self.locked(place)
            && !self.read_only(place)
            && self.required(place)
    }

    /// What cannot be evaluated of what is said and checked only when it is looked at.
    fn check_defects(&self, place: Place) -> Vec<Trouble> {
        let Some(question) = self.form.node(place.node).question() else { return Vec::new() };
        let has_value = self.cell(place).is_some_and(|cell| cell.value().is_some());
        let checks = question.checks.iter().filter(|_| has_value).map(|check| check.rule);
        let rules = checks.chain(question.required).chain(question.read_only);
        rules
            .filter_map(|rule| self.look_up(rule, place).err())
            .map(|defect| Trouble::Defect(defect.message))
            .collect()
    }

    /// Groups, rows and questions with their state, in the order shown.
    pub fn outline(&self) -> Vec<OutlineItem> {
        let passed = self.passed_notes();
        let mut items = Vec::new();
        for place in self.shown_children(Place::ROOT) {
            self.outline_of(place, 0, &passed, &mut items);
        }
        items
    }

    /// How some places stand together: those of a section of the board. A roster without rows is
    /// untouched.
    pub fn status_of(&self, places: &[Place]) -> Status {
        let passed = BTreeSet::new();
        let state = |&place: &Place| {
            if self.is_stand(place) && self.rows(place).is_empty() && self.relevant(place) {
                return Some((Status::Untouched, false));
            }
            self.outline_of(place, 0, &passed, &mut Vec::new())
        };
        let inside: Vec<(Status, bool)> = places.iter().filter_map(state).collect();
        let notes_only = inside.iter().all(|(_, silent)| *silent);
        let counted = inside.into_iter().filter(|(_, silent)| notes_only || !silent);
        let states: Vec<Status> = counted.map(|(status, _)| status).collect();
        if states.is_empty() { Status::NotRelevant } else { together(&states) }
    }

    /// The notes that were read, as far as the answers tell: the questions on both sides of them
    /// are settled. That a note was shown is no fact of its own.
    fn passed_notes(&self) -> BTreeSet<Place> {
        let (mut passed, mut waiting) = (BTreeSet::new(), Vec::new());
        let mut shown = Vec::new();
        self.collect_shown(Place::ROOT, &mut shown);
        let mut settled = true;
        for place in shown {
            if !self.form.node(place.node).question().is_some_and(|it| it.kind.is_answerable()) {
                waiting.push(place);
                continue;
            }
            if self.read_only(place) {
                continue;
            }
            let before = std::mem::replace(
                &mut settled,
                self.cell(place).is_some_and(Cell::counts) || self.left_open(place).is_some(),
            );
            let notes = waiting.drain(..);
            passed.extend(notes.filter(|_| before && settled));
        }
        if settled && self.state() == State::Complete {
            passed.extend(waiting);
        }
        passed
    }

    /// Adds the questions and notes inside a place that apply, in the order shown.
    fn collect_shown(&self, at: Place, found: &mut Vec<Place>) {
        for place in self.shown_children(at).into_iter().filter(|&place| self.relevant(place)) {
            match &self.form.node(place.node).kind {
                Kind::Question(question) if question.kind.is_shown() => found.push(place),
                Kind::Question(_) => {}
                Kind::Group(_) | Kind::Roster(_) => self.collect_shown(place, found),
            }
        }
    }

    /// Adds a place and what is inside it; gives its state, `None` where nothing is shown, and
    /// whether it is a note, which says nothing about how far its group is if there is more in it.
    fn outline_of(
        &self,
        place: Place,
        depth: u16,
        passed: &BTreeSet<Place>,
        items: &mut Vec<OutlineItem>,
    ) -> Option<(Status, bool)> {
        if let Kind::Question(question) = &self.form.node(place.node).kind {
            let status = question.kind.is_shown().then(|| self.question_status(place, passed))?;
            items.push(OutlineItem { place, depth, status });
            let silent = !question.kind.is_answerable() && status != Status::Trouble;
            return Some((status, silent && self.relevant(place)));
        }
        let at = items.len();
        items.push(OutlineItem { place, depth, status: Status::Untouched });
        let children = self.shown_children(place).into_iter();
        let inside: Vec<(Status, bool)> =
            children.filter_map(|child| self.outline_of(child, depth + 1, passed, items)).collect();
        let notes_only = inside.iter().all(|(_, silent)| *silent);
        let inside = inside.into_iter().filter(|(_, silent)| notes_only || !silent);
        let inside: Vec<Status> = inside.map(|(status, _)| status).collect();
        let status = if self.relevant(place) { together(&inside) } else { Status::NotRelevant };
        items[at].status = status;
        Some((status, notes_only && !inside.is_empty() && self.relevant(place)))
    }

    fn question_status(&self, place: Place, passed: &BTreeSet<Place>) -> Status {
        let Some(cell) = self.cell(place).filter(|cell| cell.applies) else {
            return Status::NotRelevant;
        };
        if cell.is_aside() || !self.failing(place).is_empty() {
            Status::Trouble
        } else if cell.counts() || passed.contains(&place) || self.left_open(place).is_some() {
            Status::Complete
        } else {
            Status::Untouched
        }
    }

    /// The answers that are set aside now, in the order of the form.
    pub fn set_aside(&self) -> Vec<Place> {
        let kept = self.aside.iter().copied().filter(|place| !self.rows.is_removed(place.row));
        let mut places: Vec<Place> = kept.collect();
        places.sort_by_cached_key(|&place| self.form_order(place));
        places
    }

    /// The remark there.
    pub fn remark(&self, place: Place) -> Option<&str> {
        self.notes(place).map(|notes| notes.remark.as_str()).filter(|remark| !remark.is_empty())
    }

    /// Whether that probe was put.
    pub fn probed(&self, place: Place, probe: usize) -> bool {
        let question = self.form.node(place.node).question();
        let Some(probe) = question.and_then(|question| question.probes.get(probe)) else {
            return false;
        };
        self.notes(place).is_some_and(|notes| notes.probes.contains_key(&probe.name))
    }

    /// Why it was left open, if it was.
    pub fn left_open(&self, place: Place) -> Option<&str> {
        self.notes(place).map(|notes| notes.left_open.as_str()).filter(|reason| !reason.is_empty())
    }
}

/// How a group stands, from how what is inside it stands.
fn together(inside: &[Status]) -> Status {
    let applying = || inside.iter().copied().filter(|&status| status != Status::NotRelevant);
    if applying().any(|status| status == Status::Trouble) {
        Status::Trouble
    } else if applying().all(|status| status == Status::Complete) {
        if inside.is_empty() || applying().next().is_some() {
            Status::Complete
        } else {
            Status::NotRelevant
        }
    } else if applying().all(|status| status == Status::Untouched) {
        Status::Untouched
    } else {
        Status::Partial
    }
}
