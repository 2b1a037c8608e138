//! Conditions and truth.

use super::super::Defect;
use super::super::convert::equal_numbers;
use super::super::function::{Call, Function, Yields};
use super::super::val::{Item, Val};

const ANY: usize = usize::MAX;

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "if(condition, then, else)",
        (3, 3),
        Yields::Any,
        condition,
        "`then` where the condition is true, otherwise `else`; the other is not evaluated.",
    ),
    Function::new(
        "coalesce(value, value?, ...)",
        (1, ANY),
        Yields::Any,
        coalesce,
        "The first value that is not blank; blank if all are.",
    ),
    Function::new(
        "once(value)",
        (1, 1),
        Yields::Any,
        once,
        "What the question already holds, if that is not blank; otherwise the value.",
    ),
    Function::new("true()", (0, 0), Yields::Boolean, |_| Ok(Val::Boolean(true)), "True."),
    Function::new("false()", (0, 0), Yields::Boolean, |_| Ok(Val::Boolean(false)), "False."),
    Function::new(
        "boolean(value)",
        (1, 1),
        Yields::Boolean,
        |call| Ok(Val::Boolean(call.boolean(0)?)),
        "True for a number that is neither 0 nor NaN, and for any text that is not empty.",
    ),
    Function::new(
        "boolean-from-string(text)",
        (1, 1),
        Yields::Boolean,
        boolean_from_string,
        "True only for `1` and for `true` in any case.",
    ),
    Function::new(
        "not(condition)",
        (1, 1),
        Yields::Boolean,
        |call| Ok(Val::Boolean(!call.boolean(0)?)),
        "True where the condition is false.",
    ),
    Function::new(
        "checklist(minimum, maximum, condition, ...)",
        (3, ANY),
        Yields::Boolean,
        checklist,
        "Whether at least `minimum` and at most `maximum` of the conditions are true; -1 for no \
         limit.",
    ),
    Function::new(
        "weighted-checklist(minimum, maximum, condition, weight, ...)",
        (4, ANY),
        Yields::Boolean,
        weighted_checklist,
        "Whether the weights of the conditions that are true add up to `minimum` to `maximum`.",
    ),
    Function::new(
        "special(question)",
        (1, 1),
        Yields::Text,
        special,
        "`dont_know`, `refused` or `not_applicable` where the question was given that special \
         answer, which is blank everywhere else; otherwise blank.",
    )
    .interview()
    .only("anketa"),
    Function::new(
        "property(name)",
        (1, 1),
        Yields::Text,
        |call| {
            let name = call.text(0)?;
            Ok(Val::text(call.evaluation.source.property(&name).unwrap_or_default()))
        },
        "A property of device, interviewer or interview: `deviceid`, `username`, `email`, \
         `phonenumber`, `case`, `instanceID`.",
    )
    .interview(),
    Function::new(
        "version()",
        (0, 0),
        Yields::Text,
        |call| Ok(Val::text(call.evaluation.source.property("version").unwrap_or_default())),
        "The version of the questionnaire.",
    )
    .interview(),
    Function::new(
        "depend(value, ...)",
        (1, ANY),
        Yields::Any,
        |call| call.scalar(0),
        "The first value; the others only make the calculation run again.",
    ),
];

/// Blank text and not-a-number are blank.
fn is_blank(val: &Val) -> bool {
    match val {
        Val::Text(text) => text.is_empty(),
        Val::Number(number) => number.is_nan(),
        _ => false,
    }
}

fn condition<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    if call.boolean(0)? { call.val(1) } else { call.val(2) }
}

fn coalesce<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    for at in 0..call.count() {
        let val = call.scalar(at)?;
        if !is_blank(&val) {
            return Ok(val);
        }
    }
    Ok(Val::BLANK)
}

fn once<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let held = call.evaluation.value(Item::Place(call.evaluation.at));
    if is_blank(&held) { call.val(0) } else { Ok(held) }
}

fn boolean_from_string<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let text = call.text(0)?;
    Ok(Val::Boolean(text.eq_ignore_ascii_case("true") || text == "1"))
}

fn checklist<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let (minimum, maximum) = (call.number(0)?, call.number(1)?);
    let values = call.values(2)?;
    let count = values.into_iter().filter(|value| call.evaluation.boolean(value.clone())).count();
    let count = count as f64;
    Ok(Val::Boolean((minimum < 0.0 || count >= minimum) && (maximum < 0.0 || count <= maximum)))
}

fn weighted_checklist<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let (minimum, maximum) = (call.number(0)?, call.number(1)?);
    let mut sum = 0.0;
    let mut at = 2;
    while at + 1 < call.count() {
        let flags = call.evaluation.each(call.val(at)?)?;
        let weights = call.evaluation.each(call.val(at + 1)?)?;
        if flags.len() != weights.len() {
            return Err(Defect::new("weighted-checklist: not as many weights as conditions"));
        }
        for (flag, weight) in flags.into_iter().zip(weights) {
            if call.evaluation.boolean(flag) {
                sum += call.evaluation.number(weight);
            }
        }
        at += 2;
    }
    let within = |limit: f64, inside: bool| inside || equal_numbers(sum, limit);
    Ok(Val::Boolean(within(minimum, sum >= minimum) && within(maximum, sum <= maximum)))
}

fn special<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let nodes = call.nodes(0)?;
    let Some(Item::Place(place)) = nodes.items().first() else { return Ok(Val::BLANK) };
    Ok(match call.evaluation.source.value(*place) {
        Some(crate::value::Value::Special(special)) => {
            Val::Text(std::borrow::Cow::Borrowed(special.name()))
        }
        _ => Val::BLANK,
    })
}
