//! Writing: interviews and events, each step with what follows from it in one transaction that
//! is on disk before anything is said to be stored.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::problem::Problem;
use super::{Head, Known, Settled, Store, noted, open, questionnaire, rosters, standing};
use crate::app::effect::KeptDraft;
use crate::compile::source::Source;
use crate::form::Form;
use crate::id::InterviewId;
use crate::interview::fact::Fact;
use crate::record::fold::{Fold, Touched};
use crate::record::{self, Record, bytes};
use crate::value::FileAnswer;

/// The largest file that can be an answer, in bytes: SQLite holds at most 1,000,000,000 in one
/// value, and the whole file stays easy to copy to a stick.
pub const ATTACHMENT_MAX_BYTES: u64 = 500_000_000;

/// How many interviews are kept at hand; any other is folded again from its log when written to.
const KNOWN_MAX: usize = 8;

impl Store {
    /// Stores a new interview with its questionnaire version and its first facts.
    pub fn begin(
        &mut self,
        id: InterviewId,
        source: &Source,
        form: &Form,
        facts: &[Fact],
    ) -> Result<(), StoreError> {
        self.may_write()?;
        if self.interview_number(id)?.is_some() {
            return Err(self.error(Problem::SecondBeginning(id.to_string())));
        }
        let mut blind = [0; 32];
        getrandom::fill(&mut blind)
            .map_err(|error| self.error(Problem::System(error.to_string())))?;
        self.transact(
            id,
            facts,
            |connection| {
                let questionnaire_no = questionnaire::keep(connection, source, form)?;
                connection.execute(
                "INSERT INTO interview(interview_id, questionnaire_no, blind, case_key, language,
                   state, started_ms, changed_ms, offset_minutes, answered, first_seq, last_seq)
                 VALUES (?1, ?2, ?3, '', '', 'new', 0, 0, 0, 0, 0, 0)",
                (id.to_string(), questionnaire_no, blind),
            )?;
                Ok(Known {
                    interview_no: connection.last_insert_rowid(),
                    questionnaire_no,
                    blind,
                    fold: Fold::new(rosters(connection, questionnaire_no)?),
                    paths: HashMap::new(),
                })
            },
            form,
        )
    }

    /// Appends facts in one transaction; returns only after they are on disk.
    pub fn append(
        &mut self,
        id: InterviewId,
        form: &Form,
        facts: &[Fact],
    ) -> Result<(), StoreError> {
        self.may_write()?;
        let known = match self.known.remove(&id) {
            Some(known) => known,
            None => self.recall(id)?,
        };
        self.transact(id, facts, |_| Ok(known), form)
    }

    /// Keeps what is being typed, in place of what was kept before, and catches up what an
    /// answer left behind, notes included.
    pub fn keep_draft(&mut self, id: InterviewId, draft: &KeptDraft) -> Result<(), StoreError> {
        self.may_write()?;
        self.still_there()?;
        let number = self.require_interview(id)?;
        let keep = || -> rusqlite::Result<()> {
            let transaction = self.connection.unchecked_transaction()?;
            transaction
                .prepare_cached("INSERT OR REPLACE INTO draft VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute((
                    number,
                    &draft.at,
                    &draft.text,
                    draft.answered as i64,
                    draft.total as i64,
                ))?;
            transaction
                .prepare_cached("DELETE FROM draft_elsewhere WHERE interview_no = ?1")?
                .execute([number])?;
            for (at, typed) in &draft.elsewhere {
                transaction
                    .prepare_cached("INSERT INTO draft_elsewhere VALUES (?1, ?2, ?3)")?
                    .execute((number, at, typed))?;
            }
            self.settle_in(transaction)
        };
        keep().map_err(|error| self.sql_error(error))
    }

    /// Copies a file into the data file. The same bytes are kept once.
    pub fn attach(&mut self, name: &str, content: &[u8]) -> Result<FileAnswer, StoreError> {
        self.may_write()?;
        self.still_there()?;
        let size = content.len() as u64;
        if size > ATTACHMENT_MAX_BYTES {
            return Err(self.error(Problem::TooLarge(size, ATTACHMENT_MAX_BYTES)));
        }
        let hash: [u8; 32] = Sha256::digest(content).into();
        self.connection
            .execute(
                "INSERT OR IGNORE INTO attachment(hash, name, size, bytes) VALUES (?1, ?2, ?3, ?4)",
                (hash, name, size as i64, content),
            )
            .map_err(|error| self.sql_error(error))?;
        let sha256 = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(FileAnswer { name: name.to_owned(), sha256, bytes: size })
    }

    /// Writes facts in one transaction. `first` runs inside it before them.
    fn transact(
        &mut self,
        id: InterviewId,
        facts: &[Fact],
        first: impl FnOnce(&Connection) -> rusqlite::Result<Known>,
        form: &Form,
    ) -> Result<(), StoreError> {
        self.still_there()?;
        let mut work = Work { head: self.head, session: self.session.get() };
        let written = self.run("BEGIN IMMEDIATE").and_then(|()| {
            let mut known = first(&self.connection)?;
            let touched = work.write(&self.connection, &mut known, form, facts)?;
            standing::write(&self.connection, &mut known, &touched)?;
            // Whoever is told that an interview is finished must find it finished.
            let other = self.settled.get().behind.is_some_and(|one| one != known.interview_no);
            let catch_up = touched.standing || other;
            if catch_up {
                self.catch_up(work.head.log_no, Some(&known))?;
            }
            Ok((known, catch_up))
        });
        let (known, caught_up) = match written {
            Ok(written) => written,
            Err(error) => {
                self.roll_back();
                return Err(self.sql_error(error));
            }
        };
        if let Err(error) = self.run("COMMIT") {
            self.resolve(&work.head, error)?;
        }
        self.head = work.head;
        self.session.set(work.session);
        self.settled.set(match caught_up {
            true => Settled { seq: self.head.seq, behind: None },
            false => Settled { behind: Some(known.interview_no), ..self.settled.get() },
        });
        if self.known.len() >= KNOWN_MAX {
            self.known.clear();
        }
        self.known.insert(id, known);
        Ok(())
    }

    /// An error at COMMIT does not say whether the transaction is on disk. What the log ends
    /// with does.
    fn resolve(&mut self, wanted: &Head, error: rusqlite::Error) -> Result<(), StoreError> {
        self.roll_back();
        match open::read_head(&self.connection) {
            Ok(head) if head.seq == wanted.seq && head.hash == wanted.hash => Ok(()),
            Ok(_) => Err(self.sql_error(error)),
            Err(again) => Err(self.error(Problem::Unknown(format!("{error}; {again}")))),
        }
    }

    /// Runs a statement that is run for every answer, compiled once.
    fn run(&self, statement: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(statement)?.execute([]).map(|_| ())
    }

    fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            // It fails only where SQLite has rolled back by itself.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }

    /// What is needed to go on writing to an interview, out of its log.
    fn recall(&self, id: InterviewId) -> Result<Known, StoreError> {
        let interview_no = self.require_interview(id)?;
        let recall = || -> rusqlite::Result<Known> {
            let (questionnaire_no, blind): (i64, Vec<u8>) = self.connection.query_row(
                "SELECT questionnaire_no, coalesce(blind, x'') FROM interview
                 WHERE interview_no = ?1",
                [interview_no],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let fold = self.folded(interview_no)?;
            let blind = open::fixed(&blind);
            Ok(Known { interview_no, questionnaire_no, blind, fold, paths: HashMap::new() })
        };
        recall().map_err(|error| self.sql_error(error))
    }

    /// The number of an interview in this file.
    pub(super) fn interview_number(&self, id: InterviewId) -> Result<Option<i64>, StoreError> {
        self.connection
            .prepare_cached("SELECT interview_no FROM interview WHERE interview_id = ?1")
            .and_then(|mut statement| {
                statement.query_row([id.to_string()], |row| row.get(0)).optional()
            })
            .map_err(|error| self.sql_error(error))
    }

    /// The number of an interview that must be there.
    pub(super) fn require_interview(&self, id: InterviewId) -> Result<i64, StoreError> {
        let number = self.interview_number(id)?;
        number.ok_or_else(|| self.error(Problem::NoInterview(id.to_string())))
    }
}

/// A transaction under way: where the log will end if it succeeds.
struct Work {
    head: Head,
    session: Option<i64>,
}

impl Work {
    fn write(
        &mut self,
        connection: &Connection,
        known: &mut Known,
        form: &Form,
        facts: &[Fact],
    ) -> rusqlite::Result<Touched> {
        let mut touched = Touched::default();
        for fact in facts {
            let mut record = record::from_fact(form, fact);
            record.base = known.fold.base(&record);
            self.write_event(connection, known, &record)?;
            let more = known.fold.apply(self.head.seq, &record);
            touched.answers.extend(more.answers);
            touched.remarks.extend(more.remarks);
            touched.rosters.extend(more.rosters);
            touched.standing |= more.standing;
        }
        Ok(touched)
    }

    fn write_event(
        &mut self,
        connection: &Connection,
        known: &mut Known,
        record: &Record,
    ) -> rusqlite::Result<()> {
        let at = (record.wall_ms, record.offset_minutes);
        let session = noted::session(connection, &mut self.session, self.head.log_no, at)?;
        let path_no = match &record.path {
            Some(path) => Some(standing::path_number(connection, known, path)?),
            None => None,
        };
        let commitment = bytes::commitment(&known.blind, &bytes::canonical(record));
        self.head.seq += 1;
        self.head.hash =
            bytes::link(&self.head.hash, &self.head.log_id, self.head.seq, &commitment);
        connection
            .prepare_cached(
                "INSERT INTO event(log_no, seq, interview_no, session_no, actor_no, step, kind,
                   path_no, row_ids, value_type, value, words, number, wall_ms, offset_minutes,
                   mono_ms, fresh, base, hash)
                 VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                   ?17, ?18)",
            )?
            .execute(rusqlite::params![
                self.head.log_no,
                self.head.seq as i64,
                known.interview_no,
                session,
                record.step,
                record.kind,
                path_no,
                record.path.as_ref().map(|_| record::rows_to_text(&record.rows)),
                record.value_type,
                standing::Sql(record.value.as_ref()),
                record.text,
                record.number,
                record.wall_ms,
                record.offset_minutes,
                record.mono_ms as i64,
                record.fresh as i64,
                record.base.map(|seq| seq as i64),
                self.head.hash,
            ])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

    use super::*;
    use crate::compile::compile;
    use crate::interview::Interview;
    use crate::interview::fact::What;
    use crate::moment::Moment;
    use crate::place::{Address, NodeId};
    use crate::value::Value;

    const ID: InterviewId = InterviewId([7; 16]);

    fn answer(step: u32) -> Fact {
        let moment = Moment { wall_ms: 1_000, offset_minutes: 0, mono_ms: 1, fresh: 1 };
        let at = Address { node: NodeId(1), rows: Vec::new() };
        let what = What::Answered { at, value: Value::Integer(i64::from(step)) };
        Fact { step, moment, what }
    }

    /// A data file of one interview with one answer.
    fn begun(name: &str) -> (Store, Form) {
        let yaml = "anketa: 1\nid: t\nversion: \"1\"\ntitle: T\n\
                    survey:\n  - {name: q, type: integer, label: Q}\n";
        let source = Source { name: "t".into(), bytes: yaml.into(), attached: Vec::new() };
        let form = compile(&source).form.expect("the questionnaire is right");
        let folder = std::env::temp_dir().join(format!("anketa-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for a test");
        let mut store = Store::open(&folder.join("data.anketa")).expect("a new file");
        let moment = answer(1).moment;
        let facts = [Interview::started("", "en", Vec::new(), moment), answer(2)];
        store.begin(ID, &source, &form, &facts).expect("stored");
        (store, form)
    }

    /// The answers in the log and in the fold, after an error was resolved and after opening the
    /// file again; the file is sound.
    fn stored(store: Store, form: &Form) -> (usize, i64) {
        let path = store.path.clone();
        drop(store);
        let store = Store::open(&path).expect("the file opens");
        assert!(store.verify().expect("the file can be read").is_sound());
        let form = Arc::new(form.clone());
        let facts = store.load(ID, &mut |_| Some(form.clone())).expect("loaded").facts;
        let query = "SELECT value FROM current_answer";
        let current = store.connection.query_row(query, [], |row| row.get(0)).expect("an answer");
        drop(store);
        std::fs::remove_dir_all(path.parent().expect("its folder")).expect("it is removed");
        (facts.len(), current)
    }

    #[test]
    fn a_commit_that_failed_before_the_disk_is_told_and_can_be_repeated() {
        let (mut store, form) = begun("before");
        store.connection.commit_hook(Some(|| true)).expect("a hook");
        let failed = store.append(ID, &form, &[answer(3)]);
        assert!(failed.is_err());
        store.connection.commit_hook(None::<fn() -> bool>).expect("no hook");
        store.append(ID, &form, &[answer(3)]).expect("stored");
        store.append(ID, &form, &[answer(4)]).expect("stored");
        assert_eq!(stored(store, &form), (4, 4));
    }

    #[test]
    fn a_commit_that_failed_after_the_disk_counts_once() {
        let (mut store, form) = begun("after");
        let failing = |_: &mut rusqlite::hooks::Wal, _| Err(rusqlite::Error::InvalidQuery);
        store.connection.wal_hook(Some(failing)).expect("a hook");
        let bare =
            store.connection.execute_batch("BEGIN; INSERT INTO meta VALUES ('x', 1); COMMIT");
        assert!(bare.is_err(), "the hook makes COMMIT fail");
        store.append(ID, &form, &[answer(3)]).expect("it is on disk");
        store.append(ID, &form, &[answer(4)]).expect("it is on disk");
        assert_eq!(stored(store, &form), (4, 4));
    }

    #[test]
    fn a_commit_of_which_nothing_can_be_learnt_is_told_as_such() {
        let (mut store, form) = begun("unknown");
        let failing = Arc::new(AtomicBool::new(false));
        let (committing, blind) = (failing.clone(), failing.clone());
        let commit = move || {
            committing.store(true, Ordering::Relaxed);
            true
        };
        let deny = move |context: AuthContext<'_>| match context.action {
            AuthAction::Read { .. } if blind.load(Ordering::Relaxed) => Authorization::Deny,
            _ => Authorization::Allow,
        };
        store.connection.commit_hook(Some(commit)).expect("a hook");
        store.connection.authorizer(Some(deny)).expect("a hook");
        let problem = store.append(ID, &form, &[answer(3)]).expect_err("it is not stored").problem;
        assert!(matches!(problem, Problem::Unknown(_)), "{problem:?}");
        failing.store(false, Ordering::Relaxed);
        store.connection.commit_hook(None::<fn() -> bool>).expect("no hook");
        store.append(ID, &form, &[answer(3)]).expect("stored");
        assert_eq!(stored(store, &form), (3, 3));
    }
}
