//! Binds the names of an expression to the nodes of a form, lists what it looks at, and says what
//! is wrong or doubtful.

mod doubts;
mod ground;
mod paths;
mod still;

use super::ast::{Call, Chain, Expr, Kind, Operator};
use super::function::{Looks, Yields};
use super::functions;
use super::names::{Names, Reference, Shape};
use super::{Checked, Problem, codes};
use crate::place::NodeId;
use ground::Ground;

/// Binds and checks an expression; see [`super::check()`].
pub fn check(
    tree: &mut Expr,
    at: NodeId,
    columns: Option<&[String]>,
    names: &dyn Names,
) -> Checked {
    let mut checker = Checker {
        names,
        at,
        references: Vec::new(),
        last_saved: Vec::new(),
        volatile: false,
        still: true,
        found: Ground::Unknown,
        problems: Vec::new(),
    };
    let ground = match columns {
        Some(columns) => Ground::Row { columns: Some(columns.to_vec()), filter: true },
        None => checker.own_ground(),
    };
    let shape = checker.visit(tree, &ground);
    let has_errors = checker.problems.iter().any(|problem| problem.code.starts_with('E'));
    let still = checker.still && !checker.volatile && !has_errors;
    let constant = if still { still::truth(tree) } else { None };
    let mut problems = checker.problems;
    problems.sort_by_key(|problem| problem.span.start);
    Checked {
        references: merged(checker.references),
        last_saved: checker.last_saved,
        volatile: checker.volatile,
        shape,
        constant,
        problems,
    }
}

/// One reference for each node, with as few shared rosters as any of them.
fn merged(mut references: Vec<Reference>) -> Vec<Reference> {
    references.sort_by_key(|reference| (reference.target, reference.shared));
    references.dedup_by_key(|reference| reference.target);
    references
}

struct Checker<'n> {
    names: &'n dyn Names,
    at: NodeId,
    references: Vec<Reference>,
    last_saved: Vec<NodeId>,
    volatile: bool,
    /// Whether the outcome depends on nothing at all.
    still: bool,
    /// Where the path visited last leads.
    found: Ground,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn problem(&mut self, code: &'static str, expr: &Expr, message: String, help: Option<String>) {
        let span = expr.span.range();
        self.problems.push(Problem { code, span, message, help });
    }

    fn visit(&mut self, expr: &mut Expr, ground: &Ground) -> Shape {
        match &mut expr.kind {
            Kind::Missing | Kind::Text(_) => Shape::Text,
            Kind::Number(_) => Shape::Number,
            Kind::Negation(inner) => {
                let shape = self.visit(inner, ground);
                self.doubt_arithmetic(inner, &shape);
                Shape::Number
            }
            Kind::Chain(chain) => self.visit_chain(chain, ground),
            Kind::Call(call) => self.visit_call(call, ground),
            Kind::Unknown(_, arguments) => {
                self.still = false;
                for argument in arguments {
                    self.visit(argument, ground);
                }
                Shape::Text
            }
            Kind::Path(_) => {
                self.still = false;
                self.visit_path(expr, ground)
            }
        }
    }

    fn visit_chain(&mut self, chain: &mut Chain, ground: &Ground) -> Shape {
        let mut left_shape = self.visit(&mut chain.first, ground);
        let mut yields = Shape::Boolean;
        for at in 0..chain.rest.len() {
            let operator = chain.rest[at].0;
            let right_shape = self.visit(&mut chain.rest[at].1, ground);
            let left = if at == 0 { &chain.first } else { &chain.rest[at - 1].1 };
            let right = &chain.rest[at].1;
            yields = match operator {
                Operator::Or | Operator::And => Shape::Boolean,
                Operator::Union => Shape::Nodes,
                Operator::Add
                | Operator::Subtract
                | Operator::Multiply
                | Operator::Divide
                | Operator::Remainder => {
                    if at == 0 {
                        self.doubt_arithmetic(left, &left_shape);
                    }
                    self.doubt_arithmetic(right, &right_shape);
                    Shape::Number
                }
                _ => {
                    if at == 0 {
                        self.doubt_comparison((left, &left_shape), operator, (right, &right_shape));
                    }
                    Shape::Boolean
                }
            };
            left_shape = right_shape;
        }
        yields
    }

    fn visit_call(&mut self, call: &mut Call, ground: &Ground) -> Shape {
        let Some(function) = functions::TABLE.get(call.function).copied() else {
            return Shape::Text;
        };
        let volatile_before = self.volatile;
        match function.looks {
            Looks::Nowhere => {}
            Looks::Clock => self.volatile = true,
            Looks::Interview => self.still = false,
        }
        let first_reference = self.references.len();
        let mut shapes = Vec::with_capacity(call.arguments.len());
        let condition = condition_of(function.name);
        let mut tested = ground.clone();
        for (at, argument) in call.arguments.iter_mut().enumerate() {
            self.found = Ground::Unknown;
            let ground = if condition == Some(at) { &tested } else { ground };
            shapes.push(self.visit(argument, ground));
            tested = self.tested(&self.found);
        }
        match function.name {
            // What a question already holds is kept, so that later draws change nothing.
            "once" => {
                self.volatile = volatile_before;
                self.still = false;
            }
            "string-length" | "normalize-space" if call.arguments.is_empty() => {
                self.still = false;
                self.refer(ground);
            }
            "indexed-repeat" => self.any_row_of(first_reference, roster_of(call, 1)),
            "index" => self.refer_to_rows(),
            "rank-index" => {
                self.any_row_of(first_reference, self.own_roster());
                self.refer_to_rows();
            }
            "pulldata" => self.check_table(call),
            _ => {}
        }
        self.doubt_call(call, function, &shapes);
        match function.yields {
            Yields::Text => Shape::Text,
            Yields::Number => Shape::Number,
            Yields::Boolean => Shape::Boolean,
            Yields::Date => Shape::Date,
            Yields::Nodes => Shape::Nodes,
            Yields::Any => match (function.name, shapes.as_slice()) {
                ("if", [_, then, otherwise]) if then == otherwise => then.clone(),
                ("if", _) => Shape::Text,
                (_, [first, ..]) => first.clone(),
                _ => Shape::Text,
            },
        }
    }

    /// From a reference on, all rows of a roster are looked at.
    fn any_row_of(&mut self, first_reference: usize, roster: Option<NodeId>) {
        let shared = roster.map_or(0, |roster| self.rosters_around(roster).len() as u8);
        for reference in self.references.iter_mut().skip(first_reference) {
            reference.shared = reference.shared.min(shared);
        }
    }

    /// The roster around the place is looked at: its rows count.
    fn refer_to_rows(&mut self) {
        if let Some(roster) = self.own_roster() {
            let shared = self.rosters_around(roster).len() as u8;
            self.references.push(Reference { target: roster, shared });
        }
    }

    fn own_roster(&self) -> Option<NodeId> {
        self.rosters_around(self.at).last().copied()
    }

    fn check_table(&mut self, call: &Call) {
        let Some(argument) = call.arguments.first() else { return };
        let Kind::Text(table) = &argument.kind else { return };
        let Some(columns) = self.names.table(table) else {
            let table = table.clone();
            return self.unknown_table(argument, &table);
        };
        for at in [1, 2] {
            let Some(argument) = call.arguments.get(at) else { continue };
            if let Kind::Text(column) = &argument.kind {
                self.check_column(argument, column, &columns);
            }
        }
    }

    fn unknown_table(&mut self, expr: &Expr, table: &str) {
        let message = format!("there is no look-up table or choice list `{table}`");
        let help = self.names.nearest_table(table).map(|near| format!("did you mean `{near}`?"));
        self.problem(codes::UNKNOWN_TABLE, expr, message, help);
    }
}

/// Which argument of a function is evaluated for each of the nodes in the argument before it.
fn condition_of(function: &str) -> Option<usize> {
    match function {
        "count-if" | "sum-if" | "min-if" | "max-if" => Some(1),
        "join-if" => Some(2),
        _ => None,
    }
}

/// The node that an argument of a call is bound to.
fn roster_of(call: &Call, at: usize) -> Option<NodeId> {
    match call.arguments.get(at).map(|argument| &argument.kind) {
        Some(Kind::Path(path)) => match &path.start {
            super::ast::Start::Bound(bound) if path.steps.is_empty() => bound.target,
            _ => None,
        },
        _ => None,
    }
}
