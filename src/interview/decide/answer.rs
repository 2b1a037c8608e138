//! Answers: given, taken back, confirmed, left open; and what is written beside them.

use super::Trial;
use crate::interview::Standing;
use crate::interview::fact::What;
use crate::interview::refusal::Refusal;
use crate::place::Place;
use crate::value::Value;

impl Trial {
    pub(super) fn answer(
        &mut self,
        place: Place,
        value: &Value,
        reason: Option<&str>,
    ) -> Result<(), Refusal> {
        if is_blank(value) {
            return self.clear(place);
        }
        let value = self.interview.guard_value(place, value)?;
        let at = self.interview.address(place);
        let earlier = self.interview.answer(place).filter(|answer| answer.value == value);
        match earlier.map(|answer| answer.standing) {
            Some(Standing::Counts) => {}
            Some(Standing::SetAside) => self.add(What::Restored { at }),
            None => self.add(What::Answered { at, value }),
        }
        self.check(place, reason)
    }

    /// Lets the answer pass its checks: a hard one refuses, a soft one wants a reason.
    fn check(&mut self, place: Place, reason: Option<&str>) -> Result<(), Refusal> {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        match (self.interview.guard_checks(place), reason) {
            (Err(Refusal::Doubt { failed, .. }), Some(reason)) => {
                for check in failed {
                    let at = self.interview.address(place);
                    self.add(What::Passed { at, check, reason: reason.to_owned() });
                }
                Ok(())
            }
            (outcome, _) => outcome,
        }
    }

    pub(super) fn clear(&mut self, place: Place) -> Result<(), Refusal> {
        let question = self.interview.guard_question(place)?;
        let calculated = question.calculation.is_some();
        if self.interview.answer(place).is_some() {
            self.add(What::Cleared { at: self.interview.address(place) });
        }
        // Below the answer a preset may come to light: it is taken away too.
        let preset = self.interview.cell(place).is_some_and(|cell| cell.value().is_some());
        if preset && !calculated {
            self.add(What::Cleared { at: self.interview.address(place) });
        }
        Ok(())
    }

    pub(super) fn confirm(&mut self, place: Place) -> Result<(), Refusal> {
        self.interview.guard_question(place)?;
        let answer = self.interview.answer(place).ok_or(Refusal::NothingThere)?;
        if answer.standing == Standing::Counts {
            return Err(Refusal::NothingThere);
        }
        let value = answer.value.clone();
        // What was right then may not be offered now.
        self.interview.guard_value(place, &value)?;
        self.add(What::Restored { at: self.interview.address(place) });
        self.check(place, None)
    }

    pub(super) fn leave_open(&mut self, place: Place, reason: &str) -> Result<(), Refusal> {
        self.interview.guard_question(place)?;
        if reason.trim().is_empty() {
            return Err(Refusal::Open { places: vec![place] });
        }
        if self.interview.cell(place).is_some_and(|cell| cell.value().is_some()) {
            return Err(Refusal::NothingThere);
        }
        let at = self.interview.address(place);
        self.add(What::LeftOpen { at, reason: reason.trim().to_owned() });
        Ok(())
    }

    pub(super) fn remark(&mut self, place: Place, text: &str) -> Result<(), Refusal> {
        self.interview.guard_place(place)?;
        if self.interview.remark(place).unwrap_or("") != text {
            let at = self.interview.address(place);
            self.add(What::Remarked { at, text: text.to_owned() });
        }
        Ok(())
    }

    pub(super) fn probe(&mut self, place: Place, probe: usize, asked: bool) -> Result<(), Refusal> {
        let question = self.interview.guard_question(place)?;
        let name = question.probes.get(probe).ok_or(Refusal::NothingThere)?.name.clone();
        if self.interview.probed(place, probe) != asked {
            self.add(What::Probed { at: self.interview.address(place), probe: name, asked });
        }
        Ok(())
    }
}

/// Whether an answer says nothing at all.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Text(text) | Value::Choice(text) | Value::Geo(text) => text.is_empty(),
        Value::Choices(choices) => choices.is_empty(),
        _ => false,
    }
}
