//! What every column means: the question, its type, its words in each language, its choices, and
//! of whom it was asked.

use super::layout::{Column, Content, Layout};
use super::names::{kind_name, plain_exactly};
use crate::form::Form;
use crate::form::node::{Choices, Node};
use crate::form::wording::Wording;
use crate::place::NodeId;
use crate::record::node_path;

/// What one column means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// The question's names from the root down.
    pub path: String,
    /// The kind of question, such as `select_one`.
    pub kind: &'static str,
    /// The number of the question on paper, if it has one.
    pub number: Option<String>,
    /// Whether it is private.
    pub private: bool,
    /// What is read out, by language code. For a column of one choice, the choice's label.
    pub labels: Vec<(String, String)>,
    /// Of whom it is asked: the conditions around it and its own; empty for everybody.
    pub universe: String,
    /// The choices, for columns that hold names of choices.
    pub choices: Vec<EntryChoice>,
}

/// A choice of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryChoice {
    /// Its name: what stands in the column.
    pub name: String,
    /// What is read out, by language code.
    pub labels: Vec<(String, String)>,
}

/// What every column of a questionnaire version means, in the order of the tables.
pub fn codebook(form: &Form, layout: &Layout) -> Vec<Entry> {
    let mut entries = Vec::new();
    for table in &layout.tables {
        for column in &table.columns {
            let node = form.node(column.node);
            entries.push(Entry {
                table: table.name.clone(),
                column: column.name.clone(),
                path: node_path(form, column.node),
                kind: kind_name(&node.kind),
                number: node.number.clone(),
                private: table.private,
                labels: labels(form, column, node),
                universe: universe(form, column.node),
                choices: if column.content == Content::Value {
                    choices(form, node)
                } else {
                    vec![]
                },
            });
        }
    }
    entries
}

fn labels(form: &Form, column: &Column, node: &Node) -> Vec<(String, String)> {
    let chosen = match &column.content {
        Content::Value => return by_language(form, &node.label),
        Content::Chosen(name) | Content::Rank(name) => name,
    };
    let list = node.question().and_then(|question| match question.choices {
        Some(Choices::List(list)) => Some(form.list(list)),
        _ => None,
    });
    let choice = list.and_then(|list| list.choices.iter().find(|choice| *choice.name == **chosen));
    choice.map(|choice| by_language(form, &choice.label)).unwrap_or_default()
}

fn by_language(form: &Form, wording: &Wording) -> Vec<(String, String)> {
    let languages = form.languages.iter().enumerate();
    languages
        .filter_map(|(at, language)| {
            Some((language.code.clone(), plain_exactly(form, wording, at)?))
        })
        .collect()
}

fn choices(form: &Form, node: &Node) -> Vec<EntryChoice> {
    match node.question().and_then(|question| question.choices) {
        Some(Choices::List(list)) => {
            let choices = form.list(list).choices.iter();
            choices
                .map(|choice| EntryChoice {
                    name: choice.name.to_string(),
                    labels: by_language(form, &choice.label),
                })
                .collect()
        }
        Some(Choices::Table { table, name, label }) => {
            let language = form.languages.first().map_or("", |language| language.code.as_str());
            let Some(table) = form.tables.get(table) else { return Vec::new() };
            (0..table.height())
                .filter_map(|row| {
                    let label = table.cell(row, label);
                    let labels = label.map(|label| (language.to_owned(), label.to_owned()));
                    Some(EntryChoice {
                        name: table.cell(row, name)?.to_owned(),
                        labels: labels.into_iter().collect(),
                    })
                })
                .collect()
        }
        Some(Choices::Rows { .. }) | None => Vec::new(),
    }
}

/// The conditions from the outermost group in, each as written, joined by `and`.
fn universe(form: &Form, node: NodeId) -> String {
    let mut conditions = Vec::new();
    let mut at = Some(node);
    while let Some(id) = at {
        let node = form.node(id);
        if let Some(rule) = node.relevant {
            conditions.push(form.rule(rule).expression.text.trim());
        }
        at = node.parent;
    }
    conditions.reverse();
    match conditions.as_slice() {
        [only] => (*only).to_owned(),
        several => {
            let bracketed: Vec<String> = several.iter().map(|text| format!("({text})")).collect();
            bracketed.join(" and ")
        }
    }
}
