//! A reason that is asked for: chosen by number or typed.

use super::answer;
use super::commit;
use super::end;
use super::refused;
use crate::app::effect::Effect;
use crate::app::fold;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{Mode, ReasonMode, ReasonThen, Then};
use crate::app::model::Model;
use crate::interview::command::Command;
use crate::moment::Moment;

/// A key while a reason is asked for.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::Reason(mode)) = model.mode_mut() else { return Vec::new() };
    match action {
        Some(Action::Enter) => {
            let Some(reason) = chosen(mode) else {
                model.warn(model.words.reason_needed);
                return Vec::new();
            };
            let then = mode.then.clone();
            model.pop();
            return give(model, then, reason, moment);
        }
        Some(Action::Back) => model.pop(),
        _ => drop(mode.field.key(key)),
    }
    Vec::new()
}

/// The reason that is typed, or whose number is.
fn chosen(mode: &ReasonMode) -> Option<String> {
    let typed = mode.field.text().trim();
    let digits: Option<String> = typed
        .chars()
        .map(|typed| fold::number_row(typed, true).or(typed.is_ascii_digit().then_some(typed)))
        .collect();
    let number = digits.and_then(|digits| digits.parse::<usize>().ok());
    if let Some(number) = number {
        return number.checked_sub(1).and_then(|at| mode.presets.get(at)).map(|p| (*p).to_owned());
    }
    (!typed.is_empty()).then(|| typed.to_owned())
}

fn give(model: &mut Model, then: ReasonThen, reason: String, moment: Moment) -> Vec<Effect> {
    let (command, then) = match then {
        ReasonThen::Doubt { place, value, then } => {
            return answer::answer(model, place, value, Some(reason), then, moment);
        }
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
