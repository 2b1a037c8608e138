//! The long tables: answers, history, remarks, attached files.

use std::collections::HashMap;

use rusqlite::types::Value;

use super::ExportOptions;
use super::case::{Case, Compiled, Fault, clock, moment_of};
use super::writer::{TableNo, Writer, text};
use crate::form::talk::{Certainty, Origin};
use crate::interview::Interview;
use crate::interview::talk::Sourcing;
use crate::moment::Moment;
use crate::record::fold::{Fold, Key};
use crate::record::{self, Record, Stored};
use crate::store::Store;

/// The answers as the view of the data file gives them, in the order of the form.
pub(super) fn write_answers(
    store: &Store,
    writer: &Writer,
    table: TableNo,
    case: &Case<'_>,
    options: ExportOptions,
) -> Result<(), Fault> {
    type Line = ((i64, Vec<u64>), Vec<Value>);
    let sources: HashMap<String, Sourcing> =
        case.talk.sources.iter().map(|(key, known)| (case.fold.address(key), *known)).collect();
    let read = || -> rusqlite::Result<Vec<Line>> {
        let mut statement =
            store.connection.prepare_cached("SELECT * FROM answer WHERE interview_id = ?1")?;
        let mut rows = statement.query([case.id.to_string()])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let address: String = row.get(3)?;
            let path = without_rows(&address);
            if case.is_open(&path, options) {
                let order = case.version.paths.get(&path).map_or(i64::MAX, |(order, _)| *order);
                let mut cells =
                    (0..10).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<_>>>()?;
                let sourcing = sources.get(&address).copied().unwrap_or_default();
                cells.push(text(sourcing.origin.map(Origin::name)));
                cells.push(text(sourcing.certainty.map(Certainty::name)));
                lines.push(((order, positions(&address)), cells));
            }
        }
        lines.sort_by(|(one, _), (two, _)| one.cmp(two));
        Ok(lines)
    };
    for (_, cells) in read().map_err(Fault::Data)? {
        writer.add(table, cells).map_err(Fault::Out)?;
    }
    Ok(())
}

/// The rows in `household/member[2]/age`.
fn positions(address: &str) -> Vec<u64> {
    let rows = address.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    rows.map(|row| row.parse().unwrap_or(0)).collect()
}

/// `household/member[2]/age` without the rows.
pub(super) fn without_rows(address: &str) -> String {
    let names = address.split('/').map(|step| step.split('[').next().unwrap_or(step));
    names.collect::<Vec<_>>().join("/")
}

/// What nobody answered but counts all the same: calculations, presets, what the program filled
/// in. Such rows have no time at which they were answered.
pub(super) fn write_calculated(
    writer: &Writer,
    table: TableNo,
    case: &Case<'_>,
    interview: &Interview,
    compiled: &Compiled,
    options: ExportOptions,
) -> rusqlite::Result<()> {
    for place in interview.places() {
        let node = compiled.form.node(place.node);
        let is_private = compiled.layout.private.contains(&place.node);
        if node.question().is_none() || (is_private && !options.private) {
            continue;
        }
        if interview.answer(place).is_some() || !interview.relevant(place) {
            continue;
        }
        let Some(value) = interview.value(place) else { continue };
        let value = match value {
            crate::value::Value::Integer(number) => Value::Integer(number),
            other => Value::Text(other.to_string()),
        };
        let mut cells = case.head();
        cells.extend([
            text(Some(interview.path(place))),
            text(Some(&*node.name)),
            value,
            Value::Null,
            Value::Null,
            Value::Integer(1),
            Value::Null,
            Value::Null,
            Value::Null,
        ]);
        writer.add(table, cells)?;
    }
    Ok(())
}

pub(super) fn write_remarks(
    store: &Store,
    writer: &Writer,
    table: TableNo,
    case: &Case<'_>,
    options: ExportOptions,
) -> Result<(), Fault> {
    for (key, remark) in &case.fold.remarks {
        if !case.is_open(&key.path, options) {
            continue;
        }
        let written = written_at(store, remark.seq).map_err(Fault::Data)?;
        let mut cells = case.head();
        cells.extend([
            text(Some(&*remark.address)),
            text(Some(&*remark.text)),
            text(Some(clock(&written))),
        ]);
        writer.add(table, cells).map_err(Fault::Out)?;
    }
    Ok(())
}

fn written_at(store: &Store, seq: u64) -> rusqlite::Result<Moment> {
    store.connection.query_row(
        "SELECT coalesce(wall_ms, 0), coalesce(offset_minutes, 0) FROM event WHERE seq = ?1",
        [seq as i64],
        |row| {
            let (wall_ms, offset_minutes) = (row.get(0)?, row.get(1)?);
            Ok(Moment { wall_ms, offset_minutes, ..Moment::default() })
        },
    )
}

/// Every event, with its address as it was then. Of private questions the content is left out.
pub(super) fn write_history(
    store: &Store,
    writer: &Writer,
    table: TableNo,
    case: &Case<'_>,
    options: ExportOptions,
) -> Result<(), Fault> {
    let rosters = case.fold.known_rosters();
    let mut fold = Fold::new(rosters);
    let mut failed = None;
    let mut write = |seq: u64, record: Option<Record>| {
        let Some(record) = record else { return };
        fold.apply(seq, &record);
        let key = record.path.clone().map(|path| Key { path, rows: record.rows.clone() });
        let is_open = key.as_ref().is_none_or(|key| case.is_open(&key.path, options));
        let address = key.as_ref().map(|key| fold.address(key));
        let cells = history_cells(case, seq, &record, address, is_open);
        if let Err(error) = writer.add(table, cells) {
            failed.get_or_insert(error);
        }
    };
    store.each_event(case.interview_no, u64::MAX, &mut write).map_err(Fault::Data)?;
    failed.map_or(Ok(()), |error| Err(Fault::Out(error)))
}

fn history_cells(
    case: &Case<'_>,
    seq: u64,
    record: &Record,
    address: Option<String>,
    is_open: bool,
) -> Vec<Value> {
    let value = match (&record.value, record.kind.as_str()) {
        // The properties of device and interviewer stay in the data file.
        (_, "started") => text(record::first_language(record)),
        (Some(Stored::Integer(number)), _) => Value::Integer(*number),
        (Some(Stored::Text(raw)), _) => {
            // What this program cannot read is given as it is stored.
            let read = record::value::of_record(record).map(|value| value.to_string());
            text(Some(read.unwrap_or_else(|_| raw.clone())))
        }
        (None, _) => Value::Null,
    };
    let number = |number: Option<i64>| number.map_or(Value::Null, Value::Integer);
    let open = |value: Value| if is_open { value } else { Value::Null };
    vec![
        text(Some(case.id.to_string())),
        Value::Integer(seq as i64),
        Value::Integer(i64::from(record.step)),
        text(Some(clock(&moment_of(record)))),
        text(Some(&*record.kind)),
        text(address),
        open(text(record.value_type.as_deref())),
        open(value),
        open(text(record.text.as_deref())),
        open(number(record.number)),
        number(record.base.map(|seq| seq as i64)),
        text(record.path.as_ref().map(|_| record::rows_to_text(&record.rows))),
    ]
}

pub(super) fn write_attachments(
    store: &Store,
    writer: &Writer,
    table: TableNo,
    case: &Case<'_>,
    options: ExportOptions,
) -> Result<(), Fault> {
    for (key, answer) in &case.fold.answers {
        if !case.is_open(&key.path, options) {
            continue;
        }
        let Ok(crate::value::Value::File(file)) = answer.read() else { continue };
        let bytes = store.attached(&file.sha256).map_err(Fault::Data)?;
        let cells = vec![
            text(Some(case.id.to_string())),
            text(Some(&*answer.address)),
            text(Some(&*file.name)),
            text(Some(&*file.sha256)),
            Value::Integer(file.bytes as i64),
            Value::Integer(i64::from(answer.active)),
            bytes.map_or(Value::Null, Value::Blob),
        ];
        writer.add(table, cells).map_err(Fault::Out)?;
    }
    Ok(())
}
