//! What the person or the machine did.

use super::effect::KeptDraft;
use super::key::Key;
use super::keymap::Action;
use crate::id::InterviewId;
use crate::interview::fact::Fact;
use crate::interview::{Interview, State};
use crate::value::FileAnswer;

/// What the person or the machine did.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// A line was typed: it takes the place of what is typed, and is entered; an empty one enters
    /// what stands there.
    Line(String),
    /// What is typed is erased, and that is entered.
    Erase,
    /// An action was named instead of its key pressed. The words behind it are typed into the
    /// screen that it opens, and entered; for rows they say which one.
    Do {
        /// The action.
        action: Action,
        /// The words behind it; may be empty.
        words: String,
    },
    /// The window has another size, in cells.
    Resized {
        /// Columns.
        width: u16,
        /// Lines.
        height: u16,
    },
    /// The interviews of the data file, the latest first.
    Listed(Vec<Summary>),
    /// An interview was begun or opened.
    Opened(Box<Opened>),
    /// Facts are on disk.
    Committed(Vec<Fact>),
    /// Facts could not be stored; nothing of them counts.
    CommitFailed {
        /// The facts.
        facts: Vec<Fact>,
        /// Why, in plain words.
        why: String,
    },
    /// A file was copied into the data file.
    Attached(FileAnswer),
    /// The person's own editor is closed: the text it left, or why there is none.
    Edited(Result<String, EditFault>),
    /// There is no file yet at this path, so that an export can be written to it.
    ExportNamed(String),
    /// An export is written and verified: what to tell.
    Exported(String),
    /// Something else could not be done: why, in plain words.
    Failed(String),
}

/// Why a text could not be edited in the person's own editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditFault {
    /// Neither VISUAL nor EDITOR names one.
    NoEditor,
    /// There is no place that is memory and no disk.
    NoMemory,
    /// It failed: why, in the system's words.
    Failed(String),
}

/// An interview with where it was left.
#[derive(Debug)]
pub struct Opened {
    /// Its identity.
    pub id: InterviewId,
    /// The interview.
    pub interview: Interview,
    /// Where it was left and what was being typed.
    pub draft: Option<KeptDraft>,
}

/// What the list of interviews shows of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its identity.
    pub id: InterviewId,
    /// The questionnaire's identifier.
    pub questionnaire: String,
    /// The questionnaire's version.
    pub version: String,
    /// The case; may be empty.
    pub case: String,
    /// Where it stands.
    pub state: State,
    /// Whether it was finished once and is not any more.
    pub reopened: bool,
    /// When it began, milliseconds since 1970 by the wall clock.
    pub started_ms: i64,
    /// When it changed last.
    pub changed_ms: i64,
    /// The offset from UTC, in minutes, of the machine when it changed last.
    pub offset_minutes: i16,
    /// How many of those questions were answered; where they are not known, how many answers count.
    pub answered: usize,
    /// How many questions applied when it was left; 0 if not known.
    pub total: usize,
}

/// A questionnaire that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfItem {
    /// Its identifier.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title by language code, in the order of its languages.
    pub titles: Vec<(String, String)>,
    /// Its languages: code, own name, whether the wording is a draft.
    pub languages: Vec<(String, String, bool)>,
    /// Where it comes from: `shipped` or the file's name.
    pub origin: String,
}
