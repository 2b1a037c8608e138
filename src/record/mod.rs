//! Facts as they are stored: flat records that name nodes by path and rows by identity, so that
//! they outlive the program that wrote them. Pure: the store turns records into rows and back.
//!
//! A record that this program does not understand stays in the log as it is and is reported
//! ([`Unreadable`]); nothing is ever dropped on the way in.

pub mod bytes;
pub mod fold;
pub mod talk;
pub mod value;

use serde::{Deserialize, Serialize};

use crate::form::Form;
use crate::interview::fact::{Fact, What};
use crate::interview::talk::Passage;
use crate::moment::Moment;
use crate::place::{Address, NodeId, RowId};

/// One fact as it is stored. The order of the fields is the order of the canonical bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The kind of fact: one of [`KINDS`], or a word of a newer program.
    pub kind: String,
    /// The node by names from the root down, without rows; `None` for the whole interview.
    pub path: Option<String>,
    /// One row identity for each roster from the root down to the node.
    pub rows: Vec<u64>,
    /// The type of the value: one of [`value::TYPES`].
    pub value_type: Option<String>,
    /// The value.
    pub value: Option<Stored>,
    /// The words of the fact: a reason, a remark, the name of a probe, the case, a language.
    pub text: Option<String>,
    /// The number of the fact: a check, a position, a step, ticked or not.
    pub number: Option<i64>,
    /// The step it belongs to.
    pub step: u32,
    /// Wall clock, milliseconds since 1970 in UTC.
    pub wall_ms: i64,
    /// Minutes east of UTC at that time on that machine.
    pub offset_minutes: i16,
    /// Monotonic clock of the session, milliseconds.
    pub mono_ms: u64,
    /// The random number of the moment.
    pub fresh: u64,
    /// The sequence number of the event that this one replaces, as its writer saw it.
    pub base: Option<u64>,
}

/// A value as SQLite keeps it. Decimals, dates and times are text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Stored {
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

/// The kinds of fact, as stored.
pub const KINDS: [&str; 25] = [
    "started",
    "answered",
    "cleared",
    "set_aside",
    "restored",
    "passed",
    "remarked",
    "probed",
    "noted",
    "quoted",
    "unquoted",
    "sourced",
    "row_added",
    "row_removed",
    "row_restored",
    "row_moved",
    "language_changed",
    "completed",
    "left_open",
    "handed_back",
    "broken_off",
    "resumed",
    "reopened",
    "undone",
    "redone",
];

/// Why a record could not be turned into a fact. It stays in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// The kind of fact is not known to this program.
    Kind(String),
    /// The questionnaire has no such node.
    Path(String),
    /// The value is not one of this type.
    Value(String),
    /// Something that this kind of fact needs is missing or out of range.
    Field(&'static str),
}

/// The languages and properties of a beginning, which have no columns of their own.
#[derive(Serialize, Deserialize)]
struct Beginning {
    language: String,
    properties: Vec<(String, String)>,
}

/// The names of a node from the root down, the root left out: `household/member/age`.
pub fn node_path(form: &Form, node: NodeId) -> String {
    let mut names = Vec::new();
    let mut at = form.node(node);
    while let Some(parent) = at.parent {
        names.push(at.name.as_str());
        at = form.node(parent);
    }
    names.reverse();
    names.join("/")
}

/// A fact as a record. What it replaces is not known here and stays open.
pub fn from_fact(form: &Form, fact: &Fact) -> Record {
    let Moment { wall_ms, offset_minutes, mono_ms, fresh } = fact.moment;
    let mut record = Record {
        kind: kind(&fact.what).to_owned(),
        path: fact.what.address().map(|at| node_path(form, at.node)),
        rows: fact.what.address().map(|at| row_numbers(&at.rows)).unwrap_or_default(),
        value_type: None,
        value: None,
        text: None,
        number: None,
        step: fact.step,
        wall_ms,
        offset_minutes,
        mono_ms,
        fresh,
        base: None,
    };
    match &fact.what {
        What::Started { case, language, properties } => {
            let beginning =
                Beginning { language: language.clone(), properties: properties.clone() };
            record.text = Some(case.clone());
            record.value_type = Some("beginning".to_owned());
            record.value = serde_json::to_string(&beginning).ok().map(Stored::Text);
        }
        What::Answered { value, .. } => {
            let (value_type, stored) = value::to_stored(value);
            record.value_type = Some(value_type.to_owned());
            record.value = stored;
        }
        What::Passed { check, reason, .. } => {
            record.number = Some(*check as i64);
            record.text = Some(reason.clone());
        }
        What::Probed { probe, asked, .. } => {
            record.number = Some(i64::from(*asked));
            record.text = Some(probe.clone());
        }
        What::Noted { note, text, .. } => {
            record.number = Some(talk::number(*note));
            record.text = Some(text.clone());
        }
        What::Quoted { quote, passage, speaker, level, text, .. } => {
            record.number = Some(talk::number(*quote));
            record.text = Some(text.clone());
            record.value_type = Some(talk::QUOTE.to_owned());
            record.value = talk::quote_value(passage, speaker, *level);
        }
        What::Unquoted { quote, .. } => record.number = Some(talk::number(*quote)),
        What::Sourced { sourcing, .. } => record.text = Some(talk::source_words(sourcing)),
        What::RowAdded { position, .. }
        | What::RowRestored { position, .. }
        | What::RowMoved { position, .. } => record.number = Some(*position as i64),
        What::Remarked { text, .. } => record.text = Some(text.clone()),
        What::LanguageChanged { code } => record.text = Some(code.clone()),
        What::LeftOpen { reason, .. } | What::BrokenOff { reason } | What::Reopened { reason } => {
            record.text = Some(reason.clone());
        }
        What::Undone { step } | What::Redone { step } => record.number = Some(i64::from(*step)),
        What::Cleared { .. }
        | What::SetAside { .. }
        | What::Restored { .. }
        | What::RowRemoved { .. }
        | What::HandedBack { .. }
        | What::Completed
        | What::Resumed => {}
    }
    record
}

/// A record as a fact.
pub fn to_fact(form: &Form, record: &Record) -> Result<Fact, Unreadable> {
    let moment = Moment {
        wall_ms: record.wall_ms,
        offset_minutes: record.offset_minutes,
        mono_ms: record.mono_ms,
        fresh: record.fresh,
    };
    Ok(Fact { step: record.step, moment, what: what(form, record)? })
}

fn what(form: &Form, record: &Record) -> Result<What, Unreadable> {
    let at = || {
        let path = record.path.as_deref().ok_or(Unreadable::Field("path"))?;
        let node = form.node_at(path).ok_or_else(|| Unreadable::Path(path.to_owned()))?;
        Ok(Address { node, rows: record.rows.iter().map(|&row| RowId(row)).collect() })
    };
    let text = || record.text.clone().ok_or(Unreadable::Field("text"));
    let number = || record.number.ok_or(Unreadable::Field("number"));
    let position = || number().and_then(|n| n.try_into().map_err(|_| Unreadable::Field("number")));
    let step = || number().and_then(|n| n.try_into().map_err(|_| Unreadable::Field("number")));
    Ok(match record.kind.as_str() {
        "started" => started(record)?,
        "answered" => What::Answered { at: at()?, value: value::of_record(record)? },
        "cleared" => What::Cleared { at: at()? },
        "set_aside" => What::SetAside { at: at()? },
        "restored" => What::Restored { at: at()? },
        "passed" => What::Passed { at: at()?, check: position()?, reason: text()? },
        "remarked" => What::Remarked { at: at()?, text: text()? },
        "probed" => What::Probed { at: at()?, probe: text()?, asked: number()? != 0 },
        "noted" => What::Noted { at: at()?, note: talk::identity(record)?, text: text()? },
        "quoted" => quoted(record, at()?, text()?)?,
        "unquoted" => What::Unquoted { at: at()?, quote: talk::identity(record)? },
        "sourced" => What::Sourced { at: at()?, sourcing: talk::source_of(&text()?)? },
        "row_added" => What::RowAdded { at: at()?, position: position()? },
        "row_removed" => What::RowRemoved { at: at()? },
        "row_restored" => What::RowRestored { at: at()?, position: position()? },
        "row_moved" => What::RowMoved { at: at()?, position: position()? },
        "language_changed" => What::LanguageChanged { code: text()? },
        "completed" => What::Completed,
        "left_open" => What::LeftOpen { at: at()?, reason: text()? },
        "handed_back" => What::HandedBack { at: at()? },
        "broken_off" => What::BrokenOff { reason: text()? },
        "resumed" => What::Resumed,
        "reopened" => What::Reopened { reason: text()? },
        "undone" => What::Undone { step: step()? },
        "redone" => What::Redone { step: step()? },
        other => return Err(Unreadable::Kind(other.to_owned())),
    })
}

fn quoted(record: &Record, at: Address, text: String) -> Result<What, Unreadable> {
    let shape = talk::quote_of(record)?;
    let level = talk::level_of(&shape)?;
    let passage = Passage { note: shape.note, start: shape.start, end: shape.end };
    let (quote, speaker) = (talk::identity(record)?, shape.speaker);
    Ok(What::Quoted { at, quote, passage, speaker, level, text })
}

fn started(record: &Record) -> Result<What, Unreadable> {
    let Some(Stored::Text(json)) = &record.value else {
        return Err(Unreadable::Field("value"));
    };
    let beginning: Beginning =
        serde_json::from_str(json).map_err(|_| Unreadable::Value("beginning".to_owned()))?;
    Ok(What::Started {
        case: record.text.clone().unwrap_or_default(),
        language: beginning.language,
        properties: beginning.properties,
    })
}

/// The language of the interview that a `started` record tells of.
pub fn first_language(record: &Record) -> Option<String> {
    match started(record) {
        Ok(What::Started { language, .. }) => Some(language),
        _ => None,
    }
}

fn kind(what: &What) -> &'static str {
    match what {
        What::Started { .. } => "started",
        What::Answered { .. } => "answered",
        What::Cleared { .. } => "cleared",
        What::SetAside { .. } => "set_aside",
        What::Restored { .. } => "restored",
        What::Passed { .. } => "passed",
        What::Remarked { .. } => "remarked",
        What::Probed { .. } => "probed",
        What::Noted { .. } => "noted",
        What::Quoted { .. } => "quoted",
        What::Unquoted { .. } => "unquoted",
        What::Sourced { .. } => "sourced",
        What::RowAdded { .. } => "row_added",
        What::RowRemoved { .. } => "row_removed",
        What::RowRestored { .. } => "row_restored",
        What::RowMoved { .. } => "row_moved",
        What::LanguageChanged { .. } => "language_changed",
        What::Completed => "completed",
        What::LeftOpen { .. } => "left_open",
        What::HandedBack { .. } => "handed_back",
        What::BrokenOff { .. } => "broken_off",
        What::Resumed => "resumed",
        What::Reopened { .. } => "reopened",
        What::Undone { .. } => "undone",
        What::Redone { .. } => "redone",
    }
}

fn row_numbers(rows: &[RowId]) -> Vec<u64> {
    rows.iter().map(|row| row.0).collect()
}

/// Row identities as one text: decimal numbers joined by `/`; empty outside rosters.
pub fn rows_to_text(rows: &[u64]) -> String {
    rows.iter().map(u64::to_string).collect::<Vec<_>>().join("/")
}

/// Row identities out of such a text; what is no number counts as row 0.
pub fn rows_from_text(text: &str) -> Vec<u64> {
    text.split('/').filter(|part| !part.is_empty()).map(|part| part.parse().unwrap_or(0)).collect()
}
