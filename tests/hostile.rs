//! Text from outside (questionnaires, answers, names of files) that tries to act on the terminal:
//! whatever a command prints, no control character but the line break is in it (I10).
#![allow(clippy::disallowed_methods, reason = "tests read files and start programs")]

mod store_support;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::interview::fact::What;
use anketa::store::Store;
use store_support::{answered, at, facts, folder, id, started, text};

const HOSTILE: &str = r#"
anketa: 1
id: hostile
version: "1\e[2J\u009b31m"
title: "Title\e]0;taken\a"
languages: {en: "English\e[31m"}
survey:
  - {name: a, type: text, label: "Label\e[2J\u202e"}
"#;

/// What it says is quoted in the report.
const BROKEN: &str = "anketa: 1
id: broken
version: \"1\"
title: Broken
languages: {en: English}
survey:
  - {name: a, type: \"tex\\e[31m\\u009b31m\", label: L}
  - {name: b, \"bo\\egus\\u202e\": 1, type: text, label: L}
";

/// The characters themselves.
const RAW: &str = "# \u{9b}31m \u{202e} \u{1b}[31m\n";

fn source(text: &str) -> Source {
    Source { name: "hostile\u{1b}[31m.yaml".into(), bytes: text.into(), attached: Vec::new() }
}

fn form() -> Arc<Form> {
    Arc::new(compile(&source(HOSTILE)).form.expect("odd, but a questionnaire"))
}

/// Everything a command prints.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anketa"));
    command.args(arguments).current_dir(folder).env_clear().env("HOME", folder);
    let output = command.output().expect("the program starts");
    let bytes = [output.stdout, output.stderr].concat();
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn no_text_from_outside_acts_on_the_terminal() {
    let folder = folder("hostile");
    std::fs::write(folder.join("broken.yaml"), BROKEN).expect("written");
    std::fs::write(folder.join("raw.yaml"), RAW).expect("written");
    std::fs::write(folder.join("odd\u{1b}[31m.yaml"), BROKEN).expect("written");
    let form = form();
    let mut store = Store::open(&folder.join("data.db")).expect("a new file");
    let whats = vec![
        started("case\u{1b}[2J\u{9b}"),
        answered(&form, "a", &[], text("answer\u{1b}[2J\nline\u{9b}31m")),
        What::Remarked { at: at(&form, "a", &[]), text: "remark\u{1b}c".into() },
    ];
    store.begin(id(1), &source(HOSTILE), &form, &facts(whats.clone())).expect("stored");
    store.begin(id(2), &source("anketa: 1\n"), &form, &facts(whats)).expect("stored");
    drop(store);
    let (one, two) = (id(1).to_string(), id(2).to_string());
    let commands: [(&[&str], &str); 12] = [
        (&["check", "broken.yaml"], "E0601"),
        (&["check", "raw.yaml"], "E0104"),
        (&["check", "odd\u{1b}[31m.yaml"], "E0601"),
        (&["check", "none\u{1b}[31m.yaml"], "cannot be read"),
        (&["check", "--format", "short", "broken.yaml"], "E0601"),
        (&["check", "--format", "json", "broken.yaml"], "E0601"),
        (&["list", "--db", "data.db"], "hostile"),
        (&["list", "--db", "none\u{1b}[31m.db"], "no file"),
        (&["show", &one, "--db", "data.db"], "a = answer"),
        (&["show", &two, "--db", "data.db"], "a = answer"),
        (&["show", "\u{1b}[31m", "--db", "data.db"], "no interview"),
        (&["export", "--all", "--db", "data.db", "--out", "o\u{1b}[2J.sqlite"], "hostile"),
    ];
    for (arguments, word) in commands {
        let said = said(&folder, arguments);
        assert!(said.contains(word), "{arguments:?}: {said}");
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!said.contains(acts), "{arguments:?}: {}", said.escape_debug());
    }
}

#[test]
fn an_interview_whose_questionnaire_cannot_be_read_is_shown_as_it_is_stored() {
    let folder = folder("unreadable");
    let form = form();
    let mut store = Store::open(&folder.join("data.db")).expect("a new file");
    let whats = vec![started("A-1"), answered(&form, "a", &[], text("kept"))];
    store.begin(id(1), &source("anketa: 1\n"), &form, &facts(whats)).expect("stored");
    drop(store);
    let said = said(&folder, &["show", &id(1).to_string(), "--db", "data.db"]);
    assert!(said.contains("a = kept\n"), "{said}");
    assert!(said.contains("cannot be read by this program"), "{said}");
}
