//! How interviews were conducted: every note, and the visits of questions that follow from them.

use std::collections::HashMap;

use rusqlite::types::Value;

use super::ExportOptions;
use super::case::{Case, Fault, clock};
use super::long::without_rows;
use super::writer::{TableNo, Writer, text};
use crate::app::paradata::{NoteKind, Noted};
use crate::store::Store;

/// The columns of `paradata`.
pub(super) const PARADATA: [(&str, &str); 8] = [
    ("interview_id", "TEXT"),
    ("session", "INTEGER"),
    ("at", "TEXT"),
    ("mono_ms", "INTEGER"),
    ("kind", "TEXT"),
    ("address", "TEXT"),
    ("detail", "TEXT"),
    ("number", "INTEGER"),
];

/// The columns of `visits`.
pub(super) const VISITS: [(&str, &str); 9] = [
    ("interview_id", "TEXT"),
    ("session", "INTEGER"),
    ("address", "TEXT"),
    ("visit", "INTEGER"),
    ("came_by", "TEXT"),
    ("shown_at", "TEXT"),
    ("left_at", "TEXT"),
    ("seconds", "REAL"),
    ("seconds_active", "REAL"),
];

/// Writes both tables for an interview. Nothing is said of private questions.
pub(super) fn write_noted(
    store: &Store,
    writer: &Writer,
    (paradata, visits): (TableNo, TableNo),
    case: &Case<'_>,
    options: ExportOptions,
) -> Result<(), Fault> {
    let notes = store.noted(case.interview_no).map_err(Fault::Data)?;
    let is_open = |note: &&Noted| {
        let path = without_rows(note.at.trim_start_matches('+'));
        path.is_empty() || case.is_open(&path, options)
    };
    let notes: Vec<&Noted> = notes.iter().filter(is_open).collect();
    let id = || text(Some(case.id.to_string()));
    for note in &notes {
        let cells = vec![
            id(),
            Value::Integer(note.session),
            text(Some(clock(&note.moment))),
            Value::Integer(note.moment.mono_ms as i64),
            text(Some(&*note.kind_name)),
            text(Some(&*note.at)),
            text(Some(&*note.detail)),
            note.number.map_or(Value::Null, Value::Integer),
        ];
        writer.add(paradata, cells).map_err(Fault::Out)?;
    }
    for visit in visits_of(&notes) {
        let seconds = |ms: Option<u64>| ms.map_or(Value::Null, |ms| Value::Real(ms as f64 / 1e3));
        let cells = vec![
            id(),
            Value::Integer(visit.shown.session),
            text(Some(&*visit.shown.at)),
            Value::Integer(visit.number),
            text(Some(&*visit.shown.detail)),
            text(Some(clock(&visit.shown.moment))),
            text(visit.left.map(|left| clock(&left.moment))),
            seconds(visit.left.map(|left| between(visit.shown, left))),
            seconds(
                visit.left.map(|left| between(visit.shown, left).saturating_sub(visit.covered_ms)),
            ),
        ];
        writer.add(visits, cells).map_err(Fault::Out)?;
    }
    Ok(())
}

/// A stop on the screen from when it was shown until it was left.
struct Visit<'a> {
    shown: &'a Noted,
    /// `None` where the program was killed.
    left: Option<&'a Noted>,
    /// The how manieth of this stop, from 1.
    number: i64,
    /// How long something lay over it.
    covered_ms: u64,
    covered_since: Option<&'a Noted>,
}

/// Milliseconds between two notes of one run of the program, by the clock that never goes back.
fn between(one: &Noted, two: &Noted) -> u64 {
    two.moment.mono_ms.saturating_sub(one.moment.mono_ms)
}

fn visits_of<'a>(notes: &[&'a Noted]) -> Vec<Visit<'a>> {
    let mut visits: Vec<Visit<'a>> = Vec::new();
    let mut counts: HashMap<&str, i64> = HashMap::new();
    for &note in notes {
        let open = visits.last_mut().filter(|visit| {
            visit.left.is_none() && visit.shown.session == note.session && visit.shown.at == note.at
        });
        match (note.kind, open) {
            (Some(NoteKind::Shown), _) => {
                let number = counts.entry(&note.at).or_default();
                *number += 1;
                let number = *number;
                visits.push(Visit {
                    shown: note,
                    left: None,
                    number,
                    covered_ms: 0,
                    covered_since: None,
                });
            }
            (Some(NoteKind::Screen), Some(visit)) => visit.cover(note, note.detail != "question"),
            (Some(NoteKind::Left), Some(visit)) => {
                visit.cover(note, false);
                visit.left = Some(note);
            }
            _ => {}
        }
    }
    visits
}

impl<'a> Visit<'a> {
    fn cover(&mut self, note: &'a Noted, covered: bool) {
        match (self.covered_since, covered) {
            (None, true) => self.covered_since = Some(note),
            (Some(since), false) => {
                self.covered_ms += between(since, note);
                self.covered_since = None;
            }
            _ => {}
        }
    }
}
