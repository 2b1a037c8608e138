//! What was written down of a talk: notes and quotes, each with its time and its place.

use rusqlite::types::Value;

use super::ExportOptions;
use super::case::{Case, clock};
use super::tables::Tables;
use super::writer::{Writer, text};
use crate::moment::Moment;
use crate::record::fold::Key;
use crate::record::talk::Written;

/// Writes the notes and quotes that were not struck.
pub(super) fn write_talk(
    writer: &Writer,
    tables: &Tables,
    case: &Case<'_>,
    options: ExportOptions,
) -> rusqlite::Result<()> {
    let is_open =
        |written: &Written| !written.text.is_empty() && case.is_open(&written.key.path, options);
    let mut numbers = Vec::new();
    for (id, note) in case.talk.notes.iter().filter(|(_, note)| is_open(note)) {
        numbers.push(*id);
        let mut cells = case.head();
        cells.push(Value::Integer(numbers.len() as i64));
        cells.extend(place_and_time(case, note));
        cells.push(text(note.changed_ms.map(|at| clock(&moment(note, at)))));
        cells.push(text(Some(&*note.text)));
        writer.add(tables.notes, cells)?;
    }
    for (_, quote) in case.talk.quotes.iter().filter(|(_, quote)| is_open(quote)) {
        let Some(shape) = &quote.quote else { continue };
        let note = shape.note.and_then(|id| numbers.iter().position(|known| *known == id));
        let mut cells = case.head();
        cells.extend(place_and_time(case, quote));
        cells.extend([
            text(Some(&*shape.speaker)),
            text(Some(&*shape.level)),
            note.map_or(Value::Null, |at| Value::Integer(at as i64 + 1)),
            Value::Integer(shape.start as i64),
            Value::Integer(shape.end as i64),
            Value::Integer(i64::from(stands(case, quote, shape.note.is_none()))),
            text(Some(&*quote.text)),
        ]);
        writer.add(tables.quotes, cells)?;
    }
    Ok(())
}

/// The address, when it was written, and how many seconds after the beginning.
fn place_and_time(case: &Case<'_>, written: &Written) -> [Value; 3] {
    let since = (written.wall_ms - case.fold.started_ms) as f64 / 1000.0;
    [
        text(Some(case.fold.address(&written.key))),
        text(Some(clock(&moment(written, written.wall_ms)))),
        Value::Real(since),
    ]
}

/// Whether a quote still stands: its row is there, and the answer it is out of counts.
fn stands(case: &Case<'_>, quote: &Written, of_answer: bool) -> bool {
    let Key { path, rows } = &quote.key;
    let key = Key { path: path.clone(), rows: rows.clone() };
    let counts = case.fold.answers.get(&key).is_some_and(|answer| answer.active);
    if of_answer { counts } else { case.fold.is_there(&key) }
}

fn moment(written: &Written, wall_ms: i64) -> Moment {
    Moment { wall_ms, offset_minutes: written.offset_minutes, ..Moment::default() }
}
