//! The dialog of a failed check: what it says, and all the answers it looks at with what they
//! hold, each a place to go to and correct. A soft check is passed here with a reason, a hard one
//! is not.

use super::ask;
use crate::app::mode::{Mode, ReasonThen, Then};
use crate::app::model::Model;
use crate::app::why;
use crate::app::wording;
use crate::place::Place;
use crate::value::Value;

/// Asks for the reason why an answer that soft checks doubt is right.
pub fn doubt(
    model: &mut Model,
    (place, value): (Place, Value),
    failed: &[usize],
    lines: Vec<String>,
    then: Then,
) {
    let words = model.words;
    let subject = subject(model, place, &value);
    let involved = involved(model, place, failed);
    let then = ReasonThen::Doubt { place, value, then };
    ask::reason(model, words.doubt_title, subject, lines, words.doubt_reasons, then);
    put(model, involved);
}

/// Shows the answers that a hard check refuses together. False where it looks at nothing but the
/// answer itself: then a message beside it is enough, and costs no key.
pub fn refuse(
    model: &mut Model,
    (place, value): (Place, &Value),
    failed: &[usize],
    lines: Vec<String>,
) -> bool {
    let involved = involved(model, place, failed);
    if involved.is_empty() {
        return false;
    }
    let subject = subject(model, place, value);
    ask::reason(model, model.words.trace.hard_title, subject, lines, &[], ReasonThen::Nothing);
    put(model, involved);
    true
}

fn put(model: &mut Model, answers: Vec<(Place, String)>) {
    if let Some(Mode::Reason(mode)) = model.mode_mut() {
        mode.involved = answers;
    }
}

/// The question and the answer to it that fails.
fn subject(model: &Model, place: Place, value: &Value) -> String {
    let Some(live) = &model.live else { return String::new() };
    let answer = wording::answer(model.words, &live.interview, place, value);
    format!("{} {answer}", wording::short(&live.interview, place))
}

/// The other answers that failed checks look at, in words; rows with their names.
fn involved(model: &Model, place: Place, failed: &[usize]) -> Vec<(Place, String)> {
    let Some(live) = &model.live else { return Vec::new() };
    let checks = live.node(place).question().map_or(&[][..], |question| &question.checks);
    let rules: Vec<_> =
        failed.iter().filter_map(|&at| checks.get(at)).map(|check| check.rule).collect();
    let interview = &live.interview;
    let told = |at: Place| {
        let row = match at.row == place.row || interview.row_place(at.row).0 == Place::ROOT {
            true => String::new(),
            false => format!("{}: ", wording::row_name(interview, at.row)),
        };
        let named = wording::named(interview, at);
        (at, row + &wording::said_of(&named, &wording::held(model.words, interview, at)))
    };
    why::involved(live, place, &rules).into_iter().map(told).collect()
}
