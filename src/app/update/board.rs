//! The board of persons and sections: how each person's sections stand, and the way into any of
//! them; it comes back by itself once the section is gone through.

use super::go;
use crate::app::board;
use crate::app::cell::BoardAt;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::live::stop_place;
use crate::app::mode::{BoardMode, Mode};
use crate::app::model::Model;

/// How far a page goes.
const PAGE: usize = 10;

/// Shows the board of the roster around the place we are at, else of the first there is.
pub fn open(model: &mut Model) {
    let Some(live) = &model.live else { return };
    let rosters = board::rosters(live);
    let around = live.place().and_then(|place| board::around(live, place));
    let roster = around.filter(|roster| rosters.contains(roster)).or(rosters.first().copied());
    let Some(roster) = roster else { return model.say(model.words.no_roster) };
    let row = live.place().map_or(0, |place| board::row_at(live, roster, place));
    let column = live.place().map_or(0, |place| board::column_at(live, roster, place));
    if matches!(model.mode(), Mode::Rows(_)) {
        model.pop();
    }
    model.push(Mode::Board(BoardMode { roster, row, column }));
}

/// A key on the board.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key) -> Vec<Effect> {
    let (Mode::Board(mode), Some(live)) = (model.mode(), &model.live) else { return Vec::new() };
    let mut to = mode.clone();
    let rows = live.interview.rows(to.roster).len();
    let columns = board::sections(live, to.roster).len();
    let last = |count: usize| count.saturating_sub(1);
    match (action, key) {
        (Some(Action::Enter), _) => {
            enter(model, &to);
            return Vec::new();
        }
        (Some(Action::Back), _) => {
            model.pop();
            return Vec::new();
        }
        (_, Key::Up) => to.row = to.row.saturating_sub(1),
        (_, Key::Down) => to.row = (to.row + 1).min(last(rows)),
        (_, Key::PageUp) => to.row = to.row.saturating_sub(PAGE),
        (_, Key::PageDown) => to.row = (to.row + PAGE).min(last(rows)),
        (_, Key::Left) => to.column = to.column.saturating_sub(1),
        (_, Key::Right) => to.column = (to.column + 1).min(last(columns)),
        (_, Key::Home) => to.column = 0,
        (_, Key::End) => to.column = last(columns),
        (_, Key::Tab) => {
            let rosters = board::rosters(live);
            let at = rosters.iter().position(|&roster| roster == to.roster).unwrap_or(0);
            let next = rosters.get((at + 1) % rosters.len().max(1)).copied();
            to = BoardMode { roster: next.unwrap_or(to.roster), row: 0, column: 0 };
        }
        _ => return Vec::new(),
    }
    model.notice = None;
    if let Some(Mode::Board(mode)) = model.mode_mut() {
        *mode = to;
    }
    Vec::new()
}

/// Into the section of a person: to the first question of it that is open, else to its first.
fn enter(model: &mut Model, at: &BoardMode) {
    let Some(live) = &model.live else { return };
    let Some(row) = live.interview.rows(at.roster).get(at.row).copied() else { return };
    let sections = board::sections(live, at.roster);
    let Some(section) = sections.get(at.column) else { return };
    let places = section.places(row);
    let Some(stop) = board::first_stop(live, &places) else {
        return model.say(model.words.not_relevant);
    };
    let back = BoardAt { roster: at.roster, row, column: at.column, places };
    model.pop();
    go::jump(model, stop);
    if let Some(live) = &mut model.live {
        live.board = Some(back);
    }
}

/// Shows the board again once the section that it led into was left onwards.
pub fn come_back(model: &mut Model) {
    let seen = matches!(model.mode(), Mode::Interview);
    let Some(live) = model.live.as_mut().filter(|live| seen && live.pending.is_none()) else {
        return;
    };
    let Some(at) = live.board.take_if(|at| !at.holds(&live.interview, stop_place(live.stop)))
    else {
        return;
    };
    let row = live.interview.rows(at.roster).iter().position(|&row| row == at.row).unwrap_or(0);
    model.push(Mode::Board(BoardMode { roster: at.roster, row, column: at.column }));
}
