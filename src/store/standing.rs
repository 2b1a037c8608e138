//! What stands now, written from the fold: answers, remarks and rows in the transaction of the
//! event that changed them; the rows of interviews and their spans of the log after it.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction};

use super::{Known, Settled, Store, questionnaire};
use crate::interview::State;
use crate::record::fold::{Fold, Key, Touched};
use crate::record::{self, Stored};

/// Events in a row of one interview: its number, the first and the last.
pub(super) type Run = (i64, u64, u64);

impl Store {
    /// Catches up the rows and spans of interviews in a transaction of its own, if any are
    /// behind: for readers of them.
    pub(super) fn settle(&self) -> rusqlite::Result<()> {
        if self.settled.get().seq == self.head.seq && self.notes.borrow().is_empty() {
            return Ok(());
        }
        self.settle_in(self.connection.unchecked_transaction()?)
    }

    /// Catches up in a transaction that is under way, writes the notes that wait, and commits.
    pub(super) fn settle_in(&self, transaction: Transaction<'_>) -> rusqlite::Result<()> {
        self.catch_up(self.head.log_no, None)?;
        let session = self.write_notes()?;
        transaction.commit()?;
        self.settled.set(Settled { seq: self.head.seq, behind: None });
        self.session.set(session);
        self.notes.borrow_mut().clear();
        Ok(())
    }

    /// Catches up the rows and spans of interviews inside a transaction. `writing` is the
    /// interview that the transaction writes to, which is not among those at hand.
    pub(super) fn catch_up(&self, log_no: i64, writing: Option<&Known>) -> rusqlite::Result<()> {
        let runs = self.runs_after(log_no, self.settled.get().seq)?;
        for interview_no in runs.iter().map(|run| run.0).collect::<BTreeSet<_>>() {
            let mut at_hand = self.known.values().chain(writing);
            match at_hand.find(|known| known.interview_no == interview_no) {
                Some(known) => write_interview(&self.connection, interview_no, &known.fold)?,
                None => {
                    let fold = self.folded(interview_no)?;
                    write_interview(&self.connection, interview_no, &fold)?;
                }
            }
        }
        // Only now: until here the events behind are read beside the spans.
        runs.into_iter().try_for_each(|run| self.extend_span(log_no, run))
    }

    /// The runs of events after a sequence number, as they follow from the log.
    pub(super) fn runs_after(&self, log_no: i64, seq: u64) -> rusqlite::Result<Vec<Run>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT interview_no, seq FROM event
             WHERE log_no = ?1 AND seq > ?2 AND interview_no IS NOT NULL ORDER BY seq",
        )?;
        let mut rows = statement.query((log_no, seq as i64))?;
        let mut runs: Vec<Run> = Vec::new();
        while let Some(row) = rows.next()? {
            let (interview_no, seq): (i64, i64) = (row.get(0)?, row.get(1)?);
            let seq = seq as u64;
            match runs.last_mut() {
                Some((same, _, last)) if *same == interview_no && *last + 1 == seq => *last = seq,
                _ => runs.push((interview_no, seq, seq)),
            }
        }
        Ok(runs)
    }

    fn extend_span(&self, log_no: i64, (interview_no, first, last): Run) -> rusqlite::Result<()> {
        let longer = self
            .connection
            .prepare_cached(
                "UPDATE span SET last_seq = ?4
                 WHERE interview_no = ?1 AND log_no = ?2 AND last_seq = ?3",
            )?
            .execute((interview_no, log_no, first as i64 - 1, last as i64))?;
        if longer == 0 {
            self.connection
                .prepare_cached("INSERT INTO span VALUES (?1, ?2, ?3, ?4)")?
                .execute((interview_no, log_no, first as i64, last as i64))?;
        }
        Ok(())
    }
}

/// A stored value as SQLite takes it.
pub(super) struct Sql<'a>(pub(super) Option<&'a Stored>);

impl rusqlite::ToSql for Sql<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        match self.0 {
            None => Ok(rusqlite::types::Null.into()),
            Some(Stored::Integer(number)) => Ok((*number).into()),
            Some(Stored::Text(text)) => Ok(text.as_str().into()),
        }
    }
}

/// The number of a path of the questionnaire that an interview is conducted with.
pub(super) fn path_number(
    connection: &Connection,
    known: &mut Known,
    path: &str,
) -> rusqlite::Result<i64> {
    if let Some(&number) = known.paths.get(path) {
        return Ok(number);
    }
    let number = questionnaire::path_number(connection, known.questionnaire_no, path)?;
    known.paths.insert(path.to_owned(), number);
    Ok(number)
}

/// Writes what a fold changed into the tables of what stands now.
pub(super) fn write(
    connection: &Connection,
    known: &mut Known,
    touched: &Touched,
) -> rusqlite::Result<()> {
    for key in &touched.answers {
        write_answer(connection, known, key)?;
    }
    for key in &touched.remarks {
        write_remark(connection, known, key)?;
    }
    for key in &touched.rosters {
        write_rows(connection, known, key)?;
    }
    Ok(())
}

/// Writes the row of an interview.
pub(super) fn write_interview(
    connection: &Connection,
    interview_no: i64,
    fold: &Fold,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE interview SET case_key = ?2, language = ?3, state = ?4, started_ms = ?5,
               changed_ms = ?6, offset_minutes = ?7, answered = ?8, first_seq = ?9, last_seq = ?10
             WHERE interview_no = ?1",
        )?
        .execute(rusqlite::params![
            interview_no,
            fold.case,
            fold.language,
            state_name(fold.state),
            fold.started_ms,
            fold.changed_ms,
            fold.offset_minutes,
            fold.answered() as i64,
            fold.first_seq as i64,
            fold.last_seq as i64,
        ])?;
    Ok(())
}

fn write_answer(connection: &Connection, known: &mut Known, key: &Key) -> rusqlite::Result<()> {
    let path_no = path_number(connection, known, &key.path)?;
    let rows = record::rows_to_text(&key.rows);
    let Some(answer) = known.fold.answers.get(key) else {
        connection
            .prepare_cached(
                "DELETE FROM current_answer
                 WHERE interview_no = ?1 AND path_no = ?2 AND row_ids = ?3",
            )?
            .execute((known.interview_no, path_no, rows))?;
        return Ok(());
    };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO current_answer
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(rusqlite::params![
            known.interview_no,
            path_no,
            rows,
            answer.address,
            answer.value_type,
            Sql(answer.value.as_ref()),
            answer.set_aside,
            answer.active,
            answer.seq as i64,
            answer.wall_ms,
            answer.offset_minutes,
        ])?;
    Ok(())
}

fn write_remark(connection: &Connection, known: &mut Known, key: &Key) -> rusqlite::Result<()> {
    let path_no = path_number(connection, known, &key.path)?;
    let rows = record::rows_to_text(&key.rows);
    connection
        .prepare_cached(
            "DELETE FROM current_remark WHERE interview_no = ?1 AND path_no = ?2 AND row_ids = ?3",
        )?
        .execute((known.interview_no, path_no, &rows))?;
    if let Some(remark) = known.fold.remarks.get(key) {
        connection
            .prepare_cached("INSERT INTO current_remark VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute((
                known.interview_no,
                path_no,
                rows,
                &remark.address,
                &remark.text,
                remark.seq as i64,
            ))?;
    }
    Ok(())
}

fn write_rows(connection: &Connection, known: &mut Known, key: &Key) -> rusqlite::Result<()> {
    let path_no = path_number(connection, known, &key.path)?;
    let around = record::rows_to_text(&key.rows);
    connection
        .prepare_cached(
            "DELETE FROM current_row WHERE interview_no = ?1 AND path_no = ?2 AND around = ?3",
        )?
        .execute((known.interview_no, path_no, &around))?;
    let Some(rows) = known.fold.rosters.get(key) else { return Ok(()) };
    let present = rows.present.iter().enumerate().map(|(at, row)| (*row, at, true));
    let removed = rows.removed.iter().map(|(row, at)| (*row, *at, false));
    for (row, position, is_present) in present.chain(removed) {
        connection
            .prepare_cached("INSERT INTO current_row VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute((
                known.interview_no,
                path_no,
                &around,
                row.to_string(),
                position as i64 + 1,
                is_present,
            ))?;
    }
    Ok(())
}

/// A state as stored.
pub(super) fn state_name(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::Open => "open",
        State::BrokenOff => "broken_off",
        State::Complete => "complete",
    }
}

/// A state out of what is stored; what is not known counts as open.
pub(super) fn state_from_name(name: &str) -> State {
    match name {
        "new" => State::New,
        "broken_off" => State::BrokenOff,
        "complete" => State::Complete,
        _ => State::Open,
    }
}
