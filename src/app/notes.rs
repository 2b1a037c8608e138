//! The notes beside the questions of a guide: what is being typed, and which note is meant.

use super::draft::text::TextDraft;

/// The word under which a half-typed note is kept among what is typed elsewhere. No stop has it:
/// names do not begin with `#`.
const KEPT: &str = "#note";

/// The notes beside the questions.
#[derive(Debug, Clone)]
pub struct Notes {
    /// What is typed.
    pub field: TextDraft,
    /// Whether keys go here and not to the question.
    pub focused: bool,
    /// The earlier note that is highlighted.
    pub chosen: Option<u64>,
    /// The note that is being changed.
    pub changing: Option<u64>,
    /// What is typed is on its way to the disk.
    pub storing: Option<Storing>,
}

/// What becomes of a note once it is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storing {
    /// Nothing more.
    Note,
    /// It is marked as a quote.
    Quote,
}

impl Notes {
    /// The notes with what was typed before the program was killed, taken out of what is kept.
    pub fn restore(kept: &mut Vec<(String, String)>) -> Notes {
        let mut notes = Notes {
            field: TextDraft::new(true),
            focused: false,
            chosen: None,
            changing: None,
            storing: None,
        };
        if let Some(at) = kept.iter().position(|(at, _)| at.starts_with(KEPT)) {
            let (at, typed) = kept.remove(at);
            notes.changing =
                at.strip_prefix(KEPT).and_then(|id| id.strip_prefix(':')?.parse().ok());
            notes.field.set(&typed);
            notes.focused = true;
        }
        notes
    }

    /// What is typed, as it is kept; `None` for nothing.
    pub fn kept(&self) -> Option<(String, String)> {
        let at = match self.changing {
            Some(id) => format!("{KEPT}:{id}"),
            None => KEPT.to_owned(),
        };
        (!self.field.is_empty()).then(|| (at, self.field.text().to_owned()))
    }

    /// Forgets what is typed, after it is on disk or given up.
    pub fn clear(&mut self) {
        self.field.set("");
        (self.chosen, self.changing) = (None, None);
    }
}
