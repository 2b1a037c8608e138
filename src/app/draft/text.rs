//! The text field: a string with a caret that always stands between what a reader sees as
//! letters, with undo by bursts of typing. Knows no width except to move up and down.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::reading::Reading;
use crate::app::key::Key;
use crate::app::screen::Input;
use crate::value::Value;

/// The most bytes a field takes; more is cut off.
const LIMIT: usize = 1_000_000;
const UNDO_LIMIT: usize = 200;
/// The cells of a row at which Up and Down move, until it is known how wide rows are.
pub const ROW_WIDTH: usize = 73;

/// What the last edit was: edits of one kind are undone together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Burst {
    None,
    Word,
    Blank,
    Erase,
}

/// A text field.
#[derive(Debug, Clone)]
pub struct TextDraft {
    text: String,
    caret: usize,
    multiline: bool,
    row_width: usize,
    /// Whether the next thing typed takes the place of all that is there.
    replaced_next: bool,
    burst: Burst,
    undo: Vec<(String, usize)>,
}

impl TextDraft {
    /// An empty field; one of several lines if so said.
    pub fn new(multiline: bool) -> TextDraft {
        TextDraft {
            text: String::new(),
            caret: 0,
            multiline,
            row_width: ROW_WIDTH,
            replaced_next: false,
            burst: Burst::None,
            undo: Vec::new(),
        }
    }

    /// A field that holds a text, the caret at its end.
    pub fn with(text: &str, multiline: bool) -> TextDraft {
        let mut draft = TextDraft::new(multiline);
        draft.set(text);
        draft
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a field of several lines.
    pub fn is_multiline(&self) -> bool {
        self.multiline
    }

    /// Puts a text in the place of all that is there; one undo brings that back.
    pub fn replace_all(&mut self, text: &str) {
        let text = clean(text, self.multiline);
        if text == self.text || text.len() > LIMIT {
            return;
        }
        self.burst = Burst::None;
        self.remember(Burst::Erase);
        self.burst = Burst::None;
        (self.caret, self.text, self.replaced_next) = (text.len(), text, false);
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Lets the next thing typed take the place of all that is there, unless the caret is moved
    /// or something erased before.
    pub fn replace_next(&mut self) {
        self.replaced_next = !self.text.is_empty();
    }

    /// Says how wide rows are, in cells, so that Up and Down move as one sees it.
    pub fn set_row_width(&mut self, width: usize) {
        self.row_width = width.max(1);
    }

    /// Where the caret stands, in bytes.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Replaces the text and forgets what could be undone.
    pub fn set(&mut self, text: &str) {
        self.text = clean(text, self.multiline);
        self.caret = self.text.len();
        self.burst = Burst::None;
        self.replaced_next = false;
        self.undo.clear();
    }

    /// The typed text as an answer, exactly as typed; blanks alone are none.
    pub fn reading(&self) -> Reading {
        if self.text.trim().is_empty() {
            return Reading::Blank;
        }
        Reading::Answer(Value::Text(self.text.clone()))
    }

    /// The field as it is shown.
    pub fn show(&self, label: &str, reading: &str) -> Input {
        Input {
            label: label.to_owned(),
            text: self.text.clone(),
            caret: self.caret,
            lines: self.multiline.then_some(4),
            masked: false,
            reading: reading.to_owned(),
            focused: true,
        }
    }

    /// Inserts text at the caret, without what cannot be typed.
    pub fn insert(&mut self, text: &str) {
        let text = clean(text, self.multiline);
        if text.is_empty() || self.text.len() + text.len() > LIMIT {
            return;
        }
        let blank = text.chars().all(char::is_whitespace);
        if std::mem::take(&mut self.replaced_next) {
            self.remember(Burst::Erase);
            self.text.clear();
            self.caret = 0;
        }
        self.remember(if blank { Burst::Blank } else { Burst::Word });
        self.text.insert_str(self.caret, &text);
        self.caret = self.border_from(self.caret + text.len());
    }

    /// Puts a text in the place of some bytes, the caret behind it.
    pub fn replace(&mut self, range: Range<usize>, text: &str) {
        self.remember(Burst::Erase);
        self.text.replace_range(range.clone(), "");
        self.caret = self.border_from(range.start);
        self.insert(text);
    }

    /// Takes a key; false if it means nothing to a text field.
    pub fn key(&mut self, key: &Key) -> bool {
        match key {
            Key::Char(typed) => self.insert(typed.encode_utf8(&mut [0; 4])),
            Key::Paste(text) => {
                self.burst = Burst::None;
                self.insert(text);
                self.burst = Burst::None;
            }
            Key::Tab if self.multiline => self.insert("\n"),
            Key::Backspace => self.erase(self.previous(self.caret)..self.caret),
            Key::Delete => self.erase(self.caret..self.next(self.caret)),
            Key::Left => self.move_to(self.previous(self.caret)),
            Key::Right => self.move_to(self.next(self.caret)),
            Key::CtrlLeft => self.move_to(self.word_before()),
            Key::CtrlRight => self.move_to(self.word_after()),
            Key::Home => self.move_to(self.line_start()),
            Key::End => self.move_to(self.line_end()),
            Key::Up if self.multiline => self.move_row(false),
            Key::Down if self.multiline => self.move_row(true),
            _ => return false,
        }
        self.replaced_next = false;
        true
    }

    /// Takes back the last burst of typing; false if there is none.
    pub fn undo(&mut self) -> bool {
        let Some((text, caret)) = self.undo.pop() else { return false };
        self.text = text;
        self.caret = caret;
        self.burst = Burst::None;
        true
    }

    /// The rows of the text at a width in cells: ranges of bytes that tile the text. A row breaks
    /// after a blank where it can; blanks hang over the edge.
    pub fn rows(&self, width: usize) -> Vec<Range<usize>> {
        let width = width.max(1);
        let (mut rows, mut start, mut used) = (Vec::new(), 0, 0);
        let mut break_after = None;
        for (at, grapheme) in self.text.grapheme_indices(true) {
            let end = at + grapheme.len();
            if grapheme == "\n" || grapheme == "\r\n" {
                rows.push(start..end);
                (start, used, break_after) = (end, 0, None);
                continue;
            }
            let blank = grapheme.chars().all(char::is_whitespace);
            let cells = grapheme.width();
            if used + cells > width && !blank && at > start {
                let border = break_after.filter(|&border| border > start).unwrap_or(at);
                rows.push(start..border);
                start = border;
                used = cells_of(&self.text[border..at]);
                break_after = None;
            }
            used += cells;
            if blank {
                break_after = Some(end);
            }
        }
        rows.push(start..self.text.len());
        rows
    }

    fn remember(&mut self, burst: Burst) {
        let same = burst == self.burst || (burst == Burst::Blank && self.burst == Burst::Word);
        if !same {
            if self.undo.len() == UNDO_LIMIT {
                self.undo.remove(0);
            }
            self.undo.push((self.text.clone(), self.caret));
        }
        self.burst = burst;
    }

    fn erase(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.remember(Burst::Erase);
        self.text.replace_range(range.clone(), "");
        self.caret = self.border_from(range.start);
    }

    fn move_to(&mut self, caret: usize) {
        self.caret = caret;
        self.burst = Burst::None;
    }

    fn move_row(&mut self, down: bool) {
        let rows = self.rows(self.row_width);
        let at = rows.iter().rposition(|row| row.start <= self.caret).unwrap_or(0);
        let column = cells_of(&self.text[rows[at].start..self.caret]);
        let target = if down { at + 1 } else { at.wrapping_sub(1) };
        let Some(row) = rows.get(target) else {
            return self.move_to(if down { self.text.len() } else { 0 });
        };
        let (mut caret, mut used) = (row.start, 0);
        for (offset, grapheme) in self.text[row.clone()].grapheme_indices(true) {
            if used >= column || grapheme.starts_with('\n') {
                break;
            }
            used += grapheme.width();
            caret = row.start + offset + grapheme.len();
        }
        // The end of a row that goes on is the beginning of the next one: stay before it.
        let last = target + 1 == rows.len();
        let caret = if caret >= row.end && !last { self.previous(row.end) } else { caret };
        self.move_to(caret.max(row.start).min(self.text.len()));
    }

    /// The border of graphemes at a place or next after it.
    fn border_from(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.text.len();
        }
        // Only the line of the place matters; this keeps a key cheap in a long text.
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline);
        self.text[line..]
            .grapheme_indices(true)
            .map(|(offset, _)| line + offset)
            .find(|&border| border >= at)
            .unwrap_or(self.text.len())
    }

    fn previous(&self, at: usize) -> usize {
        self.text[..at].grapheme_indices(true).next_back().map_or(0, |(border, _)| border)
    }

    fn next(&self, at: usize) -> usize {
        self.text[at..].graphemes(true).next().map_or(at, |grapheme| at + grapheme.len())
    }

    fn word_before(&self) -> usize {
        self.text[..self.caret]
            .split_word_bound_indices()
            .rev()
            .find(|(_, word)| !word.trim().is_empty())
            .map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        self.text[self.caret..]
            .split_word_bound_indices()
            .skip(1)
            .find(|(_, word)| !word.trim().is_empty())
            .map_or(self.text.len(), |(at, _)| self.caret + at)
    }

    fn line_start(&self) -> usize {
        self.text[..self.caret].rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.caret..].find('\n').map_or(self.text.len(), |newline| self.caret + newline)
    }
}

/// Text as it may stand in a field: no control characters, line breaks only where there are
/// lines.
fn clean(text: &str, multiline: bool) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut before = ' ';
    for typed in text.chars() {
        match typed {
            '\n' if before == '\r' => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                cleaned.push(if multiline { '\n' } else { ' ' })
            }
            '\t' => cleaned.push(' '),
            other if other.is_control() => {}
            other => cleaned.push(other),
        }
        before = typed;
    }
    cleaned
}

/// How many cells the text takes, drawn letter by letter.
fn cells_of(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_steps_over_what_is_seen_as_one_letter() {
        for (text, steps) in [
            ("мои\u{306}", 3),
            ("за\u{301}мок", 5),
            ("👨\u{200d}👩\u{200d}👧\u{200d}👦!", 2),
            ("🇰🇿", 1),
            ("नमस्ते", 3),
        ] {
            let mut draft = TextDraft::with(text, false);
            let mut count = 0;
            while draft.caret() > 0 {
                draft.key(&Key::Left);
                count += 1;
            }
            let clusters = text.graphemes(true).count();
            assert_eq!(count, clusters, "{text}");
            if steps != 3 {
                assert_eq!(count, steps, "{text}");
            }
            draft.key(&Key::End);
            draft.key(&Key::Backspace);
            assert_eq!(draft.text().graphemes(true).count(), clusters - 1, "{text}");
        }
    }

    #[test]
    fn й_typed_as_two_keys_is_one_letter() {
        let mut draft = TextDraft::with("мо", false);
        draft.key(&Key::Char('и'));
        draft.key(&Key::Char('\u{306}'));
        draft.key(&Key::Backspace);
        assert_eq!(draft.text(), "мо");
    }

    #[test]
    fn rows_tile_the_text_at_every_width() {
        let mut draft =
            TextDraft::with("Қазақстан Республикасы, 家 and\n\nlines  with   blanks ", true);
        for width in 1..60 {
            let rows = draft.rows(width);
            let joined: String = rows.iter().map(|row| &draft.text()[row.clone()]).collect();
            assert_eq!(joined, draft.text());
        }
        draft.key(&Key::Home);
        for key in [Key::Up, Key::Up, Key::Up, Key::Down, Key::Down, Key::Down, Key::Down] {
            draft.key(&key);
            assert!(draft.text().is_char_boundary(draft.caret()));
        }
        assert_eq!(draft.caret(), draft.text().len());
    }

    #[test]
    fn up_and_down_move_by_the_rows_one_sees() {
        let mut draft = TextDraft::with("one two three", true);
        draft.set_row_width(6);
        let texts: Vec<&str> = draft.rows(6).into_iter().map(|row| &draft.text[row]).collect();
        assert_eq!(texts, ["one ", "two ", "three"]);
        let mut carets = Vec::new();
        for key in [Key::Up, Key::Up, Key::Up, Key::Down] {
            draft.key(&key);
            carets.push(draft.caret());
        }
        assert_eq!(carets, [7, 3, 0, 4]);
    }

    #[test]
    fn pastes_are_cleaned() {
        let paste = Key::Paste("a\r\nb\u{1b}[31m\tc\u{7}\n".to_owned());
        for (multiline, text) in [(false, "a b[31m c "), (true, "a\nb[31m c\n")] {
            let mut draft = TextDraft::new(multiline);
            draft.key(&paste);
            assert_eq!(draft.text(), text);
        }
    }

    #[test]
    fn undo_takes_back_a_word_at_a_time() {
        let mut draft = TextDraft::new(false);
        for typed in "one two".chars() {
            draft.key(&Key::Char(typed));
        }
        draft.key(&Key::Backspace);
        let mut texts = Vec::new();
        while draft.undo() {
            texts.push(draft.text().to_owned());
        }
        assert_eq!(texts, ["one two", "one ", ""]);
    }

    #[test]
    fn words_are_stepped_over() {
        let mut draft = TextDraft::with("ab, cd ef", false);
        draft.key(&Key::CtrlLeft);
        assert_eq!(draft.caret(), 7);
        draft.key(&Key::Home);
        draft.key(&Key::CtrlRight);
        draft.key(&Key::CtrlRight);
        assert_eq!(draft.caret(), 4);
    }
}
