//! The program as plain lines: read from a pipe, at a dumb terminal, interrupted. Expected
//! transcripts are in `tests/plain`; `UPDATE=1` rewrites them.

#![allow(clippy::disallowed_methods, reason = "tests deal with files and time")]

mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use support::folder::Folder;
use support::pty::Pty;

const TOUR: [&str; 7] = ["interview", "tour", "--db", "a.db", "--case", "7", "--language"];

fn anketa(folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anketa"));
    command.current_dir(folder.root()).env("HOME", folder.root()).env("LANG", "C");
    command.env("TZ", "UTC").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

/// Runs the program with these lines as its input; what it wrote.
fn piped(folder: &Folder, arguments: &[&str], lines: &[u8]) -> String {
    piped_in("C", folder, arguments, lines)
}

/// The same, where the locale asks for that language.
fn piped_in(locale: &str, folder: &Folder, arguments: &[&str], lines: &[u8]) -> String {
    let mut command = anketa(folder);
    command.env("LANG", locale);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    // A program that ends early closes the pipe; what it wrote tells why.
    let _ = child.stdin.take().map(|mut input| input.write_all(lines));
    let output = child.wait_with_output().expect("it ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {errors}", output.status);
    let text = String::from_utf8(output.stdout).expect("it writes UTF-8");
    let act = |c: char| c.is_control() && c != '\n';
    assert!(!text.contains(act), "nothing but lines is written: {text:?}");
    text
}

/// What `anketa show` prints of the only interview.
fn shown(folder: &Folder) -> String {
    let list = piped(folder, &["list", "--db", "a.db"], b"");
    let id = list.lines().nth(1).and_then(|line| line.split(' ').next()).expect("an interview");
    piped(folder, &["show", id, "--db", "a.db"], b"")
}

#[test]
fn t14_transcripts_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plain");
    for name in ["tour"] {
        for language in ["en", "ru", "kk"] {
            let input = std::fs::read(folder.join(format!("{name}.in"))).expect("it can be read");
            let place = Folder::new();
            let found = piped_in(language, &place, &[&TOUR[..], &[language]].concat(), &input);
            let found = without_times(&found);
            let path = folder.join(format!("{name}.{language}.out"));
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&path, &found).expect("it can be written");
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(expected, found, "{name} in {language}; UPDATE=1 rewrites it");
        }
    }
}

/// The text without the times of the day on which it was made.
fn without_times(text: &str) -> String {
    let digits: Vec<char> = text.chars().collect();
    let like = |at: usize| {
        let form = "dd.dd.dddd dd:dd";
        let part = digits.get(at..at + form.len());
        part.is_some_and(|part| {
            part.iter()
                .zip(form.chars())
                .all(|(c, f)| if f == 'd' { c.is_ascii_digit() } else { *c == f })
        })
    };
    let (mut told, mut at) = (String::new(), 0);
    while at < digits.len() {
        if like(at) {
            told.push_str("(time)");
            at += 16;
        } else {
            told.push(digits[at]);
            at += 1;
        }
    }
    told
}

#[test]
fn the_end_of_input_ends_the_program_with_everything_stored() {
    let folder = Folder::new();
    let text = piped(&folder, &[&TOUR[..], &["en"]].concat(), "\nАйгүл\n".as_bytes());
    assert!(text.contains("Stored: Айгүл"), "{text}");
    let answers = shown(&folder);
    assert!(answers.contains("welcome/call_me = Айгүл"), "{answers}");
    assert!(answers.contains("1 of 42 answered"), "{answers}");
    // The last line may lack its end.
    let folder = Folder::new();
    piped(&folder, &[&TOUR[..], &["en", "--plain"]].concat(), "\nАйгүл".as_bytes());
    assert!(shown(&folder).contains("welcome/call_me = Айгүл"));
}

#[test]
fn an_answer_of_several_lines_and_one_that_begins_with_a_slash() {
    let folder = Folder::new();
    let form = "anketa: 1\nid: q\nversion: \"1\"\ntitle: Q\nlanguages: {en: English}\nsurvey:\n  - \
                name: story\n    type: text\n    appearance: multiline\n    label: What happened?\n  \
                - name: sign\n    type: text\n    label: Which sign?\n";
    std::fs::write(folder.path("q.yaml"), form).expect("it can be written");
    let arguments = ["interview", "q.yaml", "--db", "a.db", "--case", "7"];
    piped(&folder, &arguments, b"first line\\\nsecond line\n//menu\n");
    let answers = shown(&folder);
    assert!(answers.contains("second line") && answers.contains("sign = /menu"), "{answers}");
}

/// The tour at a dumb terminal, at the question after the note.
fn dumb(folder: &Folder) -> Pty {
    let mut command = anketa(folder);
    command.args(TOUR).arg("en");
    let mut pty = Pty::start_with(command, 80, 24, &[("TERM", "dumb")]);
    pty.wait_for("This is a tour");
    pty.press(&["\r"]);
    pty.wait_for("What may I call you?");
    pty
}

#[test]
fn t14_a_dumb_terminal_gets_plain_lines() {
    let folder = Folder::new();
    let mut pty = dumb(&folder);
    pty.type_text("Name");
    pty.press(&["\r"]);
    pty.wait_for("Nice to meet you, Name!");
    assert!(pty.is_cooked());
    assert!(!pty.written.contains(&0x1b), "no escape sequence is written");
    pty.press(&["\u{4}"]);
    assert_eq!(pty.wait_end().code(), Some(0));
    assert!(shown(&folder).contains("welcome/call_me = Name"));
}

#[test]
fn t3_signals_and_hanging_up_end_plain_lines_soon() {
    for signal in [Some(Signal::TERM), Some(Signal::HUP), Some(Signal::INT), None] {
        let folder = Folder::new();
        let mut pty = dumb(&folder);
        pty.type_text("Half a na");
        pty.settle();
        let since = Instant::now();
        match signal {
            Some(signal) => pty.signal(signal),
            None => pty.hang_up(),
        }
        pty.wait_end();
        assert!(since.elapsed() < Duration::from_secs(2), "{signal:?}");
        assert!(shown(&folder).contains("0 of 42 answered"));
    }
}

#[test]
fn t8_a_flood_of_lines_at_a_terminal_answers_at_most_one_question() {
    let folder = Folder::new();
    let mut pty = dumb(&folder);
    pty.send("yes\r".repeat(10_000).as_bytes());
    pty.settle();
    pty.signal(Signal::TERM);
    pty.wait_end();
    let answers = shown(&folder);
    let few = ["0 of 42 answered", "1 of 42 answered"].iter().any(|few| answers.contains(few));
    assert!(few, "{answers}");
}
