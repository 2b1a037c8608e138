//! What else can be done, leaving included.

use super::ask;
use super::board;
use super::changes;
use super::commit;
use super::editor::{self, takes_long_text};
use super::end;
use super::go;
use super::jump;
use super::language;
use super::notes;
use super::paste;
use super::power;
use super::remark;
use super::rows;
use super::source;
use super::undo;
use super::why;
use crate::app::effect::Effect;
use crate::app::fold;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::live::asks_source;
use crate::app::live::notes_are_open;
use crate::app::mode::{MenuItem, Mode};
use crate::app::model::Model;
use crate::app::picker::{Picker, line};
use crate::app::screen::ListItem;
use crate::app::wording;
use crate::form::node::{Count, Kind};
use crate::interview::Stop;
use crate::moment::Moment;
use crate::place::Place;

/// The lines that a letter chooses at once: what has no function key of its own.
const LETTERS: &[(MenuItem, char)] = &[
    (MenuItem::Board, 'h'),
    (MenuItem::Paste, 't'),
    (MenuItem::Power, ':'),
    (MenuItem::AutoAdvance, 'n'),
];

/// Shows the menu. A respondent alone sees only how to go on and how to leave.
pub fn open(model: &mut Model) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let alone = live.alone(live.stop).is_some();
    let roster = roster(model);
    let auto_advance = match model.auto_advance {
        true => words.quick.auto_advance_off,
        false => words.quick.auto_advance_on,
    };
    let guide = notes_are_open(live);
    let all = [
        (MenuItem::GoOn, words.go_on, true),
        (MenuItem::Leave, words.leave_for_now, true),
        (MenuItem::Review, words.to_the_end, !alone),
        (MenuItem::FirstOpen, words.to_first_open, !alone && !live.finished()),
        (MenuItem::Outline, words.key_outline, !alone),
        (MenuItem::Problems, words.show_problems, !alone),
        (MenuItem::Remark, words.key_remark, !alone && !live.finished()),
        (MenuItem::Language, words.key_language, !live.finished()),
        (MenuItem::History, words.trace.history, !alone),
        (MenuItem::Notes, words.key_notes, guide),
        (MenuItem::Quote, words.key_quote, guide),
        (MenuItem::Quotes, words.quotes, live.interview.form().guide && !alone),
        (MenuItem::Source, words.key_source, !alone && asks_source(live)),
        (MenuItem::Editor, words.key_editor, !alone && takes_long_text(live)),
        (MenuItem::Redo, words.key_redo, !alone && !live.finished()),
        (MenuItem::BreakOff, words.break_off, !alone && !live.finished()),
        (MenuItem::Correct, words.correct, !alone && live.finished()),
        (MenuItem::Board, words.quick.key_board, !alone),
        (MenuItem::Paste, words.quick.key_paste, roster.is_some() && !alone && !live.finished()),
        (MenuItem::Power, words.quick.key_power, !alone && !live.finished()),
        (MenuItem::AutoAdvance, auto_advance, !alone && !live.finished()),
        (
            MenuItem::Why,
            words.trace.why_title,
            !alone && matches!(live.stop, Stop::Question(_) | Stop::Battery(_)),
        ),
        (MenuItem::Effects, words.trace.key_effects, !alone),
        (MenuItem::Return, words.trace.key_return, live.way_back().is_some()),
    ];
    let shown = || all.iter().filter(|(_, _, shown)| *shown);
    let items = shown().map(|(item, _, _)| *item).collect();
    let lines = shown()
        .enumerate()
        .map(|(at, (item, label, _))| {
            let letter = LETTERS.iter().find(|(known, _)| known == item);
            let detail = letter.map(|(_, letter)| letter.to_string()).unwrap_or_default();
            ListItem { detail, ..line(at + 1, &wording::capital(label)) }
        })
        .collect();
    let mut picker = Picker::new(lines);
    picker.highlight(0);
    model.push(Mode::Menu { picker, items });
}

/// The open roster that we are in or at the end of.
fn roster(model: &Model) -> Option<Place> {
    let live = model.live.as_ref()?;
    let roster = match live.stop {
        Stop::AddRow(roster) => Some(roster),
        _ => rows::roster_around(model, live.place()?),
    };
    let open = |kind: &Kind| matches!(kind, Kind::Roster(roster) if roster.count == Count::Open);
    roster.filter(|&roster| open(&live.node(roster).kind))
}

/// A key in the menu.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::Menu { picker, items }) = model.mode_mut() else { return Vec::new() };
    match action {
        Some(Action::Enter) => {
            let item = picker.chosen().and_then(|at| items.get(at)).copied();
            let Some(item) = item else {
                model.say(model.words.choose_first);
                return Vec::new();
            };
            model.pop();
            run(model, item, moment)
        }
        Some(Action::Back) => {
            model.pop();
            Vec::new()
        }
        _ => {
            let letter = match key {
                Key::Char(typed) => fold::latin(*typed),
                _ => '\0',
            };
            let lettered =
                LETTERS.iter().find(|(item, known)| *known == letter && items.contains(item));
            if let Some(&(item, _)) = lettered {
                model.pop();
                return run(model, item, moment);
            }
            picker.key(key);
            Vec::new()
        }
    }
}

/// Leaves the interview. A respondent alone must not come to the list of interviews: there the
/// program ends, and comes back into the block when it is started again.
fn leave(model: &mut Model) -> Vec<Effect> {
    let alone = model.live.as_ref().is_some_and(|live| live.alone(live.stop).is_some());
    let mut effects = commit::leave(model);
    if alone {
        effects.retain(|effect| !matches!(effect, Effect::List));
        effects.push(Effect::Quit);
    }
    effects
}

fn run(model: &mut Model, item: MenuItem, moment: Moment) -> Vec<Effect> {
    match item {
        MenuItem::GoOn => {}
        MenuItem::Leave => return leave(model),
        MenuItem::Outline => jump::outline(model),
        MenuItem::Problems => jump::problems(model),
        MenuItem::Remark => remark::open(model),
        MenuItem::Language => language::open(model),
        MenuItem::Review => go::jump(model, Stop::End),
        MenuItem::FirstOpen => end::to_first_open(model),
        MenuItem::Effects => changes::open(model),
        MenuItem::Return => go::return_back(model),
        MenuItem::Why => why::open(model),
        MenuItem::History => jump::history(model),
        MenuItem::Board => board::open(model),
        MenuItem::Paste => {
            let roster = roster(model);
            paste::open(model, roster);
        }
        MenuItem::AutoAdvance => model.auto_advance = !model.auto_advance,
        MenuItem::Power => return power::open(model, moment),
        MenuItem::Notes => notes::switch(model),
        MenuItem::Quote => return notes::mark_quote(model, moment),
        MenuItem::Quotes => jump::quotes(model),
        MenuItem::Source => source::open(model),
        MenuItem::Editor => return editor::open(model),
        MenuItem::Redo => return undo::redo(model, moment),
        MenuItem::BreakOff => ask::break_off(model),
        MenuItem::Correct => ask::correct(model),
    }
    Vec::new()
}
