//! The loop between the outside and the person. The only module that knows the store and the
//! front ends both.

mod attaching;
mod committing;
mod effects;
mod ending;
mod exporting;
pub mod film;
mod front;
mod full;
mod keeping;
mod opening;
mod outside;
mod shelf;
mod turn;

pub use ending::{Ending, Fault};
pub use opening::load;
pub use shelf::{Shelved, form_of};

use crate::app::{Model, Start};
use crate::store::Store;
use full::Full;
use outside::Outside;
use turn::Runtime;

/// What the loop starts with.
pub struct Setup {
    /// The data file.
    pub store: Store,
    /// The questionnaires, in the order of `start.shelf`.
    pub shelf: Vec<Shelved>,
    /// How the program was started.
    pub start: Start,
    /// What a questionnaire may ask of device and interviewer, by name.
    pub properties: Vec<(String, String)>,
    /// Whether colours may be used.
    pub colour: bool,
}

/// Runs the program until the person leaves or the terminal goes away. Everything that was
/// entered or typed is in the data file afterwards, whatever the ending.
pub fn run(setup: Setup) -> Result<Ending, Fault> {
    let front = Full::enter(setup.colour)?;
    let words = setup.start.words.clone();
    let (model, effects) = Model::new(setup.start);
    let outside = Outside {
        store: setup.store,
        shelf: setup.shelf,
        properties: setup.properties,
        open: None,
        pending: None,
        at: None,
        words,
    };
    Ok(Runtime::new(model, front, outside).run(effects)?)
}
