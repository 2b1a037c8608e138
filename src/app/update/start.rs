//! The start screen: questionnaires and interviews.

use std::path::Path;

use super::ask;
use super::begin;
use crate::app::draft::text::{ROW_WIDTH, TextDraft};
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{ConfirmThen, Mode, StartMode, StartTarget};
use crate::app::model::{Model, Start};
use crate::app::msg::{ShelfItem, Summary};
use crate::app::picker::{Picker, heading, line};
use crate::app::screen::ListItem;
use crate::app::wording;
use crate::app::words;
use crate::app::words::table::Words;
use crate::id::InterviewId;
use crate::interview::State;

/// The state at the start: the start screen, or the interview that was asked for.
pub fn begin(start: Start) -> (Model, Vec<Effect>) {
    let mut model = Model {
        words: words::in_language(&start.words),
        auto_advance: start.auto_advance,
        start,
        listed: Vec::new(),
        modes: Vec::new(),
        live: None,
        notice: None,
        stored: None,
        identity: 0,
        columns: 0,
        row_width: ROW_WIDTH,
        kept: None,
        watch: Default::default(),
    };
    show(&mut model);
    let mut effects = vec![Effect::List];
    if let Some(questionnaire) = model.start.begin {
        effects.extend(begin::open(&mut model, questionnaire));
    }
    (model, effects)
}

/// Shows the start screen anew.
pub fn show(model: &mut Model) {
    let mode = Mode::Start(lines(model));
    model.replace(mode);
}

/// The interviews of the data file are known.
pub fn listed(model: &mut Model, summaries: Vec<Summary>) -> Vec<Effect> {
    model.listed = summaries;
    let fresh = lines(model);
    if let Some(Mode::Start(mode)) = model.modes.first_mut() {
        *mode = fresh;
    }
    Vec::new()
}

fn lines(model: &Model) -> StartMode {
    let words = model.words;
    let (mut lines, mut targets) = (Vec::new(), Vec::new());
    let mut add = |line: ListItem, target| {
        lines.push(line);
        targets.push(target);
    };
    add(heading(words.questionnaires), StartTarget::Nothing);
    for (at, item) in model.start.shelf.iter().enumerate() {
        add(shelf_line(words, at, item), StartTarget::Questionnaire(at));
    }
    let finished = |summary: &&Summary| summary.state == State::Complete;
    let groups = [
        (words.in_progress, model.listed.iter().filter(|s| !finished(s)).collect::<Vec<_>>()),
        (words.finished, model.listed.iter().filter(finished).collect()),
    ];
    for (title, summaries) in groups {
        if summaries.is_empty() {
            continue;
        }
        add(heading(title), StartTarget::Nothing);
        for summary in summaries {
            add(summary_line(model, summary), StartTarget::Interview(summary.id));
        }
    }
    let mut picker = Picker::new(lines);
    // Work that was interrupted comes first: its latest is one Enter away.
    let first = targets.iter().position(|target| matches!(target, StartTarget::Interview(_)));
    let open = model.listed.iter().any(|summary| summary.state != State::Complete);
    if let (Some(first), true) = (first, open) {
        picker.highlight(first);
    }
    StartMode { picker, targets }
}

/// The title of a questionnaire in the language of the interface, else in its first language.
pub fn title(words: &Words, item: &ShelfItem) -> String {
    let own = item.titles.iter().find(|(code, _)| code == words.code);
    own.or(item.titles.first()).map_or_else(|| item.id.clone(), |(_, title)| title.clone())
}

fn shelf_line(words: &Words, at: usize, item: &ShelfItem) -> ListItem {
    let drafts: Vec<&str> = item
        .languages
        .iter()
        .filter(|(_, _, draft)| *draft)
        .map(|(_, name, _)| name.as_str())
        .collect();
    let mut detail = format!("{} {}", item.id, item.version);
    if !drafts.is_empty() {
        detail = format!("{detail} · {}: {}", drafts.join(", "), words.draft_translation);
    }
    ListItem { detail, ..line(at + 1, &title(words, item)) }
}

fn summary_line(model: &Model, summary: &Summary) -> ListItem {
    let words = model.words;
    let item = model.start.shelf.iter().find(|item| item.id == summary.questionnaire);
    let title = item.map_or_else(|| summary.questionnaire.clone(), |item| title(words, item));
    let label =
        if summary.case.is_empty() { title } else { format!("{} · {title}", summary.case) };
    let when = wording::moment(summary.changed_ms, summary.offset_minutes);
    let far = (words.answered_of)(summary.answered, summary.total);
    let (sign, state) = match summary.state {
        State::Complete => ("✓", String::new()),
        State::BrokenOff => ("!", format!(" · {}", words.broken_off)),
        State::New | State::Open if summary.reopened => ("!", format!(" · {}", words.reopened)),
        State::New | State::Open => ("·", String::new()),
    };
    ListItem {
        sign: sign.to_owned(),
        label,
        detail: format!("{when} · {far}{state}"),
        ..ListItem::default()
    }
}

/// A key on the start screen.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key) -> Vec<Effect> {
    let Some(Mode::Start(mode)) = model.mode_mut() else { return Vec::new() };
    match action {
        Some(Action::Enter) => return enter(model),
        Some(Action::Search) if mode.picker.searches() => mode.picker.search_off(),
        Some(Action::Search) => mode.picker.search_on(),
        Some(Action::Language) => change_words(model),
        Some(Action::Export) => {
            let path = export_path(&model.start.data_file);
            return vec![Effect::NameExport { path }];
        }
        Some(Action::Quit) => return vec![Effect::Quit],
        _ if *key == Key::Esc => mode.picker.search_off(),
        _ => drop(mode.picker.key(key)),
    }
    Vec::new()
}

fn enter(model: &mut Model) -> Vec<Effect> {
    let Mode::Start(mode) = model.mode() else { return Vec::new() };
    let target = mode.picker.chosen().and_then(|at| mode.targets.get(at)).copied();
    match target {
        Some(StartTarget::Questionnaire(at)) => begin::open(model, at),
        Some(StartTarget::Interview(id)) if is_broken_off(model, id) => {
            ask::confirm(model, model.words.go_on_broken_off.to_owned(), ConfirmThen::GoOn(id));
            Vec::new()
        }
        Some(StartTarget::Interview(id)) => vec![Effect::Open(id)],
        Some(StartTarget::Nothing) | None => {
            model.say(model.words.choose_first);
            Vec::new()
        }
    }
}

/// Whether an interview was broken off: going on with it is a decision, not a slip of Enter.
fn is_broken_off(model: &Model, id: InterviewId) -> bool {
    model.listed.iter().any(|summary| summary.id == id && summary.state == State::BrokenOff)
}

/// Goes on to the next language of the interface.
fn change_words(model: &mut Model) {
    model.words = words::next(model.words);
    show(model);
}

/// A path for an export, beside the data file: `interviews.anketa` becomes
/// `interviews.export.sqlite`.
fn export_path(data_file: &str) -> String {
    let path = Path::new(data_file);
    let name = path.file_stem().map_or("interviews".into(), |name| name.to_string_lossy());
    path.with_file_name(format!("{name}.export.sqlite")).to_string_lossy().into_owned()
}

/// Asks where to export to, and proposes a path.
pub fn ask_export_path(model: &mut Model, path: &str) -> Vec<Effect> {
    if matches!(model.mode(), Mode::Start(_)) {
        let mut field = TextDraft::with(path, false);
        field.replace_next();
        model.push(Mode::Export(field));
    }
    Vec::new()
}

/// A key while the path of an export is typed.
pub fn key_of_export(model: &mut Model, action: Option<Action>, key: &Key) -> Vec<Effect> {
    let Some(Mode::Export(field)) = model.mode_mut() else { return Vec::new() };
    match action {
        Some(Action::Enter) => {
            let path = field.text().trim().to_owned();
            if path.is_empty() {
                model.warn(model.words.path_needed);
                return Vec::new();
            }
            model.pop();
            return vec![Effect::Export { path }];
        }
        Some(Action::Back) => model.pop(),
        _ => drop(field.key(key)),
    }
    Vec::new()
}
