//! Evaluation: total, bounded, and free of any change.

use std::borrow::Cow;

use super::Defect;
use super::ast::{Call as Syntax, Chain, Expr, Kind, Operator, Start};
use super::compare::compare;
use super::evaluation::{Context, Evaluation};
use super::function::Call;
use super::functions;
use super::paths::{drop_repeated, evaluate_path};
use super::source::{Source, Table};
use super::val::{Item, Nodes, Val};
use crate::place::Place;

/// Evaluates an expression at a place.
pub fn evaluate_at<'s>(
    expr: &'s Expr,
    at: Place,
    source: &'s dyn Source,
) -> Result<(Evaluation<'s>, Val<'s>), Defect> {
    run(expr, at, source, Context { item: Item::Place(at), position: 0, size: 1 })
}

/// Evaluates an expression for a row of a table.
pub fn evaluate_row<'s>(
    expr: &'s Expr,
    at: Place,
    (table, row): (&'s Table, usize),
    source: &'s dyn Source,
) -> Result<(Evaluation<'s>, Val<'s>), Defect> {
    let context = Context { item: Item::Row(table, row), position: row + 1, size: table.height() };
    run(expr, at, source, context)
}

fn run<'s>(
    expr: &'s Expr,
    at: Place,
    source: &'s dyn Source,
    context: Context<'s>,
) -> Result<(Evaluation<'s>, Val<'s>), Defect> {
    let evaluation = Evaluation::new(source, at, evaluate);
    let val = evaluate(&evaluation, expr, context)?;
    let val = evaluation.scalar(val);
    Ok((evaluation, val))
}

fn evaluate<'s>(
    evaluation: &Evaluation<'s>,
    expr: &'s Expr,
    context: Context<'s>,
) -> Result<Val<'s>, Defect> {
    evaluation.spend(1)?;
    match &expr.kind {
        Kind::Missing => Ok(Val::BLANK),
        Kind::Number(number) => Ok(Val::Number(*number)),
        Kind::Text(text) => Ok(Val::Text(Cow::Borrowed(text))),
        Kind::Negation(inner) => {
            let inner = evaluate(evaluation, inner, context)?;
            Ok(Val::Number(-evaluation.number(inner)))
        }
        Kind::Chain(chain) => evaluate_chain(evaluation, chain, context),
        Kind::Call(call) => evaluate_call(evaluation, call, context),
        Kind::Unknown(name, _) => Err(Defect::new(format!("there is no function `{name}`"))),
        Kind::Path(path) => match (&path.start, path.steps.as_slice()) {
            (Start::Here, []) if path.predicates.is_empty() => {
                Ok(Val::Nodes(Nodes::One(context.item)))
            }
            _ => evaluate_path(evaluation, path, context),
        },
    }
}

#[inline(never)]
fn evaluate_call<'s>(
    evaluation: &Evaluation<'s>,
    syntax: &'s Syntax,
    context: Context<'s>,
) -> Result<Val<'s>, Defect> {
    let Some(function) = functions::TABLE.get(syntax.function) else {
        return Err(Defect::new("there is no such function"));
    };
    if !function.takes(syntax.arguments.len()) {
        return Err(Defect::new(format!("`{}` has the wrong number of arguments", function.name)));
    }
    (function.run)(&Call { evaluation, syntax, context })
}

#[inline(never)]
fn evaluate_chain<'s>(
    evaluation: &Evaluation<'s>,
    chain: &'s Chain,
    context: Context<'s>,
) -> Result<Val<'s>, Defect> {
    let mut left = evaluate(evaluation, &chain.first, context)?;
    for (operator, operand) in &chain.rest {
        left = match operator {
            Operator::Or | Operator::And => {
                let decided = *operator == Operator::Or;
                if evaluation.boolean(left) == decided {
                    return Ok(Val::Boolean(decided));
                }
                let right = evaluate(evaluation, operand, context)?;
                Val::Boolean(evaluation.boolean(right))
            }
            Operator::Union => {
                let right = evaluate(evaluation, operand, context)?;
                union(left, right)?
            }
            Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide
            | Operator::Remainder => {
                let right = evaluate(evaluation, operand, context)?;
                let (a, b) = (evaluation.number(left), evaluation.number(right));
                Val::Number(calculate(*operator, a, b))
            }
            _ => {
                let right = evaluate(evaluation, operand, context)?;
                Val::Boolean(compare(evaluation, *operator, left, right)?)
            }
        };
    }
    Ok(left)
}

fn calculate(operator: Operator, a: f64, b: f64) -> f64 {
    match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide => a / b,
        _ => a % b,
    }
}

fn union<'s>(left: Val<'s>, right: Val<'s>) -> Result<Val<'s>, Defect> {
    let (Val::Nodes(left), Val::Nodes(right)) = (left, right) else {
        return Err(Defect::new("`|` joins nodes, not values"));
    };
    let mut items = [left.items(), right.items()].concat();
    drop_repeated(&mut items);
    items.sort_by_key(Item::standing);
    Ok(Val::Nodes(Nodes::from_items(items)))
}
