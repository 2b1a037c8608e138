//! What one evaluation carries along: where it happens, what it may ask, what it may still spend;
//! and how nodes become values.

use std::borrow::Cow;
use std::cell::Cell;

use super::Defect;
use super::ast::Expr;
use super::convert::{number_to_boolean, number_to_text, text_to_number};
use super::source::Source;
use super::temporal::Temporal;
use super::val::{Item, Nodes, Val};
use crate::place::Place;
use crate::value::Value;

/// How many nodes and parts of the expression one evaluation may visit.
const STEPS_MAX: u32 = 2_000_000;
/// How long a text may become, in bytes.
pub const TEXT_MAX: usize = 1 << 20;
/// Whole numbers beyond this are not exact as binary numbers, and stay text.
const EXACT_MAX: u64 = 1 << 53;

/// What is looked at now: `.`, with its position among its like.
#[derive(Debug, Clone, Copy)]
pub struct Context<'s> {
    /// What is looked at.
    pub item: Item<'s>,
    /// Its position, from 1; 0 outside predicates.
    pub position: usize,
    /// How many there are.
    pub size: usize,
}

/// Evaluates a part of an expression.
pub type Evaluate = for<'s> fn(&Evaluation<'s>, &'s Expr, Context<'s>) -> Result<Val<'s>, Defect>;

/// One evaluation.
pub struct Evaluation<'s> {
    /// The interview.
    pub source: &'s dyn Source,
    /// The place the expression stands at.
    pub at: Place,
    steps: Cell<u32>,
    evaluate: Evaluate,
}

impl<'s> Evaluation<'s> {
    /// A new evaluation at a place.
    pub fn new(source: &'s dyn Source, at: Place, evaluate: Evaluate) -> Evaluation<'s> {
        Evaluation { source, at, steps: Cell::new(0), evaluate }
    }

    /// Evaluates a part of the expression.
    pub fn evaluate(&self, expr: &'s Expr, context: Context<'s>) -> Result<Val<'s>, Defect> {
        (self.evaluate)(self, expr, context)
    }

    /// Counts visits; a defect once there were too many.
    pub fn spend(&self, visits: usize) -> Result<(), Defect> {
        let visits = u32::try_from(visits).unwrap_or(u32::MAX);
        let steps = self.steps.get().saturating_add(visits);
        self.steps.set(steps);
        if steps > STEPS_MAX {
            return Err(Defect::new("the expression looks at too many nodes"));
        }
        Ok(())
    }

    /// Minutes east of UTC of the clock here.
    pub fn offset(&self) -> i16 {
        self.source.now().offset_minutes
    }

    /// What a node holds. Special answers are blank.
    pub fn value(&self, item: Item<'s>) -> Val<'s> {
        let value = match item {
            Item::Place(place) => self.source.value(place),
            Item::LastSaved(node) => self.source.last_saved(node),
            Item::Cell(table, row, column) => {
                let cell = table.cell(row, column);
                return cell.map_or(Val::BLANK, |cell| Val::Text(Cow::Borrowed(cell)));
            }
            Item::Table(_) | Item::TableRoot(_) | Item::Row(..) => None,
        };
        match value {
            None | Some(Value::Special(_)) => Val::BLANK,
            Some(Value::Text(text) | Value::Choice(text) | Value::Geo(text)) => Val::text(text),
            Some(Value::Integer(number)) if number.unsigned_abs() < EXACT_MAX => {
                Val::Number(number as f64)
            }
            Some(Value::Decimal(decimal)) => Val::Number(decimal.to_f64()),
            Some(Value::Date(date)) => Val::Temporal(Temporal::Date(date)),
            Some(Value::Time(time)) => Val::Temporal(Temporal::Time(time)),
            Some(Value::DateTime(date, time)) => Val::Temporal(Temporal::DateTime(date, time)),
            Some(Value::Truth(truth)) => Val::Boolean(truth),
            Some(other) => Val::text(other.to_string()),
        }
    }

    /// A value that is not nodes: of several nodes the first, of none blank.
    pub fn scalar(&self, val: Val<'s>) -> Val<'s> {
        match val {
            Val::Nodes(nodes) => nodes.items().first().map_or(Val::BLANK, |&item| self.value(item)),
            other => other,
        }
    }

    /// As text.
    pub fn text(&self, val: Val<'s>) -> Cow<'s, str> {
        match self.scalar(val) {
            Val::Text(text) => text,
            Val::Number(number) => number_to_text(number),
            Val::Boolean(truth) => Cow::Borrowed(if truth { "true" } else { "false" }),
            Val::Temporal(temporal) => Cow::Owned(temporal.to_text()),
            Val::Nodes(_) => Cow::Borrowed(""),
        }
    }

    /// As a number. Dates count days since 1970-01-01.
    pub fn number(&self, val: Val<'s>) -> f64 {
        match self.scalar(val) {
            Val::Number(number) => number,
            Val::Text(text) if text.is_empty() => f64::NAN,
            Val::Text(text) => text_to_number(&text, self.offset()),
            Val::Boolean(truth) => f64::from(u8::from(truth)),
            Val::Temporal(temporal) => temporal.to_number(self.offset()),
            Val::Nodes(_) => f64::NAN,
        }
    }

    /// As truth: a number that is neither 0 nor not-a-number, text that is not empty.
    pub fn boolean(&self, val: Val<'s>) -> bool {
        match self.scalar(val) {
            Val::Boolean(truth) => truth,
            Val::Number(number) => number_to_boolean(number),
            Val::Text(text) => !text.is_empty(),
            Val::Temporal(_) => true,
            Val::Nodes(_) => false,
        }
    }

    /// As a date or time, if it is one or its text can be read as one.
    pub fn temporal(&self, val: Val<'s>) -> Option<Temporal> {
        match self.scalar(val) {
            Val::Temporal(temporal) => Some(temporal),
            Val::Text(text) => Temporal::parse(&text),
            _ => None,
        }
    }

    /// The values of several nodes one by one; of anything else the one value.
    pub fn each(&self, val: Val<'s>) -> Result<Vec<Val<'s>>, Defect> {
        match val {
            Val::Nodes(nodes) => {
                self.spend(nodes.items().len())?;
                Ok(nodes.items().iter().map(|&item| self.value(item)).collect())
            }
            other => Ok(vec![other]),
        }
    }

    /// Nodes, with each visit counted.
    pub fn nodes(&self, items: Vec<Item<'s>>) -> Result<Nodes<'s>, Defect> {
        self.spend(items.len())?;
        Ok(Nodes::from_items(items))
    }
}
