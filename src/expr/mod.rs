//! The expression language of ODK XForms, as XLSForm authors know it: parsing that never fails,
//! checking against the names of a form, and evaluation that always ends in a value or a defect.
//!
//! This module knows neither forms nor interviews. What it may ask of a form at compile time is
//! [`names::Names`]; what it may ask of an interview at run time is [`source::Source`].

pub mod ast;
mod check;
pub mod codes;
mod compare;
mod convert;
mod eval;
mod evaluation;
pub mod function;
pub mod functions;
pub mod names;
pub mod near;
mod parse;
mod paths;
pub mod shuffle;
pub mod source;
mod temporal;
mod token;
mod val;

use std::ops::Range;

use crate::place::{NodeId, Place};
use names::{Names, Reference, Shape};
use source::{Source, Table};
pub use temporal::Temporal;
use val::Val;

/// A parsed expression; bound to the nodes of a form once [`check()`] has seen it.
#[derive(Debug, Clone, Default)]
pub struct Expression {
    /// Its text as the author wrote it.
    pub text: String,
    tree: ast::Expr,
}

/// Something wrong or doubtful in an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its code in the catalogue of diagnostics (`compile/codes.rs`): `E03xx` or `W03xx`.
    pub code: &'static str,
    /// The bytes of the expression's text that are meant.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What was expected, or the nearest known name.
    pub help: Option<String>,
}

/// What the checker found out.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What the expression looks at.
    pub references: Vec<Reference>,
    /// The nodes whose value in the interview finished last it looks at.
    pub last_saved: Vec<NodeId>,
    /// Whether it uses the clock or randomness.
    pub volatile: bool,
    /// What it yields.
    pub shape: Shape,
    /// Certain outcome (`true()`, `1 = 2`), if it does not depend on any answer.
    pub constant: Option<bool>,
    /// What is wrong or doubtful.
    pub problems: Vec<Problem>,
}

/// A failure while evaluating: recorded, never fatal (I6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// What happened.
    pub message: String,
}

impl Defect {
    /// A defect with that message.
    pub fn new(message: impl Into<String>) -> Defect {
        Defect { message: message.into() }
    }
}

/// What an evaluation yields.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Text.
    Text(String),
    /// A number, perhaps not-a-number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A date, a time of day, or both.
    Temporal(Temporal),
}

impl Expression {
    /// The tree that was read from the text.
    pub fn tree(&self) -> &ast::Expr {
        &self.tree
    }

    /// Whether it can ask for an answer of the interview finished last (`${last-saved#name}`). A
    /// text that only speaks of it counts too.
    pub fn may_use_last_saved(&self) -> bool {
        self.text.contains("last-saved#")
    }
}

/// Parses an expression. Always gives a tree; what could not be read is in the problems.
pub fn parse(text: &str) -> (Expression, Vec<Problem>) {
    let (tree, problems) = parse::parse_text(text);
    (Expression { text: text.to_owned(), tree }, problems)
}

/// Binds the names of an expression that stands at `at` and checks it. `columns` are the columns
/// of the choice table for a choice filter, whose bare names are columns of the choice looked at.
pub fn check(
    expression: &mut Expression,
    at: NodeId,
    columns: Option<&[String]>,
    names: &dyn Names,
) -> Checked {
    check::check(&mut expression.tree, at, columns, names)
}

/// Evaluates at a place.
pub fn evaluate(
    expression: &Expression,
    at: Place,
    source: &dyn Source,
) -> Result<Outcome, Defect> {
    evaluate_part(&expression.tree, at, source)
}

/// Evaluates a part of an expression at the place where the whole stands.
pub fn evaluate_part(part: &ast::Expr, at: Place, source: &dyn Source) -> Result<Outcome, Defect> {
    let (_, val) = eval::evaluate_at(part, at, source)?;
    Ok(match val {
        Val::Text(text) => Outcome::Text(text.into_owned()),
        Val::Number(number) => Outcome::Number(number),
        Val::Boolean(truth) => Outcome::Boolean(truth),
        Val::Temporal(temporal) => Outcome::Temporal(temporal),
        Val::Nodes(_) => Outcome::Text(String::new()),
    })
}

/// Evaluates a choice filter for one row of a choice table.
pub fn evaluate_filter(
    expression: &Expression,
    at: Place,
    table: &Table,
    row: usize,
    source: &dyn Source,
) -> Result<bool, Defect> {
    let (evaluation, val) = eval::evaluate_row(&expression.tree, at, (table, row), source)?;
    Ok(evaluation.boolean(val))
}

impl Outcome {
    /// As text, by the rules of XPath: a whole number has no point, not-a-number is `NaN`.
    pub fn to_text(&self) -> String {
        match self {
            Outcome::Text(text) => text.clone(),
            Outcome::Number(number) => convert::number_to_text(*number).into_owned(),
            Outcome::Boolean(truth) => truth.to_string(),
            Outcome::Temporal(temporal) => temporal.to_text(),
        }
    }

    /// As true or false: a number that is neither 0 nor not-a-number; text that is not empty.
    pub fn to_boolean(&self) -> bool {
        match self {
            Outcome::Text(text) => !text.is_empty(),
            Outcome::Number(number) => convert::number_to_boolean(*number),
            Outcome::Boolean(truth) => *truth,
            Outcome::Temporal(_) => true,
        }
    }

    /// As a number; not-a-number where it is none. Dates count days.
    pub fn to_number(&self) -> f64 {
        match self {
            Outcome::Text(text) => convert::text_to_number(text, 0),
            Outcome::Number(number) => *number,
            Outcome::Boolean(truth) => f64::from(u8::from(*truth)),
            Outcome::Temporal(temporal) => temporal.to_number(0),
        }
    }
}
