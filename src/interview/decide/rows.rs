//! Rows of open rosters: added, removed, moved.

use super::Trial;
use crate::interview::fact::What;
use crate::interview::recompute::ROWS_MAX;
use crate::interview::refusal::Refusal;
use crate::place::{Address, NodeId, Place, RowId, RowKey};
use crate::value::Value;

impl Trial {
    pub(super) fn add_row(&mut self, roster: Place, before: Option<usize>) -> Result<(), Refusal> {
        self.add_row_of(roster, before, self.moment.fresh).map(drop)
    }

    /// Adds rows at the end with those of their answers that nothing speaks against.
    pub(super) fn add_rows(
        &mut self,
        roster: Place,
        rows: &[Vec<(NodeId, Value)>],
    ) -> Result<(), Refusal> {
        for (at, answers) in rows.iter().enumerate() {
            let fresh = self.moment.fresh.wrapping_add(at as u64);
            let row = self.add_row_of(roster, None, fresh)?;
            for (node, value) in answers {
                let (interview, facts) = (self.interview.clone(), self.facts.len());
                if self.answer(Place::new(row, *node), value, None).is_err() {
                    self.interview = interview;
                    self.facts.truncate(facts);
                }
            }
        }
        Ok(())
    }

    /// Adds a row of that identity, or of the next one that is free.
    fn add_row_of(
        &mut self,
        roster: Place,
        before: Option<usize>,
        fresh: u64,
    ) -> Result<RowKey, Refusal> {
        self.interview.guard_roster(roster)?;
        let present = self.interview.rows(roster).len();
        if present >= ROWS_MAX {
            return Err(Refusal::RowsFixed);
        }
        let position = before.unwrap_or(present).min(present);
        let mut id = RowId(fresh);
        while self.interview.row_list(roster).is_some_and(|list| list.find(id).is_some()) {
            id = RowId(id.0.wrapping_add(1));
        }
        let mut at: Address = self.interview.address(roster);
        at.rows.push(id);
        self.add(What::RowAdded { at, position });
        Ok(self.interview.rows(roster).get(position).copied().unwrap_or(RowKey::ROOT))
    }

    pub(super) fn remove_row(&mut self, row: RowKey) -> Result<(), Refusal> {
        let place = self.guard_row(row)?;
        self.add(What::RowRemoved { at: self.interview.address(place) });
        Ok(())
    }

    pub(super) fn move_row(&mut self, row: RowKey, to: usize) -> Result<(), Refusal> {
        let place = self.guard_row(row)?;
        let (_, around) = self.interview.row_place(row);
        let last = self.interview.rows(Place::new(around, place.node)).len().saturating_sub(1);
        let position = to.min(last);
        if position != self.interview.row_position(row) {
            self.add(What::RowMoved { at: self.interview.address(place), position });
        }
        Ok(())
    }

    /// The row can be removed and moved by hand.
    fn guard_row(&self, row: RowKey) -> Result<Place, Refusal> {
        if row == RowKey::ROOT {
            return Err(Refusal::NothingThere);
        }
        let (place, around) = self.interview.row_place(row);
        self.interview.guard_place(place)?;
        self.interview.guard_roster(Place::new(around, place.node))?;
        Ok(place)
    }
}
