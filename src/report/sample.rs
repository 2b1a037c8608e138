//! The interviews as columns of answers: what a report counts.

use crate::dataset::layout::{Content, Layout};
use crate::dataset::names::{Namer, plain};
use crate::dataset::rows::{self, Cell, Missing};
use crate::form::Form;
use crate::form::node::{Choices, Node, QuestionKind};
use crate::interview::Interview;
use crate::walk::random::SIMULATED;

/// All interviews, one row each.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The questions outside rosters, in the order of the form.
    pub variables: Vec<Variable>,
    /// How many interviews there are.
    pub rows: usize,
    /// How many of them were made up by the program.
    pub simulated: usize,
    layout: Layout,
}

/// A question with what was answered to it.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its number on paper and what it asks.
    pub wording: String,
    /// What kind of answers it has.
    pub kind: Kind,
    /// Whether the answers are personal data: a report does not show them.
    pub private: bool,
    /// One for each row.
    pub entries: Vec<Entry>,
}

/// What kind of answers a question has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One of these choices: name and label.
    Choice(Vec<(String, String)>),
    /// Any of these choices.
    Several(Vec<(String, String)>),
    /// A number.
    Number,
    /// Anything else.
    Text,
}

/// What one row says.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A choice, by position.
    Choice(usize),
    /// Whether each choice was chosen.
    Several(Vec<bool>),
    /// A number.
    Number(f64),
    /// Some text, or a choice that the form does not have.
    Text(String),
    /// Nothing, and why.
    Missing(Missing),
}

impl Sample {
    /// No interviews yet.
    pub fn new(form: &Form, language: usize) -> Sample {
        let layout = Layout::of(form, &mut Namer::default());
        let mut variables = Vec::new();
        for table in layout.tables.iter().filter(|table| table.roster.is_none()) {
            let own = table.columns.iter().filter(|column| column.content == Content::Value);
            variables.extend(own.map(|column| {
                let node = form.node(column.node);
                Variable {
                    name: column.name.clone(),
                    wording: wording(form, node, language),
                    kind: kind(form, node, language),
                    private: table.private,
                    entries: Vec::new(),
                }
            }));
        }
        Sample { variables, rows: 0, simulated: 0, layout }
    }

    /// Adds an interview.
    pub fn add(&mut self, interview: &Interview) {
        let mut at = 0;
        for row in rows::rows(&self.layout, interview) {
            let table = &self.layout.tables[row.table];
            if table.roster.is_some() {
                continue;
            }
            for (column, cell) in row.cells.iter().enumerate() {
                if table.columns[column].content != Content::Value {
                    continue;
                }
                let missing = row.missing.iter().find(|(of, _)| *of == column);
                let variable = &mut self.variables[at];
                let entry = match missing {
                    Some((_, why)) => Entry::Missing(*why),
                    None => entry(&variable.kind, cell),
                };
                variable.entries.push(entry);
                at += 1;
            }
        }
        self.rows += 1;
        self.simulated += usize::from(interview.property(SIMULATED).is_some());
    }
}

fn wording(form: &Form, node: &Node, language: usize) -> String {
    let label = [&node.short, &node.label].into_iter().find(|wording| !wording.is_empty());
    let words = label.and_then(|wording| plain(form, wording, language));
    let words = words.unwrap_or_else(|| node.name.clone());
    match &node.number {
        Some(number) => format!("{number}. {words}"),
        None => words,
    }
}

fn kind(form: &Form, node: &Node, language: usize) -> Kind {
    let Some(question) = node.question() else { return Kind::Text };
    let choices = match question.choices {
        Some(Choices::List(list)) => {
            let choices = form.list(list).choices.iter();
            choices
                .map(|choice| {
                    let label = plain(form, &choice.label, language);
                    let name = choice.name.to_string();
                    (name.clone(), label.unwrap_or(name))
                })
                .collect()
        }
        _ => Vec::new(),
    };
    match question.kind {
        QuestionKind::SelectOne if !choices.is_empty() => Kind::Choice(choices),
        QuestionKind::SelectMultiple if !choices.is_empty() => Kind::Several(choices),
        QuestionKind::Integer
        | QuestionKind::Decimal
        | QuestionKind::Range { .. }
        | QuestionKind::Calculate
        | QuestionKind::Hidden => Kind::Number,
        _ => Kind::Text,
    }
}

fn entry(kind: &Kind, cell: &Cell) -> Entry {
    match (kind, cell) {
        (Kind::Choice(choices), Cell::Text(name)) => choices
            .iter()
            .position(|(known, _)| known == name)
            .map_or_else(|| Entry::Text(name.clone()), Entry::Choice),
        (Kind::Several(choices), Cell::Text(names)) => {
            let chosen: Vec<&str> = names.split(' ').collect();
            Entry::Several(
                choices.iter().map(|(name, _)| chosen.contains(&name.as_str())).collect(),
            )
        }
        (Kind::Number, Cell::Integer(number)) => Entry::Number(*number as f64),
        (Kind::Number, Cell::Real(number)) => Entry::Number(*number),
        (Kind::Number, Cell::Text(text)) => text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map_or_else(|| Entry::Text(text.clone()), Entry::Number),
        (_, Cell::Null) => Entry::Missing(Missing::Blank),
        (_, Cell::Integer(number)) => Entry::Text(number.to_string()),
        (_, Cell::Real(number)) => Entry::Text(number.to_string()),
        (_, Cell::Text(text)) => Entry::Text(text.clone()),
    }
}
