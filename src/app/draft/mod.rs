//! What is being typed or chosen at a stop and is not an answer yet: one editor for each kind.

pub mod battery;
pub mod choice;
pub mod choices;
pub mod date;
pub mod geo;
mod line;
mod months;
pub mod number;
pub mod offer;
pub mod reading;
pub mod rows;
pub mod text;

use super::key::Key;
use super::picker::Picker;
use crate::value::Value;
use battery::{BatteryDraft, Taken};
use choice::ChoiceDraft;
use choices::ChoicesDraft;
use date::DateDraft;
use geo::GeoDraft;
use number::NumberDraft;
use reading::Reading;
use rows::RowsDraft;
use text::TextDraft;

/// What is being typed or chosen at a stop.
#[derive(Debug, Clone)]
pub enum Draft {
    /// Nothing can be entered: a note, a value that can only be read.
    Nothing,
    /// Text.
    Text(TextDraft),
    /// A number.
    Number(NumberDraft),
    /// One choice.
    Choice(ChoiceDraft),
    /// Several choices, or a ranking.
    Choices(ChoicesDraft),
    /// A date, a time or both.
    Date(DateDraft),
    /// Positions.
    Geo(GeoDraft),
    /// The path of a file.
    File(TextDraft),
    /// "OK", typed as 1.
    Acknowledge(Picker),
    /// A battery.
    Battery(BatteryDraft),
    /// The end of an open roster.
    Rows(RowsDraft),
    /// The end of the interview.
    End(Picker),
}

/// What a key did to a draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It means nothing here.
    Ignored,
    /// It moved or typed.
    Edited,
    /// The row of the battery in focus is answered with that choice.
    Row(String),
}

impl Draft {
    /// Whether letters are text here, so that they cannot be commands.
    pub fn letters_are_text(&self) -> bool {
        match self {
            Draft::Text(_) | Draft::Geo(_) | Draft::File(_) => true,
            Draft::Choice(draft) => draft.offer.is_long(),
            Draft::Choices(draft) => draft.offer.is_long(),
            Draft::Date(draft) => draft.letters_are_text(),
            _ => false,
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: &Key) -> Outcome {
        let taken = match self {
            Draft::Nothing => false,
            Draft::Text(line) | Draft::File(line) => line.key(key),
            Draft::Number(draft) => draft.key(key),
            Draft::Choice(draft) => draft.key(key),
            Draft::Choices(draft) => draft.key(key),
            Draft::Date(draft) => draft.key(key),
            Draft::Geo(draft) => draft.key(key),
            Draft::Acknowledge(picker) | Draft::End(picker) => picker.key(key),
            Draft::Rows(draft) => draft.picker.key(key),
            Draft::Battery(draft) => match draft.key(key) {
                Taken::No => false,
                Taken::Yes => true,
                Taken::Answer(choice) => return Outcome::Row(choice),
            },
        };
        if taken { Outcome::Edited } else { Outcome::Ignored }
    }

    /// What the draft means so far.
    pub fn reading(&self) -> Reading {
        match self {
            Draft::Text(line) => line.reading(),
            Draft::Number(draft) => draft.reading(),
            Draft::Choice(draft) => draft.reading(),
            Draft::Choices(draft) => draft.reading(),
            Draft::Date(draft) => draft.reading(),
            Draft::Geo(draft) => draft.reading(),
            Draft::File(line) => match line.text().trim() {
                "" => Reading::Blank,
                path => Reading::Path(path.trim_matches(['"', '\'']).to_owned()),
            },
            Draft::Acknowledge(picker) if picker.chosen().is_some() => {
                Reading::Answer(Value::Acknowledged)
            }
            _ => Reading::Blank,
        }
    }

    /// What is typed, as it is kept and put back.
    pub fn typed(&self) -> String {
        match self {
            Draft::Text(line) | Draft::File(line) => line.text().to_owned(),
            Draft::Number(draft) => draft.line.text().to_owned(),
            Draft::Choice(draft) => draft.offer.typed.text().to_owned(),
            Draft::Choices(draft) => draft.names().join(" "),
            Draft::Date(draft) => draft.line.text().to_owned(),
            Draft::Geo(draft) => draft.line.text().to_owned(),
            _ => String::new(),
        }
    }

    /// Puts back what had been typed.
    pub fn restore(&mut self, text: &str) {
        match self {
            Draft::Text(line) | Draft::File(line) => line.set(text),
            Draft::Number(draft) => draft.line.set(text),
            Draft::Choice(draft) => draft.restore(text),
            Draft::Choices(draft) => draft.restore(text),
            Draft::Date(draft) => draft.line.set(text),
            Draft::Geo(draft) => draft.line.set(text),
            _ => {}
        }
    }

    /// Lets the next thing typed take the place of the answer that is there: a number typed over
    /// another must not become one long number. Words are added to as they are.
    pub fn replace_next(&mut self) {
        match self {
            Draft::Number(draft) => draft.line.replace_next(),
            Draft::Date(draft) => draft.line.replace_next(),
            Draft::Geo(draft) => draft.line.replace_next(),
            _ => {}
        }
    }

    /// Takes back the last typing; false if there is none.
    pub fn undo(&mut self) -> bool {
        match self {
            Draft::Text(line) | Draft::File(line) => line.undo(),
            Draft::Number(draft) => draft.line.undo(),
            Draft::Date(draft) => draft.line.undo(),
            Draft::Geo(draft) => draft.line.undo(),
            Draft::Choice(draft) => draft.undo(),
            Draft::Choices(draft) => draft.undo(),
            _ => false,
        }
    }
}
