//! Quotes: one key marks a note, or a passage of an answer; the key again says who said it and how
//! close to the words it is.

use unicode_segmentation::UnicodeSegmentation;

use super::commit;
use super::refused;
use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Action;
use crate::app::mode::{Mode, Then};
use crate::app::model::Model;
use crate::app::picker::{Picker, heading, line};
use crate::app::screen::ListItem;
use crate::app::wording;
use crate::form::talk::Level;
use crate::interview::Stop;
use crate::interview::command::Command;
use crate::interview::talk::{Passage, Quote};
use crate::moment::Moment;
use crate::place::Place;
use crate::value::Value;

/// Marks a whole note, nearly verbatim: it was written while listening. One that is a quote
/// already is asked about.
pub fn note(model: &mut Model, id: u64, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let known = live.interview.quotes().rfind(|quote| quote.passage.note == Some(id));
    if let Some(known) = known.map(|quote| quote.id) {
        open(model, known);
        return Vec::new();
    }
    let Some(note) = live.interview.talk_note(id) else { return Vec::new() };
    let end = note.text.chars().count();
    let passage = Passage { note: Some(id), start: 0, end };
    run(model, note.place, passage, None, Level::NearVerbatim, moment)
}

/// Marks a passage of the answer: the first press marks one end, the second the other.
pub fn answer(model: &mut Model, moment: Moment) -> Vec<Effect> {
    let Some(live) = &mut model.live else { return Vec::new() };
    let (Stop::Question(place), Draft::Text(line)) = (live.stop, &live.draft) else {
        model.say(model.words.no_words_to_quote);
        return Vec::new();
    };
    let (text, caret) = (line.text(), line.caret());
    if text.trim().is_empty() {
        model.say(model.words.no_words_to_quote);
        return Vec::new();
    }
    let count = |end: usize| text[..end].chars().count();
    let Some(first) = live.passage.take().filter(|&first| text.is_char_boundary(first)) else {
        let at = count(caret);
        let here = |quote: &Quote| {
            let Passage { note, start, end } = quote.passage;
            quote.place == place && note.is_none() && start <= at && at < end
        };
        let known = live.interview.quotes().rfind(|quote| here(quote)).map(|quote| quote.id);
        match known {
            Some(known) => open(model, known),
            None => {
                live.passage = Some(caret);
                model.say(model.words.quote_from);
            }
        }
        return Vec::new();
    };
    let (start, end) = match first == caret {
        true => sentence(text, caret),
        false => (first.min(caret), first.max(caret)),
    };
    let passage = Passage { note: None, start: count(start), end: count(end) };
    let value = live.touched().then(|| Value::Text(text.to_owned()));
    run(model, place, passage, value, Level::Verbatim, moment)
}

/// The sentence around a place in a text, in bytes, without blanks at its ends.
fn sentence(text: &str, at: usize) -> (usize, usize) {
    let around = text
        .split_sentence_bound_indices()
        .filter(|(start, _)| *start <= at)
        .last()
        .unwrap_or((0, text));
    let (start, words) = around;
    let start = start + (words.len() - words.trim_start().len());
    (start, start + words.trim().len())
}

/// Marks a passage with the usual speaker.
fn run(
    model: &mut Model,
    place: Place,
    passage: Passage,
    answer: Option<Value>,
    level: Level,
    moment: Moment,
) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let Some(speaker) = live.interview.form().speakers.first() else { return Vec::new() };
    let speaker = speaker.name.clone();
    let told = {
        let said = wording::speaker(model.words, &live.interview, &speaker);
        (model.words.quoted)(&said, wording::level(model.words, level))
    };
    let command = Command::Quote { place, passage, answer, speaker, level };
    match commit::ask(model, command, Then::Stay, moment) {
        Ok(effects) => {
            model.say(told);
            effects
        }
        Err(refusal) => refused::tell(model, refusal, None),
    }
}

/// Asks who said a quote and how close to the words it is.
fn open(model: &mut Model, quote: u64) {
    let mut picker = Picker::new(lines(model, quote));
    picker.highlight(usize::MAX);
    model.push(Mode::Quote { quote, picker });
}

/// The speakers and levels, those of the quote ticked.
fn lines(model: &Model, quote: u64) -> Vec<ListItem> {
    let words = model.words;
    let Some(live) = &model.live else { return Vec::new() };
    let Some(known) = live.interview.quote(quote) else { return Vec::new() };
    let mut lines = vec![heading(words.quote_speaker)];
    let mut code = 0;
    let mut add = |label: &str, ticked: bool| {
        code += 1;
        let sign = if ticked { "✓" } else { "·" }.to_owned();
        ListItem { sign, ..line(code, label) }
    };
    for speaker in &live.interview.form().speakers {
        let label = wording::speaker(words, &live.interview, &speaker.name);
        lines.push(add(&label, speaker.name == known.speaker));
    }
    let levels: Vec<ListItem> = Level::ALL
        .into_iter()
        .map(|level| add(wording::level(words, level), level == known.level))
        .collect();
    let remove = ListItem { sign: String::new(), ..add(words.quote_remove, false) };
    lines.push(heading(words.quote_level));
    lines.extend(levels);
    lines.push(heading(""));
    lines.push(remove);
    lines
}

/// A key while a quote is asked about: a digit takes effect at once, Enter closes.
pub fn key(model: &mut Model, action: Option<Action>, key: &Key, moment: Moment) -> Vec<Effect> {
    let Some(Mode::Quote { quote, picker }) = model.mode_mut() else { return Vec::new() };
    let quote = *quote;
    match action {
        Some(Action::Back) => model.pop(),
        Some(Action::Enter) => match picker.chosen() {
            Some(chosen) if picker.highlighted().is_some() => {
                return choose(model, quote, chosen, moment);
            }
            _ => model.pop(),
        },
        _ => {
            let typed = picker.key(key) && !picker.typed.is_empty();
            if let (true, Some(chosen)) = (typed, picker.chosen()) {
                picker.clear();
                return choose(model, quote, chosen, moment);
            }
        }
    }
    Vec::new()
}

fn choose(model: &mut Model, quote: u64, chosen: usize, moment: Moment) -> Vec<Effect> {
    let Some(live) = &model.live else { return Vec::new() };
    let Some(known) = live.interview.quote(quote) else { return Vec::new() };
    let (mut speaker, mut level) = (known.speaker.clone(), known.level);
    let speakers = &live.interview.form().speakers;
    // The headings are lines, too.
    let command = match chosen.checked_sub(speakers.len() + 2) {
        None => {
            speaker = speakers.get(chosen.saturating_sub(1)).map_or(speaker, |s| s.name.clone());
            Command::Requote { quote, speaker, level }
        }
        Some(at) if at < Level::ALL.len() => {
            level = Level::ALL[at];
            Command::Requote { quote, speaker, level }
        }
        Some(_) => {
            model.pop();
            Command::Unquote { quote }
        }
    };
    let facts = commit::ask(model, command, Then::Stay, moment);
    facts.unwrap_or_else(|refusal| refused::tell(model, refusal, None))
}

/// Shows the quote on top as it stands now.
pub fn renew(model: &mut Model) {
    let Mode::Quote { quote, .. } = model.mode() else { return };
    let fresh = lines(model, *quote);
    if let Some(Mode::Quote { picker, .. }) = model.mode_mut() {
        picker.renew(fresh);
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn the_sentence_around_the_caret_is_meant() {
        let text = "Сначала мы боялись. Потом привыкли!  Что теперь?";
        for (caret, expected) in [
            (0, "Сначала мы боялись."),
            (text.len(), "Что теперь?"),
            (text.find("прив").unwrap_or(0), "Потом привыкли!"),
        ] {
            let (start, end) = sentence(text, caret);
            assert_eq!(&text[start..end], expected);
        }
        assert_eq!(sentence("", 0), (0, 0));
    }
}
