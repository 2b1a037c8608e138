//! A whole screen: header, content, message, footer. Works at every size; draws, decides nothing.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::palette::Palette;
use super::sheet::Sheet;
use super::{battery, beside, choices, field, footer, grid, header, list, notice, text, wrap};
use crate::app::screen::{BESIDE_LEAST, Block, Screen, Side, Voice};

/// The least size at which everything is shown.
pub const LEAST: (u16, u16) = (40, 10);
/// Lines longer than this are hard to read.
const WIDTH_MAX: u16 = 100;
/// Lines of a list that are kept beside a long question, if they take no more than half.
const LIST_LEAST: usize = 5;
/// What a window too small for anything says, in every language of the program.
const ENLARGE: &str = "Enlarge the window: answers are safe. Увеличьте окно: ответы сохранены. \
                       Терезені үлкейтіңіз: жауаптар сақталған.";

/// Draws a screen.
pub fn view(screen: &Screen, palette: &Palette, frame: &mut Frame) {
    let area = frame.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return enlarge(area, frame);
    }
    let column = column(area, screen.side.is_some());
    let line = |y, height| Rect { y, height, ..column };
    header::draw(&screen.header, line(area.y, header::HEIGHT), palette, frame);
    let bottom = area.bottom() - footer::HEIGHT;
    footer::draw(&screen.footer, line(bottom, footer::HEIGHT), palette, frame);
    let top = area.y + header::HEIGHT;
    // A message takes at most a third of the room; a line is left free around the content.
    let room = bottom - top;
    let message = screen.notice.as_ref().map(|it| notice::lay(it, column.width.into(), palette));
    let message_height = message.as_ref().map_or(0, |it| clamp(it.height()).min(room / 3));
    if let Some(message) = &message {
        message.draw(line(bottom - message_height, message_height), 0, palette, frame);
    }
    let strip = u16::from(screen.strip.is_some() && room >= 6);
    if let (Some(told), 1) = (&screen.strip, strip) {
        let shown = Line::styled(wrap::cut(told, column.width.into()), palette.dim());
        let y = bottom - message_height - strip;
        frame.buffer_mut().set_line(column.x, y, &shown, column.width);
    }
    let air = u16::from(room >= 12);
    let gap = u16::from(message_height > 0 && strip == 0) * air;
    let height = room - message_height - strip - air - gap;
    let area = line(top + air, height);
    let cursor = match &screen.side {
        Some(side) => two(screen, side, area, palette, frame),
        None => content(screen, area, palette, frame),
    };
    frame.set_cursor_position(cursor.unwrap_or(Position::new(column.x, top + air)));
}

/// The column that everything stands in: with margins, in the middle of a wide window.
fn column(area: Rect, two: bool) -> Rect {
    let margin = if area.width >= 60 { 2 } else { 1 };
    let most = if two && area.width >= BESIDE_LEAST { 2 * WIDTH_MAX } else { WIDTH_MAX };
    let width = (area.width - 2 * margin).min(most);
    Rect { x: area.x + (area.width - width) / 2, width, ..area }
}

fn clamp(height: usize) -> u16 {
    u16::try_from(height).unwrap_or(u16::MAX)
}

fn enlarge(area: Rect, frame: &mut Frame) {
    let buffer = frame.buffer_mut();
    for (text, y) in wrap::lines(ENLARGE, area.width.into()).iter().zip(area.y..area.bottom()) {
        buffer.set_stringn(area.x, y, text, area.width.into(), Style::new());
    }
    if area.width > 0 && area.height > 0 {
        frame.set_cursor_position(Position::new(area.x, area.y));
    }
}

/// The content in three parts: what stands above, what scrolls on its own, what stands below.
#[derive(Default)]
struct Parts {
    above: Sheet,
    scrolling: Sheet,
    below: Sheet,
}

impl Parts {
    /// The part that the block at a position belongs to; what scrolls may be kept out of it.
    fn at(&mut self, at: usize, may_scroll: bool, scrolling: &Range<usize>) -> &mut Sheet {
        if at < scrolling.start || !may_scroll {
            &mut self.above
        } else if at < scrolling.end {
            &mut self.scrolling
        } else {
            &mut self.below
        }
    }
}

/// How much room is left free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Air {
    /// None but what the screen asks for.
    None,
    /// A line between words and what is answered.
    Some,
    /// A line between choices as well.
    Much,
}

/// Whether a free line between two blocks helps to tell them apart.
fn apart(above: &Block, below: &Block) -> bool {
    match (above, below) {
        (Block::Gap, _) | (_, Block::Gap) => false,
        (Block::Text { voice: Voice::Heading, .. }, _) => true,
        (Block::Text { .. }, Block::Text { .. }) | (Block::Input(_), Block::Input(_)) => false,
        (Block::Keys(_), Block::List(_)) => false,
        _ => true,
    }
}

/// The content with what stands beside it; where there is no room for both, the one that keys go
/// to. The latest of what is written down stands at the bottom.
fn two(
    screen: &Screen,
    side: &Side,
    area: Rect,
    palette: &Palette,
    frame: &mut Frame,
) -> Option<Position> {
    let written = Screen { blocks: side.blocks.clone(), scroll: usize::MAX, ..Screen::default() };
    if frame.area().width < BESIDE_LEAST {
        let seen = if side.focused { &written } else { screen };
        return content(seen, area, palette, frame);
    }
    let (left, right) = beside::split(area, palette, frame);
    let of_question = content(screen, left, palette, frame);
    let of_side = content(&written, right, palette, frame);
    if side.focused { of_side } else { of_question }
}

fn content(screen: &Screen, area: Rect, palette: &Palette, frame: &mut Frame) -> Option<Position> {
    let height = usize::from(area.height);
    let width = usize::from(area.width);
    // As much air as there is room for.
    let airs = if screen.handed_over {
        &[Air::Much, Air::Some, Air::None][..]
    } else {
        &[Air::Some, Air::None]
    };
    let fits = |parts: &Parts| {
        parts.above.height() + parts.scrolling.height() + parts.below.height() <= height
    };
    let parts = airs
        .iter()
        .map(|&air| lay(screen, air, width, palette))
        .find(fits)
        .unwrap_or_else(|| lay(screen, Air::None, width, palette));
    let (above, scrolling, below) = share(&parts, height);
    let mut y = area.y;
    let (mut caret, mut mark) = (None, None);
    for (sheet, height) in
        [(&parts.above, above), (&parts.scrolling, scrolling), (&parts.below, below)]
    {
        let height = clamp(height);
        let found = sheet.draw(Rect { y, height, ..area }, screen.scroll, palette, frame);
        caret = caret.or(found.0);
        mark = mark.or(found.1);
        y += height;
    }
    caret.or(mark)
}

/// How many lines each part gets. The words above keep at least half and up to two thirds, so that the whole
/// question stays in sight while its choices scroll (E25).
fn share(parts: &Parts, height: usize) -> (usize, usize, usize) {
    let (above, scrolling, below) =
        (parts.above.height(), parts.scrolling.height(), parts.below.height());
    if above + scrolling + below <= height {
        return (above, scrolling, below);
    }
    if scrolling == 0 {
        return (height, 0, 0);
    }
    let below = below.min(height / 3);
    let left = height - below;
    // In a low window two lines of a list would be too few to choose from.
    let wanted = left.div_ceil(3).max(LIST_LEAST).min(left.div_ceil(2));
    let least = scrolling.min(wanted);
    let above = above.min(left - least);
    (above, scrolling.min(left - above), below)
}

fn lay(screen: &Screen, air: Air, width: usize, palette: &Palette) -> Parts {
    let lists = |block: &Block| {
        matches!(
            block,
            Block::Choices(_)
                | Block::List(_)
                | Block::Battery(_)
                | Block::Grid(_)
                | Block::Keys(_)
        )
    };
    let fields = |block: &Block| matches!(block, Block::Input(_));
    let range_of = |is: &dyn Fn(&Block) -> bool| {
        let first = screen.blocks.iter().position(is)?;
        let last = screen.blocks.iter().rposition(is)?;
        Some(first..last + 1)
    };
    // Lists scroll; where there are none, the fields do.
    let scrolling = range_of(&lists)
        .or_else(|| range_of(&fields))
        .unwrap_or(screen.blocks.len()..screen.blocks.len());
    let mut parts = Parts::default();
    for (at, block) in screen.blocks.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| screen.blocks.get(above));
        if air != Air::None && above.is_some_and(|above| apart(above, block)) {
            // Free lines belong to the words, not to what scrolls.
            parts.at(at, at != scrolling.start, &scrolling).append(free_line());
        }
        let sheet = match block {
            Block::Text { voice, text } => text::lay(*voice, text, width, palette),
            Block::Choices(block) => choices::lay(block, air == Air::Much, width, palette),
            Block::Input(input) => field::lay(input, width, palette),
            Block::List(block) => list::lay(block, width, palette),
            Block::Keys(hints) => list::lay_keys(hints, width, palette),
            Block::Gap => free_line(),
            Block::Grid(block) => {
                // The names of the columns stay in sight above the rows.
                let head = grid::lay_head(block, width, palette);
                parts.at(at, at != scrolling.start, &scrolling).append(head);
                grid::lay_rows(block, width, palette)
            }
            Block::Battery(block) => {
                // The scale of the first stays in sight above the rows.
                let scale = battery::lay_scale(block, width, palette);
                parts.at(at, at != scrolling.start, &scrolling).append(scale);
                battery::lay_rows(block, width, palette)
            }
        };
        parts.at(at, true, &scrolling).append(sheet);
    }
    parts
}

fn free_line() -> Sheet {
    Sheet::of(vec![Line::default()])
}
