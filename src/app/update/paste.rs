//! A table pasted among the rows of a roster: it is shown with what would become of each cell,
//! and one Enter enters it, all in one step. What is refused or doubted stays typed on its
//! question, and is listed.

use super::ask;
use super::commit;
use super::jump;
use super::refused;
use crate::app::draft::Draft;
use crate::app::draft::text::TextDraft;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{ConfirmThen, Mode, PasteMode, Then};
use crate::app::model::Model;
use crate::app::paste::columns;
use crate::app::paste::judge::{self, Verdict};
use crate::app::paste::table;
use crate::interview::command::Command;
use crate::interview::fact::{Fact, What};
use crate::moment::Moment;
use crate::place::{Address, Place};

/// More rows than this are asked about first.
const MANY_ROWS: usize = 100;
/// The lines around the highlighted one that are judged before they are shown.
const AHEAD: usize = 60;

/// The roster whose rows are seen, if they are.
fn roster_seen(model: &Model) -> Option<Place> {
    if let Mode::Rows(draft) = model.mode() {
        return Some(draft.roster);
    }
    match &model.live.as_ref()?.draft {
        Draft::Rows(draft) if matches!(model.mode(), Mode::Interview) => Some(draft.roster),
        _ => None,
    }
}

/// Takes a paste among rows if it is a table; false if it is none, or rows are not seen.
pub fn taken(model: &mut Model, key: &Key, moment: Moment) -> bool {
    let (Some(roster), Key::Paste(text)) = (roster_seen(model), key) else { return false };
    if !table::is_table(text) {
        return false;
    }
    preview(model, roster, text, moment);
    true
}

/// Asks for a table where none was pasted yet; terminals that cannot paste type it.
pub fn open(model: &mut Model, roster: Option<Place>) {
    let Some(roster) = roster.or_else(|| roster_seen(model)) else {
        return model.say(model.words.no_roster);
    };
    model.push(Mode::PasteBox { roster, field: TextDraft::new(true) });
}

/// A key while a table is waited for: everything typed is text, an empty line ends it.
pub fn key_in_box(
    model: &mut Model,
    action: Option<Action>,
    key: &Key,
    moment: Moment,
) -> Vec<Effect> {
    let Some(Mode::PasteBox { roster, field }) = model.mode_mut() else { return Vec::new() };
    let roster = *roster;
    match (action, key) {
        (Some(Action::Back), _) => model.pop(),
        (Some(Action::Enter), _) if field.text().is_empty() => model.pop(),
        (Some(Action::Enter), _) if !field.text().ends_with('\n') => field.insert("\n"),
        (Some(Action::Enter), _) => {
            // A tab cannot stand in a field: `|` is typed for it.
            let text = field.text().replace(['|', '¦'], "\t");
            model.pop();
            preview(model, roster, &text, moment);
        }
        (_, Key::Paste(text)) => {
            let text = format!("{}{text}", field.text().replace('|', "\t"));
            model.pop();
            preview(model, roster, &text, moment);
        }
        (_, Key::Tab) => field.insert("|"),
        _ => drop(field.key(key)),
    }
    Vec::new()
}

/// Shows what would become of a table.
fn preview(model: &mut Model, roster: Place, text: &str, moment: Moment) {
    let Some(live) = &model.live else { return };
    let tried = live.interview.decide(&Command::AddRow { roster, before: None }, moment);
    if let Err(refusal) = tried {
        refused::tell(model, refusal, None);
        return;
    }
    let table = columns::matched(&live.interview, roster.node, table::read(text));
    if table.lines.is_empty() {
        return model.say(model.words.quick.paste_empty);
    }
    let verdicts = vec![None; table.lines.len()];
    if matches!(model.mode(), Mode::Rows(_)) {
        model.pop();
    }
    model.push(Mode::Paste(PasteMode {
        roster,
        table,
        verdicts,
        row: 0,
        column: 0,
        taking: false,
    }));
    judge_seen(model, moment);
}

/// Judges the lines around the highlighted one.
fn judge_seen(model: &mut Model, moment: Moment) {
    let Mode::Paste(mode) = model.mode() else { return };
    let range = mode.row.saturating_sub(AHEAD)..(mode.row + AHEAD).min(mode.table.lines.len());
    judge_lines(model, range, moment);
}

fn judge_lines(model: &mut Model, range: std::ops::Range<usize>, moment: Moment) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let Some(Mode::Paste(mode)) = model.modes.last_mut() else { return };
    for at in range {
        if mode.verdicts[at].is_none() {
            let (nodes, cells) = (&mode.table.nodes, &mode.table.lines[at]);
            let judged = judge::line(words, &live.interview, mode.roster, nodes, cells, moment);
            mode.verdicts[at] =
                Some(judged.unwrap_or_else(|_| vec![Verdict::Nothing; nodes.len()]));
        }
    }
}

/// A key while a table is shown.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::Paste(mode)) = model.mode_mut() else { return Vec::new() };
    let last = |count: usize| count.saturating_sub(1);
    let (rows, columns) = (mode.table.lines.len(), mode.table.names.len());
    match (action, key) {
        (Some(Action::Enter), _) if rows > MANY_ROWS => {
            let title = (model.words.many_rows)(rows as i64);
            ask::confirm(model, title, ConfirmThen::TakeTable);
        }
        (Some(Action::Enter), _) => return take(model, moment),
        (Some(Action::Back), _) => model.pop(),
        (_, Key::Up) => mode.row = mode.row.saturating_sub(1),
        (_, Key::Down) => mode.row = (mode.row + 1).min(last(rows)),
        (_, Key::PageUp) => mode.row = mode.row.saturating_sub(10),
        (_, Key::PageDown) => mode.row = (mode.row + 10).min(last(rows)),
        (_, Key::Left) => mode.column = mode.column.saturating_sub(1),
        (_, Key::Right) => mode.column = (mode.column + 1).min(last(columns)),
        (_, Key::Home) => mode.row = 0,
        (_, Key::End) => mode.row = last(rows),
        _ => {}
    }
    judge_seen(model, moment);
    Vec::new()
}

/// Enters the table: its rows with the answers that nothing speaks against, in one step.
pub fn take(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Mode::Paste(mode) = model.mode() else { return Vec::new() };
    let count = mode.table.lines.len();
    judge_lines(model, 0..count, moment);
    let Some(Mode::Paste(mode)) = model.mode_mut() else { return Vec::new() };
    mode.taking = true;
    let mut rows = Vec::new();
    for line in mode.verdicts.iter().flatten() {
        let answers =
            mode.table.nodes.iter().zip(line).filter_map(|(node, verdict)| match (node, verdict) {
                (Some(node), Verdict::Answer(value)) => Some((*node, value.clone())),
                _ => None,
            });
        let mut answers: Vec<_> = answers.collect();
        answers.sort_by_key(|(node, _)| *node);
        rows.push(answers);
    }
    let command = Command::AddRows { roster: mode.roster, rows };
    match commit::ask(model, command, Then::Stay, moment) {
        Ok(effects) => effects,
        Err(refusal) => {
            model.pop();
            refused::tell(model, refusal, None)
        }
    }
}

/// The rows that facts add, if a table is being entered.
pub fn rows_added(model: &Model, facts: &[Fact]) -> Vec<Address> {
    if !model.modes.iter().any(|mode| matches!(mode, Mode::Paste(mode) if mode.taking)) {
        return Vec::new();
    }
    let added = facts.iter().filter_map(|fact| match &fact.what {
        What::RowAdded { at, .. } => Some(at.clone()),
        _ => None,
    });
    added.collect()
}

/// Rows are on disk: what did not become an answer stays typed on its question, and is listed.
pub fn settle(model: &mut Model, rows: &[Address]) {
    let (Mode::Paste(mode), Some(live), false) = (model.mode(), &model.live, rows.is_empty())
    else {
        return;
    };
    let mut typed = Vec::new();
    for (address, line) in rows.iter().zip(&mode.table.lines) {
        let Some(row) = live.interview.place(address) else { continue };
        for (node, cell) in mode.table.nodes.iter().zip(line) {
            let Some(place) = node.map(|node| Place::new(row.row, node)) else { continue };
            if !cell.is_empty() && !live.answered(place) {
                typed.push((live.interview.path(place), cell.clone()));
            }
        }
    }
    let said = (model.words.quick.pasted)(rows.len(), typed.len());
    let open = !typed.is_empty();
    model.pop();
    if let Some(live) = &mut model.live {
        live.elsewhere.extend(typed);
    }
    if open {
        jump::problems(model);
    }
    model.say(said);
}
