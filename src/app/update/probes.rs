//! Follow-ups that the interviewer may put, ticked when asked.

use super::commit;
use super::refused;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::live::notes_are_open;
use crate::app::mode::{Mode, Then};
use crate::app::model::Model;
use crate::app::picker::{Picker, line};
use crate::app::screen::ListItem;
use crate::interview::command::Command;
use crate::moment::Moment;
use crate::place::Place;

/// The sign of a follow-up that was put.
const TICKED: &str = "✓";

/// Shows the follow-ups of the question we are at.
pub fn open(model: &mut Model) {
    let Some(place) = model.live.as_ref().and_then(|live| live.place()) else { return };
    let lines = lines(model, place);
    if lines.is_empty() {
        return model.say(model.words.no_probes);
    }
    model.push(Mode::Probes { place, picker: Picker::new(lines) });
}

/// The follow-ups of a question as they stand on disk.
fn lines(model: &Model, place: Place) -> Vec<ListItem> {
    let Some(live) = &model.live else { return Vec::new() };
    let Some(question) = live.node(place).question() else { return Vec::new() };
    question
        .probes
        .iter()
        .enumerate()
        .map(|(at, probe)| {
            let text = live.interview.text(&probe.label, place).map(|filled| filled.text);
            let asked = live.interview.probed(place, at);
            ListItem {
                sign: if asked { TICKED } else { "·" }.to_owned(),
                ..line(at + 1, &text.unwrap_or_else(|| probe.name.clone()))
            }
        })
        .collect()
}

/// A key while follow-ups are seen: a code ticks or unticks, Enter after it closes.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let fresh = match model.mode() {
        Mode::Probes { place, .. } => lines(model, *place),
        _ => return Vec::new(),
    };
    let Some(Mode::Probes { picker, .. }) = model.mode_mut() else { return Vec::new() };
    match (action, picker.chosen()) {
        (Some(Action::Back), _) | (Some(Action::Enter), None) => model.pop(),
        (Some(Action::Enter), Some(probe)) => return tick(model, fresh, probe, moment),
        _ => {
            // One digit is a whole code here: it ticks at once.
            let typed = picker.key(key) && !picker.typed.is_empty();
            if let (true, Some(probe)) = (typed && fresh.len() < 10, picker.chosen()) {
                return tick(model, fresh, probe, moment);
            }
        }
    }
    Vec::new()
}

/// Ticks or unticks a follow-up and shows it so once it is on disk.
fn tick(model: &mut Model, lines: Vec<ListItem>, probe: usize, moment: Moment) -> Vec<Effect> {
    let asked = lines.get(probe).is_some_and(|line| line.sign != TICKED);
    let Some(Mode::Probes { place, picker }) = model.mode_mut() else { return Vec::new() };
    let place = *place;
    let typed = !picker.typed.is_empty();
    if typed {
        // The highlight goes with the code, so that Enter after it closes.
        picker.clear();
    }
    // In a talk one digit is all: the next words are to be written down.
    if typed && model.live.as_ref().is_some_and(notes_are_open) {
        model.pop();
    }
    match commit::ask(model, Command::Probe { place, probe, asked }, Then::Stay, moment) {
        Ok(effects) => effects,
        Err(refusal) => refused::tell(model, refusal, None),
    }
}

/// Shows the follow-ups on top as they stand now.
pub fn renew(model: &mut Model) {
    let Mode::Probes { place, .. } = model.mode() else { return };
    let fresh = lines(model, *place);
    if let Some(Mode::Probes { picker, .. }) = model.mode_mut() {
        picker.renew(fresh);
    }
}
