//! What the checker may ask of a form while it is being compiled.

use crate::place::NodeId;

/// What kind of thing a node holds, as far as expressions care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Text of any kind; also what is not known more precisely.
    Text,
    /// An integer or decimal.
    Number,
    /// A date, or a date with time.
    Date,
    /// A time of day.
    Time,
    /// One choice out of the names given (empty: not known at compile time).
    Choice(Vec<String>),
    /// Several choices out of the names given (empty: not known at compile time).
    Choices(Vec<String>),
    /// Points, lines, areas.
    Geo,
    /// True or false.
    Boolean,
    /// A group: holds no value of its own.
    Group,
    /// A roster: a set of rows.
    Roster,
    /// A set of nodes or of rows of a look-up table.
    Nodes,
}

/// What a `${name}` stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// This node.
    One(NodeId),
    /// Several nodes have that name and none is nearer than the others.
    Several(Vec<NodeId>),
    /// No node has that name; the nearest known name, if one is near.
    Unknown(Option<String>),
}

/// What the checker may ask of a form while it is being compiled.
pub trait Names {
    /// The node that `${name}` means in an expression that stands at `from`.
    fn find(&self, name: &str, from: NodeId) -> Found;
    /// The name of a node.
    fn name(&self, node: NodeId) -> &str;
    /// The group or roster around a node; `None` for the root.
    fn parent(&self, node: NodeId) -> Option<NodeId>;
    /// The nodes directly inside a group or roster.
    fn children(&self, node: NodeId) -> &[NodeId];
    /// What the node holds.
    fn shape(&self, node: NodeId) -> Shape;
    /// The column names of the look-up table or choice list of that name (`instance('name')`):
    /// choice lists have `name`, `label` and their extra columns.
    fn table(&self, name: &str) -> Option<Vec<String>>;
    /// The known table name nearest to one that is unknown.
    fn nearest_table(&self, name: &str) -> Option<String>;
}

/// One place an expression looks at, so that a change there means evaluating again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The node looked at.
    pub target: NodeId,
    /// How many rosters, from the root down, the target shares row by row with the place the
    /// expression stands at: a change in another row of those cannot matter. 0 for "any row".
    pub shared: u8,
}
