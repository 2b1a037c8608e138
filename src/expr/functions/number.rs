//! Numbers.

use super::super::Defect;
use super::super::convert::equal_numbers;
use super::super::function::{Call, Function, Yields};
use super::super::val::Val;

const ANY: usize = usize::MAX;

macro_rules! of_one {
    ($signature:literal, $method:expr, $about:literal) => {
        Function::new(
            $signature,
            (1, 1),
            Yields::Number,
            |call| {
                let calculate: fn(f64) -> f64 = $method;
                Ok(Val::Number(calculate(call.number(0)?)))
            },
            $about,
        )
    };
}

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    of_one!(
        "number(value)",
        |number| number,
        "The value as a number; a date as days since 1970-01-01; NaN if it is none."
    ),
    of_one!("int(number)", f64::trunc, "The whole part; cut towards zero."),
    Function::new(
        "round(number, digits?)",
        (1, 2),
        Yields::Number,
        round,
        "Rounded to so many digits after the point (before it, if negative); halves go up, so \
         -1.5 becomes -1.",
    ),
    Function::new(
        "sum(number, ...)",
        (1, ANY),
        Yields::Number,
        |call| Ok(Val::Number(call.numbers(0)?.into_iter().sum())),
        "The sum of all nodes; blanks are passed over.",
    ),
    Function::new(
        "min(number, ...)",
        (1, ANY),
        Yields::Number,
        |call| extreme(call, f64::min),
        "The lowest of all nodes or values; blanks are passed over; NaN if all are blank.",
    ),
    Function::new(
        "max(number, ...)",
        (1, ANY),
        Yields::Number,
        |call| extreme(call, f64::max),
        "The highest of all nodes or values; blanks are passed over; NaN if all are blank.",
    ),
    Function::new(
        "random()",
        (0, 0),
        Yields::Number,
        |call| Ok(Val::Number(call.evaluation.source.random())),
        "A random number from 0 up to but not including 1; new at each evaluation, so keep it \
         with `once()`, a default or a trigger.",
    )
    .clock(),
    Function::new(
        "pow(base, exponent)",
        (2, 2),
        Yields::Number,
        |call| Ok(Val::Number(call.number(0)?.powf(call.number(1)?))),
        "The base to the power of the exponent.",
    ),
    of_one!("abs(number)", f64::abs, "Without its sign."),
    of_one!("sqrt(number)", f64::sqrt, "The square root; NaN of a negative number."),
    of_one!("exp(number)", f64::exp, "e to the power of the number."),
    of_one!("exp10(number)", |number| 10f64.powf(number), "10 to the power of the number."),
    of_one!("log(number)", f64::ln, "The natural logarithm."),
    of_one!("log10(number)", f64::log10, "The logarithm to base 10."),
    of_one!("sin(angle)", f64::sin, "The sine of an angle in radians."),
    of_one!("cos(angle)", f64::cos, "The cosine of an angle in radians."),
    of_one!("tan(angle)", f64::tan, "The tangent of an angle in radians."),
    of_one!("asin(number)", f64::asin, "The arc sine, in radians."),
    of_one!("acos(number)", f64::acos, "The arc cosine, in radians."),
    of_one!("atan(number)", f64::atan, "The arc tangent, in radians."),
    Function::new(
        "atan2(y, x)",
        (2, 2),
        Yields::Number,
        |call| Ok(Val::Number(call.number(0)?.atan2(call.number(1)?))),
        "The angle of the point (x, y), in radians.",
    ),
    Function::new(
        "pi()",
        (0, 0),
        Yields::Number,
        |_| Ok(Val::Number(std::f64::consts::PI)),
        "The number pi.",
    ),
    of_one!("floor(number)", f64::floor, "The next whole number below.")
        .only("XPath engines, not ODK Collect"),
    of_one!("ceiling(number)", f64::ceil, "The next whole number above.")
        .only("XPath engines, not ODK Collect"),
];

fn extreme<'s>(call: &Call<'_, 's>, choose: fn(f64, f64) -> f64) -> Result<Val<'s>, Defect> {
    let numbers = call.numbers(0)?;
    Ok(Val::Number(numbers.into_iter().reduce(choose).unwrap_or(f64::NAN)))
}

fn round<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let number = call.number(0)?;
    let digits = if call.count() == 2 { call.number(1)? } else { 0.0 };
    Ok(Val::Number(round_half_up(number, digits)))
}

/// Rounds the number as it is written in decimal, so that 1.005 to two digits is 1.01.
fn round_half_up(number: f64, digits: f64) -> f64 {
    if !number.is_finite() {
        return number;
    }
    if digits.is_nan() || digits.abs() > 30.0 {
        return f64::NAN;
    }
    let digits = digits as i32;
    let shifted: f64 = format!("{number:e}")
        .split_once('e')
        .and_then(|(mantissa, exponent)| {
            let exponent = exponent.parse::<i32>().ok()? + digits;
            format!("{mantissa}e{exponent}").parse().ok()
        })
        .unwrap_or(f64::NAN);
    if !shifted.is_finite() || shifted.abs() >= 9e15 {
        return number;
    }
    let up = shifted.ceil();
    let rounded =
        if equal_numbers(up - shifted, 0.5) || up - shifted < 0.5 { up } else { shifted.floor() };
    format!("{rounded}e{}", -digits).parse().unwrap_or(f64::NAN)
}
