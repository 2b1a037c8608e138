//! Every command of the README is run here as it stands there, with the program just built in
//! place of `cargo run --release --` and of an installed `anketa`. The command that passes the
//! tests is this very run; that CI calls it word for word is checked.

#![allow(clippy::disallowed_methods, reason = "tests read files and start programs")]

mod support;

use std::path::Path;
use std::process::Command;

use support::folder::Folder;
use support::pty::Pty;

const TESTS: &str = "cargo test";
const BUILD_AND_RUN: &str = "cargo run --release -- ";

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).expect("a file of the project")
}

/// The lines of the README's `sh` blocks.
fn commands() -> Vec<String> {
    let (mut commands, mut inside) = (Vec::new(), false);
    for line in read("README.md").lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            command if inside => commands.push(command.to_owned()),
            _ => {}
        }
    }
    commands
}

/// The program with the arguments of a command line, in a folder with the questionnaires.
fn program(arguments: &str, folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anketa"));
    command.args(arguments.split_whitespace()).current_dir(folder.root());
    command.env_clear().env("HOME", folder.root()).env("TERM", "xterm-256color");
    command.env("LANG", "en_US.UTF-8");
    command
}

#[test]
fn every_command_does_what_the_readme_says() {
    let folder = Folder::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    std::fs::create_dir(folder.path("questionnaires")).expect("a new folder");
    for entry in std::fs::read_dir(shipped).expect("the questionnaires are there") {
        let from = entry.expect("the entry can be read").path();
        let name = from.file_name().unwrap_or_default();
        std::fs::copy(&from, folder.path("questionnaires").join(name)).expect("a copy");
    }
    let mut run = 0;
    for line in commands() {
        if let Some(arguments) = line.strip_prefix(BUILD_AND_RUN) {
            begins_an_interview(arguments, &folder);
        } else if let Some(arguments) = line.strip_prefix("anketa ") {
            let output = program(arguments, &folder).output().expect("the program starts");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "`{line}` failed:\n{said}");
        } else {
            assert_eq!(line, TESTS, "the README has a command that nothing here can run");
        }
        run += 1;
    }
    assert!(run >= 5, "only {run} commands were found");
}

/// Starts the interview at a pseudo-terminal, answers its first question, and leaves.
fn begins_an_interview(arguments: &str, folder: &Folder) {
    let mut pty = Pty::start(program(arguments, folder), 80, 24);
    pty.wait_for("Language of the interview");
    pty.press(&["1", "\r"]);
    pty.wait_for("Case");
    pty.press(&["\r"]);
    pty.wait_for("Interviewer");
    pty.type_text("A");
    pty.press(&["\r"]);
    pty.wait_for("Sampling point");
    pty.press(&["\x1b[21~"]);
    pty.wait_until("a question whether to leave, or the end", |screen| {
        !screen.contains("Sampling")
    });
}

#[test]
fn there_are_two_commands_to_set_up() {
    let commands = commands();
    assert!(commands[0].starts_with(BUILD_AND_RUN), "the first builds and starts an interview");
    assert_eq!(commands[1], TESTS, "the second passes the tests");
    let ci = read(".ci/run");
    assert!(ci.lines().any(|line| line.starts_with(TESTS)), "CI runs `{TESTS}`");
    assert!(read("README.md").contains("](docs/screen.svg)"), "a picture of a real screen");
    assert!(read("docs/screen.svg").contains("<svg"), "which is there");
}
