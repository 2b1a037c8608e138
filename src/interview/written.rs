//! Notes, quotes and sources of one interview: what stands, and how it changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::fact::What;
use super::talk::{Note, Passage, Quote, Sourcing};
use super::{Interview, State};
use crate::form::node::Kind;
use crate::moment::Moment;
use crate::place::Place;
use crate::value::Value;

impl Interview {
    /// When the interview began.
    pub fn began(&self) -> Moment {
        self.talk.began
    }

    /// The notes in the order in which they were written, without those that were struck.
    pub fn talk_notes(&self) -> impl DoubleEndedIterator<Item = &Note> {
        self.talk.notes.iter().map(Arc::as_ref).filter(|note| !note.text.is_empty())
    }

    /// The note of an identity, unless it was struck.
    pub fn talk_note(&self, id: u64) -> Option<&Note> {
        self.talk_notes().find(|note| note.id == id)
    }

    /// The quotes in the order in which they were marked.
    pub fn quotes(&self) -> impl DoubleEndedIterator<Item = &Quote> {
        self.talk.quotes.iter().map(Arc::as_ref).filter(|quote| !quote.text.is_empty())
    }

    /// The quote of an identity.
    pub fn quote(&self, id: u64) -> Option<&Quote> {
        self.quotes().find(|quote| quote.id == id)
    }

    /// Where the answer to a question comes from; empty where nothing is said.
    pub fn sourcing(&self, place: Place) -> Sourcing {
        self.notes(place).map(|notes| notes.sourcing).unwrap_or_default()
    }

    /// The questions of a guide that were not taken up yet: neither answered nor passed, and
    /// without a note. In the order of the form.
    pub fn untouched(&self) -> Vec<Place> {
        let noted: BTreeSet<Place> = self.talk_notes().map(|note| note.place).collect();
        let open = |&place: &Place| {
            let node = self.form.node(place.node);
            let Kind::Question(question) = &node.kind else { return false };
            question.kind.is_answerable()
                && self.relevant(place)
                && self.value(place).is_none()
                && self.left_open(place).is_none()
                && !self.read_only(place)
                && !self.locked(place)
                && !noted.contains(&place)
        };
        self.places().into_iter().filter(open).collect()
    }

    /// The words of a passage as they stand now; `None` where it is not there.
    pub(super) fn passage(&self, place: Place, passage: &Passage) -> Option<String> {
        let answer = self.answer(place).map(|answer| &answer.value);
        let whole = match (passage.note, answer) {
            (Some(note), _) => &self.talk_note(note).filter(|note| note.place == place)?.text,
            (None, Some(Value::Text(text))) => text,
            (None, _) => return None,
        };
        let length = passage.end.checked_sub(passage.start).filter(|&length| length > 0)?;
        let words: String = whole.chars().skip(passage.start).take(length).collect();
        (!words.trim().is_empty()).then_some(words)
    }

    /// Writes, changes or strikes a note.
    fn take_note(&mut self, place: Place, id: u64, text: &str) {
        let moment = self.moment;
        let notes = &mut Arc::make_mut(&mut self.talk).notes;
        match notes.iter_mut().find(|note| note.id == id) {
            Some(note) => Arc::make_mut(note).text = text.to_owned(),
            None => {
                notes.push(Arc::new(Note { id, place, text: text.to_owned(), moment }));
            }
        }
    }

    /// Marks a quote or changes what is said of it.
    fn mark_quote(&mut self, quote: Quote) {
        let quotes = &mut Arc::make_mut(&mut self.talk).quotes;
        match quotes.iter_mut().find(|known| known.id == quote.id) {
            Some(known) => *known = Arc::new(Quote { moment: known.moment, ..quote }),
            None => quotes.push(Arc::new(quote)),
        }
    }

    /// Takes the mark of a quote away.
    fn unmark_quote(&mut self, id: u64) {
        let quotes = &mut Arc::make_mut(&mut self.talk).quotes;
        if let Some(quote) = quotes.iter_mut().find(|quote| quote.id == id) {
            Arc::make_mut(quote).text.clear();
        }
    }

    /// Whether the interview guides a talk that goes on.
    pub fn is_talk(&self) -> bool {
        self.form.guide && self.state == State::Open
    }

    /// What the facts about notes, quotes and sources change.
    pub(super) fn write_down(&mut self, what: &What) {
        let Some(place) = what.address().and_then(|at| self.place_ever(at)) else { return };
        match what {
            What::Noted { note, text, .. } => self.take_note(place, *note, text),
            What::Quoted { quote, passage, speaker, level, text, .. } => {
                let (id, passage, level, moment) = (*quote, *passage, *level, self.moment);
                let (speaker, text) = (speaker.clone(), text.clone());
                self.mark_quote(Quote { id, place, passage, speaker, level, text, moment });
            }
            What::Unquoted { quote, .. } => self.unmark_quote(*quote),
            What::Sourced { sourcing, .. } => {
                self.change_notes(place, |notes| notes.sourcing = *sourcing);
            }
            _ => {}
        }
    }
}
