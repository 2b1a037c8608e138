//! The course of the interview as a whole: language, end, break, correction.

use super::Trial;
use crate::form::node::{CheckSeverity, Kind};
use crate::interview::fact::What;
use crate::interview::refusal::Refusal;
use crate::interview::{Interview, State};
use crate::place::Place;

impl Trial {
    pub(super) fn language(&mut self, code: &str) -> Result<(), Refusal> {
        let language = self.interview.form.language(code).ok_or(Refusal::NoLanguage)?;
        if language != self.interview.language {
            self.add(What::LanguageChanged { code: code.to_owned() });
        }
        Ok(())
    }

    pub(super) fn complete(&mut self, reasons: &[(Place, String)]) -> Result<(), Refusal> {
        self.interview.guard_open()?;
        let (open, failing) = unfinished(&self.interview);
        let reason_for = |place: Place| {
            let given = reasons.iter().find(|(known, _)| *known == place);
            given.map(|(_, reason)| reason.trim()).filter(|reason| !reason.is_empty())
        };
        let without: Vec<Place> =
            open.iter().copied().filter(|&place| reason_for(place).is_none()).collect();
        if !without.is_empty() {
            return Err(Refusal::Open { places: without });
        }
        if !failing.is_empty() {
            return Err(Refusal::Failing { places: failing });
        }
        for place in open {
            let at = self.interview.address(place);
            let reason = reason_for(place).unwrap_or_default().to_owned();
            self.add(What::LeftOpen { at, reason });
        }
        self.add(What::Completed);
        Ok(())
    }

    pub(super) fn hand_back(&mut self, group: Place) -> Result<(), Refusal> {
        self.interview.guard_place(group)?;
        let Kind::Group(found) = &self.interview.form.node(group.node).kind else {
            return Err(Refusal::NothingThere);
        };
        if !found.self_completion {
            return Err(Refusal::NothingThere);
        }
        if self.interview.locked(group) {
            return Err(Refusal::Locked { place: group });
        }
        self.add(What::HandedBack { at: self.interview.address(group) });
        Ok(())
    }

    pub(super) fn break_off(&mut self, reason: &str) -> Result<(), Refusal> {
        self.interview.guard_open()?;
        self.add(What::BrokenOff { reason: reason.to_owned() });
        Ok(())
    }

    pub(super) fn resume(&mut self) -> Result<(), Refusal> {
        match self.interview.state {
            State::Open | State::BrokenOff => {
                self.add(What::Resumed);
                Ok(())
            }
            State::New | State::Complete => Err(Refusal::Finished),
        }
    }

    pub(super) fn reopen(&mut self, reason: &str) -> Result<(), Refusal> {
        if self.interview.state != State::Complete {
            return Err(Refusal::NotFinished);
        }
        self.add(What::Reopened { reason: reason.to_owned() });
        Ok(())
    }
}

/// The required questions that are open without a reason, and the questions whose hard checks
/// fail.
fn unfinished(interview: &Interview) -> (Vec<Place>, Vec<Place>) {
    let places = interview.places();
    let open = places.iter().copied().filter(|&place| interview.is_missing(place)).collect();
    let is_hard = |place: Place| {
        let failing = interview.failing(place);
        failing.iter().any(|&(_, severity)| severity == CheckSeverity::Hard)
    };
    let asked = |place: Place| {
        let question = interview.form.node(place.node).question();
        question.is_some_and(|question| question.kind.is_answerable())
    };
    let failing = places.iter().copied().filter(|&place| asked(place) && is_hard(place)).collect();
    (open, failing)
}
