//! What an interview needs to know of its form beside the form itself: worked out once, shared by
//! all copies of the interview.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::form::graph::{Computed, Role};
use crate::form::node::{Count, Kind};
use crate::form::{ChoiceList, Form, ListId};
use crate::place::NodeId;

/// The layout of rows and whatever else is looked up by node.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// For each node its position among the cells of the row it stands in; a roster's is that of
    /// the place around its rows (its own rows have it at 0).
    slots: Vec<u32>,
    /// For each node the first node after all that is inside it.
    ends: Vec<u32>,
    /// For each node the rosters around it, outermost first, itself not counted.
    chains: Vec<Vec<NodeId>>,
    /// For each roster, and for the root, the nodes that stand in its rows; itself first.
    layouts: HashMap<NodeId, Vec<NodeId>>,
    /// For each node the questions whose calculation runs when it changes.
    triggered: HashMap<NodeId, Vec<NodeId>>,
    /// What uses the clock or randomness and is computed again at each step.
    volatile: Vec<Computed>,
    /// For each long choice list its positions in the order of their names, worked out when
    /// first asked for.
    names: Vec<OnceLock<Vec<u32>>>,
}

/// Lists up to this length are searched as they are.
const SHORT_LIST: usize = 100;

impl Plan {
    /// Works it out.
    pub(super) fn new(form: &Form) -> Plan {
        let count = form.nodes.len();
        let mut plan = Plan {
            slots: vec![0; count],
            ends: (1..=count as u32).collect(),
            chains: vec![Vec::new(); count],
            names: form.lists.iter().map(|_| OnceLock::new()).collect(),
            ..Plan::default()
        };
        plan.layouts.insert(NodeId::ROOT, vec![NodeId::ROOT]);
        for node in form.nodes.iter().skip(1) {
            let around = node.roster.unwrap_or(NodeId::ROOT);
            let layout = plan.layouts.entry(around).or_insert_with(|| vec![around]);
            plan.slots[node.id.index()] = layout.len() as u32;
            layout.push(node.id);
            if matches!(node.kind, Kind::Roster(_)) {
                plan.layouts.entry(node.id).or_insert_with(|| vec![node.id]);
            }
            if let Some(roster) = node.roster {
                let mut chain = plan.chains[roster.index()].clone();
                chain.push(roster);
                plan.chains[node.id.index()] = chain;
            }
            for trigger in node.question().map_or(&[][..], |question| &question.triggers) {
                plan.triggered.entry(*trigger).or_default().push(node.id);
            }
        }
        for node in form.nodes.iter().rev() {
            if let Some(parent) = node.parent {
                let end = plan.ends[node.id.index()].max(plan.ends[parent.index()]);
                plan.ends[parent.index()] = end;
            }
        }
        plan.volatile = volatile(form);
        plan
    }

    /// The position of a node among the cells of the row it stands in.
    pub(super) fn slot(&self, node: NodeId) -> usize {
        self.slots[node.index()] as usize
    }

    /// The nodes inside a node, at any depth, itself first.
    pub(super) fn inside(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (node.0..self.ends[node.index()]).map(NodeId)
    }

    /// The rosters around a node, outermost first, itself not counted.
    pub(super) fn chain(&self, node: NodeId) -> &[NodeId] {
        &self.chains[node.index()]
    }

    /// The nodes that stand in a row of a roster, the roster itself first.
    pub(super) fn layout(&self, roster: NodeId) -> &[NodeId] {
        self.layouts.get(&roster).map_or(&[], Vec::as_slice)
    }

    /// The questions whose calculation runs when a node changes.
    pub(super) fn triggered(&self, node: NodeId) -> &[NodeId] {
        self.triggered.get(&node).map_or(&[], Vec::as_slice)
    }

    /// The positions of the choices of that name in a list.
    pub(super) fn positions(&self, id: ListId, list: &ChoiceList, name: &str) -> Vec<usize> {
        let known = |at: usize| list.choices[at].name.as_ref();
        let all = 0..list.choices.len();
        let Some(sorted) = self.names.get(id.0 as usize).filter(|_| all.len() > SHORT_LIST) else {
            return all.filter(|&at| known(at) == name).collect();
        };
        let sorted = sorted.get_or_init(|| {
            let mut sorted: Vec<u32> = (0..list.choices.len() as u32).collect();
            sorted.sort_by_key(|&at| known(at as usize));
            sorted
        });
        let first = sorted.partition_point(|&at| known(at as usize) < name);
        let named = sorted[first..].iter().map(|&at| at as usize);
        named.take_while(|&at| known(at) == name).collect()
    }

    /// What is computed again at each step.
    pub(super) fn volatile(&self) -> &[Computed] {
        &self.volatile
    }
}

/// What uses the clock or randomness and is not bound to a trigger.
fn volatile(form: &Form) -> Vec<Computed> {
    let mut found = Vec::new();
    for node in &form.nodes {
        let calculation = node.question().filter(|question| question.triggers.is_empty());
        let count = match &node.kind {
            Kind::Roster(roster) => match roster.count {
                Count::Expression(rule) => Some(rule),
                Count::Open | Count::Fixed(_) => None,
            },
            Kind::Group(_) | Kind::Question(_) => None,
        };
        let rules = [
            (Role::Relevance, node.relevant),
            (Role::Count, count),
            (Role::Calculation, calculation.and_then(|question| question.calculation)),
        ];
        for (role, rule) in rules {
            if rule.is_some_and(|rule| form.rule(rule).volatile) {
                found.push(Computed { node: node.id, role });
            }
        }
    }
    found
}
