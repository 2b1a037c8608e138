//! What happened in an interview and is stored for good.

use super::talk::{Passage, Sourcing};
use crate::form::talk::Level;
use crate::moment::Moment;
use crate::place::{Address, RowId};
use crate::value::Value;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The step it belongs to, from 1: all facts of one command have the same.
    pub step: u32,
    /// When.
    pub moment: Moment,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The interview began: always the first fact.
    Started {
        /// The case it is about; may be empty.
        case: String,
        /// The language it began in.
        language: String,
        /// Properties of device and interviewer that the form asks for, by name.
        properties: Vec<(String, String)>,
    },
    /// A question was answered.
    Answered {
        /// The question.
        at: Address,
        /// The answer.
        value: Value,
    },
    /// An answer was taken back; where there is none, what was preset.
    Cleared {
        /// The question.
        at: Address,
    },
    /// An answer stopped applying: kept, not counted.
    SetAside {
        /// The question.
        at: Address,
    },
    /// An answer that had been set aside counts again; where there is none, what was preset.
    Restored {
        /// The question.
        at: Address,
    },
    /// A soft check that an answer failed was passed with a reason.
    Passed {
        /// The question.
        at: Address,
        /// The check, by position among the question's checks.
        check: usize,
        /// Why the answer is right; empty takes the passing back (undo).
        reason: String,
    },
    /// A remark was written, replacing the one before; empty for none.
    Remarked {
        /// The question, group or row.
        at: Address,
        /// The whole remark.
        text: String,
    },
    /// A probe was ticked or unticked.
    Probed {
        /// The question.
        at: Address,
        /// The probe, by name.
        probe: String,
        /// Whether it was put.
        asked: bool,
    },
    /// A note was written, or changed.
    Noted {
        /// The question at which it was taken.
        at: Address,
        /// Its identity in the interview.
        note: u64,
        /// The whole note; empty where it was struck.
        text: String,
    },
    /// A passage was marked as a quote, or what is said of a quote changed.
    Quoted {
        /// The question it belongs to.
        at: Address,
        /// Its identity in the interview.
        quote: u64,
        /// Where it stands.
        passage: Passage,
        /// Who said it, by name.
        speaker: String,
        /// How close to the words it is.
        level: Level,
        /// The words.
        text: String,
    },
    /// The mark of a quote was taken away.
    Unquoted {
        /// The question it belongs to.
        at: Address,
        /// Its identity in the interview.
        quote: u64,
    },
    /// It was said where an answer comes from.
    Sourced {
        /// The question.
        at: Address,
        /// Where from; empty takes it back.
        sourcing: Sourcing,
    },
    /// A row was added.
    RowAdded {
        /// The roster, with the new row as last identity.
        at: Address,
        /// Its position among the rows, from 0.
        position: usize,
    },
    /// A row was removed with all that was in it; nothing of it is destroyed.
    RowRemoved {
        /// The row.
        at: Address,
    },
    /// A row that had been removed is back, where it was.
    RowRestored {
        /// The row.
        at: Address,
        /// Its position among the rows, from 0.
        position: usize,
    },
    /// A row was moved.
    RowMoved {
        /// The row.
        at: Address,
        /// Its new position, from 0.
        position: usize,
    },
    /// The language changed.
    LanguageChanged {
        /// Its code.
        code: String,
    },
    /// The interview was finished.
    Completed,
    /// A required question stayed open, for a reason.
    LeftOpen {
        /// The question.
        at: Address,
        /// Why; empty takes it back (undo).
        reason: String,
    },
    /// The respondent gave the device back at the end of a self-completion block.
    HandedBack {
        /// The group of the block.
        at: Address,
    },
    /// The interview was broken off.
    BrokenOff {
        /// Why.
        reason: String,
    },
    /// The interview was taken up again.
    Resumed,
    /// The finished interview was opened for correction.
    Reopened {
        /// Why.
        reason: String,
    },
    /// The other facts of this step undo a step.
    Undone {
        /// The step that was undone.
        step: u32,
    },
    /// The other facts of this step do a step again.
    Redone {
        /// The step that is done again.
        step: u32,
    },
}

impl What {
    /// The address the fact is about, where it is about one.
    pub fn address(&self) -> Option<&Address> {
        match self {
            What::Answered { at, .. }
            | What::Cleared { at }
            | What::SetAside { at }
            | What::Restored { at }
            | What::Passed { at, .. }
            | What::Remarked { at, .. }
            | What::Probed { at, .. }
            | What::Noted { at, .. }
            | What::Quoted { at, .. }
            | What::Unquoted { at, .. }
            | What::Sourced { at, .. }
            | What::RowAdded { at, .. }
            | What::RowRemoved { at }
            | What::RowRestored { at, .. }
            | What::RowMoved { at, .. }
            | What::LeftOpen { at, .. }
            | What::HandedBack { at } => Some(at),
            _ => None,
        }
    }

    /// The identity of the row the fact is about, for the facts about rows.
    pub fn row(&self) -> Option<RowId> {
        match self {
            What::RowAdded { at, .. }
            | What::RowRemoved { at }
            | What::RowRestored { at, .. }
            | What::RowMoved { at, .. } => at.rows.last().copied(),
            _ => None,
        }
    }
}
