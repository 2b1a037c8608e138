//! What a terminal must not be able to do to an interview, by requirement id: sizes (T4), floods
//! of pasted lines (T8), scrollback (T15), clipboard and titles (T16, T18), a second window (T19).

#![allow(clippy::disallowed_methods, reason = "tests deal with files and processes")]

mod support;

use std::path::Path;
use std::process::Command;

use rustix::process::Signal;
use support::folder::Folder;
use support::pty::Pty;

const ENTER: &str = "\r";
const F5: &str = "\u{1b}[15~";
const F10: &str = "\u{1b}[21~";
const F7: &str = "\u{1b}[18~";
/// What a confidential case is called here; found nowhere once the program has ended.
const CASE: &str = "Zhanbolat";

/// Questions that may all be left blank: nothing stops a flood but the program itself. The first
/// label tries to write the clipboard and the title.
fn form() -> String {
    let mut yaml = "anketa: 1\nid: flood\nversion: '1'\ntitle: Flood\nsurvey:\n".to_owned();
    for at in 1..=9 {
        let evil = if at == 1 { "\\e]52;c;QUJD\\a\\e]0;Zhanbolat\\a" } else { "" };
        yaml += &format!("  - {{name: q{at}, type: text, label: \"Question {at}?{evil}\"}}\n");
    }
    yaml
}

fn anketa(folder: &Folder, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anketa"));
    command.args(words).current_dir(folder.root()).env("HOME", folder.root()).env("LANG", "C");
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

/// A terminal at the first question of a new interview.
fn begin(folder: &Folder) -> Pty {
    std::fs::write(folder.path("q.yaml"), form()).expect("written");
    let words = ["interview", "q.yaml", "--db", "a.db", "--case", CASE];
    let mut pty = Pty::start(anketa(folder, &words), 80, 24);
    pty.wait_for("Question 1?");
    pty
}

fn printed(folder: &Folder, words: &[&str]) -> String {
    let output = anketa(folder, words).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The ids of the interviews in the data file.
fn ids(folder: &Folder) -> Vec<String> {
    let list = printed(folder, &["list", "--db", "a.db"]);
    list.lines().skip(1).filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// How many answers and remarks the data file holds.
fn fields(folder: &Folder) -> usize {
    let shown = |id: &String| printed(folder, &["show", id, "--db", "a.db"]);
    ids(folder).iter().map(shown).map(|text| text.matches(" = ").count()).sum()
}

/// The number of the question an interview is gone on with.
fn question(folder: &Folder) -> usize {
    let mut pty = Pty::start(anketa(folder, &["--db", "a.db"]), 80, 24);
    pty.wait_for("Interviews in progress");
    pty.press(&[ENTER]);
    pty.wait_for("Question ");
    let contents = pty.contents();
    let number = contents.split("Question ").nth(1).and_then(|rest| rest.split('?').next());
    let number = number.and_then(|number| number.parse().ok());
    number.unwrap_or_else(|| panic!("no question: {contents}"))
}

#[test]
fn t4_any_size_of_the_window_while_answering() {
    let folder = Folder::new();
    let mut pty = begin(&folder);
    for at in 1..=8 {
        pty.type_text("a");
        for (columns, lines) in [(0, 0), (1, 1), (2, 2), (500, 200)] {
            pty.resize(columns, lines);
            pty.type_text("b");
        }
        pty.resize(80, 24);
        pty.wait_for("abbbb");
        pty.press(&[ENTER]);
        pty.wait_for(&format!("Question {}?", at + 1));
    }
    pty.signal(Signal::TERM);
    pty.wait_end();
    assert_eq!(fields(&folder), 8);
}

#[test]
fn t8_a_flood_of_lines_passes_at_most_one_question_on_any_screen() {
    // The screen, the keys to it, what it shows, and the line that would do most harm there.
    let screens: [(&str, &[&str], &str, &str); 5] = [
        ("question", &[], "Question 1?", "yes\r\n"),
        ("list", &[F7], "Question 9?", "\r"),
        ("remark", &[F5], "Remark", "yes\r\n"),
        ("menu", &[F10], "Menu", "1\n"),
        ("start", &[], "Interviews in progress", "1\r\n"),
    ];
    for (name, keys, sign, line) in screens {
        let flood = line.repeat(10_000);
        for sent in [format!("\u{1b}[200~{flood}\u{1b}[201~"), flood] {
            let folder = Folder::new();
            let mut pty = begin(&folder);
            if name == "start" {
                pty.signal(Signal::TERM);
                pty.wait_end();
                pty = Pty::start(anketa(&folder, &["--db", "a.db"]), 80, 24);
            }
            pty.press(keys);
            pty.wait_for(sign);
            pty.send(sent.as_bytes());
            pty.settle();
            pty.signal(Signal::TERM);
            pty.wait_end();
            let what = format!("{name}, bracketed: {}", sent.starts_with('\u{1b}'));
            assert!(fields(&folder) <= 1, "{what}: {} fields", fields(&folder));
            assert!(ids(&folder).len() <= 2, "{what}");
            assert!(question(&folder) <= 2, "{what}: question {}", question(&folder));
        }
    }
}

#[test]
fn t15_tmux_remembers_nothing_of_an_interview() {
    if Command::new("tmux").arg("-V").output().is_err() {
        return;
    }
    // Without the alternate screen, what is drawn scrolls into the memory of the terminal.
    for alternate in ["on", "off"] {
        let folder = Folder::new();
        std::fs::write(folder.path("q.yaml"), form()).expect("written");
        let program = env!("CARGO_BIN_EXE_anketa");
        let script = format!(
            "echo before\n'{program}' interview q.yaml --db a.db --case {CASE}\necho after\nread x\n"
        );
        std::fs::write(folder.path("go.sh"), script).expect("written");
        let settings = format!("set -g alternate-screen {alternate}\nset -g status off\n");
        std::fs::write(folder.path("tmux.conf"), settings).expect("written");
        let tmux = |words: &[&str]| {
            let mut command = Command::new("tmux");
            command.arg("-u").arg("-S").arg(folder.path("socket")).args(words);
            command.current_dir(folder.root()).env("HOME", folder.root()).env_remove("TMUX");
            command.env("LANG", "C").env_remove("LC_ALL");
            command
        };
        let remembered = || {
            let output = tmux(&["capture-pane", "-p", "-S", "-"]).output().expect("tmux answers");
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        let mut pty = Pty::start(tmux(&["-f", "tmux.conf", "new-session", "sh", "go.sh"]), 80, 24);
        pty.wait_for("Question 1?");
        pty.type_text("secret words");
        pty.wait_for("secret words");
        pty.resize(80, 12);
        pty.wait_for("secret words");
        assert!(remembered().contains(CASE) && remembered().contains("secret words"));
        pty.press(&[F10]);
        pty.wait_for("Leave for now");
        pty.press(&["2", ENTER]);
        pty.wait_for("Interviews in progress");
        pty.press(&[F10]);
        pty.wait_for("after");
        let left = remembered();
        let _ = tmux(&["kill-server"]).output();
        assert!(left.contains("after"), "alternate screen {alternate}: {left}");
        for marker in [CASE, "secret words", "Question 1?"] {
            assert!(!left.contains(marker), "alternate screen {alternate}: {left}");
        }
    }
}

#[test]
fn t16_t18_the_program_writes_no_clipboard_and_no_title() {
    let folder = Folder::new();
    let mut pty = begin(&folder);
    let evil = "\u{1b}]52;c;QUJD\u{7}\u{1b}]2;Zhanbolat\u{7}\u{9d}0;Zhanbolat\u{9c}";
    pty.send(format!("\u{1b}[200~{evil}\u{1b}[201~").as_bytes());
    pty.settle();
    pty.press(&[ENTER]);
    pty.wait_for("Question 2?");
    for key in [F7, F5, F10, "\u{1b}OP", "\u{1b}[17~"] {
        pty.press(&[key]);
        pty.settle();
        pty.press(&["\u{1b}"]);
        pty.settle();
    }
    pty.press(&["\u{1a}"]);
    pty.settle();
    pty.signal(Signal::TERM);
    pty.wait_end();
    let written = String::from_utf8_lossy(&pty.written);
    assert!(written.contains(CASE), "the case stands on the screen");
    for begins in ["\u{1b}]", "\u{9d}", "\u{1b}P", "\u{90}", "\u{1b}k", "\u{1b}^", "\u{1b}_"] {
        assert!(!written.contains(begins), "{begins:?} is never written");
    }
}

#[test]
fn t19_a_second_window_is_told_and_writes_nothing() {
    let folder = Folder::new();
    let mut first = begin(&folder);
    first.type_text("kept");
    first.press(&[ENTER]);
    first.wait_for("Question 2?");
    first.settle();
    let bytes = |path: &Path| std::fs::read(path).expect("the data file is there");
    let before = bytes(&folder.path("a.db"));
    let log = bytes(&folder.path("a.db-wal"));
    for words in [&["--db", "a.db"][..], &["interview", "q.yaml", "--db", "a.db", "--case", "2"]] {
        let mut second = Pty::start(anketa(&folder, words), 80, 24);
        assert_eq!(second.wait_end().code(), Some(3), "{words:?}");
        // The terminal breaks the line where its edge is.
        let told = second.contents().replace('\n', "");
        assert!(told.contains("a.db is open in another window"), "{words:?}: {told}");
        assert!(told.contains("close it and try again"), "{words:?}: {told}");
        assert!(!told.contains(CASE), "{words:?}: {told}");
    }
    assert_eq!(before, bytes(&folder.path("a.db")));
    assert_eq!(log, bytes(&folder.path("a.db-wal")));
    first.type_text("more");
    first.press(&[ENTER]);
    first.wait_for("Question 3?");
    first.signal(Signal::TERM);
    first.wait_end();
    assert_eq!((ids(&folder).len(), fields(&folder)), (1, 2));
}
