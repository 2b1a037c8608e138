//! What the evaluator may ask of a live interview.

use crate::moment::Moment;
use crate::place::{NodeId, Place};
use crate::value::Value;

/// A table that expressions look things up in: a choice list or an attached file. Its cells are
/// one text, because a list may have 100,000 rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The name used in `instance('name')` and `pulldata('name', ...)`.
    pub name: String,
    /// The column names, in order.
    pub columns: Vec<String>,
    /// The texts of all cells, row after row.
    text: String,
    /// Where in it each cell ends.
    ends: Vec<u32>,
}

impl Table {
    /// A table without rows.
    pub fn new(name: impl Into<String>, columns: Vec<String>) -> Table {
        Table { name: name.into(), columns, ..Table::default() }
    }

    /// Adds a row: one text for each column. Missing ones are blank, more are dropped.
    pub fn push<'t>(&mut self, cells: impl IntoIterator<Item = &'t str>) {
        let mut cells = cells.into_iter();
        for _ in &self.columns {
            self.text.push_str(cells.next().unwrap_or(""));
            // Files of questionnaires are far smaller than 4 GB.
            self.ends.push(u32::try_from(self.text.len()).expect("a table is below 4 GB"));
        }
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.ends.len() / self.columns.len().max(1)
    }

    /// The text in a row and column, both counted from 0.
    pub fn cell(&self, row: usize, column: usize) -> Option<&str> {
        if column >= self.columns.len() {
            return None;
        }
        let at = row.checked_mul(self.columns.len())?.checked_add(column)?;
        let end = *self.ends.get(at)? as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }

    /// The texts of a row; none if there is no such row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.columns.len()).filter_map(move |column| self.cell(row, column))
    }

    /// The position of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// What the evaluator may ask of a live interview. Every answer is immediate and total.
pub trait Source {
    /// The value that counts at a place: the answer if there is one, else what was calculated
    /// or preset. `None` where blank, set aside, or not relevant. A special answer is given as
    /// such; in expressions it is blank, and only the function `special()` tells it apart.
    fn value(&self, place: Place) -> Option<Value>;
    /// Whether the place and everything around it applies now.
    fn relevant(&self, place: Place) -> bool;
    /// The name of a node.
    fn name(&self, node: NodeId) -> &str;
    /// The place around a place: a group, a row of a roster, the root. `None` for the root.
    fn parent(&self, place: Place) -> Option<Place>;
    /// The places directly inside a place whose node has that name, all of them for `*`; a
    /// roster gives one place for each of its rows, in order.
    fn children(&self, place: Place, name: &str) -> Vec<Place>;
    /// The places that `${name}`, bound to `target`, means at `from`: in each roster that both
    /// stand in, the row of `from`; in every other roster, all rows in order.
    fn locate(&self, target: NodeId, from: Place) -> Vec<Place>;
    /// The position, from 1, of a roster's row among the rows of its roster; 1 for other nodes.
    fn position(&self, place: Place) -> usize;
    /// The look-up table or choice list of that name.
    fn table(&self, name: &str) -> Option<&Table>;
    /// The label, in the language of the interview, of a choice of the question at a node, with
    /// `from` the place the references inside the label are read from.
    fn choice_label(&self, question: NodeId, choice: &str, from: Place) -> Option<String>;
    /// The text registered under an id for `jr:itext`.
    fn itext(&self, id: &str) -> Option<String>;
    /// A property of device or interviewer (`deviceid`, `username`, `email`, `phonenumber`) or of
    /// the interview (`case`, `instanceID`).
    fn property(&self, name: &str) -> Option<String>;
    /// The value of that question in the interview that was last finished with this form.
    fn last_saved(&self, target: NodeId) -> Option<Value>;
    /// The moment that counts as now.
    fn now(&self) -> Moment;
    /// A number in [0, 1) that is new at each call within an interview and the same whenever the
    /// same facts are replayed.
    fn random(&self) -> f64;
}
