//! Values that were calculated, as ODK's engine writes them in a transcript, where that is not our
//! canonical text.
//!
//! A truth is `1` or `0`. A day calculated for a question that is no date is midnight of that day
//! by the device's clock. A number with a fraction is written as Java writes it: with a power of
//! ten where it is very large or small. A point always has four numbers with a point in each.

use crate::form::node::QuestionKind;
use crate::value::{Time, Value};

/// The text of a value calculated for a question of that kind; `offset` are the minutes east of
/// UTC of the device.
pub fn spelled(kind: &QuestionKind, value: &Value, offset: i16) -> String {
    match (kind, value) {
        (_, Value::Truth(truth)) => if *truth { "1" } else { "0" }.to_owned(),
        (QuestionKind::Date | QuestionKind::Meta(_), Value::Date(date)) => date.to_string(),
        (_, Value::Date(date)) => {
            let midnight = Time { millis: 0, offset_minutes: Some(offset) };
            Value::DateTime(*date, midnight).to_string()
        }
        (_, Value::Decimal(decimal)) => {
            let number = decimal.to_f64();
            // Beyond 18 digits a whole number is no longer one in Java either.
            if number.fract() == 0.0 && number.abs() < 9e18 {
                return format!("{number:.0}");
            }
            java(number)
        }
        (QuestionKind::Geopoint, Value::Geo(point)) => four_numbers(point),
        (_, other) => other.to_string(),
    }
}

/// A number as `Double.toString` of Java writes it.
fn java(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        return format!("{number:?}");
    }
    let text = format!("{number:e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}E{power}")
}

/// Latitude, longitude, altitude and accuracy; what is missing is 0.0.
fn four_numbers(point: &str) -> String {
    let numbers: Vec<f64> = point.split_whitespace().map_while(|part| part.parse().ok()).collect();
    if numbers.len() < 2 || numbers.len() != point.split_whitespace().count() {
        return point.to_owned();
    }
    let number = |at: usize| java(numbers.get(at).copied().unwrap_or(0.0));
    format!("{} {} {} {}", number(0), number(1), number(2), number(3))
}

#[cfg(test)]
mod tests {
    use super::{java, spelled};
    use crate::form::node::QuestionKind;
    use crate::value::{Date, Decimal, Value};

    #[test]
    fn numbers_are_written_as_java_writes_them() {
        for (number, text) in [
            (0.001, "0.001"),
            (0.00099, "9.9E-4"),
            (9_999_999.5, "9999999.5"),
            (1e7, "1.0E7"),
            (12_345_678.9, "1.23456789E7"),
            (-0.1 - 0.2, "-0.30000000000000004"),
            (1e20, "1.0E20"),
        ] {
            assert_eq!(java(number), text);
        }
    }

    #[test]
    fn what_was_calculated_has_the_spelling_of_odk() {
        let decimal = |text: &str| Decimal::parse(text).map(Value::Decimal);
        let geo = |text: &str| Some(Value::Geo(text.to_owned()));
        for (kind, value, text) in [
            (QuestionKind::Calculate, Some(Value::Truth(true)), "1"),
            (QuestionKind::Calculate, decimal("5.0"), "5"),
            (
                QuestionKind::Calculate,
                Date::full(2026, 6, 15).map(Value::Date),
                "2026-06-15T00:00:00.000+05:00",
            ),
            (QuestionKind::Date, Date::full(2026, 6, 15).map(Value::Date), "2026-06-15"),
            (QuestionKind::Geopoint, geo("43.25 76.9 800"), "43.25 76.9 800.0 0.0"),
            (QuestionKind::Geopoint, geo("somewhere"), "somewhere"),
        ] {
            let value = value.unwrap_or_else(|| panic!("{text}"));
            assert_eq!(spelled(&kind, &value, 300), text);
        }
    }
}
