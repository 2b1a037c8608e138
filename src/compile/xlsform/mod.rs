//! XLSForm, the workbooks of ODK, KoboToolbox, SurveyCTO and others, to the neutral sheet.
//!
//! Whatever kind of file it is becomes a `Workbook` of cells first (`book`, `text`); headings are
//! understood by one table of names (`headers`), types by another (`types`); then the sheets are
//! read row by row.

mod archive;
mod batteries;
mod book;
mod cells;
mod choices;
mod doubts;
mod entities;
mod headers;
mod languages;
mod loops;
mod own;
mod read;
mod row;
mod settings;
mod survey;
mod tables;
mod text;
mod types;

use std::rc::Rc;

use super::grid::Workbook;
use super::report::Report;
use super::sheet::{Mark, Sheet};
use super::source::Source;

/// Reads a source as an XLSForm; `None` if it is none at all, going by its content. Inside is what
/// was read, `None` if it cannot be.
pub fn read(source: &Source, report: &mut Report<'_>) -> Option<Option<Sheet>> {
    let book = if book::is_book(&source.bytes) {
        book::read(&source.bytes)
    } else {
        let text = std::str::from_utf8(&source.bytes).ok()?;
        let kind = text::kind(text)?;
        let mut book = text::read(text, kind);
        if matches!(kind, text::Kind::Survey(_)) {
            add_beside(&mut book, source);
        }
        Ok(book)
    };
    Some(match book {
        Ok(book) => {
            let book = Rc::new(book);
            report.set_workbook(Rc::clone(&book));
            read::read(&book, report)
        }
        Err(why) => {
            let message = format!("the workbook cannot be read: {why}");
            report.add("E0111", Mark::default(), message);
            None
        }
    })
}

/// The files in which the other sheets of a source stand, where it holds its survey sheet alone.
pub fn sheet_files(source: &Source) -> Vec<String> {
    let text = std::str::from_utf8(&source.bytes).unwrap_or("");
    match text::kind(text) {
        Some(text::Kind::Survey(_)) => {
            text::beside(&source.name).into_iter().map(|(_, file)| file).collect()
        }
        _ => Vec::new(),
    }
}

fn add_beside(book: &mut Workbook, source: &Source) {
    for (sheet, file) in text::beside(&source.name) {
        let attached = source.attached.iter().find(|(name, _)| *name == file);
        if let Some((_, bytes)) = attached {
            text::add_sheet(book, sheet, &String::from_utf8_lossy(bytes));
        }
    }
}
