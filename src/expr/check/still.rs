//! Outcomes that depend on nothing, found by evaluating where there is nothing to look at.

use super::super::ast::{Chain, Expr, Kind, Operator};
use super::super::eval::evaluate_at;
use super::super::source::{Source, Table};
use crate::moment::Moment;
use crate::place::{NodeId, Place};
use crate::value::Value;

/// An interview without anything in it.
struct Nowhere;

impl Source for Nowhere {
    fn value(&self, _: Place) -> Option<Value> {
        None
    }
    fn relevant(&self, _: Place) -> bool {
        true
    }
    fn name(&self, _: NodeId) -> &str {
        ""
    }
    fn parent(&self, _: Place) -> Option<Place> {
        None
    }
    fn children(&self, _: Place, _: &str) -> Vec<Place> {
        Vec::new()
    }
    fn locate(&self, _: NodeId, _: Place) -> Vec<Place> {
        Vec::new()
    }
    fn position(&self, _: Place) -> usize {
        1
    }
    fn table(&self, _: &str) -> Option<&Table> {
        None
    }
    fn choice_label(&self, _: NodeId, _: &str, _: Place) -> Option<String> {
        None
    }
    fn itext(&self, _: &str) -> Option<String> {
        None
    }
    fn property(&self, _: &str) -> Option<String> {
        None
    }
    fn last_saved(&self, _: NodeId) -> Option<Value> {
        None
    }
    fn now(&self) -> Moment {
        Moment::default()
    }
    fn random(&self) -> f64 {
        0.0
    }
}

/// The truth of an expression that looks at nothing.
pub fn truth(expr: &Expr) -> Option<bool> {
    let (evaluation, val) = evaluate_at(expr, Place::ROOT, &Nowhere).ok()?;
    Some(evaluation.boolean(val))
}

/// The truth of a comparison of two literals.
pub fn comparison(left: &Expr, operator: Operator, right: &Expr) -> bool {
    let chain = Chain { first: left.clone(), rest: vec![(operator, right.clone())] };
    let expr = Expr { kind: Kind::Chain(Box::new(chain)), span: left.span };
    truth(&expr).unwrap_or(false)
}
