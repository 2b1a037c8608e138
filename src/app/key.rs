//! The keys a person can press, free of any terminal library.

/// A key press. Releases and repeats of answer keys never get this far.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, as typed (capitals and layouts included).
    Char(char),
    /// Control with a letter, in lower case; Cyrillic letters arrive as they are.
    Ctrl(char),
    /// Alt with a character.
    Alt(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Deletes backwards.
    Backspace,
    /// Deletes forwards.
    Delete,
    /// Inserts (a row, where there are rows).
    Insert,
    /// Arrow keys.
    Up,
    /// Arrow keys.
    Down,
    /// Arrow keys.
    Left,
    /// Arrow keys.
    Right,
    /// Control and left arrow.
    CtrlLeft,
    /// Control and right arrow.
    CtrlRight,
    /// Shift and up arrow.
    ShiftUp,
    /// Shift and down arrow.
    ShiftDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A function key.
    F(u8),
    /// Text that was pasted, whole; may hold anything.
    Paste(String),
}
