//! Lines of which one may be chosen: interviews, sections, problems, history, rows.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::choices::window_line;
use super::palette::Palette;
use super::sheet::Sheet;
use super::wrap;
use crate::app::screen::{Hint, List, ListItem};

/// The least columns a label keeps beside its detail.
const LABEL_LEAST: usize = 16;
/// Deeper lines are not indented any further.
const DEPTH_MAX: usize = 8;

/// Lays out a list.
pub fn lay(list: &List, width: usize, palette: &Palette) -> Sheet {
    let widest = |of: fn(&ListItem) -> &str| {
        list.items.iter().map(|item| wrap::width(of(item))).max().unwrap_or(0)
    };
    let mut columns =
        Columns { code: widest(|item| &item.code), sign: widest(|item| &item.sign), beside: true };
    columns.beside = details_stand_beside(list, &columns, width);
    let mut sheet = Sheet::default();
    for (at, item) in list.items.iter().enumerate() {
        let focused = list.focus == Some(at);
        let start = sheet.height();
        sheet.lines.extend(item_lines(item, &columns, focused, width, palette));
        if focused {
            sheet.focus = Some(start..sheet.height());
            sheet.mark = Some((start, 0));
        }
    }
    if list.total > list.items.len() {
        sheet.lines.push(window_line(list.first, list.items.len(), list.total, palette));
    }
    sheet
}

/// Lays out keys with what they do.
pub fn lay_keys(hints: &[Hint], width: usize, palette: &Palette) -> Sheet {
    let item = |hint: &Hint| ListItem {
        label: hint.label.clone(),
        detail: hint.key.clone(),
        ..ListItem::default()
    };
    let items: Vec<ListItem> = hints.iter().map(item).collect();
    lay(&List { total: items.len(), items, first: 0, focus: None }, width, palette)
}

struct Columns {
    code: usize,
    sign: usize,
    /// Whether details stand beside the labels, not below them.
    beside: bool,
}

/// Details stand at the right where they are short or leave every label its line.
fn details_stand_beside(list: &List, columns: &Columns, width: usize) -> bool {
    let before = 4 + columns.code + columns.sign;
    list.items.iter().filter(|item| !item.detail.is_empty()).all(|item| {
        let detail = wrap::width(&item.detail);
        let depth = usize::from(item.depth).min(DEPTH_MAX) * 2;
        detail <= width / 4 || before + depth + wrap::width(&item.label) + 2 + detail <= width
    })
}

fn padded(text: &str, width: usize) -> String {
    if width == 0 {
        return String::new();
    }
    let shown = wrap::cut(text, width);
    let pad = " ".repeat(width.saturating_sub(wrap::width(&shown)) + 1);
    shown + &pad
}

fn item_lines(
    item: &ListItem,
    columns: &Columns,
    focused: bool,
    width: usize,
    palette: &Palette,
) -> Vec<Line<'static>> {
    let mut style = Style::new();
    if item.heading {
        style = style.add_modifier(Modifier::BOLD);
    }
    if item.dim {
        style = style.patch(palette.dim());
    }
    let label_style = if focused { style.patch(palette.focus()) } else { style };
    let pointer = if focused { "› " } else { "  " };
    let depth = usize::from(item.depth).min(DEPTH_MAX) * 2;
    let code = if item.heading && item.code.is_empty() {
        String::new()
    } else {
        padded(&item.code, columns.code)
    };
    let sign = if item.heading && item.sign.is_empty() {
        String::new()
    } else {
        padded(&item.sign, columns.sign)
    };
    let before = 2 + depth + wrap::width(&code) + wrap::width(&sign);
    let room = width.saturating_sub(before);
    let detail_width = wrap::width(&item.detail);
    let beside = columns.beside && detail_width > 0 && room >= detail_width + 2 + LABEL_LEAST;
    let label_room = if beside { room - detail_width - 2 } else { room };
    let mut lines = Vec::new();
    for (at, text) in wrap::lines(&item.label, label_room).into_iter().enumerate() {
        let used = wrap::width(&text);
        let mut spans = if at == 0 {
            vec![
                Span::styled(pointer.to_owned(), palette.accent()),
                Span::raw(" ".repeat(depth)),
                Span::styled(code.clone(), palette.strong()),
                Span::styled(sign.clone(), style),
            ]
        } else {
            vec![Span::raw(" ".repeat(before))]
        };
        spans.push(Span::styled(text, label_style));
        if at == 0 && beside {
            spans.push(Span::raw(" ".repeat(room.saturating_sub(used + detail_width))));
            spans.push(Span::styled(wrap::cut(&item.detail, detail_width), palette.dim()));
        }
        lines.push(Line::from(spans));
    }
    if detail_width > 0 && !beside {
        for text in wrap::lines(&item.detail, room.saturating_sub(2)) {
            lines.push(Line::styled(format!("{}{text}", " ".repeat(before + 2)), palette.dim()));
        }
    }
    lines
}
