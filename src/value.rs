//! What an answer can be, and its canonical text.
//!
//! The canonical text of a value is what transcripts, exports and expressions see:
//! `2026-06-15`, `10:30:00.000+05:00`, `a b c` for several choices. It never depends on language.

use std::fmt;

/// One answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Free text, exactly as entered.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A decimal number, kept exactly as written.
    Decimal(Decimal),
    /// A date, perhaps without day or month.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A date with a time of day.
    DateTime(Date, Time),
    /// One choice, by its name.
    Choice(String),
    /// Several choices by name, in the order of selection; a ranking in the order of rank.
    Choices(Vec<String>),
    /// Points: `lat lon altitude accuracy`, several separated by `;`. One point is a geopoint.
    Geo(String),
    /// A file that was attached: its stored name, its SHA-256 as hex, its size in bytes.
    File(FileAnswer),
    /// An acknowledgement ("OK").
    Acknowledged,
    /// What a calculation found true or false; never an answer.
    Truth(bool),
    /// Don't know, refused or not applicable, in place of an answer.
    Special(Special),
}

/// A special answer: open on every type of question where the questionnaire allows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Special {
    /// The respondent does not know, or finds it hard to say.
    DontKnow,
    /// The respondent will not answer.
    Refused,
    /// The question does not apply to the respondent.
    NotApplicable,
}

impl Special {
    /// All of them, in the order of their keys.
    pub const ALL: [Special; 3] = [Special::DontKnow, Special::Refused, Special::NotApplicable];

    /// The name used in questionnaires, data files and exports.
    pub fn name(self) -> &'static str {
        match self {
            Special::DontKnow => "dont_know",
            Special::Refused => "refused",
            Special::NotApplicable => "not_applicable",
        }
    }

    /// The special answer of that name.
    pub fn from_name(name: &str) -> Option<Special> {
        Special::ALL.into_iter().find(|special| special.name() == name)
    }
}

/// A file that was copied into the data file as an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileAnswer {
    /// The file's own name, without folders.
    pub name: String,
    /// SHA-256 of its bytes, 64 hex digits.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A decimal number as exact text: an optional minus, digits, optionally a point and digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// Reads a decimal; `None` unless the text is one. A leading plus and redundant leading
    /// zeros are dropped, trailing zeros are kept: they say how precisely it was measured.
    pub fn parse(text: &str) -> Option<Decimal> {
        let text = text.strip_prefix('+').unwrap_or(text);
        let (minus, digits) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(fraction.unwrap_or("")) {
            return None;
        }
        if whole.is_empty() && fraction.unwrap_or("").is_empty() {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        Some(Decimal(match fraction {
            Some(fraction) if !fraction.is_empty() => format!("{minus}{whole}.{fraction}"),
            _ => format!("{minus}{whole}"),
        }))
    }

    /// The exact text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest binary number, for arithmetic.
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

/// A date whose day, or day and month, may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The year, -9999 to 9999.
    pub year: i32,
    /// The month, 1 to 12, if known.
    pub month: Option<u8>,
    /// The day, 1 to 31 and valid in its month, if known.
    pub day: Option<u8>,
}

impl Date {
    /// A full date, if there is such a day.
    pub fn full(year: i32, month: u8, day: u8) -> Option<Date> {
        chrono::NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))?;
        Some(Date { year, month: Some(month), day: Some(day) })
    }

    /// The date as a day of the calendar; unknown parts count as 1, as ODK stores them.
    pub fn first_day(&self) -> chrono::NaiveDate {
        let month = u32::from(self.month.unwrap_or(1));
        let day = u32::from(self.day.unwrap_or(1));
        chrono::NaiveDate::from_ymd_opt(self.year, month, day).unwrap_or_default()
    }

    /// Reads `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, and `??` for unknown parts.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let year_text = parts.next()?;
        if year_text.len() != 4 || !year_text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year = year_text.parse().ok()?;
        let mut part = || match parts.next() {
            None | Some("??") => Some(None),
            Some(text) if text.len() <= 2 => text.parse::<u8>().ok().map(Some),
            Some(_) => None,
        };
        let (month, day) = (part()?, part()?);
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (Some(month), Some(day)) => Date::full(year, month, day),
            (Some(month), None) if (1..=12).contains(&month) => {
                Some(Date { year, month: Some(month), day: None })
            }
            (None, None) => Some(Date { year, month: None, day: None }),
            _ => None,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => write!(f, "{:04}-{month:02}-??", self.year),
            _ => write!(f, "{:04}-??-??", self.year),
        }
    }
}

/// A time of day, with the offset from UTC where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    /// Milliseconds since midnight, below 86,400,000.
    pub millis: u32,
    /// Minutes east of UTC.
    pub offset_minutes: Option<i16>,
}

impl Time {
    /// Reads `10:30`, `10:30:00`, `10:30:00.000`, each perhaps followed by `Z` or `+05:00`.
    pub fn parse(text: &str) -> Option<Time> {
        let (clock, offset) = match text.find(['Z', '+', '-']) {
            Some(at) => (&text[..at], Some(parse_offset(&text[at..])?)),
            None => (text, None),
        };
        let mut parts = clock.split(':');
        let hour: u32 = parts.next()?.parse().ok()?;
        let minute: u32 = parts.next()?.parse().ok()?;
        let (second, milli) = match parts.next() {
            None => (0, 0),
            Some(text) => {
                let (second, fraction) = text.split_once('.').unwrap_or((text, ""));
                if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                let padded: String = fraction.chars().chain("000".chars()).take(3).collect();
                (second.parse().ok()?, padded.parse::<u32>().ok()?)
            }
        };
        if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let millis = ((hour * 60 + minute) * 60 + second) * 1000 + milli;
        Some(Time { millis, offset_minutes: offset })
    }
}

fn parse_offset(text: &str) -> Option<i16> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text[1..].replace(':', "");
    if digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return None,
    };
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.millis / 1000;
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{hour:02}:{minute:02}:{second:02}.{:03}", self.millis % 1000)?;
        match self.offset_minutes {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// The canonical text. Special answers are written as their name in angle brackets.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) | Value::Choice(text) | Value::Geo(text) => f.write_str(text),
            Value::Integer(number) => write!(f, "{number}"),
            Value::Decimal(decimal) => f.write_str(decimal.as_str()),
            Value::Date(date) => write!(f, "{date}"),
            Value::Time(time) => write!(f, "{time}"),
            Value::DateTime(date, time) => write!(f, "{date}T{time}"),
            Value::Choices(names) => f.write_str(&names.join(" ")),
            Value::File(file) => f.write_str(&file.name),
            Value::Acknowledged => f.write_str("OK"),
            Value::Truth(truth) => write!(f, "{truth}"),
            Value::Special(special) => write!(f, "<{}>", special.name()),
        }
    }
}
