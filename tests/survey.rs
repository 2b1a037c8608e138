//! The whole citizen survey, conducted by keys alone in Russian, killed and gone on with in the
//! middle, finished, exported, and compared with the script; and a loop of kills at any moment.

#![allow(clippy::disallowed_methods, reason = "tests deal with files, time and the environment")]

mod support;

use std::collections::BTreeMap;
use std::process::Command;

use rusqlite::Connection;
use rustix::process::Signal;
use support::conduct::{Conductor, ENTER, Script, form_of};
use support::folder::Folder;
use support::pty::Pty;

const SURVEY: &[u8] = include_bytes!("../questionnaires/civil-society-survey.yaml");
const ANSWERS: &str = include_str!("survey/answers.txt");

fn anketa(folder: &Folder, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anketa"));
    command.args(words).current_dir(folder.root()).env("HOME", folder.root());
    command.env("LC_ALL", "ru_RU.UTF-8");
    command
}

fn begin(folder: &Folder) -> Pty {
    let words = ["interview", "civil-society-survey", "--language", "ru", "--case", "0417"];
    Pty::start(anketa(folder, &[&words[..], &["--db", "a.db"]].concat()), 80, 24)
}

/// Goes on with the interview in progress: it is highlighted on the start screen.
fn go_on(folder: &Folder) -> Pty {
    let mut pty = Pty::start(anketa(folder, &["--db", "a.db"]), 80, 24);
    pty.wait_for("0417");
    pty.press(&[ENTER]);
    pty
}

fn conductor() -> Conductor {
    Conductor::new(form_of("survey", SURVEY), "0417", "ru", Script::parse(ANSWERS))
}

/// The answers in an exported file: address and canonical text.
fn exported(folder: &Folder, name: &str) -> BTreeMap<String, String> {
    let file = Connection::open(folder.path(name)).expect("the export opens");
    let mut statement = file
        .prepare("SELECT address, coalesce(CAST(value AS TEXT), '<' || special || '>') FROM answer WHERE active")
        .expect("the table is there");
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("the table can be read");
    rows.collect::<Result<_, _>>().expect("the rows can be read")
}

#[test]
fn the_whole_survey_by_keys_alone() {
    let folder = Folder::new();
    let mut conductor = conductor();
    let mut pty = begin(&folder);
    let mut keys = 0;
    conductor.see(&mut pty);
    let mut killed = false;
    while conductor.path() != String::new() {
        if conductor.path() == "trusting/trust" && !killed {
            killed = true;
            // In the middle, at a battery, without a warning; but after it was seen.
            pty.settle();
            pty.signal(Signal::KILL);
            pty.wait_end();
            keys += pty.keys;
            pty = go_on(&folder);
            conductor.see(&mut pty);
        }
        conductor.answer(&mut pty);
    }
    assert!(killed);
    pty.wait_for("Завершить интервью");
    pty.press(&["1", ENTER]);
    pty.wait_for("Интервью завершено и сохранено.");
    pty.press(&["2", ENTER]);
    pty.wait_for("Завершённые интервью");
    pty.press(&["\u{1b}[21~"]);
    assert!(pty.wait_end().success());
    keys += pty.keys;

    let out = ["export", "--db", "a.db", "--out", "a.sqlite", "--private"];
    let output = anketa(&folder, &out).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let exported = exported(&folder, "a.sqlite");
    for (path, answer) in conductor.given() {
        assert_eq!(exported.get(&path), Some(&answer), "{path}");
    }
    let (choice_keys, choices) = conductor.choice_keys;
    println!(
        "{keys} keys for {} answers; {choice_keys} for {choices} questions with one choice",
        conductor.given().len()
    );
    assert!(choices >= 60);
    assert!(choice_keys <= 2 * choices + 10, "{choice_keys} keys for {choices} choices");
}
