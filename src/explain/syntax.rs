//! What can be told of a part of an expression by how it is written.

use crate::expr::ast::{Call, Expr, Kind, Operator};
use crate::expr::function::Yields;
use crate::expr::functions;

/// The name of the function that is called.
pub(super) fn name(call: &Call) -> &'static str {
    functions::TABLE.get(call.function).map_or("", |function| function.name)
}

/// Whether it compares two values.
pub(super) fn is_comparison(operator: Operator) -> bool {
    matches!(operator.level(), 3 | 4)
}

/// The operator once left and right are exchanged.
pub(super) fn mirrored(operator: Operator) -> Operator {
    match operator {
        Operator::Less => Operator::Greater,
        Operator::LessOrEqual => Operator::GreaterOrEqual,
        Operator::Greater => Operator::Less,
        Operator::GreaterOrEqual => Operator::LessOrEqual,
        same => same,
    }
}

/// Whether it is a number or text as written.
pub(super) fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Number(_) | Kind::Text(_) => true,
        Kind::Negation(inner) => is_literal(inner),
        _ => false,
    }
}

/// Whether it is true or false rather than a value.
pub(super) fn is_condition(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Chain(chain) => chain.rest[0].0.level() <= 4,
        Kind::Call(call) => functions::TABLE
            .get(call.function)
            .is_some_and(|function| function.yields == Yields::Boolean),
        _ => false,
    }
}

/// The truth value that is written there.
pub(super) fn constant_truth(expr: &Expr) -> Option<bool> {
    let Kind::Call(call) = &expr.kind else { return None };
    match name(call) {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}
