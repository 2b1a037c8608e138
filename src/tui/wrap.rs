//! Lines of a given width out of text, by what a reader sees as one letter (a grapheme) and by
//! the width of its cells.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::display::visible;

/// More marks than this on one letter are not drawn: they only burden the terminal.
const LETTER_BYTES_MAX: usize = 64;

/// One letter of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter<'a> {
    /// What is drawn for it; empty for a line break.
    pub shown: Cow<'a, str>,
    /// How many columns it takes.
    pub width: usize,
    /// Where it begins in the text, in bytes.
    pub at: usize,
    /// Whether it is a blank, after which a line may end.
    pub blank: bool,
    /// Whether it ends the line.
    pub ends_line: bool,
}

/// The letters of a text, safe to draw.
pub fn letters(text: &str) -> Vec<Letter<'_>> {
    text.grapheme_indices(true)
        .map(|(at, grapheme)| {
            let ends_line = matches!(grapheme, "\n" | "\r\n" | "\r");
            let shown = if ends_line {
                Cow::Borrowed("")
            } else if grapheme.len() > LETTER_BYTES_MAX {
                Cow::Owned(grapheme.chars().take(1).collect::<String>() + "…")
            } else {
                visible(grapheme)
            };
            let width = shown.width();
            Letter { width, at, blank: grapheme == " ", ends_line, shown }
        })
        .collect()
}

/// The lines of that many columns, as ranges of letters that tile the text. Blanks at the end of
/// a line hang over; a word wider than a line is broken. There is always at least one line.
pub fn rows(letters: &[Letter], width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let (mut start, mut used, mut at) = (0, 0, 0);
    let mut opportunity = None;
    while at < letters.len() {
        let letter = &letters[at];
        if letter.ends_line {
            rows.push(start..at + 1);
            (start, used, opportunity) = (at + 1, 0, None);
            at += 1;
            continue;
        }
        if !letter.blank && used + letter.width > width && at > start {
            let next = opportunity.unwrap_or(at);
            rows.push(start..next);
            used = letters[next..at].iter().map(|letter| letter.width).sum();
            (start, opportunity) = (next, None);
            continue;
        }
        used += letter.width;
        if letter.blank || is_wide(letter) {
            opportunity = Some(at + 1);
        }
        at += 1;
    }
    rows.push(start..letters.len());
    rows
}

/// Whether a line may end after it: Chinese and Japanese have no blanks. A Hindi conjunct takes two
/// columns too, but of several narrow characters, and stands within a word (T10).
fn is_wide(letter: &Letter) -> bool {
    letter.shown.chars().next().and_then(UnicodeWidthChar::width) == Some(2)
}

/// The text as lines of at most that many columns, without the blanks at their ends.
pub fn lines(text: &str, width: usize) -> Vec<String> {
    let letters = letters(text.trim_end_matches('\n'));
    rows(&letters, width)
        .into_iter()
        .map(|row| {
            let line: String = letters[row].iter().map(|letter| letter.shown.as_ref()).collect();
            line.trim_end().to_owned()
        })
        .collect()
}

/// The text on one line, cut with `…` where it takes more columns.
pub fn cut(text: &str, width: usize) -> String {
    let letters = letters(text);
    let total: usize = letters.iter().map(|letter| letter.width).sum();
    let mut shown = String::new();
    let mut used = 0;
    for letter in &letters {
        let room = if total > width { width.saturating_sub(1) } else { width };
        if used + letter.width > room {
            break;
        }
        shown.push_str(if letter.ends_line { " " } else { &letter.shown });
        used += letter.width;
    }
    if total > width && width > 0 {
        shown.push('…');
    }
    shown
}

/// How many columns the text takes on one line: its letters drawn one after the other. The width
/// of the text as a whole may be less, since Arabic lam and alef count as one there (T10).
pub fn width(text: &str) -> usize {
    visible(text).graphemes(true).map(UnicodeWidthStr::width).sum()
}

#[cfg(test)]
mod tests {
    use super::{cut, letters, lines, rows, width};

    #[test]
    fn words_stay_whole_and_blanks_hang() {
        assert_eq!(lines("one two  three", 5), ["one", "two", "three"]);
        assert_eq!(lines("a\n\nb\n", 5), ["a", "", "b"]);
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("你好世界", 5), ["你好", "世界"]);
        assert_eq!(lines("ab क्षत्रिय", 6), ["ab", "क्षत्रिय"]);
    }

    #[test]
    fn rows_tile_the_text_at_every_width() {
        let text = "Сіздіңше,  ең алдымен\nза́мок 👨‍👩‍👧 ненің\u{1b} 世界 мұндаұзынсөзбар ";
        let letters = letters(text);
        for width in 1..60 {
            let rows = rows(&letters, width);
            let mut next = 0;
            for row in rows {
                assert_eq!(row.start, next, "width {width}");
                next = row.end;
                let used: usize =
                    letters[row.clone()].iter().filter(|l| !l.blank).map(|l| l.width).sum();
                assert!(used <= width.max(2) || row.len() == 1, "width {width}");
            }
            assert_eq!(next, letters.len());
        }
    }

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        for text in ["سلام", "لا", "שָׁלוֹם", "नमस्ते", "สวัสดีครับ", "你好", "👨‍👩‍👧 Әңгіме", "🇰🇿"]
        {
            let sum: usize = letters(text).iter().map(|letter| letter.width).sum();
            assert_eq!(width(text), sum, "{text}");
        }
        assert_eq!(width("سلام"), 4, "lam and alef are two letters");
    }

    #[test]
    fn cutting_never_goes_over() {
        assert_eq!(cut("Домохозяйство", 8), "Домохоз…");
        assert_eq!(cut("世界世界", 4), "世…");
        assert_eq!(cut("short", 8), "short");
        assert_eq!(cut("anything", 0), "");
    }
}
