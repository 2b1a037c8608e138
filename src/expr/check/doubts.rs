//! What can be read but is probably not as meant.

use super::super::ast::{Call, Expr, Kind, Operator};
use super::super::codes;
use super::super::convert::{number_to_text, text_to_number};
use super::super::function::Function;
use super::super::functions;
use super::super::names::Shape;
use super::super::near::nearest;
use super::{Checker, still};
use crate::value::Special;

/// Functions that are accepted although they can do nothing here.
const WITHOUT_EFFECT: &[&str] =
    &["id", "lang", "namespace-uri", "phone-call-log", "phone-call-duration", "plug-in-metadata"];

impl Checker<'_> {
    /// Doubts an operand of arithmetic.
    pub fn doubt_arithmetic(&mut self, operand: &Expr, shape: &Shape) {
        if self.doubt_value(operand, shape) {
            return;
        }
        let what = match (&operand.kind, shape) {
            (Kind::Text(text), _) if text_to_number(text, 0).is_nan() => "this text is no number",
            (Kind::Path(_), Shape::Geo) => "a place on earth is no number",
            (Kind::Path(_), Shape::Choices(_)) => "several choices are no number",
            _ => return,
        };
        let help = matches!(shape, Shape::Choices(_))
            .then(|| "`count-selected(...)` counts them".to_owned());
        self.problem(codes::NOT_A_NUMBER, operand, what.to_owned(), help);
    }

    /// Doubts a group or roster that is used as a value.
    fn doubt_value(&mut self, operand: &Expr, shape: &Shape) -> bool {
        let (what, help) = match (&operand.kind, shape) {
            (Kind::Path(_), Shape::Group) => ("a group has no value", None),
            (Kind::Path(_), Shape::Roster) => {
                ("a roster has no value", Some("`count(${roster})` counts its rows".to_owned()))
            }
            _ => return false,
        };
        self.problem(codes::NOT_A_VALUE, operand, what.to_owned(), help);
        true
    }

    /// Doubts a comparison.
    pub fn doubt_comparison(
        &mut self,
        (left, left_shape): (&Expr, &Shape),
        operator: Operator,
        (right, right_shape): (&Expr, &Shape),
    ) {
        let doubted = self.doubt_value(left, left_shape) | self.doubt_value(right, right_shape);
        if doubted {
            return;
        }
        if let (Some(_), Some(_)) = (literal(left), literal(right)) {
            let truth = still::comparison(left, operator, right);
            let span = left.span.to(right.span);
            let expr = Expr { kind: Kind::Missing, span };
            let message = format!("this comparison is always {truth}");
            self.problem(codes::CONSTANT, &expr, message, None);
        }
        if matches!(operator, Operator::Equal | Operator::NotEqual) {
            if let Some(text) = literal(right) {
                self.doubt_choice(left_shape, &text, right);
            }
            if let Some(text) = literal(left) {
                self.doubt_choice(right_shape, &text, left);
            }
        }
    }

    /// Doubts a literal that is compared with the answer to a question with choices.
    fn doubt_choice(&mut self, shape: &Shape, text: &str, literal: &Expr) {
        let (Shape::Choice(known) | Shape::Choices(known)) = shape else { return };
        let wanted: Vec<&str> = match shape {
            Shape::Choices(_) => text.split_whitespace().collect(),
            _ => vec![text],
        };
        if known.is_empty() || text.is_empty() {
            return;
        }
        let is_known = |name: &str| known.iter().any(|choice| choice == name);
        let Some(unknown) = wanted.into_iter().find(|&name| !is_known(name)) else { return };
        let message = format!("`{unknown}` is none of the choices");
        let help = if Special::from_name(unknown).is_some() {
            Some(format!("a special answer is tested with `special(...) = '{unknown}'`"))
        } else {
            let near = nearest(unknown, known.iter().map(String::as_str));
            near.map(|near| format!("did you mean `{near}`?"))
        };
        self.problem(codes::NO_SUCH_CHOICE, literal, message, help);
    }

    /// Doubts a call as a whole; `shapes` are those of its arguments.
    pub fn doubt_call(&mut self, call: &Call, function: &Function, shapes: &[Shape]) {
        let name = Expr { kind: Kind::Missing, span: call.name };
        if WITHOUT_EFFECT.contains(&function.name) {
            let message = format!("`{}` has no effect here", function.name);
            self.problem(codes::KEPT_NOT_USED, &name, message, None);
        } else if let Some(tools) = function.only.filter(|tools| *tools != "anketa") {
            let message = format!("`{}` is known only to {tools}", function.name);
            self.problem(codes::PORTABILITY, &name, message, None);
        }
        match (function.name, call.arguments.as_slice(), shapes) {
            ("regex", ..) => self.doubt_pattern(call),
            ("selected" | "is-selected", [_, choice], [shape, _]) => {
                if let Some(text) = literal(choice) {
                    self.doubt_choice(shape, text.trim(), choice);
                }
            }
            _ => {}
        }
    }

    fn doubt_pattern(&mut self, call: &Call) {
        let Some(argument) = call.arguments.get(1) else { return };
        let Kind::Text(pattern) = &argument.kind else { return };
        if let Err(why) = functions::whole_pattern(pattern) {
            let message = format!("the pattern cannot be used: {why}");
            let help = Some("look-around and back-references are not supported".to_owned());
            return self.problem(codes::BAD_PATTERN, argument, message, help);
        }
        if !(pattern.starts_with('^') && pattern.ends_with('$')) {
            let message = "the pattern is taken for the whole text, but web forms look for it \
                           anywhere in the text"
                .to_owned();
            let help = Some(format!("write `^{pattern}$`"));
            self.problem(codes::PORTABILITY, argument, message, help);
        }
    }
}

/// The text of a literal.
fn literal(expr: &Expr) -> Option<String> {
    match &expr.kind {
        Kind::Text(text) => Some(text.clone()),
        Kind::Number(number) => Some(number_to_text(*number).into_owned()),
        _ => None,
    }
}
