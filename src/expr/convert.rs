//! The conversions between text, number and truth that XPath prescribes, as JavaRosa does them.

use std::borrow::Cow;

use super::temporal::Temporal;

/// Numbers nearer to each other than this are equal: `0.1 + 0.2 = 0.3`.
const TOLERANCE: f64 = 1e-12;

/// Whether two numbers are equal; not-a-number equals nothing.
pub fn equal_numbers(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() < TOLERANCE
}

/// A number as text: no point if it is whole, never an exponent.
pub fn number_to_text(number: f64) -> Cow<'static, str> {
    let whole = number.round();
    if number.is_nan() {
        Cow::Borrowed("NaN")
    } else if number.is_infinite() {
        Cow::Borrowed(if number > 0.0 { "Infinity" } else { "-Infinity" })
    } else if whole == 0.0 && number.abs() < TOLERANCE {
        Cow::Borrowed("0")
    } else if (number - whole).abs() < TOLERANCE {
        Cow::Owned(format!("{whole}"))
    } else {
        Cow::Owned(format!("{number}"))
    }
}

/// Text as a number: digits, a minus, a point or a comma; else a date with or without a time of
/// day as its day number; else not-a-number.
pub fn text_to_number(text: &str, offset: i16) -> f64 {
    let text = text.trim();
    let plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b',');
    if text.is_empty() {
        return f64::NAN;
    }
    if text.bytes().all(plain) {
        let parsed = if text.contains(',') { text.replace(',', ".").parse() } else { text.parse() };
        if let Ok(number) = parsed {
            return number;
        }
    }
    match Temporal::parse(text) {
        Some(temporal @ (Temporal::Date(_) | Temporal::DateTime(..))) => temporal.days(offset),
        _ => f64::NAN,
    }
}

/// A number as truth: neither 0 nor not-a-number.
pub fn number_to_boolean(number: f64) -> bool {
    number.abs() > TOLERANCE
}

#[cfg(test)]
mod tests {
    use super::{number_to_text, text_to_number};

    #[test]
    fn numbers_are_written_plainly() {
        for (number, text) in [
            (5.0, "5"),
            (-0.0, "0"),
            (0.5, "0.5"),
            (1e21, "1000000000000000000000"),
            (0.1 + 0.2, "0.30000000000000004"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(number_to_text(number), text);
        }
    }

    #[test]
    fn text_is_a_number_only_if_it_looks_like_one() {
        for (text, number) in
            [(" 12 ", 12.0), ("-1.5", -1.5), ("1,5", 1.5), ("1970-01-02", 1.0), (".5", 0.5)]
        {
            assert_eq!(text_to_number(text, 0), number, "{text}");
        }
        for text in ["", "1e3", "+1", "abc", "1-1", "NaN", "Infinity", "10:30"] {
            assert!(text_to_number(text, 0).is_nan(), "{text}");
        }
    }
}
