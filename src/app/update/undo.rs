//! Taking back and doing again: first what is being typed, then step by step what was entered.

use super::commit;
use super::refused;
use crate::app::effect::Effect;
use crate::app::mode::Then;
use crate::app::model::Model;
use crate::interview::command::Command;
use crate::moment::Moment;

/// Takes back the last typing, else the last step.
pub fn undo(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    if live.touched() && live.draft.undo() {
        return Vec::new();
    }
    run(model, Command::Undo, moment)
}

/// Does again the step taken back last.
pub fn redo(model: &mut Model, moment: Moment) -> Vec<Effect> {
    run(model, Command::Redo, moment)
}

fn run(model: &mut Model, command: Command, moment: Moment) -> Vec<Effect> {
    match commit::ask(model, command, Then::ToChanged, moment) {
        Ok(effects) => effects,
        Err(refusal) => refused::tell(model, refusal, None),
    }
}
