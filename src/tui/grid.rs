//! A table of cells with a name before each row: the window of columns around the highlighted
//! one, the names of the columns above.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::choices::window_line;
use super::palette::Palette;
use super::sheet::Sheet;
use super::wrap;
use crate::app::screen::Grid;

/// No column is wider.
const COLUMN_MOST: usize = 16;
/// No column is narrower.
const COLUMN_LEAST: usize = 3;
/// Blanks between columns.
const BETWEEN: usize = 1;

/// How the table is laid out in a width.
struct Layout {
    /// The width of the numbers of rows.
    code: usize,
    /// The width of the names of rows.
    label: usize,
    /// The width of every column.
    columns: Vec<usize>,
    /// The columns that are shown.
    shown: Range<usize>,
}

impl Layout {
    fn new(grid: &Grid, width: usize) -> Layout {
        let widest = |texts: &mut dyn Iterator<Item = &String>| {
            texts.map(|text| wrap::width(text)).max().unwrap_or(0)
        };
        let code = widest(&mut grid.rows.iter().map(|row| &row.code));
        let label = widest(&mut grid.rows.iter().map(|row| &row.label)).min(width / 3).max(1);
        let columns: Vec<usize> = (0..grid.columns.len())
            .map(|at| {
                let cells = widest(&mut grid.rows.iter().filter_map(|row| row.cells.get(at)));
                let name = wrap::width(&grid.columns[at]);
                (cells + 2).max(name).clamp(COLUMN_LEAST, COLUMN_MOST)
            })
            .collect();
        let room = width.saturating_sub(2 + code + 1 + label + 2 + 2);
        let takes = |range: Range<usize>| {
            columns[range].iter().map(|column| column + BETWEEN).sum::<usize>()
        };
        let focus = grid.focus.1.min(columns.len().saturating_sub(1));
        let mut start = 0;
        while start < focus && takes(start..focus + 1) > room {
            start += 1;
        }
        let mut end = (focus + 1).min(columns.len());
        while end < columns.len() && takes(start..end + 1) <= room {
            end += 1;
        }
        Layout { code, label, columns, shown: start..end }
    }
}

/// The names of the columns: they stay in sight while the rows scroll.
pub fn lay_head(grid: &Grid, width: usize, palette: &Palette) -> Sheet {
    let layout = Layout::new(grid, width);
    let left = if layout.shown.start > 0 { "‹ " } else { "  " };
    let right = if layout.shown.end < layout.columns.len() { "›" } else { "" };
    let blank = " ".repeat(2 + layout.code + 1 + layout.label);
    let mut spans = vec![Span::raw(blank), Span::styled(left, palette.accent())];
    for at in layout.shown.clone() {
        let style = if at == grid.focus.1 { palette.strong() } else { palette.dim() };
        spans.push(Span::styled(padded(&grid.columns[at], layout.columns[at]), style));
        spans.push(Span::raw(" ".repeat(BETWEEN)));
    }
    spans.push(Span::styled(right, palette.accent()));
    Sheet::of(vec![Line::from(spans)])
}

/// The rows.
pub fn lay_rows(grid: &Grid, width: usize, palette: &Palette) -> Sheet {
    let layout = Layout::new(grid, width);
    let mut sheet = Sheet::default();
    for (at, row) in grid.rows.iter().enumerate() {
        let focused = at == grid.focus.0;
        let pointer = if focused { "› " } else { "  " };
        let mut spans = vec![
            Span::styled(pointer, palette.accent()),
            Span::styled(format!("{:>1$} ", row.code, layout.code), palette.dim()),
            Span::raw(padded(&row.label, layout.label)),
            Span::raw("  "),
        ];
        let mut column = 2 + layout.code + 1 + layout.label + 2;
        for cell in layout.shown.clone() {
            let here = focused && cell == grid.focus.1;
            let text = row.cells.get(cell).map_or("", String::as_str);
            let style = if here { palette.focus() } else { Style::new() };
            if here {
                sheet.mark = Some((at, column));
            }
            spans.push(Span::styled(padded(&format!(" {text}"), layout.columns[cell]), style));
            spans.push(Span::raw(" ".repeat(BETWEEN)));
            column += layout.columns[cell] + BETWEEN;
        }
        if focused {
            sheet.focus = Some(at..at + 1);
        }
        sheet.lines.push(Line::from(spans));
    }
    if grid.total > grid.rows.len() {
        sheet.lines.push(window_line(grid.first, grid.rows.len(), grid.total, palette));
    }
    sheet
}

fn padded(text: &str, width: usize) -> String {
    let shown = wrap::cut(text, width);
    let pad = " ".repeat(width.saturating_sub(wrap::width(&shown)));
    shown + &pad
}
