//! The rows of a roster: going to one, adding, removing, moving.

use super::ask;
use super::board;
use super::commit;
use super::go;
use super::paste;
use super::power;
use super::refused;
use crate::app::draft::Draft;
use crate::app::draft::rows::{RowsDraft, Target};
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{ConfirmThen, Mode, Then};
use crate::app::model::Model;
use crate::app::place_draft;
use crate::app::wording;
use crate::form::node::Kind;
use crate::interview::command::Command;
use crate::interview::refusal::Refusal;
use crate::moment::Moment;
use crate::place::{Place, RowKey};

/// Shows the rows of the innermost roster around the place we are at.
pub fn open(model: &mut Model) {
    let Some(live) = &model.live else { return };
    let Some(roster) = live.place().and_then(|place| roster_around(model, place)) else {
        return model.say(model.words.no_roster);
    };
    let mut draft = place_draft::rows(model.words, &live.interview, roster, false);
    draft.picker.highlight(0);
    model.push(Mode::Rows(draft));
}

/// The roster of the innermost row around a place.
pub fn roster_around(model: &Model, place: Place) -> Option<Place> {
    let live = model.live.as_ref()?;
    let mut at = live.interview.parent(place);
    while let Some(place) = at {
        if matches!(live.node(place).kind, Kind::Roster(_)) {
            let (roster, around) = live.interview.row_place(place.row);
            return Some(Place::new(around, roster.node));
        }
        at = live.interview.parent(place);
    }
    None
}

/// The rows that are seen: on top, or at the end of a roster.
fn seen(model: &Model) -> Option<&RowsDraft> {
    if let Mode::Rows(draft) = model.mode() {
        return Some(draft);
    }
    match &model.live.as_ref()?.draft {
        Draft::Rows(draft) => Some(draft),
        _ => None,
    }
}

/// A key while rows lie on top of a question.
pub fn key_on_top(
    model: &mut Model,
    action: Option<Action>,
    key: &Key,
    moment: Moment,
) -> Vec<Effect> {
    match action {
        Some(Action::Enter) => return enter(model, moment),
        Some(Action::AddRow) => return add(model, moment),
        Some(Action::RemoveRow) => ask_removal(model),
        Some(Action::RowUp) => return shift(model, false, moment),
        Some(Action::RowDown) => return shift(model, true, moment),
        Some(Action::Board) => board::open(model),
        Some(Action::PowerLine) => {
            model.pop();
            return power::open(model, moment);
        }
        Some(Action::Previous | Action::Menu | Action::Rows) => model.pop(),
        _ => {
            if !paste::taken(model, key, moment)
                && let Some(Mode::Rows(draft)) = model.mode_mut()
            {
                draft.picker.key(key);
            }
        }
    }
    Vec::new()
}

/// Enter: to the chosen row, one more row, or on. With nothing chosen it goes on only past rows
/// that are there, so that an empty roster is never passed by a key held down (E3).
pub fn enter(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(draft) = seen(model) else { return Vec::new() };
    let (chosen, count) = (draft.chosen(), draft.count);
    let typed = !draft.picker.typed.is_empty();
    match chosen {
        Some(Target::Row(row)) => {
            into_row(model, row);
            Vec::new()
        }
        Some(Target::Add) => add(model, moment),
        Some(Target::NoMore) => {
            go::advance(model);
            Vec::new()
        }
        None if typed => {
            model.warn(model.words.choose_first);
            Vec::new()
        }
        None if matches!(model.mode(), Mode::Rows(_)) => {
            model.pop();
            Vec::new()
        }
        None if count > 0 => {
            go::advance(model);
            Vec::new()
        }
        None => {
            model.say(model.words.add_or_no_more);
            Vec::new()
        }
    }
}

fn into_row(model: &mut Model, row: RowKey) {
    let Some(live) = &model.live else { return };
    let (roster, _) = live.interview.row_place(row);
    let stop = go::first_stop_inside(&live.interview, roster);
    close_top(model);
    if let Some(stop) = stop {
        go::jump(model, stop);
    }
}

fn close_top(model: &mut Model) {
    if matches!(model.mode(), Mode::Rows(_)) {
        model.pop();
    }
}

/// Adds a row before the highlighted one, else at the end, and goes to its first question (E4).
pub fn add(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(draft) = seen(model) else { return Vec::new() };
    let roster = draft.roster;
    let before = draft
        .highlighted()
        .and_then(|row| model.live.as_ref().map(|live| live.interview.row_position(row)));
    let command = Command::AddRow { roster, before };
    run(model, command, Then::IntoNewRow, moment)
}

fn run(model: &mut Model, command: Command, then: Then, moment: Moment) -> Vec<Effect> {
    match commit::ask(model, command, then, moment) {
        Ok(effects) => {
            close_top(model);
            effects
        }
        Err(refusal) => refused::tell(model, refusal, None),
    }
}

/// Asks whether the highlighted row shall go, with its name and how much is in it.
pub fn ask_removal(model: &mut Model) {
    let Some(draft) = seen(model) else { return };
    let open = draft.open;
    let Some(row) = draft.highlighted() else {
        return model.say(model.words.choose_row);
    };
    if !open {
        refused::tell(model, Refusal::RowsFixed, None);
        return;
    }
    let Some(live) = &model.live else { return };
    let (place, _) = live.interview.row_place(row);
    let answers = answers_inside(model, place);
    let title = (model.words.remove_row)(&wording::row_name(&live.interview, row), answers);
    ask::confirm(model, title, ConfirmThen::RemoveRow(row));
}

fn answers_inside(model: &Model, place: Place) -> usize {
    let Some(live) = &model.live else { return 0 };
    let own = usize::from(live.answered(place));
    let children = live.interview.shown_children(place);
    own + children.into_iter().map(|child| answers_inside(model, child)).sum::<usize>()
}

/// Removes a row.
pub fn remove(model: &mut Model, row: RowKey, moment: Moment) -> Vec<Effect> {
    run(model, Command::RemoveRow { row }, Then::Stay, moment)
}

/// Moves the highlighted row up or down.
pub fn shift(model: &mut Model, down: bool, moment: Moment) -> Vec<Effect> {
    let Some(row) = seen(model).and_then(RowsDraft::highlighted) else {
        model.say(model.words.choose_row);
        return Vec::new();
    };
    let Some(live) = &model.live else { return Vec::new() };
    let (at, count) = (live.interview.row_position(row), seen(model).map_or(0, |d| d.count));
    let to = if down { at + 1 } else { at.wrapping_sub(1) };
    if to >= count {
        return Vec::new();
    }
    run(model, Command::MoveRow { row, to }, Then::Stay, moment)
}
