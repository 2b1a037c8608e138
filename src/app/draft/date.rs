//! Dates, times and both, typed as people write them.

use super::months;
use super::reading::{Fault, Reading};
use super::text::TextDraft;
use crate::app::fold;
use crate::app::key::Key;
use crate::value::{Date, Time, Value};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date, a blank and a time of day.
    DateTime,
}

/// The field for a date, a time or both.
#[derive(Debug, Clone)]
pub struct DateDraft {
    /// What is asked for.
    pub ask: Ask,
    /// What is typed.
    pub line: TextDraft,
    offset_minutes: i16,
}

impl DateDraft {
    /// An empty field; times are of the zone that many minutes east of UTC.
    pub fn new(ask: Ask, offset_minutes: i16) -> DateDraft {
        DateDraft { ask, line: TextDraft::new(false), offset_minutes }
    }

    /// Whether letters can be part of what is typed: a month may be called by its name, a time
    /// has no letters.
    pub fn letters_are_text(&self) -> bool {
        self.ask != Ask::Time
    }

    /// Takes a key; false if it means nothing here, so that letters can be commands where they
    /// are no text.
    pub fn key(&mut self, key: &Key) -> bool {
        let Key::Char(typed) = key else { return self.line.key(key) };
        let in_a_word = self.letters_are_text()
            && self.line.text()[..self.line.caret()].ends_with(char::is_alphabetic);
        let folded = match in_a_word {
            true => *typed,
            false => fold::number_row(*typed, false).unwrap_or(*typed),
        };
        let taken = folded.is_ascii_digit()
            || " .-/:,;?+".contains(folded)
            || self.letters_are_text() && folded.is_alphabetic();
        taken && self.line.key(&Key::Char(folded))
    }

    /// What the typed text means.
    pub fn reading(&self) -> Reading {
        let text = self.line.text().trim();
        if text.is_empty() {
            return Reading::Blank;
        }
        let time = |text: &str| {
            parse_time(text).map(|time| Time {
                offset_minutes: time.offset_minutes.or(Some(self.offset_minutes)),
                ..time
            })
        };
        let fault = Reading::Fault;
        match self.ask {
            Ask::Date => parse_date(text)
                .map_or(fault(Fault::NotADate), |date| Reading::Answer(Value::Date(date))),
            Ask::Time => {
                time(text).map_or(fault(Fault::NotATime), |time| Reading::Answer(Value::Time(time)))
            }
            Ask::DateTime => {
                let Some((day, clock)) = text.rsplit_once([' ', 'T']) else {
                    return fault(Fault::NotATime);
                };
                match (parse_date(day.trim()).filter(|date| date.day.is_some()), time(clock)) {
                    (Some(date), Some(time)) => Reading::Answer(Value::DateTime(date, time)),
                    (None, _) => fault(Fault::NotADate),
                    (_, None) => fault(Fault::NotATime),
                }
            }
        }
    }
}

/// Reads a date as typed: `3.5.2026`, `03/05/2026`, `03052026`, `2026-05-03`, `5.2026`, `2026-05`,
/// `2026`, with `?` for parts that are not known, and with the month's name in any language and
/// order: `3 May 2026`, `May 2026`, `3 мая 2026 г.`, `2026 ж. 3 мамыр`.
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts: Vec<&str> =
        text.split(['.', '-', '/', ' ', ',', ';']).filter(|part| !part.is_empty()).collect();
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let month = parts.iter().position(|part| months::month(part).is_some());
    let month = month.and_then(|at| months::month(parts.remove(at)));
    if let Some(month) = month {
        parts.retain(|part| !months::YEAR.contains(&part.to_lowercase().as_str()));
        parts.sort_by_key(|part| is_year(part));
        if !parts.last().is_some_and(|part| is_year(part)) {
            return None;
        }
        parts.insert(parts.len() - 1, month);
    }
    let (year, month, day) = match parts[..] {
        [year] if is_year(year) => (year, "?", "?"),
        [all] if all.len() == 8 && all.is_ascii() => (&all[4..], &all[2..4], &all[..2]),
        [all] if all.len() == 6 && all.is_ascii() => (&all[2..], &all[..2], "?"),
        [year, month] if is_year(year) => (year, month, "?"),
        [month, year] if is_year(year) => (year, month, "?"),
        [year, month, day] if is_year(year) => (year, month, day),
        [day, month, year] if is_year(year) => (year, month, day),
        _ => return None,
    };
    let part = |text: &str| match text.trim_matches('?') {
        "" => Some(None),
        digits if digits.len() <= 2 => digits.parse::<u8>().ok().map(Some),
        _ => None,
    };
    let (year, month, day): (i32, _, _) = (year.parse().ok()?, part(month)?, part(day)?);
    match (month, day) {
        (Some(month), Some(day)) => Date::full(year, month, day),
        (Some(month), None) if (1..=12).contains(&month) => {
            Some(Date { year, month: Some(month), day: None })
        }
        (None, None) => Some(Date { year, month: None, day: None }),
        _ => None,
    }
}

/// Reads a time as typed: `9`, `930`, `0930`, `9:30`, `9.30`, `9 30`, with seconds `9:30:15`.
pub fn parse_time(text: &str) -> Option<Time> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (hour, minute) = match text.len() {
            1 | 2 => (text, "0"),
            3 | 4 => text.split_at(text.len() - 2),
            _ => return None,
        };
        return Time::parse(&format!("{hour}:{minute}"));
    }
    let parts: Vec<&str> = text.split([':', '.', ' ', '-', ',']).collect();
    let short =
        |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(short) {
        return Time::parse(text);
    }
    Time::parse(&parts.join(":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, date) in [
            ("3.5.2026", Some("2026-05-03")),
            ("03/05/2026", Some("2026-05-03")),
            ("3 5 2026", Some("2026-05-03")),
            ("03052026", Some("2026-05-03")),
            ("2026-05-03", Some("2026-05-03")),
            ("5.2026", Some("2026-05-??")),
            ("052026", Some("2026-05-??")),
            ("2026-05", Some("2026-05-??")),
            ("?.5.2026", Some("2026-05-??")),
            ("2026", Some("2026-??-??")),
            ("31.2.2026", None),
            ("13.2026", None),
            ("3.?.2026", None),
            ("3.5.26", None),
            ("hello", None),
            ("3 May 2026", Some("2026-05-03")),
            ("may 3, 2026", Some("2026-05-03")),
            ("3 мая 2026 г.", Some("2026-05-03")),
            ("2026 ж. 3 Мамыр", Some("2026-05-03")),
            ("сент 2026", Some("2026-09-??")),
            ("? sep 2026", Some("2026-09-??")),
            ("31 feb 2026", None),
            ("3 may", None),
            ("may", None),
            ("3 may june 2026", None),
            ("3 ma 2026", None),
            ("٣٥٢٠٢٦١٢", None),
            ("", None),
        ] {
            assert_eq!(parse_date(text).map(|date| date.to_string()).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn a_month_is_typed_by_name_on_every_layout() {
        for (typed, shown) in [
            ("3 March 1990", "3 March 1990"),
            ("3 марта 1990", "3 марта 1990"),
            // The number row of the Kazakh layout: its letters are digits, except in a word.
            ("і қаңтар \"ұұқ", "3 0аңтар 1990"),
        ] {
            let mut draft = DateDraft::new(Ask::Date, 0);
            assert!(typed.chars().all(|key| draft.key(&Key::Char(key))), "{typed}");
            assert_eq!(draft.line.text(), shown);
            assert!(matches!(draft.reading(), Reading::Answer(Value::Date(_))), "{typed}");
        }
        assert!(!DateDraft::new(Ask::Time, 0).key(&Key::Char('m')), "a time has no letters");
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, time) in [
            ("9", Some("09:00:00.000")),
            ("930", Some("09:30:00.000")),
            ("0930", Some("09:30:00.000")),
            ("9.30", Some("09:30:00.000")),
            ("9:30:15", Some("09:30:15.000")),
            ("10:30:00.000+05:00", Some("10:30:00.000+05:00")),
            ("2460", None),
            ("25", None),
            ("x", None),
        ] {
            assert_eq!(parse_time(text).map(|time| time.to_string()).as_deref(), time, "{text}");
        }
    }

    #[test]
    fn both_are_read_together() {
        let mut draft = DateDraft::new(Ask::DateTime, 300);
        draft.line.set("3.5.2026 930");
        let Reading::Answer(value) = draft.reading() else { panic!("an answer") };
        assert_eq!(value.to_string(), "2026-05-03T09:30:00.000+05:00");
        draft.line.set("3.5.2026");
        assert_eq!(draft.reading(), Reading::Fault(Fault::NotATime));
        draft.line.set("5.2026 9");
        assert_eq!(draft.reading(), Reading::Fault(Fault::NotADate));
    }
}
