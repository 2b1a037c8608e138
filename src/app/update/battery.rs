//! Answering a battery row by row.

use super::answer;
use super::commit;
use super::go;
use super::refused;
use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::mode::Then;
use crate::app::model::Model;
use crate::interview::State;
use crate::interview::command::Command;
use crate::moment::Moment;
use crate::value::Value;

/// Answers the row in focus.
pub fn choose(model: &mut Model, choice: String, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    let (Draft::Battery(draft), false) =
        (&mut live.draft, live.interview.state() == State::Complete)
    else {
        return Vec::new();
    };
    let Some(row) = draft.row() else { return Vec::new() };
    let place = row.place;
    let same = row.chosen.is_some_and(|at| draft.scale.choices[at].name.as_ref() == choice);
    if same {
        return step(model);
    }
    answer::answer(model, place, Value::Choice(choice), None, Then::NextRow, moment)
}

/// Enter: a typed code answers, an earlier answer is confirmed, an answered row is passed; the
/// battery ends once nothing that is asked for is open.
pub fn enter(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    let finished = live.finished();
    let Draft::Battery(draft) = &mut live.draft else { return Vec::new() };
    if finished || draft.rows.is_empty() {
        go::advance(model);
        return Vec::new();
    }
    if let Some(choice) = draft.enter() {
        return choose(model, choice, moment);
    }
    if !draft.scale.typed.is_empty() {
        let told = (model.words.no_such_choice)(draft.scale.typed.text());
        model.warn(told);
        return Vec::new();
    }
    let Some(row) = draft.row() else { return Vec::new() };
    if row.waiting {
        let command = Command::Confirm { place: row.place };
        return match commit::ask(model, command, Then::NextRow, moment) {
            Ok(effects) => effects,
            Err(refusal) => refused::tell(model, refusal, None),
        };
    }
    if row.is_open() && row.required {
        let text = format!("{} {}", model.words.required, model.words.how_to_pass);
        model.warn(text);
        return Vec::new();
    }
    step(model)
}

/// On to the row below; from the last one to a row that is still open, else to the next stop.
fn step(model: &mut Model) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    let Draft::Battery(draft) = &mut live.draft else { return Vec::new() };
    if draft.focus + 1 < draft.rows.len() {
        draft.focus_on(draft.focus + 1);
        model.notice = None;
        return Vec::new();
    }
    let open = draft.rows.iter().position(|row| row.is_open() && row.required);
    match open {
        Some(row) => draft.focus_on(row),
        None => go::advance(model),
    }
    Vec::new()
}
