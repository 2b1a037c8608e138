//! anketa: a terminal survey interviewer. See `ARCHITECTURE.md` for the way data takes and the
//! ranks of the modules.

pub mod app;
pub mod cli;
pub mod compile;
pub mod dataset;
pub mod diagnostic;
pub mod explain;
pub mod expr;
pub mod file;
pub mod form;
pub mod id;
pub mod interview;
pub mod moment;
pub mod paper;
pub mod place;
pub mod plain;
pub mod record;
pub mod report;
pub mod runtime;
pub mod stats;
pub mod store;
pub mod tui;
pub mod value;
pub mod visible;
pub mod walk;
pub mod world;
pub mod write;
