//! Help and messages: texts to read and close.

use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::{self, Action, Scene};
use crate::app::mode::Mode;
use crate::app::model::Model;

/// How far a page goes.
const PAGE: usize = 10;

/// Explains the keys of a scene, with the questionnaire's own help on the question.
pub fn open(model: &mut Model, scene: Scene) {
    if matches!(model.mode(), Mode::Help { .. } | Mode::Failed { .. }) {
        return;
    }
    let guidance = match (model.mode(), &model.live) {
        (Mode::Interview, Some(live)) => live.place().and_then(|place| {
            let guidance = &live.node(place).guidance;
            live.interview.text(guidance, place).map(|filled| filled.text)
        }),
        _ => None,
    };
    let guidance = guidance.unwrap_or_default();
    model.push(Mode::Help { scene, guidance, scroll: 0 });
}

/// A key while help is read.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key) -> Vec<Effect> {
    let Some(Mode::Help { scroll, guidance, .. }) = model.mode_mut() else { return Vec::new() };
    let last = guidance.lines().count() + keymap::BINDINGS.len();
    match (action, key) {
        (Some(Action::Enter | Action::Back), _) => model.pop(),
        (_, Key::Up) => *scroll = scroll.saturating_sub(1),
        (_, Key::Down) => *scroll = (*scroll + 1).min(last),
        (_, Key::PageUp) => *scroll = scroll.saturating_sub(PAGE),
        (_, Key::PageDown) => *scroll = (*scroll + PAGE).min(last),
        _ => {}
    }
    Vec::new()
}

/// A key while a message is read.
pub fn close_message(model: &mut Model, action: Option<Action>) -> Vec<Effect> {
    if matches!(action, Some(Action::Enter | Action::Back)) {
        model.pop();
    }
    Vec::new()
}
