//! Real forms that other people wrote, interviewed to the end by keys alone in the real program,
//! finished, exported, and every answer compared. The forms lie beside the project and are not
//! part of it: where they are not there, the tests say so and pass.

#![allow(clippy::disallowed_methods, reason = "tests deal with files, time and the environment")]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anketa::compile::compile;
use anketa::file::read_source;
use anketa::moment::Moment;
use rusqlite::Connection;
use support::conduct::ENTER;
use support::folder::Folder;
use support::pty::Pty;
use support::real::Improviser;

/// Where the forms are, if they are there.
fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared/corpus/xlsform", "../../shared/corpus/xlsform"];
    places.iter().map(|place| root.join(place)).find(|place| place.is_dir())
}

fn copy_into(folder: &Folder, from: &Path) {
    let name = from.file_name().expect("a file has a name").to_string_lossy().into_owned();
    std::fs::write(folder.path(&name), std::fs::read(from).expect("it can be read"))
        .expect("it can be copied");
}

fn anketa(folder: &Folder, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anketa"));
    command.args(words).current_dir(folder.root()).env("HOME", folder.root());
    command.env("LC_ALL", "en_US.UTF-8").env("TZ", "UTC");
    command
}

fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right");
    let wall_ms = i64::try_from(since.as_millis()).expect("not so far in the future");
    Moment { wall_ms, offset_minutes: 0, mono_ms: 0, fresh: 1 }
}

/// The answers in an exported file: address and canonical text.
fn exported(folder: &Folder) -> BTreeMap<String, String> {
    let file = Connection::open(folder.path("out.sqlite")).expect("the export opens");
    let mut statement = file
        .prepare("SELECT address, coalesce(CAST(value AS TEXT), '<' || special || '>') FROM answer WHERE active")
        .expect("the table is there");
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("the table can be read");
    rows.collect::<Result<_, _>>().expect("the rows can be read")
}

/// Interviews with a form, and with the files it names beside it, to the end; at least so many
/// answers are given.
fn interview(id: &str, seed: u64, answers_min: usize) {
    let Some(corpus) = corpus() else {
        return println!("skipped: the real forms are not beside the project");
    };
    let folder = Folder::new();
    let form = format!("{id}.xlsx");
    copy_into(&folder, &corpus.join(&form));
    if let Ok(files) = std::fs::read_dir(corpus.join(format!("{id}-media"))) {
        files.for_each(|file| copy_into(&folder, &file.expect("an entry").path()));
    }
    let source = read_source(&folder.path(&form)).expect("the form can be read");
    let compiled = Arc::new(compile(&source).form.expect("the form is good"));
    let language = compiled.languages[0].code.clone();
    let words = ["interview", &form, "--db", "a.db", "--case", "1", "--language", &language];
    let mut pty = Pty::start(anketa(&folder, &words), 80, 24);
    let mut conductor = Improviser::new(&compiled, "1", seed, now(), &folder);
    conductor.conduct(&mut pty);
    pty.wait_for("Finish the interview");
    pty.press(&["1", ENTER]);
    pty.wait_for("The interview is finished and stored.");
    pty.press(&["\u{1b}[21~"]);
    pty.settle();
    drop(pty);

    let out = ["export", "--db", "a.db", "--out", "out.sqlite", "--private"];
    let output = anketa(&folder, &out).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let exported = exported(&folder);
    let given = conductor.given();
    for (path, answer) in &given {
        assert_eq!(exported.get(path), Some(answer), "{path}");
    }
    println!("{id}: {} answers at {} stops", given.len(), conductor.stops);
    assert!(given.len() >= answers_min, "{} answers only", given.len());
}

#[test]
fn the_verbal_autopsy_to_the_end() {
    interview("2147741832db", 1, 60);
}

#[test]
fn all_types_of_questions_to_the_end() {
    interview("27543b833959", 1, 60);
}

/// This respondent does not take part, so that the interview ends early: most of the form is
/// not walked here.
#[test]
fn a_household_survey_in_four_languages_that_is_declined() {
    interview("58d937b5a1c1", 1, 10);
}
