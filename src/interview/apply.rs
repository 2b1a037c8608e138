//! The only door by which an interview changes, live and in replay alike.
//!
//! Never fails: a fact that it does not understand (a row that is not known, a probe that is not
//! in the form) changes nothing but the count of facts.

use std::sync::Arc;

use super::fact::{Fact, What};
use super::recompute::Work;
use super::rows::Presence;
use super::talk::Sourcing;
use super::{Answer, Interview, Standing, State};
use crate::moment::Moment;
use crate::place::{Address, Place, RowKey};
use crate::value::{Date, Time, Value};

impl Interview {
    /// Lets a fact take effect. Never fails: what it does not understand it ignores.
    pub fn apply(&mut self, fact: &Fact) {
        let mut work = Work::default();
        self.fact_count += 1;
        self.moment = fact.moment;
        self.draws.set(super::source::mix(fact.moment.fresh ^ self.fact_count as u64));
        let new_step = fact.step != self.step;
        self.step = fact.step;
        if new_step {
            self.changed = Arc::default();
        }
        self.remember(fact);
        if new_step && self.state != State::New {
            self.enqueue_volatile(&mut work);
        }
        match &fact.what {
            What::Started { case, language, properties } => {
                self.start(case, language, properties, &mut work);
            }
            what => self.take_effect(what, &mut work),
        }
        self.settle(&mut work);
    }

    fn start(
        &mut self,
        case: &str,
        language: &str,
        properties: &[(String, String)],
        work: &mut Work,
    ) {
        if self.state != State::New {
            return;
        }
        self.state = State::Open;
        Arc::make_mut(&mut self.talk).began = self.moment;
        self.case = case.into();
        self.language = self.form.language(language).unwrap_or(0);
        self.properties = properties.into();
        self.begin(work);
    }

    /// What each kind of fact changes.
    fn take_effect(&mut self, what: &What, work: &mut Work) {
        match what {
            What::Started { .. } => {}
            What::Undone { step } => {
                let entry = self.history.undone.last().filter(|entry| entry.step == *step);
                for one in entry.cloned().iter().flat_map(|entry| entry.triggered.iter().rev()) {
                    self.set_computed(one.place, one.before.as_deref().cloned(), work);
                }
            }
            What::Redone { step } => {
                let entry = self.history.done.last().filter(|entry| entry.step == *step);
                for one in entry.cloned().iter().flat_map(|entry| &entry.triggered) {
                    self.set_computed(one.place, one.after.as_deref().cloned(), work);
                }
            }
            What::Answered { at, value } => self.answered(at, value, work),
            What::Cleared { at } => self.cleared(at, work),
            What::SetAside { at } => self.stand(at, Standing::SetAside, work),
            What::Restored { at } => self.stand(at, Standing::Counts, work),
            What::Passed { at, check, reason } => self.passed(at, *check, reason),
            What::Remarked { at, text } => {
                self.at(at, |one, place| {
                    one.change_notes(place, |notes| notes.remark.clone_from(text))
                });
            }
            What::Probed { at, probe, asked } => self.at(at, |one, place| {
                one.change_notes(place, |notes| {
                    if *asked {
                        notes.probes.insert(probe.clone(), true);
                    } else {
                        notes.probes.remove(probe);
                    }
                });
            }),
            What::Noted { .. }
            | What::Quoted { .. }
            | What::Unquoted { .. }
            | What::Sourced { .. } => self.write_down(what),
            What::RowAdded { at, position } | What::RowRestored { at, position } => {
                self.row_added(at, *position, work);
            }
            What::RowRemoved { at } => self.row_removed(at, work),
            What::RowMoved { at, position } => self.row_moved(at, *position, work),
            What::LeftOpen { at, reason } => self.at(at, |one, place| {
                one.change_notes(place, |notes| notes.left_open.clone_from(reason));
            }),
            What::HandedBack { at } => {
                self.at(at, |one, place| one.change(place, |cell| cell.handed_back = true));
            }
            What::LanguageChanged { code } => {
                if let Some(language) = self.form.language(code) {
                    self.language = language;
                    // Labels of choices may stand in any expression.
                    self.enqueue_all(work);
                }
            }
            What::Completed => {
                self.state = State::Complete;
                self.fill_meta("end", work);
            }
            What::BrokenOff { .. } => {
                self.state = State::BrokenOff;
                self.fill_meta("end", work);
            }
            What::Resumed | What::Reopened { .. } => self.state = State::Open,
        }
    }

    /// Does something with the place of an address, if there is such a place.
    fn at(&mut self, at: &Address, with: impl FnOnce(&mut Interview, Place)) {
        if let Some(place) = self.place_ever(at) {
            with(self, place);
        }
    }

    fn answered(&mut self, at: &Address, value: &Value, work: &mut Work) {
        let Some(place) = self.place_ever(at) else { return };
        let before = self.cell(place).and_then(|cell| cell.value().cloned());
        let answer = Answer {
            value: value.clone(),
            standing: Standing::Counts,
            moment: self.moment,
            passed: Vec::new(),
        };
        self.forget_source(place);
        self.change(place, |cell| cell.answer = Some(Arc::new(answer)));
        if self.notes(place).is_some_and(|notes| !notes.left_open.is_empty()) {
            self.change_notes(place, |notes| notes.left_open.clear());
        }
        self.follow(place, before.as_ref(), work);
    }

    /// What was said of where an answer comes from goes with that answer; what was said before any
    /// answer was given is about the one to come.
    fn forget_source(&mut self, place: Place) {
        if self.answer(place).is_some() && !self.sourcing(place).is_empty() {
            self.change_notes(place, |notes| notes.sourcing = Sourcing::default());
        }
    }

    fn cleared(&mut self, at: &Address, work: &mut Work) {
        let Some(place) = self.place_ever(at) else { return };
        let before = self.cell(place).and_then(|cell| cell.value().cloned());
        self.forget_source(place);
        self.change(place, |cell| {
            if cell.answer.take().is_none() {
                cell.blanked = true;
            }
        });
        self.follow(place, before.as_ref(), work);
    }

    fn stand(&mut self, at: &Address, standing: Standing, work: &mut Work) {
        let Some(place) = self.place_ever(at) else { return };
        let before = self.cell(place).and_then(|cell| cell.value().cloned());
        self.change(place, |cell| match &mut cell.answer {
            Some(answer) => Arc::make_mut(answer).standing = standing,
            None if standing == Standing::Counts => cell.blanked = false,
            None => {}
        });
        // What a change of this answer triggered was triggered when it was given.
        if self.cell(place).is_some_and(|cell| cell.applies && cell.value() != before.as_ref()) {
            self.touched(place, work);
        }
    }

    /// Lets what depends on a value follow, if the value changed.
    fn follow(&mut self, place: Place, before: Option<&Value>, work: &mut Work) {
        let changed = self.cell(place).is_some_and(|cell| cell.applies && cell.value() != before);
        if changed {
            self.value_changed(place, work);
        }
    }

    fn passed(&mut self, at: &Address, check: usize, reason: &str) {
        self.at(at, |one, place| {
            one.change(place, |cell| {
                if let Some(answer) = &mut cell.answer {
                    let answer = Arc::make_mut(answer);
                    answer.passed.retain(|(known, _)| *known != check);
                    if !reason.is_empty() {
                        answer.passed.push((check, reason.to_owned()));
                    }
                }
            });
        });
    }

    /// Adds a row or brings one back.
    fn row_added(&mut self, at: &Address, position: usize, work: &mut Work) {
        let Some((stand, id)) = self.stand_of(at) else { return };
        let known = self.row_list(stand).and_then(|list| list.find(id));
        if known.is_some_and(|row| self.rows(stand).contains(&row)) {
            return;
        }
        let row = known.unwrap_or_else(|| self.make_row(stand, id));
        self.change_rows(stand, |list| {
            list.present.insert(position.min(list.present.len()), row);
            if known.is_none() {
                list.known.push((id, row));
            }
        });
        if known.is_none() {
            self.fill_row(row, false, work);
            self.enqueue_row(row, true, work);
        } else {
            self.set_presence(row, Presence::Here, work);
        }
        self.reordered(stand, position, work);
    }

    fn row_removed(&mut self, at: &Address, work: &mut Work) {
        let Some((stand, id)) = self.stand_of(at) else { return };
        let Some(row) = self.row_list(stand).and_then(|list| list.find(id)) else { return };
        let position = self.row_position(row);
        self.set_presence(row, Presence::Removed, work);
        self.change_rows(stand, |list| list.present.retain(|&present| present != row));
        self.reordered(stand, position, work);
    }

    fn row_moved(&mut self, at: &Address, position: usize, work: &mut Work) {
        let Some((stand, id)) = self.stand_of(at) else { return };
        let Some(row) = self.row_list(stand).and_then(|list| list.find(id)) else { return };
        let first = self.row_position(row).min(position);
        self.change_rows(stand, |list| {
            if let Some(from) = list.present.iter().position(|&present| present == row) {
                list.present.remove(from);
                list.present.insert(position.min(list.present.len()), row);
            }
        });
        self.reordered(stand, first, work);
    }

    /// Rows from a position on stand elsewhere now: what is computed in them may look at that.
    fn reordered(&mut self, stand: Place, first: usize, work: &mut Work) {
        self.rows_changed(stand, work);
        for row in self.rows(stand).iter().skip(first).copied().collect::<Vec<RowKey>>() {
            self.enqueue_row(row, false, work);
        }
    }

    /// What was filled in by the program at the end.
    fn fill_meta(&mut self, name: &str, work: &mut Work) {
        let form = Arc::clone(&self.form);
        for node in &form.nodes {
            let kind = node.question().map(|question| &question.kind);
            let is_meta =
                matches!(kind, Some(crate::form::node::QuestionKind::Meta(known)) if known == name);
            if is_meta && node.roster.is_none() {
                let value = Some(moment_value(&self.moment));
                self.set_computed(Place::new(RowKey::ROOT, node.id), value, work);
            }
        }
    }

    /// What the program fills in when the interview begins.
    pub(super) fn meta_value(&self, name: &str) -> Option<Value> {
        let text = |text: String| (!text.is_empty()).then_some(Value::Text(text));
        match name {
            "start" => Some(moment_value(&self.moment)),
            "today" => {
                let day = self.moment.date_time().date_naive();
                Some(Value::Date(date_of(day)))
            }
            "caseid" | "case" => text(self.case.to_string()),
            _ => {
                let known = self.properties.iter().find(|(known, _)| known == name);
                known.and_then(|(_, value)| text(value.clone()))
            }
        }
    }
}

fn date_of(day: chrono::NaiveDate) -> Date {
    use chrono::Datelike;
    Date { year: day.year(), month: Some(day.month() as u8), day: Some(day.day() as u8) }
}

/// A moment as a date with a time.
fn moment_value(moment: &Moment) -> Value {
    let at = moment.date_time();
    let millis = at.time().signed_duration_since(chrono::NaiveTime::MIN).num_milliseconds();
    let time = Time {
        millis: u32::try_from(millis).unwrap_or(0),
        offset_minutes: Some(moment.offset_minutes),
    };
    Value::DateTime(date_of(at.date_naive()), time)
}
