//! Effects: one arm for each.

use super::outside::Outside;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::world::World;

impl Outside {
    /// Does what is asked; what came of it.
    pub(super) fn perform(&mut self, effect: Effect, world: &World) -> Option<Msg> {
        match effect {
            Effect::List => {
                let listed = self.store.list().map(Msg::Listed);
                Some(listed.unwrap_or_else(|error| self.failed(&error)))
            }
            Effect::Begin { questionnaire, language, case } => {
                let begun = self.begin(questionnaire, &language, &case, world)?;
                Some(begun.unwrap_or_else(|error| self.failed(&error)))
            }
            Effect::Open(id) => Some(self.open(id).unwrap_or_else(|error| self.failed(&error))),
            Effect::Commit { interview, facts } => Some(self.commit(interview, facts)),
            Effect::KeepDraft { interview, draft } => {
                self.keep_soon(interview, draft, world.moment().mono_ms);
                None
            }
            Effect::Note { interview, notes } => {
                self.store.note(interview, notes);
                None
            }
            Effect::Leave(_) => {
                self.keep_draft();
                self.make_whole();
                (self.open, self.at) = (None, None);
                None
            }
            Effect::Attach { interview: _, path, kind } => Some(self.attach(&path, &kind)),
            Effect::NameExport { path } => Some(self.name_export(&path)),
            Effect::Export { path } => Some(self.export(&path)),
            Effect::Edit { .. } | Effect::Suspend | Effect::Redraw | Effect::Quit => None,
        }
    }
}
