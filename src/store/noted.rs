//! Notes of how interviews are conducted, beside the log: written with whatever nobody waits for,
//! so that an answer is stored no later for them. A kill loses those of the last moment.

use rusqlite::Connection;

use super::Store;
use super::error::StoreError;
use crate::app::paradata::{Note, NoteKind, Noted};
use crate::id::InterviewId;
use crate::moment::Moment;

impl Store {
    /// Takes notes, which are written with the next draft that is kept, or when the interview is
    /// left.
    pub fn note(&mut self, interview: InterviewId, notes: Vec<Note>) {
        let after = self.head.seq;
        let notes = notes.into_iter().map(|note| (interview, after, note));
        self.notes.borrow_mut().extend(notes);
    }

    /// The notes of an interview, oldest first.
    pub fn notes(&self, id: InterviewId) -> Result<Vec<Noted>, StoreError> {
        let number = self.require_interview(id)?;
        let read = || {
            self.settle()?;
            self.noted(number)
        };
        read().map_err(|error| self.sql_error(error))
    }

    pub(super) fn noted(&self, interview_no: i64) -> rusqlite::Result<Vec<Noted>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT session_no, kind, at, detail, number, wall_ms, offset_minutes, mono_ms,
               after_seq
             FROM paradata WHERE interview_no = ?1 ORDER BY note_no",
        )?;
        let rows = statement.query_map([interview_no], |row| {
            let kind_name: String = row.get(1)?;
            let (mono_ms, after): (i64, i64) = (row.get(7)?, row.get(8)?);
            let (wall_ms, offset_minutes) = (row.get(5)?, row.get(6)?);
            let mono_ms = mono_ms as u64;
            Ok(Noted {
                session: row.get(0)?,
                after: after as u64,
                kind: NoteKind::from_name(&kind_name),
                kind_name,
                at: row.get(2)?,
                detail: row.get(3)?,
                number: row.get(4)?,
                moment: Moment { wall_ms, offset_minutes, mono_ms, fresh: 0 },
            })
        })?;
        rows.collect()
    }

    /// Writes the notes that wait, inside a transaction; the session they belong to.
    pub(super) fn write_notes(&self) -> rusqlite::Result<Option<i64>> {
        let mut made = self.session.get();
        for (interview, after, note) in self.notes.borrow().iter() {
            let Moment { wall_ms, offset_minutes, mono_ms, .. } = note.moment;
            let at = (wall_ms, offset_minutes);
            let session = session(&self.connection, &mut made, self.head.log_no, at)?;
            self.connection
                .prepare_cached(
                    "INSERT INTO paradata(interview_no, session_no, kind, at, detail, number,
                       wall_ms, offset_minutes, mono_ms, after_seq)
                     SELECT interview_no, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
                     FROM interview WHERE interview_id = ?1",
                )?
                .execute(rusqlite::params![
                    interview.to_string(),
                    session,
                    note.kind.name(),
                    note.at,
                    note.detail,
                    note.number,
                    wall_ms,
                    offset_minutes,
                    mono_ms as i64,
                    *after as i64,
                ])?;
        }
        Ok(made)
    }
}

/// The number of this run of the program, which is made with the first row that needs it.
pub(super) fn session(
    connection: &Connection,
    made: &mut Option<i64>,
    log_no: i64,
    (wall_ms, offset_minutes): (i64, i16),
) -> rusqlite::Result<i64> {
    if let Some(session) = *made {
        return Ok(session);
    }
    let program = concat!("anketa ", env!("CARGO_PKG_VERSION"));
    connection.execute(
        "INSERT INTO session(log_no, wall_ms, offset_minutes, program) VALUES (?1, ?2, ?3, ?4)",
        (log_no, wall_ms, offset_minutes, program),
    )?;
    let session = connection.last_insert_rowid();
    *made = Some(session);
    Ok(session)
}
