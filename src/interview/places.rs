//! From places to addresses and words, and back.

use std::borrow::Cow;

use super::Interview;
use crate::expr::source::Source;
use crate::form::node::{Kind, QuestionKind};
use crate::place::{Address, NodeId, Place, RowId, RowKey};

impl Interview {
    /// The lasting address of a place.
    pub fn address(&self, place: Place) -> Address {
        let mut rows: Vec<RowId> = self.rows.outward(place.row).map(|(_, row)| row.id).collect();
        rows.reverse();
        Address { node: place.node, rows }
    }

    /// The place of an address; `None` where a row of it is not there now.
    pub fn place(&self, address: &Address) -> Option<Place> {
        self.place_ever(address).filter(|place| self.rows.is_here(place.row))
    }

    /// The place of an address, also if a row of it is hidden or removed.
    pub fn place_ever(&self, address: &Address) -> Option<Place> {
        let node = self.form.nodes.get(address.node.index())?;
        let mut chain = self.plan.chain(node.id).to_vec();
        if matches!(node.kind, Kind::Roster(_)) && address.rows.len() == chain.len() + 1 {
            chain.push(node.id);
        }
        if chain.len() != address.rows.len() {
            return None;
        }
        let mut row = RowKey::ROOT;
        for (&roster, &id) in chain.iter().zip(&address.rows) {
            row = self.row_list(Place::new(row, roster))?.find(id)?;
        }
        Some(Place::new(row, node.id))
    }

    /// The roster that a row's address stands in, as a whole, and the row's identity.
    pub(super) fn stand_of(&self, address: &Address) -> Option<(Place, RowId)> {
        let node = self.form.nodes.get(address.node.index())?;
        let (&id, around) = address.rows.split_last()?;
        let outer = Address { node: node.id, rows: around.to_vec() };
        let stand = self.place_ever(&outer)?;
        matches!(node.kind, Kind::Roster(_)).then_some((stand, id))
    }

    /// The address in words: `household/member[2]/age`, rows by position from 1.
    pub fn path(&self, place: Place) -> String {
        let mut parts = Vec::new();
        let mut at = Some(place);
        while let Some(place) = at.filter(|place| place.node != NodeId::ROOT) {
            let name = &self.form.node(place.node).name;
            parts.push(match self.rows.get(place.row) {
                Some(row) if row.roster == place.node => {
                    Cow::Owned(format!("{name}[{}]", row.position + 1))
                }
                _ => Cow::Borrowed(name.as_str()),
            });
            at = self.parent(place);
        }
        parts.reverse();
        parts.join("/")
    }

    /// The place of an address in words.
    pub fn place_at(&self, path: &str) -> Option<Place> {
        let mut at = Place::ROOT;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            if self.is_stand(at) {
                return None;
            }
            let (name, position) = match part.split_once('[') {
                Some((name, rest)) => (name, Some(rest.strip_suffix(']')?.parse::<usize>().ok()?)),
                None => (part, None),
            };
            let children = &self.form.node(at.node).children;
            let found = children.iter().find(|&&child| self.form.node(child).name == name);
            at = Place::new(at.row, *found?);
            if let Some(position) = position {
                let row = *self.rows(at).get(position.checked_sub(1)?)?;
                at = Place::new(row, at.node);
            }
        }
        Some(at)
    }

    /// Every place that holds a value or could, relevant or not, in the order of the form.
    pub fn places(&self) -> Vec<Place> {
        let mut found = self.questions();
        found.retain(|place| {
            let question = self.form.node(place.node).question();
            question.is_some_and(|question| question.kind != QuestionKind::Note)
        });
        found
    }

    /// The place of every question, notes included, relevant or not, in the order of the form.
    pub fn questions(&self) -> Vec<Place> {
        let mut found = Vec::new();
        self.collect_questions(Place::ROOT, &mut found);
        found
    }

    fn collect_questions(&self, at: Place, found: &mut Vec<Place>) {
        for &child in &self.form.node(at.node).children {
            let place = Place::new(at.row, child);
            match &self.form.node(child).kind {
                Kind::Question(_) => found.push(place),
                Kind::Group(_) => self.collect_questions(place, found),
                Kind::Roster(_) => {
                    for &row in self.rows(place) {
                        self.collect_questions(Place::new(row, child), found);
                    }
                }
            }
        }
    }

    /// The place around a place; `None` for the root.
    pub fn parent(&self, place: Place) -> Option<Place> {
        Source::parent(self, place)
    }

    /// What a place applies with: as [`Interview::parent`], but a row stands in its roster.
    pub(super) fn around(&self, place: Place) -> Option<Place> {
        let row = self.rows.get(place.row)?;
        if row.roster == place.node && place.node != NodeId::ROOT {
            return Some(Place::new(row.around, place.node));
        }
        Some(Place::new(place.row, self.form.node(place.node).parent?))
    }

    /// The places directly inside a group or row, in the order in which they are shown (random
    /// orders included), rosters as one place for each row.
    pub fn shown_children(&self, place: Place) -> Vec<Place> {
        if self.is_stand(place) {
            return self.rows(place).iter().map(|&row| Place::new(row, place.node)).collect();
        }
        let mut shown = Vec::new();
        for &child in self.shown_order(place).iter() {
            let at = Place::new(place.row, child);
            if matches!(self.form.node(child).kind, Kind::Roster(_)) {
                shown.extend(self.rows(at).iter().map(|&row| Place::new(row, child)));
            } else {
                shown.push(at);
            }
        }
        shown
    }

    /// A key that sorts places in the order of the form: node and row position by turns.
    pub fn form_order(&self, place: Place) -> Vec<u32> {
        let mut key = vec![place.node.0];
        for (_, row) in self.rows.outward(place.row) {
            key.push(row.position);
            key.push(row.roster.0);
        }
        key.reverse();
        key
    }
}
