//! The report: a plan and the interviews become findings, tables with their uncertainty in
//! finished words; the findings become text, Markdown or a page. The same input gives the same
//! bytes.

mod build;
mod findings;
mod markdown;
mod number;
mod page;
mod plan;
mod read;
mod sample;
mod tables;
mod text;
mod words;

pub use build::build;
pub use findings::Findings;
pub use markdown::markdown;
pub use page::page;
pub use plan::Plan;
pub use read::read;
pub use sample::Sample;
pub use text::text;
