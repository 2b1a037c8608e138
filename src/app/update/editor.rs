//! A long text in the person's own editor; it comes back as typed, still to be entered.

use crate::app::draft::Draft;
use crate::app::draft::text::TextDraft;
use crate::app::effect::Effect;
use crate::app::live::{Live, notes_are_focused};
use crate::app::model::Model;
use crate::app::msg::EditFault;

/// The field whose text goes to the editor: the note that is typed, or a text of several lines.
fn field(live: &mut Live) -> Option<&mut TextDraft> {
    if notes_are_focused(live) {
        return Some(&mut live.notes.field);
    }
    match &mut live.draft {
        Draft::Text(line) if line.is_multiline() => Some(line),
        _ => None,
    }
}

/// Whether the text that is typed here may be long.
pub fn takes_long_text(live: &Live) -> bool {
    let long = matches!(&live.draft, Draft::Text(line) if line.is_multiline());
    !live.finished() && (long || notes_are_focused(live))
}

/// Hands the text that is typed to the person's own editor.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let finished = model.live.as_ref().is_none_or(Live::finished);
    let text = model.live.as_mut().and_then(field).map(|line| line.text().to_owned());
    match text {
        Some(text) if !finished => vec![Effect::Edit { text }],
        _ => {
            model.say(model.words.editor_for_long_text);
            Vec::new()
        }
    }
}

/// The editor is closed: what it left is typed now; undo brings back what was typed before.
pub fn edited(model: &mut Model, outcome: Result<String, EditFault>) -> Vec<Effect> {
    let words = model.words;
    match outcome {
        Ok(text) => {
            // Editors end the last line, too.
            let text = text.strip_suffix('\n').unwrap_or(&text);
            if let Some(line) = model.live.as_mut().and_then(field) {
                line.replace_all(text);
            }
            model.say(words.editor_closed);
        }
        Err(EditFault::NoEditor) => model.warn(words.editor_none),
        Err(EditFault::NoMemory) => model.warn(words.editor_no_memory),
        Err(EditFault::Failed(why)) => model.warn((words.editor_failed)(&why)),
    }
    Vec::new()
}
