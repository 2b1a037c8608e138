//! Another language at any moment, at the same question (E22).

use super::commit;
use super::go;
use super::refused;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{Mode, Then};
use crate::app::model::Model;
use crate::app::picker::{Picker, heading, line};
use crate::app::screen::ListItem;
use crate::app::words;
use crate::interview::command::Command;
use crate::moment::Moment;

/// Shows the languages of the questionnaire and those of the interface.
pub fn open(model: &mut Model) {
    let Some(live) = &model.live else { return };
    let languages = &live.interview.form().languages;
    let mut lines = vec![heading(model.words.language_of_interview)];
    for (at, language) in languages.iter().enumerate() {
        let draft = if language.draft { model.words.draft_translation } else { "" };
        lines.push(ListItem { detail: draft.to_owned(), ..line(at + 1, &language.name) });
    }
    lines.push(heading(model.words.language_of_interface));
    for (at, words) in words::ALL.iter().enumerate() {
        lines.push(line(languages.len() + at + 1, words.language));
    }
    let mut picker = Picker::new(lines);
    picker.highlight(1 + live.interview.language());
    model.push(Mode::Language(picker));
}

/// A key while a language is chosen.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::Language(picker)) = model.mode_mut() else { return Vec::new() };
    match action {
        Some(Action::Enter) => {
            let chosen = picker.chosen();
            choose(model, chosen, moment)
        }
        Some(Action::Back) => {
            model.pop();
            Vec::new()
        }
        _ => {
            picker.key(key);
            Vec::new()
        }
    }
}

fn choose(model: &mut Model, chosen: Option<usize>, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let Some(chosen) = chosen else {
        model.say(model.words.choose_first);
        return Vec::new();
    };
    let languages = &live.interview.form().languages;
    let of_interface = chosen.checked_sub(languages.len() + 2);
    if let Some(words) = of_interface.and_then(|at| words::ALL.get(at)) {
        model.words = words;
        model.pop();
        go::refresh(model);
        return Vec::new();
    }
    let Some(code) = languages.get(chosen.wrapping_sub(1)).map(|language| language.code.clone())
    else {
        return Vec::new();
    };
    model.pop();
    match commit::ask(model, Command::Language { code }, Then::Stay, moment) {
        Ok(effects) => effects,
        Err(refusal) => refused::tell(model, refusal, None),
    }
}
