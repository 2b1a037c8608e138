//! What typed text means so far.

use crate::value::Value;

/// What typed text means so far.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// Nothing is typed.
    Blank,
    /// It is an answer.
    Answer(Value),
    /// It is a path of a file to be copied first.
    Path(String),
    /// It is not an answer yet, and why.
    Fault(Fault),
}

/// Why typed text is not an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// Not a number.
    NotANumber,
    /// Not a whole number.
    NotWhole,
    /// A number out of the range, its lower and upper end in words.
    OutOfRange(String, String),
    /// A number that is not one of the steps of the range.
    NotAStep(String),
    /// Not a date.
    NotADate,
    /// Not a time.
    NotATime,
    /// Not a point.
    NotAPoint,
    /// No choice has that code or matches that text.
    NoSuchChoice(String),
    /// So many choices match that text, and none is highlighted.
    SeveralMatch(usize),
    /// More than so many choices.
    TooMany(usize),
    /// A code is typed but not chosen yet.
    Unfinished,
}
