//! A pasted table with what would become of each cell.

use super::blocks::{heading, text};
use crate::app::draft::text::TextDraft;
use crate::app::mode::PasteMode;
use crate::app::model::Model;
use crate::app::paste::judge::Verdict;
use crate::app::screen::{Block, Grid, GridRow, Voice};

/// How many lines are sent to the screen at most.
const WINDOW: usize = 60;

/// The field in which a table is waited for.
pub fn waiting(model: &Model, field: &TextDraft) -> Vec<Block> {
    let quick = model.words.quick;
    vec![
        heading(quick.key_paste),
        text(Voice::Program, quick.paste_explained),
        Block::Input(field.show("", "")),
    ]
}

/// The table.
pub fn blocks(model: &Model, mode: &PasteMode) -> Vec<Block> {
    let quick = model.words.quick;
    let table = &mode.table;
    let all = || mode.verdicts.iter().flatten().flatten();
    let refused = all().filter(|it| matches!(it, Verdict::Refused(_))).count();
    let doubted = all().filter(|it| matches!(it, Verdict::Doubted(_))).count();
    let judged = mode.verdicts.iter().flatten().count();
    let mut told = (quick.paste_counts)(table.lines.len(), refused, doubted);
    if judged < table.lines.len() {
        told = format!("{told} {}", (quick.paste_judged)(judged));
    }
    let mut blocks = vec![heading(quick.key_paste), text(Voice::Program, &told)];
    if table.left_out > 0 {
        blocks.push(text(Voice::Warning, &(quick.paste_left_out)(table.left_out)));
    }
    let unknown: Vec<&str> = table
        .names
        .iter()
        .zip(&table.nodes)
        .filter_map(|(name, node)| node.is_none().then_some(name.as_str()))
        .collect();
    if !unknown.is_empty() {
        blocks.push(text(Voice::Warning, &(quick.paste_unknown)(&unknown.join(", "))));
    }
    blocks.push(Block::Grid(grid(mode)));
    let why = why(mode);
    if !why.is_empty() {
        blocks.push(text(Voice::Warning, &why));
    }
    blocks
}

/// Why the highlighted cell is refused or doubted.
fn why(mode: &PasteMode) -> String {
    let line = mode.verdicts.get(mode.row).and_then(Option::as_ref);
    let name = mode.table.names.get(mode.column).map_or("", String::as_str);
    match line.and_then(|line| line.get(mode.column)) {
        Some(Verdict::Refused(why) | Verdict::Doubted(why)) => format!("{name}: {why}"),
        _ => String::new(),
    }
}

fn grid(mode: &PasteMode) -> Grid {
    let lines = &mode.table.lines;
    let first = mode.row.saturating_sub(WINDOW / 2).min(lines.len().saturating_sub(WINDOW));
    let rows = lines.iter().enumerate().skip(first).take(WINDOW).map(|(at, line)| {
        let verdicts = mode.verdicts[at].as_deref().unwrap_or(&[]);
        let cell = |column: usize| {
            let typed = line.get(column).map_or("", String::as_str).replace(['\n', '\t'], " ");
            match verdicts.get(column) {
                Some(Verdict::Refused(_)) => format!("! {typed}"),
                Some(Verdict::Doubted(_)) => format!("? {typed}"),
                Some(Verdict::Answer(_)) => format!("✓ {typed}"),
                _ if typed.is_empty() => typed,
                _ if mode.table.nodes.get(column).is_some_and(Option::is_none) => {
                    format!("({typed})")
                }
                _ => typed,
            }
        };
        GridRow {
            code: (at + 1).to_string(),
            label: String::new(),
            cells: (0..mode.table.names.len()).map(cell).collect(),
        }
    });
    let focus = (mode.row - first, mode.column);
    let columns = mode.table.names.clone();
    Grid { columns, rows: rows.collect(), first, total: lines.len(), focus }
}
