//! What is noted of how an interview is conducted, beside its facts: what was on the screen and
//! for how long, what was refused. Never an answer, nor a key that could be part of one.

use super::key::Key;
use crate::moment::Moment;

/// Something noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// The stop it is about, as in a kept draft: `household/member[2]/age`.
    pub at: String,
    /// More about it, in words of this program; see [`KINDS`].
    pub detail: String,
    /// A number that belongs to it; see [`KINDS`].
    pub number: Option<i64>,
    /// When.
    pub moment: Moment,
}

/// A note as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The run of the program in which it was made: clocks of different runs do not compare.
    pub session: i64,
    /// The last event in the log when it was made.
    pub after: u64,
    /// What it is; `None` for a kind of a newer program.
    pub kind: Option<NoteKind>,
    /// The kind as stored.
    pub kind_name: String,
    /// The stop it is about; may be empty.
    pub at: String,
    /// More about it.
    pub detail: String,
    /// A number that belongs to it.
    pub number: Option<i64>,
    /// When.
    pub moment: Moment,
}

/// The kinds of note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// The interview was opened at this machine.
    Opened,
    /// A stop came on the screen.
    Shown,
    /// It went from the screen.
    Left,
    /// Something was laid over the stop, or taken away from it.
    Screen,
    /// A check was told to the interviewer.
    Raised,
    /// Keys were refused.
    Refused,
    /// The window changed its size.
    Resized,
    /// The interview was left.
    Closed,
}

/// The kinds of note as stored, with what `detail` and `number` hold.
pub const KINDS: [(NoteKind, &str, &str, &str); 8] = [
    (NoteKind::Opened, "opened", "columns and lines of the window: `80x24`", ""),
    (NoteKind::Shown, "shown", "how one came there: `opened entered next back jump`", ""),
    (NoteKind::Left, "left", "", "milliseconds since it was shown"),
    (
        NoteKind::Screen,
        "screen",
        "what lies on top: `outline`, `help` ...; `question`: nothing",
        "",
    ),
    (NoteKind::Raised, "raised", "`hard` or `soft`", "the check, by position from 0"),
    (NoteKind::Refused, "refused", "which keys: `digit letter sign enter moving ...`", "how many"),
    (NoteKind::Resized, "resized", "columns and lines of the window", ""),
    (NoteKind::Closed, "closed", "", ""),
];

impl NoteKind {
    /// As stored.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|line| line.0 == self).map_or("", |line| line.1)
    }

    /// Out of what is stored; `None` for a kind that this program does not know.
    pub fn from_name(name: &str) -> Option<NoteKind> {
        KINDS.iter().find(|line| line.1 == name).map(|line| line.0)
    }
}

/// The class of a key, which tells nothing of what was typed.
pub fn class(key: &Key) -> &'static str {
    match key {
        Key::Char(char) if char.is_numeric() => "digit",
        Key::Char(char) if char.is_alphabetic() => "letter",
        Key::Char(_) => "sign",
        Key::Enter => "enter",
        Key::F(_) => "function",
        Key::Ctrl(_) | Key::Alt(_) => "control",
        Key::Paste(_) => "paste",
        Key::Esc => "escape",
        Key::Backspace | Key::Delete | Key::Insert => "editing",
        _ => "moving",
    }
}
