//! Conditions in words: comparisons, choices, negation, and how they are joined.

use super::operand::Term;
use super::syntax::{constant_truth, is_comparison, is_condition, is_literal, mirrored, name};
use super::{Explainer, Scope};
use crate::expr::ast::{Call, Chain, Expr, Kind, Operator};
use crate::value::Special;

/// A condition in words.
pub(super) struct Told {
    pub(super) words: String,
    /// The operator that joins its parts, so that it needs brackets inside another.
    joined: Option<Operator>,
}

impl Told {
    fn plain(words: String) -> Told {
        Told { words, joined: None }
    }

    /// The words as a part of a chain of an operator.
    fn inside(self, operator: Operator) -> String {
        match self.joined {
            Some(own) if own != operator => format!("({})", self.words),
            _ => self.words,
        }
    }
}

impl Explainer<'_> {
    /// A condition in words.
    pub(super) fn told(&self, expr: &Expr, scope: Scope) -> Told {
        let phrases = self.phrases;
        match &expr.kind {
            Kind::Chain(chain) => match chain.rest[0].0 {
                operator @ (Operator::Or | Operator::And) => self.joined(chain, operator, scope),
                operator if is_comparison(operator) && chain.rest.len() == 1 => {
                    Told::plain(self.comparison(&chain.first, operator, &chain.rest[0].1, scope))
                }
                _ => Told::plain((phrases.holds)(&self.operand(expr, scope).words)),
            },
            Kind::Call(call) => self.test(expr, call, scope),
            Kind::Number(number) => Told::plain(self.constant(*number != 0.0)),
            Kind::Text(text) => Told::plain(self.constant(!text.is_empty())),
            Kind::Path(_) => Told::plain(self.blankness(expr, false, scope)),
            Kind::Missing | Kind::Negation(_) | Kind::Unknown(..) => {
                Told::plain((phrases.holds)(&self.operand(expr, scope).words))
            }
        }
    }

    fn constant(&self, holds: bool) -> String {
        if holds { self.phrases.always } else { self.phrases.never }.to_owned()
    }

    fn joined(&self, chain: &Chain, operator: Operator, scope: Scope) -> Told {
        let parts = std::iter::once(&chain.first).chain(chain.rest.iter().map(|(_, part)| part));
        let parts: Vec<&Expr> = parts.collect();
        if operator == Operator::Or
            && let Some(words) = self.one_of(&parts, scope)
        {
            return Told::plain(words);
        }
        let mut told = Vec::new();
        let mut at = 0;
        while at < parts.len() {
            let range = (operator == Operator::And)
                .then(|| self.between(parts[at], parts.get(at + 1)?, scope))
                .flatten();
            at += if range.is_some() { 2 } else { 1 };
            told.push(match range {
                Some(words) => words,
                None => self.told(parts[at - 1], scope).inside(operator),
            });
        }
        let word = if operator == Operator::Or { self.phrases.or } else { self.phrases.and };
        let joined = (told.len() > 1).then_some(operator);
        Told { words: told.join(&format!(" {word} ")), joined }
    }

    /// `x = 1 or x = 2 or x = 3` as one: x is one, two or three.
    fn one_of(&self, parts: &[&Expr], scope: Scope) -> Option<String> {
        let mut subject: Option<Term> = None;
        let mut values = Vec::new();
        for part in parts {
            let Kind::Chain(chain) = &part.kind else { return None };
            let [(Operator::Equal, right)] = &chain.rest[..] else { return None };
            if !is_literal(right) || !matches!(chain.first.kind, Kind::Path(_)) {
                return None;
            }
            let term = self.operand(&chain.first, scope);
            if subject.as_ref().is_some_and(|known| known.words != term.words) {
                return None;
            }
            values.push(self.value(right, &term, scope));
            subject = Some(term);
        }
        let last = values.pop()?;
        let listed = format!("{} {} {last}", values.join(", "), self.phrases.or);
        Some((self.phrases.is)(&subject?.words, &listed))
    }

    /// `x >= 1 and x <= 9` as one.
    fn between(&self, low: &Expr, high: &Expr, scope: Scope) -> Option<String> {
        let bound = |expr: &Expr, wanted: Operator| {
            let Kind::Chain(chain) = &expr.kind else { return None };
            let [(operator, right)] = &chain.rest[..] else { return None };
            let term = self.operand(&chain.first, scope);
            (*operator == wanted).then(|| {
                let value = self.value(right, &term, scope);
                (term.words, value)
            })
        };
        let (subject, from) = bound(low, Operator::GreaterOrEqual)?;
        let (same, to) = bound(high, Operator::LessOrEqual)?;
        (subject == same).then(|| (self.phrases.between)(&subject, &from, &to))
    }

    fn comparison(&self, left: &Expr, operator: Operator, right: &Expr, scope: Scope) -> String {
        let phrases = self.phrases;
        if is_literal(left) && !is_literal(right) {
            return self.comparison(right, mirrored(operator), left, scope);
        }
        if matches!(operator, Operator::Equal | Operator::NotEqual) {
            let same = operator == Operator::Equal;
            if let Some(words) = self.equality(left, right, same, scope) {
                return words;
            }
        }
        let term = self.operand(left, scope);
        let value = self.value(right, &term, scope);
        let date = self.is_date(left, scope) || self.is_date(right, scope);
        let phrase = match (operator, date) {
            (Operator::Equal, _) => phrases.is,
            (Operator::NotEqual, _) => phrases.is_not,
            (Operator::Less, false) => phrases.less,
            (Operator::Less, true) => phrases.before,
            (Operator::LessOrEqual, false) => phrases.at_most,
            (Operator::LessOrEqual, true) => phrases.not_after,
            (Operator::Greater, false) => phrases.more,
            (Operator::Greater, true) => phrases.after,
            (_, false) => phrases.at_least,
            (_, true) => phrases.not_before,
        };
        phrase(&term.words, &value)
    }

    /// What is equal in a way that has words of its own.
    fn equality(&self, left: &Expr, right: &Expr, same: bool, scope: Scope) -> Option<String> {
        if is_condition(left) && is_condition(right) {
            if let Some(truth) = constant_truth(right) {
                return Some(match truth == same {
                    true => self.told(left, scope).words,
                    false => self.negated(left, scope),
                });
            }
            let (one, other) = (self.told(left, scope).words, self.told(right, scope).words);
            let phrase = if same { self.phrases.just_when } else { self.phrases.either };
            return Some(phrase(&one, &other));
        }
        match (&left.kind, &right.kind) {
            (_, Kind::Text(text)) if text.is_empty() => Some(self.blankness(left, same, scope)),
            (Kind::Call(call), Kind::Text(text)) if name(call) == "special" => {
                let special = Special::from_name(text)?;
                let at = Special::ALL.iter().position(|known| *known == special)?;
                let term = self.operand(call.arguments.first()?, scope);
                let phrases = self.phrases;
                let phrase = if same { phrases.is_special } else { phrases.is_not_special };
                Some(phrase(&term.subject(), phrases.special[at]))
            }
            _ => None,
        }
    }

    /// Whether something is blank, in words.
    fn blankness(&self, expr: &Expr, blank: bool, scope: Scope) -> String {
        let phrases = self.phrases;
        let term = self.operand(expr, scope);
        match (&term.question, blank) {
            (Some(question), true) => (phrases.unanswered)(question),
            (Some(question), false) => (phrases.answered)(question),
            (None, true) => (phrases.blank)(&term.words),
            (None, false) => (phrases.filled)(&term.words),
        }
    }

    /// A function that is true or false.
    fn test(&self, expr: &Expr, call: &Call, scope: Scope) -> Told {
        let phrases = self.phrases;
        let [first, rest @ ..] = &call.arguments[..] else {
            let words = match name(call) {
                "true" => self.constant(true),
                "false" => self.constant(false),
                _ => (phrases.holds)(&self.operand(expr, scope).words),
            };
            return Told::plain(words);
        };
        let second = rest.first();
        let text = |phrase: fn(&str, &str) -> String, second: &Expr| {
            phrase(&self.operand(first, scope).words, &self.operand(second, scope).words)
        };
        Told::plain(match (name(call), second) {
            ("not", None) => self.negated(first, scope),
            ("boolean", None) => return self.told(first, scope),
            ("selected" | "is-selected", Some(choice)) => self.chosen(first, choice, true, scope),
            ("empty", None) => self.blankness(first, true, scope),
            ("relevant", None) => (phrases.relevant)(&self.operand(first, scope).subject()),
            ("regex", Some(second)) => text(phrases.pattern, second),
            ("contains", Some(second)) => text(phrases.contains, second),
            ("starts-with", Some(second)) => text(phrases.starts, second),
            ("ends-with", Some(second)) => text(phrases.ends, second),
            _ => (phrases.holds)(&self.operand(expr, scope).words),
        })
    }

    fn chosen(&self, question: &Expr, choice: &Expr, is: bool, scope: Scope) -> String {
        let term = self.operand(question, scope);
        let choice = self.value(choice, &term, scope);
        let phrase = if is { self.phrases.includes } else { self.phrases.excludes };
        phrase(&term.subject(), &choice)
    }

    /// The contrary of a condition.
    fn negated(&self, expr: &Expr, scope: Scope) -> String {
        match &expr.kind {
            Kind::Chain(chain) => match &chain.rest[..] {
                [(Operator::Equal, right)] => {
                    return self.comparison(&chain.first, Operator::NotEqual, right, scope);
                }
                [(Operator::NotEqual, right)] => {
                    return self.comparison(&chain.first, Operator::Equal, right, scope);
                }
                _ => {}
            },
            Kind::Call(call) => match (name(call), &call.arguments[..]) {
                ("not", [inner]) => return self.told(inner, scope).words,
                ("selected" | "is-selected", [question, choice]) => {
                    return self.chosen(question, choice, false, scope);
                }
                ("empty", [inner]) => return self.blankness(inner, false, scope),
                ("true", []) => return self.constant(false),
                ("false", []) => return self.constant(true),
                _ => {}
            },
            Kind::Path(_) => return self.blankness(expr, true, scope),
            _ => {}
        }
        (self.phrases.not)(&self.told(expr, scope).words)
    }
}
