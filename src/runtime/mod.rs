//! The loop between the outside and the person. The only module that knows the store and the
//! front ends both.

mod attaching;
mod committing;
mod editing;
mod effects;
mod ending;
mod exporting;
pub mod film;
mod front;
mod full;
mod keeping;
mod opening;
mod outside;
mod plain;
mod shelf;
mod turn;

pub use ending::{Ending, Fault};
pub use opening::load;
pub use shelf::{Shelved, form_of};

use crate::app::{Model, Start};
use crate::file::memory::clean_all;
use crate::store::Store;
use crate::world::memory_places;
use full::Full;
use outside::Outside;
use plain::Plain;
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
    /// How it is shown.
    pub looks: Looks,
}

/// How the program is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// On the whole screen of a terminal.
    Full {
        /// Whether colours may be used.
        colour: bool,
    },
    /// As plain lines.
    Plain,
}

/// Runs the program until the person leaves or the terminal goes away. Everything that was
/// entered or typed is in the data file afterwards, whatever the ending.
pub fn run(setup: Setup) -> Result<Ending, Fault> {
    // What a run that was killed left of a text in an editor.
    clean_all(&memory_places());
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
    Ok(match setup.looks {
        Looks::Full { colour } => {
            Runtime::new(model, Full::enter(colour)?, outside).run(effects)?
        }
        Looks::Plain => Runtime::new(model, Plain::enter()?, outside).run(effects)?,
    })
}
