//! The arena of rows: which rows there are, around which, in which order.

use super::shelf::Shelf;
use crate::place::{NodeId, RowId, RowKey};

/// Whether a row is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// It is.
    Here,
    /// The count of its roster fell below it; what it holds is kept and set aside.
    Hidden,
    /// A person removed it; what it holds is kept as it was.
    Removed,
}

/// A row of a roster, or the row in which everything outside rosters stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its roster; the root for the outermost row.
    pub(super) roster: NodeId,
    /// The row around its roster; itself for the outermost row.
    pub(super) around: RowKey,
    /// Its lasting identity.
    pub(super) id: RowId,
    /// Where its cells begin.
    pub(super) base: u32,
    /// Its position among the rows of its roster, from 0.
    pub(super) position: u32,
    /// How many rosters stand around its cells.
    pub(super) depth: u8,
    /// Whether it is there.
    pub(super) presence: Presence,
}

/// The rows of one roster in one row around it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RowList {
    /// Those that are there, in order.
    pub(super) present: Vec<RowKey>,
    /// All that ever were, in the order in which they were made.
    pub(super) known: Vec<(RowId, RowKey)>,
}

impl RowList {
    /// The row of that identity, also if it is not there now.
    pub(super) fn find(&self, id: RowId) -> Option<RowKey> {
        // Rows of counted rosters are known in the order of their identities 1, 2, 3 ...
        let guess = usize::try_from(id.0.wrapping_sub(1)).ok().and_then(|at| self.known.get(at));
        if let Some(&(known, key)) = guess
            && known == id
        {
            return Some(key);
        }
        self.known.iter().find(|(known, _)| *known == id).map(|&(_, key)| key)
    }
}

/// All rows of an interview.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rows {
    arena: Shelf<Row>,
}

impl Rows {
    /// No rows yet.
    pub(super) fn new() -> Rows {
        Rows { arena: Shelf::new() }
    }

    /// A row; `None` where there is no such row.
    pub(super) fn get(&self, key: RowKey) -> Option<&Row> {
        self.arena.get(key.index())
    }

    /// A row to change.
    pub(super) fn get_mut(&mut self, key: RowKey) -> Option<&mut Row> {
        self.arena.get_mut(key.index())
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: Row) -> RowKey {
        let key = RowKey(self.arena.len() as u32);
        self.arena.push(row);
        key
    }

    /// The rows from a row out to the outermost, itself first, the outermost not counted.
    pub(super) fn outward(&self, from: RowKey) -> impl Iterator<Item = (RowKey, &Row)> {
        let mut next = Some(from);
        std::iter::from_fn(move || {
            let key = next.filter(|&key| key != RowKey::ROOT)?;
            let row = self.get(key)?;
            next = Some(row.around);
            Some((key, row))
        })
    }

    /// The row around a row that stands in so many rosters.
    pub(super) fn at_depth(&self, from: RowKey, depth: usize) -> RowKey {
        self.outward(from)
            .find(|(_, row)| usize::from(row.depth) <= depth)
            .map_or(RowKey::ROOT, |(key, _)| key)
    }

    /// Whether a row or one around it was removed.
    pub(super) fn is_removed(&self, key: RowKey) -> bool {
        self.outward(key).any(|(_, row)| row.presence == Presence::Removed)
    }

    /// Whether a row and all around it are there.
    pub(super) fn is_here(&self, key: RowKey) -> bool {
        self.get(key).is_some() && self.outward(key).all(|(_, row)| row.presence == Presence::Here)
    }
}
