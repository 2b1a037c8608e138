//! A stored interview seen again: which pictures its facts and notes make, and each picture as the
//! screen that was seen then. Pure; whoever shows it keeps the time.

use std::sync::Arc;

use super::effect::KeptDraft;
use super::masking;
use super::msg::{Msg, Opened};
use super::paradata::{NoteKind, Noted};
use super::screen::{Hint, Notice, Screen, Voice};
use super::words::table::Words;
use super::{Model, Start, screen, update};
use crate::form::Form;
use crate::id::InterviewId;
use crate::interview::Interview;
use crate::interview::fact::Fact;
use crate::moment::Moment;
use crate::place::Address;
use crate::value::Value;

/// No wait in a film is longer, in milliseconds: nobody looks at a pause.
const WAIT_MAX_MS: u64 = 10_000;
/// The wait where two runs of the program meet, whose clocks do not compare.
const WAIT_BETWEEN_RUNS_MS: u64 = 1_000;

/// A stored interview, ready to be seen again.
#[derive(Debug)]
pub struct Film {
    form: Arc<Form>,
    facts: Vec<Fact>,
    last_saved: Vec<(String, Value)>,
    masked: bool,
    /// Its pictures in order.
    pub frames: Vec<Frame>,
}

/// A picture of a film.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The stop on the screen, in the words of a kept draft; `None` where no note tells it.
    pub at: Option<String>,
    /// How many facts had happened.
    pub facts: usize,
    /// How long after the picture before it came, in milliseconds.
    pub wait_ms: u64,
    /// When.
    pub moment: Moment,
}

/// Something in the order in which it happened.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    /// A fact.
    Fact(&'a Fact),
    /// A note.
    Note(&'a Noted),
}

impl Entry<'_> {
    /// When it happened.
    pub fn moment(&self) -> Moment {
        match self {
            Entry::Fact(fact) => fact.moment,
            Entry::Note(note) => note.moment,
        }
    }
}

/// Facts with their sequence numbers, and notes, in the order in which they happened: by the log,
/// never by a clock.
pub fn entries<'a>(facts: &'a [Fact], seqs: &[u64], notes: &'a [Noted]) -> Vec<Entry<'a>> {
    let mut facts = facts.iter().zip(seqs).peekable();
    let mut entries = Vec::new();
    for note in notes {
        while let Some((fact, _)) = facts.next_if(|(_, seq)| **seq <= note.after) {
            entries.push(Entry::Fact(fact));
        }
        entries.push(Entry::Note(note));
    }
    entries.extend(facts.map(|(fact, _)| Entry::Fact(fact)));
    entries
}

/// The pictures: one for each stop that was shown and one for each step.
fn frames(entries: &[Entry<'_>]) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    let (mut at, mut facts, mut step) = (None, 0, None);
    for entry in entries {
        let seen = match entry {
            Entry::Note(note) => {
                step = None;
                let shown = note.kind == Some(NoteKind::Shown);
                if shown {
                    at = Some(note.at.clone());
                }
                shown
            }
            Entry::Fact(fact) => {
                facts += 1;
                if step.replace(fact.step) == Some(fact.step)
                    && let Some(frame) = frames.last_mut()
                {
                    frame.facts = facts;
                    continue;
                }
                true
            }
        };
        if seen {
            let moment = entry.moment();
            let wait_ms = frames.last().map_or(0, |before| wait(before.moment, moment));
            frames.push(Frame { at: at.clone(), facts, wait_ms, moment });
        }
    }
    frames
}

fn wait(before: Moment, after: Moment) -> u64 {
    let between = after.mono_ms.checked_sub(before.mono_ms);
    between.map_or(WAIT_BETWEEN_RUNS_MS, |between| between.min(WAIT_MAX_MS))
}

impl Film {
    /// A film of an interview; with `masked` no answer can be seen in it.
    pub fn new(
        interview: &Interview,
        (facts, seqs): (&[Fact], &[u64]),
        notes: &[Noted],
        last_saved: Vec<(String, Value)>,
        masked: bool,
    ) -> Film {
        let frames = frames(&entries(facts, seqs, notes));
        let form = Arc::clone(interview.form());
        let form = if masked { Arc::new(masking::form(&form)) } else { form };
        let facts =
            facts.iter().map(|fact| if masked { masking::fact(fact) } else { fact.clone() });
        Film { form, facts: facts.collect(), last_saved, masked, frames }
    }

    /// A picture, as the screen that was seen then, with what is told of the film below it.
    pub fn picture(
        &self,
        number: usize,
        words: &'static Words,
        (width, height): (u16, u16),
        told: String,
    ) -> Screen {
        let Some(frame) = self.frames.get(number) else { return Screen::default() };
        let facts = self.facts.get(..frame.facts).unwrap_or(&self.facts);
        let interview = Interview::replay(Arc::clone(&self.form), self.last_saved.clone(), facts);
        let at = frame.at.clone().or_else(|| {
            let address: &Address = facts.iter().rev().find_map(|fact| fact.what.address())?;
            interview.place(address).map(|place| interview.path(place))
        });
        let draft = at.map(|at| KeptDraft { at, ..KeptDraft::default() });
        let start = Start { words: words.code.to_owned(), ..Start::default() };
        let (mut model, _) = Model::new(start);
        // What the program would ask of the outside is nobody's concern here.
        update(&mut model, Msg::Resized { width, height }, frame.moment);
        let opened = Opened { id: InterviewId([0; 16]), interview, draft };
        update(&mut model, Msg::Opened(Box::new(opened)), frame.moment);
        let mut seen = screen(&model);
        if self.masked {
            masking::screen(&mut seen);
        }
        seen.notice = Some(Notice { voice: Voice::Program, text: told });
        seen.footer = hints(words);
        seen
    }
}

/// The keys of a film.
fn hints(words: &Words) -> Vec<Hint> {
    [
        ("Space", words.film_pause),
        ("+ -", words.film_speed),
        ("← →", words.film_step),
        ("q", words.key_quit),
    ]
    .into_iter()
    .map(|(key, label)| Hint { key: key.to_owned(), label: label.to_owned(), action: None })
    .collect()
}
