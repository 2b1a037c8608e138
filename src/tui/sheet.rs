//! Lines laid out for a width, before it is known which of them fit the window.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::palette::Palette;

/// Lines laid out one below the other.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The lines; their texts are safe to draw.
    pub lines: Vec<Line<'static>>,
    /// Where the caret stands: line and column.
    pub caret: Option<(usize, usize)>,
    /// Where the hardware cursor goes if there is no caret: line and column of what is
    /// highlighted.
    pub mark: Option<(usize, usize)>,
    /// The lines that must be seen.
    pub focus: Option<Range<usize>>,
}

impl Sheet {
    /// A sheet of plain lines.
    pub fn of(lines: Vec<Line<'static>>) -> Sheet {
        Sheet { lines, ..Sheet::default() }
    }

    /// How many lines there are.
    pub fn height(&self) -> usize {
        self.lines.len()
    }

    /// Puts another sheet below.
    pub fn append(&mut self, below: Sheet) {
        let shift = self.lines.len();
        let moved = |place: Option<(usize, usize)>| place.map(|(line, at)| (line + shift, at));
        self.caret = self.caret.or(moved(below.caret));
        self.mark = self.mark.or(moved(below.mark));
        let focus = below.focus.map(|range| range.start + shift..range.end + shift);
        self.focus = self.focus.take().or(focus);
        self.lines.extend(below.lines);
    }

    /// The first line shown in a window of that height: what must be seen stands near the
    /// middle; without that, `scroll` decides.
    pub fn offset(&self, height: usize, scroll: usize) -> usize {
        let last = self.lines.len().saturating_sub(height);
        let focus = self.caret.map(|(line, _)| line..line + 1).or_else(|| self.focus.clone());
        match focus {
            None => scroll.min(last),
            Some(range) if range.len() >= height => range.start.min(last),
            Some(range) => {
                let middle = (range.start + range.end) / 2;
                middle.saturating_sub(height / 2).min(last)
            }
        }
    }

    /// Draws what fits, with signs at the right where there is more above or below. Returns
    /// where the hardware cursor belongs: the caret's cell and the mark's cell.
    pub fn draw(
        &self,
        area: Rect,
        scroll: usize,
        palette: &Palette,
        frame: &mut Frame,
    ) -> (Option<Position>, Option<Position>) {
        let height = usize::from(area.height);
        if height == 0 || area.width == 0 {
            return (None, None);
        }
        let offset = self.offset(height, scroll);
        let buffer = frame.buffer_mut();
        for (line, y) in self.lines.iter().skip(offset).zip(area.y..area.bottom()) {
            buffer.set_line(area.x, y, line, area.width);
        }
        let right = area.right();
        if buffer.area.right() > right {
            let mut sign = |y, sign: &str| {
                buffer.set_span(right, y, &Span::styled(sign.to_owned(), palette.accent()), 1);
            };
            if offset > 0 {
                sign(area.y, "↑");
            }
            if offset + height < self.lines.len() {
                sign(area.bottom() - 1, "↓");
            }
        }
        let cell = |place: Option<(usize, usize)>| {
            let (line, column) = place?;
            let row = u16::try_from(line.checked_sub(offset)?).ok()?;
            let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width - 1);
            (row < area.height).then(|| Position::new(area.x + column, area.y + row))
        };
        (cell(self.caret), cell(self.mark))
    }
}

/// A line with a first part in one style and the rest in another.
pub fn two(first: (String, Style), rest: (String, Style)) -> Line<'static> {
    Line::from(vec![Span::styled(first.0, first.1), Span::styled(rest.0, rest.1)])
}
