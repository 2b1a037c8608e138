//! What a report is to show: the plan as it was written, with the place of every name.

use std::collections::BTreeMap;

use crate::compile::sheet::{Cell, Mark};
use crate::stats::design::SingleUnit;
use crate::stats::interval::Method;

/// A plan.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The title by language; under the empty code where it is the same in all.
    pub title: BTreeMap<String, String>,
    /// A note for every reader, by language, such as that the data are invented.
    pub note: BTreeMap<String, String>,
    /// The identifier of the questionnaire; may be missing where the data hold one only.
    pub questionnaire: Option<Cell>,
    /// How the sample was drawn and is weighted.
    pub design: DesignPlan,
    /// What is flagged, hidden, and how intervals are made.
    pub settings: Settings,
    /// The tables, in order.
    pub tables: Vec<TablePlan>,
}

/// How the sample was drawn and is weighted, by names of questions.
#[derive(Debug, Clone, Default)]
pub struct DesignPlan {
    /// The base weight.
    pub weight: Option<Cell>,
    /// The stratum.
    pub stratum: Option<Cell>,
    /// The first-stage unit within the stratum.
    pub unit: Option<Cell>,
    /// How many first-stage units the stratum has in the population.
    pub population: Option<Cell>,
    /// Known totals of choices, by question, for raking.
    pub margins: Vec<(Cell, Vec<(Cell, f64)>)>,
    /// The bounds of the weights, as multiples of their mean.
    pub bounds: Option<(f64, f64)>,
}

/// What is flagged, hidden, and how intervals are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Bases of fewer rows are flagged.
    pub flag_below: usize,
    /// Estimates from fewer rows are not shown.
    pub hide_below: usize,
    /// How often an interval covers.
    pub level: f64,
    /// How the intervals of shares are made.
    pub method: Method,
    /// What a stratum with one unit adds.
    pub single_unit: SingleUnit,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            flag_below: 30,
            hide_below: 10,
            level: 0.95,
            method: Method::Logit,
            single_unit: SingleUnit::Adjust,
        }
    }
}

/// A table of the report.
#[derive(Debug, Clone)]
pub struct TablePlan {
    /// Where it stands.
    pub mark: Mark,
    /// Its title by language; without one, that of the question.
    pub title: BTreeMap<String, String>,
    /// What it shows.
    pub content: Content,
}

/// What a table shows.
#[derive(Debug, Clone)]
pub enum Content {
    /// How often each choice was given.
    Frequency(Cell),
    /// The share that gave one of some choices, in all and by the choices of another question.
    Share {
        /// The question.
        of: Cell,
        /// The choices.
        is: Vec<Cell>,
        /// The other question.
        by: Option<Cell>,
    },
    /// The mean of a number, in all and by the choices of another question.
    Mean {
        /// The question.
        of: Cell,
        /// The other question.
        by: Option<Cell>,
    },
    /// Two questions against each other.
    Crosstab {
        /// The question whose choices are the lines.
        rows: Cell,
        /// The question whose choices are the columns.
        columns: Cell,
    },
    /// A question with several answers.
    Several(Cell),
    /// Questions answered on the same scale, and how well they go together.
    Scale(Vec<Cell>),
}

/// The kinds of table, by the key that a plan names them with.
pub const CONTENTS: [(&str, &str); 6] = [
    ("frequency", "how often each choice was given"),
    ("share", "the share that gave some choices: `share: NAME`, `is: [CHOICE]`, `by: NAME`"),
    ("mean", "the mean of a number: `mean: NAME`, `by: NAME`"),
    ("crosstab", "two questions against each other: `crosstab: [ROWS, COLUMNS]`"),
    ("several", "a question with several answers"),
    ("scale", "questions on one scale: `scale: [NAME, NAME]`"),
];
