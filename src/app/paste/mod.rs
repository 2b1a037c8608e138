//! A table pasted into a roster: its lines become rows, its columns answers. Read, matched to the
//! questions of a row and judged here; nothing is entered before the person says so.

pub mod columns;
pub mod judge;
pub mod table;
