//! Questionnaire versions inside the data file: exact bytes, and dictionaries of their nodes and
//! choices so that plain SQL can name them.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::compile::source::Source;
use crate::dataset::layout::private_nodes;
use crate::dataset::names::{kind_name, plain};
use crate::form::node::{Choices, Count, Kind};
use crate::form::{Form, ListId};
use crate::record;
use crate::record::fold::RowsFrom;

/// Stores a questionnaire version, if it is not there yet, and gives its number.
pub(super) fn keep(connection: &Connection, source: &Source, form: &Form) -> rusqlite::Result<i64> {
    let hash = source.hash();
    let known = connection
        .query_row("SELECT questionnaire_no FROM questionnaire WHERE hash = ?1", [hash], |row| {
            row.get(0)
        })
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let language = form.languages.first().map_or("", |language| language.code.as_str());
    connection.execute(
        "INSERT INTO questionnaire(hash, name, version, title, language, file_name, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            hash,
            &form.id,
            &form.version,
            plain(form, &form.title, 0).unwrap_or_default(),
            language,
            &source.name,
            &source.bytes,
        ),
    )?;
    let number = connection.last_insert_rowid();
    for (position, (name, bytes)) in source.attached.iter().enumerate() {
        connection.execute(
            "INSERT INTO questionnaire_file VALUES (?1, ?2, ?3, ?4)",
            (number, position as i64, name, bytes),
        )?;
    }
    keep_dictionary(connection, number, form)?;
    Ok(number)
}

fn keep_dictionary(connection: &Connection, number: i64, form: &Form) -> rusqlite::Result<()> {
    let mut lists: HashMap<ListId, i64> = HashMap::new();
    let mut tables: HashMap<(usize, usize, usize), i64> = HashMap::new();
    for (index, list) in form.lists.iter().enumerate() {
        let list_no = new_list(connection, number, &list.name)?;
        for (position, choice) in list.choices.iter().enumerate() {
            let label = plain(form, &choice.label, 0);
            add_choice(connection, list_no, &choice.name, position, label.as_deref())?;
        }
        lists.insert(ListId(index as u32), list_no);
    }
    let private = private_nodes(form);
    for node in &form.nodes {
        let choices = node.question().and_then(|question| question.choices);
        let list_no = match choices {
            Some(Choices::List(list)) => lists.get(&list).copied(),
            Some(Choices::Table { table, name, label }) => {
                match tables.get(&(table, name, label)) {
                    Some(&known) => Some(known),
                    None => {
                        let list_no = keep_table(connection, number, form, (table, name, label))?;
                        tables.insert((table, name, label), list_no);
                        Some(list_no)
                    }
                }
            }
            Some(Choices::Rows { .. }) | None => None,
        };
        connection.execute(
            "INSERT INTO path(questionnaire_no, path, name, kind, label, list_no, rows_from, private)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            (
                number,
                record::node_path(form, node.id),
                &node.name,
                kind_name(&node.kind),
                plain(form, &node.label, 0),
                list_no,
                rows_from(&node.kind),
                private.contains(&node.id),
            ),
        )?;
    }
    Ok(())
}

/// Where the rows of a roster come from, as stored.
fn rows_from(kind: &Kind) -> Option<&'static str> {
    let Kind::Roster(roster) = kind else { return None };
    let from = match roster.count {
        Count::Open => RowsFrom::Open,
        Count::Fixed(_) => RowsFrom::Fixed,
        Count::Expression(_) => RowsFrom::Counted,
    };
    Some(from.name())
}

fn keep_table(
    connection: &Connection,
    number: i64,
    form: &Form,
    (table, name, label): (usize, usize, usize),
) -> rusqlite::Result<i64> {
    let Some(table) = form.tables.get(table) else { return new_list(connection, number, "") };
    let list_no = new_list(connection, number, &table.name)?;
    for row in 0..table.height() {
        if let Some(choice) = table.cell(row, name) {
            add_choice(connection, list_no, choice, row, table.cell(row, label))?;
        }
    }
    Ok(list_no)
}

fn new_list(connection: &Connection, number: i64, name: &str) -> rusqlite::Result<i64> {
    connection.execute(
        "INSERT INTO choice_list(questionnaire_no, name) VALUES (?1, ?2)",
        (number, name),
    )?;
    Ok(connection.last_insert_rowid())
}

/// Of choices with the same name in one list the first gives the label.
fn add_choice(
    connection: &Connection,
    list_no: i64,
    name: &str,
    position: usize,
    label: Option<&str>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO choice VALUES (?1, ?2, ?3, ?4)")?
        .execute((list_no, name, position as i64, label))?;
    Ok(())
}

/// The source of a stored version, with its exact bytes and files.
pub(super) fn source(connection: &Connection, number: i64) -> rusqlite::Result<Source> {
    let mut source = connection.query_row(
        "SELECT file_name, bytes FROM questionnaire WHERE questionnaire_no = ?1",
        [number],
        |row| Ok(Source { name: row.get(0)?, bytes: row.get(1)?, attached: Vec::new() }),
    )?;
    let mut statement = connection.prepare_cached(
        "SELECT name, bytes FROM questionnaire_file WHERE questionnaire_no = ?1 ORDER BY position",
    )?;
    let files = statement.query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    source.attached = files.collect::<rusqlite::Result<_>>()?;
    Ok(source)
}

/// The number of a path, which is made if a form names a node that its stored version has not.
pub(super) fn path_number(
    connection: &Connection,
    number: i64,
    path: &str,
) -> rusqlite::Result<i64> {
    let known = connection
        .prepare_cached("SELECT path_no FROM path WHERE questionnaire_no = ?1 AND path = ?2")?
        .query_row((number, path), |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    connection.execute(
        "INSERT INTO path(questionnaire_no, path, name, kind) VALUES (?1, ?2, ?3, 'unknown')",
        (number, path, name),
    )?;
    Ok(connection.last_insert_rowid())
}
