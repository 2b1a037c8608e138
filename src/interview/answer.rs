//! What a person answered, and whether it counts.

use crate::moment::Moment;
use crate::value::Value;

/// How an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counts,
    /// It stopped applying: kept, not counted. If its question applies again, it waits to be
    /// confirmed (E10).
    SetAside,
}

/// What a person answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The answer.
    pub value: Value,
    /// Whether it counts.
    pub standing: Standing,
    /// When it was given.
    pub moment: Moment,
    /// The soft checks that were passed for this answer, with the reason.
    pub passed: Vec<(usize, String)>,
}
