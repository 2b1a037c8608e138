//! The end of the interview: review and finish.

use super::ask;
use super::commit;
use super::go;
use super::jump;
use super::refused;
use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::mode::{ReasonThen, Then};
use crate::app::model::Model;
use crate::app::wording;
use crate::interview::Stop;
use crate::interview::command::Command;
use crate::interview::refusal::Refusal;
use crate::moment::Moment;
use crate::place::Place;

/// Enter at the end: only a typed or highlighted line does anything, so that a key held down
/// never finishes an interview (E3).
pub fn enter(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let Draft::End(picker) = &live.draft else { return Vec::new() };
    match (live.finished(), picker.chosen()) {
        (_, None) => {
            model.say(model.words.choose_first);
            Vec::new()
        }
        (true, Some(0)) => commit::leave(model),
        (true, Some(_)) => {
            ask::correct(model);
            Vec::new()
        }
        (false, Some(0)) => finish(model, Vec::new(), moment),
        (false, Some(1)) => {
            to_first_open(model);
            Vec::new()
        }
        (false, Some(2)) => {
            jump::problems(model);
            Vec::new()
        }
        (false, Some(_)) => commit::leave(model),
    }
}

/// To the first question that is still open.
pub fn to_first_open(model: &mut Model) {
    let Some(live) = &model.live else { return };
    match live.interview.first_open_stop() {
        Stop::End => {
            if live.stop != Stop::End {
                go::jump(model, Stop::End);
            }
            model.say(model.words.nothing_open);
        }
        stop => go::jump(model, stop),
    }
}

/// Finishes; each required question that is open is asked a reason for.
pub fn finish(model: &mut Model, reasons: Vec<(Place, String)>, moment: Moment) -> Vec<Effect> {
    let command = Command::Complete { reasons: reasons.clone() };
    match commit::ask(model, command, Then::Finished, moment) {
        Ok(effects) => effects,
        Err(Refusal::Open { places }) => {
            ask_next(model, places, reasons);
            Vec::new()
        }
        Err(refusal @ Refusal::Failing { .. }) => {
            jump::problems(model);
            refused::tell(model, refusal, None)
        }
        Err(refusal) => refused::tell(model, refusal, None),
    }
}

/// Asks why the next of the open questions stays open.
fn ask_next(model: &mut Model, places: Vec<Place>, reasons: Vec<(Place, String)>) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let given = |place: &Place| reasons.iter().any(|(known, _)| known == place);
    let open: Vec<Place> = places.into_iter().filter(|place| !given(place)).collect();
    let Some(&first) = open.first() else { return };
    let number = wording::number(&live.interview, first);
    let subject = format!("{number}  {}", wording::short(&live.interview, first));
    let lines = vec![(words.still_open)(open.len())];
    let then = ReasonThen::Complete { places: open, reasons };
    ask::reason(model, words.leave_open_title, subject, lines, words.leave_open_reasons, then);
}
