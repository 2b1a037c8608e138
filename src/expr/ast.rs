//! The tree of an expression.
//!
//! Operators of one level are kept as a chain rather than as nested pairs, so that a condition of
//! a thousand `or` is wide and not deep: whoever walks the tree may recurse.

use std::sync::{Arc, OnceLock};

use regex::Regex;

use crate::place::NodeId;

/// The bytes of the expression's text that a part of it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From one byte up to, but not including, another.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// From the start of this one to the end of another.
    pub fn to(self, last: Span) -> Span {
        Span { start: self.start, end: last.end.max(self.start) }
    }

    /// As a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

/// A part of an expression.
#[derive(Debug, Clone, Default)]
pub struct Expr {
    /// What it is.
    pub kind: Kind,
    /// Where it was read.
    pub span: Span,
}

/// What a part of an expression is.
#[derive(Debug, Clone, Default)]
pub enum Kind {
    /// What could not be read; it has a problem of its own and is blank.
    #[default]
    Missing,
    /// A number.
    Number(f64),
    /// Text in quotes, without them.
    Text(String),
    /// `- x`.
    Negation(Box<Expr>),
    /// `x op y op z`, all operators of one level.
    Chain(Box<Chain>),
    /// `name(...)` of a known function.
    Call(Box<Call>),
    /// `name(...)` of a function that is not known.
    Unknown(String, Vec<Expr>),
    /// Whatever looks at nodes.
    Path(Box<Path>),
}

/// Operators of one level with what stands between them, read from the left.
#[derive(Debug, Clone)]
pub struct Chain {
    /// The first operand.
    pub first: Expr,
    /// Each further operand with the operator before it; never empty.
    pub rest: Vec<(Operator, Expr)>,
}

/// An operator between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `or`.
    Or,
    /// `and`.
    And,
    /// `=`.
    Equal,
    /// `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `div`.
    Divide,
    /// `mod`.
    Remainder,
    /// `|`.
    Union,
}

impl Operator {
    /// How closely it binds; higher is closer.
    pub fn level(self) -> u8 {
        match self {
            Operator::Or => 1,
            Operator::And => 2,
            Operator::Equal | Operator::NotEqual => 3,
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => 4,
            Operator::Add | Operator::Subtract => 5,
            Operator::Multiply | Operator::Divide | Operator::Remainder => 6,
            Operator::Union => 8,
        }
    }

    /// As it is written.
    pub fn text(self) -> &'static str {
        match self {
            Operator::Or => "or",
            Operator::And => "and",
            Operator::Equal => "=",
            Operator::NotEqual => "!=",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "div",
            Operator::Remainder => "mod",
            Operator::Union => "|",
        }
    }
}

/// The level of unary minus, between multiplication and union.
pub const NEGATION_LEVEL: u8 = 7;

/// A call of a known function.
#[derive(Debug, Clone)]
pub struct Call {
    /// The function, by position in the table of functions.
    pub function: usize,
    /// What it is given.
    pub arguments: Vec<Expr>,
    /// The bytes of its name.
    pub name: Span,
    /// Whether it may give something else each time, by the clock or by chance.
    pub fickle: bool,
    /// The compiled pattern of a call whose pattern is a literal: made at the first use, then
    /// kept, and shared by all copies of the expression.
    pub pattern: Arc<OnceLock<Option<Regex>>>,
}

/// Where a path begins, and how it goes on.
#[derive(Debug, Clone)]
pub struct Path {
    /// Where it begins.
    pub start: Start,
    /// What must be true of what it begins with.
    pub predicates: Vec<Expr>,
    /// How it goes on.
    pub steps: Vec<Step>,
}

/// Where a path begins.
#[derive(Debug, Clone)]
pub enum Start {
    /// At what is looked at: the place of the expression, or in a predicate the node tested.
    Here,
    /// At the place of the expression, also in a predicate: `current()`.
    Current,
    /// At the root, whose name is the first step.
    Root,
    /// At a node of the form: `${name}`, or an absolute path once it is bound.
    Bound(Bound),
    /// At a value of the interview finished last: `${last-saved#name}`.
    LastSaved(Bound),
    /// At a look-up table: `instance('name')`.
    Table(String),
    /// At what an expression yields.
    Expression(Expr),
}

/// A name with the node that it means.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The name as written.
    pub name: String,
    /// The node, once the checker has found it.
    pub target: Option<NodeId>,
    /// Whether the node is a roster, whose rows are then all meant.
    pub roster: bool,
}

impl Bound {
    /// A name that no node was looked up for yet.
    pub fn unbound(name: &str) -> Bound {
        Bound { name: name.to_owned(), target: None, roster: false }
    }
}

/// A step of a path.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where it goes.
    pub axis: Axis,
    /// The name it asks for; `None` for any.
    pub name: Option<String>,
    /// What must be true of what it finds.
    pub predicates: Vec<Expr>,
    /// Where it was read.
    pub span: Span,
}

/// Where a step of a path goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// To what is directly inside.
    Child,
    /// To what is around.
    Parent,
    /// Nowhere.
    Myself,
}
