//! Single values of the tree: texts, yes and no, wordings, lists of names.

use super::tree::{Content, Node};
use crate::compile::nearest::did_you_mean;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Mark, Words};

/// Reads values and reports those of the wrong kind.
pub struct Reader<'r, 'a> {
    /// Where problems go.
    pub report: &'r mut Report<'a>,
    /// The codes of the questionnaire's languages, the default first.
    pub languages: Vec<String>,
}

impl Reader<'_, '_> {
    /// A text that is not empty; `what` names the key for the report.
    pub fn text(&mut self, what: &str, node: Node) -> Option<Cell> {
        let mark = node.mark;
        match node.content {
            Content::Text { text, .. } => {
                let text = trimmed(text);
                if text.is_empty() {
                    let message = format!("`{what}` has no value");
                    let help = "write a value or remove the key".to_owned();
                    self.report.add_with_help("E0204", mark, message, help);
                    return None;
                }
                Some(Cell { text, mark })
            }
            other => {
                self.wrong_kind(what, "a text", mark, &other);
                None
            }
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, what: &str, node: Node) -> Option<bool> {
        let cell = self.text(what, node)?;
        let flag = yes_or_no(&cell.text);
        if flag.is_none() {
            let message = format!("`{what}` is `yes` or `no`, not `{}`", cell.text);
            self.report.add("E0205", cell.mark, message);
        }
        flag
    }

    /// The entries of a map.
    pub fn map(&mut self, what: &str, node: Node) -> Vec<(Cell, Node)> {
        match node.content {
            Content::Map(entries) => entries,
            other => {
                self.wrong_kind(what, "a map", node.mark, &other);
                Vec::new()
            }
        }
    }

    /// The items of a list.
    pub fn list(&mut self, what: &str, node: Node) -> Vec<Node> {
        match node.content {
            Content::List(items) => items,
            other => {
                self.wrong_kind(what, "a list", node.mark, &other);
                Vec::new()
            }
        }
    }

    /// A list of single words, also written as one text with blanks or commas between them.
    pub fn names(&mut self, what: &str, node: Node) -> Vec<Cell> {
        match node.content {
            Content::List(items) => {
                items.into_iter().filter_map(|item| self.text(what, item)).collect()
            }
            content => {
                let Some(cell) = self.text(what, Node { mark: node.mark, content }) else {
                    return Vec::new();
                };
                split(&cell, self.report)
            }
        }
    }

    /// A map of texts.
    pub fn texts(&mut self, what: &str, node: Node) -> Vec<(Cell, Cell)> {
        let entries = self.map(what, node);
        entries
            .into_iter()
            .filter_map(|(key, node)| {
                let text = self.text(&key.text, node)?;
                Some((key, text))
            })
            .collect()
    }

    /// A map of texts that are kept and not used: they may be empty.
    pub fn kept_texts(&mut self, what: &str, node: Node) -> Vec<(Cell, Cell)> {
        let entries = self.map(what, node);
        entries
            .into_iter()
            .filter_map(|(key, node)| {
                let cell = self.kept_text(&key.text, node)?;
                Some((key, cell))
            })
            .collect()
    }

    /// A text that is kept and not used, exactly as it stands.
    pub fn kept_text(&mut self, what: &str, node: Node) -> Option<Cell> {
        let mark = node.mark;
        match node.content {
            Content::Text { text, .. } => Some(Cell { text, mark }),
            other => {
                self.wrong_kind(what, "a text", mark, &other);
                None
            }
        }
    }

    /// A wording: a text in the first language, or a map of languages.
    pub fn words(&mut self, what: &str, node: Node) -> Words {
        let (mark, known) = (node.mark, self.report.count());
        let mut words = Words { mark, by_language: vec![None; self.languages.len()] };
        match node.content {
            Content::Text { .. } => words.by_language[0] = self.wording(node),
            Content::Map(entries) => {
                for (key, node) in entries {
                    self.one_language(what, &mut words, &key, node);
                }
            }
            other => self.wrong_kind(what, "a text or a map of languages", mark, &other),
        }
        if words.is_empty() && self.report.count() == known {
            return Words::default();
        }
        // Where nothing is left, the place says that something stood there and was wrong.
        words
    }

    fn one_language(&mut self, what: &str, words: &mut Words, key: &Cell, node: Node) {
        if !matches!(node.content, Content::Text { .. }) {
            self.wrong_kind(&format!("{what}: {}", key.text), "a text", node.mark, &node.content);
            return;
        }
        let position = self.languages.iter().position(|code| *code == key.text);
        match position {
            Some(position) => words.by_language[position] = self.wording(node),
            None if key.text == "all" => {
                let cell = self.wording(node);
                for slot in &mut words.by_language {
                    slot.get_or_insert_with(|| cell.clone().unwrap_or_default());
                }
                words.by_language.iter_mut().for_each(|slot| {
                    if slot.as_ref().is_some_and(|cell| cell.text.is_empty()) {
                        *slot = None;
                    }
                });
            }
            None => {
                let message = format!("`{}` is not a language of this questionnaire", key.text);
                let known = self.languages.iter().map(String::as_str);
                let help = did_you_mean(&key.text, known)
                    .unwrap_or_else(|| format!("the languages are {}", self.languages.join(", ")));
                self.report.add_with_help("E0206", key.mark, message, help);
            }
        }
    }

    /// The words themselves; warns where a comment cuts them off.
    fn wording(&mut self, node: Node) -> Option<Cell> {
        let Content::Text { text, plain, comment } = node.content else { return None };
        if let (true, Some(comment)) = (plain, comment) {
            let message = "the text ends before ` #`: the rest of the line is a comment".to_owned();
            let help = "quote the text if `#` belongs to it; else move the comment to its own line";
            self.report.add_with_help("W0112", comment, message, help.to_owned());
        }
        let text = trimmed(text);
        (!text.is_empty()).then_some(Cell { text, mark: node.mark })
    }

    /// Reports a value of the wrong kind.
    pub fn wrong_kind(&mut self, what: &str, expected: &str, mark: Mark, found: &Content) {
        let found = match found {
            Content::Text { text, .. } if text.is_empty() => "nothing",
            Content::Text { .. } => "a text",
            Content::List(_) => "a list",
            Content::Map(_) => "a map",
            Content::Broken => return,
        };
        let message = format!("`{what}` is {expected}, but here is {found}");
        self.report.add("E0203", mark, message);
    }

    /// Reports a key that nobody knows, with the nearest one that is known here.
    pub fn unknown_key(&mut self, place: &str, key: &Cell, known: &[&str]) {
        let message = format!("`{}` is not a key of {place}", key.text);
        let help = did_you_mean(&key.text, known.iter().copied());
        self.report.add_with_help("E0201", key.mark, message, help);
    }

    /// Reports a key that is missing.
    pub fn missing_key(&mut self, place: &str, key: &str, mark: Mark) {
        self.report.add("E0202", mark, format!("{place} has no `{key}`"));
    }
}

/// Whether a key is kept without being understood.
pub fn is_kept(key: &str) -> bool {
    key.starts_with("x-") || key.contains("::")
}

/// What is meant by a text where yes or no is wanted.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "true()" => Some(true),
        "no" | "false" | "false()" => Some(false),
        _ => None,
    }
}

/// The words of a text, each with its own place.
pub fn split(cell: &Cell, report: &Report<'_>) -> Vec<Cell> {
    let separator = |c: char| c.is_whitespace() || c == ',';
    cell.text
        .split(separator)
        .filter(|word| !word.is_empty())
        .map(|word| {
            let start = word.as_ptr() as usize - cell.text.as_ptr() as usize;
            let mark = report.part(cell, start..start + word.len());
            Cell { text: word.to_owned(), mark }
        })
        .collect()
}

fn trimmed(mut text: String) -> String {
    text.truncate(text.trim_end().len());
    text
}
