//! Events of the terminal become keys: presses only, pastes bounded and cleaned.

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};

use crate::app::key::Key;

/// More characters than this are not taken from one paste.
pub const PASTE_MAX: usize = 100_000;

/// Reads an event; `None` for what means nothing here. Some terminals tell of releases and of
/// repeats by a held key. A release is nothing; a held key may scroll and type, but never answer
/// (T7). Changes of the window's size come another way, see [`super::wait`].
pub fn key_of(event: Event) -> Option<Key> {
    match event {
        Event::Key(event) => {
            let key = translate(event.code, event.modifiers)?;
            match event.kind {
                KeyEventKind::Press => Some(key),
                KeyEventKind::Repeat => may_repeat(&key).then_some(key),
                KeyEventKind::Release => None,
            }
        }
        Event::Paste(text) => Some(Key::Paste(clean(&text))),
        Event::Resize(..) | Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
    }
}

fn may_repeat(key: &Key) -> bool {
    match key {
        Key::Char(character) => !character.is_ascii_digit(),
        Key::Up | Key::Down | Key::Left | Key::Right | Key::CtrlLeft | Key::CtrlRight => true,
        Key::PageUp | Key::PageDown | Key::Backspace | Key::Delete => true,
        _ => false,
    }
}

fn translate(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    let control = modifiers.contains(KeyModifiers::CONTROL);
    let alt = modifiers.contains(KeyModifiers::ALT);
    let shift = modifiers.contains(KeyModifiers::SHIFT);
    Some(match code {
        // Both together are how some systems deliver AltGr: the character is what counts.
        KeyCode::Char(character) if control && alt => Key::Char(character),
        KeyCode::Char(character) if control => Key::Ctrl(lower(character)),
        KeyCode::Char(character) if alt => Key::Alt(character),
        KeyCode::Char(character) => Key::Char(character),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if shift => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up if shift => Key::ShiftUp,
        KeyCode::Up => Key::Up,
        KeyCode::Down if shift => Key::ShiftDown,
        KeyCode::Down => Key::Down,
        KeyCode::Left if control => Key::CtrlLeft,
        KeyCode::Left => Key::Left,
        KeyCode::Right if control => Key::CtrlRight,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    })
}

fn lower(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

/// A paste without control characters: every kind of line end becomes a line break, tabs stay
/// (they part the cells of a table), the rest goes.
fn clean(text: &str) -> String {
    let mut cleaned = String::new();
    let mut after_return = false;
    for character in text.chars().take(PASTE_MAX) {
        match character {
            '\n' if after_return => {}
            '\r' | '\n' => cleaned.push('\n'),
            '\t' => cleaned.push('\t'),
            control if control.is_control() => {}
            other => cleaned.push(other),
        }
        after_return = character == '\r';
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    use super::{PASTE_MAX, key_of};
    use crate::app::key::Key;

    fn of(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Option<Key> {
        key_of(Event::Key(KeyEvent::new_with_kind(code, modifiers, kind)))
    }

    #[test]
    fn a_held_key_scrolls_and_types_but_never_answers() {
        let repeated = |code| of(code, KeyModifiers::NONE, KeyEventKind::Repeat);
        assert_eq!(repeated(KeyCode::Enter), None);
        assert_eq!(repeated(KeyCode::Char('1')), None);
        assert_eq!(repeated(KeyCode::F(2)), None);
        assert_eq!(repeated(KeyCode::Down), Some(Key::Down));
        assert_eq!(repeated(KeyCode::Char('ә')), Some(Key::Char('ә')));
        assert_eq!(of(KeyCode::Down, KeyModifiers::NONE, KeyEventKind::Release), None);
    }

    #[test]
    fn modifiers_are_read() {
        let pressed = |code, modifiers| of(code, modifiers, KeyEventKind::Press);
        let (control, shift) = (KeyModifiers::CONTROL, KeyModifiers::SHIFT);
        assert_eq!(pressed(KeyCode::Char('Я'), control), Some(Key::Ctrl('я')));
        assert_eq!(pressed(KeyCode::Char('д'), KeyModifiers::ALT), Some(Key::Alt('д')));
        assert_eq!(pressed(KeyCode::Char('@'), control | KeyModifiers::ALT), Some(Key::Char('@')));
        assert_eq!(pressed(KeyCode::Left, control), Some(Key::CtrlLeft));
        assert_eq!(pressed(KeyCode::Up, shift), Some(Key::ShiftUp));
        assert_eq!(pressed(KeyCode::Char('Ә'), shift), Some(Key::Char('Ә')));
    }

    #[test]
    fn a_paste_is_bounded_and_clean() {
        let pasted = |text: &str| key_of(Event::Paste(text.into()));
        let text = |text: &str| Some(Key::Paste(text.into()));
        assert_eq!(pasted("a\r\nb\rc\nd\te\u{1b}[2J\u{7}"), text("a\nb\nc\nd\te[2J"));
        let flood = "я".repeat(PASTE_MAX + 1);
        assert_eq!(pasted(&flood), text(&"я".repeat(PASTE_MAX)));
    }
}
