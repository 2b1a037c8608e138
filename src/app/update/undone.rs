//! What undoing took back, or what was done again, in words.

use crate::app::live::Live;
use crate::app::wording;
use crate::app::words::table::Words;
use crate::form::node::Kind;
use crate::interview::fact::{Fact, What};
use crate::place::Place;

/// The most letters of a name or an answer; more is cut off.
const LETTERS_MAX: usize = 40;

/// What is told of the place that undoing or doing again is about, as long as nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    name: String,
    value: String,
}

/// What a step is about: of undoing, what happened first in the step that is undone.
pub fn subject(facts: &[Fact]) -> Option<&What> {
    let mut about = facts.iter().map(|fact| &fact.what).filter(|what| what.address().is_some());
    let named = if is_undo(facts) { about.next_back() } else { about.next() }?;
    let mut same =
        facts.iter().map(|fact| &fact.what).filter(|what| what.address() == named.address());
    same.find(|what| is_answer(what)).or(Some(named))
}

fn is_undo(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| matches!(fact.what, What::Undone { .. }))
}

fn is_answer(what: &What) -> bool {
    matches!(
        what,
        What::Answered { .. }
            | What::Cleared { .. }
            | What::SetAside { .. }
            | What::Restored { .. }
    )
}

/// Notes how the place stands before the facts of undoing or doing again count.
pub fn before(words: &Words, live: &Live, facts: &[Fact]) -> Option<Before> {
    let place = live.interview.place(subject(facts)?.address()?);
    Some(Before {
        name: place.map(|place| name(live, place)).unwrap_or_default(),
        value: place.map(|place| value(words, live, place)).unwrap_or_default(),
    })
}

/// What was undone or done again, once its facts count.
pub fn told(words: &Words, live: &Live, facts: &[Fact], before: &Before) -> Option<String> {
    let what = subject(facts)?;
    let undo = is_undo(facts);
    let place = what.address().and_then(|at| live.interview.place(at));
    let name = match place {
        Some(place) if before.name.is_empty() => name(live, place),
        _ => before.name.clone(),
    };
    let kind = match what {
        What::Answered { .. }
        | What::Cleared { .. }
        | What::SetAside { .. }
        | What::Restored { .. } => {
            let after = place.map(|place| value(words, live, place)).unwrap_or_default();
            format!("{} → {after}", before.value)
        }
        What::Passed { .. } => words.passed_because.to_owned(),
        What::Remarked { .. } => words.key_remark.to_owned(),
        What::Noted { .. } => words.key_notes.to_owned(),
        What::Quoted { .. } | What::Unquoted { .. } => words.key_quote.to_owned(),
        What::Sourced { .. } => words.key_source.to_owned(),
        What::Probed { .. } => words.key_probes.to_owned(),
        What::LeftOpen { .. } => words.left_open.to_owned(),
        What::RowMoved { .. } => words.row_moved.to_owned(),
        What::RowRemoved { .. } if undo => words.row_added.to_owned(),
        What::RowRemoved { .. } => words.row_removed.to_owned(),
        _ if undo => words.row_removed.to_owned(),
        _ => words.row_added.to_owned(),
    };
    let told = if undo { words.undone } else { words.redone };
    Some(told(&wording::said_of(&name, &kind)))
}

/// The number of a question with its words, the name of a row.
fn name(live: &Live, place: Place) -> String {
    let node = live.node(place);
    let short = cut(&wording::short(&live.interview, place));
    match (&node.kind, &node.number) {
        (Kind::Question(_), Some(number)) => format!("{number} {short}"),
        _ => short,
    }
}

fn value(words: &Words, live: &Live, place: Place) -> String {
    let interview = &live.interview;
    if interview.locked(place) {
        return "…".to_owned();
    }
    let said = |value| cut(&wording::answer(words, interview, place, value));
    match (interview.value(place), interview.answer(place)) {
        (Some(value), _) => said(&value),
        (None, Some(answer)) => (words.earlier_answer)(&said(&answer.value)),
        (None, None) => words.trouble_missing.to_owned(),
    }
}

fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LETTERS_MAX) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
