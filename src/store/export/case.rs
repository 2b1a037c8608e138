//! One interview of the data file on its way into an export.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::SecondsFormat;
use rusqlite::types::Value;

use super::ExportOptions;
use super::writer::{TableNo, text};
use crate::dataset::layout::Layout;
use crate::form::Form;
use crate::id::InterviewId;
use crate::interview::Interview;
use crate::interview::fact::Fact;
use crate::moment::Moment;
use crate::record::fold::Fold;
use crate::record::talk::TalkFold;
use crate::record::{self, Record};
use crate::store::error::StoreError;
use crate::store::{Store, rosters};

/// A questionnaire version of the data file.
pub(super) struct Version {
    pub(super) name: String,
    pub(super) version: String,
    /// Its paths in the order of the form, with whether they are private.
    pub(super) paths: HashMap<String, (i64, bool)>,
    pub(super) compiled: Option<Compiled>,
}

/// A questionnaire version that could be compiled.
pub(super) struct Compiled {
    pub(super) form: Arc<Form>,
    pub(super) layout: Layout,
    pub(super) tables: Vec<Option<TableNo>>,
}

/// One interview on its way into an export.
pub(super) struct Case<'a> {
    pub(super) interview_no: i64,
    pub(super) id: InterviewId,
    pub(super) version: &'a Version,
    pub(super) fold: Fold,
    pub(super) talk: TalkFold,
    pub(super) finished: Option<Moment>,
    pub(super) facts: Vec<Fact>,
    /// How many events this program does not understand.
    pub(super) unread: u64,
    pub(super) interview: Option<Interview>,
}

/// An error with the file it belongs to.
pub(super) enum Fault {
    Data(rusqlite::Error),
    Out(rusqlite::Error),
}

impl Case<'_> {
    /// Whether what stands at a path may be exported.
    pub(super) fn is_open(&self, path: &str, options: ExportOptions) -> bool {
        options.private || !self.version.paths.get(path).is_some_and(|(_, private)| *private)
    }

    pub(super) fn head(&self) -> Vec<Value> {
        let version = self.version;
        let id = self.id.to_string();
        vec![text(Some(id)), text(Some(&*version.name)), text(Some(&*version.version))]
    }
}

/// Reads an interview, and replays it if its questionnaire could be compiled.
pub(super) fn read_case<'a>(
    store: &Store,
    interview_no: i64,
    id: InterviewId,
    version: &'a Version,
) -> Result<Case<'a>, StoreError> {
    let rosters = store
        .connection
        .query_row(
            "SELECT questionnaire_no FROM interview WHERE interview_no = ?1",
            [interview_no],
            |row| row.get(0),
        )
        .and_then(|number| rosters(&store.connection, number))
        .map_err(|error| store.sql_error(error))?;
    let (mut fold, mut finished, mut facts) = (Fold::new(rosters), None, Vec::new());
    let (mut talk, mut unread) = (TalkFold::default(), 0);
    store
        .each_event(interview_no, u64::MAX, |seq, record| {
            let Some(record) = record else {
                unread += 1;
                return;
            };
            fold.apply(seq, &record);
            talk.apply(&record);
            match record.kind.as_str() {
                "completed" => finished = Some(moment_of(&record)),
                "reopened" => finished = None,
                _ => {}
            }
            if let Some(compiled) = &version.compiled {
                match record::to_fact(&compiled.form, &record) {
                    Ok(fact) => facts.push(fact),
                    Err(_) => unread += 1,
                }
            }
        })
        .map_err(|error| store.sql_error(error))?;
    let interview = match &version.compiled {
        Some(compiled) => {
            let last_saved = store.last_saved(&compiled.form, Some(id))?;
            Some(Interview::replay(Arc::clone(&compiled.form), last_saved, &facts))
        }
        None => None,
    };
    Ok(Case { interview_no, id, version, fold, talk, finished, facts, unread, interview })
}

pub(super) fn moment_of(record: &Record) -> Moment {
    let Record { wall_ms, offset_minutes, mono_ms, fresh, .. } = *record;
    Moment { wall_ms, offset_minutes, mono_ms, fresh }
}

/// A moment as `2026-06-15T10:00:00.000+05:00`.
pub(super) fn clock(moment: &Moment) -> String {
    moment.date_time().to_rfc3339_opts(SecondsFormat::Millis, false)
}
