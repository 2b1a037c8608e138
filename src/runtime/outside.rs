//! The data file and what is at hand of it.

use std::sync::Arc;

use super::shelf::Shelved;
use crate::app::effect::KeptDraft;
use crate::app::msg::Msg;
use crate::form::Form;
use crate::id::InterviewId;
use crate::store::Store;
use crate::store::error::StoreError;

/// The data file and what is at hand of it.
pub(super) struct Outside {
    pub(super) store: Store,
    pub(super) shelf: Vec<Shelved>,
    pub(super) properties: Vec<(String, String)>,
    /// The interview that is open, with its form.
    pub(super) open: Option<(InterviewId, Arc<Form>)>,
    /// What is typed and not kept yet, and by when it must be.
    pub(super) pending: Option<(InterviewId, KeptDraft, u64)>,
    /// Where in the interview we are, as it was told last.
    pub(super) at: Option<String>,
    /// The language of messages: `en`, `ru` or `kk`.
    pub(super) words: String,
}

impl Outside {
    /// What to tell of something that the data file would not do.
    pub(super) fn failed(&self, error: &StoreError) -> Msg {
        Msg::Failed(error.message(&self.words))
    }
}
