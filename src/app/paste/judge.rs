//! What would become of each cell of a pasted line, tried on a copy of the interview with the
//! same checks as ever.

use crate::app::draft::reading::Reading;
use crate::app::power::value;
use crate::app::wording;
use crate::app::words::table::Words;
use crate::interview::Interview;
use crate::interview::command::Command;
use crate::interview::refusal::Refusal;
use crate::moment::Moment;
use crate::place::{NodeId, Place};
use crate::value::Value;

/// What would become of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Nothing is in it, or its column answers no question.
    Nothing,
    /// It becomes an answer.
    Answer(Value),
    /// A soft check doubts it: it stays open.
    Doubted(String),
    /// It is refused: it stays open.
    Refused(String),
}

/// What would become of the cells of a line as a row of its own; why there is no row, if none.
pub fn line(
    words: &Words,
    interview: &Interview,
    roster: Place,
    nodes: &[Option<NodeId>],
    cells: &[String],
    moment: Moment,
) -> Result<Vec<Verdict>, Refusal> {
    let mut trial = interview.clone();
    let facts = trial.decide(&Command::AddRow { roster, before: None }, moment)?;
    for fact in &facts {
        trial.apply(fact);
    }
    let added = facts.iter().find_map(|fact| trial.place(fact.what.address()?));
    let row = added.ok_or(Refusal::NothingThere)?.row;
    let mut verdicts = vec![Verdict::Nothing; nodes.len()];
    // In the order of the form, so that what opens a question comes before it.
    let mut order: Vec<(NodeId, usize)> =
        nodes.iter().enumerate().filter_map(|(at, node)| Some(((*node)?, at))).collect();
    order.sort_unstable();
    for (node, at) in order {
        let Some(typed) = cells.get(at).filter(|typed| !typed.is_empty()) else { continue };
        verdicts[at] = cell(words, &mut trial, Place::new(row, node), typed, moment);
    }
    Ok(verdicts)
}

fn cell(
    words: &Words,
    trial: &mut Interview,
    place: Place,
    typed: &str,
    moment: Moment,
) -> Verdict {
    if !trial.relevant(place) {
        return Verdict::Refused(words.not_relevant.to_owned());
    }
    let value = match value::read(words, trial, moment.offset_minutes, place, typed) {
        Reading::Answer(value) => value,
        Reading::Fault(fault) => return Verdict::Refused(wording::fault(words, &fault)),
        Reading::Blank => return Verdict::Nothing,
        Reading::Path(_) => return Verdict::Refused(words.wrong_kind.to_owned()),
    };
    let command = Command::Answer { place, value: value.clone(), reason: None };
    match trial.decide(&command, moment) {
        Ok(facts) => {
            for fact in &facts {
                trial.apply(fact);
            }
            Verdict::Answer(value)
        }
        Err(Refusal::Doubt { failed, .. }) => {
            Verdict::Doubted(message(trial, place, &failed, words.doubted))
        }
        Err(Refusal::Check { failed, .. }) => {
            Verdict::Refused(message(trial, place, &failed, words.check_failed))
        }
        Err(Refusal::NotOffered { choice, .. }) => {
            Verdict::Refused((words.no_such_choice)(&choice))
        }
        Err(Refusal::TooMany { at_most, .. }) => {
            Verdict::Refused((words.too_many)(at_most as usize))
        }
        Err(Refusal::SpecialClosed { .. }) => Verdict::Refused((words.special_closed)("")),
        Err(_) => Verdict::Refused(words.wrong_kind.to_owned()),
    }
}

/// What the first of the failed checks says; the usual words if it says nothing.
fn message(interview: &Interview, place: Place, failed: &[usize], usual: &str) -> String {
    let question = interview.form().node(place.node).question();
    let check = failed.first().and_then(|&at| question?.checks.get(at));
    let own = check.and_then(|check| interview.text(&check.message, place));
    own.map(|own| own.text).filter(|own| !own.is_empty()).unwrap_or_else(|| usual.to_owned())
}
