//! The choices of one question on the way to be chosen: their codes, what is typed, what of a
//! long list is found by it, and which is highlighted. Shared by one choice, several and ranks.

use crate::app::fold;
use crate::app::key::Key;
use crate::app::named::{by_position, named};
use crate::app::screen::{ChoiceBlock, ChoiceItem, Mark};
use crate::app::search::Index;
use crate::interview::Offered;

use super::reading::Fault;
use super::text::TextDraft;

/// A list with more choices is searched by typing letters.
pub const LONG: usize = 15;
/// A list with more choices is shown only once something is typed.
const HUGE: usize = 200;
/// How many choices are sent to the screen at most.
const WINDOW: usize = 200;

/// The choices of one question.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The choices.
    pub choices: Vec<Offered>,
    /// What is typed: a code, or words to search for in a long list.
    pub typed: TextDraft,
    /// Positions of what is found, in the order shown.
    found: Vec<u32>,
    /// Which of the found is highlighted.
    pub focus: Option<usize>,
    named: bool,
    index: Option<Index>,
}

impl Offer {
    /// Makes choices ready. Their codes are their names where all names are short numbers, else
    /// their positions from 1.
    pub fn new(choices: Vec<Offered>) -> Offer {
        let named = choices.iter().all(|choice| is_code(&choice.name));
        let mut offer = Offer {
            typed: TextDraft::new(false),
            found: (0..choices.len() as u32).collect(),
            focus: None,
            named,
            index: None,
            choices,
        };
        if offer.is_long() {
            let own = |at: usize| if offer.named { offer.code(at) } else { String::new() };
            let lines = (0..offer.choices.len())
                .map(|at| format!("{} {}", own(at), offer.choices[at].label));
            offer.index = Some(Index::new(lines));
        }
        offer
    }

    /// Whether the list is searched by typing letters.
    pub fn is_long(&self) -> bool {
        self.choices.len() > LONG
    }

    /// What is typed for a choice; empty where the list is so long that positions mean nothing.
    pub fn code(&self, at: usize) -> String {
        match self.named {
            true => self.choices[at].name.to_string(),
            false if self.choices.len() > HUGE => String::new(),
            false => (at + 1).to_string(),
        }
    }

    /// The choice of that code.
    pub fn by_code(&self, code: &str) -> Option<usize> {
        if self.named {
            return self.choices.iter().position(|choice| *choice.name == *code);
        }
        let at: usize = code.parse().ok().filter(|_| self.choices.len() <= HUGE)?;
        (at >= 1 && at <= self.choices.len()).then(|| at - 1)
    }

    /// The choice of that name.
    pub fn by_name(&self, name: &str) -> Option<usize> {
        self.choices.iter().position(|choice| *choice.name == *name)
    }

    /// The choice that a line means: its code, its place among those shown (`#3`), its label or
    /// the beginning of it.
    pub fn named(&self, line: &str) -> Option<usize> {
        let line = line.trim();
        let shown = by_position(line).and_then(|at| self.found.get(at)).map(|&at| at as usize);
        shown
            .or_else(|| self.by_code(line))
            .or_else(|| self.by_name(line))
            .or_else(|| named(self.choices.iter().map(|choice| &*choice.label), line))
    }

    /// Whether more could be typed after a code to make another.
    pub fn continues(&self, code: &str) -> bool {
        (0..self.choices.len()).any(|at| {
            let other = self.code(at);
            other.len() > code.len() && other.starts_with(code)
        })
    }

    /// The choice that the typed text names as a code, Kazakh number row included.
    pub fn typed_code(&self) -> Option<usize> {
        let text = self.typed.text().trim();
        if text.is_empty() {
            return None;
        }
        self.by_code(text).or_else(|| {
            let digits: Option<String> =
                text.chars().map(|typed| fold::number_row(typed, true)).collect();
            self.by_code(&digits?)
        })
    }

    /// The choice that is meant: the typed code, else the highlighted one.
    pub fn meant(&self) -> Option<usize> {
        self.typed_code()
            .or_else(|| self.focus.and_then(|focus| self.found.get(focus)).map(|&at| at as usize))
    }

    /// Why what is typed means no choice, where it means none.
    pub fn fault(&self) -> Fault {
        match self.found.len() {
            count if self.is_long() && count > 0 => Fault::SeveralMatch(count),
            _ => Fault::NoSuchChoice(self.typed.text().trim().to_owned()),
        }
    }

    /// Highlights a choice.
    pub fn highlight(&mut self, choice: usize) {
        self.focus = self.found.iter().position(|&at| at as usize == choice);
    }

    /// Forgets what is typed.
    pub fn clear(&mut self) {
        self.typed.set("");
        self.search();
        self.focus = None;
    }

    /// Takes a key that edits what is typed or moves the highlight; false if it does neither.
    pub fn key(&mut self, key: &Key) -> bool {
        match key {
            Key::Up => self.step(-1),
            Key::Down => self.step(1),
            Key::Home if self.typed.is_empty() => {
                self.focus = (!self.found.is_empty()).then_some(0)
            }
            Key::End if self.typed.is_empty() => self.focus = self.found.len().checked_sub(1),
            Key::Char(typed) if !self.is_long() => {
                let digit = fold::number_row(*typed, true).unwrap_or(*typed);
                if !(digit.is_ascii_digit() || digit == '-') {
                    return false;
                }
                let before = self.typed.text();
                if self.typed_code().is_none() && !self.continues(before) {
                    // What cannot become a code any more gives way to the next try.
                    self.typed.set("");
                }
                self.type_key(&Key::Char(digit));
            }
            Key::Paste(text) if !self.is_long() => {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                self.type_key(&Key::Paste(digits));
            }
            other => return self.type_key(other),
        }
        true
    }

    fn type_key(&mut self, key: &Key) -> bool {
        let before = self.typed.text().to_owned();
        if !self.typed.key(key) {
            return false;
        }
        if self.typed.text() != before {
            self.search();
        }
        true
    }

    /// Finds what the typed text means. Highlights what can be meant alone: the choice of that
    /// code, or the only one found. Among several, the arrows decide.
    pub fn search(&mut self) {
        let text = self.typed.text().trim();
        self.focus = None;
        if let Some(index) = &self.index {
            self.found = index.find(text);
            if !text.is_empty() && self.found.len() == 1 {
                self.focus = Some(0);
            }
        }
        if let Some(choice) = self.typed_code() {
            self.highlight(choice);
        }
    }

    fn step(&mut self, by: isize) {
        let last = self.found.len().wrapping_sub(1);
        if self.found.is_empty() {
            return;
        }
        self.focus = Some(match self.focus {
            None if by > 0 => 0,
            None => last,
            Some(focus) => focus.saturating_add_signed(by).min(last),
        });
        if !self.is_long() {
            self.typed.set("");
        }
    }

    /// The choices around the highlight as they are shown; `mark` tells which are chosen. The
    /// codes of a short list are hidden where the respondent reads and several are ticked.
    pub fn show(&self, multiple: bool, mark: impl Fn(usize) -> Mark) -> ChoiceBlock {
        let total = self.found.len();
        if self.choices.len() > HUGE && self.typed.is_empty() && self.focus.is_none() {
            return ChoiceBlock { total, multiple, ..ChoiceBlock::default() };
        }
        let middle = self.focus.unwrap_or(0);
        let first = middle.saturating_sub(WINDOW / 2).min(total.saturating_sub(WINDOW));
        let items = self.found[first..(first + WINDOW).min(total)]
            .iter()
            .map(|&at| {
                let choice = &self.choices[at as usize];
                ChoiceItem {
                    code: self.code(at as usize),
                    label: choice.label.to_string(),
                    mark: mark(at as usize),
                    exclusive: choice.exclusive,
                }
            })
            .collect();
        let focus = self.focus.map(|focus| focus - first);
        ChoiceBlock { items, first, total, focus, multiple }
    }
}

fn is_code(name: &str) -> bool {
    let digits = name.strip_prefix('-').unwrap_or(name);
    !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Choices for tests: names with the same words as labels.
#[cfg(test)]
pub fn offered(names: &[&str]) -> Vec<Offered> {
    names
        .iter()
        .map(|name| Offered {
            name: (*name).into(),
            label: format!("Label {name}").into(),
            exclusive: name.ends_with("none"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_list_is_sent_in_windows() {
        let names: Vec<String> = (0..1000).map(|at| format!("{at}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut offer = Offer::new(offered(&names));
        assert_eq!(offer.show(false, |_| Mark::Off).items.len(), 0);
        offer.key(&Key::End);
        let block = offer.show(false, |_| Mark::Off);
        assert_eq!((block.items.len(), block.first, block.focus), (200, 800, Some(199)));
        for typed in "lab 77".chars() {
            offer.key(&Key::Char(typed));
        }
        let block = offer.show(false, |_| Mark::Off);
        assert_eq!((block.total, block.focus), (11 + 8, None));
    }

    #[test]
    fn words_are_found_among_a_hundred_thousand_choices() {
        let choices = (0..100_000)
            .map(|at| Offered {
                name: format!("v{at}").into(),
                label: format!("Ауыл {at} Қарағанды облысы").into(),
                exclusive: false,
            })
            .collect();
        let mut offer = Offer::new(choices);
        for typed in "караганд 9999".chars() {
            offer.key(&Key::Char(typed));
        }
        assert_eq!((offer.meant(), offer.fault()), (None, Fault::SeveralMatch(19)));
        offer.key(&Key::Down);
        assert_eq!(offer.meant(), Some(9_999));
    }
}
