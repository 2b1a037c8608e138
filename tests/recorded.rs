//! Walks recorded with the engine of ODK Validate (JavaRosa), replayed with ours: the same lines.
//!
//! `tests/conformance/transcripts/` holds forms of our own as Markdown tables, each with the walks
//! recorded of it: `FORM.md`, `FORM.SEED.jsonl`. Values drawn at random and times of the clock are
//! compared by their shape. Differences kept on purpose stand in `docs/transcripts.md`.

#![allow(clippy::disallowed_methods, reason = "tests read their own files")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::moment::Moment;
use anketa::walk::replay::{Options, no_device, replay};
use serde_json::{Map, Value as Json};

/// 15 June 2026, 10 o'clock in Almaty: when everything was recorded.
const NOW: Moment =
    Moment { wall_ms: 1_781_499_600_000, offset_minutes: 300, mono_ms: 0, fresh: 0 };

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/transcripts")
}

fn form(path: &Path) -> Arc<Form> {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let source = Source { name, bytes, attached: Vec::new() };
    let compiled = compile(&source);
    let report = anketa::compile::render(&source, &compiled.diagnostics);
    Arc::new(compiled.form.unwrap_or_else(|| panic!("{report}")))
}

/// A line as it is compared: identities and times of the clock by shape.
fn line(text: &str) -> Option<Map<String, Json>> {
    let mut line: Map<String, Json> = serde_json::from_str(text).expect("a line is an object");
    // The recorder calls the form by its title.
    if line["event"] == "form" {
        return None;
    }
    for value in line.values_mut() {
        let Some(text) = value.as_str() else { continue };
        if text.starts_with("uuid:") {
            *value = Json::from("uuid");
        } else if text.starts_with("2026-06-15T10:00:0") {
            *value = Json::from("now");
        }
    }
    Some(line)
}

/// The lines as they are compared: the walk in its order, then what was held at its end by address.
fn compared<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Map<String, Json>> {
    let is_end = |line: &Map<String, Json>| line["event"] == "final";
    let (mut end, mut compared): (Vec<_>, Vec<_>) = lines.filter_map(line).partition(is_end);
    end.sort_by_key(|line| line["at"].to_string());
    compared.extend(end);
    compared
}

/// The first difference in words; `None` where there is none.
fn difference(form: &Arc<Form>, recorded: &str) -> Option<String> {
    let options = Options { now: NOW, properties: no_device(), as_odk: true, ..Options::default() };
    let ours = replay(form, recorded.lines(), &options);
    let wanted = compared(recorded.lines());
    let ours = compared(ours.iter().map(String::as_str));
    let say = |line: Option<&Map<String, Json>>| match line {
        Some(line) => Json::Object(line.clone()).to_string(),
        None => "nothing".to_owned(),
    };
    (0..wanted.len().max(ours.len())).find(|&at| wanted.get(at) != ours.get(at)).map(|at| {
        format!(
            "compared line {}:\n  recorded {}\n  ours     {}",
            at + 2,
            say(wanted.get(at)),
            say(ours.get(at))
        )
    })
}

#[test]
fn recorded_walks_are_replayed_line_by_line() {
    let mut walks: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the folder of walks")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .collect();
    walks.sort();
    assert!(walks.len() >= 10, "{} walks", walks.len());
    let mut different = Vec::new();
    for walk in walks {
        let name = walk.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let of = name.split('.').next().unwrap_or_default();
        let form = form(&folder().join(format!("{of}.md")));
        let recorded = std::fs::read_to_string(&walk).expect("a walk is readable");
        if let Some(why) = difference(&form, &recorded) {
            different.push(format!("{name}: {why}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}
