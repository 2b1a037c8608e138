//! Comparisons.

use super::Defect;
use super::ast::Operator;
use super::convert::{equal_numbers, number_to_boolean, text_to_number};
use super::evaluation::Evaluation;
use super::temporal::Temporal;
use super::val::{Nodes, Val};

/// Compares. With several nodes it is enough that the comparison holds for one of them.
pub fn compare<'s>(
    evaluation: &Evaluation<'s>,
    operator: Operator,
    left: Val<'s>,
    right: Val<'s>,
) -> Result<bool, Defect> {
    let several = |val: &Val<'s>| matches!(val, Val::Nodes(Nodes::Many(_)));
    if !several(&left) && !several(&right) {
        let (left, right) = (evaluation.scalar(left), evaluation.scalar(right));
        return Ok(compare_values(evaluation, operator, &left, &right));
    }
    let (left, right) = (evaluation.each(left)?, evaluation.each(right)?);
    let (left, right) = (scalars(evaluation, left), scalars(evaluation, right));
    for a in &left {
        evaluation.spend(right.len())?;
        if right.iter().any(|b| compare_values(evaluation, operator, a, b)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn scalars<'s>(evaluation: &Evaluation<'s>, values: Vec<Val<'s>>) -> Vec<Val<'s>> {
    values.into_iter().map(|value| evaluation.scalar(value)).collect()
}

fn compare_values(evaluation: &Evaluation<'_>, operator: Operator, a: &Val, b: &Val) -> bool {
    // Two dates with a time of day are compared to the millisecond; JavaRosa sees only the days.
    let exact = has_time(a) && has_time(b);
    let number = |val: &Val| match val {
        Val::Temporal(temporal) if exact => temporal.days(evaluation.offset()),
        _ => number_of(evaluation, val),
    };
    match operator {
        Operator::Equal => equal_values(evaluation, a, b),
        Operator::NotEqual => !equal_values(evaluation, a, b),
        Operator::Less => number(a) < number(b),
        Operator::LessOrEqual => number(a) <= number(b),
        Operator::Greater => number(a) > number(b),
        _ => number(a) >= number(b),
    }
}

/// A truth value makes it a comparison of truth, else a number one of numbers, else of text.
pub fn equal_values(evaluation: &Evaluation<'_>, a: &Val, b: &Val) -> bool {
    match (a, b) {
        (Val::Text(a), Val::Text(b)) => a == b,
        (Val::Boolean(_), _) | (_, Val::Boolean(_)) => truth_of(a) == truth_of(b),
        (Val::Number(_), _) | (_, Val::Number(_)) => {
            equal_numbers(number_of(evaluation, a), number_of(evaluation, b))
        }
        (Val::Temporal(temporal), Val::Text(text)) | (Val::Text(text), Val::Temporal(temporal)) => {
            temporal.to_text() == **text
                || Temporal::parse(text)
                    .is_some_and(|other| equal_temporals(evaluation, *temporal, other))
        }
        (Val::Temporal(a), Val::Temporal(b)) => equal_temporals(evaluation, *a, *b),
        _ => false,
    }
}

fn has_time(val: &Val) -> bool {
    matches!(val, Val::Temporal(Temporal::DateTime(..)))
}

/// With a time of day on both sides to the millisecond, else by day.
fn equal_temporals(evaluation: &Evaluation<'_>, a: Temporal, b: Temporal) -> bool {
    let offset = evaluation.offset();
    match (a, b) {
        (Temporal::DateTime(..), Temporal::DateTime(..)) => {
            equal_numbers(a.days(offset), b.days(offset))
        }
        _ => equal_numbers(a.to_number(offset), b.to_number(offset)),
    }
}

fn truth_of(val: &Val) -> bool {
    match val {
        Val::Boolean(truth) => *truth,
        Val::Number(number) => number_to_boolean(*number),
        Val::Text(text) => !text.is_empty(),
        Val::Temporal(_) => true,
        Val::Nodes(_) => false,
    }
}

fn number_of(evaluation: &Evaluation<'_>, val: &Val) -> f64 {
    match val {
        Val::Number(number) => *number,
        Val::Text(text) if text.is_empty() => f64::NAN,
        Val::Text(text) => text_to_number(text, evaluation.offset()),
        Val::Boolean(truth) => f64::from(u8::from(*truth)),
        Val::Temporal(temporal) => temporal.to_number(evaluation.offset()),
        Val::Nodes(_) => f64::NAN,
    }
}
