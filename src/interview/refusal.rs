//! Why a command was not carried out.

use crate::place::Place;

/// Why a command was not carried out. Nothing has changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// A hard check fails: the checks that do, by position among the question's checks.
    Check {
        /// The question.
        place: Place,
        /// The hard checks that fail.
        failed: Vec<usize>,
    },
    /// Soft checks fail and no reason was given.
    Doubt {
        /// The question.
        place: Place,
        /// The soft checks that fail.
        failed: Vec<usize>,
    },
    /// The answer is not of the question's kind.
    WrongKind {
        /// The question.
        place: Place,
    },
    /// The choice is not offered.
    NotOffered {
        /// The question.
        place: Place,
        /// The name of the choice.
        choice: String,
    },
    /// More choices than the question allows.
    TooMany {
        /// The question.
        place: Place,
        /// How many are allowed.
        at_most: u32,
    },
    /// An exclusive choice together with others.
    Exclusive {
        /// The question.
        place: Place,
        /// The name of the exclusive choice.
        choice: String,
    },
    /// The question does not take that special answer.
    SpecialClosed {
        /// The question.
        place: Place,
    },
    /// The question does not apply now.
    NotRelevant {
        /// The question.
        place: Place,
    },
    /// The question can only be read.
    ReadOnly {
        /// The question.
        place: Place,
    },
    /// There is nothing at that place that the command could be about.
    NothingThere,
    /// The roster's rows are counted, not added or removed by hand.
    RowsFixed,
    /// Required questions are open and no reason was given for them.
    Open {
        /// The questions.
        places: Vec<Place>,
    },
    /// Hard checks fail somewhere in the interview.
    Failing {
        /// The questions.
        places: Vec<Place>,
    },
    /// The interview is finished; it must be reopened first.
    Finished,
    /// The interview is not finished.
    NotFinished,
    /// The form has no such language.
    NoLanguage,
    /// There is nothing to undo or to do again.
    NothingToUndo,
    /// The block was handed back and may not be opened again.
    Locked {
        /// The question.
        place: Place,
    },
}
