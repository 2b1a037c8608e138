//! What parts of an expression yield while it is evaluated.

use std::borrow::Cow;

use super::source::Table;
use super::temporal::Temporal;
use crate::place::{NodeId, Place};

/// What a part of an expression yields.
#[derive(Debug, Clone)]
pub enum Val<'s> {
    /// Text.
    Text(Cow<'s, str>),
    /// A number, perhaps not-a-number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A date, a time of day, or both: text in ISO form, as a number days.
    Temporal(Temporal),
    /// Nodes.
    Nodes(Nodes<'s>),
}

impl Val<'_> {
    /// Blank.
    pub const BLANK: Val<'static> = Val::Text(Cow::Borrowed(""));

    /// Text that was made.
    pub fn text(text: String) -> Val<'static> {
        Val::Text(Cow::Owned(text))
    }
}

/// Nodes in the order in which they stand.
#[derive(Debug, Clone)]
pub enum Nodes<'s> {
    /// No node.
    None,
    /// One node.
    One(Item<'s>),
    /// Several nodes.
    Many(Vec<Item<'s>>),
}

impl<'s> Nodes<'s> {
    /// These nodes.
    pub fn from_items(items: Vec<Item<'s>>) -> Nodes<'s> {
        match items.as_slice() {
            [] => Nodes::None,
            [one] => Nodes::One(*one),
            _ => Nodes::Many(items),
        }
    }

    /// The nodes as a slice.
    pub fn items(&self) -> &[Item<'s>] {
        match self {
            Nodes::None => &[],
            Nodes::One(item) => std::slice::from_ref(item),
            Nodes::Many(items) => items,
        }
    }
}

/// Something that can be looked at: a place of the interview or a part of a table.
#[derive(Debug, Clone, Copy)]
pub enum Item<'s> {
    /// A place of the interview.
    Place(Place),
    /// A value of the interview finished last.
    LastSaved(NodeId),
    /// A whole table, as `instance('name')`.
    Table(&'s Table),
    /// What is inside it, as `instance('name')/root`.
    TableRoot(&'s Table),
    /// A row of it, from 0.
    Row(&'s Table, usize),
    /// A cell: row and column, from 0.
    Cell(&'s Table, usize, usize),
}

impl PartialEq for Item<'_> {
    fn eq(&self, other: &Item<'_>) -> bool {
        self.key() == other.key()
    }
}

impl Item<'_> {
    /// Sorts places as they stand in the form.
    pub fn standing(&self) -> (usize, usize) {
        match self {
            Item::Place(place) => (place.node.index(), place.row.index()),
            _ => (usize::MAX, 0),
        }
    }

    /// Equal for the same item, different for different ones.
    pub fn key(&self) -> (u8, usize, usize, usize) {
        let address = |table: &Table| std::ptr::from_ref(table) as usize;
        match self {
            Item::Place(place) => (0, place.node.index(), place.row.index(), 0),
            Item::LastSaved(node) => (1, node.index(), 0, 0),
            Item::Table(table) => (2, address(table), 0, 0),
            Item::TableRoot(table) => (3, address(table), 0, 0),
            Item::Row(table, row) => (4, address(table), *row, 0),
            Item::Cell(table, row, column) => (5, address(table), *row, *column),
        }
    }
}
