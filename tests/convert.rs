//! A questionnaire written in another format and read again is the same questionnaire.

#![allow(clippy::disallowed_methods, reason = "it reads the shipped questionnaires")]

use anketa::compile::source::Source;
use anketa::compile::{compile, read_sheet, render_lines};
use anketa::file::read_source;
use anketa::form::Form;
use anketa::write::separated::csv;
use anketa::write::tables::tables;
use anketa::write::workbook::workbook;
use anketa::write::yaml::yaml;

/// Everything a questionnaire can say, once.
const ALL: &str = include_str!("convert/all.yaml");

fn sources() -> Vec<Source> {
    let mut sources = vec![source("all.yaml", ALL.as_bytes())];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    for entry in std::fs::read_dir(folder).expect("the shipped questionnaires are there") {
        let path = entry.expect("the entry can be read").path();
        let bytes = std::fs::read(&path).expect("it can be read");
        sources.push(source(&path.display().to_string(), &bytes));
    }
    assert!(sources.len() >= 4, "the shipped questionnaires were found");
    sources
}

fn source(name: &str, bytes: &[u8]) -> Source {
    let towns = b"code,label,label::ru,region\na,Aktau,\xd0\x90,w\nb,Almaty,\xd0\x91,s\n".to_vec();
    let prices = b"item;price\nbread;120\n".to_vec();
    let attached = vec![("towns.csv".to_owned(), towns), ("prices.csv".to_owned(), prices)];
    Source { name: name.to_owned(), bytes: bytes.to_vec(), attached }
}

fn form(source: &Source) -> Form {
    let compiled = compile(source);
    compiled.form.unwrap_or_else(|| panic!("{}", render_lines(&compiled.diagnostics)))
}

#[test]
fn yaml_comes_back_as_the_same_questionnaire() {
    for original in sources() {
        let (sheet, _) = read_sheet(&original);
        let text = yaml(&sheet.expect("it can be read"));
        let again = Source { name: "again.yaml".into(), bytes: text.into(), ..original.clone() };
        let (wanted, found) = (form(&original), form(&again));
        if let Some(difference) = wanted.difference(&found) {
            panic!("{}: {difference}", original.name);
        }
        let (sheet, _) = read_sheet(&again);
        let twice = yaml(&sheet.expect("it can be read"));
        assert_eq!(twice.as_bytes(), again.bytes, "{}: written again as it was", original.name);
    }
}

#[test]
fn forms_that_differ_are_told_apart() {
    let changed = ALL.replace("constraint: . > 0", "constraint: . > 1");
    let difference =
        form(&source("a", ALL.as_bytes())).difference(&form(&source("b", changed.as_bytes())));
    assert!(difference.expect("they differ").contains(". > 1"));
}

#[test]
fn workbooks_and_tables_come_back_as_the_same_questionnaire() {
    for original in sources() {
        let (sheet, _) = read_sheet(&original);
        let tables = tables(&sheet.expect("it can be read"));
        let book = workbook(&tables).expect("it fits into a workbook");
        assert!(workbook(&tables).is_ok_and(|again| again == book), "the same bytes each time");
        let wanted = form(&original);
        for (name, bytes) in [("again.xlsx", book), ("again.csv", csv(&tables).into_bytes())] {
            let again = Source { name: name.into(), bytes, ..original.clone() };
            if let Some(difference) = wanted.difference(&form(&again)) {
                panic!("{}, {name}: {difference}", original.name);
            }
        }
    }
}

/// Real forms, where a copy of the corpus stands beside the project.
#[test]
fn real_forms_come_back_as_the_same_questionnaire() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = ["../shared", "../../shared"].map(|to| root.join(to).join("corpus/xlsform"));
    let Some(folder) = found.into_iter().find(|folder| folder.is_dir()) else { return };
    let (mut checked, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).expect("the corpus can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.extension().is_none_or(|ending| ending != "xlsx") {
            continue;
        }
        let original = read_source(&path).expect("it can be read");
        let Some(wanted) = compile(&original).form else { continue };
        let (sheet, _) = read_sheet(&original);
        let sheet = sheet.expect("it can be read");
        let book = workbook(&tables(&sheet)).expect("it fits into a workbook");
        for (name, bytes) in [("again.yaml", yaml(&sheet).into_bytes()), ("again.xlsx", book)] {
            let again = Source { name: name.into(), bytes, ..original.clone() };
            let compiled = compile(&again);
            let difference = match &compiled.form {
                Some(form) => wanted.difference(form),
                None => Some(render_lines(&compiled.diagnostics)),
            };
            let short = |it: String| it.chars().take(1500).collect::<String>();
            wrong.extend(difference.map(|it| format!("{}, {name}: {}", path.display(), short(it))));
        }
        checked += 1;
    }
    assert!(wrong.is_empty(), "{} of {checked} forms:\n{}", wrong.len(), wrong.join("\n"));
    assert!(checked >= 15, "most forms of the corpus compile");
}
