//! The one door for text on its way to the screen: whatever could move the cursor, write to the
//! terminal or reorder its neighbours is made visible instead (I10).

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every control character, bidirectional control and private character replaced
/// by something that can be seen and does nothing. Line breaks count as control characters:
/// whoever wants lines splits first.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\0'..='\u{1f}' => shown.push(picture(character)),
            '\u{7f}' => shown.push('␡'),
            unsafe_one if is_unsafe(unsafe_one) => {
                let _ = write!(shown, "‹{:04X}›", u32::from(unsafe_one));
            }
            other => shown.push(other),
        }
    }
    Cow::Owned(shown)
}

/// The picture Unicode has for a control character below the space.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or('␦')
}

fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            // Marks, embeddings, overrides and isolates of writing direction.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
            // Line and paragraph separators, byte order mark, annotations.
            | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            // Private use: a font may draw anything there. Tags: invisible text.
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn harmless_text_is_left_alone() {
        for text in ["", "Қазақстан", "за́мок", "👨‍👩‍👧", "العربية", "हिन्दी"]
        {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn nothing_that_acts_gets_through() {
        for (text, shown) in [
            ("a\u{1b}[2Jb", "a␛[2Jb"),
            ("tab\there", "tab␉here"),
            ("\u{7f}", "␡"),
            ("\u{9b}31m", "‹009B›31m"),
            ("abc\u{202e}def", "abc‹202E›def"),
            ("\u{e000}", "‹E000›"),
            ("line\nbreak", "line␊break"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn no_character_of_the_lower_planes_acts_on_the_terminal() {
        for character in (0..0x3_0000).filter_map(char::from_u32) {
            let shown = visible(&character.to_string()).into_owned();
            assert!(!shown.chars().any(char::is_control), "{:x}", u32::from(character));
        }
    }
}
