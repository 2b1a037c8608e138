//! Cells that hold several things, for columns that XLSForm lacks: how they are written and read.
//!
//! A list in one cell has one thing a line, `name: text`. A line break inside a text is written
//! `\n`, a backslash `\\`.

use super::sheet::{Cell, CheckRow, ChoiceRow, Mark, ProbeRow, RandomRow, Words};
use crate::form::talk::{Certainty, Origin};

/// The follow-ups of one language: `name: text`, one a line. `None` where there are none.
pub fn probes_text(probes: &[ProbeRow], language: usize) -> Option<String> {
    lines(probes.iter().map(|probe| (probe.name.text.as_str(), said(&probe.label, language))))
}

/// The follow-ups that the cells of all languages describe, in the order of their first naming.
pub fn probes(words: &Words) -> Vec<ProbeRow> {
    let languages = words.by_language.len();
    let mut probes: Vec<ProbeRow> = Vec::new();
    for (language, cell) in words.by_language.iter().enumerate() {
        let Some(cell) = cell else { continue };
        for (name, text) in entries(&cell.text) {
            let at = probes.iter().position(|probe| probe.name.text == name);
            let at = at.unwrap_or_else(|| {
                let name = Cell { text: name, mark: cell.mark };
                let label = Words { mark: cell.mark, by_language: vec![None; languages] };
                probes.push(ProbeRow { name, label });
                probes.len() - 1
            });
            if !text.is_empty() {
                probes[at].label.by_language[language] = Some(Cell { text, mark: cell.mark });
            }
        }
    }
    probes
}

/// What is asked about where an answer comes from: words, or `none`.
pub fn source_text(source: &[Cell]) -> String {
    let names: Vec<&str> = source.iter().map(|cell| cell.text.as_str()).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(" ") }
}

/// The words of such a cell; `None` where it holds anything else, as the column of somebody else's
/// workbook may.
pub fn source(cell: &Cell) -> Option<Vec<Cell>> {
    if cell.text.trim() == "none" {
        return Some(Vec::new());
    }
    let words: Vec<&str> = cell.text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let known =
        |word: &&str| Origin::from_name(word).is_some() || Certainty::from_name(word).is_some();
    let all = !words.is_empty() && words.iter().all(known);
    all.then(|| words.iter().map(|w| Cell { text: (*w).to_owned(), mark: cell.mark }).collect())
}

/// Those who may speak in a talk: `name code: text`, one a line.
pub fn speakers_text(speakers: &[ChoiceRow], languages: &[&str]) -> Option<String> {
    let mut named: Vec<(String, Option<&str>)> = Vec::new();
    for speaker in speakers {
        let texts = languages.iter().enumerate().filter_map(|(at, code)| {
            let text = said(&speaker.label, at)?;
            Some((format!("{} {code}", speaker.name.text), Some(text)))
        });
        let before = named.len();
        named.extend(texts);
        if named.len() == before {
            named.push((speaker.name.text.clone(), None));
        }
    }
    lines(named.iter().map(|(name, text)| (name.as_str(), *text)))
}

/// The speakers that such a cell describes.
pub fn speakers(cell: &Cell, languages: &[&str]) -> Vec<ChoiceRow> {
    let part = |text: &str| Cell { text: text.to_owned(), mark: cell.mark };
    let mut speakers: Vec<ChoiceRow> = Vec::new();
    for (name, text) in entries(&cell.text) {
        let (name, code) = name.split_once(' ').unwrap_or((&name, ""));
        let at = speakers.iter().position(|known| known.name.text == name).unwrap_or_else(|| {
            speakers.push(ChoiceRow { name: part(name), ..ChoiceRow::default() });
            speakers.len() - 1
        });
        if let Some(language) = languages.iter().position(|known| *known == code.trim()) {
            let label = &mut speakers[at].label;
            label.mark = cell.mark;
            label.by_language.resize(languages.len(), None);
            label.by_language[language] = Some(part(&text));
        }
    }
    speakers
}

/// A text in each language: `code: text`, one a line.
pub fn texts(words: &Words, languages: &[&str]) -> Option<String> {
    let texts = languages.iter().enumerate();
    lines(texts.filter_map(|(at, code)| said(words, at).map(|text| (*code, Some(text)))))
}

/// The text in each language that a cell describes.
pub fn words(cell: &Cell, languages: &[&str]) -> Words {
    let mut words = Words { mark: cell.mark, by_language: vec![None; languages.len()] };
    for (code, text) in entries(&cell.text) {
        if let Some(at) = languages.iter().position(|known| *known == code) {
            words.by_language[at] = Some(Cell { text, mark: cell.mark });
        }
    }
    words
}

/// Checks beyond the first hard and the first soft one: `hard: EXPRESSION`, one a line.
pub fn checks_text(checks: &[CheckRow]) -> Option<String> {
    let kind = |check: &CheckRow| if check.hard { "hard" } else { "soft" };
    lines(checks.iter().map(|check| (kind(check), Some(check.expression.text.as_str()))))
}

/// What those checks say in one language: `1: text`, by their position.
pub fn messages_text(checks: &[CheckRow], language: usize) -> Option<String> {
    let numbers: Vec<String> = (1..=checks.len()).map(|number| number.to_string()).collect();
    let said = numbers.iter().zip(checks).filter_map(|(number, check)| {
        said(&check.message, language).map(|text| (number.as_str(), Some(text)))
    });
    lines(said)
}

/// The checks that the two columns describe.
pub fn checks(cell: &Cell, messages: &Words) -> Vec<CheckRow> {
    let mut checks: Vec<CheckRow> = entries(&cell.text)
        .into_iter()
        .map(|(kind, text)| CheckRow {
            hard: kind != "soft",
            expression: Cell { text, mark: cell.mark },
            message: Words::default(),
        })
        .collect();
    let languages = messages.by_language.len();
    for (language, cell) in messages.by_language.iter().enumerate() {
        let Some(cell) = cell else { continue };
        for (number, text) in entries(&cell.text) {
            let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let Some(check) = at.and_then(|at| checks.get_mut(at)) else { continue };
            if check.message.by_language.is_empty() {
                check.message = Words { mark: cell.mark, by_language: vec![None; languages] };
            }
            check.message.by_language[language] = Some(Cell { text, mark: cell.mark });
        }
    }
    checks
}

/// A random order: `yes`, or `last=a,b first_half=c key=k seed=EXPRESSION`.
pub fn random_text(random: &RandomRow) -> String {
    let mut parts = Vec::new();
    if !random.last.is_empty() {
        let names: Vec<&str> = random.last.iter().map(|cell| cell.text.as_str()).collect();
        parts.push(format!("last={}", names.join(",")));
    }
    for (name, cell) in
        [("first_half", &random.first_half), ("key", &random.key), ("seed", &random.seed)]
    {
        parts.extend(cell.as_ref().map(|cell| format!("{name}={}", cell.text)));
    }
    if parts.is_empty() { "yes".to_owned() } else { parts.join(" ") }
}

/// The random order that a cell describes; `None` where it says no.
pub fn random(cell: &Cell) -> Option<RandomRow> {
    let part = |text: &str| Cell { text: text.trim().to_owned(), mark: cell.mark };
    let text = cell.text.trim();
    let (mut rest, seed) = match text.find("seed=") {
        Some(at) => (&text[..at], Some(part(&text[at + 5..]))),
        None => (text, None),
    };
    let mut random = RandomRow { seed, ..RandomRow::default() };
    while let Some((word, value)) = rest.split_once('=') {
        let next = [" first_half=", " key="].iter().filter_map(|next| value.find(next)).min();
        let (value, after) = value.split_at(next.unwrap_or(value.len()));
        match word.trim() {
            "last" => {
                random.last =
                    value.split([',', ' ']).filter(|it| !it.is_empty()).map(part).collect();
            }
            "first_half" => random.first_half = Some(part(value)),
            "key" => random.key = Some(part(value)),
            _ => {}
        }
        rest = after;
    }
    let plain = matches!(text.to_ascii_lowercase().as_str(), "no" | "false" | "false()" | "");
    (!plain).then_some(random)
}

fn said(words: &Words, language: usize) -> Option<&str> {
    words.by_language.get(language)?.as_ref().map(|cell| cell.text.as_str())
}

fn lines<'a>(entries: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Option<String> {
    let lines: Vec<String> = entries
        .map(|(name, text)| {
            let text = text.unwrap_or("").replace('\\', "\\\\").replace('\n', "\\n");
            format!("{name}: {text}").trim_end().to_owned()
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn entries(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let (name, text) = line.split_once(':').unwrap_or((line, ""));
            (name.trim().to_owned(), unescaped(text.trim()))
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(next) = chars.next() {
        match (next, next == '\\') {
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some('\\') | None => out.push('\\'),
                Some(other) => out.extend(['\\', other]),
            },
            (next, false) => out.push(next),
        }
    }
    out
}

/// Where nothing else is known of a cell's place.
pub fn cell(text: &str) -> Cell {
    Cell { text: text.to_owned(), mark: Mark::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(texts: &[Option<&str>]) -> Words {
        let by_language = texts.iter().map(|text| text.map(cell)).collect();
        Words { mark: Mark::default(), by_language }
    }

    /// The cells of all languages as one.
    fn in_all(text: impl Fn(usize) -> Option<String>) -> Words {
        let by_language = (0..2).map(|at| text(at).map(|text| cell(&text))).collect();
        Words { mark: Mark::default(), by_language }
    }

    #[test]
    fn probes_come_back() {
        let probe = |name: &str, label: Words| ProbeRow { name: cell(name), label };
        let given = vec![
            probe("why", told(&[Some("Why?\nTell: more"), Some("Почему?")])),
            probe("p2", told(&[None, Some("a \\n b")])),
            probe("p3", told(&[None, None])),
        ];
        let read = probes(&in_all(|language| probes_text(&given, language)));
        assert_eq!(format!("{read:?}"), format!("{given:?}"));
    }

    #[test]
    fn texts_come_back() {
        let given = told(&[Some("a: b\nc"), None]);
        let cell = cell(&texts(&given, &["en", "ru"]).expect("there is a text"));
        assert_eq!(words(&cell, &["en", "ru"]), given);
    }

    #[test]
    fn checks_come_back() {
        let check = |hard, text: &str, message| CheckRow { hard, expression: cell(text), message };
        let given = vec![
            check(false, "regex(., '\\d+')", told(&[Some("Digits"), None])),
            check(true, ". > 1\n and . < 3", Words::default()),
            check(true, ". = 2", told(&[None, Some("Два")])),
        ];
        let text = cell(&checks_text(&given).expect("there are checks"));
        let read = checks(&text, &in_all(|language| messages_text(&given, language)));
        assert_eq!(format!("{read:?}"), format!("{given:?}"));
    }

    #[test]
    fn random_orders_come_back() {
        let given = [
            RandomRow::default(),
            RandomRow { last: vec![cell("a"), cell("b")], ..RandomRow::default() },
            RandomRow {
                last: vec![cell("a")],
                first_half: Some(cell("b")),
                key: Some(cell("k")),
                seed: Some(cell("${a} + key")),
            },
        ];
        for random_row in given {
            let read = random(&cell(&random_text(&random_row))).expect("an order");
            assert_eq!(format!("{read:?}"), format!("{random_row:?}"));
        }
        assert!(random(&cell("no")).is_none());
    }
}
