//! Broken questionnaires with the exact report beside each: `tests/diagnostics/NAME.yaml` (or `.md`
//! and `.xlsx` for XLSForms) and `NAME.expected`. With `UPDATE=1` in the environment the reports are written instead.

#![allow(clippy::disallowed_methods, reason = "tests read and write their golden files")]

use std::fs;
use std::path::{Path, PathBuf};

use anketa::compile::source::Source;
use anketa::compile::{attachments, codes, compile, render, render_lines};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Reads a questionnaire with the files it names.
fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::read(path).expect("the questionnaire can be read");
    let mut source = Source { name, bytes, attached: Vec::new() };
    for name in attachments(&source) {
        if let Ok(bytes) = fs::read(path.with_file_name(&name)) {
            source.attached.push((name, bytes));
        }
    }
    source
}

fn questionnaires(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| {
            let extension = path.extension().and_then(|extension| extension.to_str());
            matches!(extension, Some("yaml" | "md" | "xlsx"))
        })
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_broken_questionnaire_has_its_exact_report() {
    let mut wrong = Vec::new();
    let paths = questionnaires(&folder());
    assert!(paths.len() >= 85, "{} questionnaires were found", paths.len());
    for path in paths {
        let source = source(&path);
        let compiled = compile(&source);
        let report = format!(
            "{}\n{}",
            render_lines(&compiled.diagnostics),
            render(&source, &compiled.diagnostics)
        );
        assert!(!compiled.diagnostics.is_empty(), "{} is not broken", path.display());
        let expected_path = path.with_extension("expected");
        if update() {
            fs::write(&expected_path, &report).expect("the report can be written");
            continue;
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        if expected != report {
            wrong.push(format!("{}:\n{report}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "the reports differ (UPDATE=1 writes them):\n{}", wrong.join("\n"));
}

#[test]
fn the_page_of_diagnostics_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    if update() {
        fs::write(&path, codes::markdown()).expect("the page can be written");
    }
    let page = fs::read_to_string(&path).unwrap_or_default();
    assert!(page == codes::markdown(), "docs/diagnostics.md is stale: UPDATE=1 writes it");
}

/// What no file of a reasonable size shows, and what keys without a value say before it.
const NOT_SHOWN: [&str; 2] = ["E0102", "E0310"];

#[test]
fn every_code_is_shown_by_a_broken_questionnaire() {
    let reports: String = questionnaires(&folder())
        .iter()
        .map(|path| render_lines(&compile(&source(path)).diagnostics))
        .collect();
    let missing: Vec<&str> = codes::all()
        .iter()
        .map(|entry| entry.code)
        .filter(|code| !reports.contains(&format!(" {code}: ")) && !NOT_SHOWN.contains(code))
        .collect();
    assert!(missing.is_empty(), "no questionnaire shows {missing:?}");
}
