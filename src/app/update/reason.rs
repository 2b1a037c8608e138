//! A reason that is asked for: chosen by number or typed.

use super::answer;
use super::commit;
use super::end;
use super::go;
use super::refused;
use crate::app::effect::Effect;
use crate::app::fold;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{Mode, ReasonMode, ReasonThen, Then};
use crate::app::model::Model;
use crate::interview::command::Command;
use crate::moment::Moment;
use crate::place::Place;

/// A key while a reason is asked for.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::Reason(mode)) = model.mode_mut() else { return Vec::new() };
    match action {
        Some(Action::Enter) => {
            if let Some(place) = number(mode).and_then(|number| mode.involved_at(number)) {
                go_there(model, place);
                return Vec::new();
            }
            let then = mode.then.clone();
            if matches!(then, ReasonThen::Nothing) {
                correct_here(model);
                return Vec::new();
            }
            let Some(reason) = chosen(mode) else {
                model.warn(model.words.reason_needed);
                return Vec::new();
            };
            model.pop();
            return give(model, then, reason, moment);
        }
        Some(Action::Back) => model.pop(),
        _ => drop(mode.field.key(key)),
    }
    Vec::new()
}

/// The number that is typed.
fn number(mode: &ReasonMode) -> Option<usize> {
    let typed = mode.field.text().trim();
    let digits: Option<String> = typed
        .chars()
        .map(|typed| fold::number_row(typed, true).or(typed.is_ascii_digit().then_some(typed)))
        .collect();
    digits.and_then(|digits| digits.parse().ok())
}

/// The reason that is typed, or whose number is.
fn chosen(mode: &ReasonMode) -> Option<String> {
    let typed = mode.field.text().trim();
    if let Some(number) = number(mode) {
        return number.checked_sub(1).and_then(|at| mode.presets.get(at)).map(|p| (*p).to_owned());
    }
    (!typed.is_empty()).then(|| typed.to_owned())
}

fn give(model: &mut Model, then: ReasonThen, reason: String, moment: Moment) -> Vec<Effect> {
    let (command, then) = match then {
        ReasonThen::Doubt { place, value, then } => {
            return answer::answer(model, place, value, Some(reason), then, moment);
        }
        ReasonThen::Nothing => return Vec::new(),
        ReasonThen::Complete { places, mut reasons } => {
            reasons.extend(places.first().map(|&place| (place, reason)));
            return end::finish(model, reasons, moment);
        }
        ReasonThen::LeaveOpen { place, then } => (Command::LeaveOpen { place, reason }, then),
        ReasonThen::BreakOff => (Command::BreakOff { reason }, Then::Leave),
        ReasonThen::Reopen => (Command::Reopen { reason }, Then::Stay),
    };
    match commit::ask(model, command, then, moment) {
        Ok(effects) => effects,
        Err(refusal) => refused::tell(model, refusal, None),
    }
}

/// To one of the answers: what is typed stays, and one key comes back to it.
fn go_there(model: &mut Model, place: Place) {
    model.pop();
    if let Some(live) = &mut model.live {
        live.returning.push(live.stop);
    }
    go::visit_place(model, place);
}

/// Back to the answer that was refused, with what is wrong with it.
fn correct_here(model: &mut Model) {
    let Mode::Reason(mode) = model.mode() else { return };
    let told = mode.lines.join(" ");
    model.pop();
    model.warn(told);
}
