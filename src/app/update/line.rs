//! Whole lines and named actions instead of keys: what plain lines and the mouse say.

use super::start;
use crate::app::draft::Draft;
use crate::app::keymap::{self, Action, Scene};
use crate::app::live::notes_are_focused;
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::app::scene;
use crate::app::words;

/// Puts a line in the place of what is typed on the screen; false, with a word about it, where
/// there is nothing to enter.
pub fn fill(model: &mut Model, text: &str) -> bool {
    let finished = model.live.as_ref().is_some_and(|live| live.finished());
    if let Mode::Interview = model.mode() {
        let Some(live) = &mut model.live else { return false };
        if notes_are_focused(live) {
            live.notes.field.set(text);
            return true;
        }
        let end = matches!(live.draft, Draft::End(_));
        let told = match live.draft {
            _ if finished && !end => model.words.finished_read_only,
            Draft::Nothing => model.words.read_only,
            _ => return live.draft.fill(text),
        };
        model.say(told);
        return false;
    }
    if matches!(model.mode(), Mode::Begin(_) | Mode::Language(_)) {
        return fill_language(model, text);
    }
    match model.mode_mut() {
        Some(Mode::Start(mode)) => mode.picker.fill(text),
        Some(Mode::Jump(mode)) => mode.picker.fill(text),
        Some(Mode::Rows(draft)) => draft.picker.fill(text),
        Some(
            Mode::Probes { picker, .. }
            | Mode::Quote { picker, .. }
            | Mode::Source { picker, .. }
            | Mode::Menu { picker, .. }
            | Mode::HandOver { picker, .. }
            | Mode::Finished { picker, .. },
        ) => picker.fill(text),
        Some(Mode::Confirm(mode)) => mode.picker.fill(text),
        Some(Mode::Remark { field, .. } | Mode::Export(field)) => field.set(text),
        Some(Mode::Reason(mode)) => mode.field.set(text),
        Some(Mode::Power(mode)) => mode.line.set(text),
        // Line by line, until an empty one.
        Some(Mode::PasteBox { field, .. }) => field.insert(&text.replace('\t', "|")),
        // A person, and the section that is highlighted or named behind.
        Some(Mode::Board(mode)) => {
            let mut at = text.split_whitespace().map(|part| part.parse::<usize>().ok());
            let row = at.next().flatten().and_then(|row| row.checked_sub(1));
            let column = at.next().map(|at| at.and_then(|column| column.checked_sub(1)));
            let (Some(row), true) = (row, column != Some(None)) else {
                model.say(model.words.choose_first);
                return false;
            };
            (mode.row, mode.column) = (row, column.flatten().unwrap_or(mode.column));
        }
        _ => {
            model.say(model.words.press_enter);
            return false;
        }
    }
    true
}

/// Languages are also known by their codes.
fn fill_language(model: &mut Model, text: &str) -> bool {
    let form = model.live.as_ref().map(|live| &live.interview.form().languages);
    let mut codes: Vec<String> = form.into_iter().flatten().map(|own| own.code.clone()).collect();
    if let Mode::Begin(mode) = model.mode()
        && let Some(item) = model.start.shelf.get(mode.questionnaire)
    {
        codes = item.languages.iter().map(|(code, _, _)| code.clone()).collect();
    }
    let at = codes.iter().position(|code| code == text);
    let meant = at.map_or_else(|| text.to_owned(), |at| (at + 1).to_string());
    match model.mode_mut() {
        Some(Mode::Begin(mode)) if mode.language.is_some() => mode.case.set(text),
        Some(Mode::Begin(mode)) => mode.languages.fill(&meant),
        Some(Mode::Language(picker)) => picker.fill(&meant),
        _ => return false,
    }
    true
}

/// Erases what is typed; false where nothing can be typed.
pub fn erase(model: &mut Model) -> bool {
    let finished = model.live.as_ref().is_some_and(|live| live.finished());
    match (model.mode_mut(), finished) {
        (Some(Mode::Interview), false) => {}
        (Some(Mode::Remark { field, .. }), _) => {
            field.set("");
            return true;
        }
        _ => return false,
    }
    let Some(live) = &mut model.live else { return false };
    match &mut live.draft {
        Draft::Choices(draft) => draft.unpick(),
        Draft::Text(_) | Draft::Number(_) | Draft::Date(_) | Draft::Geo(_) | Draft::File(_) => {
            live.draft.restore("");
        }
        _ => {
            model.say(model.words.nothing_there);
            return false;
        }
    }
    true
}

/// The action that is meant in a scene: back and close are one where there is only one of them,
/// and an interview is quit through its menu.
pub fn meant(scene: Scene, action: Action) -> Action {
    let other = match action {
        _ if keymap::key_of(scene, action).is_some() => return action,
        Action::Previous => Action::Back,
        Action::Back => Action::Previous,
        Action::Quit => Action::Menu,
        _ => return action,
    };
    if keymap::key_of(scene, other).is_some() { other } else { action }
}

/// Whether an action is about the highlighted row.
pub fn is_of_row(action: Action) -> bool {
    matches!(action, Action::AddRow | Action::RemoveRow | Action::RowUp | Action::RowDown)
}

/// Whether words behind an action are meant for the screen that it opens.
pub fn opens(action: Action) -> bool {
    use Action::{Export, Language, Menu, Outline, PowerLine, Probes, Problems, Remark, Rows};
    matches!(
        action,
        Export | Language | Menu | Outline | PowerLine | Probes | Problems | Remark | Rows
    )
}

/// Does what an action with words behind it means in the place of its key: the language of the
/// interface by its code, a search that lists only.
pub fn instead(model: &mut Model, action: Action, text: &str) -> bool {
    let (scene, _) = scene::scene(model);
    let before = keymap::START.is_in(scene) || keymap::BEGIN.is_in(scene);
    match (action, words::known(text), model.mode_mut()) {
        (Action::Language, Some(words), _) if before => {
            model.words = words;
            if keymap::START.is_in(scene) {
                start::show(model);
            }
            true
        }
        (Action::Search, _, Some(Mode::Start(mode))) if !text.is_empty() => {
            mode.picker.search_on();
            mode.picker.search_for(text);
            true
        }
        _ => false,
    }
}
