//! Where paths lead in a form, as far as that can be said without answers.

use super::super::ast::{Axis, Bound, Call, Expr, Kind, Path, Span, Start, Step};
use super::super::names::{Found, Reference, Shape};
use super::super::near::nearest;
use super::super::{codes, functions};
use super::Checker;
use super::ground::Ground;
use crate::place::NodeId;

impl Checker<'_> {
    /// The place of the expression.
    pub fn own_ground(&self) -> Ground {
        let shared = self.rosters_around(self.at).len() as u8;
        Ground::Node { node: self.at, shared, own: true }
    }

    /// The rosters around a node, from the outermost in, itself not counted.
    pub fn rosters_around(&self, node: NodeId) -> Vec<NodeId> {
        let mut rosters = Vec::new();
        let mut at = self.names.parent(node);
        while let Some(node) = at {
            if self.names.shape(node) == Shape::Roster {
                rosters.push(node);
            }
            at = self.names.parent(node);
        }
        rosters.reverse();
        rosters
    }

    /// Notes that the expression looks at something.
    pub fn refer(&mut self, ground: &Ground) {
        if let Ground::Node { node, shared, .. } = *ground {
            let around = self.rosters_around(node).len() as u8;
            self.references.push(Reference { target: node, shared: shared.min(around) });
        }
    }

    /// Binds a path, follows it, and gives what it holds.
    pub fn visit_path(&mut self, expr: &mut Expr, ground: &Ground) -> Shape {
        let span = expr.span;
        let Kind::Path(path) = &mut expr.kind else { return Shape::Text };
        if self.is_instance_id(path) {
            expr.kind = property_call("instanceID", span);
            return Shape::Text;
        }
        if matches!(path.start, Start::Root) {
            self.bind_absolute(path, span);
        }
        let found = self.follow(path, ground, span);
        self.refer(&found);
        self.found = found.clone();
        match found {
            Ground::Node { node, shared, .. } => {
                let shape = self.names.shape(node);
                let value = !matches!(shape, Shape::Group | Shape::Roster);
                let whole = usize::from(shared) == self.rosters_around(node).len();
                if value && whole && is_plain_relative(path, ground) {
                    let bound = Bound {
                        name: self.names.name(node).to_owned(),
                        target: Some(node),
                        roster: false,
                    };
                    path.start = Start::Bound(bound);
                    path.steps.clear();
                }
                shape
            }
            Ground::Cell => Shape::Text,
            Ground::Unknown => match &path.start {
                Start::Bound(_) | Start::Expression(_) => Shape::Nodes,
                _ => Shape::Text,
            },
            _ => Shape::Nodes,
        }
    }

    /// `${instanceID}` and `/data/meta/instanceID`, unless the form has a node of that name.
    fn is_instance_id(&self, path: &Path) -> bool {
        match (&path.start, path.steps.as_slice()) {
            (Start::Bound(bound), []) => {
                bound.name == "instanceID"
                    && matches!(self.names.find("instanceID", self.at), Found::Unknown(_))
            }
            (Start::Root, [.., meta, last]) => {
                meta.name.as_deref() == Some("meta") && last.name.as_deref() == Some("instanceID")
            }
            _ => false,
        }
    }

    /// Binds as much of an absolute path as names nodes plainly.
    fn bind_absolute(&mut self, path: &mut Path, span: Span) {
        let mut node = NodeId::ROOT;
        let mut taken = usize::from(!path.steps.is_empty());
        while let Some(Step { axis: Axis::Child, name: Some(name), .. }) = path.steps.get(taken) {
            if !path.steps[taken - 1].predicates.is_empty() {
                break;
            }
            let Some(child) = self.child(node, name) else {
                let name = name.clone();
                return self.dead_path(span, node, &name);
            };
            (node, taken) = (child, taken + 1);
        }
        let predicates = path.steps.drain(..taken).next_back().map(|step| step.predicates);
        path.predicates = predicates.unwrap_or_default();
        if node != NodeId::ROOT {
            let roster = self.names.shape(node) == Shape::Roster;
            let name = self.names.name(node).to_owned();
            path.start = Start::Bound(Bound { name, target: Some(node), roster });
        }
    }

    fn child(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.names.children(node).iter().copied().find(|&child| self.names.name(child) == name)
    }

    fn follow(&mut self, path: &mut Path, ground: &Ground, span: Span) -> Ground {
        let mut found = match &mut path.start {
            Start::Here => ground.clone(),
            Start::Current => self.own_ground(),
            Start::Root => Ground::Node { node: NodeId::ROOT, shared: 0, own: false },
            Start::Bound(bound) => self.bind(bound, span),
            Start::LastSaved(bound) => {
                self.bind(bound, span);
                self.last_saved.extend(bound.target);
                Ground::Cell
            }
            Start::Table(name) => {
                let columns = self.names.table(name);
                if columns.is_none() {
                    let name = name.clone();
                    let expr = Expr { kind: Kind::Missing, span };
                    self.unknown_table(&expr, &name);
                }
                Ground::Table(columns)
            }
            Start::Expression(expr) => {
                self.visit(expr, ground);
                Ground::Unknown
            }
        };
        self.visit_predicates(&mut path.predicates, &found);
        for step in &mut path.steps {
            found = self.take_step(step, found, span);
            self.visit_predicates(&mut step.predicates, &found);
        }
        found
    }

    fn visit_predicates(&mut self, predicates: &mut [Expr], ground: &Ground) {
        let tested = self.tested(ground);
        if !predicates.is_empty() {
            self.refer(&tested);
        }
        for predicate in predicates {
            self.visit(predicate, &tested);
        }
    }

    /// What a condition looks at that is tested for each node: whatever its row, so that nothing
    /// of the roster itself is shared.
    pub fn tested(&self, ground: &Ground) -> Ground {
        match *ground {
            Ground::Node { node, shared, .. } => {
                let around = self.rosters_around(node).len() as u8;
                Ground::Node { node, shared: shared.min(around), own: false }
            }
            ref other => other.clone(),
        }
    }

    fn bind(&mut self, bound: &mut Bound, span: Span) -> Ground {
        if bound.target.is_none() {
            match self.names.find(&bound.name, self.at) {
                Found::One(node) => bound.target = Some(node),
                Found::Several(_) => {
                    let message = format!("several questions are named `{}`", bound.name);
                    let help = Some("write the path to the one that is meant".to_owned());
                    let expr = Expr { kind: Kind::Missing, span };
                    self.problem(codes::AMBIGUOUS_NAME, &expr, message, help);
                }
                Found::Unknown(near) => {
                    let message = format!("there is no `{}` in this questionnaire", bound.name);
                    let help = near.map(|near| format!("did you mean `${{{near}}}`?"));
                    let expr = Expr { kind: Kind::Missing, span };
                    self.problem(codes::UNKNOWN_NAME, &expr, message, help);
                }
            }
        }
        let Some(node) = bound.target else { return Ground::Unknown };
        bound.roster = self.names.shape(node) == Shape::Roster;
        let (own, target) = (self.rosters_around(self.at), self.rosters_around(node));
        let shared = own.iter().zip(&target).take_while(|(a, b)| a == b).count() as u8;
        Ground::Node { node, shared, own: false }
    }

    fn take_step(&mut self, step: &Step, ground: Ground, span: Span) -> Ground {
        match (step.axis, ground) {
            (Axis::Myself, ground) => ground,
            (Axis::Child, Ground::Node { node, shared, .. }) => match &step.name {
                Some(name) => match self.child(node, name) {
                    Some(child) => Ground::Node { node: child, shared, own: false },
                    None => {
                        self.dead_path(span, node, name);
                        Ground::Unknown
                    }
                },
                None => {
                    self.references.push(Reference { target: node, shared: 0 });
                    for &child in self.names.children(node) {
                        self.references.push(Reference { target: child, shared: 0 });
                    }
                    Ground::Unknown
                }
            },
            (Axis::Parent, Ground::Node { node, shared, .. }) => match self.names.parent(node) {
                Some(around) => {
                    let roster = usize::from(self.names.shape(around) == Shape::Roster);
                    let inside = self.rosters_around(around).len() + roster;
                    let shared = shared.min(inside as u8);
                    Ground::Node { node: around, shared, own: false }
                }
                None => {
                    let message = "`..` leads out of the questionnaire".to_owned();
                    let expr = Expr { kind: Kind::Missing, span };
                    self.problem(codes::DEAD_PATH, &expr, message, None);
                    Ground::Unknown
                }
            },
            (Axis::Child, Ground::Table(columns)) => Ground::TableRoot(columns),
            (Axis::Child, Ground::TableRoot(columns)) => Ground::Row { columns, filter: false },
            (Axis::Child, Ground::Row { columns, .. }) => {
                if let (Some(name), Some(columns)) = (&step.name, &columns) {
                    let expr = Expr { kind: Kind::Missing, span };
                    self.check_column(&expr, name, columns);
                }
                Ground::Cell
            }
            (Axis::Parent, Ground::Row { columns, filter }) => {
                if filter {
                    let message = "`..` leads from the choice to its list".to_owned();
                    let help = Some("write `${name}`, or begin with `current()/..`".to_owned());
                    let expr = Expr { kind: Kind::Missing, span };
                    self.problem(codes::FILTER_PARENT, &expr, message, help);
                }
                Ground::TableRoot(columns)
            }
            (Axis::Parent, Ground::TableRoot(columns)) => Ground::Table(columns),
            _ => Ground::Unknown,
        }
    }

    /// Says that a table has no such column.
    pub fn check_column(&mut self, expr: &Expr, name: &str, columns: &[String]) {
        if columns.iter().any(|column| column == name) {
            return;
        }
        let message = format!("the table has no column `{name}`");
        let near = nearest(name, columns.iter().map(String::as_str));
        let help = match near {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None => Some(format!("it has {}", columns.join(", "))),
        };
        self.problem(codes::UNKNOWN_COLUMN, expr, message, help);
    }

    fn dead_path(&mut self, span: Span, around: NodeId, name: &str) {
        let names = self.names;
        let children = names.children(around).iter().map(|&child| names.name(child));
        let near = nearest(name, children).map(|near| format!("did you mean `{near}`?"));
        let help = near.or_else(|| match name.to_ascii_lowercase().as_str() {
            "true" | "yes" => Some("write `true()`, or text in quotes".to_owned()),
            "false" | "no" => Some("write `false()`, or text in quotes".to_owned()),
            _ => match names.find(name, self.at) {
                Found::Unknown(_) => Some("text is written in quotes".to_owned()),
                _ => Some(format!("write `${{{name}}}`")),
            },
        });
        let message = match names.shape(around) {
            Shape::Group | Shape::Roster => {
                format!("there is no `{name}` directly in `{}`", names.name(around))
            }
            _ => format!("`{name}` leads nowhere: `{}` has nothing inside", names.name(around)),
        };
        let expr = Expr { kind: Kind::Missing, span };
        self.problem(codes::DEAD_PATH, &expr, message, help);
    }
}

/// Steps up and down from the place of the expression, without predicates.
fn is_plain_relative(path: &Path, ground: &Ground) -> bool {
    let from_own = match path.start {
        Start::Here => matches!(ground, Ground::Node { own: true, .. }),
        Start::Current => true,
        _ => false,
    };
    let plain = |step: &Step| step.predicates.is_empty() && step.axis != Axis::Myself;
    from_own && path.predicates.is_empty() && !path.steps.is_empty() && path.steps.iter().all(plain)
}

fn property_call(name: &str, span: Span) -> Kind {
    let argument = Expr { kind: Kind::Text(name.to_owned()), span };
    let Some(function) = functions::find("property") else { return Kind::Missing };
    let arguments = vec![argument];
    Kind::Call(Box::new(Call {
        function,
        arguments,
        name: span,
        fickle: false,
        pattern: Default::default(),
    }))
}
