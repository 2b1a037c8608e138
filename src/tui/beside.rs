//! Room for two things beside each other, with a line between them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::palette::Palette;

/// Columns between the two, with the line in their middle.
const BETWEEN: u16 = 3;

/// Draws the line between the two; gives the room at its left and at its right.
pub fn split(area: Rect, palette: &Palette, frame: &mut Frame) -> (Rect, Rect) {
    let left = Rect { width: area.width.saturating_sub(BETWEEN) / 2, ..area };
    for y in area.y..area.bottom() {
        let rule = Span::styled("│", palette.dim());
        frame.buffer_mut().set_span(left.right() + 1, y, &rule, 1);
    }
    let x = left.right() + BETWEEN;
    (left, Rect { x, width: area.right().saturating_sub(x), ..area })
}
