//! The power line: many answers typed at once, `age 34; sex f; member[2]/rel spouse`. Each is
//! entered as if it were typed on its question; this is how the line is read and completed.

pub mod find;
pub mod offer;
pub mod parse;
pub mod value;
