//! What nodes and choices are called, from the form alone.

use super::Explainer;
use crate::form::node::{Choices, Kind};
use crate::form::wording::{Part, Wording};
use crate::place::NodeId;

/// The most letters of a label; more is cut off at a blank.
const LETTERS_MAX: usize = 60;

impl Explainer<'_> {
    /// A question by number and short label, a calculation, group or roster by its label; the
    /// name where there is no label.
    pub fn name(&self, id: NodeId) -> String {
        let Some(node) = self.form.nodes.get(id.index()) else {
            return self.phrases.nothing.to_owned();
        };
        let label = self.label(id);
        match &node.kind {
            Kind::Question(question) if question.kind.is_shown() => {
                let number = node.number.as_deref().unwrap_or("");
                let label = match (label, number) {
                    (Some(label), _) => label,
                    (None, "") => node.name.clone(),
                    (None, _) => String::new(),
                };
                (self.phrases.question)(number, &label)
            }
            Kind::Question(_) => (self.phrases.value)(&label.unwrap_or_else(|| node.name.clone())),
            Kind::Group(_) | Kind::Roster(_) => {
                (self.phrases.rows)(&label.unwrap_or_else(|| node.name.clone()))
            }
        }
    }

    /// The short label of a node, else its label, on one line and not too long.
    pub fn label(&self, id: NodeId) -> Option<String> {
        let node = self.form.nodes.get(id.index())?;
        let label = self.words(&node.short).or_else(|| self.words(&node.label))?;
        match node.kind {
            // What names one row says too little of all of them.
            Kind::Roster(_) => {
                let all = label.trim_matches(|letter: char| !letter.is_alphanumeric());
                Some(all.to_owned())
            }
            _ => Some(label),
        }
    }

    /// The nodes whose values are filled into a wording, each once.
    pub fn filled_in(&self, wording: &Wording) -> Vec<NodeId> {
        let mut found = Vec::new();
        let template = wording.in_language(self.language).map(|(template, _)| template);
        for part in template.iter().flat_map(|template| &template.parts) {
            let Part::Value(rule) = part else { continue };
            let rule = self.form.rule(*rule);
            for node in self.looks_at(rule.expression.tree(), rule.at) {
                if !found.contains(&node) {
                    found.push(node);
                }
            }
        }
        found
    }

    /// A wording on one line; what depends on answers is left open. `None` for no words.
    fn words(&self, wording: &Wording) -> Option<String> {
        let (template, _) = wording.in_language(self.language)?;
        let mut text = String::new();
        for part in &template.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Value(_) => text.push('…'),
            }
        }
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = line.trim_matches(['*', '_', '#', ':', ' ']);
        if line.chars().all(|letter| !letter.is_alphanumeric()) {
            return None;
        }
        Some(cut(line))
    }

    /// The label of a choice of a question, in quotation marks, if the form knows it.
    pub(super) fn choice(&self, question: NodeId, name: &str) -> Option<String> {
        let question = self.form.nodes.get(question.index())?.question()?;
        let label = match question.choices? {
            Choices::List(list) => {
                let choices = &self.form.list(list).choices;
                let choice = choices.iter().find(|choice| *choice.name == *name)?;
                self.words(&choice.label).unwrap_or_else(|| name.to_owned())
            }
            Choices::Table { table, name: names, label } => {
                let table = self.form.tables.get(table)?;
                let named = |row: &usize| table.cell(*row, names) == Some(name);
                cut(table.cell((0..table.height()).find(named)?, label)?)
            }
            Choices::Rows { .. } => return None,
        };
        Some((self.phrases.quoted)(&label))
    }
}

fn cut(line: &str) -> String {
    let Some((end, _)) = line.char_indices().nth(LETTERS_MAX) else { return line.to_owned() };
    let short = &line[..end];
    let short = short.rsplit_once(' ').map_or(short, |(words, _)| words);
    format!("{}…", short.trim_end_matches([' ', ',', ';', ':', '—', '–']))
}
