//! What is written down of a talk, as stored: quotes and sources as flat fields of a record, and
//! the fold of notes, quotes and sources that an export shows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fold::Key;
use super::{Record, Stored, Unreadable};
use crate::form::talk::{Certainty, Level, Origin};
use crate::interview::talk::{Passage, Sourcing};

/// The type of the value that says what a quote is.
pub const QUOTE: &str = "quote";

/// What a quote is beside its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteShape {
    /// The note it is out of; nothing for the answer to the question.
    pub note: Option<u64>,
    /// Its first character.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// Who said it, by name.
    pub speaker: String,
    /// How close to the words it is, by name.
    pub level: String,
}

/// A quote as the value of a record.
pub fn quote_value(passage: &Passage, speaker: &str, level: Level) -> Option<Stored> {
    let shape = QuoteShape {
        note: passage.note,
        start: passage.start,
        end: passage.end,
        speaker: speaker.to_owned(),
        level: level.name().to_owned(),
    };
    serde_json::to_string(&shape).ok().map(Stored::Text)
}

/// The quote that a record tells of.
pub fn quote_of(record: &Record) -> Result<QuoteShape, Unreadable> {
    let Some(Stored::Text(json)) = &record.value else { return Err(Unreadable::Field("value")) };
    serde_json::from_str(json).map_err(|_| Unreadable::Value(QUOTE.to_owned()))
}

/// How close to the words the quote of a record is.
pub fn level_of(shape: &QuoteShape) -> Result<Level, Unreadable> {
    Level::from_name(&shape.level).ok_or_else(|| Unreadable::Value(QUOTE.to_owned()))
}

/// An identity as the number of a record: the same 64 bits.
pub fn number(id: u64) -> i64 {
    id.cast_signed()
}

/// The identity that is the number of a record.
pub fn identity(record: &Record) -> Result<u64, Unreadable> {
    record.number.map(i64::cast_unsigned).ok_or(Unreadable::Field("number"))
}

/// A source as words: `proxy not_sure`; empty where nothing is said.
pub fn source_words(sourcing: &Sourcing) -> String {
    let origin = sourcing.origin.map(Origin::name);
    let certainty = sourcing.certainty.map(Certainty::name);
    origin.into_iter().chain(certainty).collect::<Vec<_>>().join(" ")
}

/// The source that such words tell of.
pub fn source_of(words: &str) -> Result<Sourcing, Unreadable> {
    let mut sourcing = Sourcing::default();
    for word in words.split_whitespace() {
        match (Origin::from_name(word), Certainty::from_name(word)) {
            (Some(origin), _) => sourcing.origin = Some(origin),
            (_, Some(certainty)) => sourcing.certainty = Some(certainty),
            (None, None) => return Err(Unreadable::Value(word.to_owned())),
        }
    }
    Ok(sourcing)
}

/// A note or quote as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where it belongs.
    pub key: Key,
    /// When it was written first, by the wall clock.
    pub wall_ms: i64,
    /// Minutes east of UTC then.
    pub offset_minutes: i16,
    /// When it was changed last, if ever.
    pub changed_ms: Option<i64>,
    /// The words; empty where it was struck.
    pub text: String,
    /// What it is beside its words, if it is a quote.
    pub quote: Option<QuoteShape>,
}

/// The notes, quotes and sources of one interview as they stand, out of its log.
#[derive(Debug, Clone, Default)]
pub struct TalkFold {
    /// The notes by identity, in the order in which they were written.
    pub notes: Vec<(u64, Written)>,
    /// The quotes by identity, in the order in which they were marked.
    pub quotes: Vec<(u64, Written)>,
    /// Where answers come from.
    pub sources: BTreeMap<Key, Sourcing>,
    /// Where there is an answer: a source goes with the answer it was said of.
    answered: BTreeSet<Key>,
}

impl TalkFold {
    /// Lets a record take effect. What it does not understand changes nothing.
    pub fn apply(&mut self, record: &Record) {
        let Some(path) = record.path.clone() else { return };
        let key = Key { path, rows: record.rows.clone() };
        let id = identity(record).unwrap_or_default();
        let text = record.text.clone().unwrap_or_default();
        match record.kind.as_str() {
            "noted" => write(&mut self.notes, id, key, text, None, record),
            "quoted" => {
                if let Ok(shape) = quote_of(record) {
                    write(&mut self.quotes, id, key, text, Some(shape), record);
                }
            }
            "unquoted" => write(&mut self.quotes, id, key, String::new(), None, record),
            "sourced" => match source_of(&text) {
                Ok(sourcing) if !sourcing.is_empty() => drop(self.sources.insert(key, sourcing)),
                _ => drop(self.sources.remove(&key)),
            },
            // What was said before any answer is about the one to come.
            "answered" if !self.answered.insert(key.clone()) => drop(self.sources.remove(&key)),
            "cleared" if self.answered.remove(&key) => drop(self.sources.remove(&key)),
            _ => {}
        }
    }
}

/// Writes a note or quote, or changes the one of that identity.
fn write(
    list: &mut Vec<(u64, Written)>,
    id: u64,
    key: Key,
    text: String,
    quote: Option<QuoteShape>,
    record: &Record,
) {
    let (wall_ms, offset_minutes) = (record.wall_ms, record.offset_minutes);
    match list.iter_mut().find(|(known, _)| *known == id) {
        Some((_, written)) => {
            written.text = text;
            written.changed_ms = Some(wall_ms);
            written.quote = quote.or(written.quote.take());
        }
        None => {
            list.push((
                id,
                Written { key, wall_ms, offset_minutes, changed_ms: None, text, quote },
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_words_and_back() {
        for words in ["", "proxy", "document sure", "not_sure"] {
            assert_eq!(source_of(words).map(|known| source_words(&known)), Ok(words.to_owned()));
        }
        assert!(source_of("hearsay").is_err());
    }

    #[test]
    fn identities_keep_all_their_bits() {
        for id in [0, 7, u64::MAX, 1 << 63] {
            assert_eq!(number(id).cast_unsigned(), id);
        }
    }
}
