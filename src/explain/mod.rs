//! The expressions of a form in plain words: `${aware} = 'yes' and ${age} >= 18` becomes
//! `question 3 (Heard of it) is “Yes” and question 5 (Age) is at least 18`.
//!
//! Needs the form alone, so that paper questionnaires and screens say the same. What has no
//! wording of its own is told as the author wrote it, with questions in place of references.

mod condition;
mod names;
mod operand;
mod path;
mod phrases;
mod syntax;

use crate::expr::ast::{Expr, Kind, Operator};
use crate::form::node::Count;
use crate::form::{Form, RuleId};
use crate::place::NodeId;
use phrases::Phrases;

/// Tells the expressions of one form in one language.
#[derive(Debug, Clone, Copy)]
pub struct Explainer<'f> {
    form: &'f Form,
    /// The language of labels, by position among the form's.
    language: usize,
    phrases: &'static Phrases,
}

/// One of the conditions that must all hold for a whole to hold.
#[derive(Debug, Clone)]
pub struct Clause<'f> {
    /// The condition, to be evaluated where the whole stands.
    pub part: &'f Expr,
    /// The condition in words.
    pub words: String,
    /// The nodes it looks at, in the order of reading, each once.
    pub looks_at: Vec<NodeId>,
}

/// What an expression is read from: what `.` means in it.
#[derive(Debug, Clone, Copy)]
struct Scope {
    /// The node the expression stands at.
    at: NodeId,
    /// The node that is looked at; `None` for a choice or something unknown.
    here: Option<NodeId>,
    /// Whether that is the place of the expression, not a row or choice being tested.
    outside: bool,
}

impl Scope {
    fn at(node: NodeId) -> Scope {
        Scope { at: node, here: Some(node), outside: true }
    }

    fn testing(self, here: Option<NodeId>) -> Scope {
        Scope { here, outside: false, ..self }
    }
}

impl<'f> Explainer<'f> {
    /// Tells in a language of the form, by its position; in English where the program does not
    /// know that language.
    pub fn new(form: &'f Form, language: usize) -> Explainer<'f> {
        let code = form.languages.get(language).map_or("en", |language| &language.code);
        Explainer { form, language, phrases: phrases::in_language(code) }
    }

    /// The same with the words between the labels in another language, such as that of the
    /// interface.
    pub fn worded(self, code: &str) -> Explainer<'f> {
        Explainer { phrases: phrases::in_language(code), ..self }
    }

    /// A condition or check in words: what must hold. Never empty.
    pub fn condition(&self, rule: RuleId) -> String {
        let rule = self.form.rule(rule);
        self.condition_at(rule.expression.tree(), rule.at)
    }

    /// Any condition in words, read at a node.
    pub fn condition_at(&self, expr: &Expr, at: NodeId) -> String {
        self.told(expr, Scope::at(at)).words
    }

    /// A calculation in words: what the value is. Never empty.
    pub fn calculation(&self, rule: RuleId) -> String {
        let rule = self.form.rule(rule);
        self.operand(rule.expression.tree(), Scope::at(rule.at)).words
    }

    /// A choice filter in words: which choices are offered. Never empty.
    pub fn filter(&self, rule: RuleId) -> String {
        let rule = self.form.rule(rule);
        self.told(rule.expression.tree(), Scope::at(rule.at).testing(None)).words
    }

    /// How many rows a roster has, in words; `None` where that is left to the interviewer.
    pub fn count(&self, count: Count) -> Option<String> {
        match count {
            Count::Open => None,
            Count::Fixed(count) => Some(count.to_string()),
            Count::Expression(rule) => Some(self.calculation(rule)),
        }
    }

    /// The conditions that must all hold for a rule to hold.
    pub fn clauses(&self, rule: RuleId) -> Vec<Clause<'f>> {
        let rule = self.form.rule(rule);
        let mut clauses = Vec::new();
        self.split(rule.expression.tree(), rule.at, &mut clauses);
        clauses
    }

    fn split(&self, expr: &'f Expr, at: NodeId, clauses: &mut Vec<Clause<'f>>) {
        match &expr.kind {
            Kind::Chain(chain) if chain.rest[0].0 == Operator::And => {
                let parts = std::iter::once(&chain.first);
                for part in parts.chain(chain.rest.iter().map(|(_, part)| part)) {
                    self.split(part, at, clauses);
                }
            }
            _ => {
                let words = self.condition_at(expr, at);
                clauses.push(Clause { part: expr, words, looks_at: self.looks_at(expr, at) });
            }
        }
    }

    /// The questions, calculations and rosters that a part of an expression looks at, in the
    /// order of reading, each once; the node it stands at only where it says so.
    pub fn looks_at(&self, expr: &Expr, at: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.collect(expr, Scope::at(at), &mut found);
        found
    }
}
