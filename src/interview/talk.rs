//! What is written down of a talk beside the answers: notes with their time, quotes with their
//! speaker, and where an answer comes from.

use std::sync::Arc;

use crate::form::talk::{Certainty, Level, Origin};
use crate::moment::Moment;
use crate::place::Place;

/// Where an answer comes from, and how certain it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sourcing {
    /// Where it comes from, if said.
    pub origin: Option<Origin>,
    /// How certain it is, if said.
    pub certainty: Option<Certainty>,
}

impl Sourcing {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Sourcing::default()
    }
}

/// One note: one thing heard or seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its identity in the interview.
    pub id: u64,
    /// The question at which it was taken.
    pub place: Place,
    /// What it says; empty once it was struck.
    pub text: String,
    /// When it was written first.
    pub moment: Moment,
}

/// The part of a text that is quoted, in characters from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// The note it is out of; `None` for the answer to the question.
    pub note: Option<u64>,
    /// The first character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
}

/// What somebody said, marked as worth quoting.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Its identity in the interview.
    pub id: u64,
    /// The question it belongs to.
    pub place: Place,
    /// Where it stood when it was marked.
    pub passage: Passage,
    /// Who said it, by name.
    pub speaker: String,
    /// How close to the words it is.
    pub level: Level,
    /// The words as they stood when it was marked; empty once the mark was taken away.
    pub text: String,
    /// When it was marked first.
    pub moment: Moment,
}

/// The notes and quotes of one interview.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Talk {
    /// When the interview began.
    pub(super) began: Moment,
    /// The notes in the order in which they were written, struck ones included.
    pub(super) notes: Vec<Arc<Note>>,
    /// The quotes in the order in which they were marked, unmarked ones included.
    pub(super) quotes: Vec<Arc<Quote>>,
}
