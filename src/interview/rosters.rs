//! The rows of rosters: which are there, in which order, inside which.

use std::sync::Arc;

use super::Interview;
use super::convert::from_outcome;
use super::rows::RowList;
use crate::form::node::{Count, Kind, QuestionKind};
use crate::place::{NodeId, Place, RowKey};
use crate::value::Value;

impl Interview {
    /// The rows of a roster, in order; the place is the row around the roster with its node.
    pub fn rows(&self, roster: Place) -> &[RowKey] {
        self.row_list(roster).map_or(&[], |list| list.present.as_slice())
    }

    /// The row and roster node of a row, and the row around it.
    pub fn row_place(&self, row: RowKey) -> (Place, RowKey) {
        match self.rows.get(row) {
            Some(found) => (Place::new(row, found.roster), found.around),
            None => (Place::ROOT, RowKey::ROOT),
        }
    }

    /// How many rows the count of a roster asks for, as an expression gives it; `None` for a roster
    /// of open length, and where the count is the answer to a question as it stands.
    pub fn calculated_count(&self, roster: Place) -> Option<Option<Value>> {
        let Kind::Roster(kind) = &self.form.node(roster.node).kind else { return None };
        match kind.count {
            Count::Open => None,
            Count::Fixed(count) => Some(Some(Value::Integer(i64::from(count)))),
            Count::Expression(rule) => {
                let text = self.form.rule(rule).expression.text.trim();
                let name = text.strip_prefix("${").and_then(|text| text.strip_suffix('}'));
                if name.is_some_and(|name| !name.contains('{')) {
                    return None;
                }
                let outcome = self.look_up(rule, roster).ok();
                Some(outcome.and_then(|outcome| from_outcome(&QuestionKind::Calculate, &outcome)))
            }
        }
    }

    /// The position of a row among the rows of its roster, from 0.
    pub fn row_position(&self, row: RowKey) -> usize {
        self.rows.get(row).map_or(0, |found| found.position as usize)
    }

    /// Everything known about the rows of a roster; the place is that around its rows.
    pub(super) fn row_list(&self, roster: Place) -> Option<&RowList> {
        self.cell(roster)?.rows.as_deref()
    }

    /// Whether a place is a roster as a whole rather than one of its rows.
    pub(super) fn is_stand(&self, place: Place) -> bool {
        self.rows.get(place.row).is_some_and(|row| row.roster != place.node)
            && matches!(self.form.node(place.node).kind, Kind::Roster(_))
    }

    /// The rows that are there of all rosters from the one of a row in to that of a node.
    pub(super) fn rows_within(&self, from: RowKey, node: NodeId) -> Vec<RowKey> {
        let depth = self.rows.get(from).map_or(0, |row| usize::from(row.depth));
        let mut rows = vec![from];
        for &roster in self.plan.chain(node).iter().skip(depth) {
            rows = rows
                .iter()
                .flat_map(|&row| self.rows(Place::new(row, roster)).iter().copied())
                .collect();
        }
        rows
    }

    /// Changes the list of rows of a roster and numbers those that are there.
    pub(super) fn change_rows(&mut self, stand: Place, with: impl FnOnce(&mut RowList)) {
        let mut numbered = Vec::new();
        self.change(stand, |cell| {
            let list = Arc::make_mut(cell.rows.get_or_insert_with(Arc::default));
            with(list);
            numbered.clone_from(&list.present);
        });
        for (position, key) in numbered.into_iter().enumerate() {
            let wrong = self.rows.get(key).is_some_and(|row| row.position as usize != position);
            if let Some(row) = self.rows.get_mut(key).filter(|_| wrong) {
                row.position = position as u32;
            }
        }
    }
}
