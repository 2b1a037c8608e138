//! The data file: one SQLite file; the only place that touches SQLite.
//!
//! The log of events is the truth; answers, rows and remarks as they stand are a fold of it,
//! written in the same transaction. `docs/data-file.md` explains the tables.

pub mod append;
pub mod check;
pub mod error;
pub mod export;
mod interviewer;
mod lock;
mod noted;
mod open;
pub mod problem;
mod questionnaire;
mod read;
mod standing;
mod words;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::effect::KeptDraft;
use crate::app::paradata::Note;
use crate::compile::source::Source;
use crate::id::InterviewId;
use crate::interview::fact::Fact;
use crate::record::fold::{Fold, Rosters, RowsFrom};
use crate::record::{Record, Unreadable};
pub use error::StoreError;
use problem::Problem;

/// An open data file.
#[derive(Debug)]
pub struct Store {
    connection: rusqlite::Connection,
    path: PathBuf,
    access: Access,
    head: Head,
    settled: Cell<Settled>,
    session: Cell<Option<i64>>,
    /// Notes that wait for the next transaction that nobody waits for, each with the last event
    /// when it was made.
    notes: RefCell<Vec<(InterviewId, u64, Note)>>,
    known: HashMap<InterviewId, Known>,
    identity: Option<FileIdentity>,
    // After the connection: it is closed before the lock is given back.
    _lock: Option<lock::Lock>,
}

/// What may be done with an open data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading and writing.
    Write,
    /// Reading only.
    Read,
    /// Reading what stood in the file at the last checkpoint: another process is writing to it.
    Snapshot,
}

/// The end of the log that this device writes.
#[derive(Debug, Clone, Copy)]
struct Head {
    log_no: i64,
    log_id: [u8; 16],
    seq: u64,
    hash: [u8; 32],
}

/// How far the rows of interviews and their spans follow the log. An answer is stored without
/// them, for they cost as much as the answer; they are caught up before the next key.
#[derive(Debug, Clone, Copy)]
struct Settled {
    /// The last event they know.
    seq: u64,
    /// The interview that has events after it, if there are any.
    behind: Option<i64>,
}

/// What the store keeps at hand of an interview that is being written to.
#[derive(Debug, Clone)]
struct Known {
    interview_no: i64,
    questionnaire_no: i64,
    blind: [u8; 32],
    fold: Fold,
    paths: HashMap<String, i64>,
}

/// Tells a file from another one that took its name: device and number of the file.
type FileIdentity = (u64, u64);

/// What the store holds of one interview.
#[derive(Debug)]
pub struct Stored {
    /// The questionnaire version it is conducted with, with its exact bytes.
    pub source: Source,
    /// Its facts, oldest first.
    pub facts: Vec<Fact>,
    /// The sequence number of each fact in the log.
    pub seqs: Vec<u64>,
    /// Where it was left.
    pub draft: Option<KeptDraft>,
    /// Events that this program does not understand. They stay in the file.
    pub unread: Vec<Unread>,
}

/// An event that this program does not understand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its sequence number.
    pub seq: u64,
    /// What is stored; `None` where the content was erased.
    pub record: Option<Record>,
    /// Why it could not be read.
    pub why: Unreadable,
}

impl Store {
    /// The path it was opened with.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a path leads to this very file. Whoever would open it there must not: closing it
    /// again would give up the lock that SQLite holds on it.
    pub fn is_at(&self, path: &Path) -> bool {
        self.identity.is_some() && open::identity_of(path) == self.identity
    }

    /// What may be done with it.
    pub fn access(&self) -> Access {
        self.access
    }

    /// The sequence number of the last event in the log.
    pub fn last_seq(&self) -> u64 {
        self.head.seq
    }

    fn error(&self, problem: Problem) -> StoreError {
        StoreError::new(&self.path, problem)
    }

    fn sql_error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, &error)
    }

    fn may_write(&self) -> Result<(), StoreError> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(self.error(Problem::OpenedForReading)),
            Access::Snapshot => Err(self.error(Problem::Snapshot)),
        }
    }
}

/// The rosters of a stored questionnaire.
fn rosters(connection: &rusqlite::Connection, questionnaire_no: i64) -> rusqlite::Result<Rosters> {
    let mut statement = connection.prepare_cached(
        "SELECT path, rows_from FROM path WHERE questionnaire_no = ?1 AND rows_from IS NOT NULL",
    )?;
    let rosters = statement.query_map([questionnaire_no], |row| {
        let rows_from: String = row.get(1)?;
        Ok((row.get(0)?, RowsFrom::from_name(&rows_from)))
    })?;
    Ok(Arc::new(rosters.collect::<rusqlite::Result<_>>()?))
}
