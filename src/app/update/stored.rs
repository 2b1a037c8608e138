//! What was stored just now, in words, for those who hear the program rather than see it.

use crate::app::model::Model;
use crate::app::wording;
use crate::interview::fact::{Fact, What};

/// Tells the answers among facts, before they count, after those told of the same line.
pub fn add(model: &mut Model, facts: &[Fact]) {
    if let Some(told) = in_words(model, facts) {
        let before = model.stored.take();
        model.stored = Some(before.map_or(told.clone(), |before| format!("{before}; {told}")));
    }
}

/// Nothing where the respondent is alone: what was answered there is shown to nobody.
fn in_words(model: &Model, facts: &[Fact]) -> Option<String> {
    let live = model.live.as_ref().filter(|live| live.alone(live.stop).is_none())?;
    let answers = facts.iter().filter_map(|fact| match &fact.what {
        What::Answered { at, value, .. } => {
            let place = live.interview.place(at)?;
            Some(wording::answer(model.words, &live.interview, place, value))
        }
        _ => None,
    });
    let told = answers.collect::<Vec<_>>().join("; ");
    (!told.is_empty()).then_some(told)
}
