//! What goes into an export: interview by interview, from the log and from the interview that the
//! log tells of.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{Local, SecondsFormat};
use rusqlite::types::Value;

use super::case::{Case, Compiled, Fault, Version, read_case};
use super::tables::{self, Tables};
use super::writer::{Writer, text};
use super::{ExportOptions, long, noted, talk, wide};
use crate::compile::source::Source;
use crate::dataset::layout::Layout;
use crate::form::Form;
use crate::id::InterviewId;
use crate::record;
use crate::store::error::StoreError;
use crate::store::{Store, questionnaire};

/// What was put into an export.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub interviews: u64,
    pub left_out: u64,
    pub without_form: Vec<(String, String)>,
    pub unread: u64,
}

/// Puts everything into an export. Errors of the data file and of the export are told apart.
pub(super) fn fill(
    store: &Store,
    mut writer: Writer,
    out: &Path,
    options: ExportOptions,
    compile: &mut dyn FnMut(&Source) -> Option<Arc<Form>>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Writer, Filled), StoreError> {
    let in_data = |error: rusqlite::Error| store.sql_error(error);
    let in_out = |error: rusqlite::Error| StoreError::from_sqlite(out, &error);
    let tables = Tables::make(&mut writer).map_err(in_out)?;
    let mut filled = Filled::default();
    let mut versions = HashMap::new();
    let mut namer = tables::namer();
    let numbers = numbers(store).map_err(in_data)?;
    for &number in &numbers {
        let (mut version, source) = read_version(store, number).map_err(in_data)?;
        match compile(&source) {
            Some(form) => {
                let layout = Layout::of(&form, &mut namer);
                for &node in &layout.private {
                    if let Some(path) = version.paths.get_mut(&record::node_path(&form, node)) {
                        path.1 = true;
                    }
                }
                let made = tables::make_wide(&mut writer, &layout, options).map_err(in_out)?;
                version.compiled = Some(Compiled { form, layout, tables: made });
            }
            None => filled.without_form.push((version.name.clone(), version.version.clone())),
        }
        versions.insert(number, version);
    }
    let forms = numbers.iter().filter_map(|number| versions[number].compiled.as_ref());
    let forms: Vec<(&Form, &Layout)> = forms.map(|one| (&*one.form, &one.layout)).collect();
    tables::write_codebook(&mut writer, &forms).map_err(in_out)?;
    let wanted = wanted(store, options).map_err(in_data)?;
    let all: i64 = store
        .connection
        .query_row("SELECT count(*) FROM interview", [], |row| row.get(0))
        .map_err(in_data)?;
    filled.left_out = (all as u64).saturating_sub(wanted.len() as u64);
    progress(0, wanted.len());
    for (at, (interview_no, id, number)) in wanted.iter().enumerate() {
        let case = read_case(store, *interview_no, *id, &versions[number])?;
        filled.unread += case.unread;
        write_case(store, &writer, &tables, &case, options).map_err(|fault| match fault {
            Fault::Data(error) => in_data(error),
            Fault::Out(error) => in_out(error),
        })?;
        filled.interviews += 1;
        progress(at + 1, wanted.len());
    }
    write_about(store, &mut writer, options, &filled).map_err(in_out)?;
    Ok((writer, filled))
}

fn numbers(store: &Store) -> rusqlite::Result<Vec<i64>> {
    let query = "SELECT questionnaire_no FROM questionnaire ORDER BY questionnaire_no";
    let mut statement = store.connection.prepare(query)?;
    statement.query_map([], |row| row.get(0))?.collect()
}

fn read_version(store: &Store, number: i64) -> rusqlite::Result<(Version, Source)> {
    let (name, version) = store.connection.query_row(
        "SELECT name, version FROM questionnaire WHERE questionnaire_no = ?1",
        [number],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut statement = store
        .connection
        .prepare_cached("SELECT path, path_no, private FROM path WHERE questionnaire_no = ?1")?;
    let paths = statement
        .query_map([number], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
        .collect::<rusqlite::Result<_>>()?;
    let source = questionnaire::source(&store.connection, number)?;
    Ok((Version { name, version, paths, compiled: None }, source))
}

/// The interviews to export: number, identity and number of the questionnaire.
fn wanted(store: &Store, options: ExportOptions) -> rusqlite::Result<Vec<(i64, InterviewId, i64)>> {
    let mut statement = store.connection.prepare(
        "SELECT interview_no, interview_id, questionnaire_no FROM interview
         WHERE ?1 OR state = 'complete' ORDER BY first_seq",
    )?;
    let rows = statement.query_map([options.all], |row| {
        let id: String = row.get(1)?;
        let id = InterviewId::parse(&id).unwrap_or(InterviewId([0; 16]));
        Ok((row.get(0)?, id, row.get(2)?))
    })?;
    rows.collect()
}

fn write_case(
    store: &Store,
    writer: &Writer,
    tables: &Tables,
    case: &Case<'_>,
    options: ExportOptions,
) -> Result<(), Fault> {
    long::write_answers(store, writer, tables.answer, case, options)?;
    long::write_history(store, writer, tables.history, case, options)?;
    long::write_attachments(store, writer, tables.attachments, case, options)?;
    long::write_remarks(store, writer, tables.remarks, case, options)?;
    let noted = (tables.paradata, tables.visits);
    noted::write_noted(store, writer, noted, case, options)?;
    let rest = || -> rusqlite::Result<()> {
        if let (Some(interview), Some(compiled)) = (&case.interview, &case.version.compiled) {
            long::write_calculated(writer, tables.answer, case, interview, compiled, options)?;
            wide::write_wide(writer, tables.missing, case, interview, compiled)?;
        }
        talk::write_talk(writer, tables, case, options)?;
        wide::write_interview(writer, tables.interviews, case, options)
    };
    rest().map_err(Fault::Out)
}

fn write_about(
    store: &Store,
    writer: &mut Writer,
    options: ExportOptions,
    filled: &Filled,
) -> rusqlite::Result<()> {
    let table = writer.table("about", &[("key", "TEXT"), ("value", "")])?;
    let log: String = store.head.log_id.iter().map(|byte| format!("{byte:02x}")).collect();
    let now = Local::now().to_rfc3339_opts(SecondsFormat::Secs, false);
    for (key, value) in [
        ("program", Value::Text(concat!("anketa ", env!("CARGO_PKG_VERSION")).to_owned())),
        ("exported_at", Value::Text(now)),
        ("log", Value::Text(log)),
        ("last_event", Value::Integer(store.head.seq as i64)),
        ("interviews", Value::Integer(filled.interviews as i64)),
        ("unfinished_too", Value::Integer(i64::from(options.all))),
        ("private_too", Value::Integer(i64::from(options.private))),
    ] {
        writer.add(table, vec![text(Some(key)), value])?;
    }
    Ok(())
}
