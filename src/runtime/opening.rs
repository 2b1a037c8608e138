//! Beginning interviews and opening stored ones.

use std::sync::Arc;

use super::outside::Outside;
use super::shelf::{Shelved, form_of};
use crate::app::msg::{Msg, Opened};
use crate::id::InterviewId;
use crate::interview::Interview;
use crate::store::error::{Problem, StoreError};
use crate::store::{Store, Stored};
use crate::world::{World, new_interview_id};

impl Outside {
    /// Begins an interview. `None` only if there is no such questionnaire on the shelf.
    pub(super) fn begin(
        &mut self,
        questionnaire: usize,
        language: &str,
        case: &str,
        world: &World,
    ) -> Option<Result<Msg, StoreError>> {
        let shelved = self.shelf.get(questionnaire)?;
        let id = new_interview_id();
        let first = Interview::started(case, language, self.properties.clone(), world.moment());
        let begun = self.store.last_saved(&shelved.form, None).and_then(|last_saved| {
            let mut interview = Interview::new(Arc::clone(&shelved.form), last_saved);
            interview.apply(&first);
            self.store.begin(id, &shelved.source, &shelved.form, &[first])?;
            self.open = Some((id, Arc::clone(&shelved.form)));
            Ok(Msg::Opened(Box::new(Opened { id, interview, draft: None })))
        });
        Some(begun)
    }

    /// Opens a stored interview where it was left.
    pub(super) fn open(&mut self, id: InterviewId) -> Result<Msg, StoreError> {
        let (stored, interview) = load(&self.store, &self.shelf, id)?;
        self.open = Some((id, Arc::clone(interview.form())));
        Ok(Msg::Opened(Box::new(Opened { id, interview, draft: stored.draft })))
    }
}

/// An interview as it is in the data file. A form that is on the shelf is not compiled again.
pub fn load(
    store: &Store,
    shelf: &[Shelved],
    id: InterviewId,
) -> Result<(Stored, Interview), StoreError> {
    let mut form = None;
    let stored = store.load(id, &mut |source| {
        form = form_of(shelf, source);
        form.clone()
    })?;
    let Some(form) = form else {
        return Err(StoreError::new(store.path(), Problem::NoInterview(id.to_string())));
    };
    let last_saved = store.last_saved(&form, Some(id))?;
    let interview = Interview::replay(form, last_saved, &stored.facts);
    Ok((stored, interview))
}
