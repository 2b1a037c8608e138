//! Language and case of a new interview.

use crate::app::draft::text::TextDraft;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{BeginMode, Mode};
use crate::app::model::Model;
use crate::app::picker::{Picker, line};
use crate::app::screen::ListItem;
use crate::app::words;

/// Asks for what is needed to begin, or begins if everything is given.
pub fn open(model: &mut Model, questionnaire: usize) -> Vec<Effect> {
    let Some(item) = model.start.shelf.get(questionnaire) else { return Vec::new() };
    let lines = item
        .languages
        .iter()
        .enumerate()
        .map(|(at, (_, name, draft))| ListItem {
            detail: if *draft { model.words.draft_translation.to_owned() } else { String::new() },
            ..line(at + 1, name)
        })
        .collect();
    let known = |code: &String| item.languages.iter().any(|(other, _, _)| other == code);
    let language = match &item.languages[..] {
        [(only, _, _)] => Some(only.clone()),
        _ => model.start.language.clone().filter(known),
    };
    let mut languages = Picker::new(lines);
    let own = item.languages.iter().position(|(code, _, _)| code == model.words.code);
    languages.highlight(own.unwrap_or(0));
    // What the command line gave counts once: the next interview is another case.
    let case = model.start.case.take();
    if let (Some(language), Some(case)) = (&language, &case) {
        return vec![Effect::Begin {
            questionnaire,
            language: language.clone(),
            case: case.clone(),
        }];
    }
    let case = TextDraft::with(case.as_deref().unwrap_or(""), false);
    model.push(Mode::Begin(BeginMode { questionnaire, languages, language, case }));
    Vec::new()
}

/// A key on the way to a new interview.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key) -> Vec<Effect> {
    let single = matches!(model.mode(), Mode::Begin(mode) if mode.languages.show().total < 2);
    let Some(Mode::Begin(mode)) = model.mode_mut() else { return Vec::new() };
    match action {
        Some(Action::Enter) => return enter(model),
        Some(Action::Back) if mode.language.is_some() && !single => {
            mode.language = None;
            model.asks_anew();
        }
        Some(Action::Back) => model.pop(),
        Some(Action::Language) => model.words = words::next(model.words),
        _ if mode.language.is_some() => drop(mode.case.key(key)),
        _ => drop(mode.languages.key(key)),
    }
    Vec::new()
}

fn enter(model: &mut Model) -> Vec<Effect> {
    let Some(Mode::Begin(mode)) = model.modes.last_mut() else { return Vec::new() };
    let questionnaire = mode.questionnaire;
    let Some(language) = mode.language.clone() else {
        let item = model.start.shelf.get(questionnaire);
        let chosen = mode.languages.chosen();
        let code = item.zip(chosen).and_then(|(item, at)| item.languages.get(at));
        mode.language = code.map(|(code, _, _)| code.clone());
        model.asks_anew();
        return Vec::new();
    };
    let case = mode.case.text().trim().to_owned();
    vec![Effect::Begin { questionnaire, language, case }]
}
