//! Routes each message to the file that knows what it means.

pub mod answer;
pub mod ask;
pub mod battery;
pub mod begin;
pub mod board;
pub mod changes;
pub mod check;
pub mod commit;
pub mod confirm;
pub mod editor;
pub mod end;
pub mod finished;
pub mod go;
pub mod hand_over;
pub mod help;
pub mod interview;
pub mod jump;
pub mod language;
pub mod line;
pub mod menu;
pub mod notes;
mod noting;
pub mod opened;
pub mod paste;
pub mod power;
pub mod probes;
pub mod quote;
pub mod reason;
pub mod refused;
pub mod remark;
pub mod rows;
pub mod source;
pub mod special;
pub mod start;
pub mod stored;
pub mod submit;
pub mod undo;
pub mod undone;
pub mod why;

use super::draft::Draft;
use super::effect::Effect;
use super::key::Key;
use super::keymap::{self, Action};
use super::mode::Mode;
use super::model::Model;
use super::msg::Msg;
use super::scene;
use super::screen::BESIDE_LEAST;
use crate::moment::Moment;

/// A window of fewer columns has narrower margins.
const NARROW: u16 = 60;
/// Rows of text are never wider, in cells.
const ROW_WIDTH_MAX: usize = 97;

/// Lets a message take effect.
pub fn update(model: &mut Model, msg: Msg, moment: Moment) -> Vec<Effect> {
    if let Some(live) = &mut model.live {
        live.moment = moment;
    }
    let before = noting::Before::of(model, &msg);
    if matches!(msg, Msg::Key(_) | Msg::Line(_) | Msg::Erase | Msg::Do { .. }) {
        model.stored = None;
    }
    let mut size = None;
    let mut effects = match msg {
        Msg::Key(key) => press(model, &key, moment),
        Msg::Line(text) => {
            let filled = text.is_empty() || line::fill(model, &text);
            enter(model, filled, moment)
        }
        Msg::Erase => {
            let erased = line::erase(model);
            enter(model, erased, moment)
        }
        Msg::Do { action, words } => act(model, action, &words, moment),
        Msg::Resized { width, height } => {
            size = Some((width, height));
            resized(model, width);
            Vec::new()
        }
        Msg::Listed(summaries) => start::listed(model, summaries),
        Msg::Opened(opened) => opened::opened(model, *opened, moment),
        Msg::Committed(facts) => {
            let pasted = paste::rows_added(model, &facts);
            stored::add(model, &facts);
            let noted = facts.clone();
            let mut effects = commit::committed(model, facts, moment);
            effects.extend(notes::stored(model, &noted, moment));
            paste::settle(model, &pasted);
            probes::renew(model);
            quote::renew(model);
            source::renew(model);
            effects.extend(power::go_on(model, moment));
            effects
        }
        Msg::CommitFailed { why, .. } => commit::failed(model, why),
        Msg::Edited(outcome) => editor::edited(model, outcome),
        Msg::Attached(file) => answer::attached(model, file, moment),
        Msg::ExportNamed(path) => start::ask_export_path(model, &path),
        Msg::Exported(text) => told(model, text, false),
        Msg::Failed(why) => told(model, why, true),
    };
    board::come_back(model);
    model.keep(&mut effects);
    noting::note(model, &before, size, &mut effects, moment);
    effects
}

/// Rows of text are as wide as the window without its margins and the bar at their left, and no
/// wider than is good to read.
pub fn resized(model: &mut Model, columns: u16) {
    model.columns = columns;
    let margins = if columns < NARROW { 5 } else { 7 };
    let guide = model.live.as_ref().is_some_and(|live| live.interview.form().guide);
    // Beside each other, question and notes have half of the window each.
    let columns = if guide && columns >= BESIDE_LEAST { columns / 2 - 2 } else { columns };
    model.row_width = usize::from(columns.saturating_sub(margins)).clamp(1, ROW_WIDTH_MAX);
    if let Some(live) = &mut model.live {
        live.row_width = model.row_width;
        if let Draft::Text(line) = &mut live.draft {
            line.set_row_width(live.row_width);
        }
        live.notes.field.set_row_width(live.row_width);
    }
    let width = model.row_width;
    if let Some(Mode::Remark { field, .. }) = model.mode_mut() {
        field.set_row_width(width);
    }
}

fn told(model: &mut Model, text: String, warning: bool) -> Vec<Effect> {
    model.push(Mode::Message { text, warning });
    Vec::new()
}

/// Whether nothing may happen until it is known whether facts are on disk (I1).
fn waits(model: &Model) -> bool {
    let failed = matches!(model.mode(), Mode::Failed { .. });
    !failed && model.live.as_ref().is_some_and(|live| live.pending.is_some())
}

fn press(model: &mut Model, key: &Key, moment: Moment) -> Vec<Effect> {
    if waits(model) {
        return Vec::new();
    }
    let (scene, letters_are_text) = scene::scene(model);
    let typed = scene::is_typed(model, key);
    let action = keymap::lookup(scene, letters_are_text, key).filter(|_| !typed);
    take(model, scene, action, key, moment)
}

/// Enter, where there is something to enter.
fn enter(model: &mut Model, filled: bool, moment: Moment) -> Vec<Effect> {
    if filled { press(model, &Key::Enter, moment) } else { Vec::new() }
}

/// Does what is named, and types the words behind it into what it opens.
fn act(model: &mut Model, action: Action, words: &str, moment: Moment) -> Vec<Effect> {
    if waits(model) {
        return Vec::new();
    }
    let of_row = line::is_of_row(action);
    if of_row && !scene::scene(model).0.is_in(keymap::ROWS) {
        rows::open(model);
    }
    let (scene, _) = scene::scene(model);
    let action = line::meant(scene, action);
    let Some(key) = keymap::key_of(scene, action) else {
        model.say(model.words.nothing_there);
        return Vec::new();
    };
    if line::instead(model, action, words)
        || of_row && !words.is_empty() && !line::fill(model, words)
    {
        return Vec::new();
    }
    let before = model.identity;
    let mut effects = take(model, scene, Some(action), key, moment);
    // Only what was opened takes the words: they are no answer to the question.
    let opened = model.identity != before && !matches!(model.mode(), Mode::Interview);
    if opened && !words.is_empty() && line::opens(action) && line::fill(model, words) {
        effects.extend(press(model, &Key::Enter, moment));
    }
    effects
}

fn take(
    model: &mut Model,
    scene: keymap::Scene,
    action: Option<Action>,
    key: &Key,
    moment: Moment,
) -> Vec<Effect> {
    match action {
        Some(Action::Redraw) => return vec![Effect::Redraw],
        Some(Action::Suspend) => return vec![Effect::Suspend],
        Some(Action::Help) => {
            help::open(model, scene);
            return Vec::new();
        }
        _ => {}
    }
    route(model, action, key, moment)
}

fn route(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    match model.mode() {
        Mode::Start(_) => start::key(model, action, key),
        Mode::Begin(_) => begin::key(model, action, key),
        Mode::Interview => interview::key(model, action, key, moment),
        Mode::Jump(_) => jump::key(model, action, key, moment),
        Mode::Remark { .. } => remark::key(model, action, key, moment),
        Mode::Language(_) => language::key(model, action, key, moment),
        Mode::Probes { .. } => probes::key(model, action, key, moment),
        Mode::Quote { .. } => quote::key(model, action, key, moment),
        Mode::Source { .. } => source::key(model, action, key, moment),
        Mode::Rows(_) => rows::key_on_top(model, action, key, moment),
        Mode::PasteBox { .. } => paste::key_in_box(model, action, key, moment),
        Mode::Paste(_) => paste::key(model, action, key, moment),
        Mode::Board(_) => board::key(model, action, key),
        Mode::Power(_) => power::key(model, action, key, moment),
        Mode::Menu { .. } => menu::key(model, action, key, moment),
        Mode::Reason(_) => reason::key(model, action, key, moment),
        Mode::Confirm(_) => confirm::key(model, action, key, moment),
        Mode::Message { .. } => help::close_message(model, action),
        Mode::Help { .. } => help::key(model, action, key),
        Mode::Export(_) => start::key_of_export(model, action, key),
        Mode::Failed { .. } => commit::key_of_failure(model, action),
        Mode::HandOver { .. } => hand_over::key(model, action, key, moment),
        Mode::Finished { .. } => finished::key(model, action, key),
    }
}
