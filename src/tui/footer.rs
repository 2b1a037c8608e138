//! The line at the bottom: the keys that work now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::palette::Palette;
use super::wrap;
use crate::app::screen::Hint;

/// How many lines it takes.
pub const HEIGHT: u16 = 2;

/// Draws it.
pub fn draw(hints: &[Hint], area: Rect, palette: &Palette, frame: &mut Frame) {
    let width = usize::from(area.width);
    let buffer = frame.buffer_mut();
    let rule = Line::styled("─".repeat(width), palette.dim());
    buffer.set_line(area.x, area.y, &rule, area.width);
    let mut spans = Vec::new();
    for (at, hint) in fitting(hints, width).into_iter().enumerate() {
        if at > 0 {
            spans.push(Span::raw("  "));
        }
        spans.push(Span::styled(wrap::cut(&hint.key, 20), palette.strong()));
        spans.push(Span::styled(format!(" {}", wrap::cut(&hint.label, 40)), palette.dim()));
    }
    buffer.set_line(area.x, area.y + 1, &Line::from(spans), area.width);
}

/// The hints that fit, in their order. The last one stays in any case: it leads to all others.
fn fitting(hints: &[Hint], width: usize) -> Vec<&Hint> {
    let takes = |hint: &Hint| wrap::width(&hint.key) + 1 + wrap::width(&hint.label);
    let Some((last, others)) = hints.split_last() else { return Vec::new() };
    let mut used = takes(last);
    let mut kept = Vec::new();
    for hint in others {
        if used + 2 + takes(hint) > width {
            break;
        }
        used += 2 + takes(hint);
        kept.push(hint);
    }
    kept.push(last);
    kept
}

#[cfg(test)]
mod tests {
    use super::fitting;
    use crate::app::keymap::Action;
    use crate::app::screen::Hint;

    #[test]
    fn the_way_to_all_keys_is_never_left_out() {
        let hint =
            |key: &str| Hint { key: key.into(), label: "does".into(), action: Some(Action::Enter) };
        let hints = [hint("Enter"), hint("F2"), hint("F3"), hint("?")];
        let keys =
            |width| fitting(&hints, width).iter().map(|h| h.key.as_str()).collect::<Vec<_>>();
        assert_eq!(keys(80), ["Enter", "F2", "F3", "?"]);
        assert_eq!(keys(20), ["Enter", "?"]);
        assert_eq!(keys(1), ["?"]);
    }
}
