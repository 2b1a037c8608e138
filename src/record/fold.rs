//! The log of one interview folded into what stands now: answers, rows of rosters, remarks and
//! the state of the whole. Needs no form but the paths of its rosters, so that a file can be
//! checked and rebuilt without compiling anything.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Record, Stored, Unreadable, value};
use crate::interview::State;
use crate::value::Value;

/// A node with the identities of the rows around it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The node by names from the root down.
    pub path: String,
    /// One identity for each roster from the root down to the node.
    pub rows: Vec<u64>,
}

/// An answer as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// The event that gave it.
    pub seq: u64,
    /// The type of the value, as stored.
    pub value_type: String,
    /// The value, as stored.
    pub value: Option<Stored>,
    /// Whether it was set aside.
    pub set_aside: bool,
    /// Whether it counts: not set aside, and every row around it is there.
    pub active: bool,
    /// Its address with the positions of today: `household/member[2]/age`.
    pub address: String,
    /// When it was given, by the wall clock.
    pub wall_ms: i64,
    /// Minutes east of UTC then.
    pub offset_minutes: i16,
}

impl Current {
    /// The value, if this program can read it.
    pub fn read(&self) -> Result<Value, Unreadable> {
        value::from_stored(&self.value_type, self.value.as_ref())
            .ok_or_else(|| Unreadable::Value(self.value_type.clone()))
    }
}

/// A remark as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The event that wrote it.
    pub seq: u64,
    /// The remark.
    pub text: String,
    /// Its address with the positions of today.
    pub address: String,
}

/// The rows of one roster in one row of the roster around it, as persons added and moved them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// The identities of the rows that are there, in order.
    pub present: Vec<u64>,
    /// The identities of rows that were removed, with their last position from 0.
    pub removed: BTreeMap<u64, usize>,
}

/// Where the rows of a roster come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsFrom {
    /// A person adds and removes them; one is there from the beginning.
    Open,
    /// There are always as many.
    Fixed,
    /// An expression counts them.
    Counted,
}

impl RowsFrom {
    /// As stored.
    pub fn name(self) -> &'static str {
        match self {
            RowsFrom::Open => "open",
            RowsFrom::Fixed => "fixed",
            RowsFrom::Counted => "counted",
        }
    }

    /// Out of what is stored; what is not known counts as counted, which has no rows of its own.
    pub fn from_name(name: &str) -> RowsFrom {
        match name {
            "open" => RowsFrom::Open,
            "fixed" => RowsFrom::Fixed,
            _ => RowsFrom::Counted,
        }
    }
}

/// The rosters of a questionnaire by their names from the root down.
pub type Rosters = Arc<BTreeMap<String, RowsFrom>>;

/// What a record changed in the fold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touched {
    /// Answers that are new, other, or gone.
    pub answers: BTreeSet<Key>,
    /// Remarks that are new, other, or gone.
    pub remarks: BTreeSet<Key>,
    /// Rosters whose rows changed; the key's rows are those around the roster.
    pub rosters: BTreeSet<Key>,
    /// Whether state, case or language of the interview may have changed.
    pub standing: bool,
}

/// The log of one interview, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// The answers, set aside ones included.
    pub answers: BTreeMap<Key, Current>,
    /// The remarks that are not empty.
    pub remarks: BTreeMap<Key, Remark>,
    /// The rows of the open rosters; the key's rows are those around the roster.
    pub rosters: BTreeMap<Key, Rows>,
    /// The case it is about.
    pub case: String,
    /// The code of the language it is conducted in now.
    pub language: String,
    /// Where it stands.
    pub state: State,
    /// When it began, by the wall clock.
    pub started_ms: i64,
    /// When it changed last, by the wall clock.
    pub changed_ms: i64,
    /// Minutes east of UTC when it changed last.
    pub offset_minutes: i16,
    /// Its first event.
    pub first_seq: u64,
    /// Its last event.
    pub last_seq: u64,
    /// How many answers count, kept while they change: an interview can hold thousands (I7).
    counting: usize,
    /// The last event at each place that concerns its answer, and its remark.
    heads: BTreeMap<(Key, bool), u64>,
    known_rosters: Rosters,
}

impl Fold {
    /// An interview in which nothing happened yet.
    pub fn new(known_rosters: Rosters) -> Fold {
        Fold {
            answers: BTreeMap::new(),
            remarks: BTreeMap::new(),
            rosters: BTreeMap::new(),
            case: String::new(),
            language: String::new(),
            state: State::New,
            started_ms: 0,
            changed_ms: 0,
            offset_minutes: 0,
            first_seq: 0,
            last_seq: 0,
            counting: 0,
            heads: BTreeMap::new(),
            known_rosters,
        }
    }

    /// The rosters it was made with.
    pub fn known_rosters(&self) -> Rosters {
        Arc::clone(&self.known_rosters)
    }

    /// How many answers count.
    pub fn answered(&self) -> usize {
        self.counting
    }

    fn recount(&mut self, before: bool, after: bool) {
        self.counting = self.counting + usize::from(after) - usize::from(before);
    }

    /// The event that a record replaces, if there is one.
    pub fn base(&self, record: &Record) -> Option<u64> {
        let head = head_of(record)?;
        self.heads.get(&head).copied()
    }

    /// Lets an event take effect. What it does not understand changes nothing but the clock.
    pub fn apply(&mut self, seq: u64, record: &Record) -> Touched {
        let mut touched = Touched::default();
        if self.first_seq == 0 {
            self.first_seq = seq;
        }
        self.last_seq = seq;
        self.changed_ms = record.wall_ms;
        self.offset_minutes = record.offset_minutes;
        if let Some(head) = head_of(record) {
            self.heads.insert(head, seq);
        }
        touched.standing = true;
        match record.kind.as_str() {
            "started" => self.start(record),
            "language_changed" => self.language = record.text.clone().unwrap_or_default(),
            "completed" => self.state = State::Complete,
            "broken_off" => self.state = State::BrokenOff,
            "resumed" | "reopened" => self.state = State::Open,
            _ => {
                touched.standing = false;
                if let Some(key) = key_of(record) {
                    self.apply_at(seq, record, key, &mut touched);
                }
            }
        }
        touched
    }

    fn start(&mut self, record: &Record) {
        self.state = State::Open;
        self.started_ms = record.wall_ms;
        self.case = record.text.clone().unwrap_or_default();
        self.language = super::first_language(record).unwrap_or_default();
    }

    fn apply_at(&mut self, seq: u64, record: &Record, key: Key, touched: &mut Touched) {
        match record.kind.as_str() {
            "answered" => {
                let answer = Current {
                    seq,
                    value_type: record.value_type.clone().unwrap_or_default(),
                    value: record.value.clone(),
                    set_aside: false,
                    active: self.is_there(&key),
                    address: self.address(&key),
                    wall_ms: record.wall_ms,
                    offset_minutes: record.offset_minutes,
                };
                let after = answer.active;
                let before = self.answers.insert(key.clone(), answer);
                self.recount(before.is_some_and(|answer| answer.active), after);
                touched.answers.insert(key);
            }
            "cleared" => {
                let before = self.answers.remove(&key);
                self.recount(before.is_some_and(|answer| answer.active), false);
                touched.answers.insert(key);
            }
            "set_aside" | "restored" => {
                let is_there = self.is_there(&key);
                if let Some(answer) = self.answers.get_mut(&key) {
                    let before = answer.active;
                    answer.set_aside = record.kind == "set_aside";
                    answer.active = is_there && !answer.set_aside;
                    let after = answer.active;
                    self.recount(before, after);
                    touched.answers.insert(key);
                }
            }
            "remarked" => {
                let text = record.text.clone().unwrap_or_default();
                if text.is_empty() {
                    self.remarks.remove(&key);
                } else {
                    let address = self.address(&key);
                    self.remarks.insert(key.clone(), Remark { seq, text, address });
                }
                touched.remarks.insert(key);
            }
            "row_added" | "row_restored" | "row_moved" | "row_removed" => {
                self.change_row(record, key, touched);
            }
            _ => {}
        }
    }

    /// Does what the interview does: a row that is there is not added, one that is not there is
    /// neither moved nor removed.
    fn change_row(&mut self, record: &Record, mut key: Key, touched: &mut Touched) {
        let Some(row) = key.rows.pop() else { return };
        let first = self.first_rows(&key);
        let rows = self.rosters.entry(key.clone()).or_insert(first);
        let at = rows.present.iter().position(|&present| present == row);
        let wanted = usize::try_from(record.number.unwrap_or(i64::MAX)).unwrap_or(usize::MAX);
        match (record.kind.as_str(), at) {
            ("row_added" | "row_restored", None) => {
                rows.removed.remove(&row);
                rows.present.insert(wanted.min(rows.present.len()), row);
            }
            ("row_moved", Some(at)) => {
                rows.present.remove(at);
                rows.present.insert(wanted.min(rows.present.len()), row);
            }
            ("row_removed", Some(at)) => {
                rows.present.remove(at);
                rows.removed.insert(row, at);
            }
            _ => {}
        }
        self.readdress(&key, touched);
        touched.rosters.insert(key);
    }

    /// The rows that a roster has before anybody added one: an open roster that is there from the
    /// beginning has one, with the identity 1.
    fn first_rows(&self, roster: &Key) -> Rows {
        let mut around = roster.rows.iter();
        let mut is_first = true;
        let ends = roster.path.match_indices('/').map(|(at, _)| at);
        for end in ends {
            match self.known_rosters.get(&roster.path[..end]) {
                None => {}
                Some(RowsFrom::Fixed) => {
                    around.next();
                }
                Some(RowsFrom::Open) => is_first &= around.next() == Some(&1),
                Some(RowsFrom::Counted) => is_first = false,
            }
        }
        let is_open = self.known_rosters.get(&roster.path) == Some(&RowsFrom::Open);
        let present = if is_first && is_open { vec![1] } else { Vec::new() };
        Rows { present, removed: BTreeMap::new() }
    }

    /// Works out again the addresses of everything in the rows of a roster.
    fn readdress(&mut self, roster: &Key, touched: &mut Touched) {
        let inside = |key: &&Key| {
            let below = key.path.strip_prefix(&roster.path);
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                && key.rows.starts_with(&roster.rows)
        };
        let answers: Vec<Key> = self.answers.keys().filter(inside).cloned().collect();
        let remarks: Vec<Key> = self.remarks.keys().filter(inside).cloned().collect();
        for key in answers {
            let (address, is_there) = (self.address(&key), self.is_there(&key));
            if let Some(answer) = self.answers.get_mut(&key) {
                let before = answer.active;
                answer.address = address;
                answer.active = is_there && !answer.set_aside;
                let after = answer.active;
                self.recount(before, after);
                touched.answers.insert(key);
            }
        }
        for key in remarks {
            let address = self.address(&key);
            if let Some(remark) = self.remarks.get_mut(&key) {
                remark.address = address;
                touched.remarks.insert(key);
            }
        }
    }

    /// The address with the positions of today. Rows of counted rosters are their own position;
    /// a removed row keeps the position it had.
    pub fn address(&self, key: &Key) -> String {
        let mut address = String::new();
        self.walk(key, |name, row| {
            if !address.is_empty() {
                address.push('/');
            }
            address.push_str(name);
            if let Some((position, _)) = row {
                address.push_str(&format!("[{position}]"));
            }
        });
        address
    }

    /// Whether every row around a place is there.
    pub fn is_there(&self, key: &Key) -> bool {
        let mut all = true;
        self.walk(key, |_, row| all &= row.is_none_or(|(_, present)| present));
        all
    }

    /// Goes down a path; for each roster gives the position of its row, from 1, and whether the
    /// row is there.
    fn walk(&self, key: &Key, mut step: impl FnMut(&str, Option<(u64, bool)>)) {
        let mut depth = 0;
        let mut end = 0;
        for name in key.path.split('/') {
            end += name.len();
            let path = &key.path[..end];
            end += 1;
            let is_roster = self.known_rosters.contains_key(path);
            let Some(&row) = key.rows.get(depth).filter(|_| is_roster) else {
                step(name, None);
                continue;
            };
            let around = Key { path: path.to_owned(), rows: key.rows[..depth].to_vec() };
            depth += 1;
            step(name, Some(self.position(&around, row)));
        }
    }

    fn position(&self, roster: &Key, row: u64) -> (u64, bool) {
        let Some(rows) = self.rosters.get(roster) else { return (row, true) };
        if let Some(at) = rows.present.iter().position(|&present| present == row) {
            return (at as u64 + 1, true);
        }
        match rows.removed.get(&row) {
            Some(&at) => (at as u64 + 1, false),
            None => (row, true),
        }
    }
}

fn key_of(record: &Record) -> Option<Key> {
    Some(Key { path: record.path.clone()?, rows: record.rows.clone() })
}

/// What a record stands in line for: the answer or the remark of a place.
fn head_of(record: &Record) -> Option<(Key, bool)> {
    let is_remark = match record.kind.as_str() {
        "answered" | "cleared" | "set_aside" | "restored" => false,
        "remarked" => true,
        _ => return None,
    };
    Some((key_of(record)?, is_remark))
}
