//! Which question each column of a pasted table answers: by the names in its first line where
//! there are some, else in the order in which they are asked.

use super::table::Table;
use crate::app::search;
use crate::form::Form;
use crate::form::node::{Kind, Node};
use crate::interview::Interview;
use crate::place::{NodeId, Place, RowKey};

/// A table matched to the questions of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// What each column is called: by the table, or as the question is.
    pub names: Vec<String>,
    /// The question of each column, if there is one.
    pub nodes: Vec<Option<NodeId>>,
    /// The lines that become rows.
    pub lines: Vec<Vec<String>>,
    /// How many lines more there were.
    pub left_out: usize,
}

/// Matches the columns of a table to the questions of the rows of a roster.
pub fn matched(interview: &Interview, roster: NodeId, table: Table) -> Matched {
    let form = interview.form();
    let questions = questions(form, roster);
    let Table { mut lines, mut left_out } = table;
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let first = lines.first().cloned().unwrap_or_default();
    let named = by_name(interview, &questions, &first);
    let (names, mut nodes) = if are_names(&named, &lines) {
        lines.remove(0);
        (first, named)
    } else {
        let nodes: Vec<Option<NodeId>> = questions.iter().copied().map(Some).collect();
        let names = questions.iter().map(|&node| label(interview, form.node(node))).collect();
        (names, nodes)
    };
    let most = super::table::ROWS_MOST;
    left_out += lines.len().saturating_sub(most);
    lines.truncate(most);
    nodes.resize(width, None);
    let mut names: Vec<String> = names;
    names.resize(width, "?".to_owned());
    Matched { names, nodes, lines, left_out }
}

/// Whether the first line names columns: at least half of its cells name a question. Numbers on
/// paper may be answers as well: they are names where all are, and other lines hold words.
fn are_names(named: &[Option<NodeId>], lines: &[Vec<String>]) -> bool {
    let [first, others @ ..] = lines else { return false };
    let is_number = |cell: &String| cell.bytes().all(|byte| byte.is_ascii_digit());
    let filled = || first.iter().zip(named).filter(|(cell, _)| !cell.is_empty());
    let words = filled().filter(|(cell, node)| node.is_some() && !is_number(cell)).count();
    let all = filled().all(|(_, node)| node.is_some());
    let told = others.iter().flatten().any(|cell| !is_number(cell));
    !others.is_empty() && (words > 0 && words * 2 >= filled().count() || all && told)
}

/// The questions of a row in the order of the form, those in its groups too.
fn questions(form: &Form, at: NodeId) -> Vec<NodeId> {
    let mut found = Vec::new();
    for &child in &form.node(at).children {
        match &form.node(child).kind {
            Kind::Question(question) if question.kind.is_answerable() => found.push(child),
            Kind::Group(_) => found.extend(questions(form, child)),
            _ => {}
        }
    }
    found
}

/// The question that each name in a line means; one is meant once.
fn by_name(interview: &Interview, questions: &[NodeId], line: &[String]) -> Vec<Option<NodeId>> {
    let form = interview.form();
    let mut taken = Vec::new();
    let mut means = |name: &String| {
        let wanted = search::fold(name);
        let free = || questions.iter().copied().filter(|node| !taken.contains(node));
        let called = |node: NodeId| {
            let node = form.node(node);
            let label = search::fold(&label(interview, node));
            (node, label)
        };
        let exactly = |&node: &NodeId| {
            let (node, label) = called(node);
            node.name.eq_ignore_ascii_case(name)
                || node.number.as_deref() == Some(name.as_str())
                || label == wanted
        };
        let nearly = |&node: &NodeId| called(node).1.starts_with(&wanted);
        let found = if wanted.is_empty() {
            None
        } else {
            free().find(exactly).or_else(|| free().find(nearly))
        };
        taken.extend(found);
        found
    };
    line.iter().map(&mut means).collect()
}

/// What a question is called without a row: its label as far as it needs none, else its name.
fn label(interview: &Interview, node: &Node) -> String {
    let at = Place::new(RowKey::ROOT, node.id);
    let filled = interview.text(&node.short, at).or_else(|| interview.text(&node.label, at));
    let text = filled.map(|filled| filled.text).unwrap_or_default();
    let line: Vec<&str> = text.split_whitespace().collect();
    if line.is_empty() { node.name.clone() } else { line.join(" ") }
}
