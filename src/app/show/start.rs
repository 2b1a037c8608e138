//! The start screen, and the steps before an interview.

use super::blocks::{chosen_by_code, text};
use crate::app::mode::{BeginMode, StartMode};
use crate::app::model::Model;
use crate::app::screen::{Block, Voice};

/// Questionnaires and interviews, where they are stored, and what is wrong with that place.
pub fn start(model: &Model, mode: &StartMode) -> Vec<Block> {
    let words = model.words;
    let mut blocks = Vec::new();
    if let Some(warning) = &model.start.warning {
        blocks.push(text(Voice::Warning, warning));
    }
    if model.listed.is_empty() && !model.start.training {
        blocks.push(text(Voice::Program, words.first_start));
    }
    let [list, field] = chosen_by_code(words, &mode.picker);
    if model.start.shelf.is_empty() && model.listed.is_empty() {
        blocks.push(text(Voice::Program, words.nothing_here));
    }
    blocks.extend([list, field]);
    let mut file = format!("{}: {}", words.data_file, model.start.data_file);
    if let Some(interviewer) = &model.start.interviewer {
        file = format!("{}: {interviewer} · {file}", words.interviewer);
    }
    blocks.push(text(Voice::Dim, &file));
    blocks
}

/// Language and case of a new interview.
pub fn begin(model: &Model, mode: &BeginMode) -> Vec<Block> {
    let words = model.words;
    let item = model.start.shelf.get(mode.questionnaire);
    let own = item.and_then(|item| item.titles.iter().find(|(code, _)| code == words.code));
    let title = own.or_else(|| item.and_then(|item| item.titles.first()));
    let mut blocks = vec![text(Voice::Heading, title.map_or("", |(_, title)| title))];
    if mode.language.is_none() {
        blocks.push(text(Voice::Program, words.language_of_interview));
        blocks.extend(chosen_by_code(words, &mode.languages));
    } else {
        blocks.push(text(Voice::Program, words.case_explained));
        blocks.push(Block::Input(mode.case.show(words.case, "")));
    }
    blocks
}
