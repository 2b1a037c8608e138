//! What is written down of a talk: notes, quotes, where an answer comes from.

use super::Trial;
use crate::form::talk::Level;
use crate::interview::fact::What;
use crate::interview::refusal::Refusal;
use crate::interview::talk::{Passage, Sourcing};
use crate::place::Place;
use crate::value::Value;

impl Trial {
    /// Writes a note at a place, or changes the one of that identity; an empty text strikes it.
    pub(super) fn note(
        &mut self,
        place: Place,
        note: Option<u64>,
        text: &str,
    ) -> Result<(), Refusal> {
        self.interview.guard_place(place)?;
        self.interview.guard_unlocked(place)?;
        let text = text.trim();
        let (place, id) = match note {
            Some(id) => {
                let known = self.interview.talk_note(id).ok_or(Refusal::NothingThere)?;
                if known.text == text {
                    return Ok(());
                }
                (known.place, id)
            }
            None if text.is_empty() => return Ok(()),
            None => {
                (place, self.fresh_id(|id| self.interview.talk.notes.iter().all(|n| n.id != id)))
            }
        };
        let at = self.interview.address(place);
        self.add(What::Noted { at, note: id, text: text.to_owned() });
        Ok(())
    }

    /// Marks a passage as a quote. A passage out of an answer may come with the answer, which is
    /// then given in the same step.
    pub(super) fn quote(
        &mut self,
        place: Place,
        passage: Passage,
        answer: Option<&Value>,
        speaker: &str,
        level: Level,
    ) -> Result<(), Refusal> {
        self.interview.guard_place(place)?;
        self.interview.guard_unlocked(place)?;
        self.guard_speaker(speaker)?;
        if let Some(value) = answer {
            self.answer(place, value, None)?;
        }
        let text = self.interview.passage(place, &passage).ok_or(Refusal::NothingThere)?;
        let quote = self.fresh_id(|id| self.interview.talk.quotes.iter().all(|q| q.id != id));
        let (at, speaker) = (self.interview.address(place), speaker.to_owned());
        self.add(What::Quoted { at, quote, passage, speaker, level, text });
        Ok(())
    }

    /// Changes who said a quote and how close to the words it is.
    pub(super) fn requote(
        &mut self,
        quote: u64,
        speaker: &str,
        level: Level,
    ) -> Result<(), Refusal> {
        self.interview.guard_open()?;
        self.guard_speaker(speaker)?;
        let known = self.interview.quote(quote).ok_or(Refusal::NothingThere)?.clone();
        if known.speaker != speaker || known.level != level {
            let (at, speaker) = (self.interview.address(known.place), speaker.to_owned());
            let (passage, text) = (known.passage, known.text);
            self.add(What::Quoted { at, quote, passage, speaker, level, text });
        }
        Ok(())
    }

    pub(super) fn unquote(&mut self, quote: u64) -> Result<(), Refusal> {
        self.interview.guard_open()?;
        let place = self.interview.quote(quote).ok_or(Refusal::NothingThere)?.place;
        self.add(What::Unquoted { at: self.interview.address(place), quote });
        Ok(())
    }

    /// Says where the answer to a question comes from, whether it is given already or not.
    pub(super) fn source(&mut self, place: Place, sourcing: Sourcing) -> Result<(), Refusal> {
        let ask = &self.interview.guard_question(place)?.source;
        let fits = sourcing.origin.is_none_or(|origin| ask.origins.contains(&origin))
            && sourcing.certainty.is_none_or(|known| ask.certainties.contains(&known));
        if !fits || ask.is_empty() {
            return Err(Refusal::NothingThere);
        }
        if self.interview.sourcing(place) != sourcing {
            self.add(What::Sourced { at: self.interview.address(place), sourcing });
        }
        Ok(())
    }

    fn guard_speaker(&self, speaker: &str) -> Result<(), Refusal> {
        let known = self.interview.form.speakers.iter().any(|known| known.name == speaker);
        if known { Ok(()) } else { Err(Refusal::NothingThere) }
    }

    /// An identity that nothing has yet, drawn from the moment.
    fn fresh_id(&self, is_free: impl Fn(u64) -> bool) -> u64 {
        let mut id = self.moment.fresh;
        while !is_free(id) {
            id = id.wrapping_add(1);
        }
        id
    }
}
