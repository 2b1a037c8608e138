//! Which expressions must be evaluated again when something changes, and in which order.

use super::node::{Count, Kind, Node};
use super::rule::{Rule, RuleId};
use crate::place::NodeId;

/// What about a node is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Whether it applies.
    Relevance,
    /// How many rows a roster has.
    Count,
    /// Its calculated value.
    Calculation,
}

/// One thing that is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Computed {
    /// The node.
    pub node: NodeId,
    /// What about it.
    pub role: Role,
}

/// Something to compute again after a change of the node it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependent {
    /// What to compute again.
    pub computed: Computed,
    /// The expression that computes it.
    pub rule: RuleId,
    /// How many rosters, from the root down, have the same rows on both sides.
    pub shared: u8,
}

/// Expressions that depend on each other in a circle: each looks at the next, the last at the
/// first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// The circle, each member once.
    pub members: Vec<Computed>,
}

/// The dependencies of a form.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    dependents: Vec<Vec<Dependent>>,
    rank: std::collections::HashMap<Computed, u32>,
}

impl Graph {
    /// What hangs directly on the value, rows or relevance of a node.
    pub fn dependents(&self, node: NodeId) -> &[Dependent] {
        self.dependents.get(node.index()).map_or(&[], Vec::as_slice)
    }

    /// The place of a computation in the order of evaluation: lower ones first.
    pub fn rank(&self, computed: Computed) -> u32 {
        self.rank.get(&computed).copied().unwrap_or(0)
    }

    /// Orders the expressions of a form. Relevance of a node also decides whether the values
    /// inside it count, so whatever looks at a node hangs on the relevance of all around it.
    pub fn build(nodes: &[Node], rules: &[Rule]) -> Result<Graph, Vec<Cycle>> {
        let computed = computed_rules(nodes);
        let mut graph = Graph { dependents: vec![Vec::new(); nodes.len()], ..Graph::default() };
        for &(what, rule) in &computed {
            for reference in &rules[rule.0 as usize].references {
                let dependent = Dependent { computed: what, rule, shared: reference.shared };
                graph.dependents[reference.target.index()].push(dependent);
            }
        }
        graph.order(nodes, rules, &computed)?;
        Ok(graph)
    }

    fn order(
        &mut self,
        nodes: &[Node],
        rules: &[Rule],
        computed: &[(Computed, RuleId)],
    ) -> Result<(), Vec<Cycle>> {
        let index: std::collections::HashMap<Computed, usize> =
            computed.iter().enumerate().map(|(at, (what, _))| (*what, at)).collect();
        let needs: Vec<Vec<usize>> = computed
            .iter()
            .map(|(what, rule)| {
                let mut needs: Vec<usize> = prerequisites(nodes, rules, *what, *rule)
                    .into_iter()
                    .filter_map(|needed| index.get(&needed).copied())
                    .collect();
                needs.sort_unstable();
                needs.dedup();
                needs
            })
            .collect();
        let components = strong_components(&needs);
        let mut cycles = Vec::new();
        for (rank, component) in components.iter().enumerate() {
            let first = component[0];
            if component.len() > 1 || needs[first].contains(&first) {
                let members = shortest_circle(&needs, component);
                cycles.push(Cycle { members: members.iter().map(|&at| computed[at].0).collect() });
            }
            for &at in component {
                self.rank.insert(computed[at].0, rank as u32);
            }
        }
        if cycles.is_empty() { Ok(()) } else { Err(cycles) }
    }
}

/// Everything that is computed, in form order, with the expression that does it.
fn computed_rules(nodes: &[Node]) -> Vec<(Computed, RuleId)> {
    let mut computed = Vec::new();
    for node in nodes {
        let mut add = |role, rule| computed.push((Computed { node: node.id, role }, rule));
        if let Some(rule) = node.relevant {
            add(Role::Relevance, rule);
        }
        match &node.kind {
            Kind::Roster(roster) => {
                if let Count::Expression(rule) = roster.count {
                    add(Role::Count, rule);
                }
            }
            Kind::Question(question) => {
                if let (Some(rule), true) = (question.calculation, question.triggers.is_empty()) {
                    add(Role::Calculation, rule);
                }
            }
            Kind::Group(_) => {}
        }
    }
    computed
}

/// What must be known before a computation: for each node it looks at, the node's own value and
/// rows, and the relevance and rows of all around it. A node's own value is not needed for its
/// own calculation (`once` looks at it), and what stands around both never waits for itself.
fn prerequisites(nodes: &[Node], rules: &[Rule], what: Computed, rule: RuleId) -> Vec<Computed> {
    let mut needed = Vec::new();
    let mut around_self = Vec::new();
    let mut at = nodes[what.node.index()].parent;
    while let Some(node) = at {
        around_self.push(node);
        at = nodes[node.index()].parent;
    }
    for reference in &rules[rule.0 as usize].references {
        if reference.target == what.node && what.role == Role::Calculation {
            continue;
        }
        needed.push(Computed { node: reference.target, role: Role::Calculation });
        let mut at = Some(reference.target);
        while let Some(node) = at {
            let shared_with_self = around_self.contains(&node) || node == what.node;
            if !shared_with_self {
                needed.push(Computed { node, role: Role::Relevance });
                needed.push(Computed { node, role: Role::Count });
            }
            at = nodes[node.index()].parent;
        }
    }
    // The rows and relevance around a computation come first.
    for &node in &around_self {
        needed.push(Computed { node, role: Role::Count });
        needed.push(Computed { node, role: Role::Relevance });
    }
    if what.role != Role::Relevance {
        needed.push(Computed { node: what.node, role: Role::Relevance });
    }
    needed.retain(|&computed| computed != what);
    if needs_itself(nodes, rules, rule, what) {
        needed.push(what);
    }
    needed
}

/// Whether an expression looks at the very thing it decides about, or at something inside it:
/// then it is a circle by itself.
fn needs_itself(nodes: &[Node], rules: &[Rule], rule: RuleId, what: Computed) -> bool {
    let is_inside = |target: NodeId| {
        let mut at = Some(target);
        while let Some(node) = at {
            if node == what.node {
                return true;
            }
            at = nodes[node.index()].parent;
        }
        false
    };
    what.role != Role::Calculation
        && rules[rule.0 as usize].references.iter().any(|reference| is_inside(reference.target))
}

/// Strong components in an order in which each comes after all that it needs (Tarjan 1972,
/// without recursion).
fn strong_components(needs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let count = needs.len();
    let (mut order, mut low, mut on_stack) =
        (vec![UNSEEN; count], vec![0; count], vec![false; count]);
    let (mut next, mut stack, mut components) = (0, Vec::new(), Vec::new());
    for start in 0..count {
        if order[start] != UNSEEN {
            continue;
        }
        let mut calls = vec![(start, 0)];
        while let Some((at, child)) = calls.pop() {
            if child == 0 {
                order[at] = next;
                low[at] = next;
                next += 1;
                stack.push(at);
                on_stack[at] = true;
            } else {
                low[at] = low[at].min(low[needs[at][child - 1]]);
            }
            let mut descend = None;
            for (offset, &needed) in needs[at].iter().enumerate().skip(child) {
                if order[needed] == UNSEEN {
                    descend = Some((offset, needed));
                    break;
                }
                if on_stack[needed] {
                    low[at] = low[at].min(order[needed]);
                }
            }
            if let Some((offset, needed)) = descend {
                calls.push((at, offset + 1));
                calls.push((needed, 0));
                continue;
            }
            if low[at] == order[at] {
                let mut component = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member] = false;
                    component.push(member);
                    if member == at {
                        break;
                    }
                }
                component.sort_unstable();
                components.push(component);
            }
        }
    }
    components
}

/// The shortest circle through the first member of a component.
fn shortest_circle(needs: &[Vec<usize>], component: &[usize]) -> Vec<usize> {
    let start = component[0];
    let mut from: std::collections::HashMap<usize, usize> = std::collections::HashMap::new();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for &needed in needs[at].iter().filter(|needed| component.contains(needed)) {
            if needed == start {
                let mut circle = vec![at];
                while let Some(&before) = circle.last().and_then(|last| from.get(last)) {
                    circle.push(before);
                }
                circle.reverse();
                return circle;
            }
            if let std::collections::hash_map::Entry::Vacant(slot) = from.entry(needed) {
                slot.insert(at);
                queue.push_back(needed);
            }
        }
    }
    component.to_vec()
}

#[cfg(test)]
mod tests {
    use super::{Computed, Graph, Role};
    use crate::expr::Expression;
    use crate::expr::names::Reference;
    use crate::form::node::{Count, Group, Kind, Node, Roster};
    use crate::form::rule::{Rule, RuleId};
    use crate::place::NodeId;

    /// Nodes given by the position of their parent; all are groups unless made otherwise.
    fn nodes(parents: &[Option<u32>]) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        for (at, parent) in parents.iter().enumerate() {
            let id = NodeId(at as u32);
            nodes.push(Node {
                id,
                name: format!("n{at}"),
                parent: parent.map(NodeId),
                children: Vec::new(),
                roster: None,
                roster_depth: 0,
                kind: Kind::Group(Group::default()),
                label: Default::default(),
                hint: Default::default(),
                guidance: Default::default(),
                instruction: Default::default(),
                short: Default::default(),
                number: None,
                relevant: None,
                random: None,
                appearance: Vec::new(),
                parameters: Default::default(),
                media: Default::default(),
                extra: Default::default(),
                line: 0,
            });
            if let Some(parent) = parent {
                nodes[*parent as usize].children.push(id);
            }
        }
        nodes
    }

    /// Makes nodes relevant by rules that look at other nodes: `(node, targets)`.
    fn graph(mut nodes: Vec<Node>, relevance: &[(u32, &[u32])]) -> Result<Graph, Vec<Vec<u32>>> {
        let mut rules = Vec::new();
        for (at, targets) in relevance {
            nodes[*at as usize].relevant = Some(RuleId(rules.len() as u32));
            rules.push(rule(*at, targets));
        }
        Graph::build(&nodes, &rules).map_err(|cycles| {
            let names = |cycle: &super::Cycle| cycle.members.iter().map(|m| m.node.0).collect();
            cycles.iter().map(names).collect()
        })
    }

    fn rule(at: u32, targets: &[u32]) -> Rule {
        let references =
            targets.iter().map(|&target| Reference { target: NodeId(target), shared: 0 }).collect();
        let (expression, last_saved) = (Expression::default(), Vec::new());
        Rule { expression, at: NodeId(at), references, last_saved, volatile: false }
    }

    fn rank(graph: &Graph, node: u32) -> u32 {
        graph.rank(Computed { node: NodeId(node), role: Role::Relevance })
    }

    #[test]
    fn what_is_looked_at_comes_first() {
        let flat = nodes(&[None, Some(0), Some(0), Some(0)]);
        let graph = graph(flat, &[(1, &[2]), (2, &[3]), (3, &[])]).expect("no circle");
        assert!(rank(&graph, 3) < rank(&graph, 2) && rank(&graph, 2) < rank(&graph, 1));
        assert_eq!(graph.dependents(NodeId(2)).len(), 1);
    }

    #[test]
    fn the_relevance_around_what_is_looked_at_comes_first_too() {
        let nested = nodes(&[None, Some(0), Some(1), Some(0)]);
        let graph = graph(nested, &[(3, &[2]), (1, &[])]).expect("no circle");
        assert!(rank(&graph, 1) < rank(&graph, 3));
    }

    #[test]
    fn circles_are_named_whole() {
        let flat = || nodes(&[None, Some(0), Some(0), Some(0)]);
        assert_eq!(
            graph(flat(), &[(1, &[2]), (2, &[3]), (3, &[1])]).err(),
            Some(vec![vec![1, 2, 3]])
        );
        assert_eq!(graph(flat(), &[(1, &[1])]).err(), Some(vec![vec![1]]));
        let two = graph(flat(), &[(1, &[2]), (2, &[1]), (3, &[3])]).err();
        assert_eq!(two, Some(vec![vec![1, 2], vec![3]]));
    }

    #[test]
    fn a_group_cannot_depend_on_what_is_inside_it() {
        let nested = || nodes(&[None, Some(0), Some(1), Some(0)]);
        assert_eq!(graph(nested(), &[(1, &[2])]).err(), Some(vec![vec![1]]));
        // By way of another node outside.
        assert_eq!(graph(nested(), &[(1, &[3]), (3, &[2])]).err(), Some(vec![vec![1, 3]]));
    }

    #[test]
    fn the_number_of_rows_cannot_depend_on_the_rows() {
        let mut nested = nodes(&[None, Some(0), Some(1)]);
        nested[1].kind = Kind::Roster(Roster { count: Count::Expression(RuleId(0)) });
        let cycles = Graph::build(&nested, &[rule(1, &[2])]).err().unwrap_or_default();
        assert_eq!(cycles.len(), 1);
        assert_eq!(cycles[0].members, [Computed { node: NodeId(1), role: Role::Count }]);
    }
}
