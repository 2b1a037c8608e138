//! Hiding answers: in a questionnaire what is filled in from them, in facts what is free text, and
//! on a screen what is typed, chosen or told of them.

use super::screen::{Block, Mark, Screen};
use crate::form::Form;
use crate::form::node::{Choice, Kind};
use crate::form::wording::{Part, Wording};
use crate::interview::fact::{Fact, What};
use crate::value::Value;

/// What stands in place of an answer.
pub const MASK: &str = "•••";

/// The questionnaire with nothing filled in from answers.
pub fn form(form: &Form) -> Form {
    let mut form = form.clone();
    wording(&mut form.title);
    for node in &mut form.nodes {
        [
            &mut node.label,
            &mut node.hint,
            &mut node.guidance,
            &mut node.instruction,
            &mut node.short,
        ]
        .into_iter()
        .for_each(wording);
        if let Kind::Question(question) = &mut node.kind {
            wording(&mut question.required_message);
            question.checks.iter_mut().for_each(|check| wording(&mut check.message));
            question.probes.iter_mut().for_each(|probe| wording(&mut probe.label));
        }
    }
    let choices = form.lists.iter_mut().flat_map(|list| &mut list.choices);
    choices.for_each(|Choice { label, .. }| wording(label));
    form
}

fn wording(wording: &mut Wording) {
    for template in wording.by_language.iter_mut().flatten() {
        for part in &mut template.parts {
            if matches!(part, Part::Value(_)) {
                *part = Part::Text(MASK.into());
            }
        }
    }
}

/// A fact without free text: names of persons become names of rows and choices.
pub fn fact(fact: &Fact) -> Fact {
    let mut fact = fact.clone();
    match &mut fact.what {
        What::Answered { value, .. } => {
            if matches!(value, Value::Text(_) | Value::Geo(_)) {
                *value = Value::Text(MASK.to_owned());
            }
            if let Value::File(file) = value {
                file.name = MASK.to_owned();
            }
        }
        What::Remarked { text, .. } if !text.is_empty() => *text = MASK.to_owned(),
        What::Started { case, .. } if !case.is_empty() => *case = MASK.to_owned(),
        _ => {}
    }
    fact
}

/// Takes from a screen what is typed, chosen or told of answers.
pub fn screen(screen: &mut Screen) {
    let hide = |text: &mut String| {
        if !text.is_empty() {
            *text = MASK.to_owned();
        }
    };
    for block in &mut screen.blocks {
        match block {
            Block::Input(input) => {
                hide(&mut input.text);
                input.caret = input.text.len();
                input.reading.clear();
            }
            Block::Choices(choices) => {
                choices.focus = None;
                choices.items.iter_mut().for_each(|item| item.mark = Mark::Off);
            }
            Block::Battery(battery) => {
                for row in &mut battery.rows {
                    row.chosen = None;
                    hide(&mut row.words);
                }
            }
            Block::List(list) => list.items.iter_mut().for_each(|item| hide(&mut item.detail)),
            _ => {}
        }
    }
}
