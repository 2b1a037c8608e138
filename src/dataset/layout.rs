//! Tables and columns of a questionnaire version: one wide table for the interview, one for each
//! roster, and private ones beside them.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Namer, table_base, unquoted};
use crate::form::node::{Choices, Kind, Node, Preset, Question, QuestionKind};
use crate::form::{Form, RuleId};
use crate::place::NodeId;

/// The most columns of one table. SQLite allows 2,000; other programs are not far behind.
pub const COLUMNS_MAX: usize = 1500;
/// The longest choice list that gets a column for each choice.
const DUMMIES_MAX: usize = 200;

/// The tables of a questionnaire version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The tables, in the order of the form.
    pub tables: Vec<Table>,
    /// The questions that are private: marked so, or holding what was answered to one that is.
    pub private: BTreeSet<NodeId>,
}

/// A wide table: a row for each interview, or for each row of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The roster whose rows it holds; `None` for one row an interview.
    pub roster: Option<NodeId>,
    /// Whether it holds private questions; those stand in no other table.
    pub private: bool,
    /// The columns that tell its rows apart: `interview_id`, and the position from 1 of the row
    /// of each roster from the root down.
    pub keys: Vec<String>,
    /// The other columns.
    pub columns: Vec<Column>,
}

/// A column of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name: that of the question, longer where the name stands for several.
    pub name: String,
    /// The question.
    pub node: NodeId,
    /// What it holds of the answer.
    pub content: Content,
    /// Its type.
    pub affinity: Affinity,
}

/// What a column holds of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The answer.
    Value,
    /// 1 if that choice was chosen, 0 if not.
    Chosen(String),
    /// The rank of that choice, from 1.
    Rank(String),
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Affinity {
    /// Whole numbers.
    Integer,
    /// Decimal numbers.
    Real,
    /// Text.
    Text,
    /// Each value as it is: calculations may give numbers or text.
    Any,
}

impl Affinity {
    /// As SQLite writes it.
    pub fn sql(self) -> &'static str {
        match self {
            Affinity::Integer => "INTEGER",
            Affinity::Real => "REAL",
            Affinity::Text => "TEXT",
            Affinity::Any => "",
        }
    }
}

impl Layout {
    /// The tables of a form. `tables` gives the names, so that those of several forms differ.
    pub fn of(form: &Form, namer: &mut Namer) -> Layout {
        let private = private_nodes(form);
        let base = namer.give(&table_base(form));
        let mut tables = Vec::new();
        let rosters = form.nodes.iter().filter(|node| matches!(node.kind, Kind::Roster(_)));
        for roster in std::iter::once(None).chain(rosters.map(|node| Some(node.id))) {
            let name = match roster {
                None => base.clone(),
                Some(roster) => format!("{base}__{}", unquoted(&form.node(roster).name)),
            };
            for is_private in [false, true] {
                let columns = columns(form, roster, |node| private.contains(&node) == is_private);
                if is_private && columns.is_empty() {
                    continue;
                }
                let prefix = if is_private { "private_" } else { "" };
                let parts = columns.chunks(COLUMNS_MAX).map(<[Column]>::to_vec);
                // A table without columns is there all the same: it tells how many rows there are.
                let parts = if columns.is_empty() { vec![Vec::new()] } else { parts.collect() };
                let first = match (roster, is_private) {
                    (None, false) => name.clone(),
                    _ => namer.give(&format!("{prefix}{name}")),
                };
                for (at, columns) in parts.into_iter().enumerate() {
                    let name = if at == 0 { first.clone() } else { namer.give(&first) };
                    let keys = keys(form, roster);
                    tables.push(Table { name, roster, private: is_private, keys, columns });
                }
            }
        }
        Layout { tables, private }
    }
}

/// The questions whose answers are personal or sealed, and all that hold what was said there:
/// calculations, presets, and choices that are answers.
pub fn private_nodes(form: &Form) -> BTreeSet<NodeId> {
    let marked = |node: &&Node| node.question().is_some_and(|asked| asked.pii || asked.sealed);
    let nodes = form.nodes.iter().filter(marked).map(|node| node.id);
    let mut private: BTreeSet<NodeId> = nodes.collect();
    loop {
        let before = private.len();
        for node in &form.nodes {
            if node.question().is_some_and(|question| repeats(form, question, &private)) {
                private.insert(node.id);
            }
        }
        if private.len() == before {
            return private;
        }
    }
}

/// Whether the answer to a question can be that of a private one.
fn repeats(form: &Form, question: &Question, private: &BTreeSet<NodeId>) -> bool {
    let preset = match question.default {
        Some(Preset::Dynamic(rule)) => Some(rule),
        _ => None,
    };
    let mut rules = [question.calculation, preset].into_iter().flatten();
    let choices = match question.choices {
        Some(Choices::Rows { label, name }) => private.contains(&label) || private.contains(&name),
        _ => false,
    };
    choices || rules.any(|rule| looks_at(form, rule, private))
}

/// Whether an expression looks at one of some nodes, in this interview or in the one before.
pub fn looks_at(form: &Form, rule: RuleId, nodes: &BTreeSet<NodeId>) -> bool {
    let rule = form.rule(rule);
    let mut now = rule.references.iter().map(|used| used.target);
    now.any(|node| nodes.contains(&node)) || rule.last_saved.iter().any(|node| nodes.contains(node))
}

fn keys(form: &Form, roster: Option<NodeId>) -> Vec<String> {
    let rosters = roster.map(|roster| form.rosters_to(roster)).unwrap_or_default();
    let mut namer = Namer::default();
    let names =
        rosters.into_iter().map(|roster| format!("{}_row", unquoted(&form.node(roster).name)));
    std::iter::once("interview_id".to_owned()).chain(names).map(|name| namer.give(&name)).collect()
}

fn columns(form: &Form, roster: Option<NodeId>, wanted: impl Fn(NodeId) -> bool) -> Vec<Column> {
    let inside: Vec<&Node> = form
        .nodes
        .iter()
        .filter(|node| node.roster == roster && holds_values(node) && wanted(node.id))
        .collect();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for node in &inside {
        *times.entry(unquoted(&node.name).to_lowercase()).or_default() += 1;
    }
    let mut namer = Namer::default();
    for key in keys(form, roster) {
        namer.give(&key);
    }
    let mut columns = Vec::new();
    for node in inside {
        let short = unquoted(&node.name);
        let is_alone = times.get(&short.to_lowercase()) == Some(&1);
        let wished = if is_alone { short } else { unquoted(&long_name(form, node, roster)) };
        let name = namer.give(&wished);
        let mut add = |name: String, content, affinity| {
            columns.push(Column { name, node: node.id, content, affinity });
        };
        add(name.clone(), Content::Value, affinity(node));
        for (choice, content) in dummies(form, node) {
            add(namer.give(&format!("{name}__{}", unquoted(&choice))), content, Affinity::Integer);
        }
    }
    columns
}

fn holds_values(node: &Node) -> bool {
    node.question().is_some_and(|question| question.kind != QuestionKind::Note)
}

/// The names of the groups around a question up to its roster, then its own.
fn long_name(form: &Form, node: &Node, roster: Option<NodeId>) -> String {
    let mut names = vec![node.name.as_str()];
    let mut at = node.parent;
    while let Some(around) = at.filter(|&around| Some(around) != roster) {
        let group = form.node(around);
        at = group.parent;
        if at.is_some() {
            names.push(&group.name);
        }
    }
    names.reverse();
    names.join("__")
}

fn affinity(node: &Node) -> Affinity {
    let Some(question) = node.question() else { return Affinity::Any };
    match &question.kind {
        QuestionKind::Integer => Affinity::Integer,
        QuestionKind::Decimal => Affinity::Real,
        QuestionKind::Range { start, step, .. } => {
            let is_whole = start.fract() == 0.0 && step.fract() == 0.0;
            if is_whole { Affinity::Integer } else { Affinity::Real }
        }
        QuestionKind::Calculate | QuestionKind::Hidden | QuestionKind::Meta(_) => Affinity::Any,
        _ => Affinity::Text,
    }
}

/// The choices that get a column of their own, with what stands in it.
fn dummies(form: &Form, node: &Node) -> Vec<(String, Content)> {
    let Some(question) = node.question() else { return Vec::new() };
    let Some(Choices::List(list)) = question.choices else { return Vec::new() };
    let choices = &form.list(list).choices;
    if choices.len() > DUMMIES_MAX {
        return Vec::new();
    }
    let content = match question.kind {
        QuestionKind::SelectMultiple => Content::Chosen,
        QuestionKind::Rank => Content::Rank,
        _ => return Vec::new(),
    };
    let mut seen = BTreeSet::new();
    let first = choices.iter().filter(|choice| seen.insert(choice.name.as_ref()));
    first.map(|choice| (choice.name.to_string(), content(choice.name.to_string()))).collect()
}
