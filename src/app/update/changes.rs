//! What the last change led to: told in one line, asked about where answers were set aside, and
//! listed whole.

use super::ask;
use crate::app::effects::Effects;
use crate::app::live::Live;
use crate::app::mode::{ConfirmThen, JumpKind, JumpMode, Mode};
use crate::app::model::Model;
use crate::app::picker::{Picker, heading, line};
use crate::app::screen::ListItem;
use crate::app::wording;
use crate::app::words::table::Words;
use crate::interview::Stop;
use crate::place::Place;
use crate::value::Value;

/// The most answers named in the question about those set aside.
const NAMED_MAX: usize = 6;

/// Tells what a change led to (E11): nothing where nothing else was affected; one line; and where
/// answers were set aside, a question on which Enter takes the change back.
pub fn tell(model: &mut Model, effects: Effects) {
    let words = model.words;
    let Some(live) = &mut model.live else { return };
    let counts = effects.counts();
    let aside = effects.aside.clone();
    let nothing = effects.is_empty();
    live.effects = effects;
    if nothing {
        return;
    }
    let counted = (words.trace.consequences)(&counts);
    if aside.is_empty() || !matches!(model.mode(), Mode::Interview) {
        let told = format!("{counted}. {}", words.trace.undo_or_see);
        return match &mut model.notice {
            Some(notice) => notice.text = format!("{told}. {}", notice.text),
            None => model.say(told),
        };
    }
    let Some(live) = &model.live else { return };
    let name = |&place: &Place| wording::named(&live.interview, place);
    let mut named: Vec<String> = aside.iter().take(NAMED_MAX).map(name).collect();
    if let Some(more) = aside.len().checked_sub(NAMED_MAX).filter(|&more| more > 0) {
        named.push((words.trace.and_more)(more));
    }
    let title = format!("{counted}: {}", named.join("; "));
    let lines = [words.trace.undo_change, words.trace.keep_change];
    ask::choose(model, title, &lines, Some(0), ConfirmThen::UndoChange);
}

/// Lists what the last change led to.
pub fn open(model: &mut Model) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    if live.effects.is_empty() {
        return model.say(words.trace.no_effects);
    }
    let mut list =
        List { words, live, lines: Vec::new(), stops: Vec::new(), places: Vec::new(), numbered: 0 };
    let (effects, trace) = (&live.effects, words.trace);
    list.part(trace.set_aside, effects.aside.iter().map(|&place| (place, None)));
    list.part(trace.opened, effects.opened.iter().map(|&place| (place, None)));
    list.part(trace.closed, effects.closed.iter().map(|&place| (place, None)));
    let computed = effects
        .computed
        .iter()
        .map(|(place, before)| (*place, Some(list_value(words, live, *place, before.as_ref()))));
    list.part(trace.computed, computed.collect::<Vec<_>>().into_iter());
    let reworded = effects.reworded.iter().map(|(place, before)| (*place, Some(before.clone())));
    list.part(trace.reworded, reworded);
    list.part(trace.failing, effects.failing.iter().map(|&place| (place, None)));
    let places = list.places;
    let list = JumpMode::new(JumpKind::Effects, Picker::new(list.lines), list.stops);
    model.push(Mode::Jump(JumpMode { places, ..list }));
}

fn list_value(words: &Words, live: &Live, place: Place, before: Option<&Value>) -> String {
    match before {
        Some(value) => wording::answer(words, &live.interview, place, value),
        None => words.trouble_missing.to_owned(),
    }
}

/// The list while it is made.
struct List<'a> {
    words: &'a Words,
    live: &'a Live,
    lines: Vec<ListItem>,
    stops: Vec<Option<Stop>>,
    places: Vec<Option<Place>>,
    numbered: usize,
}

impl List<'_> {
    /// Places under a heading, each with what it held or said before if that is told.
    fn part(&mut self, title: &str, places: impl Iterator<Item = (Place, Option<String>)>) {
        let mut places = places.peekable();
        if places.peek().is_none() {
            return;
        }
        self.lines.push(heading(title));
        self.stops.push(None);
        self.places.push(None);
        let interview = &self.live.interview;
        for (place, before) in places {
            let named = wording::named(interview, place);
            let held = wording::held(self.words, interview, place);
            let label = match before {
                Some(before) if *title == *self.words.trace.reworded => {
                    format!("{before} → {named}")
                }
                Some(before) => wording::said_of(&named, &format!("{before} → {held}")),
                None => wording::said_of(&named, &held),
            };
            let shown = self.live.node(place).question().is_some_and(|it| it.kind.is_shown());
            let there = shown && interview.relevant(place);
            self.numbered += 1;
            self.lines.push(ListItem { dim: !there, ..line(self.numbered, &label) });
            self.stops.push(there.then(|| interview.stop_of(place)));
            self.places.push(Some(place));
        }
    }
}
