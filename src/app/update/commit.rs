//! From a command to facts on disk, and what comes after.

use super::changes;
use super::finished;
use super::go;
use super::start;
use super::undone;
use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::effects;
use crate::app::keymap::Action;
use crate::app::live::{Live, Pending};
use crate::app::mode::{Mode, Then};
use crate::app::model::Model;
use crate::interview::command::Command;
use crate::interview::fact::{Fact, What};
use crate::interview::refusal::Refusal;
use crate::moment::Moment;
use crate::place::Place;

/// Asks the interview to carry out a command. What follows goes to the disk first; `then` comes
/// after. Refused commands change nothing.
pub fn ask(
    model: &mut Model,
    command: Command,
    then: Then,
    moment: Moment,
) -> Result<Vec<Effect>, Refusal> {
    let Some(live) = &mut model.live else { return Ok(Vec::new()) };
    let facts = live.interview.decide(&command, moment)?;
    let settles = answered_place(&command);
    if facts.is_empty() {
        return Ok(after(model, then, &[], settles));
    }
    let changes = settles.is_some_and(|place| live.interview.answer(place).is_some())
        || matches!(command, Command::RemoveRow { .. } | Command::Undo | Command::Redo);
    live.pending = Some(Pending { facts: facts.clone(), then, changes, settles });
    Ok(vec![Effect::Commit { interview: live.id, facts }])
}

fn answered_place(command: &Command) -> Option<Place> {
    match command {
        Command::Answer { place, .. } | Command::Clear { place } | Command::Confirm { place } => {
            Some(*place)
        }
        Command::Quote { place, answer: Some(_), .. } => Some(*place),
        _ => None,
    }
}

/// Facts are on disk: let them count and go on.
pub fn committed(model: &mut Model, facts: Vec<Fact>, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    let changes = live.pending.as_ref().is_some_and(|pending| pending.changes);
    let aside = facts.iter().any(|fact| matches!(fact.what, What::SetAside { .. }));
    let before = (changes || aside).then(|| live.interview.clone());
    let undone = undone::before(model.words, live, &facts);
    for fact in &facts {
        live.interview.apply(fact);
    }
    live.progress = live.interview.progress();
    let pending = live.pending.take();
    // What was to be kept may have been given up for the answer: hand it out again.
    model.kept = None;
    if matches!(model.mode(), Mode::Failed { .. }) {
        model.pop();
    }
    let Some(pending) = pending else {
        go::refresh(model);
        return Vec::new();
    };
    let further = model.live.as_ref().and_then(|live| more(live, pending.then));
    if let Some(command) = further {
        go::refresh(model);
        return ask(model, command, pending.then, moment).unwrap_or_default();
    }
    let effects = after(model, pending.then, &facts, pending.settles);
    let retold = matches!(pending.then, Then::ToChanged | Then::UndoTo(_) | Then::RedoTo(_));
    if let (true, Some(live), Some(stood)) = (retold, &model.live, undone)
        && let Some(told) = undone::told(model.words, live, &facts, &stood)
    {
        model.say(told);
    }
    if let (Some(before), false, Some(live)) = (before, retold, &model.live) {
        let effects = effects::of(&before, &live.interview, &facts);
        changes::tell(model, effects);
    }
    effects
}

/// What is still to be undone or done again.
fn more(live: &Live, then: Then) -> Option<Command> {
    match (then, live.interview.undoable()) {
        (Then::UndoTo(step), (Some(next), _)) if next >= step => Some(Command::Undo),
        (Then::RedoTo(step), (_, Some(next))) if next <= step => Some(Command::Redo),
        _ => None,
    }
}

fn after(model: &mut Model, then: Then, facts: &[Fact], settles: Option<Place>) -> Vec<Effect> {
    if let (Some(place), Some(live)) = (settles, &mut model.live) {
        // What was half typed on a question is done with once it is answered from elsewhere.
        live.elsewhere.remove(&live.interview.path(place));
    }
    let here = model.live.as_ref().and_then(Live::place);
    if settles.is_some() && settles == here {
        go::settle(model);
    } else {
        go::refresh(model);
    }
    match then {
        Then::Stay => {}
        Then::Advance => go::advance(model),
        Then::NextRow => next_row(model),
        Then::IntoNewRow => into_new_row(model, facts),
        Then::ToChanged | Then::UndoTo(_) | Then::RedoTo(_) => to_changed(model, facts),
        Then::Finished => return finished::show(model),
        Then::Leave => return leave(model),
    }
    go::stay_somewhere(model);
    Vec::new()
}

/// On to the next open row of the battery; past the last one, on to the next stop.
fn next_row(model: &mut Model) {
    let Some(live) = &mut model.live else { return };
    let Draft::Battery(draft) = &mut live.draft else { return };
    match draft.open_row() {
        Some(row) => {
            draft.focus_on(row);
            model.notice = None;
        }
        None => go::advance(model),
    }
}

fn into_new_row(model: &mut Model, facts: &[Fact]) {
    let Some(live) = &model.live else { return };
    let row = facts.iter().find_map(|fact| match &fact.what {
        What::RowAdded { at, .. } => live.interview.place(at),
        _ => None,
    });
    let Some(stop) = row.and_then(|row| go::first_stop_inside(&live.interview, row)) else {
        return;
    };
    go::jump(model, stop);
}

/// To the place that the facts are about, if it can be asked, else to the first that can.
fn to_changed(model: &mut Model, facts: &[Fact]) {
    let Some(live) = &model.live else { return };
    let first = undone::subject(facts);
    let changed = first
        .into_iter()
        .chain(facts.iter().map(|fact| &fact.what))
        .filter_map(|what| what.address())
        .filter_map(|address| live.interview.place(address))
        .find(|&place| live.interview.relevant(place) && live.node(place).question().is_some());
    if let Some(place) = changed {
        let stop = live.interview.stop_of(place);
        if stop == live.stop { go::refresh(model) } else { go::visit(model, stop) }
    }
}

/// Leaves the interview for the start screen.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    model.keep(&mut effects);
    if let Some(live) = model.live.take() {
        effects.push(Effect::Leave(live.id));
    }
    model.kept = None;
    start::show(model);
    effects.push(Effect::List);
    effects
}

/// Facts could not be stored: what is typed stays, and nothing more can be entered until they
/// are (L14).
pub fn failed(model: &mut Model, why: String) -> Vec<Effect> {
    if let Some(Mode::Failed { why: known }) = model.mode_mut() {
        *known = why;
        model.asks_anew();
    } else {
        model.push(Mode::Failed { why });
    }
    Vec::new()
}

/// A key while a write has failed: try again.
pub fn key_of_failure(model: &mut Model, action: Option<Action>) -> Vec<Effect> {
    let Some(live) = &model.live else {
        model.pop();
        return Vec::new();
    };
    let pending = live.pending.as_ref();
    match action {
        Some(Action::Enter) => pending.map_or_else(Vec::new, |pending| {
            vec![Effect::Commit { interview: live.id, facts: pending.facts.clone() }]
        }),
        Some(Action::Back) => leave(model),
        _ => Vec::new(),
    }
}
