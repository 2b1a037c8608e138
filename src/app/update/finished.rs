//! After an interview is finished: the next one, or back to the start (E30).

use super::begin;
use super::start;
use crate::app::effect::Effect;
use crate::app::fold;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::app::picker::{Picker, line};
use crate::app::screen::ListItem;

/// Closes the finished interview and asks what is next.
pub fn show(model: &mut Model) -> Vec<Effect> {
    let words = model.words;
    let Some(live) = model.live.take() else { return Vec::new() };
    model.kept = None;
    let form = &live.interview.form().id;
    let questionnaire = model.start.shelf.iter().position(|item| item.id == *form);
    start::show(model);
    let picker = Picker::new(vec![
        ListItem { detail: "n".to_owned(), ..line(1, words.next_interview) },
        line(2, words.to_start),
    ]);
    model.push(Mode::Finished { picker, questionnaire });
    vec![Effect::Leave(live.id), Effect::List]
}

/// A key after an interview is finished.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key) -> Vec<Effect> {
    let Some(Mode::Finished { picker, questionnaire }) = model.mode_mut() else {
        return Vec::new();
    };
    // One key for the next interview: no Enter held down can press it.
    if let (Key::Char(typed), Some(at)) = (key, *questionnaire)
        && fold::latin(*typed) == 'n'
    {
        model.pop();
        return begin::open(model, at);
    }
    match (action, picker.chosen(), *questionnaire) {
        (Some(Action::Enter), None, _) => model.say(model.words.choose_first),
        (Some(Action::Enter), Some(0), Some(at)) => {
            model.pop();
            return begin::open(model, at);
        }
        (Some(Action::Enter | Action::Back), _, _) => model.pop(),
        _ => drop(picker.key(key)),
    }
    Vec::new()
}
