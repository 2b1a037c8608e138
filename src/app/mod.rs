//! The program as a pure machine: messages in, effects and a screen out.

pub mod board;
pub mod cell;
pub mod draft;
pub mod effect;
pub mod effects;
pub mod film;
pub mod fold;
pub mod history;
pub mod key;
pub mod keymap;
pub mod live;
pub mod masking;
pub mod mode;
pub mod model;
pub mod msg;
pub mod named;
pub mod notes;
pub mod paradata;
pub mod paste;
pub mod picker;
pub mod place_draft;
pub mod power;
pub mod scene;
pub mod screen;
pub mod search;
pub mod show;
pub mod update;
pub mod watch;
pub mod why;
pub mod wording;
pub mod words;

/// The state of the program and how it begins: what the outside holds and hands back.
pub use model::{Model, Start};

use crate::moment::Moment;
use effect::Effect;
use msg::Msg;
use screen::Screen;

impl Model {
    /// The state at the start, with what to do first.
    pub fn new(start: Start) -> (Model, Vec<Effect>) {
        update::start::begin(start)
    }
}

/// Lets a message take effect.
pub fn update(model: &mut Model, msg: Msg, moment: Moment) -> Vec<Effect> {
    update::update(model, msg, moment)
}

/// What to show.
pub fn screen(model: &Model) -> Screen {
    show::screen(model)
}
