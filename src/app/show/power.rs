//! The power line with what may come next.

use super::blocks::{heading, text};
use crate::app::mode::PowerMode;
use crate::app::model::Model;
use crate::app::power::offer;
use crate::app::screen::{Block, List, Voice};

/// The line, what it is about, and the suggestions.
pub fn blocks(model: &Model, mode: &PowerMode) -> Vec<Block> {
    let quick = model.words.quick;
    let Some(live) = &model.live else { return Vec::new() };
    let offered = offer::offer(model.words, live, mode.line.text(), mode.line.caret());
    let about = if offered.about.is_empty() { quick.power_explained } else { &offered.about };
    let total = offered.lines.len();
    let items = offered.lines.into_iter().map(|line| line.item).collect();
    vec![
        heading(quick.key_power),
        text(Voice::Dim, about),
        Block::Input(mode.line.show(quick.power_label, &offered.reading)),
        Block::List(List { items, first: 0, total, focus: mode.focus }),
    ]
}
