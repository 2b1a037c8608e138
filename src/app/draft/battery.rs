//! The field of a battery: rows that share one scale, each answered by one key.

use super::offer::Offer;
use crate::app::key::Key;
use crate::app::screen::{Battery, BatteryRow};
use crate::interview::Offered;
use crate::place::Place;

/// A row of a battery.
#[derive(Debug, Clone)]
pub struct Row {
    /// The question.
    pub place: Place,
    /// What is read out.
    pub label: String,
    /// Which of the scale is answered.
    pub chosen: Option<usize>,
    /// Another answer in words: a special answer, an earlier answer, one that is off the scale.
    pub words: String,
    /// Whether an answer that counts is there.
    pub answered: bool,
    /// Whether an earlier answer waits to be confirmed.
    pub waiting: bool,
    /// Whether an answer is asked for.
    pub required: bool,
    /// Whether the row was passed without an answer, for a reason.
    pub left_open: bool,
    /// Whether something is wrong with it.
    pub trouble: bool,
}

/// The field of a battery.
#[derive(Debug, Clone)]
pub struct BatteryDraft {
    /// The scale.
    pub scale: Offer,
    /// The rows that apply.
    pub rows: Vec<Row>,
    /// Which row is asked now.
    pub focus: usize,
}

/// What a key means to a battery.
#[derive(Debug, Clone, PartialEq)]
pub enum Taken {
    /// Nothing.
    No,
    /// It moved or typed.
    Yes,
    /// The row in focus is answered with that choice of the scale.
    Answer(String),
}

impl BatteryDraft {
    /// A battery with its first open row in focus.
    pub fn new(scale: Vec<Offered>, rows: Vec<Row>) -> BatteryDraft {
        let focus = rows.iter().position(Row::is_open).unwrap_or(0);
        BatteryDraft { scale: Offer::new(scale), rows, focus }
    }

    /// The row in focus.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.focus)
    }

    /// Takes a key.
    pub fn key(&mut self, key: &Key) -> Taken {
        match key {
            Key::Up => self.focus_on(self.focus.saturating_sub(1)),
            Key::Down => self.focus_on(self.focus + 1),
            Key::Home => self.focus_on(0),
            Key::End => self.focus_on(usize::MAX),
            Key::Char(_) | Key::Backspace => {
                if !self.scale.key(key) {
                    return Taken::No;
                }
                let typed = self.scale.typed.text().to_owned();
                if let Some(choice) = self.scale.typed_code()
                    && !self.scale.continues(&typed)
                {
                    return self.answer(choice);
                }
            }
            _ => return Taken::No,
        }
        Taken::Yes
    }

    /// The answer that Enter gives, if a code is typed that could go on.
    pub fn enter(&mut self) -> Option<String> {
        let choice = self.scale.typed_code()?;
        match self.answer(choice) {
            Taken::Answer(name) => Some(name),
            _ => None,
        }
    }

    fn answer(&mut self, choice: usize) -> Taken {
        self.scale.clear();
        Taken::Answer(self.scale.choices[choice].name.to_string())
    }

    /// Moves to a row; beyond the last one to the last.
    pub fn focus_on(&mut self, row: usize) {
        self.focus = row.min(self.rows.len().saturating_sub(1));
        self.scale.clear();
    }

    /// The first row that is still open, from the focus on and then from the beginning.
    pub fn open_row(&self) -> Option<usize> {
        let count = self.rows.len();
        (self.focus..count).chain(0..self.focus.min(count)).find(|&at| self.rows[at].is_open())
    }

    /// The table as it is shown.
    pub fn show(&self) -> Battery {
        let scale = (0..self.scale.choices.len())
            .map(|at| (self.scale.code(at), self.scale.choices[at].label.to_string()))
            .collect();
        let rows = self
            .rows
            .iter()
            .map(|row| BatteryRow {
                label: row.label.clone(),
                chosen: row.chosen,
                words: row.words.clone(),
                trouble: row.trouble,
            })
            .collect();
        Battery { scale, rows, focus: self.focus }
    }
}

impl Row {
    /// Whether something is still to be answered or confirmed here.
    pub fn is_open(&self) -> bool {
        !self.answered && !self.left_open
    }
}

#[cfg(test)]
mod tests {
    use super::super::offer::offered;
    use super::*;

    fn row(answered: bool) -> Row {
        Row {
            place: Place::ROOT,
            label: String::new(),
            chosen: None,
            words: String::new(),
            answered,
            waiting: false,
            required: true,
            left_open: false,
            trouble: false,
        }
    }

    #[test]
    fn one_key_answers_a_row_and_longer_codes_wait() {
        let rows = vec![row(true), row(false), row(false)];
        let mut draft = BatteryDraft::new(offered(&["1", "2", "10"]), rows);
        assert_eq!(draft.focus, 1);
        assert_eq!(draft.key(&Key::Char('2')), Taken::Answer("2".into()));
        assert_eq!(draft.key(&Key::Char('1')), Taken::Yes);
        assert_eq!(draft.enter(), Some("1".into()));
        assert_eq!(draft.key(&Key::Char('1')), Taken::Yes);
        assert_eq!(draft.key(&Key::Char('0')), Taken::Answer("10".into()));
        assert_eq!(draft.key(&Key::Char('d')), Taken::No);
        assert_eq!(draft.key(&Key::Down), Taken::Yes);
        assert_eq!(draft.key(&Key::Down), Taken::Yes);
        assert_eq!(draft.focus, 2);
        assert_eq!(draft.open_row(), Some(2));
    }
}
