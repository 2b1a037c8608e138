//! The rows of a roster: to go to, add, remove and move.

use crate::app::picker::Picker;
use crate::place::{Place, RowKey};

/// What a line of the list stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A row.
    Row(RowKey),
    /// One more row.
    Add,
    /// No more rows.
    NoMore,
}

/// The rows of a roster.
#[derive(Debug, Clone)]
pub struct RowsDraft {
    /// The roster: the row around it with its node.
    pub roster: Place,
    /// The lines.
    pub picker: Picker,
    /// What each line stands for.
    pub targets: Vec<Target>,
    /// How many rows there are.
    pub count: usize,
    /// Whether rows are added and removed by hand.
    pub open: bool,
}

impl RowsDraft {
    /// What Enter chooses.
    pub fn chosen(&self) -> Option<Target> {
        self.picker.chosen().and_then(|at| self.targets.get(at)).copied()
    }

    /// The row that is highlighted.
    pub fn highlighted(&self) -> Option<RowKey> {
        match self.picker.highlighted().and_then(|at| self.targets.get(at)) {
            Some(Target::Row(row)) => Some(*row),
            _ => None,
        }
    }
}
