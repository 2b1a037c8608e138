//! What the program has to say about a file that somebody wrote: coded, placed, with a way out.

use std::fmt;
use std::ops::Range;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The questionnaire cannot be used.
    Error,
    /// It can be used, but something is probably not as meant.
    Warning,
}

/// Where in a source something stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Location {
    /// The file, as the user named it.
    pub file: String,
    /// The cell, for sheets of a workbook.
    pub cell: Option<SheetCell>,
    /// The line of a text file or the row of a sheet, from 1; 0 where it is not known.
    pub line: u32,
    /// The column, in characters, from 1; the column of a sheet, from 1; 0 where not known.
    pub column: u32,
    /// The bytes meant in the whole source text, in a sheet of the cell's text; empty where not
    /// known.
    pub span: Range<usize>,
}

/// A cell of a sheet, in the words of the person who filled it in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetCell {
    /// The name of the sheet.
    pub sheet: String,
    /// The heading of the column, or its letter where it has none; empty for a whole row.
    pub column: String,
    /// What stands in the cell.
    pub text: String,
}

/// A second place that belongs to a diagnostic, such as "first defined here".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is there.
    pub message: String,
}

/// One thing the program has to say about a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code, such as `E0203`: an entry of the catalogue in `compile/codes.rs`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub location: Location,
    /// What is wrong, in one sentence, with the text in question.
    pub message: String,
    /// What was expected or what to do, such as the nearest known name.
    pub help: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(cell) = &self.cell {
            write!(f, ": sheet {}", cell.sheet)?;
            if self.line > 0 {
                write!(f, ", row {}", self.line)?;
            }
            if !cell.column.is_empty() {
                write!(f, ", column {}", cell.column)?;
            }
            return Ok(());
        }
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        Ok(())
    }
}
