//! A compiled questionnaire: immutable, complete, free of anything that depends on answers.
//!
//! Nodes stand in an arena in form order (a node before what is inside it); expressions and
//! choice lists are referred to by index. Built only by `compile`, through [`Form::assemble`].

mod compare;
pub mod graph;
pub mod node;
pub mod rule;
pub mod talk;
pub mod wording;

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::expr::source::Table;
use crate::place::NodeId;
use graph::{Cycle, Graph};
use node::{Choice, Kind, Node};
pub use rule::{ListId, Rule, RuleId};
use talk::{SPEAKERS, Speaker};
use wording::Wording;

/// A language that a questionnaire is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its code, such as `kk`; the name itself where the questionnaire gives no code.
    pub code: String,
    /// Its own name, such as `Қазақша`.
    pub name: String,
    /// Whether the wording is a draft that a native speaker has not reviewed.
    pub draft: bool,
}

/// A choice list.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceList {
    /// Its name.
    pub name: String,
    /// Its choices, in order.
    pub choices: Vec<Choice>,
    /// The same list as a table of `name`, `label` and the extra columns, for expressions.
    pub table: usize,
}

/// A compiled questionnaire.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its identifier.
    pub id: String,
    /// Its version, as the author wrote it.
    pub version: String,
    /// Its title.
    pub title: Wording,
    /// Its languages; the first is the default. Never empty.
    pub languages: Vec<Language>,
    /// Its nodes in form order; the first is the root group.
    pub nodes: Vec<Node>,
    /// Its expressions.
    pub rules: Vec<Rule>,
    /// Its choice lists.
    pub lists: Vec<ChoiceList>,
    /// Its look-up tables: attached files and, by the names of their lists, the choices.
    pub tables: Vec<Table>,
    /// The name of an interview, where the questionnaire says how it is made.
    pub instance_name: Option<RuleId>,
    /// Settings that are kept although nothing here uses them.
    pub settings: BTreeMap<String, String>,
    /// Whether it guides a talk: notes stand beside the questions, which are taken in any order.
    pub guide: bool,
    /// Who may speak in the talk, the usual one first; never empty.
    pub speakers: Vec<Speaker>,
    /// What must be evaluated again when something changes.
    pub graph: Graph,
    by_name: HashMap<String, Vec<NodeId>>,
    list_by_name: HashMap<String, ListId>,
    table_by_name: HashMap<String, usize>,
    uses_last_saved: bool,
}

/// What `compile` hands over to make a form of.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// See [`Form::id`].
    pub id: String,
    /// See [`Form::version`].
    pub version: String,
    /// See [`Form::title`].
    pub title: Wording,
    /// See [`Form::languages`].
    pub languages: Vec<Language>,
    /// See [`Form::nodes`].
    pub nodes: Vec<Node>,
    /// See [`Form::rules`].
    pub rules: Vec<Rule>,
    /// See [`Form::lists`].
    pub lists: Vec<ChoiceList>,
    /// See [`Form::tables`].
    pub tables: Vec<Table>,
    /// See [`Form::instance_name`].
    pub instance_name: Option<RuleId>,
    /// See [`Form::settings`].
    pub settings: BTreeMap<String, String>,
    /// See [`Form::guide`].
    pub guide: bool,
    /// See [`Form::speakers`]; the usual ones where it is empty.
    pub speakers: Vec<Speaker>,
}

impl Form {
    /// Puts a form together and orders its expressions. Fails only where expressions depend on
    /// each other in a circle, and then names every circle whole.
    pub fn assemble(parts: Parts) -> Result<Form, Vec<Cycle>> {
        let graph = Graph::build(&parts.nodes, &parts.rules)?;
        let mut by_name: HashMap<String, Vec<NodeId>> = HashMap::new();
        for node in &parts.nodes {
            by_name.entry(node.name.clone()).or_default().push(node.id);
        }
        let list_by_name = parts
            .lists
            .iter()
            .enumerate()
            .map(|(index, list)| (list.name.clone(), ListId(index as u32)))
            .collect();
        let table_by_name = parts
            .tables
            .iter()
            .enumerate()
            .map(|(index, table)| (table.name.clone(), index))
            .collect();
        let uses_last_saved = parts.rules.iter().any(|rule| rule.expression.may_use_last_saved());
        Ok(Form {
            id: parts.id,
            version: parts.version,
            title: parts.title,
            languages: parts.languages,
            nodes: parts.nodes,
            rules: parts.rules,
            lists: parts.lists,
            tables: parts.tables,
            instance_name: parts.instance_name,
            settings: parts.settings,
            guide: parts.guide,
            speakers: speakers(parts.speakers),
            graph,
            by_name,
            list_by_name,
            table_by_name,
            uses_last_saved,
        })
    }

    /// Whether an expression can ask for an answer of the interview finished last.
    pub fn uses_last_saved(&self) -> bool {
        self.uses_last_saved
    }

    /// Whether a question or an expression asks for a property of device or interviewer. An
    /// expression that only names it counts as well.
    pub fn asks_for(&self, property: &str) -> bool {
        let filled_in = |node: &Node| {
            matches!(node.question().map(|question| &question.kind),
                Some(node::QuestionKind::Meta(name)) if name == property)
        };
        self.nodes.iter().any(filled_in)
            || self.rules.iter().any(|rule| rule.expression.text.contains(property))
    }

    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// An expression.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0 as usize]
    }

    /// A choice list.
    pub fn list(&self, id: ListId) -> &ChoiceList {
        &self.lists[id.0 as usize]
    }

    /// The choice list of that name.
    pub fn list_named(&self, name: &str) -> Option<&ChoiceList> {
        self.list_by_name.get(name).map(|&id| self.list(id))
    }

    /// The look-up table of that name.
    pub fn table_named(&self, name: &str) -> Option<&Table> {
        self.table_by_name.get(name).map(|&index| &self.tables[index])
    }

    /// The nodes of that name, in form order.
    pub fn named(&self, name: &str) -> &[NodeId] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The node reached by names from the root down (`household/member/age`), without rows.
    pub fn node_at(&self, path: &str) -> Option<NodeId> {
        let mut at = NodeId::ROOT;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let node = self.node(at);
            at = *node.children.iter().find(|&&child| self.node(child).name == name)?;
        }
        Some(at)
    }

    /// The position of a language by its code.
    pub fn language(&self, code: &str) -> Option<usize> {
        self.languages.iter().position(|language| language.code == code)
    }

    /// The rosters around a node from the outermost in, the node itself last if it is one.
    pub fn rosters_to(&self, id: NodeId) -> Vec<NodeId> {
        let mut rosters = Vec::new();
        let mut at = Some(id);
        while let Some(node) = at {
            if matches!(self.node(node).kind, Kind::Roster(_)) {
                rosters.push(node);
            }
            at = self.node(node).parent;
        }
        rosters.reverse();
        rosters
    }
}

/// The speakers of a questionnaire, the usual ones where it names none.
fn speakers(named: Vec<Speaker>) -> Vec<Speaker> {
    if !named.is_empty() {
        return named;
    }
    let usual = |name: &str| Speaker { name: name.to_owned(), label: Wording::default() };
    SPEAKERS.into_iter().map(usual).collect()
}
