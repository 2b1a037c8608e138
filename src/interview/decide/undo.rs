//! Undo and redo: the facts that take a step back, or do it again.

use std::sync::Arc;

use super::Trial;
use crate::interview::Interview;
use crate::interview::fact::What;
use crate::interview::refusal::Refusal;

impl Trial {
    pub(super) fn undo(&mut self, before: &Interview) -> Result<(), Refusal> {
        self.interview.guard_open()?;
        let entry = before.history.to_undo().ok_or(Refusal::NothingToUndo)?;
        self.interview.history = Arc::clone(&before.history);
        self.add(What::Undone { step: entry.step });
        for what in &entry.backward {
            self.add(what.clone());
        }
        Ok(())
    }

    pub(super) fn redo(&mut self, before: &Interview) -> Result<(), Refusal> {
        self.interview.guard_open()?;
        let entry = before.history.to_redo().ok_or(Refusal::NothingToUndo)?;
        self.interview.history = Arc::clone(&before.history);
        self.add(What::Redone { step: entry.step });
        for what in &entry.forward {
            self.add(again(what));
        }
        Ok(())
    }
}

/// A fact as it is done again: a row that was added before is brought back, not made anew.
fn again(what: &What) -> What {
    match what {
        What::RowAdded { at, position } => {
            What::RowRestored { at: at.clone(), position: *position }
        }
        _ => what.clone(),
    }
}
