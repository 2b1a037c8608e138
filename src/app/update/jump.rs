//! Lists of places to go to: the outline, what is still wrong, the answers as they were given.

use super::go;
use super::undo;
use super::why;
use crate::app::effect::Effect;
use crate::app::history;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::live::{Live, stop_place};
use crate::app::mode::{JumpKind, JumpMode, Mode};
use crate::app::model::Model;
use crate::app::picker::{Picker, line};
use crate::app::screen::ListItem;
use crate::app::wording;
use crate::app::words::table::Words;
use crate::form::node::{CheckSeverity, Kind, QuestionKind};
use crate::interview::{Status, Stop, Trouble};
use crate::moment::Moment;
use crate::place::Place;

/// Shows all sections and questions with their state; typing searches them by name, number and
/// text.
pub fn outline(model: &mut Model) {
    let Some(live) = &model.live else { return };
    let interview = &live.interview;
    let (mut lines, mut stops, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for item in interview.outline() {
        let node = live.node(item.place);
        let question = node.question();
        if question.is_some_and(|question| !question.kind.is_shown()) {
            continue;
        }
        let applies = item.status != Status::NotRelevant;
        let note = question.is_some_and(|question| matches!(question.kind, QuestionKind::Note));
        let seen = note && applies && live.visited.contains(&Stop::Question(item.place));
        let status = if seen { Status::Complete } else { item.status };
        lines.push(ListItem {
            code: node.number.clone().unwrap_or_default(),
            sign: sign(status).to_owned(),
            label: wording::short(interview, item.place),
            detail: node.name.clone(),
            depth: item.depth,
            dim: !applies,
            heading: false,
        });
        places.push(Some(item.place));
        stops.push(match &node.kind {
            _ if !applies => None,
            Kind::Question(_) => Some(interview.stop_of(item.place)),
            Kind::Group(group) if group.battery => Some(Stop::Battery(item.place)),
            Kind::Group(_) | Kind::Roster(_) => go::first_stop_inside(interview, item.place),
        });
    }
    let here = stops.iter().rposition(|stop| *stop == Some(live.stop));
    let mut picker = Picker::searchable(lines);
    if let Some(here) = here {
        picker.highlight(here);
    }
    model.push(Mode::Jump(JumpMode { places, ..JumpMode::new(JumpKind::Outline, picker, stops) }));
}

/// The sign of a state, never a colour alone.
fn sign(status: Status) -> &'static str {
    match status {
        Status::NotRelevant => " ",
        Status::Untouched => "·",
        Status::Partial => "◐",
        Status::Complete => "✓",
        Status::Trouble => "!",
    }
}

/// Shows what is still wrong, the first after the place we are at highlighted (E27).
pub fn problems(model: &mut Model) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let here = stop_place(live.stop);
    let troubles = troubles(words, live);
    if troubles.is_empty() {
        return model.say(words.no_problems);
    }
    let (mut lines, mut stops, mut next) = (Vec::new(), Vec::new(), 0);
    let mut passed = false;
    for (place, sign, told) in troubles {
        let stop = live.interview.stop_of(place);
        if stop == live.stop || Some(place) == here {
            (passed, next) = (true, lines.len() + 1);
        } else if !passed && here.is_some_and(|here| place.node < here.node) {
            next = lines.len() + 1;
        }
        let short = wording::short(&live.interview, place);
        let label = match live.interview.row_place(place.row).0 {
            Place::ROOT => short,
            _ => format!("{} › {short}", wording::row_with_position(words, &live.interview, place)),
        };
        lines.push(ListItem {
            sign: sign.to_owned(),
            detail: told,
            ..line(wording::number(&live.interview, place), &label)
        });
        stops.push(live.interview.relevant(place).then_some(stop));
    }
    let mut picker = Picker::searchable(lines);
    picker.highlight(if next < stops.len() { next } else { 0 });
    model.push(Mode::Jump(JumpMode::new(JumpKind::Problems, picker, stops)));
}

/// What is wrong, with its sign and in words: what the interview knows of, and what was typed and
/// not entered, in the order of the form.
fn troubles(words: &Words, live: &Live) -> Vec<(Place, &'static str, String)> {
    let known = live.interview.problems().into_iter().map(|(place, trouble)| {
        let sign = if matches!(trouble, Trouble::Missing) { "·" } else { "!" };
        (place, sign, trouble_words(words, live, place, &trouble))
    });
    let typed = live.elsewhere.iter().filter_map(|(path, typed)| {
        let place = live.interview.place_at(path)?;
        live.node(place).question()?;
        Some((place, "!", (words.quick.typed_only)(typed)))
    });
    let mut all: Vec<(Place, &'static str, String)> = known.chain(typed).collect();
    all.sort_by_cached_key(|(place, ..)| live.interview.form_order(*place));
    all
}

/// What is wrong, in words.
fn trouble_words(words: &Words, live: &Live, place: Place, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Missing => words.trouble_missing.to_owned(),
        Trouble::Unconfirmed => words.trouble_unconfirmed.to_owned(),
        Trouble::Defect(message) => format!("{}: {message}", words.trouble_defect),
        Trouble::Failing(checks) => {
            let question = live.node(place).question();
            let own = checks.first().and_then(|(at, _)| {
                let check = question.and_then(|question| question.checks.get(*at))?;
                live.interview.text(&check.message, place).map(|filled| filled.text)
            });
            let hard = checks.iter().any(|(_, severity)| *severity == CheckSeverity::Hard);
            let usual = if hard { words.check_failed } else { words.doubted };
            own.unwrap_or_else(|| usual.to_owned())
        }
    }
}

/// Shows the steps done and undone, the latest first.
pub fn history(model: &mut Model) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let found = history::lines(words, &live.interview);
    if found.lines.is_empty() {
        return model.say(words.no_history);
    }
    let mut picker = Picker::searchable(found.lines);
    picker.highlight(found.now);
    let list = JumpMode::new(JumpKind::History, picker, found.stops);
    model.push(Mode::Jump(JumpMode { steps: found.steps, ..list }));
}

/// Undoes the highlighted step and all after it, or does again all up to it.
fn undo_to(model: &mut Model, moment: Moment, wanted: bool) -> Vec<Effect> {
    let Some(Mode::Jump(mode)) = model.mode_mut() else { return Vec::new() };
    let line = mode.picker.highlighted();
    let step = line.and_then(|line| mode.steps.get(line).copied().flatten());
    let Some(step) = step else {
        model.say(model.words.choose_first);
        return Vec::new();
    };
    let steps = model.live.as_ref().map(|live| live.interview.steps()).unwrap_or_default();
    if !steps.iter().any(|known| known.number == step && known.undone == wanted) {
        model.warn(model.words.nothing_to_undo);
        return Vec::new();
    }
    model.pop();
    undo::to(model, step, moment)
}

/// Shows the quotes in the order in which they were marked, the last one highlighted.
pub fn quotes(model: &mut Model) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let (mut lines, mut stops) = (Vec::new(), Vec::new());
    for quote in live.interview.quotes() {
        let speaker = wording::speaker(words, &live.interview, &quote.speaker);
        let clock = quote.moment.date_time().format("%H:%M:%S");
        lines.push(ListItem {
            detail: format!("{speaker}, {} · {clock}", wording::level(words, quote.level)),
            ..line(wording::number(&live.interview, quote.place), &quote.text)
        });
        let question = live.node(quote.place).question().is_some();
        let there = question && live.interview.relevant(quote.place);
        stops.push(there.then(|| live.interview.stop_of(quote.place)));
    }
    if lines.is_empty() {
        return model.say(words.no_quotes);
    }
    let last = lines.len() - 1;
    let mut picker = Picker::searchable(lines);
    picker.highlight(last);
    model.push(Mode::Jump(JumpMode::new(JumpKind::Quotes, picker, stops)));
}

/// A key in a list of places.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    match action {
        Some(Action::UndoTo) => return undo_to(model, moment, false),
        Some(Action::RedoTo) => return undo_to(model, moment, true),
        _ => {}
    }
    let Some(Mode::Jump(mode)) = model.mode_mut() else { return Vec::new() };
    match action {
        Some(Action::Enter) => match mode.picker.chosen() {
            None if mode.picker.is_empty() => model.pop(),
            None => model.say(model.words.choose_first),
            Some(at) => enter(model, at),
        },
        Some(Action::Back) => model.pop(),
        _ => drop(mode.picker.key(key)),
    }
    Vec::new()
}

/// Goes to the place of a line; of a place that is not asked it tells why.
fn enter(model: &mut Model, line: usize) {
    let Some(Mode::Jump(mode)) = model.mode_mut() else { return };
    let stop = mode.stops.get(line).copied().flatten();
    let place = mode.places.get(line).copied().flatten();
    if stop.is_some() {
        // Lists may lie on lists.
        while matches!(model.mode(), Mode::Jump(_)) && model.modes.len() > 1 {
            model.pop();
        }
    }
    match (stop, place) {
        (Some(Stop::Battery(_)), Some(place)) => go::visit_place(model, place),
        (Some(stop), _) => go::visit(model, stop),
        (None, Some(place)) => why::open_not(model, place),
        (None, None) => model.warn(model.words.not_relevant),
    }
}
