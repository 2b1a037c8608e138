//! Answering a question, with what is asked before the answer counts.

use super::ask;
use super::commit;
use super::refused;
use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::mode::{ConfirmThen, Mode, Then};
use crate::app::model::Model;
use crate::form::graph::Role;
use crate::interview::Stop;
use crate::interview::command::Command;
use crate::interview::refusal::Refusal;
use crate::moment::Moment;
use crate::place::Place;
use crate::value::{FileAnswer, Value};

/// More rows than this are asked about first (E15).
const MANY_ROWS: i64 = 100;

/// Answers a question; checks that doubt it are asked about, refusals told.
pub fn answer(
    model: &mut Model,
    place: Place,
    value: Value,
    reason: Option<String>,
    then: Then,
    moment: Moment,
) -> Vec<Effect> {
    if let Value::Integer(count) = value
        && asks_about_rows(model, place, &value)
        && !matches!(model.mode(), Mode::Confirm(_))
        && !fails_hard(model, place, &value, moment)
    {
        let title = (model.words.many_rows)(count);
        ask::confirm(model, title, ConfirmThen::Answer { place, value, then });
        return Vec::new();
    }
    if matches!(model.mode(), Mode::Confirm(_)) {
        model.pop();
    }
    let command = Command::Answer { place, value: value.clone(), reason };
    match commit::ask(model, command, then, moment) {
        Ok(effects) => effects,
        Err(refusal) => refused::tell(model, refusal, Some((value, then))),
    }
}

/// Whether so many rows would come of the answer that it is asked about first (E15).
pub fn asks_about_rows(model: &Model, place: Place, value: &Value) -> bool {
    matches!(value, Value::Integer(count) if *count > MANY_ROWS) && makes_rows(model, place)
}

/// Whether the answer is refused whatever one says to the number of its rows.
fn fails_hard(model: &Model, place: Place, value: &Value, moment: Moment) -> bool {
    let command = Command::Answer { place, value: value.clone(), reason: None };
    model.live.as_ref().is_some_and(|live| {
        !matches!(live.interview.decide(&command, moment), Ok(_) | Err(Refusal::Doubt { .. }))
    })
}

/// Whether the number of rows of a roster hangs on the answer.
fn makes_rows(model: &Model, place: Place) -> bool {
    let Some(live) = &model.live else { return false };
    let dependents = live.interview.form().graph.dependents(place.node);
    dependents.iter().any(|dependent| dependent.computed.role == Role::Count)
}

/// Asks for a file to be copied; only one of the content that the question asks for is.
pub fn attach(model: &Model, place: Place, path: String) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let kind = live.node(place).question().and_then(|question| question.kind.file_kind());
    let kind = kind.unwrap_or("file").to_owned();
    vec![Effect::Attach { interview: live.id, path, kind }]
}

/// A file was copied: it is the answer.
pub fn attached(model: &mut Model, file: FileAnswer, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let (Stop::Question(place), Draft::File(_)) = (live.stop, &live.draft) else {
        return Vec::new();
    };
    answer(model, place, Value::File(file), None, Then::Advance, moment)
}
