//! Keeping what is typed and not entered, and the data file whole.

use std::time::Duration;

use super::outside::Outside;
use crate::app::effect::KeptDraft;
use crate::id::InterviewId;

/// How long typed text may wait before it is kept, in milliseconds: a kill then loses less than
/// a second of typing.
const KEEP_AFTER_MS: u64 = 500;

impl Outside {
    /// Keeps what is typed in a moment; where we are, as soon as the screen is drawn: whoever has
    /// seen a question comes back to it (E26).
    pub(super) fn keep_soon(&mut self, interview: InterviewId, draft: KeptDraft, now_ms: u64) {
        let due = match &self.pending {
            _ if self.at.as_ref() != Some(&draft.at) => now_ms,
            Some((_, _, due)) => *due,
            None => now_ms + KEEP_AFTER_MS,
        };
        self.at = Some(draft.at.clone());
        self.pending = Some((interview, draft, due));
    }

    /// In how long what is typed must be kept.
    pub(super) fn keep_in(&self, now_ms: u64) -> Option<Duration> {
        let (_, _, due) = self.pending.as_ref()?;
        Some(Duration::from_millis(due.saturating_sub(now_ms)))
    }

    /// Keeps what is typed. If it cannot be kept it stays pending no longer: the answer itself
    /// will say that the data file is in trouble.
    pub(super) fn keep_draft(&mut self) {
        if let Some((interview, draft, _)) = self.pending.take() {
            let _ = self.store.keep_draft(interview, &draft);
        }
    }

    /// Makes the one file whole, for people who copy it by hand. Nothing is lost if it fails: the
    /// file with what it still lacks is beside it.
    pub(super) fn make_whole(&mut self) {
        let _ = self.store.checkpoint();
    }
}
