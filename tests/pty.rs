//! The real program at a real pseudo-terminal: it starts, asks, stores, and comes through
//! whatever happens to a terminal.

#![allow(clippy::disallowed_methods, reason = "tests deal with files and time")]

mod support;

use std::process::Command;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use support::folder::Folder;
use support::pty::Pty;

const ENTER: &str = "\r";

fn anketa(folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anketa"));
    command.current_dir(folder.root()).env("HOME", folder.root()).env("LANG", "C");
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

/// Starts the tour at its second screen, a required field for a name.
fn start(folder: &Folder) -> Pty {
    let mut command = anketa(folder);
    command.args(["interview", "tour", "--db", "a.db", "--language", "en", "--case", "7"]);
    let mut pty = Pty::start(command, 80, 24);
    pty.wait_for("This is a tour");
    pty.press(&[ENTER]);
    pty.wait_for("What may I call you?");
    pty
}

/// What `anketa show` prints of the only interview.
fn shown(folder: &Folder) -> String {
    let run = |words: &[&str]| {
        let output = anketa(folder).args(words).output().expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let list = run(&["list", "--db", "a.db"]);
    let id = list.lines().nth(1).and_then(|line| line.split(' ').next()).expect("an interview");
    run(&["show", id, "--db", "a.db"])
}

/// Whether the interview can be gone on with, with this typed in its field.
fn go_on(folder: &Folder, typed: &str) {
    let mut command = anketa(folder);
    command.args(["--db", "a.db"]);
    let mut pty = Pty::start(command, 80, 24);
    pty.wait_for("Interviews in progress");
    // It is highlighted.
    pty.press(&[ENTER]);
    pty.wait_for("What may I call you?");
    pty.wait_for(typed);
}

#[test]
fn a_training_is_marked_and_leaves_nothing_behind() {
    use std::os::unix::fs::PermissionsExt;
    let marks = [
        ("en", "TRAINING", "in the morning"),
        ("ru", "УЧЕБНОЕ", "пьёте утром"),
        ("kk", "ОҚУ", "Таңертең"),
    ];
    for (language, mark, asked) in marks {
        let folder = Folder::new();
        let mut command = anketa(&folder);
        command.env("TMPDIR", folder.root()).args(["train", "--language", language]);
        let mut pty = Pty::start(command, 80, 24);
        pty.wait_for(mark);
        let entries = || std::fs::read_dir(folder.root()).expect("a folder").flatten();
        let modes: Vec<u32> = entries()
            .filter_map(|entry| Some(entry.metadata().ok()?.permissions().mode() & 0o777))
            .collect();
        assert_eq!(modes, [0o700]);
        pty.press(&[ENTER]);
        pty.wait_for(asked);
        pty.wait_for(mark);
        pty.signal(Signal::TERM);
        pty.wait_end();
        let left: Vec<_> = entries().map(|entry| entry.file_name()).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn what_is_no_file_cannot_be_attached_and_stops_nothing() {
    let folder = Folder::new();
    let yaml = "anketa: 1\nid: files\nversion: '1'\ntitle: Files\nsurvey:\n  \
      - {name: paper, type: file, label: Which paper?}\n";
    std::fs::write(folder.path("q.yaml"), yaml).expect("written");
    std::fs::write(folder.path("paper.txt"), "words").expect("written");
    let made = Command::new("mkfifo").arg(folder.path("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()), "a pipe can be made");
    let mut command = anketa(&folder);
    command.args(["interview", "q.yaml", "--db", "a.db", "--case", "7"]);
    let mut pty = Pty::start(command, 80, 24);
    pty.wait_for("Which paper?");
    for (name, why) in [("pipe", "not a file"), ("a.db", "it is the data file")] {
        pty.type_text(name);
        pty.press(&[ENTER]);
        pty.wait_for(why);
        pty.press(&[ENTER]);
        pty.wait_gone(why);
        pty.press(&["\u{7f}"; 4]);
        pty.wait_gone(name);
    }
    pty.type_text("paper.txt");
    pty.press(&[ENTER]);
    pty.wait_gone("Which paper?");
    pty.signal(Signal::KILL);
    pty.wait_end();
    assert!(shown(&folder).contains("paper = paper.txt"), "{}", shown(&folder));
}

#[test]
fn an_answer_is_on_disk_before_the_next_question_is_shown() {
    let folder = Folder::new();
    let mut pty = start(&folder);
    pty.type_text("Айгүл");
    pty.press(&[ENTER]);
    pty.wait_for("Nice to meet you, Айгүл!");
    pty.signal(Signal::KILL);
    pty.wait_end();
    assert!(shown(&folder).contains("welcome/call_me = Айгүл"), "{}", shown(&folder));
}

#[test]
fn what_is_typed_is_kept_within_a_second() {
    let folder = Folder::new();
    let mut pty = start(&folder);
    pty.type_text("Half a na");
    pty.wait_for("Half a na");
    let typed = Instant::now();
    // There is nothing to see of it: the promise is about time.
    while typed.elapsed() < Duration::from_millis(1100) {
        pty.settle();
    }
    pty.signal(Signal::KILL);
    pty.wait_end();
    go_on(&folder, "Half a na");
}

#[test]
fn signals_and_hanging_up_keep_what_is_typed() {
    for signal in [Some(Signal::TERM), Some(Signal::HUP), Some(Signal::INT), None] {
        let folder = Folder::new();
        let mut pty = start(&folder);
        pty.type_text("Half a na");
        pty.wait_for("Half a na");
        let since = Instant::now();
        match signal {
            Some(signal) => pty.signal(signal),
            None => pty.hang_up(),
        }
        let status = pty.wait_end();
        assert!(since.elapsed() < Duration::from_secs(2), "{signal:?}");
        assert!(status.code().is_some_and(|code| code > 128), "{signal:?}: {status:?}");
        if signal.is_some() {
            assert!(!pty.screen().alternate_screen() && pty.is_cooked(), "{signal:?}");
        }
        go_on(&folder, "Half a na");
    }
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_draws_again() {
    let folder = Folder::new();
    let mut pty = start(&folder);
    pty.press(&["\u{1a}"]);
    // Without a shell nobody continues it; the system does not stop such a program at all.
    let deadline = Instant::now() + support::pty::PATIENCE;
    while String::from_utf8_lossy(&pty.written).matches("\u{1b}[?1049h").count() < 2 {
        pty.settle();
        assert!(Instant::now() < deadline, "the screen does not come back");
    }
    pty.wait_for("What may I call you?");
    pty.type_text("again");
    pty.wait_for("again");
}

#[test]
fn keys_pressed_before_a_question_was_drawn_do_not_answer_it() {
    let folder = Folder::new();
    let mut pty = start(&folder);
    pty.send(b"Name\r\r\r\r\r");
    pty.wait_for("Nice to meet you, Name!");
    pty.settle();
    assert!(pty.contents().contains("Nice to meet you, Name!"), "{}", pty.contents());
}

#[test]
fn it_waits_without_using_the_processor() {
    let folder = Folder::new();
    let mut pty = start(&folder);
    pty.settle();
    let ticks = || {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", pty.child.id()));
        let stat = stat.unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let fields: Vec<u64> =
            after_name.split(' ').filter_map(|field| field.parse().ok()).collect();
        // User and system time, the 14th and 15th fields of the file.
        fields.get(9..11).map(|both| both.iter().sum::<u64>())
    };
    let before = ticks();
    let since = Instant::now();
    let mut rest = Duration::from_secs(1);
    while let Some(left) = rest.checked_sub(since.elapsed()) {
        rustix::event::poll(&mut [], Some(&left.try_into().expect("a short time")))
            .expect("the test can wait");
        rest = Duration::from_secs(1);
    }
    assert_eq!(before, ticks());
}

#[test]
fn no_colour_keeps_bold_and_reverse() {
    let folder = Folder::new();
    let mut command = anketa(&folder);
    command.args(["interview", "tour", "--db", "a.db", "--language", "en", "--case", "7"]);
    let mut pty = Pty::start_with(command, 80, 24, &[("NO_COLOR", "1")]);
    pty.wait_for("This is a tour");
    let written = String::from_utf8_lossy(&pty.written).into_owned();
    assert!(written.contains("\u{1b}[1m"), "bold is used");
    for colour in 30..38 {
        assert!(!written.contains(&format!("\u{1b}[{colour}m")), "no colour is used");
    }
}

/// Starts a questionnaire with one long text, with a script as the person's editor.
fn start_with_editor(folder: &Folder, script: &str) -> Pty {
    let yaml = "anketa: 1\nid: long\nversion: '1'\ntitle: Long\nsurvey:\n  \
      - {name: story, type: text, appearance: multiline, label: Tell me all.}\n";
    std::fs::write(folder.path("q.yaml"), yaml).expect("written");
    std::fs::write(folder.path("editor.sh"), script).expect("written");
    let mut command = anketa(folder);
    command.env("VISUAL", format!("sh {}", folder.path("editor.sh").display()));
    command.env_remove("XDG_RUNTIME_DIR").env("SEEN", folder.path("seen"));
    command.args(["interview", "q.yaml", "--db", "a.db", "--case", "7"]);
    let mut pty = Pty::start(command, 80, 24);
    pty.wait_for("Tell me all.");
    pty
}

/// The folder in memory that the editor saw.
fn seen(folder: &Folder) -> std::path::PathBuf {
    let seen = std::fs::read_to_string(folder.path("seen")).expect("the editor was started");
    let file = std::path::PathBuf::from(seen.trim());
    file.parent().expect("in a folder").to_owned()
}

#[test]
#[cfg(target_os = "linux")]
fn a_long_text_goes_through_the_own_editor_and_leaves_nothing() {
    let folder = Folder::new();
    let script = "echo \"$1\" > \"$SEEN\"\nprintf ' and more\\n' >> \"$1\"\n\
                  echo secret > \"$1~\"\n";
    let mut pty = start_with_editor(&folder, script);
    pty.type_text("First");
    pty.wait_for("First");
    pty.press(&["\u{16}"]);
    pty.wait_for("First and more");
    pty.wait_for("Back from the editor");
    assert!(!seen(&folder).exists(), "{:?} is left", seen(&folder));
    pty.press(&[ENTER]);
    pty.wait_gone("Tell me all.");
    assert!(shown_text(&folder, &mut pty).contains("story = First and more"));
}

/// What `anketa show` prints once the program at the terminal is gone.
fn shown_text(folder: &Folder, pty: &mut Pty) -> String {
    pty.signal(Signal::KILL);
    pty.wait_end();
    shown(folder)
}

#[test]
#[cfg(target_os = "linux")]
fn an_editor_that_fails_changes_nothing_and_what_a_kill_left_is_cleaned() {
    let folder = Folder::new();
    let mut pty = start_with_editor(&folder, "echo \"$1\" > \"$SEEN\"\nkill -9 $$\n");
    pty.type_text("First");
    pty.wait_for("First");
    pty.press(&["\u{16}"]);
    pty.wait_for("The editor failed");
    pty.wait_for("First");
    assert!(!seen(&folder).exists());
    // As if a run had been killed while its editor was open: no process has that number.
    let left = seen(&folder).with_file_name(format!("anketa-edit-{}", i32::MAX));
    std::fs::create_dir_all(&left).expect("made");
    std::fs::write(left.join("answer.txt"), "secret").expect("written");
    pty.signal(Signal::KILL);
    pty.wait_end();
    let folder = Folder::new();
    let _next = start_with_editor(&folder, "exit 0\n");
    assert!(!left.exists(), "{left:?} is left");
}
