//! What can be asked of an interview.

use super::talk::{Passage, Sourcing};
use crate::form::talk::Level;
use crate::place::{NodeId, Place, RowKey};
use crate::value::Value;

/// What can be asked of an interview.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Answer a question. `reason` passes the soft checks that the answer fails.
    Answer {
        /// The question.
        place: Place,
        /// The answer.
        value: Value,
        /// Why the answer is right although a soft check doubts it.
        reason: Option<String>,
    },
    /// Take an answer back, leaving the question blank.
    Clear {
        /// The question.
        place: Place,
    },
    /// Let an answer that had been set aside count again, as it was.
    Confirm {
        /// The question.
        place: Place,
    },
    /// Write a remark on a question; an empty text removes it.
    Remark {
        /// The question, group or row.
        place: Place,
        /// The whole remark.
        text: String,
    },
    /// Tick or untick a probe of a question.
    Probe {
        /// The question.
        place: Place,
        /// The probe, by position.
        probe: usize,
        /// Whether it was put.
        asked: bool,
    },
    /// Write a note, or change one; an empty text strikes it.
    Note {
        /// The question, or group, at which it is taken.
        place: Place,
        /// The note that is changed; `None` for a new one.
        note: Option<u64>,
        /// The whole note.
        text: String,
    },
    /// Mark a passage as a quote.
    Quote {
        /// The question it belongs to.
        place: Place,
        /// Where it stands.
        passage: Passage,
        /// The answer it is out of, if that is still to be given.
        answer: Option<Value>,
        /// Who said it, by name.
        speaker: String,
        /// How close to the words it is.
        level: Level,
    },
    /// Change what is said of a quote.
    Requote {
        /// The quote.
        quote: u64,
        /// Who said it, by name.
        speaker: String,
        /// How close to the words it is.
        level: Level,
    },
    /// Take the mark of a quote away.
    Unquote {
        /// The quote.
        quote: u64,
    },
    /// Say where the answer to a question comes from.
    Source {
        /// The question.
        place: Place,
        /// Where from; empty takes it back.
        sourcing: Sourcing,
    },
    /// Add a row to an open roster.
    AddRow {
        /// Any place in which the roster stands: its row is the row around the roster, its node
        /// the roster.
        roster: Place,
        /// Before which row, counted from 0; `None` for the end.
        before: Option<usize>,
    },
    /// Add rows with answers to the end of an open roster, all in one step. An answer that is
    /// refused, or doubted by a soft check, is left out: its question stays open.
    AddRows {
        /// The roster, as in `AddRow`.
        roster: Place,
        /// The answers of each row, by question, in the order in which they are given.
        rows: Vec<Vec<(NodeId, Value)>>,
    },
    /// Remove a row of an open roster, with all that is in it.
    RemoveRow {
        /// The row.
        row: RowKey,
    },
    /// Move a row of an open roster.
    MoveRow {
        /// The row.
        row: RowKey,
        /// Its new position among the rows of its roster, from 0.
        to: usize,
    },
    /// Go on in another language.
    Language {
        /// Its code.
        code: String,
    },
    /// Finish. Every required question that is open needs a reason.
    Complete {
        /// The open questions with the reason for each.
        reasons: Vec<(Place, String)>,
    },
    /// Pass a required question without an answer, for a reason.
    LeaveOpen {
        /// The question.
        place: Place,
        /// Why.
        reason: String,
    },
    /// The respondent gives the device back: a self-completion block ends, and is locked if the
    /// questionnaire says so.
    HandBack {
        /// The group of the block.
        group: Place,
    },
    /// Stop before the end.
    BreakOff {
        /// Why.
        reason: String,
    },
    /// Go on with an interview that was broken off.
    Resume,
    /// Correct an interview that was finished.
    Reopen {
        /// Why.
        reason: String,
    },
    /// Undo the last step that was not undone.
    Undo,
    /// Do again the step undone last.
    Redo,
}
