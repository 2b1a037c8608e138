//! Where the paths of an expression lead in the form, and which nodes an expression looks at.

use super::{Explainer, Scope};
use crate::expr::ast::{Axis, Bound, Expr, Kind, Path, Start, Step};
use crate::place::NodeId;

/// Where a path leads.
pub(super) struct Target<'e> {
    /// The node.
    pub(super) node: NodeId,
    /// What must be true of rows on the way: each with the node it is tested at.
    pub(super) predicates: Vec<(&'e Expr, NodeId)>,
    /// Whether it is that of the interview finished last.
    pub(super) last_saved: bool,
}

impl Explainer<'_> {
    /// The node that a path leads to; `None` where the form alone cannot tell.
    pub(super) fn target<'e>(&self, path: &'e Path, scope: Scope) -> Option<Target<'e>> {
        let mut steps = path.steps.as_slice();
        let mut last_saved = false;
        let mut node = match &path.start {
            Start::Here => scope.here?,
            Start::Current => scope.at,
            Start::Root => {
                // The first step is the name of the root.
                steps = steps.split_first()?.1;
                NodeId::ROOT
            }
            Start::Bound(bound) => self.bound(bound)?,
            Start::LastSaved(bound) => {
                last_saved = true;
                self.bound(bound)?
            }
            Start::Table(_) | Start::Expression(_) => return None,
        };
        let mut predicates: Vec<_> = path.predicates.iter().map(|test| (test, node)).collect();
        for step in steps {
            node = self.step(node, step)?;
            predicates.extend(step.predicates.iter().map(|test| (test, node)));
        }
        self.form.nodes.get(node.index())?;
        Some(Target { node, predicates, last_saved })
    }

    fn bound(&self, bound: &Bound) -> Option<NodeId> {
        bound.target.or_else(|| self.form.named(&bound.name).first().copied())
    }

    fn step(&self, from: NodeId, step: &Step) -> Option<NodeId> {
        let node = self.form.nodes.get(from.index())?;
        match step.axis {
            Axis::Myself => Some(from),
            Axis::Parent => node.parent,
            Axis::Child => {
                let name = step.name.as_deref()?;
                let mut children = node.children.iter().copied();
                children.find(|&child| self.form.node(child).name == name)
            }
        }
    }

    /// Adds the nodes that a part of an expression looks at.
    pub(super) fn collect(&self, expr: &Expr, scope: Scope, found: &mut Vec<NodeId>) {
        match &expr.kind {
            Kind::Missing | Kind::Number(_) | Kind::Text(_) => {}
            Kind::Negation(inner) => self.collect(inner, scope, found),
            Kind::Chain(chain) => {
                self.collect(&chain.first, scope, found);
                for (_, part) in &chain.rest {
                    self.collect(part, scope, found);
                }
            }
            Kind::Call(call) => {
                for argument in &call.arguments {
                    self.collect(argument, scope, found);
                }
            }
            Kind::Unknown(_, arguments) => {
                for argument in arguments {
                    self.collect(argument, scope, found);
                }
            }
            Kind::Path(path) => self.collect_path(path, scope, found),
        }
    }

    fn collect_path(&self, path: &Path, scope: Scope, found: &mut Vec<NodeId>) {
        if let Start::Expression(inner) = &path.start {
            self.collect(inner, scope, found);
        }
        let Some(target) = self.target(path, scope) else {
            let steps = path.steps.iter().flat_map(|step| &step.predicates);
            for test in path.predicates.iter().chain(steps) {
                self.collect(test, scope.testing(None), found);
            }
            return;
        };
        let around = self.form.node(target.node);
        let group = matches!(around.kind, crate::form::node::Kind::Group(_));
        if !target.last_saved && !group && !found.contains(&target.node) {
            found.push(target.node);
        }
        for (test, node) in target.predicates {
            self.collect(test, scope.testing(Some(node)), found);
        }
    }
}
