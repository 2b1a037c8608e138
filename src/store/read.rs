//! Reading: interviews, lists, attached files.

use std::sync::Arc;

use rusqlite::OptionalExtension;

use super::error::StoreError;
use super::problem::Problem;
use super::{Store, Stored, Unread, open, questionnaire, rosters, standing};
use crate::app::effect::KeptDraft;
use crate::app::msg::Summary;
use crate::compile::source::Source;
use crate::form::Form;
use crate::id::InterviewId;
use crate::record::fold::Fold;
use crate::record::{self, Record, Unreadable};
use crate::value::Value;

/// The columns of an event that make up a record, in the order that [`record_of`] reads.
pub(super) const EVENT_COLUMNS: &str = "e.seq, e.kind, p.path, e.row_ids, e.value_type, e.value,
  e.words, e.number, e.step, e.wall_ms, e.offset_minutes, e.mono_ms, e.fresh, e.base";

impl Store {
    /// Everything of an interview. `compile` turns a stored questionnaire into its form, which
    /// is needed to read addresses; it is called once. Fails if the log is not what was written
    /// where this interview stands in it.
    pub fn load(
        &self,
        id: InterviewId,
        compile: &mut dyn FnMut(&Source) -> Option<Arc<Form>>,
    ) -> Result<Stored, StoreError> {
        let interview_no = self.require_interview(id)?;
        let wrong = self.wrong_in(interview_no).map_err(|error| self.sql_error(error))?;
        if let Some(what) = wrong {
            return Err(self.error(Problem::Damaged(what)));
        }
        let source = self.source_of(interview_no)?;
        let Some(form) = compile(&source) else {
            return Err(self.error(self.no_form(interview_no)));
        };
        let mut stored = Stored {
            source,
            facts: Vec::new(),
            seqs: Vec::new(),
            draft: self.draft(interview_no)?,
            unread: Vec::new(),
        };
        self.each_event(interview_no, u64::MAX, |seq, event| {
            let read = match &event {
                Some(record) => record::to_fact(&form, record),
                None => Err(Unreadable::Field("content")),
            };
            match read {
                Ok(fact) => {
                    stored.facts.push(fact);
                    stored.seqs.push(seq);
                }
                Err(why) => stored.unread.push(Unread { seq, record: event, why }),
            }
        })
        .map_err(|error| self.sql_error(error))?;
        Ok(stored)
    }

    /// The answers of an interview as they are stored: address, value, and whether it counts.
    /// Needs no form: for interviews whose questionnaire this program cannot read.
    pub fn answers_as_stored(
        &self,
        id: InterviewId,
    ) -> Result<Vec<(String, String, bool)>, StoreError> {
        self.require_interview(id)?;
        let read = || -> rusqlite::Result<Vec<(String, String, bool)>> {
            let mut statement = self.connection.prepare_cached(
                "SELECT address, coalesce(CAST(value AS TEXT), '<' || special || '>', ''), active
                 FROM answer WHERE interview_id = ?1",
            )?;
            let rows = statement
                .query_map([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect()
        };
        read().map_err(|error| self.sql_error(error))
    }

    /// The interviews, the one written to last first: by the log, as clocks can be set back.
    pub fn list(&self) -> Result<Vec<Summary>, StoreError> {
        let list = || -> rusqlite::Result<Vec<Summary>> {
            self.settle()?;
            // The log alone does not tell which answers count towards how far an interview is:
            // what was kept with the draft does, where something was.
            let mut statement = self.connection.prepare_cached(
                "SELECT i.interview_id, q.name, q.version, i.case_key, i.state, i.started_ms,
                   i.changed_ms, i.offset_minutes,
                   coalesce(CASE WHEN d.total > 0 THEN d.answered END, i.answered),
                   coalesce(d.total, 0), i.state <> 'complete' AND i.interview_no IN
                     (SELECT interview_no FROM event WHERE kind = 'completed')
                 FROM interview AS i JOIN questionnaire AS q USING(questionnaire_no)
                 LEFT JOIN draft AS d USING(interview_no)
                 ORDER BY i.last_seq DESC",
            )?;
            let summaries = statement.query_map([], |row| {
                let (id, state): (String, String) = (row.get(0)?, row.get(4)?);
                let (answered, total): (i64, i64) = (row.get(8)?, row.get(9)?);
                Ok(Summary {
                    id: InterviewId::parse(&id).unwrap_or(InterviewId([0; 16])),
                    questionnaire: row.get(1)?,
                    version: row.get(2)?,
                    case: row.get(3)?,
                    state: standing::state_from_name(&state),
                    started_ms: row.get(5)?,
                    changed_ms: row.get(6)?,
                    offset_minutes: row.get(7)?,
                    answered: answered as usize,
                    total: total as usize,
                    reopened: row.get(10)?,
                })
            })?;
            summaries.collect()
        };
        list().map_err(|error| self.sql_error(error))
    }

    /// The answers that counted, outside rosters, in the interview of that questionnaire that
    /// was finished last, by path of the node: what `last-saved` means. For an interview that is
    /// in the file already, as it was when that one began, so that replay gives the same. Nothing
    /// is looked up for a questionnaire that does not ask for them.
    pub fn last_saved(
        &self,
        form: &Form,
        before: Option<InterviewId>,
    ) -> Result<Vec<(String, Value)>, StoreError> {
        if !form.uses_last_saved() {
            return Ok(Vec::new());
        }
        let until = match before {
            Some(id) => self.first_event(id)?,
            None => u64::MAX,
        };
        let fold = || -> rusqlite::Result<Option<Fold>> {
            let last: Option<(i64, i64)> = self
                .connection
                .query_row(
                    "SELECT e.interview_no, i.questionnaire_no FROM event AS e
                     JOIN interview AS i USING(interview_no)
                     JOIN questionnaire AS q USING(questionnaire_no)
                     WHERE e.kind = 'completed' AND q.name = ?1 AND e.seq < ?2
                     ORDER BY e.seq DESC LIMIT 1",
                    (&form.id, clamp(until)),
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            let Some((interview_no, questionnaire_no)) = last else { return Ok(None) };
            let mut fold = Fold::new(rosters(&self.connection, questionnaire_no)?);
            self.each_event(interview_no, until, |seq, record| {
                if let Some(record) = record {
                    fold.apply(seq, &record);
                }
            })?;
            Ok(Some(fold))
        };
        let Some(fold) = fold().map_err(|error| self.sql_error(error))? else {
            return Ok(Vec::new());
        };
        let counting =
            fold.answers.iter().filter(|(key, answer)| answer.active && key.rows.is_empty());
        Ok(counting
            .filter_map(|(key, answer)| Some((key.path.clone(), answer.read().ok()?)))
            .collect())
    }

    /// The bytes of an attached file by its SHA-256, 64 hex digits; `None` if it is not there.
    pub fn attachment(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.attached(sha256).map_err(|error| self.sql_error(error))
    }

    pub(super) fn attached(&self, sha256: &str) -> rusqlite::Result<Option<Vec<u8>>> {
        self.connection
            .prepare_cached("SELECT bytes FROM attachment WHERE hash = unhex(?1)")?
            .query_row([sha256], |row| row.get(0))
            .optional()
    }

    /// The questionnaire versions in the file, in the order in which they came.
    pub fn questionnaires(&self) -> Result<Vec<Source>, StoreError> {
        let read = || -> rusqlite::Result<Vec<Source>> {
            let mut statement = self.connection.prepare_cached(
                "SELECT questionnaire_no FROM questionnaire ORDER BY questionnaire_no",
            )?;
            let numbers = statement.query_map([], |row| row.get(0))?;
            numbers.map(|number| questionnaire::source(&self.connection, number?)).collect()
        };
        read().map_err(|error| self.sql_error(error))
    }

    fn first_event(&self, id: InterviewId) -> Result<u64, StoreError> {
        let number = self.require_interview(id)?;
        let query = "SELECT first_seq FROM interview WHERE interview_no = ?1";
        let first: i64 = self
            .connection
            .query_row(query, [number], |row| row.get(0))
            .map_err(|error| self.sql_error(error))?;
        Ok(first as u64)
    }

    /// The source of the questionnaire that an interview is conducted with.
    fn source_of(&self, interview_no: i64) -> Result<Source, StoreError> {
        let query = "SELECT questionnaire_no FROM interview WHERE interview_no = ?1";
        self.connection
            .query_row(query, [interview_no], |row| row.get(0))
            .and_then(|number| questionnaire::source(&self.connection, number))
            .map_err(|error| self.sql_error(error))
    }

    fn no_form(&self, interview_no: i64) -> Problem {
        let named = self.connection.query_row(
            "SELECT q.name, q.version FROM interview JOIN questionnaire AS q
             USING(questionnaire_no) WHERE interview_no = ?1",
            [interview_no],
            |row| Ok((row.get(0)?, row.get(1)?)),
        );
        let (name, version) = named.unwrap_or_default();
        Problem::NoForm(name, version)
    }

    fn draft(&self, interview_no: i64) -> Result<Option<KeptDraft>, StoreError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT at, typed FROM draft_elsewhere WHERE interview_no = ?1 ORDER BY at",
            )?;
            let elsewhere = statement
                .query_map([interview_no], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let query = "SELECT at, typed, answered, total FROM draft WHERE interview_no = ?1";
            self.connection
                .query_row(query, [interview_no], |row| {
                    let (answered, total): (i64, i64) = (row.get(2)?, row.get(3)?);
                    let (answered, total) = (answered as usize, total as usize);
                    let (at, text) = (row.get(0)?, row.get(1)?);
                    Ok(KeptDraft { at, text, elsewhere, answered, total })
                })
                .optional()
        };
        read().map_err(|error| self.sql_error(error))
    }

    /// Gives the events of an interview before a sequence number, oldest first; `None` where
    /// the content was erased.
    pub(super) fn each_event(
        &self,
        interview_no: i64,
        until: u64,
        mut each: impl FnMut(u64, Option<Record>),
    ) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {EVENT_COLUMNS} FROM
               (SELECT log_no, first_seq, last_seq FROM span WHERE interview_no = ?1
                UNION ALL SELECT ?3, ?4 + 1, {MAX}) AS s
             CROSS JOIN event AS e
               ON e.log_no = s.log_no AND e.seq BETWEEN s.first_seq AND s.last_seq
             LEFT JOIN path AS p USING(path_no)
             WHERE e.interview_no = ?1 AND e.seq < ?2 ORDER BY e.log_no, e.seq",
            MAX = i64::MAX
        ))?;
        let settled = self.settled.get().seq as i64;
        let mut rows = statement.query((interview_no, clamp(until), self.head.log_no, settled))?;
        while let Some(row) = rows.next()? {
            let (seq, record) = record_of(row)?;
            each(seq, record);
        }
        Ok(())
    }
}

pub(super) fn clamp(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// The record in a row of [`EVENT_COLUMNS`].
pub(super) fn record_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<(u64, Option<Record>)> {
    let seq: i64 = row.get(0)?;
    let Some(kind) = row.get(1)? else { return Ok((seq as u64, None)) };
    let (rows, base): (Option<String>, Option<i64>) = (row.get(3)?, row.get(13)?);
    let (mono_ms, fresh): (i64, i64) = (row.get(11)?, row.get(12)?);
    let record = Record {
        kind,
        path: row.get(2)?,
        rows: rows.as_deref().map(record::rows_from_text).unwrap_or_default(),
        value_type: row.get(4)?,
        value: open::stored(row.get_ref(5)?),
        text: row.get(6)?,
        number: row.get(7)?,
        step: row.get(8)?,
        wall_ms: row.get(9)?,
        offset_minutes: row.get(10)?,
        mono_ms: mono_ms as u64,
        fresh: fresh as u64,
        base: base.map(|seq| seq as u64),
    };
    Ok((seq as u64, Some(record)))
}
