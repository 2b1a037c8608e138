//! The end of the interview: what is done, what is still wrong, and how to finish.

use super::blocks::{chosen_by_code, text};
use crate::app::live::Live;
use crate::app::picker::Picker;
use crate::app::screen::{Block, Voice};
use crate::app::words::table::Words;

/// The end of the interview.
pub fn blocks(words: &Words, live: &Live, picker: &Picker) -> Vec<Block> {
    let (answered, total) = live.progress;
    let mut blocks = vec![text(Voice::Heading, words.end_of_interview)];
    blocks.push(text(Voice::Program, &(words.answered_of)(answered, total)));
    if live.finished() {
        blocks.push(text(Voice::Program, words.finished_read_only));
    } else if answered < total {
        blocks.push(text(Voice::Warning, &(words.still_open)(total - answered)));
    }
    blocks.push(Block::Gap);
    blocks.extend(chosen_by_code(words, picker));
    blocks
}
