//! What is on the screen, as it was noted last, and for how long.

use std::collections::BTreeMap;

use super::live::Live;
use super::paradata::{Note, NoteKind};
use crate::id::InterviewId;
use crate::interview::Stop;
use crate::moment::Moment;

/// What is on the screen, as it was noted last.
#[derive(Debug, Default)]
pub struct Watch {
    pub(super) visit: Option<Visit>,
    /// What lies over the stop; empty for nothing.
    pub(super) layer: &'static str,
    /// Keys refused since the stop was shown, by class.
    pub(super) refused: BTreeMap<&'static str, i64>,
    /// Checks told by the message under way: at which address, which, and whether it is hard.
    pub raised: Vec<(String, usize, bool)>,
    /// The window, in columns and lines.
    pub(super) size: (u16, u16),
}

/// A stop on the screen.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) interview: InterviewId,
    pub(super) stop: Stop,
    pub(super) at: String,
    since_ms: u64,
}

impl Watch {
    /// The stop goes from the screen.
    pub(super) fn leave(&mut self, notes: &mut Notes) {
        let Some(visit) = self.visit.take() else { return };
        for (class, count) in std::mem::take(&mut self.refused) {
            notes.add(NoteKind::Refused, &visit.at, class, Some(count));
        }
        let shown_ms = notes.moment.mono_ms.saturating_sub(visit.since_ms);
        let shown_ms = i64::try_from(shown_ms).unwrap_or(i64::MAX);
        notes.add(NoteKind::Left, &visit.at, "", Some(shown_ms));
    }

    /// A stop comes on the screen, in one of the ways of [`NoteKind::Shown`].
    pub(super) fn arrive(&mut self, live: &Live, way: &str, was_open: bool, notes: &mut Notes) {
        let at = live.stop_path(live.stop);
        if !was_open {
            self.layer = "";
            let (width, height) = self.size;
            // Where an interview is begun at once the size comes after it.
            let size = if width > 0 { format!("{width}x{height}") } else { String::new() };
            notes.add(NoteKind::Opened, "", &size, None);
        }
        notes.add(NoteKind::Shown, &at, way, None);
        let since_ms = notes.moment.mono_ms;
        self.visit = Some(Visit { interview: live.id, stop: live.stop, at, since_ms });
    }
}

/// Notes of one message.
pub(super) struct Notes {
    pub(super) notes: Vec<Note>,
    pub(super) moment: Moment,
}

impl Notes {
    pub(super) fn add(&mut self, kind: NoteKind, at: &str, detail: &str, number: Option<i64>) {
        let (at, detail, moment) = (at.to_owned(), detail.to_owned(), self.moment);
        self.notes.push(Note { kind, at, detail, number, moment });
    }
}
