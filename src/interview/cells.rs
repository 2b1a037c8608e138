//! What is known about each place: whether it applies, what was answered, what was computed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answer::{Answer, Standing};
use super::rows::RowList;
use super::talk::Sourcing;
use crate::value::Value;

/// What is known about one place.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cell {
    /// What its own condition says; true where it has none. For a row, whether it is there.
    pub(super) own: bool,
    /// Whether it and everything around it applies.
    pub(super) applies: bool,
    /// Whether a person took away what was preset.
    pub(super) blanked: bool,
    /// Whether the respondent gave the device back at the end of this block.
    pub(super) handed_back: bool,
    /// What a person answered.
    pub(super) answer: Option<Arc<Answer>>,
    /// What was calculated or preset.
    pub(super) computed: Option<Arc<Value>>,
    /// What was written beside it.
    pub(super) notes: Option<Arc<Notes>>,
    /// The rows, at the place around the rows of a roster.
    pub(super) rows: Option<Arc<RowList>>,
}

/// What was written beside an answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Notes {
    /// The remark; empty for none.
    pub(super) remark: String,
    /// Why the question was left open; empty if it was not.
    pub(super) left_open: String,
    /// The probes that were put, by name.
    pub(super) probes: BTreeMap<String, bool>,
    /// Where the answer comes from.
    pub(super) sourcing: Sourcing,
}

impl Cell {
    /// The value that counts if the place applies.
    pub(super) fn value(&self) -> Option<&Value> {
        match &self.answer {
            Some(answer) if answer.standing == Standing::Counts => Some(&answer.value),
            Some(_) => None,
            None if self.blanked => None,
            None => self.computed.as_deref(),
        }
    }

    /// Whether it holds an answer that counts by its own standing.
    pub(super) fn counts(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.standing == Standing::Counts)
    }

    /// Whether it holds an answer that is set aside.
    pub(super) fn is_aside(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.standing == Standing::SetAside)
    }
}

/// How many questions apply and how many of them are answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Questions to be answered by a person that apply and are answered.
    pub(super) answered: usize,
    /// Questions to be answered by a person that apply.
    pub(super) applying: usize,
}
