//! A yes or no that is asked for; Enter alone is neither.

use super::answer;
use super::paste;
use super::rows;
use super::undo;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{ConfirmThen, Mode};
use crate::app::model::Model;
use crate::id::InterviewId;
use crate::moment::Moment;

/// A key while a yes or no is asked for.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::Confirm(mode)) = model.mode_mut() else { return Vec::new() };
    match (action, mode.picker.chosen()) {
        (Some(Action::Enter), None) => model.say(model.words.choose_first),
        (Some(Action::Enter), Some(0)) => {
            let then = mode.then.clone();
            return run(model, then, moment);
        }
        (Some(Action::Enter | Action::Back), _) => {
            let kept = matches!(mode.then, ConfirmThen::UndoChange);
            model.pop();
            if kept {
                model.say(model.words.trace.undo_or_see);
            }
        }
        _ => {
            mode.picker.key(key);
            // Nothing is lost either way here, so that the digit alone decides.
            if let (ConfirmThen::GoOn(id), Key::Char(_)) = (&mode.then, key) {
                return by_digit(*id, mode.picker.chosen(), model);
            }
        }
    }
    Vec::new()
}

fn by_digit(id: InterviewId, chosen: Option<usize>, model: &mut Model) -> Vec<Effect> {
    match chosen {
        Some(0) => go_on(model, id),
        Some(_) => {
            model.pop();
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn go_on(model: &mut Model, id: InterviewId) -> Vec<Effect> {
    model.pop();
    vec![Effect::Open(id)]
}

fn run(model: &mut Model, then: ConfirmThen, moment: Moment) -> Vec<Effect> {
    match then {
        ConfirmThen::RemoveRow(row) => {
            model.pop();
            rows::remove(model, row, moment)
        }
        ConfirmThen::GoOn(id) => go_on(model, id),
        ConfirmThen::TakeTable => {
            model.pop();
            paste::take(model, moment)
        }
        ConfirmThen::UndoChange => {
            model.pop();
            undo::step(model, moment)
        }
        ConfirmThen::Answer { place, value, then } => {
            answer::answer(model, place, value, None, then, moment)
        }
    }
}
