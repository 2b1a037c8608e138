//! A typed line becomes messages.

use super::commands::{self, Deed};
use crate::app::keymap::Action;
use crate::app::msg::Msg;

/// More characters than this are not taken from one line.
const LINE_MAX: usize = 100_000;

/// What a line means.
#[derive(Debug)]
pub enum Meaning {
    /// This is done.
    Do(Msg),
    /// There is no such command.
    Unknown(String),
}

/// Reads a line. A slash begins a command, two slashes an answer that begins with one; a path is
/// an answer. Everything else is the answer.
pub fn read(line: &str) -> Meaning {
    let line = clean(line);
    let line = line.trim();
    if line == "?" {
        return Meaning::Do(Msg::Do { action: Action::Help, words: String::new() });
    }
    let Some(command) = line.strip_prefix('/') else {
        return Meaning::Do(Msg::Line(line.to_owned()));
    };
    if command.starts_with('/') {
        return Meaning::Do(Msg::Line(command.to_owned()));
    }
    let (name, words) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    match commands::by_name(name) {
        Some(Deed::Act(action)) => Meaning::Do(Msg::Do { action, words: words.trim().to_owned() }),
        Some(Deed::Erase) => Meaning::Do(Msg::Erase),
        None if name.contains('/') => Meaning::Do(Msg::Line(line.to_owned())),
        None => Meaning::Unknown(format!("/{name}")),
    }
}

/// A line without control characters, but for the tabs of a table; what follows a backslash at
/// an end of line is a line of the same answer.
fn clean(line: &str) -> String {
    let kept = |c: &char| matches!(c, '\n' | '\t') || !c.is_control();
    line.chars().filter(kept).take(LINE_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_answers_and_commands() {
        let act = |action, words: &str| format!("{:?}", Msg::Do { action, words: words.into() });
        let line = |text: &str| format!("{:?}", Msg::Line(text.into()));
        for (typed, meant) in [
            ("1", line("1")),
            ("", line("")),
            ("  Айгүл ", line("Айгүл")),
            ("/back", act(Action::Previous, "")),
            ("/Заметка  сказала сама", act(Action::Remark, "сказала сама")),
            ("/бару 12", act(Action::Outline, "12")),
            ("?", act(Action::Help, "")),
            ("//back", line("/back")),
            ("/home/a/photo.jpg", line("/home/a/photo.jpg")),
            ("a\u{1b}[2Jb\u{7}", line("a[2Jb")),
            ("/clear", format!("{:?}", Msg::Erase)),
        ] {
            match read(typed) {
                Meaning::Do(msg) => assert_eq!(format!("{msg:?}"), meant, "{typed}"),
                Meaning::Unknown(name) => panic!("{typed}: no command {name}"),
            }
        }
        assert!(matches!(read("/bcak"), Meaning::Unknown(name) if name == "/bcak"));
    }
}
