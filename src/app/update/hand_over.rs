//! The device changes hands for a block that the respondent answers alone.

use super::commit;
use super::go;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{Mode, Then};
use crate::app::model::Model;
use crate::interview::command::Command;
use crate::moment::Moment;

/// A key while the device changes hands: only a code lets it go on, either way.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::HandOver { group, giving, picker }) = model.mode_mut() else {
        return Vec::new();
    };
    let (group, giving) = (*group, *giving);
    match (action, picker.chosen()) {
        (Some(Action::Enter), Some(0)) => {
            model.pop();
            if giving {
                return Vec::new();
            }
            let command = Command::HandBack { group };
            // A block that was handed back before says nothing new.
            commit::ask(model, command, Then::Stay, moment).unwrap_or_default()
        }
        (Some(Action::Enter), None) => {
            model.say(model.words.choose_first);
            Vec::new()
        }
        (Some(Action::Back), _) | (Some(Action::Enter), Some(_)) => {
            model.pop();
            go::back(model);
            // Stepping back over the border of the block is not another change of hands.
            if matches!(model.mode(), Mode::HandOver { .. }) {
                model.pop();
            }
            Vec::new()
        }
        _ => {
            picker.key(key);
            Vec::new()
        }
    }
}
