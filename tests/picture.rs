//! The picture in the README is a real screen of the program: `UPDATE=1 cargo test --test picture`
//! draws it anew.

#![allow(clippy::disallowed_methods, reason = "tests deal with files and the environment")]

mod support;

use std::process::Command;

use support::conduct::{Conductor, F3, Script, form_of};
use support::folder::Folder;
use support::pty::Pty;
use support::svg::picture;

const SURVEY: &[u8] = include_bytes!("../questionnaires/civil-society-survey.yaml");
const ANSWERS: &str = include_str!("survey/answers.txt");
/// The question in the picture.
const QUESTION: &str = "taking_part/part";

#[test]
fn the_picture_is_what_the_program_shows() {
    let folder = Folder::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_anketa"));
    command.current_dir(folder.root()).env("HOME", folder.root()).env("LC_ALL", "C");
    command.args(["interview", "civil-society-survey", "--db", "interviews.db"]);
    command.args(["--language", "en", "--case", "0417"]);
    let mut pty = Pty::start(command, 80, 24);
    let script = Script::parse(ANSWERS);
    let mut conductor = Conductor::new(form_of("survey", SURVEY), "0417", "en", script);
    conductor.see(&mut pty);
    while conductor.path() != QUESTION {
        conductor.answer(&mut pty);
    }
    let (before, _) = conductor.interview.progress();
    // Some rows of the battery are answered, one key each.
    for (key, answered) in [("2", 1), ("3", 2), ("1", 3), (F3, 4)] {
        pty.press(&[key]);
        pty.wait_for(&format!("{}/", before + answered));
    }
    pty.settle();
    let shown = picture(pty.screen());
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screen.svg");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &shown).expect("the picture can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(shown == kept, "docs/screen.svg is stale: UPDATE=1 cargo test --test picture");
}
