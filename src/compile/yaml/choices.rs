//! Choice lists and attached tables.

use super::tree::{Content, Node};
use super::value::Reader;
use crate::compile::sheet::{Cell, ChoiceRow, ListContent, ListRow, TableRow, Words};

const LIST_KEYS: [&str; 3] = ["file", "name", "label"];
const CHOICE_KEYS: [&str; 4] = ["name", "label", "exclusive", "media"];
const MEDIA_KINDS: [&str; 4] = ["image", "audio", "video", "big-image"];

impl Reader<'_, '_> {
    /// The map of choice lists.
    pub fn lists(&mut self, node: Node) -> Vec<ListRow> {
        let mut lists = Vec::new();
        for (name, node) in self.map("choices", node) {
            let content = match node.content {
                Content::Map(_) => self.list_file(node),
                _ => {
                    let choices = self.list(&name.text, node);
                    Some(ListContent::Choices(
                        choices.into_iter().filter_map(|choice| self.choice(choice)).collect(),
                    ))
                }
            };
            if let Some(content) = content {
                lists.push(ListRow { name, content });
            }
        }
        lists
    }

    /// The list of those who may speak in a talk.
    pub fn speakers(&mut self, node: Node) -> Vec<ChoiceRow> {
        let speakers = self.list("speakers", node);
        speakers.into_iter().filter_map(|speaker| self.choice(speaker)).collect()
    }

    fn list_file(&mut self, node: Node) -> Option<ListContent> {
        let mark = node.mark;
        let (mut file, mut name, mut label) = (None, None, None);
        for (key, node) in self.map("choices", node) {
            match key.text.as_str() {
                "file" => file = self.text("file", node),
                "name" => name = self.text("name", node),
                "label" => label = self.text("label", node),
                _ => self.unknown_key("a choice list from a file", &key, &LIST_KEYS),
            }
        }
        if file.is_none() {
            self.missing_key("a choice list that is a map", "file", mark);
        }
        Some(ListContent::File { file: file?, name, label })
    }

    fn choice(&mut self, node: Node) -> Option<ChoiceRow> {
        let mut choice = ChoiceRow::default();
        let mark = node.mark;
        if matches!(node.content, Content::Broken) {
            return None;
        }
        for (key, node) in self.map("a choice", node) {
            match key.text.as_str() {
                "name" => choice.name = self.text("name", node).unwrap_or_default(),
                "label" => choice.label = self.words("label", node),
                "exclusive" => choice.exclusive = self.flag("exclusive", node).unwrap_or(false),
                "media" => choice.media = self.media(node),
                _ if matches!(node.content, Content::Map(_) | Content::List(_)) => {
                    self.unknown_key("a choice", &key, &CHOICE_KEYS);
                }
                _ => {
                    let text = match node.content {
                        Content::Text { text, .. } => text,
                        _ => String::new(),
                    };
                    let mark = node.mark;
                    choice.columns.push((key, Cell { text, mark }));
                }
            }
        }
        if choice.name.text.is_empty() {
            self.missing_key("this choice", "name", mark);
            return None;
        }
        Some(choice)
    }

    /// The map of attached tables.
    pub fn tables(&mut self, node: Node) -> Vec<TableRow> {
        let mut tables = Vec::new();
        for (name, node) in self.map("tables", node) {
            let file = if matches!(node.content, Content::Map(_)) {
                let mut file = None;
                for (key, node) in self.map("tables", node) {
                    match key.text.as_str() {
                        "file" => file = self.text("file", node),
                        _ => self.unknown_key("a table", &key, &["file"]),
                    }
                }
                if file.is_none() {
                    self.missing_key("this table", "file", name.mark);
                }
                file
            } else {
                self.text(&name.text, node)
            };
            if let Some(file) = file {
                tables.push(TableRow { name, file });
            }
        }
        tables
    }

    /// A map of media: one file, or one for each language.
    pub fn media(&mut self, node: Node) -> Vec<(Cell, Words)> {
        let mut media = Vec::new();
        for (key, node) in self.map("media", node) {
            if !MEDIA_KINDS.contains(&key.text.as_str()) {
                self.unknown_key("`media`", &key, &MEDIA_KINDS);
                continue;
            }
            let plain = matches!(node.content, Content::Text { .. });
            let mut words = self.words(&key.text, node);
            if plain && let Some(Some(file)) = words.by_language.first().cloned() {
                words = Words::same(&file, self.languages.len());
            }
            media.push((key, words));
        }
        media
    }
}
