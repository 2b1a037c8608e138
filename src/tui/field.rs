//! A field to type in, of one line or of several, with the caret at its letter.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::palette::Palette;
use super::sheet::Sheet;
use super::wrap::{self, Letter};
use crate::app::screen::Input;

/// The least columns of a field beside its label; else it goes below.
const FIELD_LEAST: usize = 16;

/// Lays out a field.
pub fn lay(input: &Input, width: usize, palette: &Palette) -> Sheet {
    let masked = input.masked.then(|| dots(&wrap::letters(&input.text)));
    let letters = masked.unwrap_or_else(|| wrap::letters(&input.text));
    // The letter before which the caret stands.
    let caret = letters.iter().position(|letter| letter.at >= input.caret).unwrap_or(letters.len());
    match input.lines {
        Some(least) => lay_box(input, &letters, caret, least, width, palette),
        None => lay_line(input, &letters, caret, width, palette),
    }
}

fn dots<'a>(letters: &[Letter<'a>]) -> Vec<Letter<'a>> {
    let dot = |letter: &Letter<'a>| Letter {
        shown: "•".into(),
        width: 1,
        at: letter.at,
        blank: false,
        ends_line: false,
    };
    letters.iter().map(dot).collect()
}

fn field_style(input: &Input) -> Style {
    let style = Style::new().add_modifier(Modifier::UNDERLINED);
    if input.focused { style.add_modifier(Modifier::BOLD) } else { style }
}

fn lay_line(
    input: &Input,
    letters: &[Letter],
    caret: usize,
    width: usize,
    palette: &Palette,
) -> Sheet {
    let mut sheet = Sheet::default();
    let pointer = if input.focused { "› " } else { "  " };
    let label = if input.label.is_empty() { String::new() } else { format!("{}: ", input.label) };
    let label = wrap::cut(&label, width.saturating_sub(2));
    let label_width = wrap::width(&label);
    let mut before =
        vec![Span::styled(pointer.to_owned(), palette.accent()), Span::styled(label, Style::new())];
    let mut start = 2 + label_width;
    if width < start + FIELD_LEAST && label_width > 0 {
        sheet.lines.push(Line::from(std::mem::take(&mut before)));
        before.push(Span::raw("  "));
        start = 2;
    }
    let reading_width = wrap::width(&input.reading);
    let beside = reading_width > 0 && width >= start + FIELD_LEAST + 2 + reading_width;
    let mut room = width.saturating_sub(start).max(1);
    if beside {
        room -= reading_width + 2;
    }
    // Short fields keep what stands behind them near; they grow with what is typed.
    let room = if beside { room.min((wrap::width(&input.text) + 4).max(24)) } else { room.min(60) };
    let (shown, column) = window(letters, caret, room);
    let pad = room.saturating_sub(wrap::width(&shown));
    before.push(Span::styled(shown + &" ".repeat(pad), field_style(input)));
    if beside {
        before.push(Span::raw("  "));
        before.push(Span::styled(wrap::cut(&input.reading, reading_width), palette.dim()));
    }
    if input.focused {
        sheet.caret = Some((sheet.height(), start + column));
    }
    sheet.lines.push(Line::from(before));
    if reading_width > 0 && !beside {
        for line in wrap::lines(&input.reading, width.saturating_sub(start)) {
            sheet.lines.push(Line::styled(format!("{}{line}", " ".repeat(start)), palette.dim()));
        }
    }
    sheet
}

/// The part of one long line around the caret, and the caret's column in it.
fn window(letters: &[Letter], caret: usize, room: usize) -> (String, usize) {
    // A line break is drawn as a sign; a letter may also take no column at all.
    let columns = |letter: &Letter| if letter.ends_line { 1 } else { letter.width };
    let width_of = |range: &[Letter]| range.iter().map(columns).sum::<usize>();
    let mut first = 0;
    // One column stays free for the caret behind the last letter.
    while first < caret && width_of(&letters[first..caret]) >= room {
        first += 1;
    }
    let mut shown = String::new();
    let mut used = 0;
    for letter in &letters[first..] {
        let text = if letter.ends_line { "⏎" } else { letter.shown.as_ref() };
        let takes = wrap::width(text);
        if used + takes > room {
            break;
        }
        shown.push_str(text);
        used += takes;
    }
    (shown, width_of(&letters[first..caret]))
}

fn lay_box(
    input: &Input,
    letters: &[Letter],
    caret: usize,
    least: usize,
    width: usize,
    palette: &Palette,
) -> Sheet {
    let mut sheet = Sheet::default();
    if !input.label.is_empty() {
        for line in wrap::lines(&input.label, width) {
            sheet.lines.push(Line::styled(line, palette.dim()));
        }
    }
    let bar = if input.focused { "▌ " } else { "│ " };
    let room = width.saturating_sub(3).max(1);
    let rows = wrap::rows(letters, room);
    let caret_row =
        rows.iter().position(|row| caret < row.end).unwrap_or(rows.len().saturating_sub(1));
    for (at, row) in rows.iter().enumerate() {
        if at == caret_row && input.focused {
            let before = caret.max(row.start).min(row.end);
            let column: usize = letters[row.start..before].iter().map(|letter| letter.width).sum();
            sheet.caret = Some((sheet.height(), 2 + column.min(room)));
        }
        let text: String =
            letters[row.clone()].iter().map(|letter| letter.shown.as_ref()).collect();
        sheet.lines.push(box_line(bar, text, palette));
    }
    for _ in rows.len()..least.min(40) {
        sheet.lines.push(box_line(bar, String::new(), palette));
    }
    if !input.reading.is_empty() {
        for line in wrap::lines(&input.reading, width) {
            sheet.lines.push(Line::styled(line, palette.dim()));
        }
    }
    sheet
}

fn box_line(bar: &str, text: String, palette: &Palette) -> Line<'static> {
    Line::from(vec![Span::styled(bar.to_owned(), palette.accent()), Span::raw(text)])
}

#[cfg(test)]
mod tests {
    use super::lay;
    use crate::app::screen::Input;
    use crate::tui::palette::Palette;

    const PALETTE: Palette = Palette { colour: false };

    #[test]
    fn the_caret_stays_inside_at_every_width_and_place() {
        let text = "Сіздіңше  за́мок\nи\u{306} 👨‍👩‍👧 世界 ненің";
        for lines in [None, Some(3)] {
            for width in 1..50 {
                for (caret, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let input = Input {
                        text: text.into(),
                        caret,
                        lines,
                        focused: true,
                        ..Input::default()
                    };
                    let sheet = lay(&input, width, &PALETTE);
                    let (line, column) = sheet.caret.expect("a focused field has a caret");
                    assert!(line < sheet.height());
                    assert!(column <= width.max(3), "{column} of {width}");
                }
            }
        }
    }

    #[test]
    fn a_masked_field_shows_dots_only() {
        let input = Input { text: "қүпия".into(), masked: true, ..Input::default() };
        let shown = lay(&input, 40, &PALETTE).lines[0].to_string();
        assert_eq!(shown.trim(), "•••••");
    }
}
