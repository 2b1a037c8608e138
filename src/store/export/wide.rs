//! The wide tables, the reasons for what is missing in them, and the table of interviews.

use rusqlite::types::Value;

use super::ExportOptions;
use super::case::{Case, Compiled, clock};
use super::writer::{TableNo, Writer, of_cell, text};
use crate::dataset::{layout, rows};
use crate::interview::Interview;
use crate::moment::Moment;
use crate::store::standing;

pub(super) fn write_wide(
    writer: &Writer,
    missing: TableNo,
    case: &Case<'_>,
    interview: &Interview,
    compiled: &Compiled,
) -> rusqlite::Result<()> {
    for row in rows::rows(&compiled.layout, interview) {
        let Some(table) = compiled.tables[row.table] else { continue };
        let mut cells = vec![text(Some(case.id.to_string()))];
        cells.extend(row.positions.iter().map(|&position| Value::Integer(position as i64)));
        cells.extend(row.cells.into_iter().map(of_cell));
        writer.add(table, cells)?;
        let layout = &compiled.layout.tables[row.table];
        for (column, why) in row.missing {
            let cells = vec![
                text(Some(case.id.to_string())),
                text(Some(&*layout.name)),
                text(Some(&*layout.columns[column].name)),
                text(Some(&*row.around).filter(|around| !around.is_empty())),
                text(Some(why.name())),
            ];
            writer.add(missing, cells)?;
        }
    }
    Ok(())
}

pub(super) fn write_interview(
    writer: &Writer,
    table: TableNo,
    case: &Case<'_>,
    options: ExportOptions,
) -> rusqlite::Result<()> {
    let fold = &case.fold;
    let compiled = case.version.compiled.as_ref();
    let changed = Moment {
        wall_ms: fold.changed_ms,
        offset_minutes: fold.offset_minutes,
        ..Moment::default()
    };
    let started = case
        .facts
        .first()
        .map_or(Moment { wall_ms: fold.started_ms, ..changed }, |fact| fact.moment);
    let minutes = case.finished.map(|at| (at.wall_ms - started.wall_ms) as f64 / 60_000.0);
    let named = case.interview.as_ref().filter(|_| options.private || !names_privately(compiled));
    let mut cells = case.head();
    cells.extend([
        text(compiled.and_then(|one| one.layout.tables.first()).map(|table| &*table.name)),
        text(Some(&*fold.case).filter(|case| !case.is_empty())),
        text(named.and_then(Interview::instance_name)),
        text(Some(&*fold.language)),
        text(Some(standing::state_name(fold.state))),
        text(Some(clock(&started))),
        text(case.finished.as_ref().map(clock)),
        text(Some(clock(&changed))),
        minutes.map_or(Value::Null, Value::Real),
        Value::Integer(fold.answered() as i64),
        case.interview.as_ref().map_or(Value::Null, |one| Value::Integer(one.progress().1 as i64)),
    ]);
    writer.add(table, cells)
}

/// Whether the name of an interview is made from private answers.
fn names_privately(compiled: Option<&Compiled>) -> bool {
    let Some(compiled) = compiled else { return false };
    let Some(rule) = compiled.form.instance_name else { return false };
    layout::looks_at(&compiled.form, rule, &compiled.layout.private)
}
