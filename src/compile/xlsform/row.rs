//! A sheet by the names of its columns, and its rows as cells with their places.

use super::headers::{self, Heading};
use crate::compile::grid::{Grid, GridRow, Workbook};
use crate::compile::report::{Report, plain_quote};
use crate::compile::sheet::{Cell, Mark, Words};

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its position in the sheet, from 1.
    pub number: u32,
    /// What its heading means.
    pub heading: Heading,
    /// Where its heading stands, as written.
    pub header: Cell,
}

/// A sheet by the names of its columns.
#[derive(Debug)]
pub struct Table<'b> {
    /// The sheet's number, as places give it.
    pub sheet: u16,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether runs of blanks count as one.
    pub collapse: bool,
    /// Whether texts stand exactly as they are meant.
    pub exact: bool,
    rows: &'b [GridRow],
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table<'t>,
    row: &'t GridRow,
}

impl<'b> Table<'b> {
    /// A sheet whose first row holds the headings.
    pub fn new(
        book: &'b Workbook,
        position: usize,
        known: &[&'static str],
        report: &mut Report<'_>,
    ) -> Table<'b> {
        let grid: &Grid = &book.sheets[position];
        let sheet = u16::try_from(position + 1).unwrap_or(u16::MAX);
        let mut table =
            Table { sheet, columns: Vec::new(), collapse: false, exact: false, rows: &[] };
        let Some((first, rest)) = grid.rows.split_first() else { return table };
        table.rows = rest;
        for (number, header) in &first.cells {
            let heading = headers::read(header, known);
            let mark = mark(sheet, first.number, *number, header);
            let header = Cell { text: header.trim().to_owned(), mark };
            let column = Column { number: *number, heading, header };
            let twin = table.columns.iter().find(|other| {
                let (own, other) = (&column.heading, &other.heading);
                own.key == other.key && own.language == other.language
            });
            if let Some(twin) = twin {
                if !table.holds(column.number) {
                    continue;
                }
                let needed = known.contains(&column.heading.key.as_str());
                if needed && table.holds(twin.number) {
                    let code = if known.contains(&"form_id") { "W0834" } else { "E0803" };
                    let message = format!(
                        "the columns `{}` and `{}` are one and the same",
                        twin.header.text, column.header.text
                    );
                    let there = (twin.header.mark, "the other one");
                    report.add_with_related(code, column.header.mark, message, there);
                    continue;
                }
            }
            table.columns.push(column);
        }
        table
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|row| Row { table: self, row })
    }

    /// Whether the sheet has a column.
    pub fn has(&self, key: &str) -> bool {
        self.columns.iter().any(|column| column.heading.key == key)
    }

    /// Where the headings stand.
    pub fn head(&self) -> Mark {
        let first = self.columns.first().map(|column| column.header.mark);
        let line = first.map_or(1, |mark| mark.line);
        Mark { sheet: self.sheet, line, ..Mark::default() }
    }

    /// Whether anything stands below the heading of a column.
    pub fn holds(&self, number: u32) -> bool {
        self.rows.iter().any(|row| row.cell(number).is_some())
    }
}

impl<'t> Row<'t> {
    /// The row as a place.
    pub fn mark(&self) -> Mark {
        Mark { sheet: self.table.sheet, line: self.row.number, ..Mark::default() }
    }

    /// Its number.
    pub fn number(&self) -> u32 {
        self.row.number
    }

    /// Where a column of the row stands, whether or not it holds anything.
    pub fn place(&self, key: &str) -> Mark {
        let column = self.table.columns.iter().find(|column| column.heading.key == key);
        Mark { column: column.map_or(0, |column| column.number), ..self.mark() }
    }

    /// What stands in a column without a language.
    pub fn cell(&self, key: &str) -> Option<Cell> {
        self.of(key).find(|(column, _)| column.heading.language.is_none()).map(|(_, cell)| cell)
    }

    /// What stands in the columns of a name, in any language.
    pub fn of(&self, key: &str) -> impl Iterator<Item = (&'t Column, Cell)> {
        let columns = self.table.columns.iter().filter(move |column| column.heading.key == key);
        columns.filter_map(|column| Some((column, self.at(column)?)))
    }

    /// All its cells.
    pub fn cells(&self) -> impl Iterator<Item = (&'t Column, Cell)> {
        self.table.columns.iter().filter_map(|column| Some((column, self.at(column)?)))
    }

    /// The text of a column in all languages of the questionnaire. What is said without a language
    /// is said in the language that `plain` names, else in every one.
    pub fn words(&self, key: &str, languages: &[String], plain: Option<usize>) -> Words {
        let mut words = Words::default();
        for (column, cell) in self.of(key) {
            if words.by_language.is_empty() {
                words = Words { mark: cell.mark, by_language: vec![None; languages.len()] };
            }
            let language = match &column.heading.language {
                Some(name) => languages.iter().position(|known| known == name),
                None => plain,
            };
            match language {
                Some(at) => words.by_language[at] = Some(cell),
                None => {
                    for slot in words.by_language.iter_mut().filter(|slot| slot.is_none()) {
                        *slot = Some(cell.clone());
                    }
                }
            }
        }
        words
    }

    fn at(&self, column: &Column) -> Option<Cell> {
        let raw = self.row.cell(column.number)?;
        let text = match self.table.exact {
            true => raw.trim_end().to_owned(),
            false => clean(raw, self.table.collapse),
        };
        let mark = mark(self.table.sheet, self.row.number, column.number, raw);
        (!text.is_empty()).then_some(Cell { text, mark })
    }
}

fn mark(sheet: u16, line: u32, column: u32, text: &str) -> Mark {
    Mark { sheet, line, column, start: 0, end: text.len(), ..Mark::default() }
}

/// A text as pyxform reads it: without blanks at its ends, with plain blanks and quotation marks;
/// where so said, with one blank for several.
pub fn clean(raw: &str, collapse: bool) -> String {
    let mut text = String::with_capacity(raw.len());
    for character in raw.trim().chars() {
        match plain_quote(character) {
            '\u{a0}' | ' ' if collapse && text.ends_with(' ') => {}
            '\u{a0}' => text.push(' '),
            '\r' => {}
            // Marks without width that word processors leave behind.
            '\u{feff}' | '\u{200b}' => {}
            plain => text.push(plain),
        }
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text
}
