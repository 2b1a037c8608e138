//! Taking back and doing again: first what is being typed, then step by step what was entered.

use super::commit;
use super::refused;
use crate::app::effect::Effect;
use crate::app::live::notes_are_focused;
use crate::app::mode::Then;
use crate::app::model::Model;
use crate::interview::command::Command;
use crate::moment::Moment;

/// Takes back the last typing, else the last step.
pub fn undo(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    if notes_are_focused(live) && live.notes.field.undo() {
        return Vec::new();
    }
    if live.touched() && live.draft.undo() {
        return Vec::new();
    }
    step(model, moment)
}

/// Does again the step taken back last.
pub fn redo(model: &mut Model, moment: Moment) -> Vec<Effect> {
    run(model, Command::Redo, Then::ToChanged, moment)
}

/// Takes back the last step, whatever is being typed.
pub fn step(model: &mut Model, moment: Moment) -> Vec<Effect> {
    run(model, Command::Undo, Then::ToChanged, moment)
}

/// Takes back a step and all after it, or does again all up to it.
pub fn to(model: &mut Model, step: u32, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let steps = live.interview.steps();
    let Some(found) = steps.iter().find(|known| known.number == step) else { return Vec::new() };
    match found.undone {
        false => run(model, Command::Undo, Then::UndoTo(step), moment),
        true => run(model, Command::Redo, Then::RedoTo(step), moment),
    }
}

fn run(model: &mut Model, command: Command, then: Then, moment: Moment) -> Vec<Effect> {
    match commit::ask(model, command, then, moment) {
        Ok(effects) => effects,
        Err(refusal) => refused::tell(model, refusal, None),
    }
}
