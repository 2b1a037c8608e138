//! The field for several choices: each code puts one in or takes it out, Enter with nothing
//! typed goes on. A code that no longer one begins with works at once, without Enter.

use super::offer::Offer;
use super::reading::{Fault, Reading};
use crate::app::key::Key;
use crate::app::screen::{ChoiceBlock, Mark};
use crate::interview::Offered;
use crate::value::Value;

/// The field for several choices, or for a ranking.
#[derive(Debug, Clone)]
pub struct ChoicesDraft {
    /// The choices.
    pub offer: Offer,
    /// The chosen, by position, in the order of choosing.
    pub picked: Vec<usize>,
    ranked: bool,
    at_most: Option<usize>,
    off_list: Vec<String>,
    initial: Vec<usize>,
    refused: bool,
    /// Whether the arrows moved since something was last chosen.
    moved: bool,
    /// What was chosen before each change, so that it can be taken back.
    before: Vec<Vec<usize>>,
}

impl ChoicesDraft {
    /// A field for these choices, of which some may be answered already.
    pub fn new(
        choices: Vec<Offered>,
        answered: &[String],
        ranked: bool,
        at_most: Option<u32>,
    ) -> ChoicesDraft {
        let offer = Offer::new(choices);
        let picked: Vec<usize> = answered.iter().filter_map(|name| offer.by_name(name)).collect();
        let off_list =
            answered.iter().filter(|name| offer.by_name(name).is_none()).cloned().collect();
        ChoicesDraft {
            offer,
            initial: picked.clone(),
            picked,
            ranked,
            at_most: at_most.map(|limit| limit as usize),
            off_list,
            refused: false,
            moved: false,
            before: Vec::new(),
        }
    }

    /// Takes back what is typed, else the last change of what is chosen; false if there is none.
    pub fn undo(&mut self) -> bool {
        self.refused = false;
        if !self.offer.typed.is_empty() {
            self.offer.clear();
            return true;
        }
        let Some(picked) = self.before.pop() else { return false };
        self.picked = picked;
        true
    }

    /// Forgets that one choice more was refused, after it was told: the next Enter goes on with
    /// those that are chosen.
    pub fn told(&mut self) {
        self.refused = false;
    }

    /// Puts back what was chosen and not entered.
    pub fn restore(&mut self, text: &str) {
        self.picked = text.split(' ').filter_map(|name| self.offer.by_name(name)).collect();
    }

    /// Takes a line: all that is chosen, by codes or beginnings of labels, apart by blanks or
    /// commas. What means no choice is searched, and nothing is chosen.
    pub fn fill(&mut self, text: &str) {
        let whole = [text];
        let by_comma: Vec<&str> = parts(text, |c| matches!(c, ',' | ';'));
        let by_blank: Vec<&str> = parts(text, |c| matches!(c, ',' | ';') || c.is_whitespace());
        let meant = [&whole[..], &by_comma, &by_blank].into_iter().find_map(|parts| {
            parts.iter().map(|part| self.offer.named(part)).collect::<Option<Vec<usize>>>()
        });
        self.offer.clear();
        self.refused = false;
        let Some(meant) = meant else {
            let unknown = by_blank.into_iter().find(|part| self.offer.named(part).is_none());
            let sought = if self.offer.is_long() { text } else { unknown.unwrap_or(text) };
            self.offer.typed.set(sought);
            return self.offer.search();
        };
        let before = std::mem::take(&mut self.picked);
        for choice in meant {
            if !self.picked.contains(&choice) {
                self.change(choice);
            }
        }
        if self.picked != before {
            self.before.push(before);
        }
    }

    /// Lets nothing be chosen.
    pub fn unpick(&mut self) {
        self.offer.clear();
        self.before.push(std::mem::take(&mut self.picked));
    }

    /// The chosen names, to be kept.
    pub fn names(&self) -> Vec<String> {
        self.picked.iter().map(|&at| self.offer.choices[at].name.to_string()).collect()
    }

    /// Whether anything differs from what is answered.
    pub fn touched(&self) -> bool {
        self.picked != self.initial || !self.offer.typed.is_empty()
    }

    /// Takes a key; false if it means nothing here.
    pub fn key(&mut self, key: &Key) -> bool {
        self.refused = false;
        self.moved |= matches!(key, Key::Up | Key::Down | Key::Home | Key::End);
        match key {
            Key::Char(' ' | ',' | ';') if !self.offer.is_long() => self.toggle_meant(),
            Key::ShiftUp if self.ranked => self.shift(false),
            Key::ShiftDown if self.ranked => self.shift(true),
            Key::Char(_) if !self.offer.is_long() => return self.type_code(key),
            other => return self.offer.key(other),
        }
        true
    }

    /// Lets Enter choose what is typed, or what the arrows have just come to; false if there is
    /// nothing new to choose, so that Enter goes on.
    pub fn enter(&mut self) -> bool {
        let Some(choice) = self.offer.meant() else { return false };
        let new = self.moved && !self.picked.contains(&choice);
        if self.offer.typed.is_empty() && !new {
            return false;
        }
        self.toggle_meant();
        true
    }

    fn type_code(&mut self, key: &Key) -> bool {
        if !self.offer.key(key) {
            return false;
        }
        let typed = self.offer.typed.text().to_owned();
        if self.offer.typed_code().is_none() && typed.len() > 1 && !self.offer.continues(&typed) {
            // The digit begins a new code: the one before it was whole.
            let (before, digit) = typed.split_at(typed.len() - 1);
            if let Some(choice) = self.offer.by_code(before) {
                self.toggle(choice);
                self.offer.typed.set(digit);
                self.offer.search();
            }
        }
        let typed = self.offer.typed.text().to_owned();
        if let Some(choice) = self.offer.typed_code()
            && !self.offer.continues(&typed)
        {
            self.toggle(choice);
            self.offer.clear();
        }
        true
    }

    fn toggle_meant(&mut self) {
        let Some(choice) = self.offer.meant() else { return };
        let typed = !self.offer.typed.is_empty();
        self.toggle(choice);
        if typed {
            self.offer.clear();
        }
    }

    fn toggle(&mut self, choice: usize) {
        self.moved = false;
        let before = self.picked.clone();
        self.change(choice);
        if self.picked != before {
            self.before.push(before);
        }
    }

    fn change(&mut self, choice: usize) {
        if let Some(at) = self.picked.iter().position(|&picked| picked == choice) {
            self.picked.remove(at);
            return;
        }
        let choices = &self.offer.choices;
        if choices[choice].exclusive && !self.ranked {
            self.picked.clear();
        } else if !self.ranked {
            self.picked.retain(|&picked| !choices[picked].exclusive);
        }
        if self.at_most.is_some_and(|limit| self.picked.len() >= limit) {
            self.refused = true;
            return;
        }
        self.picked.push(choice);
    }

    fn shift(&mut self, down: bool) {
        let Some(at) =
            self.offer.meant().and_then(|choice| self.picked.iter().position(|&p| p == choice))
        else {
            return;
        };
        let other = if down { at + 1 } else { at.wrapping_sub(1) };
        if other < self.picked.len() {
            self.before.push(self.picked.clone());
            self.picked.swap(at, other);
        }
    }

    /// What Enter would answer.
    pub fn reading(&self) -> Reading {
        if self.refused {
            return Reading::Fault(Fault::TooMany(self.at_most.unwrap_or(0)));
        }
        let typed = self.offer.typed.text().trim();
        if !typed.is_empty() {
            return Reading::Fault(match self.offer.meant() {
                Some(_) => Fault::Unfinished,
                None => self.offer.fault(),
            });
        }
        let mut names = self.names();
        if self.picked == self.initial {
            // What is not on the list any more is not dropped unless something is changed (L15).
            names.extend(self.off_list.iter().cloned());
        }
        if names.is_empty() {
            return Reading::Blank;
        }
        Reading::Answer(Value::Choices(names))
    }

    /// The label of what is typed.
    pub fn label(&self) -> String {
        if self.offer.typed.is_empty() {
            return String::new();
        }
        self.offer.meant().map_or_else(String::new, |at| self.offer.choices[at].label.to_string())
    }

    /// The choices as they are shown.
    pub fn show(&self) -> ChoiceBlock {
        self.offer.show(true, |at| match self.picked.iter().position(|&picked| picked == at) {
            None => Mark::Off,
            Some(rank) if self.ranked => Mark::Rank(rank + 1),
            Some(_) => Mark::On,
        })
    }
}

fn parts(text: &str, parts_at: impl Fn(char) -> bool) -> Vec<&str> {
    text.split(parts_at).map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::offer::offered;
    use super::*;

    fn picked(names: &[&str], keys: &str, at_most: Option<u32>, ranked: bool) -> String {
        let mut draft = ChoicesDraft::new(offered(names), &[], ranked, at_most);
        for typed in keys.chars() {
            match typed {
                '\n' => drop(draft.enter()),
                'v' => drop(draft.key(&Key::Down)),
                '^' => drop(draft.key(&Key::ShiftUp)),
                other => drop(draft.key(&Key::Char(other))),
            }
        }
        draft.names().join(" ")
    }

    #[test]
    fn codes_toggle() {
        let few = ["a", "b", "c", "none"];
        let many: Vec<String> = (1..=12).map(|at| at.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let ninety = ["1", "2", "90"];
        for (names, keys, at_most, result) in [
            (&few[..], "13", None, "a c"),
            (&few, "131", None, "c"),
            (&few, "124", None, "none"),
            (&few, "42", None, "b"),
            (&few, "123", Some(2), "a b"),
            (&few, "v v ", None, "a b"),
            (&few, "v\nv\n\n", None, "a b"),
            (&few, "v v \n", None, "a b"),
            (&many, "1 12", None, "1 12"),
            (&many, "19", None, "1 9"),
            (&many, "1", None, ""),
            (&many, "1\n", None, "1"),
            (&many, "11", None, "11"),
            (&ninety, "90", None, "90"),
            (&ninety, "ә", None, "2"),
            (&ninety, "x", None, ""),
        ] {
            assert_eq!(picked(names, keys, at_most, false), result, "{keys}");
        }
    }

    #[test]
    fn each_change_can_be_taken_back() {
        let few = ["a", "b", "c", "none"];
        let mut draft = ChoicesDraft::new(offered(&few), &["c".to_owned()], false, None);
        for typed in ['1', '4'] {
            draft.key(&Key::Char(typed));
        }
        assert_eq!(draft.names(), ["none"]);
        assert!(draft.undo());
        assert_eq!(draft.names(), ["c", "a"]);
        assert!(draft.undo());
        assert_eq!((draft.names(), draft.undo()), (vec!["c".to_owned()], false));
    }

    #[test]
    fn ranks_follow_the_order_of_choosing() {
        let names = ["a", "b", "c"];
        assert_eq!(picked(&names, "312", None, true), "c a b");
        assert_eq!(picked(&names, "3123", None, true), "a b");
        assert_eq!(picked(&names, "312v^", None, true), "a c b");
    }

    #[test]
    fn an_answer_off_the_list_is_kept_until_something_changes() {
        let answered = ["a".to_owned(), "gone".to_owned()];
        let mut draft = ChoicesDraft::new(offered(&["a", "b"]), &answered, false, None);
        assert_eq!(draft.reading(), Reading::Answer(Value::Choices(answered.to_vec())));
        draft.key(&Key::Char('2'));
        assert_eq!(draft.reading(), Reading::Answer(Value::Choices(vec!["a".into(), "b".into()])));
    }
}
