//! Blocks that many screens are made of.

use crate::app::picker::Picker;
use crate::app::screen::{Block, Voice};
use crate::app::wording;
use crate::app::words::table::Words;

/// A paragraph.
pub fn text(voice: Voice, text: &str) -> Block {
    Block::Text { voice, text: text.to_owned() }
}

/// A heading.
pub fn heading(words: &str) -> Block {
    Block::Text { voice: Voice::Heading, text: wording::capital(words) }
}

/// The lines of a picker with the field that its code, or what is searched, is typed in.
pub fn chosen_by_code(words: &Words, picker: &Picker) -> [Block; 2] {
    let label = if picker.searches() { words.search } else { words.code_label };
    let list = picker.show();
    let nothing = picker.searches() && list.total == 0 && !picker.typed.is_empty();
    let reading = if nothing { words.nothing_found } else { "" };
    [Block::List(list), Block::Input(picker.typed.show(label, reading))]
}

/// Takes the caret out of the fields: keys go elsewhere.
pub fn unfocus(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Input(input) = block {
            input.focused = false;
        }
    }
}
