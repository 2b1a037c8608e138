//! The board of persons and sections.

use super::blocks::{heading, text};
use crate::app::board;
use crate::app::mode::BoardMode;
use crate::app::model::Model;
use crate::app::screen::{Block, Grid, GridRow, Voice};
use crate::app::wording;
use crate::interview::Status;

/// How many rows are sent to the screen at most.
const WINDOW: usize = 60;

/// The board: a line for each row of the roster, a cell for each section.
pub fn blocks(model: &Model, mode: &BoardMode) -> Vec<Block> {
    let (words, Some(live)) = (model.words, &model.live) else { return Vec::new() };
    let interview = &live.interview;
    let rows = interview.rows(mode.roster);
    let sections = board::sections(live, mode.roster);
    let middle = mode.row.min(rows.len().saturating_sub(1));
    let first = middle.saturating_sub(WINDOW / 2).min(rows.len().saturating_sub(WINDOW));
    let named = rows.get(middle).copied();
    let column = |section: &board::Section| {
        named.map(|row| section.name(words, interview, row)).unwrap_or_default()
    };
    let columns = sections.iter().map(column).collect();
    let lines = rows.iter().enumerate().skip(first).take(WINDOW).map(|(at, &row)| GridRow {
        code: (at + 1).to_string(),
        label: wording::row_name(interview, row),
        cells: sections
            .iter()
            .map(|section| sign(section.status(interview, row)).to_owned())
            .collect(),
    });
    let grid = Grid {
        columns,
        rows: lines.collect(),
        first,
        total: rows.len(),
        focus: (middle - first, mode.column),
    };
    let roster = interview.form().node(mode.roster.node);
    let mut path = match named {
        Some(row) => wording::around(words, interview, crate::place::Place::new(row, roster.id)),
        None => Vec::new(),
    };
    path.push(roster.name.clone());
    vec![
        heading(words.quick.key_board),
        text(Voice::Dim, &format!("{} — {}", path.join(" › "), words.quick.board_explained)),
        Block::Grid(grid),
    ]
}

/// The sign of a state, never a colour alone; what is not asked is blank.
fn sign(status: Status) -> &'static str {
    match status {
        Status::NotRelevant => "",
        Status::Untouched => "·",
        Status::Partial => "–",
        Status::Complete => "✓",
        Status::Trouble => "!",
    }
}
