//! Values in words: answers, what is written, and what functions make of them.

use super::syntax::{is_condition, name};
use super::{Explainer, Scope};
use crate::expr::Outcome;
use crate::expr::ast::{Axis, Call, Chain, Expr, Kind, NEGATION_LEVEL, Operator, Path, Start};
use crate::form::node;
use crate::place::NodeId;
use crate::value::Date;

/// A value in words.
pub(super) struct Term {
    /// The words.
    pub(super) words: String,
    /// The name of the question whose answer it is.
    pub(super) question: Option<String>,
    /// The node whose value it is, for the labels of its choices.
    node: Option<NodeId>,
}

impl Term {
    fn of(words: String) -> Term {
        Term { words, question: None, node: None }
    }

    /// The question, else the value itself.
    pub(super) fn subject(&self) -> String {
        self.question.clone().unwrap_or_else(|| self.words.clone())
    }
}

impl Explainer<'_> {
    /// A value in words.
    pub(super) fn operand(&self, expr: &Expr, scope: Scope) -> Term {
        match &expr.kind {
            Kind::Missing => Term::of("?".to_owned()),
            Kind::Number(number) => Term::of(Outcome::Number(*number).to_text()),
            Kind::Text(text) => Term::of(self.written(text)),
            Kind::Negation(inner) => {
                Term::of(format!("−{}", self.bracketed(inner, NEGATION_LEVEL, scope)))
            }
            Kind::Chain(chain) if has_words(chain) => {
                Term::of(format!("({})", self.told(expr, scope).words))
            }
            Kind::Chain(chain) => Term::of(self.arithmetic(chain, scope)),
            Kind::Call(call) => self.call(expr, call, scope),
            Kind::Unknown(name, arguments) => Term::of(self.as_written(name, arguments, scope)),
            Kind::Path(path) => self.path(path, scope),
        }
    }

    /// A value that is compared with a term: the label of a choice where it is the name of one.
    pub(super) fn value(&self, expr: &Expr, term: &Term, scope: Scope) -> String {
        let known = match &expr.kind {
            Kind::Text(text) => term.node.and_then(|node| self.choice(node, text)),
            Kind::Number(number) => {
                let text = Outcome::Number(*number).to_text();
                term.node.and_then(|node| self.choice(node, &text))
            }
            _ => None,
        };
        known.unwrap_or_else(|| self.operand(expr, scope).words)
    }

    /// Whether something is a date or time, as far as can be seen.
    pub(super) fn is_date(&self, expr: &Expr, scope: Scope) -> bool {
        match &expr.kind {
            Kind::Text(text) => Date::parse(text).is_some_and(|date| date.day.is_some()),
            Kind::Call(call) => matches!(name(call), "today" | "now" | "date" | "date-time"),
            Kind::Path(path) => {
                let node = self.target(path, scope).map(|target| self.form.node(target.node));
                let question = node.and_then(|node| node.question());
                question.is_some_and(|question| {
                    use node::QuestionKind::{Date, DateTime, Time};
                    matches!(question.kind, Date | DateTime | Time)
                })
            }
            _ => false,
        }
    }

    /// Text as written: a date by the calendar, everything else in quotation marks.
    fn written(&self, text: &str) -> String {
        let full = |date: &Date| date.day.is_some();
        match Date::parse(text).filter(full) {
            Some(Date { year, month: Some(month), day: Some(day) }) => {
                format!("{day:02}.{month:02}.{year}")
            }
            _ if text.is_empty() => self.phrases.nothing.to_owned(),
            _ => (self.phrases.quoted)(text),
        }
    }

    fn bracketed(&self, expr: &Expr, level: u8, scope: Scope) -> String {
        let words = self.operand(expr, scope).words;
        match &expr.kind {
            Kind::Chain(chain) if chain.rest[0].0.level() < level && !words.starts_with('(') => {
                format!("({words})")
            }
            _ => words,
        }
    }

    fn arithmetic(&self, chain: &Chain, scope: Scope) -> String {
        let level = chain.rest[0].0.level();
        let mut words = self.bracketed(&chain.first, level, scope);
        for (operator, part) in &chain.rest {
            let sign = match operator {
                Operator::Or => self.phrases.or,
                Operator::And => self.phrases.and,
                Operator::NotEqual => "≠",
                Operator::LessOrEqual => "≤",
                Operator::GreaterOrEqual => "≥",
                Operator::Subtract => "−",
                Operator::Multiply => "×",
                Operator::Divide => "÷",
                Operator::Union => self.phrases.and,
                other => other.text(),
            };
            words.push_str(&format!(" {sign} {}", self.bracketed(part, level + 1, scope)));
        }
        words
    }

    /// A function with what it is given, as the author wrote it.
    fn as_written(&self, name: &str, arguments: &[Expr], scope: Scope) -> String {
        let given: Vec<String> =
            arguments.iter().map(|argument| self.operand(argument, scope).words).collect();
        format!("{name}({})", given.join(", "))
    }

    fn call(&self, expr: &Expr, call: &Call, scope: Scope) -> Term {
        let phrases = self.phrases;
        let told = |at: usize| {
            call.arguments.get(at).map(|it| self.operand(it, scope).words).unwrap_or_default()
        };
        let called = name(call);
        let words = match (called, &call.arguments[..]) {
            ("today", []) => phrases.today.to_owned(),
            ("now", []) => phrases.now.to_owned(),
            ("random", []) => phrases.random.to_owned(),
            ("index", []) | ("position", [_]) => phrases.row_number.to_owned(),
            // What only changes the kind of a value goes without saying.
            ("number" | "string" | "date" | "date-time" | "decimal-date-time", [only]) => {
                return self.operand(only, scope);
            }
            ("once", [_]) => (phrases.once)(&told(0)),
            ("int", [_]) => (phrases.whole)(&told(0)),
            ("round", [_] | [_, _]) => (phrases.rounded)(&told(0)),
            ("count-selected", [_]) => (phrases.choices_in)(&told(0)),
            ("count", [_]) => (phrases.number_of)(&told(0)),
            ("sum", [_]) => (phrases.sum)(&told(0)),
            ("min", [_]) => (phrases.lowest)(&told(0)),
            ("max", [_]) => (phrases.highest)(&told(0)),
            ("string-length", [_]) => (phrases.length)(&told(0)),
            ("jr:choice-name", [_, _]) => (phrases.label_of)(&told(0)),
            ("if", [condition, _, _]) => {
                (phrases.depending)(&self.told(condition, scope).words, &told(1), &told(2))
            }
            ("coalesce", [_, _, ..]) => {
                let all: Vec<String> = (0..call.arguments.len()).map(told).collect();
                (phrases.first_of)(&all.join(", "))
            }
            ("indexed-repeat", [_, _, _]) => (phrases.in_row)(&told(0), &told(2), &told(1)),
            ("format-date" | "format-date-time", [_, form]) => match date_part(form) {
                Some(letter) => (phrases.part_of_date)(letter, &told(0))
                    .unwrap_or_else(|| self.as_written(called, &call.arguments, scope)),
                None => self.as_written(called, &call.arguments, scope),
            },
            (
                "not" | "selected" | "is-selected" | "empty" | "relevant" | "regex" | "contains"
                | "starts-with" | "ends-with" | "true" | "false",
                _,
            ) if is_condition(expr) && takes_all(called, call.arguments.len()) => {
                format!("({})", self.told(expr, scope).words)
            }
            _ => self.as_written(called, &call.arguments, scope),
        };
        Term::of(words)
    }

    fn path(&self, path: &Path, scope: Scope) -> Term {
        let phrases = self.phrases;
        let alone = path.steps.iter().all(|step| step.axis == Axis::Myself)
            && path.predicates.is_empty()
            && path.steps.iter().all(|step| step.predicates.is_empty());
        let own = matches!(path.start, Start::Current)
            || (matches!(path.start, Start::Here) && scope.outside);
        if alone && own {
            let node = Some(scope.at);
            return Term { words: phrases.this_answer.to_owned(), question: None, node };
        }
        if alone && matches!(path.start, Start::Here) {
            return Term::of(phrases.this_row.to_owned());
        }
        let Some(target) = self.target(path, scope) else {
            return Term::of(self.unresolved(path, scope));
        };
        let name = self.name(target.node);
        let is_asked = |question: &node::Question| question.kind.is_shown();
        let asked = self.form.node(target.node).question().is_some_and(is_asked);
        let mut words = if asked { (phrases.answer)(&name) } else { name.clone() };
        for (test, at) in &target.predicates {
            words = match &test.kind {
                Kind::Number(number) => {
                    let row = Outcome::Number(*number).to_text();
                    (phrases.in_row)(&words, &row, &self.name(*at))
                }
                _ => {
                    let condition = self.told(test, scope.testing(Some(*at))).words;
                    (phrases.where_holds)(&words, &condition)
                }
            };
        }
        let plain = target.predicates.is_empty() && !target.last_saved;
        if target.last_saved {
            words = (phrases.last_saved)(&words);
        }
        let question = (asked && plain).then_some(name);
        Term { words, question, node: Some(target.node) }
    }

    /// A path that leads out of the form: into a table, or to a column of a choice.
    fn unresolved(&self, path: &Path, scope: Scope) -> String {
        let phrases = self.phrases;
        let mut names = path.steps.iter().filter_map(|step| step.name.as_deref());
        let last = names.next_back();
        let mut words = match (&path.start, last) {
            (Start::Table(table), Some(column)) => (phrases.value)(&format!("{table}: {column}")),
            (Start::Table(table), None) => (phrases.rows)(table),
            (Start::Here | Start::Current | Start::Root, Some(column)) => match scope.here {
                None => (phrases.of_choice)(column),
                Some(_) => (phrases.value)(column),
            },
            (Start::Bound(bound) | Start::LastSaved(bound), last) => {
                (phrases.value)(last.unwrap_or(&bound.name))
            }
            (Start::Expression(inner), _) => self.operand(inner, scope).words,
            (_, None) => phrases.this_row.to_owned(),
        };
        let tests = path.predicates.iter().chain(path.steps.iter().flat_map(|it| &it.predicates));
        for test in tests {
            let condition = self.told(test, scope.testing(None)).words;
            words = (phrases.where_holds)(&words, &condition);
        }
        words
    }
}

/// Whether a chain is a condition that has words of its own.
fn has_words(chain: &Chain) -> bool {
    match chain.rest[0].0.level() {
        1 | 2 => true,
        level => level <= 4 && chain.rest.len() == 1,
    }
}

/// Whether a function that has words of its own is told by them when given so much.
fn takes_all(name: &str, count: usize) -> bool {
    match name {
        "true" | "false" => count == 0,
        "not" | "empty" | "relevant" => count == 1,
        _ => count == 2,
    }
}

/// The letter of a format that asks for one part of a date: `%Y`.
fn date_part(format: &Expr) -> Option<char> {
    let Kind::Text(text) = &format.kind else { return None };
    let mut letters = text.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some('%'), Some(letter), None) => Some(letter),
        _ => None,
    }
}
