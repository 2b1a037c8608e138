//! The native format: YAML to the neutral sheet.

mod choices;
mod item;
mod parts;
mod read;
pub mod tree;
mod trouble;
mod value;

pub use read::read;
