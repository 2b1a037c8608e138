//! The keys of a scene, from the same table that the keys are looked up in.

use super::blocks::{heading, text};
use crate::app::keymap::{self, Action, Scene};
use crate::app::screen::{Block, List, ListItem, Voice};
use crate::app::words::table::Words;

/// The keys of a scene, below the questionnaire's own help on the question.
pub fn blocks(words: &Words, scene: Scene, guidance: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !guidance.is_empty() {
        blocks.extend([text(Voice::Heading, words.guidance), text(Voice::Program, guidance)]);
        blocks.push(Block::Gap);
    }
    blocks.push(heading(words.key_help));
    blocks.push(text(Voice::Program, words.help_basics));
    let items = keys(words, scene);
    let total = items.len();
    blocks.push(Block::List(List { items, first: 0, total, focus: None }));
    blocks
}

fn keys(words: &Words, scene: Scene) -> Vec<ListItem> {
    let mut seen: Vec<Action> = Vec::new();
    let mut items = Vec::new();
    for binding in keymap::BINDINGS.iter().filter(|binding| scene.is_in(binding.scenes)) {
        if seen.contains(&binding.action) {
            continue;
        }
        seen.push(binding.action);
        let names: Vec<String> = binding.keys.iter().map(keymap::name).collect();
        items.push(ListItem {
            label: (binding.label)(words).to_owned(),
            detail: names.join("  "),
            ..ListItem::default()
        });
    }
    if keymap::has_list(scene) {
        items.push(ListItem {
            label: words.key_arrows.to_owned(),
            detail: "↑ ↓".to_owned(),
            ..ListItem::default()
        });
    }
    items
}
