//! The tables of an export that every export has, and the wide ones of each questionnaire.

use std::collections::BTreeSet;

use rusqlite::types::Value;

use super::ExportOptions;
use super::noted::{PARADATA, VISITS};
use super::writer::{TableNo, Writer, text};
use crate::dataset::codebook::{Entry, codebook};
use crate::dataset::layout::Layout;
use crate::dataset::names::Namer;
use crate::dataset::rows::Missing;
use crate::form::Form;

/// The tables that every export has.
pub(super) struct Tables {
    pub answer: TableNo,
    pub missing: TableNo,
    pub interviews: TableNo,
    pub remarks: TableNo,
    pub history: TableNo,
    pub attachments: TableNo,
    pub paradata: TableNo,
    pub visits: TableNo,
    pub notes: TableNo,
    pub quotes: TableNo,
}

const ANSWER: [(&str, &str); 12] = [
    ("interview_id", "TEXT"),
    ("questionnaire", "TEXT"),
    ("version", "TEXT"),
    ("address", "TEXT"),
    ("name", "TEXT"),
    ("value", ""),
    ("label", "TEXT"),
    ("special", "TEXT"),
    ("active", "INTEGER"),
    ("answered_at", "TEXT"),
    ("source", "TEXT"),
    ("certainty", "TEXT"),
];

const MISSING: [(&str, &str); 5] = [
    ("interview_id", "TEXT"),
    ("table_name", "TEXT"),
    ("column_name", "TEXT"),
    ("row", "TEXT"),
    ("reason", "TEXT"),
];

const INTERVIEWS: [(&str, &str); 14] = [
    ("interview_id", "TEXT"),
    ("questionnaire", "TEXT"),
    ("version", "TEXT"),
    ("table_name", "TEXT"),
    ("case_key", "TEXT"),
    ("instance_name", "TEXT"),
    ("language", "TEXT"),
    ("state", "TEXT"),
    ("started_at", "TEXT"),
    ("finished_at", "TEXT"),
    ("changed_at", "TEXT"),
    ("minutes", "REAL"),
    ("answered", "INTEGER"),
    ("applying", "INTEGER"),
];

const REMARKS: [(&str, &str); 6] = [
    ("interview_id", "TEXT"),
    ("questionnaire", "TEXT"),
    ("version", "TEXT"),
    ("address", "TEXT"),
    ("remark", "TEXT"),
    ("written_at", "TEXT"),
];

const HISTORY: [(&str, &str); 12] = [
    ("interview_id", "TEXT"),
    ("seq", "INTEGER"),
    ("step", "INTEGER"),
    ("at", "TEXT"),
    ("kind", "TEXT"),
    ("address", "TEXT"),
    ("value_type", "TEXT"),
    ("value", ""),
    ("words", "TEXT"),
    ("number", "INTEGER"),
    ("replaces", "INTEGER"),
    ("row_ids", "TEXT"),
];

const ATTACHMENTS: [(&str, &str); 7] = [
    ("interview_id", "TEXT"),
    ("address", "TEXT"),
    ("name", "TEXT"),
    ("sha256", "TEXT"),
    ("size", "INTEGER"),
    ("active", "INTEGER"),
    ("bytes", "BLOB"),
];

const NOTES: [(&str, &str); 9] = [
    ("interview_id", "TEXT"),
    ("questionnaire", "TEXT"),
    ("version", "TEXT"),
    ("note", "INTEGER"),
    ("address", "TEXT"),
    ("written_at", "TEXT"),
    ("seconds", "REAL"),
    ("changed_at", "TEXT"),
    ("text", "TEXT"),
];

const QUOTES: [(&str, &str); 13] = [
    ("interview_id", "TEXT"),
    ("questionnaire", "TEXT"),
    ("version", "TEXT"),
    ("address", "TEXT"),
    ("marked_at", "TEXT"),
    ("seconds", "REAL"),
    ("speaker", "TEXT"),
    ("level", "TEXT"),
    ("note", "INTEGER"),
    ("first", "INTEGER"),
    ("behind", "INTEGER"),
    ("active", "INTEGER"),
    ("text", "TEXT"),
];

const CODEBOOK: [(&str, &str); 12] = [
    ("questionnaire", "TEXT"),
    ("version", "TEXT"),
    ("table_name", "TEXT"),
    ("column_name", "TEXT"),
    ("position", "INTEGER"),
    ("path", "TEXT"),
    ("number", "TEXT"),
    ("type", "TEXT"),
    ("private", "INTEGER"),
    ("universe", "TEXT"),
    ("choices", "TEXT"),
    ("label", "TEXT"),
];

const CHOICES: [(&str, &str); 5] = [
    ("table_name", "TEXT"),
    ("column_name", "TEXT"),
    ("position", "INTEGER"),
    ("name", "TEXT"),
    ("label", "TEXT"),
];

impl Tables {
    /// Makes them; their names are taken from then on.
    pub fn make(writer: &mut Writer) -> rusqlite::Result<Tables> {
        let tables = Tables {
            answer: writer.table("answer", &ANSWER)?,
            missing: writer.table("missing", &MISSING)?,
            interviews: writer.table("interviews", &INTERVIEWS)?,
            remarks: writer.table("remarks", &REMARKS)?,
            history: writer.table("history", &HISTORY)?,
            attachments: writer.table("attachments", &ATTACHMENTS)?,
            paradata: writer.table("paradata", &PARADATA)?,
            visits: writer.table("visits", &VISITS)?,
            notes: writer.table("notes", &NOTES)?,
            quotes: writer.table("quotes", &QUOTES)?,
        };
        let reasons = writer.table("reasons", &[("reason", "TEXT"), ("meaning", "TEXT")])?;
        for (reason, meaning) in Missing::ALL {
            writer.add(reasons, vec![text(Some(reason.name())), text(Some(meaning))])?;
        }
        Ok(tables)
    }
}

/// A namer that gives no name that an export needs itself.
pub(super) fn namer() -> Namer {
    let mut namer = Namer::default();
    for name in [
        "about",
        "answer",
        "missing",
        "interviews",
        "remarks",
        "history",
        "attachments",
        "paradata",
        "visits",
        "notes",
        "quotes",
        "reasons",
        "codebook",
        "choices",
    ] {
        namer.give(name);
    }
    namer
}

/// Makes the wide tables of a questionnaire; `None` for private ones that are not exported.
pub(super) fn make_wide(
    writer: &mut Writer,
    layout: &Layout,
    options: ExportOptions,
) -> rusqlite::Result<Vec<Option<TableNo>>> {
    let mut made = Vec::new();
    for table in &layout.tables {
        if table.private && !options.private {
            made.push(None);
            continue;
        }
        let (first, inner) = table.keys.split_at(1);
        let keys = first.iter().map(|key| (key.as_str(), "TEXT"));
        let rows = inner.iter().map(|key| (key.as_str(), "INTEGER"));
        let columns =
            table.columns.iter().map(|column| (column.name.as_str(), column.affinity.sql()));
        let all: Vec<(&str, &str)> = keys.chain(rows).chain(columns).collect();
        made.push(Some(writer.table(&table.name, &all)?));
    }
    Ok(made)
}

/// Writes what every column means. The labels have a column for each language that a
/// questionnaire in the file has.
pub(super) fn write_codebook(
    writer: &mut Writer,
    forms: &[(&Form, &Layout)],
) -> rusqlite::Result<()> {
    let languages: BTreeSet<&str> = forms
        .iter()
        .flat_map(|(form, _)| form.languages.iter().map(|language| language.code.as_str()))
        .collect();
    let mut namer = Namer::default();
    for (name, _) in CODEBOOK {
        namer.give(name);
    }
    let labels: Vec<String> =
        languages.iter().map(|code| namer.give(&format!("label_{code}"))).collect();
    let with_labels = |fixed: &[(&'static str, &'static str)]| -> Vec<(String, &'static str)> {
        let fixed = fixed.iter().map(|&(name, kind)| (name.to_owned(), kind));
        fixed.chain(labels.iter().map(|label| (label.clone(), "TEXT"))).collect()
    };
    let mut make = |name: &str, fixed: &[(&'static str, &'static str)]| {
        let columns = with_labels(fixed);
        let columns: Vec<(&str, &str)> =
            columns.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        writer.table(name, &columns)
    };
    let (book, choices) = (make("codebook", &CODEBOOK)?, make("choices", &CHOICES)?);
    for (form, layout) in forms {
        for (at, entry) in codebook(form, layout).iter().enumerate() {
            let mut cells = entry_cells(form, at, entry);
            cells.extend(languages.iter().map(|code| label_in(&entry.labels, code)));
            writer.add(book, cells)?;
            for (at, choice) in entry.choices.iter().enumerate() {
                let mut cells = vec![
                    text(Some(&*entry.table)),
                    text(Some(&*entry.column)),
                    Value::Integer(at as i64 + 1),
                    text(Some(&*choice.name)),
                    first_label(&choice.labels),
                ];
                cells.extend(languages.iter().map(|code| label_in(&choice.labels, code)));
                writer.add(choices, cells)?;
            }
        }
    }
    Ok(())
}

fn entry_cells(form: &Form, at: usize, entry: &Entry) -> Vec<Value> {
    let choices: Vec<String> = entry
        .choices
        .iter()
        .map(|choice| match choice.labels.first() {
            Some((_, label)) => format!("{} = {label}", choice.name),
            None => choice.name.clone(),
        })
        .collect();
    let some = |words: &str| text(Some(words).filter(|words| !words.is_empty()));
    vec![
        text(Some(&*form.id)),
        text(Some(&*form.version)),
        text(Some(&*entry.table)),
        text(Some(&*entry.column)),
        Value::Integer(at as i64 + 1),
        text(Some(&*entry.path)),
        text(entry.number.as_deref()),
        text(Some(entry.kind)),
        Value::Integer(i64::from(entry.private)),
        some(&entry.universe),
        some(&choices.join("; ")),
        first_label(&entry.labels),
    ]
}

fn first_label(labels: &[(String, String)]) -> Value {
    text(labels.first().map(|(_, label)| &**label))
}

fn label_in(labels: &[(String, String)], language: &str) -> Value {
    let found = labels.iter().find(|(code, _)| code == language);
    text(found.map(|(_, label)| &**label))
}
