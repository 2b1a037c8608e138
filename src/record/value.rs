//! Values as stored: a type by name and an integer or a text, exact in both directions.

use serde::{Deserialize, Serialize};

use super::{Record, Stored, Unreadable};
use crate::value::{Date, Decimal, FileAnswer, Special, Time, Value};

/// The types of value, as stored. The last three are the special answers, which have no value.
pub const TYPES: [&str; 15] = [
    "text",
    "integer",
    "decimal",
    "date",
    "time",
    "date_time",
    "choice",
    "choices",
    "geo",
    "file",
    "acknowledged",
    "truth",
    "dont_know",
    "refused",
    "not_applicable",
];

#[derive(Serialize, Deserialize)]
struct StoredFile {
    name: String,
    sha256: String,
    bytes: u64,
}

/// A value as its type and what is stored for it. Several choices are a JSON array of names, a
/// file is a JSON object; both so that no character in a name can be mistaken.
pub fn to_stored(value: &Value) -> (&'static str, Option<Stored>) {
    let text = |text: &str| Some(Stored::Text(text.to_owned()));
    match value {
        Value::Text(words) => ("text", text(words)),
        Value::Integer(number) => ("integer", Some(Stored::Integer(*number))),
        Value::Decimal(decimal) => ("decimal", text(decimal.as_str())),
        Value::Date(date) => ("date", Some(Stored::Text(date_text(date)))),
        Value::Time(time) => ("time", Some(Stored::Text(time.to_string()))),
        Value::DateTime(date, time) => {
            ("date_time", Some(Stored::Text(format!("{}T{time}", date_text(date)))))
        }
        Value::Choice(name) => ("choice", text(name)),
        Value::Choices(names) => ("choices", serde_json::to_string(names).ok().map(Stored::Text)),
        Value::Geo(points) => ("geo", text(points)),
        Value::File(file) => {
            let FileAnswer { name, sha256, bytes } = file.clone();
            let stored = StoredFile { name, sha256, bytes };
            ("file", serde_json::to_string(&stored).ok().map(Stored::Text))
        }
        Value::Acknowledged => ("acknowledged", text("OK")),
        Value::Truth(truth) => ("truth", text(if *truth { "true" } else { "false" })),
        Value::Special(special) => (special.name(), None),
    }
}

/// The value of a record.
pub fn of_record(record: &Record) -> Result<Value, Unreadable> {
    let value_type = record.value_type.as_deref().unwrap_or("");
    from_stored(value_type, record.value.as_ref())
        .ok_or_else(|| Unreadable::Value(value_type.to_owned()))
}

/// A value out of its type and what was stored; `None` if that is not one.
pub fn from_stored(value_type: &str, stored: Option<&Stored>) -> Option<Value> {
    if let Some(special) = Special::from_name(value_type) {
        return Some(Value::Special(special));
    }
    let text = match stored? {
        Stored::Integer(number) if value_type == "integer" => return Some(Value::Integer(*number)),
        Stored::Integer(_) => return None,
        Stored::Text(text) => text,
    };
    match value_type {
        "text" => Some(Value::Text(text.clone())),
        "decimal" => Decimal::parse(text).map(Value::Decimal),
        "date" => parse_date(text).map(Value::Date),
        "time" => Time::parse(text).map(Value::Time),
        "date_time" => {
            let (date, time) = text.split_once('T')?;
            Some(Value::DateTime(parse_date(date)?, Time::parse(time)?))
        }
        "choice" => Some(Value::Choice(text.clone())),
        "choices" => serde_json::from_str(text).ok().map(Value::Choices),
        "geo" => Some(Value::Geo(text.clone())),
        "file" => {
            let StoredFile { name, sha256, bytes } = serde_json::from_str(text).ok()?;
            Some(Value::File(FileAnswer { name, sha256, bytes }))
        }
        "acknowledged" => Some(Value::Acknowledged),
        "truth" => text.parse().ok().map(Value::Truth),
        _ => None,
    }
}

/// The canonical text, with a minus before four digits for years before 0.
fn date_text(date: &Date) -> String {
    if date.year < 0 {
        return format!("-{}", Date { year: -date.year, ..*date });
    }
    date.to_string()
}

fn parse_date(text: &str) -> Option<Date> {
    match text.strip_prefix('-') {
        Some(rest) => parse_before_zero(rest),
        None => Date::parse(text),
    }
}

/// A leap day before year 0 is one of its own year, not of the year with the sign turned.
fn parse_before_zero(rest: &str) -> Option<Date> {
    let (year, days) = rest.split_once('-')?;
    let year: i32 = year.parse().ok()?;
    let parsed = Date::parse(&format!("2000-{days}"))?;
    Some(Date { year: -year, ..parsed })
}
