//! The keys of a scene, from the same table that the keys are looked up in.

use super::blocks::{heading, text};
use crate::app::keymap::{self, Action, Scene};
use crate::app::screen::{Block, Hint, List, ListItem, Voice};
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
    blocks.push(Block::Keys(keys(words, scene)));
    if keymap::has_list(scene) {
        let item = ListItem {
            label: words.key_arrows.to_owned(),
            detail: "↑ ↓".to_owned(),
            ..ListItem::default()
        };
        blocks.push(Block::List(List { items: vec![item], first: 0, total: 1, focus: None }));
    }
    blocks
}

fn keys(words: &Words, scene: Scene) -> Vec<Hint> {
    let mut seen: Vec<Action> = Vec::new();
    let mut hints = Vec::new();
    for binding in keymap::BINDINGS.iter().filter(|binding| scene.is_in(binding.scenes)) {
        if seen.contains(&binding.action) {
            continue;
        }
        seen.push(binding.action);
        let names: Vec<String> = binding.keys.iter().map(keymap::name).collect();
        hints.push(Hint {
            key: names.join("  "),
            label: (binding.label)(words).to_owned(),
            action: Some(binding.action),
        });
    }
    hints
}
