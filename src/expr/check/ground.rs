//! What an expression looks at, as far as that is known without answers.

use crate::place::NodeId;

/// What is looked at, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Ground {
    /// A node of the form.
    Node {
        /// The node.
        node: NodeId,
        /// How many rosters from the root down have the same rows as the expression's place.
        shared: u8,
        /// Whether it is the place of the expression itself.
        own: bool,
    },
    /// A whole table.
    Table(Option<Vec<String>>),
    /// What is inside it.
    TableRoot(Option<Vec<String>>),
    /// A row of a table.
    Row {
        /// The columns, if they are known.
        columns: Option<Vec<String>>,
        /// Whether it is the choice of a choice filter.
        filter: bool,
    },
    /// A cell, or a value of the interview finished last.
    Cell,
    /// Something that depends on answers, or that has a problem of its own.
    Unknown,
}
