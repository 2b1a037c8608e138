//! Transcripts of the command line: `tests/commands/*.txt`. A line that begins with `$ ` is a
//! command; what follows is what it prints, lines of standard error preceded by `! `, and at the
//! end `? CODE` unless it exits with 0. Commands run one after the other in a folder of their own
//! with a copy of `tests/commands/files` and a data file `interviews.db` made by
//! `support::data`. `UPDATE=1` writes what is printed now.

#![allow(clippy::disallowed_methods, reason = "tests read and write their golden files")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::folder::Folder;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The words of a command line; single quotes keep blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.iter_mut().last().into_iter().for_each(|word| word.push(other)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Runs a command line and writes down what it prints.
fn run(line: &str, folder: &Folder) -> String {
    let words = words(line);
    assert_eq!(words.first().map(String::as_str), Some("anketa"), "only anketa is run: {line}");
    let output = Command::new(env!("CARGO_BIN_EXE_anketa"))
        .args(&words[1..])
        .current_dir(folder.root())
        .env_clear()
        .env("HOME", folder.root())
        .output()
        .expect("the program starts");
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        said += format!("! {line}").trim_end();
        said.push('\n');
    }
    match output.status.code() {
        Some(0) => {}
        code => said += &format!("? {}\n", code.map_or("signal".into(), |code| code.to_string())),
    }
    let said = said.replace(&folder.root().display().to_string(), "[FOLDER]");
    // Digests and sizes say nothing here: the export is compared in `tests/export.rs`.
    let lines = said.split_inclusive(' ').map(|word| {
        let is_digest = word.trim().lines().any(|part| part.len() == 64);
        if is_digest { word.replace(|c: char| c.is_ascii_hexdigit(), "0") } else { word.into() }
    });
    lines.collect()
}

#[test]
fn commands_print_what_they_should() {
    let mut transcripts: Vec<PathBuf> = std::fs::read_dir(here("tests/commands"))
        .expect("the transcripts are there")
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    transcripts.sort();
    assert!(transcripts.len() >= 3, "the transcripts are there");
    for path in transcripts {
        let folder = Folder::new();
        drop(support::data::prepare(&folder, &here("tests/commands/files")));
        let expected = std::fs::read_to_string(&path).expect("the transcript can be read");
        let mut printed = String::new();
        for line in expected.lines() {
            if line.starts_with("# ") {
                printed += &format!("{line}\n");
            } else if let Some(command) = line.strip_prefix("$ ") {
                printed += &format!("{line}\n{}", run(command, &folder));
            }
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &printed).expect("the transcript can be written");
            continue;
        }
        assert_eq!(printed, expected, "{}", path.display());
    }
}

#[test]
fn an_export_tells_of_a_log_that_was_changed() {
    let folder = Folder::new();
    drop(support::data::prepare(&folder, &here("tests/commands/files")));
    let other = rusqlite::Connection::open(folder.path("interviews.db")).expect("it opens");
    let changed = other.execute("UPDATE event SET value = 35 WHERE value = 34", []);
    assert_eq!(changed.expect("it is changed"), 1);
    drop(other);
    let said = run("anketa export --db interviews.db --out all.sqlite --all", &folder);
    assert!(said.contains("was changed by something else"), "{said}");
    assert!(said.contains("of the log: ") && said.ends_with("? 1\n"), "{said}");
}

#[test]
fn an_export_puts_right_what_does_not_follow_from_a_whole_log() {
    let folder = Folder::new();
    drop(support::data::prepare(&folder, &here("tests/commands/files")));
    let whole = run("anketa export --db interviews.db --out whole.sqlite --all", &folder);
    let other = rusqlite::Connection::open(folder.path("interviews.db")).expect("it opens");
    other.execute("DELETE FROM current_answer", []).expect("it is changed");
    drop(other);
    let said = run("anketa export --db interviews.db --out all.sqlite --all", &folder);
    let (told, rest): (Vec<&str>, Vec<&str>) = said.lines().partition(|line| line.starts_with('!'));
    assert_eq!(told.len(), 1, "{said}");
    assert!(told[0].contains("written anew out of it"), "{said}");
    let rest = rest.join("\n").replace("all.sqlite", "whole.sqlite");
    assert_eq!(rest, whole.trim_end());
    let again = run("anketa export --db interviews.db --out all.sqlite --all --overwrite", &folder);
    assert!(!again.contains('!'), "{again}");
}

#[test]
fn an_interview_whose_log_was_changed_is_shown_as_stored_and_said_to_be_damaged() {
    let folder = Folder::new();
    drop(support::data::prepare(&folder, &here("tests/commands/files")));
    let other = rusqlite::Connection::open(folder.path("interviews.db")).expect("it opens");
    let changed = other.execute("UPDATE event SET value = 35 WHERE value = 34", []);
    assert_eq!(changed.expect("it is changed"), 1);
    let id = "SELECT interview_id FROM event JOIN interview USING(interview_no) WHERE value = 35";
    let id: String = other.query_row(id, [], |row| row.get(0)).expect("whose it is");
    drop(other);
    let said = run(&format!("anketa show {id} --db interviews.db"), &folder);
    assert!(said.contains("is damaged: event") && said.ends_with("? 3\n"), "{said}");
    assert!(said.contains(" = 34"), "the answer as it stands: {said}");
}

#[test]
fn a_list_of_a_file_in_use_says_that_the_last_may_be_missing() {
    let folder = Folder::new();
    let held = support::data::prepare(&folder, &here("tests/commands/files"));
    let said = run("anketa list --db interviews.db", &folder);
    assert!(said.contains("open in another window"), "{said}");
    drop(held);
    let said = run("anketa list --db interviews.db", &folder);
    assert!(said.contains("case 2") && !said.contains('!'), "{said}");
}
