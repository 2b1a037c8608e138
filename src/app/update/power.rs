//! The power line: its entries are answered one by one, each a step of its own that is on disk
//! before the next. It stops at the first that needs a look and goes there; the rest is kept.

use super::answer;
use super::commit;
use super::go;
use super::refused;
use crate::app::draft::Draft;
use crate::app::draft::reading::Reading;
use crate::app::draft::text::TextDraft;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::live::{POWER_LINE, waits};
use crate::app::mode::{Mode, PowerMode, Then};
use crate::app::model::Model;
use crate::app::power::find::{self, Lost};
use crate::app::power::offer::{self, Offered};
use crate::app::power::parse::{self, Entry};
use crate::app::power::value;
use crate::app::wording;
use crate::interview::Stop;
use crate::interview::command::Command;
use crate::interview::refusal::Refusal;
use crate::moment::Moment;
use crate::place::Place;
use crate::value::Value;

/// Goes on with the rest of a line that stopped, else shows an empty line.
pub fn open(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    if live.finished() {
        return refused::tell(model, Refusal::Finished, None);
    }
    let rest = live.elsewhere.remove(POWER_LINE);
    let line = TextDraft::with(rest.as_deref().unwrap_or(""), false);
    model.push(Mode::Power(PowerMode { line, focus: None, entered: 0, running: false }));
    if rest.is_some() { run(model, moment) } else { Vec::new() }
}

/// A key on the power line.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let offered = offered(model);
    let Some(Mode::Power(mode)) = model.mode_mut() else { return Vec::new() };
    let last = offered.lines.len().checked_sub(1);
    match (action, key) {
        (Some(Action::Enter), _) if mode.focus.is_some() => complete(mode, &offered),
        (Some(Action::Enter), _) => return run(model, moment),
        (Some(Action::Back), _) => close(model),
        (_, Key::Tab) => complete(mode, &offered),
        (_, Key::Down) => {
            mode.focus = last.map(|last| mode.focus.map_or(0, |at| (at + 1).min(last)));
        }
        (_, Key::Up) => mode.focus = mode.focus.and_then(|at| at.checked_sub(1)),
        (_, Key::Paste(text)) => {
            // Lines that are pasted are entries.
            mode.focus = None;
            mode.line.insert(&text.trim().replace(['\r', '\n'], ";"));
        }
        _ => {
            mode.focus = None;
            mode.line.key(key);
            model.notice = None;
        }
    }
    Vec::new()
}

/// What may come next where the caret stands.
pub fn offered(model: &Model) -> Offered {
    let (Mode::Power(mode), Some(live)) = (model.mode(), &model.live) else {
        return Offered::default();
    };
    offer::offer(model.words, live, mode.line.text(), mode.line.caret())
}

/// Closes the line; what stands on it is kept.
fn close(model: &mut Model) {
    let Mode::Power(mode) = model.mode() else { return };
    let text = mode.line.text().trim().to_owned();
    model.pop();
    keep_rest(model, text);
}

fn keep_rest(model: &mut Model, rest: String) {
    let Some(live) = &mut model.live else { return };
    if rest.is_empty() {
        live.elsewhere.remove(POWER_LINE);
    } else {
        live.elsewhere.insert(POWER_LINE.to_owned(), rest);
    }
}

/// Puts the highlighted suggestion on the line, else what all of them begin with, else the first.
fn complete(mode: &mut PowerMode, offered: &Offered) {
    let typed = &mode.line.text()[offered.replaces.clone()];
    let inserts = || offered.lines.iter().map(|line| line.insert.as_str());
    let common = inserts().reduce(common_beginning).unwrap_or("");
    let longer = common.len() > typed.len() && find::begins(common, typed);
    let chosen = match mode.focus {
        Some(at) => offered.lines.get(at),
        None if longer && offered.lines.len() > 1 => {
            return mode.line.replace(offered.replaces.clone(), common);
        }
        None => offered.lines.first(),
    };
    mode.focus = None;
    if let Some(line) = chosen {
        let text = format!("{}{}", line.insert, line.after);
        mode.line.replace(offered.replaces.clone(), &text);
    }
}

fn common_beginning<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b);
    let end = same.map_or(one.len().min(other.len()), |((at, _), _)| at);
    &one[..end]
}

/// What an entry comes to.
enum Step {
    /// Already so.
    Nothing,
    /// An answer without a doubt.
    Answer(Place, Value),
    /// Something to look at, at its question.
    Look(Place, Reading),
    /// A name that means no question that can be asked.
    Lost(String),
}

/// Goes on with the line once the answer before is on disk.
pub fn go_on(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let waits = model.live.as_ref().is_some_and(|live| live.pending.is_some());
    match model.mode() {
        Mode::Power(mode) if mode.running && !waits => run(model, moment),
        _ => Vec::new(),
    }
}

/// Enters what stands on the line, entry by entry.
fn run(model: &mut Model, moment: Moment) -> Vec<Effect> {
    loop {
        let Mode::Power(mode) = model.mode() else { return Vec::new() };
        let text = mode.line.text().to_owned();
        let Some(entry) = &parse::next(&text, 0) else {
            finish(model);
            return Vec::new();
        };
        let rest = parse::rest(&text, entry).to_owned();
        let step = step(model, &text, entry, moment);
        let Some(Mode::Power(mode)) = model.mode_mut() else { return Vec::new() };
        mode.running = matches!(step, Step::Nothing | Step::Answer(..));
        match step {
            Step::Nothing => mode.line.set(&rest),
            Step::Answer(place, value) => {
                mode.line.set(&rest);
                mode.entered += 1;
                let command = Command::Answer { place, value, reason: None };
                let asked = commit::ask(model, command, Then::Stay, moment);
                return asked.unwrap_or_else(|refusal| refused::tell(model, refusal, None));
            }
            Step::Look(place, reading) => {
                let typed = text[entry.value.clone()].to_owned();
                return look(model, place, reading, &typed, rest, moment);
            }
            Step::Lost(why) => {
                mode.line.set(&text);
                mode.line.replace(entry.end..entry.end, "");
                model.warn(why);
                return Vec::new();
            }
        }
    }
}

fn step(model: &Model, text: &str, entry: &Entry, moment: Moment) -> Step {
    let (words, Some(live)) = (model.words, &model.live) else { return Step::Nothing };
    let name = &text[entry.name.clone()];
    let place = match find::find(&live.interview, offer::here(live), name) {
        Ok(place) => place,
        Err(lost) => return Step::Lost(lost_words(model, name, &lost)),
    };
    if !live.interview.relevant(place) {
        return Step::Lost(format!("{name}: {}", words.not_relevant));
    }
    let reading =
        value::read(words, &live.interview, live.offset_minutes, place, &text[entry.value.clone()]);
    let Reading::Answer(value) = &reading else { return Step::Look(place, reading) };
    let command = Command::Answer { place, value: value.clone(), reason: None };
    match live.interview.decide(&command, moment) {
        Ok(_) if answer::asks_about_rows(model, place, value) => Step::Look(place, reading),
        Ok(facts) if facts.is_empty() => Step::Nothing,
        Ok(_) => Step::Answer(place, value.clone()),
        Err(_) => Step::Look(place, reading),
    }
}

fn lost_words(model: &Model, name: &str, lost: &Lost) -> String {
    let quick = model.words.quick;
    match lost {
        Lost::Unknown => (quick.no_such_question)(name),
        Lost::Several(count) => (quick.several_questions)(name, *count),
        Lost::WhichRow => (quick.which_row)(name),
        Lost::NoRow => (quick.no_such_row)(name),
    }
}

/// Goes to a question with what was typed for it, and says what is the matter. The rest of the
/// line waits for one key.
fn look(
    model: &mut Model,
    place: Place,
    reading: Reading,
    typed: &str,
    rest: String,
    moment: Moment,
) -> Vec<Effect> {
    model.pop();
    keep_rest(model, rest);
    let Some(live) = &model.live else { return Vec::new() };
    let stop = live.interview.stop_of(place);
    go::jump(model, stop);
    let Some(live) = &mut model.live else { return Vec::new() };
    let battery = matches!(live.draft, Draft::Battery(_));
    match &mut live.draft {
        Draft::Battery(draft) => {
            let row = draft.rows.iter().position(|row| row.place == place);
            draft.focus_on(row.unwrap_or(0));
        }
        Draft::Choice(draft) => match &reading {
            Reading::Answer(Value::Choice(name)) => draft.highlight_again(name),
            _ => draft.restore(typed),
        },
        Draft::Choices(draft) => {
            if let Reading::Answer(Value::Choices(names)) = &reading {
                draft.restore(&names.join(" "));
            }
        }
        draft if !typed.is_empty() => {
            draft.restore(&parse::unquoted(typed).unwrap_or_else(|| typed.to_owned()));
        }
        _ => {}
    }
    let then = if battery { Then::NextRow } else { Then::Advance };
    match reading {
        Reading::Answer(value) => answer::answer(model, place, value, None, then, moment),
        Reading::Path(path) => answer::attach(model, place, path),
        Reading::Fault(fault) => {
            model.warn(wording::fault(model.words, &fault));
            Vec::new()
        }
        Reading::Blank => Vec::new(),
    }
}

/// All is entered: stays where we are, or goes on to what is open next if that is answered now.
fn finish(model: &mut Model) {
    let Mode::Power(mode) = model.mode() else { return };
    let entered = mode.entered;
    let said = model.notice.take().map(|notice| notice.text);
    model.pop();
    let Some(live) = &model.live else { return };
    let mut stop = live.stop;
    while stop != Stop::End && !waits(live, stop) {
        stop = live.interview.next_stop(stop);
    }
    if stop != live.stop {
        go::advance_to(model, stop);
    }
    if entered > 0 {
        let told = (model.words.quick.entered)(entered);
        model.say(said.map_or(told.clone(), |said| format!("{told} {said}")));
    }
}
