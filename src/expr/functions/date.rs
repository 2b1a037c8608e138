//! Dates and times.

use super::super::Defect;
use super::super::function::{Call, Function, Yields, made};
use super::super::temporal::{Temporal, date_and_time, date_of, day_number};
use super::super::val::Val;
use crate::value::{Date, Time};

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "today()",
        (0, 0),
        Yields::Date,
        |call| {
            let (date, _) = date_and_time(call.evaluation.source.now().date_time());
            Ok(Val::Temporal(Temporal::Date(date)))
        },
        "The date of today, by the clock of the device.",
    )
    .clock(),
    Function::new(
        "now()",
        (0, 0),
        Yields::Date,
        |call| {
            let (date, time) = date_and_time(call.evaluation.source.now().date_time());
            Ok(Val::Temporal(Temporal::DateTime(date, time)))
        },
        "The date and time of now, with the offset of the device; new at each evaluation.",
    )
    .clock(),
    Function::new(
        "date(value)",
        (1, 1),
        Yields::Date,
        date,
        "The date of a text such as `2026-06-15`, of a date with time, or of a number of days \
         since 1970-01-01.",
    ),
    Function::new(
        "date-time(value)",
        (1, 1),
        Yields::Date,
        date_time,
        "The date with time of a text in ISO form, or of a number of days since \
         1970-01-01T00:00Z.",
    ),
    Function::new(
        "format-date(date, format)",
        (2, 2),
        Yields::Text,
        format_date,
        "The date written as the format says: `%Y` year, `%y` its last two digits, `%m` month in \
         two digits, `%n` month, `%b` its short name, `%d` day in two digits, `%e` day, `%a` short \
         name of the weekday; blank for a blank date.",
    ),
    Function::new(
        "format-date-time(date, format)",
        (2, 2),
        Yields::Text,
        format_date,
        "The same with `%H` hour in two digits, `%h` hour, `%M` minutes, `%S` seconds, `%3` \
         milliseconds.",
    ),
    Function::new(
        "decimal-date-time(value)",
        (1, 1),
        Yields::Number,
        decimal_date_time,
        "The days since 1970-01-01T00:00Z with a fraction; midnight here is a fraction east and \
         west of Greenwich.",
    ),
    Function::new(
        "decimal-time(value)",
        (1, 1),
        Yields::Number,
        decimal_time,
        "The time of day as a fraction of a day: 0.5 for noon by the clock of the device.",
    ),
];

fn unreadable(text: &str) -> Defect {
    Defect::new(format!("`{text}` is no date or time"))
}

/// An argument as a date or time; `None` where it is blank.
fn moment(
    call: &Call<'_, '_>,
    number: fn(f64, i16) -> Option<Temporal>,
) -> Result<Option<Temporal>, Defect> {
    let offset = call.evaluation.offset();
    match call.scalar(0)? {
        Val::Temporal(temporal) => Ok(Some(temporal)),
        Val::Number(days) if days.is_nan() => Ok(None),
        Val::Number(days) => number(days, offset)
            .map(Some)
            .ok_or_else(|| Defect::new("a number of days is too large for a date")),
        Val::Text(text) if text.is_empty() => Ok(None),
        Val::Text(text) => {
            let read = Temporal::parse(&text).ok_or_else(|| unreadable(&text))?;
            Ok(Some(read.by_clock(offset)))
        }
        _ => Err(Defect::new("a truth value is no date")),
    }
}

fn day(days: f64, _offset: i16) -> Option<Temporal> {
    date_of(days.trunc()).map(Temporal::Date)
}

fn date<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let Some(temporal) = moment(call, day)? else { return Ok(Val::BLANK) };
    let date = temporal.date();
    date.map(|date| Val::Temporal(Temporal::Date(date)))
        .ok_or_else(|| Defect::new("a time of day alone has no date"))
}

fn date_time<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let temporal = moment(call, Temporal::from_days_utc)?;
    Ok(temporal.map_or(Val::BLANK, Val::Temporal))
}

fn decimal_date_time<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let offset = call.evaluation.offset();
    match call.scalar(0)? {
        Val::Number(days) => Ok(Val::Number(days)),
        _ => Ok(match moment(call, day)? {
            Some(temporal) => Val::Number(temporal.days_utc(offset)),
            None => Val::BLANK,
        }),
    }
}

fn decimal_time<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let offset = call.evaluation.offset();
    match call.scalar(0)? {
        Val::Number(days) => Ok(Val::Number(days - days.floor())),
        _ => Ok(match moment(call, day)? {
            Some(temporal) => Val::Number(temporal.days(offset).rem_euclid(1.0)),
            None => Val::BLANK,
        }),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] =
    ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

fn format_date<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let Some(temporal) = moment(call, Temporal::from_days_utc)? else { return Ok(Val::BLANK) };
    let format = call.text(1)?;
    let first = Date { year: 1970, month: Some(1), day: Some(1) };
    let date = temporal.date().unwrap_or(first);
    let time = Time { millis: temporal.millis(), offset_minutes: None };
    made(formatted(&format, date, time)?)
}

fn formatted(format: &str, date: Date, time: Time) -> Result<String, Defect> {
    let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
    let month_name = MONTHS[usize::from(month.clamp(1, 12)) - 1];
    let weekday = WEEKDAYS[day_number(date).rem_euclid(7.0) as usize % 7];
    let seconds = time.millis / 1000;
    let mut written = String::new();
    let mut chars = format.chars();
    while let Some(char) = chars.next() {
        if char != '%' {
            written.push(char);
            continue;
        }
        let part = match chars.next() {
            Some('%') => "%".to_owned(),
            Some('Y') => format!("{:04}", date.year),
            Some('y') => format!("{:02}", date.year.rem_euclid(100)),
            Some('m') => format!("{month:02}"),
            Some('n') => month.to_string(),
            Some('b') => month_name[..3].to_owned(),
            Some('B') => month_name.to_owned(),
            Some('d') => format!("{day:02}"),
            Some('e') => day.to_string(),
            Some('a') => weekday[..3].to_owned(),
            Some('A') => weekday.to_owned(),
            Some('H') => format!("{:02}", seconds / 3600),
            Some('h') => (seconds / 3600).to_string(),
            Some('M') => format!("{:02}", seconds / 60 % 60),
            Some('S') => format!("{:02}", seconds % 60),
            Some('3') => format!("{:03}", time.millis % 1000),
            Some(other) => return Err(Defect::new(format!("`%{other}` formats nothing"))),
            None => return Err(Defect::new("a format ends with `%`")),
        };
        written.push_str(&part);
    }
    Ok(written)
}
