//! Why a command was not carried out, told to the person, with the way on.

use super::check;
use crate::app::draft::reading::Reading;
use crate::app::effect::Effect;
use crate::app::mode::Then;
use crate::app::model::Model;
use crate::app::wording;
use crate::interview::Stop;
use crate::interview::command::Command;
use crate::interview::refusal::Refusal;
use crate::place::Place;
use crate::value::{Special, Value};

/// Tells why; a soft check asks for a reason, after which `tried` is tried again.
pub fn tell(model: &mut Model, refusal: Refusal, tried: Option<(Value, Then)>) -> Vec<Effect> {
    note_raised(model, &refusal);
    if let (Refusal::Doubt { place, failed }, Some((value, then))) = (&refusal, tried.clone()) {
        let lines = messages(model, *place, failed, model.words.doubted);
        check::doubt(model, (*place, value), failed, lines, then);
        return Vec::new();
    }
    if let (Refusal::Check { .. }, Some(live)) = (&refusal, &mut model.live) {
        live.draft.replace_next();
    }
    if let (Refusal::Check { place, failed }, Some((value, _))) = (&refusal, &tried) {
        let lines = messages(model, *place, failed, model.words.check_failed);
        if check::refuse(model, (*place, value), failed, lines) {
            return Vec::new();
        }
    }
    let text = words(model, &refusal);
    model.warn(text);
    Vec::new()
}

/// Lets it be noted that checks were raised.
fn note_raised(model: &mut Model, refusal: &Refusal) {
    let (Refusal::Check { place, failed } | Refusal::Doubt { place, failed }) = refusal else {
        return;
    };
    let hard = matches!(refusal, Refusal::Check { .. });
    let at = model.live.as_ref().map(|live| live.interview.path(*place)).unwrap_or_default();
    model.watch.raised.extend(failed.iter().map(|&check| (at.clone(), check, hard)));
}

/// Warns if what is typed here is no answer, or one that would be refused; whether it is so.
pub fn flag_typed(model: &mut Model) -> bool {
    let Some(live) = &model.live else { return false };
    let Stop::Question(place) = live.stop else { return false };
    if live.finished() {
        return false;
    }
    let text = match live.draft.reading() {
        Reading::Fault(fault) => wording::fault(model.words, &fault),
        Reading::Answer(value) => {
            let command = Command::Answer { place, value, reason: None };
            match live.interview.decide(&command, live.moment) {
                Err(refusal) => words(model, &refusal),
                Ok(_) => return false,
            }
        }
        Reading::Blank | Reading::Path(_) => return false,
    };
    model.warn(text);
    true
}

/// The messages of checks of a question; the usual words for those without.
fn messages(model: &Model, place: Place, failed: &[usize], usual: &str) -> Vec<String> {
    let Some(live) = &model.live else { return Vec::new() };
    let checks = live.node(place).question().map_or(&[][..], |question| &question.checks);
    failed
        .iter()
        .map(|&at| {
            let own = checks.get(at).and_then(|check| live.interview.text(&check.message, place));
            own.map(|filled| filled.text)
                .filter(|text| !text.is_empty())
                .unwrap_or_else(|| usual.to_owned())
        })
        .collect()
}

/// The special answers that a question is open to, with their keys.
fn specials(model: &Model, place: Place) -> String {
    let Some(live) = &model.live else { return String::new() };
    let open = live.node(place).question().map_or(&[][..], |question| &question.special);
    let named: Vec<String> = open
        .iter()
        .map(|&special| {
            let key = match special {
                Special::DontKnow => "F2",
                Special::Refused => "F3",
                Special::NotApplicable => "F4",
            };
            format!("{key} {}", wording::special(model.words, special))
        })
        .collect();
    named.join(", ")
}

/// A refusal in words.
fn words(model: &Model, refusal: &Refusal) -> String {
    let words = model.words;
    let named = |places: &[Place]| {
        let Some(live) = &model.live else { return String::new() };
        let numbers: Vec<String> =
            places.iter().take(8).map(|&place| wording::number(&live.interview, place)).collect();
        numbers.join(", ")
    };
    match refusal {
        Refusal::Check { place, failed } => {
            messages(model, *place, failed, words.check_failed).join(" ")
        }
        Refusal::Doubt { place, failed } => {
            messages(model, *place, failed, words.doubted).join(" ")
        }
        Refusal::WrongKind { .. } => words.wrong_kind.to_owned(),
        Refusal::NotOffered { choice, .. } => (words.no_such_choice)(choice),
        Refusal::TooMany { at_most, .. } => (words.too_many)(*at_most as usize),
        Refusal::Exclusive { place, choice } => {
            let live = model.live.as_ref();
            let label = live.map(|live| live.interview.choice_label(*place, choice));
            (words.exclusive)(&label.unwrap_or_default())
        }
        Refusal::SpecialClosed { place } => (words.special_closed)(&specials(model, *place)),
        Refusal::NotRelevant { .. } => words.not_relevant.to_owned(),
        Refusal::ReadOnly { .. } => words.read_only.to_owned(),
        Refusal::NothingThere => words.nothing_there.to_owned(),
        Refusal::RowsFixed => words.rows_fixed.to_owned(),
        Refusal::Open { places } => (words.open_questions)(&named(places)),
        Refusal::Failing { places } => (words.failing_questions)(&named(places)),
        Refusal::Finished => words.finished_read_only.to_owned(),
        Refusal::NotFinished => words.not_finished.to_owned(),
        Refusal::NoLanguage => words.no_language.to_owned(),
        Refusal::NothingToUndo => words.nothing_to_undo.to_owned(),
        Refusal::Locked { .. } => words.locked.to_owned(),
    }
}
