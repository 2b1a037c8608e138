//! From canonical text, and from what an expression yields, to a value of a question's kind.

use crate::expr::{Outcome, Temporal};
use crate::form::node::QuestionKind;
use crate::value::{Date, Decimal, Special, Time, Value};

/// The value that a canonical text stands for in a question of that kind; `None` for no text or
/// for text that is no such value. `<dont_know>` and its like are special answers everywhere.
pub fn read(kind: &QuestionKind, text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    let name = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    if let Some(special) = name.and_then(Special::from_name) {
        return Some(Value::Special(special));
    }
    match kind {
        QuestionKind::Text { .. } | QuestionKind::Barcode | QuestionKind::Note => {
            Some(Value::Text(text.to_owned()))
        }
        QuestionKind::Calculate | QuestionKind::Hidden | QuestionKind::Meta(_) => {
            Some(Value::Text(text.to_owned()))
        }
        QuestionKind::Integer => integer(text).map(Value::Integer),
        QuestionKind::Decimal => Decimal::parse(text).map(Value::Decimal),
        QuestionKind::Range { .. } => {
            integer(text).map(Value::Integer).or_else(|| Decimal::parse(text).map(Value::Decimal))
        }
        QuestionKind::SelectOne => Some(Value::Choice(text.to_owned())),
        QuestionKind::SelectMultiple | QuestionKind::Rank => {
            Some(Value::Choices(text.split_whitespace().map(str::to_owned).collect()))
        }
        QuestionKind::Date => date(text).map(Value::Date),
        QuestionKind::Time => Time::parse(text).map(Value::Time),
        QuestionKind::DateTime => date_time(text),
        QuestionKind::Acknowledge => (text == "OK").then_some(Value::Acknowledged),
        QuestionKind::Geopoint | QuestionKind::Geotrace | QuestionKind::Geoshape => {
            Some(Value::Geo(text.to_owned()))
        }
        QuestionKind::File(_) => None,
    }
}

/// What a calculation gives to a question of that kind. Not-a-number and empty text are blank;
/// what is no value of the kind is kept as text rather than lost.
pub(super) fn from_outcome(kind: &QuestionKind, outcome: &Outcome) -> Option<Value> {
    match outcome {
        Outcome::Boolean(truth) if takes_truth(kind) => return Some(Value::Truth(*truth)),
        Outcome::Temporal(temporal) => return from_temporal(kind, *temporal),
        Outcome::Number(number) if number.is_nan() => return None,
        Outcome::Number(number) if takes_numbers(kind) => {
            if number.fract() == 0.0 && number.abs() < 9e15 {
                return Some(match kind {
                    QuestionKind::Decimal => return read(kind, &outcome.to_text()),
                    _ => Value::Integer(*number as i64),
                });
            }
            if let Some(decimal) = Decimal::parse(&outcome.to_text()) {
                return Some(Value::Decimal(decimal));
            }
        }
        _ => {}
    }
    let text = outcome.to_text();
    if text.is_empty() {
        return None;
    }
    read(kind, &text).or(Some(Value::Text(text)))
}

/// Whether a number computed for a question of that kind is kept as a number.
fn takes_numbers(kind: &QuestionKind) -> bool {
    matches!(
        kind,
        QuestionKind::Integer
            | QuestionKind::Decimal
            | QuestionKind::Range { .. }
            | QuestionKind::Calculate
            | QuestionKind::Hidden
    )
}

/// Whether a truth computed for a question of that kind is kept as truth.
fn takes_truth(kind: &QuestionKind) -> bool {
    matches!(
        kind,
        QuestionKind::Calculate
            | QuestionKind::Hidden
            | QuestionKind::Text { .. }
            | QuestionKind::Note
    )
}

/// A date or time computed for a question of that kind.
fn from_temporal(kind: &QuestionKind, temporal: Temporal) -> Option<Value> {
    Some(match (kind, temporal) {
        (QuestionKind::Date, Temporal::DateTime(date, _)) => Value::Date(date),
        (QuestionKind::Time, Temporal::DateTime(_, time)) => Value::Time(time),
        (_, Temporal::Date(date)) => Value::Date(date),
        (_, Temporal::DateTime(date, time)) => Value::DateTime(date, time),
        (_, Temporal::Time(time)) => Value::Time(time),
    })
}

fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A date; the date of a date-time.
fn date(text: &str) -> Option<Date> {
    Date::parse(text.split('T').next().unwrap_or(text))
}

fn date_time(text: &str) -> Option<Value> {
    let (day, clock) = text.split_once('T')?;
    Some(Value::DateTime(Date::parse(day)?, Time::parse(clock)?))
}

#[cfg(test)]
mod tests {
    use super::{from_outcome, read};
    use crate::expr::Outcome;
    use crate::form::node::QuestionKind;
    use crate::value::{Special, Value};

    #[test]
    fn canonical_text_reads_back_as_itself() {
        let cases = [
            (QuestionKind::Integer, "-12"),
            (QuestionKind::Decimal, "1.50"),
            (QuestionKind::Date, "2026-06-??"),
            (QuestionKind::DateTime, "2026-06-15T10:30:00.000+05:00"),
            (QuestionKind::Rank, "b a c"),
            (QuestionKind::Acknowledge, "OK"),
            (QuestionKind::Text { multiline: false }, "<refused>"),
        ];
        for (kind, text) in cases {
            let value = read(&kind, text);
            assert_eq!(value.map(|value| value.to_string()).as_deref(), Some(text));
        }
        assert_eq!(read(&QuestionKind::Integer, "1.5"), None);
        let special = read(&QuestionKind::Integer, "<dont_know>");
        assert_eq!(special, Some(Value::Special(Special::DontKnow)));
    }

    #[test]
    fn not_a_number_is_blank() {
        assert_eq!(from_outcome(&QuestionKind::Calculate, &Outcome::Number(f64::NAN)), None);
        let four = from_outcome(&QuestionKind::Calculate, &Outcome::Number(4.0));
        assert_eq!(four, Some(Value::Integer(4)));
    }
}
