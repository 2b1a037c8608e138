//! The terminal: turns events into keys, and a [`crate::app::screen::Screen`] into cells. Draws,
//! decides nothing.

pub mod battery;
mod beside;
pub mod choices;
pub mod field;
pub mod footer;
pub mod grid;
pub mod header;
pub mod input;
pub mod lines;
pub mod list;
pub mod notice;
pub mod palette;
pub mod sheet;
pub mod signals;
pub mod terminal;
pub mod text;
pub mod view;
pub mod wait;
pub mod wrap;

pub use crate::visible as display;
