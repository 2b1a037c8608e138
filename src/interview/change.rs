//! The one way in which what is known about a place changes: it keeps the tallies that make
//! progress cheap, and the lists of answers that are set aside or are to be.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Interview;
use super::cells::{Cell, Notes};
use crate::form::Form;
use crate::place::{NodeId, Place};

/// Whether a question counts towards progress: a person can answer it.
fn is_counted(form: &Form, place: Place) -> bool {
    form.node(place.node)
        .question()
        .is_some_and(|question| question.kind.is_answerable() && question.read_only.is_none())
}

impl Interview {
    /// Where the cell of a place stands; `None` where there is no such place.
    fn cell_index(&self, place: Place) -> Option<usize> {
        let row = self.rows.get(place.row)?;
        if row.roster == place.node {
            return Some(row.base as usize);
        }
        let node = self.form.nodes.get(place.node.index())?;
        let stands_in = node.roster.unwrap_or(NodeId::ROOT);
        (stands_in == row.roster).then(|| row.base as usize + self.plan.slot(place.node))
    }

    /// What is known about a place; `None` where there is no such place.
    pub(super) fn cell(&self, place: Place) -> Option<&Cell> {
        self.cells.get(self.cell_index(place)?)
    }

    /// Changes what is known about a place and keeps the tallies.
    pub(super) fn change(&mut self, place: Place, with: impl FnOnce(&mut Cell)) {
        let counted = is_counted(&self.form, place);
        let removed = self.rows.is_removed(place.row);
        let Some(index) = self.cell_index(place) else { return };
        let Some(cell) = self.cells.get_mut(index) else { return };
        let tally_of = |cell: &Cell| {
            let applying = counted && cell.applies;
            (usize::from(applying), usize::from(applying && cell.counts()))
        };
        let before = tally_of(cell);
        Arc::make_mut(&mut self.changed).push(place);
        with(cell);
        let after = tally_of(cell);
        self.tally.applying = self.tally.applying + after.0 - before.0;
        self.tally.answered = self.tally.answered + after.1 - before.1;
        let (stale, aside) = (cell.counts() && !cell.applies && !removed, cell.is_aside());
        note(&mut self.stale, place, stale);
        note(&mut self.aside, place, aside);
    }

    /// The places at which the step applied last changed anything, in the order of the form.
    pub fn changed(&self) -> Vec<Place> {
        let places: BTreeSet<Place> = self.changed.iter().copied().collect();
        let mut places: Vec<Place> = places.into_iter().collect();
        places.sort_by_cached_key(|&place| self.form_order(place));
        places
    }

    /// Changes what is written beside a place.
    pub(super) fn change_notes(&mut self, place: Place, with: impl FnOnce(&mut Notes)) {
        self.change(place, |cell| {
            with(Arc::make_mut(cell.notes.get_or_insert_with(Arc::default)));
            if cell.notes.as_deref().is_some_and(|notes| *notes == Notes::default()) {
                cell.notes = None;
            }
        });
    }

    /// What is written beside a place.
    pub(super) fn notes(&self, place: Place) -> Option<&Notes> {
        self.cell(place)?.notes.as_deref()
    }
}

/// Puts a place into a set or takes it out, without copying a shared set for nothing.
fn note(set: &mut Arc<BTreeSet<Place>>, place: Place, present: bool) {
    if set.contains(&place) == present {
        return;
    }
    if present {
        Arc::make_mut(set).insert(place);
    } else {
        Arc::make_mut(set).remove(&place);
    }
}
