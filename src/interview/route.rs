//! The way through an interview, forwards and back, past all that does not apply.

use std::borrow::Cow;

use super::{Interview, Stop};
use crate::form::node::{Count, Kind};
use crate::place::{NodeId, Place, RowKey};

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    On,
    Back,
}

impl Interview {
    /// The first stop.
    pub fn first_stop(&self) -> Stop {
        self.enter(Place::ROOT, Way::On).unwrap_or(Stop::End)
    }

    /// The stop after a stop, past all that does not apply.
    pub fn next_stop(&self, stop: Stop) -> Stop {
        match stop {
            Stop::Question(place) | Stop::Battery(place) | Stop::AddRow(place) => {
                self.beyond(place, Way::On).unwrap_or(Stop::End)
            }
            Stop::End => Stop::End,
        }
    }

    /// On a walk as ODK's engine makes it: one row more for a roster with a count that ends
    /// between two stops (`None` for the beginning) and has too few; whether there was one.
    pub fn reach(&mut self, from: Option<Stop>, to: Stop) -> bool {
        let key = |stop: Stop| match stop {
            Stop::Question(place) | Stop::Battery(place) => Some(self.form_order(place)),
            // Behind all rows of the roster.
            Stop::AddRow(stand) => {
                let mut key = self.form_order(stand);
                key.push(u32::MAX);
                Some(key)
            }
            Stop::End => None,
        };
        let (from, to) = (from.and_then(key), key(to));
        let ends_between = |stand: Place| {
            let own = self.form_order(stand);
            let behind = from.as_ref().is_some_and(|from| *from > own && !from.starts_with(&own));
            let ahead = to.as_ref().is_some_and(|to| *to < own || to.starts_with(&own));
            !behind && !ahead && self.relevant(stand)
        };
        let form = std::sync::Arc::clone(&self.form);
        let rosters = form.nodes.iter().filter(
            |node| matches!(&node.kind, Kind::Roster(roster) if roster.count != Count::Open),
        );
        let mut due = Vec::new();
        for node in rosters {
            for row in self.rows_within(RowKey::ROOT, node.id) {
                let stand = Place::new(row, node.id);
                if ends_between(stand) {
                    due.push(stand);
                }
            }
        }
        due.sort_by_cached_key(|&stand| self.form_order(stand));
        due.into_iter().any(|stand| self.grow(stand))
    }

    /// The stop before a stop; `None` at the first.
    pub fn previous_stop(&self, stop: Stop) -> Option<Stop> {
        match stop {
            Stop::Question(place) | Stop::Battery(place) => self.beyond(place, Way::Back),
            Stop::AddRow(stand) => {
                self.enter_rows(stand, Way::Back).or_else(|| self.beyond(stand, Way::Back))
            }
            Stop::End => self.enter(Place::ROOT, Way::Back),
        }
    }

    /// The stop at which a place is asked (a question inside a battery gives the battery).
    pub fn stop_of(&self, place: Place) -> Stop {
        if self.is_stand(place) && self.is_open_roster(place.node) {
            return Stop::AddRow(place);
        }
        let around = self.parent(place);
        if let Some(group) = around.filter(|&group| self.is_battery(group)) {
            return Stop::Battery(group);
        }
        if self.is_battery(place) {
            return Stop::Battery(place);
        }
        match self.form.node(place.node).kind {
            Kind::Question(_) => Stop::Question(place),
            Kind::Group(_) | Kind::Roster(_) => {
                let found = self.enter(place, Way::On).or_else(|| self.beyond(place, Way::On));
                found.unwrap_or(Stop::End)
            }
        }
    }

    /// The first stop at which something that applies is neither answered nor left open.
    pub fn first_open_stop(&self) -> Stop {
        let mut stop = self.first_stop();
        while stop != Stop::End && !self.is_open(stop) {
            stop = self.next_stop(stop);
        }
        stop
    }

    fn is_open(&self, stop: Stop) -> bool {
        match stop {
            Stop::Question(place) => self.is_open_question(place),
            Stop::Battery(group) => {
                self.shown_children(group).into_iter().any(|place| self.is_open_question(place))
            }
            Stop::AddRow(_) | Stop::End => false,
        }
    }

    /// Whether a question that applies is neither answered nor left open.
    pub(super) fn is_open_question(&self, place: Place) -> bool {
        let Some(question) = self.form.node(place.node).question() else { return false };
        question.kind.is_answerable()
            && self.cell(place).is_some_and(|cell| cell.applies && !cell.counts())
            && self.left_open(place).is_none()
            && !self.read_only(place)
    }

    /// How many questions that apply are answered, and how many apply.
    pub fn progress(&self) -> (usize, usize) {
        (self.tally.answered, self.tally.applying)
    }

    /// Whether the place stands in a self-completion block that was handed back and locked.
    pub fn locked(&self, place: Place) -> bool {
        let mut at = Some(place);
        while let Some(place) = at {
            if self.is_locked_group(place) {
                return true;
            }
            at = self.around(place);
        }
        false
    }

    fn is_locked_group(&self, place: Place) -> bool {
        let Kind::Group(group) = &self.form.node(place.node).kind else { return false };
        group.locked_after && self.cell(place).is_some_and(|cell| cell.handed_back)
    }

    fn is_battery(&self, place: Place) -> bool {
        matches!(&self.form.node(place.node).kind, Kind::Group(group) if group.battery)
    }

    pub(super) fn is_open_roster(&self, node: NodeId) -> bool {
        matches!(&self.form.node(node).kind, Kind::Roster(roster) if roster.count == Count::Open)
    }

    /// The first stop at or in a place, coming from the one side or the other.
    fn enter(&self, place: Place, way: Way) -> Option<Stop> {
        if !self.relevant(place) || self.is_locked_group(place) {
            return None;
        }
        match &self.form.node(place.node).kind {
            Kind::Question(question) => question.kind.is_shown().then_some(Stop::Question(place)),
            Kind::Group(group) if group.battery => {
                let asked = self.shown_order(place);
                let mut asked = asked.iter().map(|&node| Place::new(place.row, node));
                asked.any(|place| self.enter(place, way).is_some()).then_some(Stop::Battery(place))
            }
            Kind::Roster(_) if self.is_stand(place) => {
                let add = self.is_open_roster(place.node).then_some(Stop::AddRow(place));
                match way {
                    Way::On => self.enter_rows(place, way).or(add),
                    Way::Back => add.or_else(|| self.enter_rows(place, way)),
                }
            }
            Kind::Group(_) | Kind::Roster(_) => {
                let order = self.shown_order(place);
                self.enter_any(place.row, order.iter(), way)
            }
        }
    }

    /// The first stop in any of some nodes that stand side by side.
    fn enter_any<'a>(
        &self,
        row: RowKey,
        mut nodes: impl DoubleEndedIterator<Item = &'a NodeId>,
        way: Way,
    ) -> Option<Stop> {
        let mut enter = |&node: &NodeId| self.enter(Place::new(row, node), way);
        match way {
            Way::On => nodes.find_map(&mut enter),
            Way::Back => nodes.rev().find_map(&mut enter),
        }
    }

    fn enter_rows(&self, stand: Place, way: Way) -> Option<Stop> {
        let enter = |&row: &RowKey| self.enter(Place::new(row, stand.node), way);
        let rows = self.rows(stand);
        match way {
            Way::On => rows.iter().find_map(enter),
            Way::Back => rows.iter().rev().find_map(enter),
        }
    }

    /// The first stop beyond a place, coming out of it.
    fn beyond(&self, place: Place, way: Way) -> Option<Stop> {
        let mut at = place;
        loop {
            let around = self.around(at)?;
            let found = if self.is_stand(around) {
                self.beyond_row(around, at.row, way)
            } else {
                let order = self.shown_order(around);
                let position = match &order {
                    // In the order of the form the nodes stand by number.
                    Cow::Borrowed(nodes) => nodes.binary_search(&at.node).ok()?,
                    Cow::Owned(nodes) => nodes.iter().position(|&node| node == at.node)?,
                };
                match way {
                    Way::On => self.enter_any(around.row, order[position + 1..].iter(), way),
                    Way::Back => self.enter_any(around.row, order[..position].iter(), way),
                }
            };
            if found.is_some() {
                return found;
            }
            at = around;
        }
    }

    /// The first stop in the rows beyond a row of a roster, or at the roster's end.
    fn beyond_row(&self, stand: Place, row: RowKey, way: Way) -> Option<Stop> {
        let position = self.row_position(row);
        let rows = self.rows(stand);
        let enter = |&row: &RowKey| self.enter(Place::new(row, stand.node), way);
        match way {
            Way::Back => rows.iter().take(position).rev().find_map(enter),
            Way::On => rows.iter().skip(position + 1).find_map(enter).or_else(|| {
                let open = self.is_open_roster(stand.node) && self.relevant(stand);
                open.then_some(Stop::AddRow(stand))
            }),
        }
    }
}
