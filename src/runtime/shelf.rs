//! The questionnaires at hand.

use std::sync::Arc;

use crate::compile::compile;
use crate::compile::source::Source;
use crate::form::Form;

/// A questionnaire that can be begun.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// As it was written.
    pub source: Source,
    /// Compiled.
    pub form: Arc<Form>,
}

/// The form of a questionnaire as it is in a data file. One that is on the shelf is not compiled
/// again.
pub fn form_of(shelf: &[Shelved], source: &Source) -> Option<Arc<Form>> {
    let hash = source.hash();
    match shelf.iter().find(|shelved| shelved.source.hash() == hash) {
        Some(shelved) => Some(Arc::clone(&shelved.form)),
        None => compile(source).form.map(Arc::new),
    }
}
