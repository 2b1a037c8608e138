//! Writing a remark on the question we are at (E21).

use super::commit;
use super::refused;
use crate::app::draft::text::TextDraft;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{Mode, Then};
use crate::app::model::Model;
use crate::interview::command::Command;
use crate::moment::Moment;
use crate::place::Place;

/// Opens the remark on the question, or on the whole interview at its end.
pub fn open(model: &mut Model) {
    let Some(live) = &model.live else { return };
    let place = live.place().unwrap_or(Place::ROOT);
    let mut field = TextDraft::with(live.interview.remark(place).unwrap_or(""), true);
    field.set_row_width(model.row_width);
    model.push(Mode::Remark { place, field });
}

/// A key while a remark is written. Leaving by Esc stores it too: nothing typed is lost.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::Remark { place, field }) = model.mode_mut() else { return Vec::new() };
    match action {
        Some(Action::Enter | Action::Back) => {
            let (place, text) = (*place, field.text().trim().to_owned());
            store(model, place, text, moment)
        }
        _ => {
            field.key(key);
            Vec::new()
        }
    }
}

fn store(model: &mut Model, place: Place, text: String, moment: Moment) -> Vec<Effect> {
    let known = model.live.as_ref().and_then(|live| live.interview.remark(place)).unwrap_or("");
    if known == text {
        model.pop();
        return Vec::new();
    }
    match commit::ask(model, Command::Remark { place, text }, Then::Stay, moment) {
        Ok(effects) => {
            model.pop();
            effects
        }
        Err(refusal) => refused::tell(model, refusal, None),
    }
}
