//! Names of tables and columns, and tables that SQLite could not hold in one.
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

mod store_support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::interview::fact::What;
use anketa::store::Store;
use anketa::store::export::ExportOptions;
use anketa::value::Value;
use rusqlite::Connection;
use store_support::{answered, facts, folder, id, started, text};

const ODD: &str = r#"
anketa: 1
id: odd.names
version: "2026-11 draft"
title: Odd
languages: {en: English}
choices:
  codes:
    - {name: "-99", label: None}
    - {name: a.1, label: First}
    - {name: a-1, label: Second}
survey:
  - {name: a-b.c, type: integer, label: One?}
  - {name: a_b_c, type: integer, label: Two?}
  - {name: возраст, type: integer, label: Three?}
  - {name: which, type: select_multiple codes, label: Which?}
  - repeat: in-side
    items:
      - {name: x.y, type: text, label: X?}
"#;

fn compiled(yaml: String) -> (Source, Arc<Form>) {
    let source = Source { name: "q.yaml".into(), bytes: yaml.into(), attached: Vec::new() };
    let compiled = compile(&source);
    let report = anketa::compile::render(&source, &compiled.diagnostics);
    (source, Arc::new(compiled.form.unwrap_or_else(|| panic!("{report}"))))
}

/// Exports an interview in which some questions were answered.
fn exported(name: &str, yaml: String, answers: &[(&str, Value)]) -> PathBuf {
    let (source, form) = compiled(yaml);
    let path = folder(name).join("data.anketa");
    let mut store = Store::open(&path).expect("a new file");
    let mut whats = vec![started("A-1")];
    whats.extend(answers.iter().map(|(at, value)| answered(&form, at, &[], value.clone())));
    whats.push(What::Completed);
    store.begin(id(1), &source, &form, &facts(whats)).expect("stored");
    let out = path.with_file_name("out.sqlite");
    let mut compile = |_: &Source| Some(Arc::clone(&form));
    store.export(&out, ExportOptions::default(), &mut compile, &mut |_, _| {}).expect("exported");
    out
}

fn cells(path: &Path, query: &str) -> Vec<String> {
    let connection = Connection::open(path).expect("SQLite opens it");
    let mut statement = connection.prepare(query).expect("a query");
    let rows = statement.query_map([], |row| row.get(0)).expect("readable");
    rows.collect::<Result<_, _>>().expect("readable")
}

#[test]
fn names_need_no_quotes_in_sql() {
    let chosen = Value::Choices(vec!["a-1".into(), "-99".into()]);
    let answers = [("a-b.c", Value::Integer(1)), ("a_b_c", Value::Integer(2)), ("which", chosen)];
    let out = exported("names", ODD.to_owned(), &answers);
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' UNION ALL
      SELECT c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'";
    for name in cells(&out, names) {
        let plain = |c: char| c.is_alphanumeric() || c == '_';
        assert!(name.starts_with(char::is_alphabetic) && name.chars().all(plain), "{name}");
    }
    let row = "SELECT a_b_c || ' ' || a_b_c_2 || ' ' || which___99 || which__a_1 || which__a_1_2
      FROM odd_names__2026_11_draft";
    assert_eq!(cells(&out, row), ["1 2 101"]);
    let label = "SELECT path || ' ' || coalesce(label, '') FROM codebook
      WHERE column_name IN ('a_b_c', 'which__a_1_2') ORDER BY path";
    assert_eq!(cells(&out, label), ["a-b.c One?", "which Second"]);
    assert_eq!(cells(&out, "SELECT count(*) || '' FROM odd_names__2026_11_draft__in_side"), ["1"]);
}

#[test]
fn five_thousand_questions_are_exported() {
    let mut yaml = "anketa: 1\nid: large\nversion: '1'\ntitle: Large\nlanguages: {en: English}\n\
      survey:\n"
        .to_owned();
    for section in 0..50 {
        yaml += &format!("  - group: s{section}\n    items:\n");
        for question in 0..100 {
            let number = section * 100 + question;
            yaml += &format!("      - {{name: q{number}, type: text, label: Q{number}?}}\n");
        }
    }
    let out = exported("large", yaml, &[("s0/q0", text("first")), ("s49/q4999", text("last"))]);
    let tables = "SELECT name || ' ' || (SELECT count(*) FROM pragma_table_info(t.name))
      FROM sqlite_schema AS t WHERE name LIKE 'large%'";
    let sizes = ["large__1 1501", "large__1_2 1501", "large__1_3 1501", "large__1_4 501"];
    assert_eq!(cells(&out, tables), sizes);
    let both = "SELECT one.q0 || ' ' || four.q4999 FROM large__1 AS one
      JOIN large__1_4 AS four USING(interview_id)";
    assert_eq!(cells(&out, both), ["first last"]);
    let book = "SELECT table_name FROM codebook WHERE column_name = 'q4999'";
    assert_eq!(cells(&out, book), ["large__1_4"]);
    let missing = "SELECT count(*) || '' FROM missing WHERE reason = 'not_answered'";
    assert_eq!(cells(&out, missing), ["4998"]);
}
