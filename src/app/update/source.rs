//! Where an answer comes from, and how certain it is: said by a digit, before or after the answer.

use super::commit;
use super::refused;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::live::{Live, asks_source};
use crate::app::mode::{Mode, Then};
use crate::app::model::Model;
use crate::app::picker::{Picker, line};
use crate::app::screen::ListItem;
use crate::app::wording;
use crate::form::talk::SourceAsk;
use crate::interview::command::Command;
use crate::interview::talk::Sourcing;
use crate::moment::Moment;
use crate::place::Place;

/// Asks where the answer at the question we are at comes from, if the questionnaire wants to know.
pub fn open(model: &mut Model) {
    let asked = model.live.as_ref().filter(|live| asks_source(live));
    let Some(place) = asked.and_then(Live::place) else {
        return model.say(model.words.source_not_asked);
    };
    let picker = Picker::new(lines(model, place));
    model.push(Mode::Source { place, picker });
}

/// What is asked about where the answer to a question comes from.
fn ask(model: &Model, place: Place) -> SourceAsk {
    let question = model.live.as_ref().and_then(|live| live.node(place).question());
    question.map(|question| question.source.clone()).unwrap_or_default()
}

fn lines(model: &Model, place: Place) -> Vec<ListItem> {
    let words = model.words;
    let Some(live) = &model.live else { return Vec::new() };
    let (ask, said) = (ask(model, place), live.interview.sourcing(place));
    let origins = ask
        .origins
        .iter()
        .map(|&origin| (wording::origin(words, origin), said.origin == Some(origin)));
    let certainties = ask.certainties.iter().map(|&certainty| {
        (wording::certainty(words, certainty), said.certainty == Some(certainty))
    });
    origins
        .chain(certainties)
        .enumerate()
        .map(|(at, (label, ticked))| {
            let sign = if ticked { "✓" } else { "·" }.to_owned();
            ListItem { sign, ..line(at + 1, &wording::capital(label)) }
        })
        .collect()
}

/// A key while it is asked: the digit of an origin is stored and closes, that of a certainty is
/// stored and waits for the origin; the digit of what stands already takes it back.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::Source { place, picker }) = model.mode_mut() else { return Vec::new() };
    let place = *place;
    match (action, picker.chosen()) {
        (Some(Action::Back), _) | (Some(Action::Enter), None) => model.pop(),
        (Some(Action::Enter), Some(chosen)) => return choose(model, place, chosen, moment),
        _ => {
            let typed = picker.key(key) && !picker.typed.is_empty();
            if let (true, Some(chosen)) = (typed, picker.chosen()) {
                picker.clear();
                return choose(model, place, chosen, moment);
            }
        }
    }
    Vec::new()
}

fn choose(model: &mut Model, place: Place, chosen: usize, moment: Moment) -> Vec<Effect> {
    let ask = ask(model, place);
    let Some(live) = &model.live else { return Vec::new() };
    let said = live.interview.sourcing(place);
    let sourcing = match ask.origins.get(chosen).copied() {
        Some(origin) => Sourcing { origin: toggled(said.origin, Some(origin)), ..said },
        None => {
            let certainty = ask.certainties.get(chosen.wrapping_sub(ask.origins.len())).copied();
            Sourcing { certainty: toggled(said.certainty, certainty), ..said }
        }
    };
    if chosen < ask.origins.len() {
        model.pop();
    }
    let facts = commit::ask(model, Command::Source { place, sourcing }, Then::Stay, moment);
    facts.unwrap_or_else(|refusal| refused::tell(model, refusal, None))
}

/// Shows what is said on top as it stands now.
pub fn renew(model: &mut Model) {
    let Mode::Source { place, .. } = model.mode() else { return };
    let fresh = lines(model, *place);
    if let Some(Mode::Source { picker, .. }) = model.mode_mut() {
        picker.renew(fresh);
    }
}

/// What is said now; nothing where it stood already.
fn toggled<T: PartialEq>(before: Option<T>, now: Option<T>) -> Option<T> {
    if before == now { None } else { now }
}
