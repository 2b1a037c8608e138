//! anketa: a terminal survey interviewer.

pub mod diagnostic;
pub mod id;
pub mod moment;
pub mod place;
pub mod value;
