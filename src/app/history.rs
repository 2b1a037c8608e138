//! The steps of an interview in words, done and undone: what, from which answer to which, when.

use super::screen::ListItem;
use super::wording;
use super::words::table::Words;
use crate::explain::Explainer;
use crate::form::node::Kind;
use crate::interview::fact::What;
use crate::interview::{Interview, Step, Stop};
use crate::moment::Moment;
use crate::place::{Address, Place};
use crate::value::Value;

/// The most letters of an answer; more is cut off.
const LETTERS_MAX: usize = 40;

/// The lines of the history, the latest step first.
#[derive(Debug, Default)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<ListItem>,
    /// Where each leads.
    pub stops: Vec<Option<Stop>>,
    /// The step of each.
    pub steps: Vec<Option<u32>>,
    /// The line of the step done last.
    pub now: usize,
}

/// All steps that can be undone or done again.
pub fn lines(words: &Words, interview: &Interview) -> Lines {
    let mut found = Lines::default();
    let steps = interview.steps();
    let any_undone = steps.iter().any(|step| step.undone);
    for step in steps.iter().rev() {
        if any_undone && !step.undone && !found.steps.contains(&None) {
            found.push(super::picker::heading(words.trace.stands_here), None, None);
        }
        if !step.undone && found.steps.iter().flatten().count() == found.undone() {
            found.now = found.lines.len();
        }
        let (line, stop) = told(words, interview, step);
        found.push(line, stop, Some(step.number));
    }
    found
}

impl Lines {
    fn push(&mut self, line: ListItem, stop: Option<Stop>, step: Option<u32>) {
        self.lines.push(line);
        self.stops.push(stop);
        self.steps.push(step);
    }

    fn undone(&self) -> usize {
        self.lines.iter().filter(|line| line.dim).count()
    }
}

fn told(words: &Words, interview: &Interview, step: &Step) -> (ListItem, Option<Stop>) {
    let about = step.forward.iter().find(|what| what.address().is_some());
    let place = about.and_then(|what| what.address()).and_then(|at| interview.place_ever(at));
    let (name, kind) = match (about, place) {
        (Some(what), Some(place)) => {
            (name(interview, what, place), kind(words, interview, what, place, step.backward))
        }
        _ => (String::new(), String::new()),
    };
    let aside = step.forward.iter().filter(|what| matches!(what, What::SetAside { .. })).count();
    let mut label = wording::said_of(&name, &kind);
    if aside > 0 {
        label = format!("{label} ({})", (words.trace.consequences)(&[aside, 0, 0, 0, 0]));
    }
    let mut detail = time(step.moment);
    if step.undone {
        detail = format!("{}, {detail}", words.trace.is_undone);
    }
    let sign = if step.undone { "~" } else { "✓" }.to_owned();
    let there = place.filter(|&place| interview.relevant(place));
    let there = there.filter(|&place| interview.place(&interview.address(place)).is_some());
    let line = ListItem { sign, label, detail, dim: step.undone, ..ListItem::default() };
    (line, there.map(|place| interview.stop_of(place)))
}

fn time(moment: Moment) -> String {
    moment.date_time().format("%H:%M:%S").to_string()
}

fn name(interview: &Interview, what: &What, place: Place) -> String {
    match &interview.form().node(place.node).kind {
        Kind::Roster(_) if what.row().is_some() => row_name(interview, place),
        Kind::Question(_) => {
            let named = wording::named(interview, place);
            let (row, _) = interview.row_place(place.row);
            match row == Place::ROOT {
                true => named,
                false => format!("{} · {named}", row_name(interview, row)),
            }
        }
        _ => wording::named(interview, place),
    }
}

/// The name of a row, also of one that was removed: then made of what is kept of it.
fn row_name(interview: &Interview, row: Place) -> String {
    if interview.relevant(row) {
        return wording::row_name(interview, row.row);
    }
    let form = interview.form();
    let explainer = Explainer::new(form, interview.language());
    let label = &form.node(row.node).label;
    let kept: Vec<String> = explainer
        .filled_in(label)
        .into_iter()
        .filter_map(|node| interview.kept_value(Place::new(row.row, node)))
        .map(|value| value.to_string())
        .collect();
    let roster = explainer.label(row.node).unwrap_or_else(|| form.node(row.node).name.clone());
    if kept.is_empty() { roster } else { format!("{roster} {}", kept.join(" ")) }
}

/// What was done, with the answer before and after.
fn kind(
    words: &Words,
    interview: &Interview,
    what: &What,
    place: Place,
    backward: &[What],
) -> String {
    if interview.locked(place) {
        return "…".to_owned();
    }
    let said = |value: &Value| cut(&wording::answer(words, interview, place, value));
    let nothing = || words.trouble_missing.to_owned();
    let at: Option<&Address> = what.address();
    let before = backward.iter().find_map(|back| match back {
        What::Answered { at: known, value } if Some(known) == at => Some(said(value)),
        _ => None,
    });
    match what {
        What::Answered { value, .. } => match before {
            Some(before) => format!("{before} → {}", said(value)),
            None => said(value),
        },
        What::Cleared { .. } => format!("{} → {}", before.unwrap_or_else(nothing), nothing()),
        What::SetAside { .. } => words.trace.set_aside.to_owned(),
        What::Restored { .. } => match interview.answer(place) {
            Some(answer) => said(&answer.value),
            None => nothing(),
        },
        What::Passed { reason, .. } => format!("{}: {reason}", words.passed_because),
        What::Remarked { text, .. } => format!("{}: {}", words.key_remark, cut(text)),
        What::Probed { .. } => words.key_probes.to_owned(),
        What::LeftOpen { reason, .. } => format!("{}: {reason}", words.left_open),
        What::RowAdded { .. } | What::RowRestored { .. } => words.row_added.to_owned(),
        What::RowRemoved { .. } => words.row_removed.to_owned(),
        What::RowMoved { position, .. } => format!("{} → {}", words.row_moved, position + 1),
        _ => String::new(),
    }
}

fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LETTERS_MAX) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
