//! A report in a terminal: aligned columns, bars of blocks.

use unicode_width::UnicodeWidthStr;

use super::findings::{Bar, Findings, Table};

/// How many columns a bar takes.
const BAR: usize = 24;
/// How many columns a label takes at most.
const LABEL_MAX: usize = 44;

/// The report as text for a terminal; shares as bars, `├──┤` for their intervals.
pub fn text(findings: &Findings) -> String {
    let mut out = format!("{}\n{}\n", findings.title, "═".repeat(findings.title.width()));
    for line in findings.marks.iter().chain(&findings.about) {
        out.push_str(line);
        out.push('\n');
    }
    for table in &findings.tables {
        for mark in &findings.marks {
            out.push_str(&format!("\n({mark})"));
        }
        out.push_str(&format!("\n{}\n{}\n", table.title, "─".repeat(table.title.width().min(79))));
        out.push_str(&lines(table));
        for note in &table.notes {
            out.push_str(&format!("  {note}\n"));
        }
    }
    out.push('\n');
    for note in &findings.notes {
        out.push_str(&format!("{note}\n"));
    }
    out
}

fn lines(table: &Table) -> String {
    let label = |text: &str| cut(text, LABEL_MAX);
    let first = table.lines.iter().map(|line| label(&line.label).width());
    let first = first.chain([label(&table.head).width()]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|at| {
            let cells = table.lines.iter().filter_map(|line| line.cells.get(at));
            cells.map(|cell| cell.width()).chain([table.columns[at].width()]).max().unwrap_or(0)
        })
        .collect();
    let has_bars = table.lines.iter().any(|line| line.bar.is_some());
    let row = |head: &str, cells: &[String], bar: &str| {
        let mut line = format!("{head}{}", " ".repeat(first.saturating_sub(head.width())));
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(&format!("  {}{cell}", " ".repeat(width.saturating_sub(cell.width()))));
        }
        line.push_str(bar);
        format!("{}\n", line.trim_end())
    };
    let mut out = row(&label(&table.head), &table.columns, "");
    for line in &table.lines {
        let sign = if line.small { " !" } else { "" };
        let drawn = match (&line.bar, has_bars) {
            (Some(one), true) => format!("{sign}  {}", bar(*one)),
            _ => sign.to_owned(),
        };
        out.push_str(&row(&label(&line.label), &line.cells, &drawn));
    }
    out
}

/// A share as blocks with its interval: `█████├──┤`.
fn bar(bar: Bar) -> String {
    let place = |share: f64| ((share.clamp(0.0, 1.0) * BAR as f64).round() as usize).min(BAR);
    let mut cells: Vec<char> =
        (0..BAR).map(|at| if at < place(bar.value) { '█' } else { ' ' }).collect();
    if let Some((low, high)) =
        bar.interval.filter(|(low, high)| low.is_finite() && high.is_finite())
    {
        let (low, high) = (place(low).min(BAR - 1), place(high).min(BAR - 1));
        for cell in &mut cells[low..=high] {
            *cell = '─';
        }
        cells[low] = '├';
        cells[high] = '┤';
    }
    cells.into_iter().collect::<String>().trim_end().to_owned()
}

fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for character in text.chars() {
        if short.width() + 2 > columns {
            break;
        }
        short.push(character);
    }
    format!("{}…", short.trim_end())
}
