//! The blocks of a screen as lines.

use super::commands;
use super::keys::spoken;
use super::words::Words;
use crate::app::screen::{
    Battery, BatteryRow, Block, ChoiceBlock, ChoiceItem, Grid, GridRow, Hint, Input, List,
    ListItem, Mark, Voice,
};
use crate::app::words;

/// The most lines of a list; more are found by typing.
const LIST_MAX: usize = 40;

/// The lines of a block. Keys in the words of the program become commands of the language.
pub fn lines(block: &Block, own: &Words, language: &str) -> Vec<String> {
    match block {
        Block::Text { voice, text } => said(*voice, text, own, language),
        Block::Choices(block) => choices(block, own),
        Block::Input(input) => field(input, own, language),
        Block::Battery(table) => battery(table, own),
        Block::List(list) => items(list, own),
        Block::Grid(grid) => cells(grid, own),
        Block::Keys(hints) => keys(hints, language),
        Block::Gap => Vec::new(),
    }
}

fn said(voice: Voice, text: &str, own: &Words, language: &str) -> Vec<String> {
    if text == words::in_language(language).help_basics {
        return vec![own.basics.to_owned()];
    }
    let (before, text) = match voice {
        Voice::ReadOut => ("", text.to_owned()),
        Voice::Instruction => (own.interviewer, text.to_owned()),
        Voice::Hint => (own.hint, text.to_owned()),
        Voice::Warning => (own.attention, spoken(text, language)),
        Voice::Program | Voice::Heading | Voice::Dim => ("", spoken(text, language)),
    };
    let before = if before.is_empty() { String::new() } else { format!("{before}: ") };
    let lines = text.lines().filter(|line| !line.trim().is_empty()).enumerate();
    lines.map(|(at, line)| if at == 0 { format!("{before}{line}") } else { line.into() }).collect()
}

fn choices(block: &ChoiceBlock, own: &Words) -> Vec<String> {
    let mut lines: Vec<String> = block
        .items
        .iter()
        .take(LIST_MAX)
        .enumerate()
        .map(|(at, item)| choice(item, block.first + at, block.focus == Some(at), own))
        .collect();
    lines.extend(rest(lines.len(), block.total, own));
    lines
}

fn choice(item: &ChoiceItem, at: usize, focused: bool, own: &Words) -> String {
    let mut notes = Vec::new();
    match item.mark {
        Mark::On => notes.push(own.chosen.to_owned()),
        Mark::Rank(rank) => notes.push(format!("{}: {rank}", own.chosen)),
        Mark::Off if focused => notes.push("Enter".to_owned()),
        Mark::Off => {}
    }
    if item.exclusive {
        notes.push(own.alone.to_owned());
    }
    format!("{} {}{}", code(&item.code, at), item.label, bracketed(&notes))
}

fn code(code: &str, at: usize) -> String {
    if code.is_empty() { format!("#{}", at + 1) } else { code.to_owned() }
}

fn bracketed(notes: &[String]) -> String {
    if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) }
}

fn rest(shown: usize, total: usize, own: &Words) -> Option<String> {
    (total > shown).then(|| (own.more)(total - shown))
}

/// What stands in a field and what may be typed in it; its label is the prompt.
fn field(input: &Input, own: &Words, language: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if !input.text.is_empty() {
        let text = if input.masked { own.hidden.into() } else { input.text.replace('\n', " / ") };
        lines.push(format!("{}: {text}", own.now));
    }
    let new_line = words::in_language(language).new_line_key;
    match input.reading.as_str() {
        "" => {}
        told if told == new_line => lines.push(format!("({})", own.new_line)),
        told => lines.push(format!("({})", spoken(told, language))),
    }
    lines
}

fn battery(table: &Battery, own: &Words) -> Vec<String> {
    let scale: Vec<String> =
        table.scale.iter().map(|(code, label)| format!("{code} {label}")).collect();
    let mut lines = vec![format!("{} ({})", scale.join("; "), own.other_row)];
    lines.extend(table.rows.iter().map(|row| battery_row(row, table, own)));
    if let Some(row) = table.rows.get(table.focus) {
        let position = (own.row)(table.focus + 1, table.rows.len());
        lines.push(format!("{position}: {}", one_line(&row.label)));
    }
    lines
}

fn battery_row(row: &BatteryRow, table: &Battery, own: &Words) -> String {
    let chosen = row.chosen.and_then(|at| table.scale.get(at)).map(|(_, label)| label.as_str());
    let answer = match chosen {
        _ if !row.words.is_empty() => row.words.as_str(),
        Some(label) => label,
        None => own.no_answer,
    };
    let trouble = if row.trouble { format!(" ({})", own.attention) } else { String::new() };
    format!("{}: {answer}{trouble}", one_line(&row.label))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn items(list: &List, own: &Words) -> Vec<String> {
    let from = list.focus.unwrap_or(0).saturating_sub(LIST_MAX / 2);
    let from = from.min(list.items.len().saturating_sub(LIST_MAX));
    let shown = list.items.iter().enumerate().skip(from).take(LIST_MAX);
    let mut lines: Vec<String> = shown
        .map(|(at, item)| list_item(item, list.first + at, list.focus == Some(at), own))
        .collect();
    lines.extend(rest(lines.len(), list.total, own));
    lines
}

fn list_item(item: &ListItem, at: usize, focused: bool, own: &Words) -> String {
    if item.heading {
        return format!("{}:", item.label);
    }
    let sign = own.signs.iter().find(|(sign, _)| *sign == item.sign);
    let mut notes: Vec<String> = sign.map(|(_, word)| (*word).to_owned()).into_iter().collect();
    if !item.detail.is_empty() {
        notes.push(item.detail.clone());
    }
    if focused {
        notes.push("Enter".to_owned());
    }
    let depth = "  ".repeat(usize::from(item.depth).min(8));
    format!("{depth}{} {}{}", code(&item.code, at), one_line(&item.label), bracketed(&notes))
}

/// A row of the table a line, each cell behind the number and name of its column.
fn cells(grid: &Grid, own: &Words) -> Vec<String> {
    let line = |row: &GridRow| {
        let cells = row.cells.iter().zip(&grid.columns).enumerate();
        let cells: Vec<String> = cells
            .map(|(at, (cell, column))| {
                let sign = own.signs.iter().find(|(sign, _)| sign == cell);
                let words = sign.map_or(cell.as_str(), |(_, word)| word);
                format!("{} {}: {words}", at + 1, one_line(column))
            })
            .collect();
        format!("{} {}; {}", row.code, one_line(&row.label), cells.join("; "))
    };
    let mut lines: Vec<String> = grid.rows.iter().take(LIST_MAX).map(line).collect();
    lines.extend(rest(lines.len(), grid.total, own));
    lines.push(own.cell.to_owned());
    lines
}

fn keys(hints: &[Hint], language: &str) -> Vec<String> {
    let line =
        |hint: &Hint| Some(format!("{} {}", commands::typed(hint.action?, language), hint.label));
    hints.iter().filter_map(line).collect()
}
