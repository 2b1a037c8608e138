//! The screens as plain lines, for screen readers, braille lines, serial lines and pipes: a
//! [`crate::app::screen::Screen`] becomes lines that are only ever added, and a typed line becomes
//! messages. No terminal, no escape sequence, no cursor; who reads and writes the lines is
//! `tui::lines`.

pub mod blocks;
pub mod commands;
pub mod keys;
pub mod read;
pub mod show;
pub mod words;
