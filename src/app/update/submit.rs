//! Enter at a stop: the draft becomes an answer, or we go on.

use super::answer;
use super::battery;
use super::commit;
use super::end;
use super::go;
use super::refused;
use super::rows;
use crate::app::draft::Draft;
use crate::app::draft::reading::Reading;
use crate::app::effect::Effect;
use crate::app::mode::Then;
use crate::app::model::Model;
use crate::app::wording;
use crate::interview::command::Command;
use crate::interview::{State, Stop};
use crate::moment::Moment;
use crate::place::Place;

/// Enter.
pub fn enter(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    match &live.draft {
        Draft::Battery(_) => return battery::enter(model, moment),
        Draft::Rows(_) => return rows::enter(model, moment),
        Draft::End(_) => return end::enter(model, moment),
        _ => {}
    }
    if let (Draft::Choices(draft), true) =
        (&mut live.draft, live.interview.state() != State::Complete)
        && draft.enter()
    {
        return Vec::new();
    }
    let Stop::Question(place) = live.stop else { return Vec::new() };
    if live.finished() || matches!(live.draft, Draft::Nothing) {
        go::advance(model);
        return Vec::new();
    }
    // A default that is entered as it stands becomes an answer; an answer stays as it is.
    let settled = !live.touched() && live.answered(place);
    match live.draft.reading() {
        _ if settled => {
            go::advance(model);
            Vec::new()
        }
        Reading::Answer(value) => answer::answer(model, place, value, None, Then::Advance, moment),
        Reading::Path(path) => answer::attach(model, place, path),
        Reading::Blank => blank(model, place, moment),
        Reading::Fault(fault) => {
            if let Draft::Choices(draft) = &mut live.draft {
                draft.told();
            }
            model.warn(wording::fault(model.words, &fault));
            Vec::new()
        }
    }
}

/// Enter with nothing typed: confirms an earlier answer, takes an answer back that was erased,
/// goes on where no answer is asked for.
fn blank(model: &mut Model, place: Place, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let required = live.interview.required(place);
    let command = if live.waiting(place) {
        Some((Command::Confirm { place }, Then::Advance))
    } else if live.interview.value(place).is_some() && !matches!(live.draft, Draft::Choice(_)) {
        // Only what was erased is taken back, presets included; a choice cannot be erased by
        // choosing nothing.
        Some((Command::Clear { place }, if required { Then::Stay } else { Then::Advance }))
    } else {
        None
    };
    if let Some((command, then)) = command {
        return match commit::ask(model, command, then, moment) {
            Ok(effects) => effects,
            Err(refusal) => refused::tell(model, refusal, None),
        };
    }
    if required && live.interview.left_open(place).is_none() {
        let own = live.node(place).question().and_then(|question| {
            live.interview.text(&question.required_message, place).map(|filled| filled.text)
        });
        let text = match own {
            Some(own) => format!("{own} {}", model.words.how_to_pass),
            None => format!("{} {}", model.words.required, model.words.how_to_pass),
        };
        model.warn(text);
        return Vec::new();
    }
    go::advance(model);
    Vec::new()
}
