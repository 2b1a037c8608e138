//! What a value on the power line answers: it is read as it would be typed on its question, and
//! also where it begins the label of one choice.

use super::find::begins;
use super::parse;
use crate::app::draft::Draft;
use crate::app::draft::offer::Offer;
use crate::app::draft::reading::{Fault, Reading};
use crate::app::fold;
use crate::app::key::Key;
use crate::app::place_draft;
use crate::app::search;
use crate::app::words::table::Words;
use crate::form::node::QuestionKind;
use crate::interview::{Interview, Offered, Stop};
use crate::place::Place;
use crate::value::{Special, Value};

/// The words for special answers.
pub const SPECIALS: [(&str, Special); 3] =
    [("dk", Special::DontKnow), ("ref", Special::Refused), ("na", Special::NotApplicable)];

/// What a value answers at a place; times are of the zone that many minutes east of UTC.
pub fn read(
    words: &Words,
    interview: &Interview,
    offset_minutes: i16,
    place: Place,
    typed: &str,
) -> Reading {
    let Some(question) = interview.form().node(place.node).question() else {
        return Reading::Blank;
    };
    if typed.is_empty() {
        return Reading::Blank;
    }
    let plain = parse::unquoted(typed);
    if let (None, Some(special)) = (&plain, special(typed)) {
        return Reading::Answer(Value::Special(special));
    }
    match &question.kind {
        QuestionKind::SelectOne => match choice(&Offer::new(interview.choices(place)), typed) {
            Ok(choice) => Reading::Answer(Value::Choice(choice.name.to_string())),
            Err(fault) => Reading::Fault(fault),
        },
        QuestionKind::SelectMultiple | QuestionKind::Rank => {
            let offer = Offer::new(interview.choices(place));
            let chosen: Result<Vec<String>, Fault> = parse::parts(typed)
                .into_iter()
                .map(|part| choice(&offer, part).map(|choice| choice.name.to_string()))
                .collect();
            chosen.map_or_else(Reading::Fault, |names| Reading::Answer(Value::Choices(names)))
        }
        QuestionKind::Acknowledge if matches!(typed, "1" | "ok" | "OK") => {
            Reading::Answer(Value::Acknowledged)
        }
        QuestionKind::Acknowledge => Reading::Fault(Fault::NoSuchChoice(typed.to_owned())),
        _ => {
            let typed = plain.unwrap_or_else(|| typed.to_owned());
            as_typed(words, interview, offset_minutes, place, &typed)
        }
    }
}

/// The special answer of a word, also typed on a Russian layout.
fn special(typed: &str) -> Option<Special> {
    let latin: String = typed.chars().map(fold::latin).collect();
    SPECIALS.iter().find(|(word, _)| *word == latin).map(|(_, special)| *special)
}

/// The editor of the question reads what is typed, key by key.
fn as_typed(
    words: &Words,
    interview: &Interview,
    offset_minutes: i16,
    place: Place,
    typed: &str,
) -> Reading {
    let stop = Stop::Question(place);
    let mut draft = place_draft::draft(words, interview, stop, offset_minutes);
    if let Draft::Nothing = draft {
        return Reading::Blank;
    }
    draft.restore("");
    for typed in typed.chars() {
        draft.key(&Key::Char(typed));
    }
    draft.reading()
}

/// The choice that a code, a name or the beginning of a label means.
fn choice<'a>(offer: &'a Offer, typed: &str) -> Result<&'a Offered, Fault> {
    let plain = parse::unquoted(typed);
    let text = plain.as_deref().unwrap_or(typed);
    let digits: Option<String> = text.chars().map(|typed| fold::number_row(typed, true)).collect();
    let named = offer
        .by_code(text)
        .or_else(|| offer.by_name(text))
        .or_else(|| digits.and_then(|digits| offer.by_code(&digits)));
    if let Some(at) = named {
        return Ok(&offer.choices[at]);
    }
    let meant = matching(&offer.choices, text);
    let whole = |&&at: &&usize| search::fold(&offer.choices[at].label) == search::fold(text);
    match meant.as_slice() {
        [] => Err(Fault::NoSuchChoice(text.to_owned())),
        [only] => Ok(&offer.choices[*only]),
        several => match several.iter().find(whole) {
            Some(&at) => Ok(&offer.choices[at]),
            None => Err(Fault::SeveralMatch(several.len())),
        },
    }
}

/// The positions of the choices whose label begins so, else of those whose name does.
pub fn matching(choices: &[Offered], typed: &str) -> Vec<usize> {
    let folded = search::fold(typed);
    let all = || 0..choices.len();
    if folded.is_empty() {
        return all().filter(|_| typed.is_empty()).collect();
    }
    let found: Vec<usize> =
        all().filter(|&at| search::fold(&choices[at].label).starts_with(&folded)).collect();
    if found.is_empty() {
        return all().filter(|&at| begins(&choices[at].name, typed)).collect();
    }
    found
}
