//! The parts of an item that are maps or lists themselves: checks, probes, special answers,
//! random order, parameters, a free answer beside the choices.

use super::tree::{Content, Node};
use super::value::{Reader, split, yes_or_no};
use crate::compile::sheet::{Cell, CheckRow, Mark, OtherRow, ProbeRow, RandomRow, Words};
use crate::form::talk::SourceAsk;

impl Reader<'_, '_> {
    /// The special answers that are open: a list, or `none`.
    pub fn special(&mut self, node: Node) -> Vec<Cell> {
        let mut names = self.names("special", node);
        if names.len() == 1 && (names[0].text == "none" || names[0].text == "no") {
            names.clear();
        }
        names
    }

    /// What is asked about where an answer comes from: a list, `yes` for all of it, or `none`.
    pub fn source(&mut self, node: Node) -> Vec<Cell> {
        let mut names = self.names("source", node);
        let [only] = &names[..] else { return names };
        match yes_or_no(&only.text) {
            _ if only.text == "none" => names.clear(),
            Some(false) => names.clear(),
            Some(true) => {
                let mark = only.mark;
                let all = SourceAsk::all();
                let origins = all.origins.iter().map(|origin| origin.name());
                let words = origins.chain(all.certainties.iter().map(|known| known.name()));
                names = words.map(|text| Cell { text: text.to_owned(), mark }).collect();
            }
            None => {}
        }
        names
    }

    /// The list of further checks.
    pub fn checks(&mut self, node: Node) -> Vec<CheckRow> {
        let mut checks = Vec::new();
        for node in self.list("checks", node) {
            let mark = node.mark;
            let (mut expression, mut message) = (None, Words::default());
            for (key, node) in self.map("a check", node) {
                match key.text.as_str() {
                    "hard" => expression = Some((true, self.text("hard", node))),
                    "soft" => expression = Some((false, self.text("soft", node))),
                    "message" => message = self.words("message", node),
                    _ => self.unknown_key("a check", &key, &["hard", "soft", "message"]),
                }
            }
            match expression {
                Some((hard, Some(expression))) => {
                    checks.push(CheckRow { hard, expression, message });
                }
                Some((_, None)) => {}
                None => self.missing_key("this check", "hard` or `soft", mark),
            }
        }
        checks
    }

    /// The list of follow-ups; one without a name is named by its position.
    pub fn probes(&mut self, node: Node) -> Vec<ProbeRow> {
        let mut probes = Vec::new();
        for (position, node) in self.list("probes", node).into_iter().enumerate() {
            let mark = node.mark;
            let mut name = Cell { text: format!("probe_{}", position + 1), mark };
            let is_named = matches!(&node.content, Content::Map(entries)
                if entries.iter().any(|(key, _)| key.text == "label"));
            let mut label = Words::default();
            if is_named {
                for (key, node) in self.map("a probe", node) {
                    match key.text.as_str() {
                        "name" => name = self.text("name", node).unwrap_or(name),
                        "label" => label = self.words("label", node),
                        _ => self.unknown_key("a probe", &key, &["name", "label"]),
                    }
                }
            } else {
                label = self.words("probes", node);
            }
            probes.push(ProbeRow { name, label });
        }
        probes
    }

    /// The random order: `yes`, or a map.
    pub fn random(&mut self, node: Node) -> Option<RandomRow> {
        if !matches!(node.content, Content::Map(_)) {
            return self.flag("random", node)?.then(RandomRow::default);
        }
        let mut random = RandomRow::default();
        for (key, node) in self.map("random", node) {
            match key.text.as_str() {
                "last" => random.last = self.names("last", node),
                "first_half" => random.first_half = self.text("first_half", node),
                "key" => random.key = self.text("key", node),
                "seed" => random.seed = self.text("seed", node),
                _ => self.unknown_key("`random`", &key, &["last", "first_half", "key", "seed"]),
            }
        }
        Some(random)
    }

    /// The free answer beside the choices: `yes`, or a map.
    pub fn or_other(&mut self, mark: Mark, node: Node) -> Option<OtherRow> {
        let mut other = OtherRow { mark, ..OtherRow::default() };
        if !matches!(node.content, Content::Map(_)) {
            return self.flag("or_other", node)?.then_some(other);
        }
        for (key, node) in self.map("or_other", node) {
            match key.text.as_str() {
                "choice" => other.choice = self.text("choice", node),
                "label" => other.label = self.words("label", node),
                "optional" => other.optional = self.flag("optional", node).unwrap_or(false),
                _ => self.unknown_key("`or_other`", &key, &["choice", "label", "optional"]),
            }
        }
        Some(other)
    }

    /// Parameters: a map, or `name=value` with blanks between them.
    pub fn parameters(&mut self, node: Node) -> Vec<(Cell, Cell)> {
        if matches!(node.content, Content::Map(_)) {
            return self.texts("parameters", node);
        }
        let Some(cell) = self.text("parameters", node) else { return Vec::new() };
        let mut parameters = Vec::new();
        for word in split(&cell, self.report) {
            match word.text.split_once('=') {
                Some((name, value)) if !name.is_empty() && !value.is_empty() => {
                    let part = |text: &str| Cell { text: text.to_owned(), mark: word.mark };
                    parameters.push((part(name), part(value)));
                }
                _ => {
                    let message = format!("`{}` is not a parameter", word.text);
                    let help = "write `name=value`, without blanks around `=`".to_owned();
                    self.report.add_with_help("E0208", word.mark, message, help);
                }
            }
        }
        parameters
    }
}
