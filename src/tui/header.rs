//! The lines at the top: what is being asked, where in it, how far, and whether all is saved.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::palette::Palette;
use super::wrap;
use crate::app::screen::{Header, Saved};

/// How many lines it takes.
pub const HEIGHT: u16 = 3;

/// Draws it.
pub fn draw(header: &Header, area: Rect, palette: &Palette, frame: &mut Frame) {
    let width = usize::from(area.width);
    let buffer = frame.buffer_mut();
    let first = spread(left_first(header, palette), right_first(header, palette), width);
    buffer.set_line(area.x, area.y, &first, area.width);
    let right: Vec<Span> = match header.progress {
        Some((answered, total)) => vec![Span::raw(format!("{answered}/{total}"))],
        None => Vec::new(),
    };
    let second = spread(place(header, palette, width), right, width);
    buffer.set_line(area.x, area.y + 1, &second, area.width);
    // The rule below is the progress bar as well: heavy as far as the interview has come.
    let heavy = match header.progress {
        Some((answered, total)) if total > 0 => width * answered.min(total) / total,
        _ => 0,
    };
    let rule = Line::from(vec![
        Span::styled("━".repeat(heavy), palette.accent()),
        Span::styled("─".repeat(width - heavy), palette.dim()),
    ]);
    buffer.set_line(area.x, area.y + 2, &rule, area.width);
}

fn left_first(header: &Header, palette: &Palette) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    for mark in &header.marks {
        spans.push(Span::styled(format!(" {} ", wrap::cut(mark, 20)), palette.focus()));
        spans.push(Span::raw(" "));
    }
    spans.push(Span::styled(wrap::cut(&header.title, 200), palette.strong()));
    if !header.case.is_empty() {
        spans.push(Span::styled(" · ", palette.dim()));
        spans.push(Span::raw(wrap::cut(&header.case, 30)));
    }
    spans
}

fn right_first(header: &Header, palette: &Palette) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    if !header.language.is_empty() {
        spans.push(Span::styled(wrap::cut(&header.language, 20), palette.dim()));
    }
    let sign = match header.saved {
        Saved::Nothing => None,
        Saved::Saved => Some(("✓", palette.good())),
        Saved::Typing => Some(("…", palette.dim())),
        Saved::Failed => Some(("‼", palette.alarm())),
    };
    if let Some((sign, style)) = sign {
        spans.push(Span::styled(format!(" {sign}"), style));
    }
    spans
}

/// The sections and rows around the place, the innermost kept where not all fit.
fn place(header: &Header, palette: &Palette, width: usize) -> Vec<Span<'static>> {
    // What the line above says is not said again.
    let sections = header.section.iter().filter(|part| **part != header.title);
    let mut parts: Vec<String> = sections.map(|part| wrap::cut(part, 40)).collect();
    if !header.number.is_empty() {
        parts.push(wrap::cut(&header.number, 20));
    }
    let takes = |parts: &[String]| parts.iter().map(|part| wrap::width(part) + 3).sum::<usize>();
    let mut cut = false;
    while parts.len() > 1 && takes(&parts) + 14 > width {
        parts.remove(0);
        cut = true;
    }
    let mut spans = Vec::new();
    if cut {
        spans.push(Span::styled("… › ", palette.dim()));
    }
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            spans.push(Span::styled(" › ", palette.dim()));
        }
        spans.push(Span::raw(part));
    }
    spans
}

/// One line with something at its left and something at its right; the left is cut.
fn spread(left: Vec<Span<'static>>, right: Vec<Span<'static>>, width: usize) -> Line<'static> {
    let right_width: usize = right.iter().map(Span::width).sum();
    let room = width.saturating_sub(right_width + usize::from(right_width > 0));
    let mut spans = Vec::new();
    let mut used = 0;
    for span in left {
        let text = wrap::cut(&span.content, room - used);
        used += wrap::width(&text);
        spans.push(Span::styled(text, span.style));
    }
    if right_width > 0 && right_width <= width {
        spans.push(Span::raw(" ".repeat(width - used - right_width)));
        spans.extend(right);
    }
    Line::from(spans)
}
