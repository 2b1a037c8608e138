//! Special answers: one key each, on any kind of question that is open to them.

use super::answer;
use super::ask;
use super::refused;
use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::mode::{ConfirmThen, Then};
use crate::app::model::Model;
use crate::app::wording;
use crate::interview::Stop;
use crate::interview::refusal::Refusal;
use crate::moment::Moment;
use crate::value::{Special, Value};

/// Gives a special answer to the question, or the row of the battery, that is asked.
pub fn give(model: &mut Model, special: Special, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let Some(place) = live.place() else { return Vec::new() };
    let Some(question) = live.node(place).question() else { return Vec::new() };
    if live.finished() {
        return refused::tell(model, Refusal::Finished, None);
    }
    if !question.special.contains(&special) {
        return refused::tell(model, Refusal::SpecialClosed { place }, None);
    }
    let then = if matches!(live.stop, Stop::Battery(_)) { Then::NextRow } else { Then::Advance };
    let value = Value::Special(special);
    if let Draft::Choices(draft) = &live.draft
        && !draft.picked.is_empty()
    {
        let name = wording::special(model.words, special);
        let title = (model.words.special_clears)(name, draft.picked.len());
        ask::confirm(model, title, ConfirmThen::Answer { place, value, then });
        return Vec::new();
    }
    answer::answer(model, place, value, None, then, moment)
}
