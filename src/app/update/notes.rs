//! Notes of a talk: each is stored when Enter ends it.

use super::commit;
use super::quote;
use super::refused;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::live::{notes_are_focused, notes_are_open};
use crate::app::mode::Then;
use crate::app::model::Model;
use crate::app::notes::Storing;
use crate::interview::command::Command;
use crate::interview::fact::{Fact, What};
use crate::moment::Moment;
use crate::place::Place;

/// Lets keys go to the notes, or back to the question.
pub fn switch(model: &mut Model) {
    let Some(live) = &mut model.live else { return };
    live.notes.focused = !live.notes.focused && notes_are_open(live);
    live.passage = None;
    model.asks_anew();
}

/// A key that is typed into the notes. What is a command at a question as well is not among them.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    let idle = live.notes.field.is_empty() && live.notes.changing.is_none();
    match (action, key) {
        (Some(Action::Enter), _) => return enter(model, moment),
        (Some(Action::Back), _) if idle && live.notes.chosen.is_none() => switch(model),
        (Some(Action::Back), _) => {
            // What is typed anew stays; a change that is given up goes.
            if idle || live.notes.changing.is_some() {
                live.notes.clear();
            }
            live.notes.chosen = None;
            if !live.notes.field.is_empty() {
                switch(model);
            }
        }
        (_, Key::Up) if idle => choose(model, -1),
        (_, Key::Down) if idle => choose(model, 1),
        (_, Key::Delete) if idle && live.notes.chosen.is_some() => return strike(model, moment),
        _ => {
            if live.notes.field.key(key) {
                live.notes.chosen = None;
                model.notice = None;
            }
        }
    }
    Vec::new()
}

/// Highlights another of the earlier notes; below the last one none.
fn choose(model: &mut Model, by: isize) {
    let Some(live) = &mut model.live else { return };
    let all: Vec<u64> = live.interview.talk_notes().map(|note| note.id).collect();
    let known = live.notes.chosen.and_then(|id| all.iter().position(|known| *known == id));
    let at = known.unwrap_or(all.len()).saturating_add_signed(by);
    live.notes.chosen = all.get(at).copied();
}

/// Enter: keeps the note that is typed, or takes up the one that is highlighted.
fn enter(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    if let (Some(id), None, true) =
        (live.notes.chosen, live.notes.changing, live.notes.field.is_empty())
    {
        if let Some(note) = live.interview.talk_note(id) {
            live.notes.field.set(&note.text);
            live.notes.changing = Some(id);
        }
        return Vec::new();
    }
    store(model, Storing::Note, moment)
}

/// Stores what is typed as a note.
fn store(model: &mut Model, storing: Storing, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    live.notes.storing = Some(storing);
    let (note, text) = (live.notes.changing, live.notes.field.text().to_owned());
    run(model, note, text, moment)
}

/// Strikes the highlighted note.
fn strike(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    live.notes.storing = Some(Storing::Note);
    let note = live.notes.chosen;
    let effects = run(model, note, String::new(), moment);
    model.say(model.words.note_struck);
    effects
}

fn run(model: &mut Model, note: Option<u64>, text: String, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let place = live.place().unwrap_or(Place::ROOT);
    match commit::ask(model, Command::Note { place, note, text }, Then::Stay, moment) {
        // Nothing changed: there is nothing to store.
        Ok(effects) if effects.is_empty() => stored(model, &[], moment),
        Ok(effects) => effects,
        Err(refusal) => refused::tell(model, refusal, None),
    }
}

/// Once a note is on disk nothing is typed any more; it may have been meant as a quote.
pub fn stored(model: &mut Model, facts: &[Fact], moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    let Some(storing) = live.notes.storing.take() else { return Vec::new() };
    let before = live.notes.changing;
    live.notes.clear();
    let noted = facts.iter().find_map(|fact| match fact.what {
        What::Noted { note, .. } => Some(note),
        _ => None,
    });
    match (storing, noted.or(before)) {
        (Storing::Quote, Some(note)) => quote::note(model, note, moment),
        _ => Vec::new(),
    }
}

/// Marks what is meant as a quote, where notes are taken.
pub fn mark_quote(model: &mut Model, moment: Moment) -> Vec<Effect> {
    match &model.live {
        Some(live) if notes_are_focused(live) => quote_note(model, moment),
        Some(live) if notes_are_open(live) => quote::answer(model, moment),
        _ => Vec::new(),
    }
}

/// Marks a quote in the notes: the note that is typed, which is stored first; else the one that is
/// highlighted; else the last one.
fn quote_note(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    if !live.notes.field.text().trim().is_empty() {
        return store(model, Storing::Quote, moment);
    }
    let chosen =
        live.notes.chosen.or_else(|| live.interview.talk_notes().next_back().map(|n| n.id));
    match chosen {
        Some(id) => quote::note(model, id, moment),
        None => {
            model.say(model.words.no_notes);
            Vec::new()
        }
    }
}
