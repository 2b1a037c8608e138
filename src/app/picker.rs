//! Lines of which one is chosen by its code, by the arrows, or by searching: outlines, menus,
//! problems, languages, rows, interviews.

use super::draft::text::TextDraft;
use super::fold;
use super::key::Key;
use super::named::{by_position, named};
use super::screen::{List, ListItem};
use super::search::Index;

/// How many lines are sent to the screen at most.
const WINDOW: usize = 200;
/// How far a page goes.
const PAGE: usize = 10;

/// Lines of which one is chosen.
#[derive(Debug, Clone)]
pub struct Picker {
    lines: Vec<ListItem>,
    /// What is typed: a code, or words to search for.
    pub typed: TextDraft,
    index: Option<Index>,
    found: Vec<u32>,
    focus: Option<usize>,
}

impl Picker {
    /// Lines chosen by code and arrows.
    pub fn new(lines: Vec<ListItem>) -> Picker {
        let found = (0..lines.len() as u32).collect();
        Picker { lines, typed: TextDraft::new(false), index: None, found, focus: None }
    }

    /// Lines that can be searched by typing, too.
    pub fn searchable(lines: Vec<ListItem>) -> Picker {
        let mut picker = Picker::new(lines);
        picker.search_on();
        picker
    }

    /// Lets typed letters search.
    pub fn search_on(&mut self) {
        let text = |line: &ListItem| format!("{} {} {}", line.code, line.label, line.detail);
        self.index = Some(Index::new(self.lines.iter().map(text)));
        self.search();
    }

    /// Ends searching and shows all lines.
    pub fn search_off(&mut self) {
        self.index = None;
        self.typed.set("");
        self.search();
    }

    /// Forgets what is typed, with the highlight that it set.
    pub fn clear(&mut self) {
        self.typed.set("");
        self.search();
    }

    /// Whether typed letters search.
    pub fn searches(&self) -> bool {
        self.index.is_some()
    }

    /// Whether there is no line to choose.
    pub fn is_empty(&self) -> bool {
        !self.lines.iter().any(|line| !line.heading)
    }

    /// Puts other words in the place of the lines, which stay as many.
    pub fn renew(&mut self, lines: Vec<ListItem>) {
        if lines.len() == self.lines.len() {
            self.lines = lines;
        }
    }

    /// Highlights the line at or after a position that can be chosen.
    pub fn highlight(&mut self, line: usize) {
        let at = self.found.iter().position(|&found| found as usize >= line);
        self.focus = at.and_then(|at| {
            (at..self.found.len()).find(|&at| !self.lines[self.found[at] as usize].heading)
        });
    }

    /// The position of the line that Enter chooses: the one whose code is typed, else the
    /// highlighted one.
    pub fn chosen(&self) -> Option<usize> {
        self.by_code().or_else(|| self.highlighted())
    }

    /// The position of the highlighted line.
    pub fn highlighted(&self) -> Option<usize> {
        self.focus.and_then(|focus| self.found.get(focus)).map(|&at| at as usize)
    }

    fn by_code(&self) -> Option<usize> {
        let typed = self.typed.text().trim();
        if typed.is_empty() {
            return None;
        }
        let digits: Option<String> =
            typed.chars().map(|c| fold::number_row(c, true).or(Some(c))).collect();
        let has = |code: &str| {
            self.lines
                .iter()
                .position(|line| !line.heading && !code.is_empty() && line.code == code)
        };
        has(typed).or_else(|| digits.and_then(|digits| has(&digits)))
    }

    /// Takes a key that moves or types; false if it does neither.
    pub fn key(&mut self, key: &Key) -> bool {
        match key {
            Key::Up => self.step(-1, 1),
            Key::Down => self.step(1, 1),
            Key::PageUp => self.step(-1, PAGE),
            Key::PageDown => self.step(1, PAGE),
            Key::Home if self.typed.is_empty() => self.edge(false),
            Key::End if self.typed.is_empty() => self.edge(true),
            Key::Char(typed) if !self.searches() => {
                let digit = fold::number_row(*typed, true).unwrap_or(*typed);
                if !digit.is_ascii_digit() {
                    return false;
                }
                self.edit(&Key::Char(digit));
            }
            Key::Paste(_) if !self.searches() => return false,
            other => return self.edit(other),
        }
        true
    }

    /// Takes a line: a code, a place among those shown (`#3`), a label or the beginning of one;
    /// where it is none of these, what is searched.
    pub fn fill(&mut self, text: &str) {
        let text = text.trim();
        let shown = by_position(text).filter(|&at| {
            self.found.get(at).is_some_and(|&line| !self.lines[line as usize].heading)
        });
        if let Some(at) = shown {
            self.typed.set("");
            self.focus = Some(at);
            return;
        }
        self.search_for(text);
        let own = |line: &&ListItem| !line.heading && line.detail == text;
        let meant = self.by_code().or_else(|| {
            let by_name = self.lines.iter().filter(own).count() == 1;
            let by_name = by_name.then(|| self.lines.iter().position(|line| own(&line))).flatten();
            by_name.or_else(|| named(self.lines.iter().map(labelled), text))
        });
        match meant {
            Some(line) => {
                // A code that another line has as well would mean that one.
                let code = self.lines[line].code.clone();
                let own = self.lines.iter().position(|other| other.code == code) == Some(line);
                self.search_for(if own { &code } else { "" });
                self.focus = self.found.iter().position(|&at| at as usize == line);
            }
            // Several found: one of them is chosen by its place.
            None if self.found.len() > 1 => self.focus = None,
            None => {}
        }
    }

    /// Searches, or types a code.
    pub fn search_for(&mut self, text: &str) {
        self.typed.set(text);
        self.search();
    }

    fn edit(&mut self, key: &Key) -> bool {
        if !self.typed.key(key) {
            return false;
        }
        self.search();
        true
    }

    fn search(&mut self) {
        let typed = self.typed.text().trim();
        match &self.index {
            Some(index) if !typed.is_empty() => {
                self.found = index.find(typed);
                self.found.retain(|&at| !self.lines[at as usize].heading);
                // A name typed in full is meant before words that hold it.
                let named = |&at: &u32| self.lines[at as usize].detail == typed;
                let named = self.found.iter().position(named);
                self.focus = named.or((!self.found.is_empty()).then_some(0));
            }
            _ => {
                self.found = (0..self.lines.len() as u32).collect();
                self.focus = None;
            }
        }
        if let Some(line) = self.by_code() {
            self.focus = self.found.iter().position(|&at| at as usize == line);
        }
    }

    fn step(&mut self, by: isize, count: usize) {
        for _ in 0..count {
            let mut at = self.focus;
            loop {
                at = match at {
                    None if by > 0 => Some(0),
                    None => self.found.len().checked_sub(1),
                    Some(at) => at.checked_add_signed(by),
                };
                match at.and_then(|at| self.found.get(at)) {
                    None => break,
                    Some(&line) if !self.lines[line as usize].heading => {
                        self.focus = at;
                        break;
                    }
                    Some(_) => {}
                }
            }
        }
        if !self.searches() {
            self.typed.set("");
        }
    }

    fn edge(&mut self, end: bool) {
        let choosable = |&at: &usize| !self.lines[self.found[at] as usize].heading;
        let mut all = 0..self.found.len();
        self.focus = if end { all.rfind(choosable) } else { all.find(choosable) };
    }

    /// The lines around the highlight as they are shown.
    pub fn show(&self) -> List {
        let total = self.found.len();
        let middle = self.focus.unwrap_or(0);
        let first = middle.saturating_sub(WINDOW / 2).min(total.saturating_sub(WINDOW));
        let items = self.found[first..(first + WINDOW).min(total)]
            .iter()
            .map(|&at| self.lines[at as usize].clone())
            .collect();
        List { items, first, total, focus: self.focus.map(|focus| focus - first) }
    }
}

/// The label of a line that can be chosen.
fn labelled(line: &ListItem) -> &str {
    if line.heading { "" } else { &line.label }
}

/// A line with a code and a label.
pub fn line(code: impl ToString, label: &str) -> ListItem {
    ListItem { code: code.to_string(), label: label.to_owned(), ..ListItem::default() }
}

/// A heading among lines.
pub fn heading(label: &str) -> ListItem {
    ListItem { label: label.to_owned(), heading: true, ..ListItem::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> Vec<ListItem> {
        vec![heading("A"), line(1, "One"), heading("B"), line(2, "Two"), line(12, "Twelve")]
    }

    #[test]
    fn codes_and_arrows_choose_and_headings_are_passed() {
        let mut picker = Picker::new(lines());
        assert_eq!(picker.chosen(), None);
        for (key, chosen) in [
            (Key::Down, Some(1)),
            (Key::Down, Some(3)),
            (Key::Up, Some(1)),
            (Key::Up, Some(1)),
            (Key::Char('1'), Some(1)),
            (Key::Char('ә'), Some(4)),
            (Key::Char('9'), None),
            (Key::End, None),
            (Key::Down, Some(1)),
            (Key::End, Some(4)),
        ] {
            picker.key(&key);
            assert_eq!(picker.chosen(), chosen, "{key:?}");
        }
        assert!(!picker.key(&Key::Char('x')));
    }

    #[test]
    fn typing_searches_where_it_may() {
        let mut picker = Picker::searchable(lines());
        for typed in "tw".chars() {
            picker.key(&Key::Char(typed));
        }
        assert_eq!(picker.chosen(), Some(3));
        picker.key(&Key::Down);
        assert_eq!(picker.chosen(), Some(4));
        assert_eq!(picker.show().total, 2);
        let mut named = lines();
        named[4].detail = "two".to_owned();
        let mut picker = Picker::searchable(named);
        for typed in "two".chars() {
            picker.key(&Key::Char(typed));
        }
        assert_eq!(picker.chosen(), Some(4), "a name in full");
    }

    #[test]
    fn a_search_ends() {
        let mut picker = Picker::searchable(lines());
        picker.key(&Key::Char('t'));
        assert_eq!(picker.show().total, 2);
        picker.search_off();
        assert_eq!(picker.show().total, 5);
    }
}
