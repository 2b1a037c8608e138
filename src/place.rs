//! Where something is: nodes of a form, rows of an interview, and the two kinds of address.
//!
//! A [`Place`] is short-lived and cheap: it names a node in a row of one live interview. An
//! [`Address`] lasts: it names rows by identity, so it survives inserting and reordering rows,
//! and is what facts carry.

/// A node of a form: its position in the form's arena, which is in form order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The root group of every form.
    pub const ROOT: NodeId = NodeId(0);

    /// The position in the arena.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A row of one live interview: its position in the interview's arena of rows. Row 0 is the
/// interview itself, the row in which everything outside rosters stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowKey(pub u32);

impl RowKey {
    /// The row in which everything outside rosters stands.
    pub const ROOT: RowKey = RowKey(0);

    /// The position in the arena.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node in a row of a live interview. For a roster node, `row` is the roster's own row (one
/// place for each row); for every other node it is the row of the innermost roster around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The row the node stands in.
    pub row: RowKey,
    /// The node.
    pub node: NodeId,
}

impl Place {
    /// The interview's root group.
    pub const ROOT: Place = Place { row: RowKey::ROOT, node: NodeId::ROOT };

    /// A node in a row.
    pub fn new(row: RowKey, node: NodeId) -> Place {
        Place { row, node }
    }
}

/// The lasting identity of a row among the rows of its roster. Rows of a counted or fixed roster
/// are their ordinal (1, 2, 3 ...); rows added by a person carry a random number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub u64);

/// A node with the identities of the rows around it, outermost first. For a roster node the last
/// identity is the roster's own row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// The node.
    pub node: NodeId,
    /// One identity for each roster from the root down to the node.
    pub rows: Vec<RowId>,
}
