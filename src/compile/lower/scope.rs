//! What names mean: the view of a form under construction that expressions are checked against.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use super::lists::Resolved;
use crate::compile::nearest::nearest;
use crate::expr::names::{Found, Names, Shape};
use crate::expr::source::Table;
use crate::form::ChoiceList;
use crate::form::node::{Choices, Kind, Node, QuestionKind};
use crate::place::NodeId;

/// Lists longer than this are not checked choice by choice.
const KNOWN_CHOICES_MAX: usize = 500;

/// So many unknown names are given a suggestion.
const SUGGESTIONS_MAX: u32 = 200;

/// The names of a form.
pub struct Scope<'n> {
    nodes: &'n [Node],
    by_name: HashMap<&'n str, Vec<NodeId>>,
    /// All names in order, for suggestions; so many of them may still be looked for.
    sorted: Vec<&'n str>,
    suggestions_left: Cell<u32>,
    resolved: &'n Resolved,
    lists: &'n [ChoiceList],
    tables: &'n [Table],
    table_by_name: HashMap<&'n str, usize>,
}

impl<'n> Scope<'n> {
    /// The names of these nodes, lists and tables.
    pub fn new(
        nodes: &'n [Node],
        resolved: &'n Resolved,
        lists: &'n [ChoiceList],
        tables: &'n [Table],
    ) -> Scope<'n> {
        let mut by_name: HashMap<&str, Vec<NodeId>> = HashMap::new();
        for node in nodes.iter().skip(1) {
            by_name.entry(node.name.as_str()).or_default().push(node.id);
        }
        let named = tables.iter().enumerate();
        let table_by_name = named.map(|(at, table)| (table.name.as_str(), at)).collect();
        let mut sorted: Vec<&str> = by_name.keys().copied().collect();
        sorted.sort_unstable();
        let suggestions_left = Cell::new(SUGGESTIONS_MAX);
        Scope { nodes, by_name, sorted, suggestions_left, resolved, lists, tables, table_by_name }
    }

    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The columns of a table by position.
    pub fn columns(&self, table: usize) -> Option<Vec<String>> {
        self.tables.get(table).map(|table| table.columns.clone())
    }

    /// The columns of the table behind a choice list.
    pub fn list_columns(&self, list: usize) -> Option<Vec<String>> {
        self.lists.get(list).and_then(|list| self.columns(list.table))
    }

    /// The nearest name; a questionnaire in which hundreds are wrong needs no more of them.
    fn nearest_name(&self, name: &str) -> Option<String> {
        let left = self.suggestions_left.get().checked_sub(1)?;
        self.suggestions_left.set(left);
        nearest(name, self.sorted.iter().copied()).map(str::to_owned)
    }

    fn is_inside(&self, node: NodeId, ancestor: NodeId) -> bool {
        let mut at = Some(node);
        while let Some(id) = at {
            if id == ancestor {
                return true;
            }
            at = self.nodes[id.index()].parent;
        }
        false
    }

    fn choice_names(&self, choices: Option<Choices>) -> Vec<String> {
        let Some(Choices::List(list)) = choices else { return Vec::new() };
        let Some(list) = self.resolved.lists.get(list.0 as usize) else { return Vec::new() };
        if list.names().nth(KNOWN_CHOICES_MAX).is_some() {
            return Vec::new();
        }
        list.names().map(|(name, _)| name.to_owned()).collect()
    }
}

impl Names for Scope<'_> {
    /// Where several nodes have the name, the one in the innermost group around `from` is meant,
    /// and in it one that stands directly in it before one deeper inside.
    fn find(&self, name: &str, from: NodeId) -> Found {
        let Some(candidates) = self.by_name.get(name) else {
            return Found::Unknown(self.nearest_name(name));
        };
        if let [only] = candidates.as_slice() {
            return Found::One(*only);
        }
        let mut at = Some(from);
        while let Some(around) = at {
            let inside: Vec<NodeId> =
                candidates.iter().copied().filter(|&node| self.is_inside(node, around)).collect();
            match inside.as_slice() {
                [] => at = self.nodes[around.index()].parent,
                [only] => return Found::One(*only),
                _ => {
                    let direct = |&node: &NodeId| self.nodes[node.index()].parent == Some(around);
                    let direct: Vec<NodeId> = inside.iter().copied().filter(direct).collect();
                    return match direct.as_slice() {
                        [only] => Found::One(*only),
                        _ => Found::Several(inside),
                    };
                }
            }
        }
        Found::Several(candidates.clone())
    }

    fn name(&self, node: NodeId) -> &str {
        &self.nodes[node.index()].name
    }

    fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].parent
    }

    fn children(&self, node: NodeId) -> &[NodeId] {
        &self.nodes[node.index()].children
    }

    fn shape(&self, node: NodeId) -> Shape {
        match &self.nodes[node.index()].kind {
            Kind::Group(_) => Shape::Group,
            Kind::Roster(_) => Shape::Roster,
            Kind::Question(question) => match &question.kind {
                QuestionKind::Integer | QuestionKind::Decimal | QuestionKind::Range { .. } => {
                    Shape::Number
                }
                QuestionKind::SelectOne => Shape::Choice(self.choice_names(question.choices)),
                QuestionKind::SelectMultiple | QuestionKind::Rank => {
                    Shape::Choices(self.choice_names(question.choices))
                }
                QuestionKind::Date | QuestionKind::DateTime => Shape::Date,
                QuestionKind::Time => Shape::Time,
                QuestionKind::Geopoint | QuestionKind::Geotrace | QuestionKind::Geoshape => {
                    Shape::Geo
                }
                QuestionKind::Meta(name) => match name.as_str() {
                    "start" | "end" | "today" => Shape::Date,
                    _ => Shape::Text,
                },
                _ => Shape::Text,
            },
        }
    }

    fn table(&self, name: &str) -> Option<Vec<String>> {
        self.table_by_name.get(name).and_then(|&at| self.columns(at))
    }

    fn nearest_table(&self, name: &str) -> Option<String> {
        let known: BTreeSet<&str> = self.tables.iter().map(|table| table.name.as_str()).collect();
        nearest(name, known).map(str::to_owned)
    }
}
