//! Choices, one below the other: code, mark, label.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::palette::Palette;
use super::sheet::Sheet;
use super::wrap;
use crate::app::screen::{ChoiceBlock, ChoiceItem, Mark};

/// Lays out choices; `spaced` leaves a line between them.
pub fn lay(block: &ChoiceBlock, spaced: bool, width: usize, palette: &Palette) -> Sheet {
    let code_width = block.items.iter().map(|item| wrap::width(&item.code)).max().unwrap_or(0);
    let mut sheet = Sheet::default();
    for (at, item) in block.items.iter().enumerate() {
        if spaced && at > 0 {
            sheet.lines.push(Line::default());
        }
        let focused = block.focus == Some(at);
        let start = sheet.height();
        sheet.lines.extend(item_lines(item, block.multiple, code_width, focused, width, palette));
        if focused {
            sheet.focus = Some(start..sheet.height());
            sheet.mark = Some((start, 0));
        }
    }
    if block.total > block.items.len() {
        sheet.lines.push(window_line(block.first, block.items.len(), block.total, palette));
    }
    sheet
}

/// Says which part of a long list is shown.
pub fn window_line(first: usize, shown: usize, total: usize, palette: &Palette) -> Line<'static> {
    let words = if shown == 0 {
        format!("    0 / {total}")
    } else {
        format!("    {}–{} / {total}", first + 1, first + shown)
    };
    Line::styled(words, palette.dim())
}

fn item_lines(
    item: &ChoiceItem,
    multiple: bool,
    code_width: usize,
    focused: bool,
    width: usize,
    palette: &Palette,
) -> Vec<Line<'static>> {
    let mark = match (item.mark, multiple) {
        (Mark::Off, false) => "( )".to_owned(),
        (Mark::On, false) => "(•)".to_owned(),
        (Mark::Off, true) => "[ ]".to_owned(),
        (Mark::On, true) => "[x]".to_owned(),
        (Mark::Rank(rank), _) => format!("[{rank}]"),
    };
    let code = wrap::cut(&item.code, code_width);
    let pad = " ".repeat(code_width - wrap::width(&code).min(code_width));
    let gap = if code_width > 0 { " " } else { "" };
    let pointer = if focused { "› " } else { "  " };
    let label_at = 2 + code_width + gap.len() + wrap::width(&mark) + 1;
    let chosen = item.mark != Mark::Off;
    let mut label_style = Style::new();
    if chosen {
        label_style = label_style.add_modifier(Modifier::BOLD);
    }
    if focused {
        label_style = label_style.patch(palette.focus());
    }
    // A choice that clears the others is set apart by a sign.
    let label = if item.exclusive { format!("{} ⊘", item.label) } else { item.label.clone() };
    let mut lines = Vec::new();
    for (at, text) in wrap::lines(&label, width.saturating_sub(label_at)).into_iter().enumerate() {
        let words = Span::styled(text, label_style);
        lines.push(if at == 0 {
            Line::from(vec![
                Span::styled(pointer.to_owned(), palette.accent()),
                Span::styled(format!("{pad}{code}{gap}"), palette.strong()),
                Span::styled(
                    format!("{mark} "),
                    if chosen { palette.strong() } else { palette.dim() },
                ),
                words,
            ])
        } else {
            Line::from(vec![Span::raw(" ".repeat(label_at)), words])
        });
    }
    lines
}
