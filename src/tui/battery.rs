//! A table of one-key rows: the scale once above, one line of codes for each row.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::palette::Palette;
use super::sheet::Sheet;
use super::wrap;
use crate::app::screen::{Battery, BatteryRow};

/// The least columns a row's label keeps beside the codes.
const LABEL_LEAST: usize = 20;

/// The scale: stays in sight while the rows scroll.
pub fn lay_scale(battery: &Battery, width: usize, palette: &Palette) -> Sheet {
    let mut sheet = Sheet::default();
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for (code, label) in &battery.scale {
        let code = wrap::cut(code, width);
        let label = wrap::cut(label, width.saturating_sub(wrap::width(&code) + 1));
        let takes = wrap::width(&code) + 1 + wrap::width(&label);
        if used > 0 && used + 3 + takes > width {
            sheet.lines.push(Line::from(std::mem::take(&mut spans)));
            used = 0;
        }
        if used > 0 {
            spans.push(Span::raw("   "));
            used += 3;
        }
        spans.push(Span::styled(code, palette.strong()));
        spans.push(Span::raw(format!(" {label}")));
        used += takes;
    }
    if !spans.is_empty() {
        sheet.lines.push(Line::from(spans));
    }
    if sheet.height() > 0 {
        sheet.lines.push(Line::styled("╌".repeat(width), palette.dim()));
    }
    sheet
}

/// The rows.
pub fn lay_rows(battery: &Battery, width: usize, palette: &Palette) -> Sheet {
    let widths: Vec<usize> = battery.scale.iter().map(|(code, _)| wrap::width(code) + 2).collect();
    let codes: usize = widths.iter().sum();
    let wide = width >= codes + 4 + LABEL_LEAST;
    let mut sheet = Sheet::default();
    for (at, row) in battery.rows.iter().enumerate() {
        let focused = at == battery.focus;
        let start = sheet.height();
        let answer = if wide {
            code_spans(battery, row, &widths, palette)
        } else {
            chosen_only(battery, row, palette)
        };
        sheet.lines.extend(row_lines(row, answer, focused, width, palette));
        if focused {
            sheet.focus = Some(start..sheet.height());
            sheet.mark = Some((start, 0));
        }
    }
    sheet
}

fn code_spans(
    battery: &Battery,
    row: &BatteryRow,
    widths: &[usize],
    palette: &Palette,
) -> Vec<Span<'static>> {
    if !row.words.is_empty() {
        let room: usize = widths.iter().sum();
        let words = wrap::cut(&row.words, room);
        let pad = room.saturating_sub(wrap::width(&words));
        return vec![Span::raw(" ".repeat(pad)), Span::styled(words, palette.strong())];
    }
    let codes = battery.scale.iter().enumerate().map(|(at, (code, _))| {
        let code = wrap::cut(code, wrap::width(code));
        if row.chosen == Some(at) {
            Span::styled(format!("({code})"), Style::new().add_modifier(Modifier::BOLD))
        } else {
            Span::styled(format!(" {code} "), palette.dim())
        }
    });
    codes.collect()
}

fn chosen_only(battery: &Battery, row: &BatteryRow, palette: &Palette) -> Vec<Span<'static>> {
    let chosen = row.chosen.and_then(|at| battery.scale.get(at));
    let words = match chosen {
        _ if !row.words.is_empty() => wrap::cut(&row.words, 12),
        Some((code, _)) => format!("({})", wrap::cut(code, 8)),
        None => "( )".to_owned(),
    };
    vec![Span::styled(words, palette.strong())]
}

fn row_lines(
    row: &BatteryRow,
    answer: Vec<Span<'static>>,
    focused: bool,
    width: usize,
    palette: &Palette,
) -> Vec<Line<'static>> {
    let answer_width: usize = answer.iter().map(Span::width).sum();
    let room = width.saturating_sub(4 + answer_width + 1).max(1);
    let pointer = if focused { "› " } else { "  " };
    let sign = if row.trouble { "! " } else { "  " };
    let style = if focused {
        Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)
    } else {
        Style::new()
    };
    let mut answer = Some(answer);
    let mut lines = Vec::new();
    for (at, text) in wrap::lines(&row.label, room).into_iter().enumerate() {
        let used = wrap::width(&text);
        let mut spans = if at == 0 {
            vec![
                Span::styled(pointer.to_owned(), palette.accent()),
                Span::styled(sign.to_owned(), palette.alarm()),
            ]
        } else {
            vec![Span::raw("    ")]
        };
        spans.push(Span::styled(text, style));
        if let Some(answer) = answer.take() {
            spans.push(Span::styled(" ".repeat((room + 1).saturating_sub(used)), palette.dim()));
            spans.extend(answer);
        }
        lines.push(Line::from(spans));
    }
    lines
}
