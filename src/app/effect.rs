//! What the program asks of the world around it.

use super::paradata::Note;
use crate::id::InterviewId;
use crate::interview::fact::Fact;

/// What the outside must do. The answer comes back as a [`super::msg::Msg`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// List the interviews of the data file: `Msg::Listed`.
    List,
    /// Begin an interview: `Msg::Opened` or `Msg::Failed`.
    Begin {
        /// The questionnaire, by position on the shelf.
        questionnaire: usize,
        /// The language's code.
        language: String,
        /// The case; may be empty.
        case: String,
    },
    /// Open a stored interview: `Msg::Opened` or `Msg::Failed`.
    Open(InterviewId),
    /// Store facts for good: `Msg::Committed` or `Msg::CommitFailed`. Nothing is shown before.
    Commit {
        /// The interview.
        interview: InterviewId,
        /// The facts, all of one step.
        facts: Vec<Fact>,
    },
    /// Keep what is being typed and where; may be written up to a second later.
    KeepDraft {
        /// The interview.
        interview: InterviewId,
        /// What to keep.
        draft: KeptDraft,
    },
    /// Keep notes of how an interview is conducted; they may be written later.
    Note {
        /// The interview.
        interview: InterviewId,
        /// The notes, oldest first.
        notes: Vec<Note>,
    },
    /// The interview is left for now: make the data file whole.
    Leave(InterviewId),
    /// Copy a file into the data file: `Msg::Attached` or `Msg::Failed`.
    Attach {
        /// The interview.
        interview: InterviewId,
        /// The path as typed.
        path: String,
        /// What its content must be: `image`, `audio`, `video`, or `file` for anything.
        kind: String,
    },
    /// Find a path for an export where there is no file yet: `Msg::ExportNamed`.
    NameExport {
        /// The path that is wanted; a number is added to its name where there is one already.
        path: String,
    },
    /// Write the plain SQLite file for people: `Msg::Exported` or `Msg::Failed`.
    Export {
        /// The path as typed.
        path: String,
    },
    /// Let the person edit a text in their own editor: `Msg::Edited`.
    Edit {
        /// What is typed so far.
        text: String,
    },
    /// Stop the program's process and come back when the user says so (Ctrl+Z).
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End the program.
    Quit,
}

/// What is being typed, and where, so that a kill loses at most a second of typing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeptDraft {
    /// The stop on screen, in words: an address such as `household/member[2]/age`, preceded by
    /// `+` for the end of an open roster; empty for the end of the interview.
    pub at: String,
    /// What is typed there and not entered; empty for nothing.
    pub text: String,
    /// What was typed at other stops and not entered, by stop, in the order of the stops' words.
    pub elsewhere: Vec<(String, String)>,
    /// How many of the questions that apply are answered, for the list of interviews.
    pub answered: usize,
    /// How many questions apply.
    pub total: usize,
}
