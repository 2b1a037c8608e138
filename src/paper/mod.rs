//! A questionnaire on paper: what is asked, in which case, with which answers and checks, in
//! words, in one of its languages; as a page to print (HTML) or as Markdown.
//!
//! `page` makes blocks of a form; `html` and `markdown` write them.

mod block;
mod html;
mod markdown;
mod page;
mod table;
mod words;

use crate::form::Form;

pub use block::{Block, Voice};
pub use html::html;
pub use markdown::markdown;

/// The page of a form in a language, by its position.
pub fn page(form: &Form, language: usize) -> Vec<Block> {
    page::Page::new(form, language).blocks()
}
