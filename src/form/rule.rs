//! What the parts of a form refer to by index: its expressions and choice lists.

use crate::expr::names::Reference;
use crate::place::NodeId;

/// Refers to an expression of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub u32);

/// Refers to a choice list of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId(pub u32);

/// An expression in its place.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The expression, parsed and bound to the form's nodes.
    pub expression: crate::expr::Expression,
    /// The node it stands at.
    pub at: NodeId,
    /// What it looks at.
    pub references: Vec<Reference>,
    /// The nodes whose value in the interview finished last it looks at: nothing to wait for.
    pub last_saved: Vec<NodeId>,
    /// Whether it uses the clock or randomness, so that it changes without an answer.
    pub volatile: bool,
}
