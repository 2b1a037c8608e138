//! What must hold before a command is carried out.

use super::refusal::Refusal;
use super::{Interview, State};
use crate::form::node::{CheckSeverity, Question, QuestionKind};
use crate::place::{NodeId, Place};
use crate::value::{Decimal, Value};

impl Interview {
    /// The interview is being conducted.
    pub(super) fn guard_open(&self) -> Result<(), Refusal> {
        match self.state {
            State::Open => Ok(()),
            State::New | State::BrokenOff | State::Complete => Err(Refusal::Finished),
        }
    }

    /// There is such a place and the interview is being conducted.
    pub(super) fn guard_place(&self, place: Place) -> Result<(), Refusal> {
        self.guard_open()?;
        if self.cell(place).is_none() || !self.rows.is_here(place.row) {
            return Err(Refusal::NothingThere);
        }
        Ok(())
    }

    /// The place is in no block that the respondent gave back for good.
    pub(super) fn guard_unlocked(&self, place: Place) -> Result<(), Refusal> {
        if self.locked(place) { Err(Refusal::Locked { place }) } else { Ok(()) }
    }

    /// The question there can be answered by a person now.
    pub(super) fn guard_question(&self, place: Place) -> Result<&Question, Refusal> {
        self.guard_place(place)?;
        let question = self.form.node(place.node).question().ok_or(Refusal::NothingThere)?;
        if !question.kind.is_answerable() {
            return Err(Refusal::WrongKind { place });
        }
        if !self.relevant(place) {
            return Err(Refusal::NotRelevant { place });
        }
        self.guard_unlocked(place)?;
        if self.read_only(place) {
            return Err(Refusal::ReadOnly { place });
        }
        Ok(question)
    }

    /// The value can be an answer there; gives it in the form in which it is kept.
    pub(super) fn guard_value(&self, place: Place, value: &Value) -> Result<Value, Refusal> {
        let question = self.guard_question(place)?;
        if let Value::Special(special) = value {
            let open = question.special.contains(special);
            return if open { Ok(value.clone()) } else { Err(Refusal::SpecialClosed { place }) };
        }
        let kept = of_kind(&question.kind, value).ok_or(Refusal::WrongKind { place })?;
        if !self.as_odk && is_out_of_range(&question.kind, &kept) {
            return Err(Refusal::WrongKind { place });
        }
        match &kept {
            Value::Choice(choice) => self.guard_offered(place, question, choice)?,
            Value::Choices(choices) => self.guard_choices(place, question, choices)?,
            _ => {}
        }
        Ok(kept)
    }

    fn guard_offered(
        &self,
        place: Place,
        question: &Question,
        choice: &str,
    ) -> Result<(), Refusal> {
        // A question without a list (a table that was not attached) takes what comes.
        if question.choices.is_some() && self.offered(place, choice).is_none() {
            return Err(Refusal::NotOffered { place, choice: choice.to_owned() });
        }
        Ok(())
    }

    fn guard_choices(
        &self,
        place: Place,
        question: &Question,
        choices: &[String],
    ) -> Result<(), Refusal> {
        for (at, choice) in choices.iter().enumerate() {
            let offered = self.offered(place, choice);
            let twice = choices[..at].contains(choice);
            if twice || (question.choices.is_some() && offered.is_none()) {
                return Err(Refusal::NotOffered { place, choice: choice.clone() });
            }
            if choices.len() > 1 && offered.is_some_and(|offered| offered.exclusive) {
                return Err(Refusal::Exclusive { place, choice: choice.clone() });
            }
        }
        match question.choose_max {
            Some(at_most) if choices.len() > at_most as usize => {
                Err(Refusal::TooMany { place, at_most })
            }
            _ => Ok(()),
        }
    }

    /// The answer there fails no check that was not passed.
    pub(super) fn guard_checks(&self, place: Place) -> Result<(), Refusal> {
        let failing = self.failing(place);
        let of = |severity| -> Vec<usize> {
            let kept = failing.iter().filter(|(_, known)| *known == severity);
            kept.map(|&(check, _)| check).collect()
        };
        let (hard, soft) = (of(CheckSeverity::Hard), of(CheckSeverity::Soft));
        if !hard.is_empty() {
            Err(Refusal::Check { place, failed: hard })
        } else if !soft.is_empty() {
            Err(Refusal::Doubt { place, failed: soft })
        } else {
            Ok(())
        }
    }

    /// Rows of that roster can be added and removed by hand.
    pub(super) fn guard_roster(&self, stand: Place) -> Result<(), Refusal> {
        self.guard_place(stand)?;
        if stand.node == NodeId::ROOT || !self.is_stand(stand) {
            return Err(Refusal::NothingThere);
        }
        if !self.is_open_roster(stand.node) {
            return Err(Refusal::RowsFixed);
        }
        if !self.relevant(stand) {
            return Err(Refusal::NotRelevant { place: stand });
        }
        if self.locked(stand) {
            return Err(Refusal::Locked { place: stand });
        }
        Ok(())
    }
}

/// Whether a number lies outside the range asked for, or between its steps.
fn is_out_of_range(kind: &QuestionKind, value: &Value) -> bool {
    let QuestionKind::Range { start, end, step } = kind else { return false };
    let number = match value {
        Value::Integer(number) => *number as f64,
        Value::Decimal(decimal) => decimal.to_f64(),
        _ => return false,
    };
    let steps = (number - start) / step;
    // What is left of the division of decimals that no float holds exactly is far smaller.
    let between = *step != 0.0 && (steps - steps.round()).abs() > 1e-9;
    number < start.min(*end) || number > end.max(*start) || between
}

/// The value in the form in which a question of that kind keeps it; `None` if it is of another.
fn of_kind(kind: &QuestionKind, value: &Value) -> Option<Value> {
    let fits = match (kind, value) {
        (QuestionKind::Decimal, Value::Integer(number)) => {
            return Decimal::parse(&number.to_string()).map(Value::Decimal);
        }
        (QuestionKind::Range { .. }, Value::Integer(_) | Value::Decimal(_))
        | (QuestionKind::Text { .. } | QuestionKind::Barcode, Value::Text(_))
        | (QuestionKind::Integer, Value::Integer(_))
        | (QuestionKind::Decimal, Value::Decimal(_))
        | (QuestionKind::SelectOne, Value::Choice(_))
        | (QuestionKind::SelectMultiple | QuestionKind::Rank, Value::Choices(_))
        | (QuestionKind::Date, Value::Date(_))
        | (QuestionKind::Time, Value::Time(_))
        | (QuestionKind::DateTime, Value::DateTime(..))
        | (QuestionKind::Acknowledge, Value::Acknowledged)
        | (QuestionKind::File(_), Value::File(_))
        | (
            QuestionKind::Geopoint | QuestionKind::Geotrace | QuestionKind::Geoshape,
            Value::Geo(_),
        ) => true,
        _ => false,
    };
    fits.then(|| value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_takes_its_steps_and_nothing_between_or_outside() {
        let scale = |start, end, step| QuestionKind::Range { start, end, step };
        for (kind, number, out) in [
            (scale(0.0, 5.0, 0.5), "2.5", false),
            (scale(0.0, 5.0, 0.5), "2.25", true),
            (scale(0.0, 5.0, 0.5), "5.5", true),
            (scale(0.1, 0.9, 0.1), "0.7", false),
            (scale(10.0, 1.0, -3.0), "4", false),
            (scale(10.0, 1.0, -3.0), "5", true),
            (scale(1.0, 10.0, 0.0), "5", false),
        ] {
            let value = Value::Decimal(Decimal::parse(number).expect("a number"));
            assert_eq!(is_out_of_range(&kind, &value), out, "{kind:?} {number}");
        }
    }
}
