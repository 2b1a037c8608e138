//! Questionnaires written again: from the neutral sheet to YAML, to the tables of an XLSForm
//! (workbook, Markdown, CSV) and to an ODK XForm. Bytes out, no files touched.
//!
//! What a reader keeps a writer writes: nothing that the sheet holds is lost, except that comments
//! and items that are switched off are not in the sheet.

pub mod markdown;
pub mod separated;
pub mod tables;
pub mod workbook;
pub mod xform;
pub mod yaml;

/// A sheet of a workbook as texts: its name, then its rows, the headings first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its rows, all of one width.
    pub rows: Vec<Vec<String>>,
}
