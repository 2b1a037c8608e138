//! What to show: the state of the program as plain data in finished words.

pub mod blocks;
pub mod board;
pub mod footer;
pub mod help;
pub mod markup;
pub mod notes;
pub mod paste;
pub mod power;
pub mod question;
pub mod review;
pub mod start;

use self::blocks::{chosen_by_code, heading, text};
use super::live::{Live, stop_place};
use super::mode::{JumpKind, JumpMode, Mode, ReasonMode, ReasonThen};
use super::model::Model;
use super::picker::{Picker, line};
use super::screen::{Block, Header, Saved, Screen, Voice};
use super::wording;
use super::words::table::Words;
use crate::interview::{State, Stop};
use crate::place::Place;

/// What to show.
pub fn screen(model: &Model) -> Screen {
    let mut screen = Screen {
        header: header(model),
        blocks: content(model),
        notice: model.notice.clone(),
        footer: footer::hints(model),
        identity: model.identity,
        language: model.words_seen().code,
        stored: model.stored.clone(),
        ..Screen::default()
    };
    match model.mode() {
        Mode::Help { scroll, .. } => screen.scroll = *scroll,
        Mode::HandOver { .. } => screen.handed_over = true,
        Mode::Interview => {
            let alone = |live: &Live| live.alone(live.stop).is_some();
            screen.handed_over = model.live.as_ref().is_some_and(alone);
            let words = model.words_seen();
            screen.side = model.live.as_ref().and_then(|live| notes::side(words, live));
            screen.strip = model.live.as_ref().and_then(|live| notes::open_topics(words, live));
            if screen.side.as_ref().is_some_and(|side| side.focused) {
                blocks::unfocus(&mut screen.blocks);
            }
        }
        _ => {}
    }
    markup::free(&mut screen);
    screen
}

fn content(model: &Model) -> Vec<Block> {
    let words = model.words_seen();
    match model.mode() {
        Mode::Start(mode) => start::start(model, mode),
        Mode::Begin(mode) => start::begin(model, mode),
        Mode::Export(field) => vec![
            heading(words.key_export),
            text(Voice::Program, words.export_explained),
            Block::Input(field.show(words.path, "")),
        ],
        Mode::Interview => {
            model.live.as_ref().map(|live| question::blocks(words, live)).unwrap_or_default()
        }
        Mode::Jump(mode) => jump(words, mode),
        Mode::Remark { place, field } => {
            let about = model.live.as_ref().map(|live| wording::short(&live.interview, *place));
            vec![
                heading(words.key_remark),
                text(Voice::Dim, &about.unwrap_or_default()),
                Block::Input(field.show(words.key_remark, words.new_line_key)),
            ]
        }
        Mode::Language(picker) => titled(words, words.key_language, picker),
        Mode::Probes { picker, .. } => titled(words, words.key_probes, picker),
        Mode::Quote { quote, picker } => quoted(model, *quote, picker),
        Mode::Source { place, picker } => {
            let about = model.live.as_ref().map(|live| wording::short(&live.interview, *place));
            let mut blocks = vec![heading(words.key_source)];
            blocks.push(text(Voice::ReadOut, &about.unwrap_or_default()));
            blocks.extend(chosen_by_code(words, picker));
            blocks
        }
        Mode::Rows(draft) => titled(words, words.key_rows, &draft.picker),
        Mode::PasteBox { field, .. } => paste::waiting(model, field),
        Mode::Paste(mode) => paste::blocks(model, mode),
        Mode::Board(mode) => board::blocks(model, mode),
        Mode::Power(mode) => power::blocks(model, mode),
        Mode::Menu { picker, .. } => titled(words, words.key_menu, picker),
        Mode::Reason(mode) => reason(words, mode),
        Mode::Confirm(mode) => asked(words, Voice::Warning, &mode.title, &mode.picker),
        Mode::Message { text: told, warning } => {
            let voice = if *warning { Voice::Warning } else { Voice::Program };
            vec![text(voice, told), Block::Gap, text(Voice::Dim, words.press_enter)]
        }
        Mode::Help { scene, guidance, .. } => help::blocks(words, *scene, guidance),
        Mode::Failed { why } => vec![
            text(Voice::Warning, words.write_failed),
            text(Voice::Warning, why),
            Block::Gap,
            text(Voice::Program, words.write_failed_what_now),
        ],
        Mode::HandOver { giving, picker, .. } => {
            let told = if *giving { words.hand_over } else { words.hand_back };
            asked(words, Voice::ReadOut, told, picker)
        }
        Mode::Finished { picker, .. } => {
            asked(words, Voice::Heading, words.interview_stored, picker)
        }
    }
}

fn asked(words: &Words, voice: Voice, told: &str, picker: &Picker) -> Vec<Block> {
    let mut blocks = vec![text(voice, told), Block::Gap];
    blocks.extend(chosen_by_code(words, picker));
    blocks
}

fn titled(words: &Words, title: &str, picker: &Picker) -> Vec<Block> {
    let mut blocks = vec![heading(title)];
    blocks.extend(chosen_by_code(words, picker));
    blocks
}

/// A quote with who said it.
fn quoted(model: &Model, quote: u64, picker: &Picker) -> Vec<Block> {
    let words = model.words;
    let said = model.live.as_ref().and_then(|live| live.interview.quote(quote));
    let said = said.map(|quote| format!("“{}”", quote.text)).unwrap_or_default();
    let mut blocks = vec![text(Voice::ReadOut, &said)];
    blocks.extend(chosen_by_code(words, picker));
    blocks
}

fn jump(words: &Words, mode: &JumpMode) -> Vec<Block> {
    let title = match mode.kind {
        JumpKind::Outline => words.key_outline,
        JumpKind::Problems => words.key_problems,
        JumpKind::History => words.trace.history,
        JumpKind::Why => words.trace.why_title,
        JumpKind::Effects => words.trace.effects_title,
        JumpKind::WhyNot => words.trace.why_not_title,
        JumpKind::Quotes => words.quotes,
    };
    let [list, field] = chosen_by_code(words, &mode.picker);
    let mut blocks = vec![heading(title)];
    if !mode.subject.is_empty() {
        blocks.push(text(Voice::ReadOut, &mode.subject));
    }
    match mode.picker.searches() {
        true => blocks.extend([field, list]),
        false if mode.picker.is_empty() => blocks.push(list),
        false => blocks.extend([list, field]),
    }
    blocks
}

fn reason(words: &Words, mode: &ReasonMode) -> Vec<Block> {
    let mut blocks = vec![text(Voice::Heading, &mode.title)];
    if !mode.subject.is_empty() {
        blocks.push(text(Voice::ReadOut, &mode.subject));
    }
    blocks.extend(mode.lines.iter().map(|told| text(Voice::Warning, told)));
    let lines = mode.presets.iter().enumerate();
    let picker = Picker::new(lines.map(|(at, preset)| line(at + 1, preset)).collect());
    if !mode.presets.is_empty() {
        blocks.push(Block::List(picker.show()));
    }
    if !mode.involved.is_empty() {
        blocks.push(text(Voice::Program, words.trace.involved));
        let first = mode.presets.len() + 1;
        let lines = mode.involved.iter().enumerate();
        let lines = lines.map(|(at, (_, label))| line(first + at, label));
        blocks.push(Block::List(Picker::new(lines.collect()).show()));
    }
    let label = match mode.then {
        ReasonThen::Nothing => words.trace.involved_code,
        _ => words.reason,
    };
    blocks.push(Block::Input(mode.field.show(label, "")));
    blocks
}

/// The line at the top. A respondent alone does not see the case.
fn header(model: &Model) -> Header {
    let words = model.words;
    let Some(live) = &model.live else {
        let language = words.language.to_owned();
        let title = words.program.to_owned();
        return Header { title, language, marks: training(model), ..Header::default() };
    };
    let interview = &live.interview;
    let form = interview.form();
    // A battery is known by its own number, not by that of the row in focus.
    let place = match live.stop {
        Stop::Battery(group) => Some(group),
        _ => live.place(),
    };
    let alone = live.alone(live.stop).is_some();
    let title = form
        .title
        .in_language(interview.language())
        .map(|_| interview.text(&form.title, Place::ROOT).unwrap_or_default().text);
    let mut marks = training(model);
    match interview.state() {
        State::Complete => marks.push(words.mark_finished.to_owned()),
        State::BrokenOff => marks.push(words.broken_off.to_owned()),
        State::New | State::Open => {}
    }
    Header {
        title: title.filter(|title| !title.is_empty()).unwrap_or_else(|| form.id.clone()),
        case: if alone { String::new() } else { interview.case().to_owned() },
        language: form
            .languages
            .get(interview.language())
            .map_or_else(String::new, |l| l.name.clone()),
        section: stop_place(live.stop)
            .map(|place| wording::around(words, interview, place))
            .unwrap_or_default(),
        number: place.map(|place| wording::number(interview, place)).unwrap_or_default(),
        progress: Some(live.progress),
        saved: saved(model, live),
        marks,
    }
}

/// The mark of all screens of a training.
fn training(model: &Model) -> Vec<String> {
    let mark = model.words_seen().mark_training;
    model.start.training.then(|| mark.to_owned()).into_iter().collect()
}

fn saved(model: &Model, live: &Live) -> Saved {
    let failed = model.modes.iter().any(|mode| matches!(mode, Mode::Failed { .. }));
    if failed {
        Saved::Failed
    } else if live.pending.is_some() || live.touched() {
        Saved::Typing
    } else {
        Saved::Saved
    }
}
