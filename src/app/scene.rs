//! Which of the scenes of the table of keys is seen.

use super::draft::Draft;
use super::draft::date::Ask;
use super::key::Key;
use super::keymap::{self, Scene};
use super::live::{notes_are_focused, notes_are_open};
use super::mode::{JumpKind, Mode};
use super::model::Model;

/// The kind of screen that is seen, for the table of keys, and whether letters are text in it.
pub fn scene(model: &Model) -> (Scene, bool) {
    match model.mode() {
        Mode::Start(mode) => (keymap::START, mode.picker.searches()),
        Mode::Begin(mode) => (keymap::BEGIN, mode.language.is_some()),
        Mode::Interview => stop(model),
        Mode::Jump(mode) if mode.kind == JumpKind::History => (keymap::HISTORY, true),
        Mode::Jump(mode) => (keymap::PICK, mode.picker.searches()),
        Mode::Language(_)
        | Mode::Probes { .. }
        | Mode::Quote { .. }
        | Mode::Source { .. }
        | Mode::Menu { .. }
        | Mode::Board(_)
        | Mode::Paste(_)
        | Mode::Confirm(_)
        | Mode::HandOver { .. }
        | Mode::Finished { .. } => (keymap::PICK, false),
        Mode::Rows(_) => (keymap::ROWS, false),
        Mode::Remark { .. }
        | Mode::Reason(_)
        | Mode::Export(_)
        | Mode::Power(_)
        | Mode::PasteBox { .. } => (keymap::WRITE, true),
        Mode::Message { .. } | Mode::Help { .. } | Mode::Failed { .. } => (keymap::READ, false),
    }
}

/// Whether a key is typed here although it is a command elsewhere: `?` stands for the part of a
/// date that is not known, `:` stands in times.
pub fn is_typed(model: &Model, key: &Key) -> bool {
    let (Mode::Interview, Some(live)) = (model.mode(), &model.live) else { return false };
    if key == &Key::Tab {
        // Where no notes stand beside the question, Tab is for its field.
        return !notes_are_open(live);
    }
    let Draft::Date(draft) = &live.draft else { return false };
    let typed = match draft.ask {
        Ask::Date => '?',
        Ask::Time | Ask::DateTime => ':',
    };
    *key == Key::Char(typed) && !live.finished()
}

/// The kind of stop for the table of keys, and whether letters are text at it.
fn stop(model: &Model) -> (Scene, bool) {
    let Some(live) = &model.live else { return (keymap::READ, false) };
    let letters = live.draft.letters_are_text() && !live.finished();
    if live.alone(live.stop).is_some() {
        return (keymap::ALONE, letters);
    }
    if notes_are_focused(live) {
        return (keymap::NOTES, true);
    }
    match live.draft {
        Draft::Rows(_) => (keymap::ROWS, false),
        Draft::End(_) => (keymap::END, false),
        _ => (keymap::ASK, letters),
    }
}
