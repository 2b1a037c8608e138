//! One interview: what was asked, what was answered, what counts.
//!
//! Pure: `decide` looks at a command and says which facts follow, or why not; `apply` is the only
//! door by which anything changes, live and in replay alike.

pub mod command;
pub mod convert;
pub mod fact;
pub mod refusal;
pub mod talk;

mod answer;
mod apply;
mod cells;
mod change;
mod decide;
mod guard;
mod history;
mod offers;
mod order;
mod places;
mod plan;
mod problems;
mod recompute;
mod rosters;
mod route;
mod rows;
mod shelf;
mod source;
mod texts;
mod undo;
mod written;

use std::cell::Cell as Slot;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::form::node::CheckSeverity;
use crate::form::{Form, RuleId};
use crate::moment::Moment;
use crate::place::{NodeId, Place, RowId, RowKey};
use crate::value::Value;
pub use answer::{Answer, Standing};
use cells::{Cell, Tally};
use fact::Fact;
use history::History;
pub use history::Step;
use plan::Plan;
use rows::{Presence, Row, Rows};
use shelf::Shelf;
use talk::Talk;

/// Where an interview stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing happened yet.
    New,
    /// Being conducted.
    Open,
    /// Stopped before the end.
    BrokenOff,
    /// Finished.
    Complete,
}

/// A stop on the way through an interview: what one screen asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stop {
    /// A question or a note.
    Question(Place),
    /// A battery: a group whose select questions share one list, one row each.
    Battery(Place),
    /// The end of an open roster: whether there is one more row. The place is the row around the
    /// roster with the roster's node.
    AddRow(Place),
    /// The end of the interview.
    End,
}

/// A choice as it is offered now.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    /// Its name: what is stored.
    pub name: Arc<str>,
    /// Its label in the language of the interview, filled in. Shared with the form where it can
    /// be: there may be 100,000 of them.
    pub label: Arc<str>,
    /// Whether choosing it clears the others.
    pub exclusive: bool,
}

/// A text filled in for a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// Whether it is in another language because the translation is missing (E23).
    pub fallback: bool,
}

/// What is still wrong at a place (E27).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// A required question is open.
    Missing,
    /// Checks fail, by position among the question's checks.
    Failing(Vec<(usize, CheckSeverity)>),
    /// An earlier answer waits to be confirmed.
    Unconfirmed,
    /// An expression could not be evaluated.
    Defect(String),
}

/// How a section (a group directly below the root) or any other node stands, for the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineItem {
    /// The group, row of a roster, or question.
    pub place: Place,
    /// How deep it stands, from 0.
    pub depth: u16,
    /// Its state.
    pub status: Status,
}

/// The state of an item of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Does not apply now.
    NotRelevant,
    /// Applies, nothing was answered.
    Untouched,
    /// Some of it is answered, or an optional question is open.
    Partial,
    /// All that applies is answered.
    Complete,
    /// Something is wrong with it.
    Trouble,
}

/// One interview. A copy is cheap: it shares what neither of the two changes.
#[derive(Debug, Clone)]
pub struct Interview {
    form: Arc<Form>,
    plan: Arc<Plan>,
    /// Whether it does as ODK's engine does where ours differs on purpose.
    as_odk: bool,
    last_saved: Arc<HashMap<NodeId, Value>>,
    state: State,
    case: Arc<str>,
    language: usize,
    properties: Arc<[(String, String)]>,
    fact_count: usize,
    step: u32,
    /// The moment of the fact applied last: what counts as now.
    moment: Moment,
    /// What the next random number is drawn from; set anew by each fact.
    draws: Slot<u64>,
    rows: Rows,
    cells: Shelf<Cell>,
    tally: Tally,
    /// Places whose answer counts although they do not apply: to be set aside in this step.
    stale: Arc<BTreeSet<Place>>,
    /// Places whose answer is set aside.
    aside: Arc<BTreeSet<Place>>,
    /// What could not be computed.
    defects: Arc<BTreeMap<(Place, RuleId), String>>,
    history: Arc<History>,
    /// The places at which the step applied last changed anything, in order of change.
    changed: Arc<Vec<Place>>,
    talk: Arc<Talk>,
}

impl Interview {
    /// An interview in which nothing happened yet; the first fact to apply is `Started`.
    /// `last_saved` are the values, by path of the node, of the interview finished last.
    pub fn new(form: Arc<Form>, last_saved: Vec<(String, Value)>) -> Interview {
        let plan = Arc::new(Plan::new(&form));
        let saved = last_saved.into_iter();
        let saved = saved.filter_map(|(path, value)| Some((form.node_at(&path)?, value))).collect();
        let mut rows = Rows::new();
        rows.push(Row {
            roster: NodeId::ROOT,
            around: RowKey::ROOT,
            id: RowId(0),
            base: 0,
            position: 0,
            depth: 0,
            presence: Presence::Here,
        });
        let mut cells = Shelf::new();
        for _ in plan.layout(NodeId::ROOT) {
            cells.push(Cell::default());
        }
        Interview {
            form,
            plan,
            as_odk: false,
            last_saved: Arc::new(saved),
            state: State::New,
            case: Arc::from(""),
            language: 0,
            properties: Arc::from([]),
            fact_count: 0,
            step: 0,
            moment: Moment::default(),
            draws: Slot::new(0),
            rows,
            cells,
            tally: Tally::default(),
            stale: Arc::default(),
            aside: Arc::default(),
            defects: Arc::default(),
            history: Arc::default(),
            changed: Arc::default(),
            talk: Arc::default(),
        }
    }

    /// The same, doing as ODK's engine does where ours differs on purpose, so that a transcript
    /// of the one can be compared with one of the other: a roster with a count that stands there
    /// from the beginning has a first row whatever the count, gets the others as a walk comes to
    /// them ([`Interview::reach`]), and keeps them; an answer to a range may lie outside it.
    pub fn as_odk(mut self) -> Interview {
        self.as_odk = true;
        self
    }

    /// Whether it does as ODK's engine does.
    pub fn is_as_odk(&self) -> bool {
        self.as_odk
    }

    /// The interview that these facts tell of.
    pub fn replay(form: Arc<Form>, last_saved: Vec<(String, Value)>, facts: &[Fact]) -> Interview {
        let mut interview = Interview::new(form, last_saved);
        for fact in facts {
            interview.apply(fact);
        }
        interview
    }

    /// The first fact of an interview.
    pub fn started(
        case: &str,
        language: &str,
        properties: Vec<(String, String)>,
        moment: Moment,
    ) -> Fact {
        let (case, language) = (case.to_owned(), language.to_owned());
        Fact { step: 1, moment, what: fact::What::Started { case, language, properties } }
    }

    /// The form.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// A property that the interview began with, by name.
    pub fn property(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Where the interview stands as a whole.
    pub fn state(&self) -> State {
        self.state
    }

    /// The case it is about; may be empty.
    pub fn case(&self) -> &str {
        &self.case
    }

    /// The language, by position among the form's.
    pub fn language(&self) -> usize {
        self.language
    }

    /// How many facts were applied.
    pub fn fact_count(&self) -> usize {
        self.fact_count
    }

    /// The step applied last; 0 before the first.
    pub fn step(&self) -> u32 {
        self.step
    }
}

/// Two interviews are equal if the same happened in them and the same follows from it, down to
/// what is only derived.
impl PartialEq for Interview {
    fn eq(&self, other: &Interview) -> bool {
        let course = |one: &Interview| (one.state, one.language, one.fact_count, one.step);
        course(self) == course(other)
            && self.moment == other.moment
            && self.case == other.case
            && self.properties == other.properties
            && self.rows == other.rows
            && self.cells == other.cells
            && self.tally == other.tally
            && self.stale == other.stale
            && self.aside == other.aside
            && self.defects == other.defects
            && self.history == other.history
            && self.talk == other.talk
    }
}
