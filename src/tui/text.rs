//! Paragraphs. Each voice has its own sign and weight, so that nobody reads an instruction out
//! (E24), with and without colours.

use ratatui::text::Line;

use super::palette::Palette;
use super::sheet::{Sheet, two};
use super::wrap;
use crate::app::screen::Voice;

/// What stands before and after the words of a voice.
fn signs(voice: Voice) -> (&'static str, &'static str) {
    match voice {
        Voice::Instruction => ("[» ", "]"),
        Voice::Hint => ("· ", ""),
        Voice::Program => ("› ", ""),
        Voice::Warning => ("! ", ""),
        Voice::ReadOut | Voice::Heading | Voice::Dim => ("", ""),
    }
}

/// Lays out a paragraph.
pub fn lay(voice: Voice, text: &str, width: usize, palette: &Palette) -> Sheet {
    let (before, after) = signs(voice);
    let indent = wrap::width(before);
    let words = format!("{}{after}", text.trim_end());
    let style = palette.voice(voice);
    let lines = wrap::lines(&words, width.saturating_sub(indent));
    let lines = lines.into_iter().enumerate().map(|(at, line)| {
        let start = if at == 0 { before.to_owned() } else { " ".repeat(indent) };
        if indent == 0 { Line::styled(line, style) } else { two((start, style), (line, style)) }
    });
    Sheet::of(lines.collect())
}

#[cfg(test)]
mod tests {
    use super::lay;
    use crate::app::screen::Voice;
    use crate::tui::palette::Palette;

    #[test]
    fn voices_differ_without_colour_or_weight() {
        let shown = |voice| {
            let sheet = lay(voice, "Show card 4.", 40, &Palette { colour: false });
            sheet.lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(shown(Voice::ReadOut), "Show card 4.");
        assert_eq!(shown(Voice::Instruction), "[» Show card 4.]");
        assert_eq!(shown(Voice::Warning), "! Show card 4.");
    }
}
