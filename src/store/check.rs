//! Checking a data file: that the chain holds and that what stands now follows from the log.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension};

use super::error::StoreError;
use super::{Known, Settled, Store, open, read, rosters, standing};
use crate::record::fold::{Fold, Touched};
use crate::record::{self, bytes};

/// What a check of a data file found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// How many events were looked at.
    pub events: u64,
    /// How many interviews were folded again.
    pub interviews: u64,
    /// Events whose content does not match the chain, by sequence number, with what was noticed.
    pub broken_events: Vec<(u64, String)>,
    /// Interviews whose current answers do not follow from the log: their identity.
    pub other_folds: Vec<String>,
    /// What SQLite itself says of the structure of the file; empty if all is well.
    pub structure: Vec<String>,
}

impl Checked {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.is_whole() && self.other_folds.is_empty()
    }

    /// Whether the log is what was written: then whatever else is wrong follows from it anew, by
    /// [`Store::rebuild`].
    pub fn is_whole(&self) -> bool {
        self.broken_events.is_empty() && self.structure.is_empty()
    }
}

impl Store {
    /// Checks the structure of the file, the whole chain, and every fold. Takes about a second
    /// for 100,000 events.
    pub fn verify(&self) -> Result<Checked, StoreError> {
        let verify = || -> rusqlite::Result<Checked> {
            self.settle()?;
            let mut checked =
                Checked { structure: structure(&self.connection)?, ..Checked::default() };
            self.check_chain(&mut checked)?;
            self.check_folds(&mut checked)?;
            Ok(checked)
        };
        verify().map_err(|error| self.sql_error(error))
    }

    /// Writes the fold of every interview anew, out of the log.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        self.may_write()?;
        let rebuild = || -> rusqlite::Result<()> {
            let transaction = self.connection.unchecked_transaction()?;
            transaction.execute_batch(
                "DELETE FROM current_answer; DELETE FROM current_row; DELETE FROM current_remark;
                 DELETE FROM span;",
            )?;
            self.settled.set(Settled { seq: 0, behind: None });
            self.catch_up(self.head.log_no, None)?;
            self.settled.set(Settled { seq: self.head.seq, behind: None });
            for (interview_no, questionnaire_no) in interviews(&transaction)? {
                let fold = self.folded(interview_no)?;
                let touched = Touched {
                    answers: fold.answers.keys().cloned().collect(),
                    remarks: fold.remarks.keys().cloned().collect(),
                    rosters: fold.rosters.keys().cloned().collect(),
                    standing: true,
                };
                let paths = HashMap::new();
                let mut known =
                    Known { interview_no, questionnaire_no, blind: [0; 32], fold, paths };
                standing::write(&transaction, &mut known, &touched)?;
            }
            transaction.commit()
        };
        let before = self.settled.get();
        rebuild().map_err(|error| {
            self.settled.set(before);
            self.sql_error(error)
        })
    }

    /// What is wrong with one link of the chain, if anything is.
    pub(super) fn wrong_link(&self, seq: u64) -> Result<Option<String>, StoreError> {
        self.wrong_between(seq, seq).map_err(|error| self.sql_error(error))
    }

    /// What is wrong first in the parts of the chain where an interview stands, if anything is.
    pub(super) fn wrong_in(&self, interview_no: i64) -> rusqlite::Result<Option<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT first_seq, last_seq FROM span WHERE interview_no = ?1 AND log_no = ?2
             ORDER BY first_seq",
        )?;
        let spans = statement.query_map((interview_no, self.head.log_no), |row| {
            let (first, last): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok((first as u64, last as u64))
        })?;
        // Events that have no span yet are few: all of them are looked at.
        let tail = (self.settled.get().seq + 1, self.head.seq);
        for span in spans.chain([Ok(tail)]) {
            let (first, last) = span?;
            if let Some(wrong) = self.wrong_between(first, last)? {
                return Ok(Some(wrong));
            }
        }
        Ok(None)
    }

    /// What is wrong first in a part of the chain, from its first to its last event.
    fn wrong_between(&self, first: u64, last: u64) -> rusqlite::Result<Option<String>> {
        if first == 0 || first > last {
            return Ok(None);
        }
        let before: Option<Vec<u8>> = self
            .connection
            .query_row(
                "SELECT hash FROM event WHERE log_no = ?1 AND seq = ?2",
                (self.head.log_no, first as i64 - 1),
                |row| row.get(0),
            )
            .optional()?;
        if before.is_none() && first > 1 {
            return Ok(Some(format!("event {first}: events are missing before it")));
        }
        let mut walk = Walk::new(self.head.log_id, first - 1, before.as_deref());
        let mut wrong = None;
        self.each_link(first, last, &mut |link| {
            let seq = link.seq;
            let noticed = walk.step(&link).map(|what| format!("event {seq}: {what}"));
            wrong = wrong.take().or(noticed);
        })?;
        let ends_early = || format!("events are missing from {} on", walk.seq + 1);
        Ok(wrong.or_else(|| (walk.seq < last).then(ends_early)))
    }

    fn check_chain(&self, checked: &mut Checked) -> rusqlite::Result<()> {
        let mut walk = Walk::new(self.head.log_id, 0, None);
        self.each_link(1, u64::MAX, &mut |link| {
            checked.events += 1;
            let seq = link.seq;
            if let Some(what) = walk.step(&link) {
                checked.broken_events.push((seq, what));
            }
        })
    }

    /// Gives the links of the chain from one sequence number to another.
    fn each_link(&self, from: u64, to: u64, each: &mut dyn FnMut(Link)) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {}, e.commitment, e.hash, i.blind
             FROM event AS e LEFT JOIN path AS p USING(path_no)
             LEFT JOIN interview AS i USING(interview_no)
             WHERE e.log_no = ?1 AND e.seq BETWEEN ?2 AND ?3 ORDER BY e.seq",
            read::EVENT_COLUMNS
        ))?;
        let mut rows = statement.query((self.head.log_no, read::clamp(from), read::clamp(to)))?;
        while let Some(row) = rows.next()? {
            let (seq, record) = read::record_of(row)?;
            let (kept, hash): (Option<Vec<u8>>, Vec<u8>) = (row.get(14)?, row.get(15)?);
            let blind: Option<Vec<u8>> = row.get(16)?;
            let content = record.zip(blind).map(|(record, blind)| {
                bytes::commitment(&open::fixed(&blind), &bytes::canonical(&record))
            });
            let commitment = content.or(kept.as_deref().map(open::fixed));
            each(Link { seq, commitment, hash: open::fixed(&hash) });
        }
        Ok(())
    }

    fn check_folds(&self, checked: &mut Checked) -> rusqlite::Result<()> {
        let misplaced = self.misplaced()?;
        for (interview_no, _) in interviews(&self.connection)? {
            checked.interviews += 1;
            let fold = self.folded(interview_no)?;
            let stands = stands(&self.connection, interview_no)?;
            if misplaced.contains(&interview_no) || stands != expected(&fold) {
                let id = self.connection.query_row(
                    "SELECT interview_id FROM interview WHERE interview_no = ?1",
                    [interview_no],
                    |row| row.get(0),
                )?;
                checked.other_folds.push(id);
            }
        }
        Ok(())
    }

    /// The interviews whose spans are not where their events are in the log.
    fn misplaced(&self) -> rusqlite::Result<BTreeSet<i64>> {
        let runs = self.runs_after(self.head.log_no, 0)?;
        let mut statement = self
            .connection
            .prepare("SELECT interview_no, first_seq, last_seq FROM span WHERE log_no = ?1")?;
        let spans = statement.query_map([self.head.log_no], |row| {
            let (first, last): (i64, i64) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, first as u64, last as u64))
        })?;
        let spans: BTreeSet<standing::Run> = spans.collect::<rusqlite::Result<_>>()?;
        let runs = runs.into_iter().collect();
        Ok(spans.symmetric_difference(&runs).map(|run| run.0).collect())
    }

    /// An interview as it follows from its log.
    pub(super) fn folded(&self, interview_no: i64) -> rusqlite::Result<Fold> {
        let questionnaire_no = self.connection.query_row(
            "SELECT questionnaire_no FROM interview WHERE interview_no = ?1",
            [interview_no],
            |row| row.get(0),
        )?;
        let mut fold = Fold::new(rosters(&self.connection, questionnaire_no)?);
        self.each_event(interview_no, u64::MAX, |seq, record| {
            if let Some(record) = record {
                fold.apply(seq, &record);
            }
        })?;
        Ok(fold)
    }
}

/// One event as the chain sees it.
struct Link {
    seq: u64,
    commitment: Option<[u8; 32]>,
    hash: [u8; 32],
}

/// Going along the chain.
struct Walk {
    log_id: [u8; 16],
    seq: u64,
    hash: [u8; 32],
}

impl Walk {
    fn new(log_id: [u8; 16], seq: u64, hash: Option<&[u8]>) -> Walk {
        Walk { log_id, seq, hash: hash.map_or(bytes::CHAIN_START, open::fixed) }
    }

    /// Takes the next link; says what is wrong with it. After a wrong link the walk goes on from
    /// what is stored, so that each fault is told once.
    fn step(&mut self, link: &Link) -> Option<String> {
        let expected = self.seq + 1;
        let before = std::mem::replace(&mut self.hash, link.hash);
        self.seq = link.seq;
        if link.seq != expected {
            return Some(format!("events are missing from {expected} on"));
        }
        let Some(commitment) = link.commitment else {
            return Some("neither content nor commitment is there".to_owned());
        };
        if bytes::link(&before, &self.log_id, link.seq, &commitment) != link.hash {
            return Some("the content is not what was written".to_owned());
        }
        None
    }
}

fn structure(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA quick_check(20)")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut said = lines.collect::<rusqlite::Result<Vec<String>>>()?;
    said.retain(|line| line != "ok");
    Ok(said)
}

/// The number of each interview and of its questionnaire.
fn interviews(connection: &Connection) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut statement = connection
        .prepare("SELECT interview_no, questionnaire_no FROM interview ORDER BY interview_no")?;
    let numbers = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    numbers.collect()
}

/// What the tables say stands now, one line a fact, in a fixed order.
fn stands(connection: &Connection, interview_no: i64) -> rusqlite::Result<Vec<String>> {
    let mut lines = Vec::new();
    let mut read = |query: &str, columns: usize| -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(query)?;
        let mut rows = statement.query([interview_no])?;
        while let Some(row) = rows.next()? {
            let values = (0..columns).map(|at| Ok(format!("{:?}", open::stored(row.get_ref(at)?))));
            lines.push(values.collect::<rusqlite::Result<Vec<_>>>()?.join(" "));
        }
        Ok(())
    };
    read(
        "SELECT 'answer', p.path, row_ids, address, value_type, value, set_aside, active, seq,
           wall_ms, offset_minutes
         FROM current_answer JOIN path AS p USING(path_no) WHERE interview_no = ?1",
        11,
    )?;
    read(
        "SELECT 'remark', p.path, row_ids, address, words, seq
         FROM current_remark JOIN path AS p USING(path_no) WHERE interview_no = ?1",
        6,
    )?;
    read(
        "SELECT 'row', p.path, around, row_id, position, present
         FROM current_row JOIN path AS p USING(path_no) WHERE interview_no = ?1",
        6,
    )?;
    read(
        "SELECT 'interview', case_key, language, state, started_ms, changed_ms, offset_minutes,
           answered, first_seq, last_seq FROM interview WHERE interview_no = ?1",
        10,
    )?;
    lines.sort();
    Ok(lines)
}

/// What the tables must say for a fold, in the words of [`stands`].
fn expected(fold: &Fold) -> Vec<String> {
    use crate::record::Stored;
    let text = |text: &str| Some(Stored::Text(text.to_owned()));
    let number = |number: i64| Some(Stored::Integer(number));
    let mut lines: Vec<Vec<Option<Stored>>> = Vec::new();
    for (key, answer) in &fold.answers {
        lines.push(vec![
            text("answer"),
            text(&key.path),
            text(&record::rows_to_text(&key.rows)),
            text(&answer.address),
            text(&answer.value_type),
            answer.value.clone(),
            number(i64::from(answer.set_aside)),
            number(i64::from(answer.active)),
            number(answer.seq as i64),
            number(answer.wall_ms),
            number(i64::from(answer.offset_minutes)),
        ]);
    }
    for (key, remark) in &fold.remarks {
        let rows = record::rows_to_text(&key.rows);
        let words = [&key.path, &rows, &remark.address, &remark.text].map(|word| text(word));
        let line = [text("remark")].into_iter().chain(words);
        lines.push(line.chain([number(remark.seq as i64)]).collect());
    }
    for (key, rows) in &fold.rosters {
        let around = record::rows_to_text(&key.rows);
        let present = rows.present.iter().enumerate().map(|(at, row)| (*row, at, 1));
        let removed = rows.removed.iter().map(|(row, at)| (*row, *at, 0));
        for (row, at, is_present) in present.chain(removed) {
            lines.push(vec![
                text("row"),
                text(&key.path),
                text(&around),
                text(&row.to_string()),
                number(at as i64 + 1),
                number(is_present),
            ]);
        }
    }
    lines.push(vec![
        text("interview"),
        text(&fold.case),
        text(&fold.language),
        text(standing::state_name(fold.state)),
        number(fold.started_ms),
        number(fold.changed_ms),
        number(i64::from(fold.offset_minutes)),
        number(fold.answered() as i64),
        number(fold.first_seq as i64),
        number(fold.last_seq as i64),
    ]);
    let mut lines: Vec<String> = lines
        .iter()
        .map(|line| line.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(" "))
        .collect();
    lines.sort();
    lines
}
