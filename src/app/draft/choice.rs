//! The field for one choice: a code with Enter, or the highlight with Enter.

use super::offer::Offer;
use super::reading::Reading;
use crate::app::key::Key;
use crate::app::screen::{ChoiceBlock, Mark};
use crate::interview::Offered;
use crate::value::Value;

/// The field for one choice.
#[derive(Debug, Clone)]
pub struct ChoiceDraft {
    /// The choices.
    pub offer: Offer,
    answered: Option<usize>,
    touched: bool,
}

impl ChoiceDraft {
    /// A field for these choices, of which one may be answered already.
    pub fn new(choices: Vec<Offered>, answered: Option<&str>) -> ChoiceDraft {
        let mut offer = Offer::new(choices);
        let answered = answered.and_then(|name| offer.by_name(name));
        if let Some(choice) = answered {
            offer.highlight(choice);
        }
        ChoiceDraft { offer, answered, touched: false }
    }

    /// Takes a key; false if it means nothing here.
    pub fn key(&mut self, key: &Key) -> bool {
        let taken = self.offer.key(key);
        self.touched |= taken;
        if taken && self.offer.typed.is_empty() && self.offer.focus.is_none() {
            self.touched = false;
            if let Some(choice) = self.answered {
                self.offer.highlight(choice);
            }
        }
        taken
    }

    /// Takes back what is typed or highlighted; false if nothing is.
    pub fn undo(&mut self) -> bool {
        if !std::mem::take(&mut self.touched) {
            return false;
        }
        self.offer.clear();
        if let Some(choice) = self.answered {
            self.offer.highlight(choice);
        }
        true
    }

    /// Whether the digit that is typed is a whole code where all codes are one digit, so that
    /// Enter says nothing more.
    pub fn is_settled(&self) -> bool {
        let offer = &self.offer;
        let one_digit = (0..offer.choices.len()).all(|at| offer.code(at).len() == 1);
        !offer.is_long() && one_digit && offer.typed_code().is_some()
    }

    /// The name of the choice that Enter would answer.
    pub fn meant(&self) -> Option<String> {
        self.offer.meant().map(|at| self.offer.choices[at].name.to_string())
    }

    /// Highlights the choice of that name again, if it is still offered.
    pub fn highlight_again(&mut self, name: &str) {
        if let Some(choice) = self.offer.by_name(name) {
            self.offer.highlight(choice);
            self.touched = Some(choice) != self.answered;
        }
    }

    /// Takes a line: a code or the beginning of a label, else what is searched.
    pub fn fill(&mut self, text: &str) {
        self.touched = true;
        let meant = self.offer.named(text);
        self.offer.clear();
        match meant {
            Some(choice) => self.offer.highlight(choice),
            None => {
                self.offer.typed.set(text);
                self.offer.search();
            }
        }
    }

    /// Puts back what was being typed.
    pub fn restore(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.offer.typed.set(text);
        self.offer.search();
        self.touched = true;
    }

    /// What Enter would answer.
    pub fn reading(&self) -> Reading {
        if let Some(choice) = self.offer.meant() {
            return Reading::Answer(Value::Choice(self.offer.choices[choice].name.to_string()));
        }
        if self.offer.typed.text().trim().is_empty() {
            return Reading::Blank;
        }
        Reading::Fault(self.offer.fault())
    }

    /// Whether anything differs from what is answered.
    pub fn touched(&self) -> bool {
        self.touched
    }

    /// The label of what is typed or highlighted.
    pub fn label(&self) -> String {
        self.offer.meant().map_or_else(String::new, |at| self.offer.choices[at].label.to_string())
    }

    /// The choices as they are shown.
    pub fn show(&self) -> ChoiceBlock {
        let answered = self.answered;
        self.offer.show(false, |at| if answered == Some(at) { Mark::On } else { Mark::Off })
    }
}

#[cfg(test)]
mod tests {
    use super::super::offer::offered;
    use super::super::reading::Fault;
    use super::*;

    fn reading(names: &[&str], keys: &str) -> Reading {
        let mut draft = ChoiceDraft::new(offered(names), None);
        for typed in keys.chars() {
            draft.key(&Key::Char(typed));
        }
        draft.reading()
    }

    #[test]
    fn codes_are_names_or_positions() {
        let answer = |name: &str| Reading::Answer(Value::Choice(name.to_owned()));
        let wrong = |typed: &str| Reading::Fault(Fault::NoSuchChoice(typed.to_owned()));
        let several = |count| Reading::Fault(Fault::SeveralMatch(count));
        let regions: Vec<String> = (10..=40).map(|at| at.to_string()).collect();
        let regions: Vec<&str> = regions.iter().map(String::as_str).collect();
        let many: Vec<String> = (1..=20).map(|at| format!("city{at}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        for (names, keys, expected) in [
            (&["yes", "no"][..], "2", answer("no")),
            (&["yes", "no"], "", Reading::Blank),
            (&["yes", "no"], "3", wrong("3")),
            (&["1", "2", "90"], "90", answer("90")),
            (&["1", "2", "90"], "3", wrong("3")),
            (&["1", "2", "90"], "32", answer("2")),
            (&["1", "2", "90"], "9", wrong("9")),
            (&["1", "2", "90"], "ә", answer("2")),
            (&["1", "2"], "d", Reading::Blank),
            (&many, "2", answer("city2")),
            (&many, "20", answer("city20")),
            (&many, "ә", answer("city2")),
            (&many, "city19", answer("city19")),
            (&many, "zzz", wrong("zzz")),
            (&many, "city", several(20)),
            (&many, "city1", several(11)),
            (&regions, "1", several(12)),
            (&regions, "10", answer("10")),
            (&regions, "label 19", answer("19")),
        ] {
            assert_eq!(reading(names, keys), expected, "{keys}");
        }
    }

    #[test]
    fn among_several_found_the_arrows_choose() {
        let names: Vec<String> = (10..=40).map(|at| at.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut draft = ChoiceDraft::new(offered(&names), Some("40"));
        draft.key(&Key::Char('1'));
        assert_eq!(draft.meant(), None);
        draft.key(&Key::Down);
        assert_eq!(draft.reading(), Reading::Answer(Value::Choice("10".into())));
        draft.key(&Key::Down);
        assert_eq!(draft.reading(), Reading::Answer(Value::Choice("11".into())));
    }

    #[test]
    fn arrows_highlight_and_erasing_gives_the_answer_back() {
        let mut draft = ChoiceDraft::new(offered(&["a", "b", "c"]), Some("b"));
        assert_eq!(draft.reading(), Reading::Answer(Value::Choice("b".into())));
        assert!(!draft.touched());
        draft.key(&Key::Down);
        assert_eq!(draft.reading(), Reading::Answer(Value::Choice("c".into())));
        draft.key(&Key::Char('1'));
        assert_eq!(draft.reading(), Reading::Answer(Value::Choice("a".into())));
        draft.key(&Key::Backspace);
        assert_eq!(draft.reading(), Reading::Answer(Value::Choice("b".into())));
        assert!(!draft.touched());
        draft.key(&Key::Char('3'));
        assert!(draft.undo());
        assert_eq!(draft.reading(), Reading::Answer(Value::Choice("b".into())));
        assert!(!draft.undo());
    }
}
