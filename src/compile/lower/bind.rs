//! Binds the expressions of a form, and the references inside its wordings, to its nodes.

use std::ops::Range;

use super::scope::Scope;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Words};
use crate::expr;
use crate::expr::Checked;
use crate::expr::codes::{DEAD_PATH, TOO_DEEP};
use crate::expr::names::{Found, Names, Shape};
use crate::form::wording::{Part, Template, Wording};
use crate::form::{Rule, RuleId};
use crate::place::NodeId;

/// So much is said of one expression that cannot be read: the rest follows from it.
const PROBLEMS_MAX: usize = 3;

/// Makes rules and reports what is wrong with them at their place in the source.
pub struct Binder<'b, 'r, 'a> {
    /// Where problems go.
    pub report: &'b mut Report<'a>,
    /// What names mean.
    pub scope: &'b Scope<'r>,
    rules: Vec<Rule>,
    constants: [Option<RuleId>; 2],
}

impl<'b, 'r, 'a> Binder<'b, 'r, 'a> {
    /// Begins without rules.
    pub fn new(report: &'b mut Report<'a>, scope: &'b Scope<'r>) -> Binder<'b, 'r, 'a> {
        Binder { report, scope, rules: Vec::new(), constants: [None, None] }
    }

    /// The rules made.
    pub fn finish(self) -> Vec<Rule> {
        self.rules
    }

    /// The rule of an expression that stands at a node.
    pub fn rule(&mut self, cell: &Cell, at: NodeId, columns: Option<&[String]>) -> RuleId {
        self.checked_rule(cell, at, columns).0
    }

    /// The rule of a condition, with its outcome where that is certain.
    pub fn condition(&mut self, cell: &Cell, at: NodeId) -> (RuleId, Option<bool>) {
        let (rule, checked) = self.checked_rule(cell, at, None);
        (rule, checked.constant)
    }

    /// A rule that is always true, or always false.
    pub fn constant(&mut self, value: bool) -> RuleId {
        if let Some(rule) = self.constants[usize::from(value)] {
            return rule;
        }
        let text = if value { "true()" } else { "false()" };
        let (mut expression, _) = expr::parse(text);
        let checked = expr::check(&mut expression, NodeId::ROOT, None, self.scope);
        let rule = self.push(expression, NodeId::ROOT, checked);
        self.constants[usize::from(value)] = Some(rule);
        rule
    }

    fn checked_rule(
        &mut self,
        cell: &Cell,
        at: NodeId,
        columns: Option<&[String]>,
    ) -> (RuleId, Checked) {
        let (expression, checked) = self.read(cell, 0..cell.text.len(), at, columns);
        let rule = self.push(expression, at, checked.clone());
        (rule, checked)
    }

    /// Parses and checks an expression that is a part of a cell, and reports what is wrong: what
    /// cannot be read, and elsewhere in it what means nothing.
    fn read(
        &mut self,
        cell: &Cell,
        part: Range<usize>,
        at: NodeId,
        columns: Option<&[String]>,
    ) -> (expr::Expression, Checked) {
        let (mut expression, mut unread) = expr::parse(&cell.text[part.clone()]);
        let mut checked = expr::check(&mut expression, at, columns, self.scope);
        if let Some(position) = unread.iter().position(|problem| problem.code == TOO_DEEP) {
            unread.swap(0, position);
            unread.truncate(1);
        }
        if !unread.is_empty() {
            checked.constant = None;
        }
        let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        let mut problems = std::mem::take(&mut checked.problems);
        problems.retain(|found| !unread.iter().any(|known| overlaps(&known.span, &found.span)));
        for problem in unread.into_iter().take(PROBLEMS_MAX).chain(problems) {
            let span = problem.span.start + part.start..problem.span.end + part.start;
            let mark = self.report.part(cell, span);
            let code = match problem.code {
                // Where nothing is, other programs find nothing.
                DEAD_PATH => self.report.lenient(DEAD_PATH, "W0310"),
                code => code,
            };
            self.report.add_with_help(code, mark, problem.message, problem.help);
        }
        (expression, checked)
    }

    fn push(&mut self, expression: expr::Expression, at: NodeId, checked: Checked) -> RuleId {
        let id = RuleId(u32::try_from(self.rules.len()).unwrap_or(u32::MAX));
        let Checked { references, last_saved, volatile, .. } = checked;
        self.rules.push(Rule { expression, at, references, last_saved, volatile });
        id
    }

    /// The wording of a text, with its references bound.
    pub fn wording(&mut self, words: &Words, at: NodeId) -> Wording {
        if words.is_empty() {
            return Wording::default();
        }
        let by_language = words
            .by_language
            .iter()
            .map(|cell| cell.as_ref().map(|cell| self.template(cell, at)))
            .collect();
        Wording { by_language }
    }

    fn template(&mut self, cell: &Cell, at: NodeId) -> Template {
        let mut parts = Vec::new();
        let mut rest = 0;
        for reference in references(&cell.text) {
            if reference.start > rest {
                parts.push(Part::Text(cell.text[rest..reference.start].into()));
            }
            let (expression, checked) = self.read(cell, reference.clone(), at, None);
            parts.push(Part::Value(self.push(expression, at, checked)));
            rest = reference.end;
        }
        if rest < cell.text.len() {
            parts.push(Part::Text(cell.text[rest..].into()));
        }
        Template { parts }
    }

    /// The node that a name means, outside an expression: with or without `${ }`.
    pub fn node(&mut self, cell: &Cell, at: NodeId) -> Option<NodeId> {
        let text = cell.text.trim();
        let name = text.strip_prefix("${").and_then(|name| name.strip_suffix('}')).unwrap_or(text);
        match self.scope.find(name.trim(), at) {
            Found::One(node) => Some(node),
            Found::Several(_) => {
                let message = format!("several items are named `{name}`");
                let help = "give them different names".to_owned();
                self.report.add_with_help("E0408", cell.mark, message, help);
                None
            }
            Found::Unknown(near) => {
                let message = format!("there is no question named `{name}`");
                let help = near.map(|near| format!("did you mean `{near}`?"));
                self.report.add_with_help("E0407", cell.mark, message, help);
                None
            }
        }
    }

    /// Whether what a node holds is a number or not known.
    pub fn is_question(&self, node: NodeId) -> bool {
        !matches!(self.scope.shape(node), Shape::Group | Shape::Roster)
    }
}

/// Where `${...}` stands in a text; one that does not end goes on to the end of the text.
pub fn references(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("${").map(|at| from + at) {
        let end = text[start..].find('}').map_or(text.len(), |at| start + at + 1);
        found.push(start..end);
        from = end;
    }
    found
}
