//! What the tests of the real program share: a pseudo-terminal with a person at it, folders that
//! vanish, the program's path.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::disallowed_methods, reason = "tests deal with files and time")]

pub mod conduct;
pub mod data;
pub mod folder;
pub mod pty;
pub mod real;
pub mod svg;
