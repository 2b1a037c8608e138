//! Committing: facts are stored for good before anything of them is shown.

use super::outside::Outside;
use crate::app::msg::Msg;
use crate::id::InterviewId;
use crate::interview::fact::Fact;
use crate::store::error::{Problem, StoreError};

impl Outside {
    /// Stores the facts of one step of the interview that is open.
    pub(super) fn commit(&mut self, interview: InterviewId, facts: Vec<Fact>) -> Msg {
        let Some((_, form)) = self.open.as_ref().filter(|(open, _)| *open == interview) else {
            let why =
                StoreError::new(self.store.path(), Problem::NoInterview(interview.to_string()));
            return Msg::CommitFailed { facts, why: why.message(&self.words) };
        };
        match self.store.append(interview, form, &facts) {
            Ok(()) => Msg::Committed(facts),
            Err(error) => Msg::CommitFailed { facts, why: error.message(&self.words) },
        }
    }
}
