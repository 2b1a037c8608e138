//! Keys at a stop of the interview.

use super::ask;
use super::battery;
use super::board;
use super::changes;
use super::editor;
use super::go;
use super::jump;
use super::language;
use super::menu;
use super::notes;
use super::paste;
use super::power;
use super::probes;
use super::remark;
use super::rows;
use super::source;
use super::special;
use super::submit;
use super::undo;
use super::why;
use crate::app::draft::{Draft, Outcome};
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::live::Live;
use crate::app::live::{notes_are_focused, notes_are_open};
use crate::app::mode::Then;
use crate::app::model::Model;
use crate::interview::Stop;
use crate::moment::Moment;
use crate::value::Special;

/// A key at a stop.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    if model.live.is_none() {
        return Vec::new();
    }
    match action {
        Some(Action::Notes) => notes::switch(model),
        Some(Action::Quote) => return notes::mark_quote(model, moment),
        Some(Action::Source) => source::open(model),
        Some(Action::Editor) => return editor::open(model),
        Some(Action::Enter | Action::Back) | None if in_notes(model) => {
            return notes::key(model, action, key, moment);
        }
        Some(Action::Enter) => return submit::enter(model, moment),
        Some(Action::Previous) => go::back(model),
        Some(Action::Next) => next(model),
        Some(Action::DontKnow) => return special::give(model, Special::DontKnow, moment),
        Some(Action::Refused) => return special::give(model, Special::Refused, moment),
        Some(Action::NotApplicable) => {
            return special::give(model, Special::NotApplicable, moment);
        }
        Some(Action::Remark) => remark::open(model),
        Some(Action::Language) => language::open(model),
        Some(Action::Outline) => jump::outline(model),
        Some(Action::Problems) => jump::problems(model),
        Some(Action::Undo) => return undo::undo(model, moment),
        Some(Action::Redo) => return undo::redo(model, moment),
        Some(Action::Menu) => menu::open(model),
        Some(Action::Why) => why::open(model),
        Some(Action::Effects) => changes::open(model),
        Some(Action::Return) => go::return_back(model),
        Some(Action::Probes) => probes::open(model),
        Some(Action::Rows) => rows::open(model),
        Some(Action::Board) => board::open(model),
        Some(Action::PowerLine) => return power::open(model, moment),
        Some(Action::AddRow) => return rows::add(model, moment),
        Some(Action::RemoveRow) => rows::ask_removal(model),
        Some(Action::RowUp) => return rows::shift(model, false, moment),
        Some(Action::RowDown) => return rows::shift(model, true, moment),
        _ if paste::taken(model, key, moment) => {}
        _ => return edit(model, key, moment),
    }
    Vec::new()
}

/// Whether keys go to the notes.
fn in_notes(model: &Model) -> bool {
    model.live.as_ref().is_some_and(notes_are_focused)
}

fn edit(model: &mut Model, key: &Key, moment: Moment) -> Vec<Effect> {
    let finished_words = model.words.finished_read_only;
    let Some(live) = &mut model.live else { return Vec::new() };
    if live.finished() && !matches!(live.draft, Draft::End(_)) {
        model.say(finished_words);
        return Vec::new();
    }
    if notes_are_open(live) && begins_line(live, key) {
        live.draft.key(&Key::Tab);
        return Vec::new();
    }
    match live.draft.key(key) {
        Outcome::Ignored => {}
        Outcome::Edited => {
            let settled = matches!(&live.draft, Draft::Choice(draft) if draft.is_settled());
            let alone = live.alone(live.stop).is_some();
            if !live.waiting_here() {
                model.notice = None;
            }
            if model.auto_advance && settled && !alone && matches!(key, Key::Char(_)) {
                return submit::enter(model, moment);
            }
        }
        Outcome::Row(choice) => return battery::choose(model, choice, moment),
    }
    Vec::new()
}

/// Whether Down begins a new line: at the end of a text, where Tab leads to the notes.
fn begins_line(live: &Live, key: &Key) -> bool {
    let Draft::Text(line) = &live.draft else { return false };
    let text = line.text();
    *key == Key::Down && line.caret() == text.len() && !text.is_empty() && !text.ends_with('\n')
}

/// On without answering: past an open required question only for a reason (E3, E18).
fn next(model: &mut Model) {
    let Some(live) = &model.live else { return };
    let open = match &live.draft {
        Draft::Battery(draft) => {
            draft.rows.iter().find(|row| row.is_open() && row.required).map(|row| row.place)
        }
        _ => match live.stop {
            Stop::Question(place) if live.is_open(place) && live.interview.required(place) => {
                Some(place)
            }
            _ => None,
        },
    };
    match open {
        Some(place) if !live.finished() => ask::leave_open(model, place, Then::Advance),
        _ if live.stop == Stop::End => model.say(model.words.last_question),
        _ => go::advance(model),
    }
}
