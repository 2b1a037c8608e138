//! A battery as a table: a row for each question, a column for each choice.

use super::block::{Block, Voice};
use super::page::Page;
use crate::form::node::{Kind, Node, Question};

/// The box to tick.
const BOX: &str = "☐";

impl Page<'_> {
    /// Writes a battery; `false` where its questions do not have one list of choices.
    pub fn battery(&mut self, node: &Node) -> bool {
        let form = self.form;
        let rows: Vec<(&Node, &Question)> = node
            .children
            .iter()
            .filter_map(|&child| Some((form.node(child), form.node(child).question()?)))
            .filter(|(_, question)| question.kind.is_answerable())
            .collect();
        let only_questions =
            node.children.iter().all(|&child| matches!(form.node(child).kind, Kind::Question(_)));
        let Some((_, first)) = rows.first() else { return false };
        let alike = rows.iter().all(|(_, question)| question.choices == first.choices);
        let Ok(choices) = self.listed(first) else { return false };
        if !only_questions || !alike || choices.is_empty() {
            return false;
        }
        let special = self.special(first);
        let mut head = vec![String::new()];
        head.extend(choices.iter().map(|(code, label)| format!("{code} {label}")));
        head.extend(special.iter().map(|(_, label)| label.clone()));
        let mut cells = Vec::new();
        let mut notes = Vec::new();
        for (row, question) in &rows {
            let number = row.number.as_deref().unwrap_or("");
            let label = format!("{number} {}", self.text(&row.label)).trim().to_owned();
            if let Some(rule) = row.relevant {
                let condition = (self.words.asked_if)(&self.explain.condition(rule));
                notes.push(format!("{label}: {condition}"));
            }
            let mut line = vec![label];
            line.resize(choices.len() + 1, BOX.to_owned());
            let open = self.special(question);
            line.extend(special.iter().map(|special| {
                if open.contains(special) { BOX.to_owned() } else { "—".to_owned() }
            }));
            cells.push(line);
        }
        self.blocks.push(Block::Table(head, cells));
        self.blocks.extend(notes.into_iter().map(|note| Block::Note(Voice::Condition, note)));
        true
    }
}
