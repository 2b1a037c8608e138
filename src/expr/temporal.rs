//! Dates and times in expressions: text in ISO form, as a number the days since 1970-01-01.

use chrono::{Datelike, NaiveDate, Timelike};

use crate::value::{Date, Time};

/// Milliseconds of a day.
pub const DAY_MS: f64 = 86_400_000.0;

/// A date, a time of day, or both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Temporal {
    /// A date.
    Date(Date),
    /// A date with a time of day.
    DateTime(Date, Time),
    /// A time of day.
    Time(Time),
}

impl std::fmt::Display for Temporal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Temporal::Date(date) => write!(f, "{date}"),
            Temporal::DateTime(date, time) => write!(f, "{date}T{time}"),
            Temporal::Time(time) => write!(f, "{time}"),
        }
    }
}

impl Temporal {
    /// As text: a date with a time of day gives its date alone, as in JavaRosa.
    pub fn to_text(self) -> String {
        match self {
            Temporal::Date(date) | Temporal::DateTime(date, _) => date.to_string(),
            Temporal::Time(time) => time.to_string(),
        }
    }

    /// As a number: the days since 1970-01-01. A date with a time of day counts whole days by its
    /// own clock, as in JavaRosa; `decimal-date-time()` gives the fraction too.
    pub fn to_number(self, offset: i16) -> f64 {
        match self {
            Temporal::Date(date) | Temporal::DateTime(date, _) => day_number(date),
            Temporal::Time(_) => self.days(offset),
        }
    }

    /// Reads `2026-06-15`, `2026-06-15T10:30:00.000+05:00` (a space instead of the `T` too),
    /// `10:30`.
    pub fn parse(text: &str) -> Option<Temporal> {
        let text = text.trim();
        if let Some(time) = Time::parse(text) {
            return Some(Temporal::Time(time));
        }
        if !text.is_char_boundary(10) || text.len() < 8 {
            return None;
        }
        match text.find(['T', ' ']) {
            None => parse_date(text).map(Temporal::Date),
            Some(at) => {
                let date = parse_date(&text[..at])?;
                let time = Time::parse(text[at + 1..].trim_start())?;
                Some(Temporal::DateTime(date, time))
            }
        }
    }

    /// The days since 1970-01-01 by the clock of a place `offset` minutes east of UTC: whole for
    /// a date, with a fraction for a time; a time of day alone is a fraction of a day.
    pub fn days(self, offset: i16) -> f64 {
        match self {
            Temporal::Date(date) => day_number(date),
            Temporal::DateTime(date, time) => day_number(date) + day_fraction(time, offset),
            Temporal::Time(time) => day_fraction(time, offset).rem_euclid(1.0),
        }
    }

    /// The days since 1970-01-01T00:00Z, for a clock `offset` minutes east of UTC where the value
    /// itself has no offset.
    pub fn days_utc(self, offset: i16) -> f64 {
        // Whole milliseconds are divided once: the last digit is then that of JavaRosa.
        let millis = |time: Time| {
            let own = time.offset_minutes.unwrap_or(offset);
            f64::from(time.millis) - f64::from(own) * 60_000.0
        };
        let midnight = Time { millis: 0, offset_minutes: None };
        match self {
            Temporal::Date(date) => (day_number(date) * DAY_MS + millis(midnight)) / DAY_MS,
            Temporal::DateTime(date, time) => (day_number(date) * DAY_MS + millis(time)) / DAY_MS,
            Temporal::Time(_) => self.days(offset) - f64::from(offset) / 1440.0,
        }
    }

    /// The same moment by the clock of a place `offset` minutes east of UTC.
    pub fn by_clock(self, offset: i16) -> Temporal {
        match self {
            Temporal::DateTime(_, Time { offset_minutes: Some(own), .. }) if own != offset => {
                Temporal::from_days_utc(self.days_utc(offset), offset).unwrap_or(self)
            }
            _ => self,
        }
    }

    /// The date, by the clock that the value carries.
    pub fn date(self) -> Option<Date> {
        match self {
            Temporal::Date(date) | Temporal::DateTime(date, _) => Some(date),
            Temporal::Time(_) => None,
        }
    }

    /// The milliseconds since midnight, by the clock that the value carries.
    pub fn millis(self) -> u32 {
        match self {
            Temporal::Date(_) => 0,
            Temporal::DateTime(_, time) | Temporal::Time(time) => time.millis,
        }
    }

    /// The moment that is so many days after 1970-01-01T00:00Z, as that place's clock shows it.
    pub fn from_days_utc(days: f64, offset: i16) -> Option<Temporal> {
        let millis = (days * DAY_MS).round() + f64::from(offset) * 60_000.0;
        let date = date_of((millis / DAY_MS).floor())?;
        let millis = millis.rem_euclid(DAY_MS) as u32;
        Some(Temporal::DateTime(date, Time { millis, offset_minutes: Some(offset) }))
    }
}

/// A full date written with two digits or one for month and day.
fn parse_date(text: &str) -> Option<Date> {
    Date::parse(text).filter(|date| date.day.is_some())
}

/// The days from 1970-01-01 to a date.
pub fn day_number(date: Date) -> f64 {
    f64::from(date.first_day().num_days_from_ce() - 719_163)
}

/// The date so many days after 1970-01-01.
pub fn date_of(days: f64) -> Option<Date> {
    if !(-4_000_000.0..4_000_000.0).contains(&days) {
        return None;
    }
    let date = NaiveDate::from_num_days_from_ce_opt(days as i32 + 719_163)?;
    let year = Some(date.year()).filter(|year| (0..=9999).contains(year))?;
    Date::full(year, date.month() as u8, date.day() as u8)
}

fn day_fraction(time: Time, offset: i16) -> f64 {
    let shift = time.offset_minutes.map_or(0, |own| i32::from(offset) - i32::from(own));
    (f64::from(time.millis) + f64::from(shift) * 60_000.0) / DAY_MS
}

/// A moment as date and time of day with its offset.
pub fn date_and_time(moment: chrono::DateTime<chrono::FixedOffset>) -> (Date, Time) {
    let millis =
        moment.num_seconds_from_midnight() * 1000 + moment.timestamp_subsec_millis().min(999);
    let offset = moment.offset().local_minus_utc() / 60;
    let date = Date::full(moment.year(), moment.month() as u8, moment.day() as u8);
    let date = date.unwrap_or(Date { year: 1970, month: Some(1), day: Some(1) });
    (date, Time { millis, offset_minutes: i16::try_from(offset).ok() })
}
