//! The nodes of a form: groups, rosters and questions, and everything that is said of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rule::{ListId, RuleId};
use super::talk::SourceAsk;
use super::wording::Wording;
use crate::place::NodeId;
use crate::value::Special;

/// A node of a form.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its position in the form.
    pub id: NodeId,
    /// Its name, unique among the nodes around it.
    pub name: String,
    /// The group or roster around it; `None` only for the root.
    pub parent: Option<NodeId>,
    /// The nodes directly inside it, in form order.
    pub children: Vec<NodeId>,
    /// The innermost roster around it, itself not counted.
    pub roster: Option<NodeId>,
    /// How many rosters stand around it, itself not counted.
    pub roster_depth: u8,
    /// What it is.
    pub kind: Kind,
    /// What is read out; for a group its heading, for a roster the name of one row.
    pub label: Wording,
    /// A hint shown below the label.
    pub hint: Wording,
    /// More help, behind the help key.
    pub guidance: Wording,
    /// What only the interviewer reads: never read out (E24).
    pub instruction: Wording,
    /// A short label for outlines, tables and exports.
    pub short: Wording,
    /// The number the paper questionnaire gives it, such as `31`.
    pub number: Option<String>,
    /// Whether it applies; `None` for always.
    pub relevant: Option<RuleId>,
    /// The order in which what is inside it, or its choices, are shown.
    pub random: Option<Random>,
    /// Words that say how to show it (`minimal`, `likert`, `multiline` ...).
    pub appearance: Vec<String>,
    /// Parameters by name.
    pub parameters: BTreeMap<String, String>,
    /// Media by kind (`image`, `audio`, `video`, `big-image`): the file's name in each language.
    pub media: BTreeMap<String, Wording>,
    /// Columns that are kept although nothing here uses them.
    pub extra: BTreeMap<String, String>,
    /// Where it stands in its source: a line of YAML, a row of a sheet.
    pub line: u32,
}

impl Node {
    /// Whether the appearance has that word.
    pub fn looks(&self, word: &str) -> bool {
        self.appearance.iter().any(|known| known == word)
    }

    /// The node as a question.
    pub fn question(&self) -> Option<&Question> {
        match &self.kind {
            Kind::Question(question) => Some(question),
            _ => None,
        }
    }
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A group, perhaps a section.
    Group(Group),
    /// A roster: a group that is repeated, once for each row.
    Roster(Roster),
    /// A question, a note or a calculation.
    Question(Box<Question>),
}

/// What a group asks for beside its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Whether what is inside is one screen (`field-list`).
    pub page: bool,
    /// Whether it is a battery: select questions with one common list, one row each.
    pub battery: bool,
    /// Whether the respondent answers alone, without the interviewer looking on.
    pub self_completion: bool,
    /// Whether it may not be opened again once it was left (self-completion blocks).
    pub locked_after: bool,
}

/// How many rows a roster has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// As many as the interviewer adds.
    Open,
    /// Always this many.
    Fixed(u32),
    /// As many as an expression says.
    Expression(RuleId),
}

/// What a roster asks for beside its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// How many rows it has.
    pub count: Count,
}

/// The order in which things are shown, fixed for each interview.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Random {
    /// What the order is drawn from beside the case id: usually the node's name. Two nodes with
    /// the same key and the same number of things show them in the same order.
    pub key: String,
    /// An expression for the seed (XLSForm's `seed`), which then replaces case id and key.
    pub seed: Option<RuleId>,
    /// Names that keep their place at the end (such as "other").
    pub last: Vec<String>,
    /// A name that comes first in a random half of the interviews.
    pub first_half: Option<String>,
}

/// A question, a note or a calculation.
#[derive(Debug, Clone)]
pub struct Question {
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// Whether an answer is asked for; `None` for no.
    pub required: Option<RuleId>,
    /// What is said where an answer is missing.
    pub required_message: Wording,
    /// Whether it can only be read.
    pub read_only: Option<RuleId>,
    /// Its calculation. With triggers it runs when one of them changes, else whenever what it
    /// looks at changes. It never replaces what a person answered (L16).
    pub calculation: Option<RuleId>,
    /// The questions whose change makes the calculation run.
    pub triggers: Vec<NodeId>,
    /// What it holds before anybody answered.
    pub default: Option<Preset>,
    /// Its hard and soft checks, in order.
    pub checks: Vec<Check>,
    /// Where its choices come from.
    pub choices: Option<Choices>,
    /// Which of the choices are offered; evaluated for each choice.
    pub choice_filter: Option<RuleId>,
    /// At most so many choices (multiple answers and rankings).
    pub choose_max: Option<u32>,
    /// The special answers that are open.
    pub special: Vec<Special>,
    /// Follow-ups that the interviewer may put, each ticked when asked.
    pub probes: Vec<Probe>,
    /// What is asked about where the answer comes from.
    pub source: SourceAsk,
    /// Personal data: kept apart, never in an analysis export.
    pub pii: bool,
    /// Sealed to head office as soon as the interview is finished.
    pub sealed: bool,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq)]
pub enum QuestionKind {
    /// Text shown, nothing stored.
    Note,
    /// Text; several lines if so said.
    Text {
        /// Whether it is entered in a box of several lines.
        multiline: bool,
    },
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A number out of a range with steps.
    Range {
        /// The lowest.
        start: f64,
        /// The highest.
        end: f64,
        /// The step, above 0.
        step: f64,
    },
    /// One choice.
    SelectOne,
    /// Several choices.
    SelectMultiple,
    /// Choices put in an order.
    Rank,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date with a time of day.
    DateTime,
    /// Seen and confirmed.
    Acknowledge,
    /// Computed, never asked.
    Calculate,
    /// Holds a default, never asked.
    Hidden,
    /// A bar code, scanned as from a keyboard or typed.
    Barcode,
    /// One point.
    Geopoint,
    /// A line of points.
    Geotrace,
    /// An area.
    Geoshape,
    /// A file of some kind (`image`, `audio`, `video`, `file`), given by its path.
    File(String),
    /// Filled in by the program: `start`, `end`, `today`, `username`, `deviceid` ...
    Meta(String),
}

impl QuestionKind {
    /// What a file must be: `image`, `audio`, `video`, or `file` for anything; `None` where no file
    /// is asked for.
    pub fn file_kind(&self) -> Option<&str> {
        match self {
            QuestionKind::File(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether a person is asked: it has a screen of its own or a line on a page.
    pub fn is_shown(&self) -> bool {
        !matches!(self, QuestionKind::Calculate | QuestionKind::Hidden | QuestionKind::Meta(_))
    }

    /// Whether a person can answer it.
    pub fn is_answerable(&self) -> bool {
        self.is_shown() && !matches!(self, QuestionKind::Note)
    }
}

/// What a question holds before anybody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preset {
    /// The canonical text of a value.
    Static(String),
    /// An expression, evaluated once when the interview begins or the row is made.
    Dynamic(RuleId),
}

/// A check of an answer. Blank answers are not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Whether it stops or asks.
    pub severity: CheckSeverity,
    /// What must be true.
    pub rule: RuleId,
    /// What is said where it is not.
    pub message: Wording,
}

/// Whether a check stops or asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckSeverity {
    /// The answer is refused.
    Hard,
    /// The answer is accepted with a reason.
    Soft,
}

/// Where the choices of a question come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// A choice list.
    List(ListId),
    /// The answers of a question in the rows of a roster: one choice for each row whose answer
    /// is not blank. The name of the choice is the answer, or what the question `name` holds.
    Rows {
        /// The question whose answers are the labels.
        label: NodeId,
        /// The question whose answers are the names; often the same.
        name: NodeId,
    },
    /// A look-up table with a column of names and a column of labels.
    Table {
        /// The table, by position in the form.
        table: usize,
        /// The column of names.
        name: usize,
        /// The column of labels.
        label: usize,
    },
}

/// A choice of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its name: what is stored.
    pub name: Arc<str>,
    /// What is read out.
    pub label: Wording,
    /// Whether choosing it clears the others.
    pub exclusive: bool,
    /// Media by kind.
    pub media: BTreeMap<String, Wording>,
}

/// A follow-up that the interviewer may put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// Its name, unique within the question.
    pub name: String,
    /// What is read out.
    pub label: Wording,
}
