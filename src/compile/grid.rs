//! The sheets of a workbook as cells of text, each known by row and column: what every kind of
//! workbook (`.xlsx`, `.xls`, CSV, Markdown tables) is turned into before it is understood.

/// A workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// Its sheets in order.
    pub sheets: Vec<Grid>,
}

/// A sheet: its rows that hold anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// Its name as written.
    pub name: String,
    /// Its rows in order; the first one holds the headings.
    pub rows: Vec<GridRow>,
}

/// A row of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GridRow {
    /// Its number from 1; of a text file its line.
    pub number: u32,
    /// Its cells that are not blank, by column from 1, in order.
    pub cells: Vec<(u32, String)>,
}

impl Workbook {
    /// The sheet with a number as places give it: 1 + its position.
    pub fn sheet(&self, number: u16) -> Option<&Grid> {
        self.sheets.get(usize::from(number).checked_sub(1)?)
    }

    /// What stands in a cell; nothing where there is no such cell.
    pub fn text(&self, sheet: u16, row: u32, column: u32) -> &str {
        self.sheet(sheet).map_or("", |grid| grid.text(row, column))
    }
}

impl Grid {
    /// What stands in a cell; nothing where there is no such cell.
    pub fn text(&self, row: u32, column: u32) -> &str {
        let row = self.rows.binary_search_by_key(&row, |row| row.number);
        row.ok().and_then(|at| self.rows[at].cell(column)).unwrap_or("")
    }

    /// The heading of a column.
    pub fn header(&self, column: u32) -> Option<&str> {
        self.rows.first()?.cell(column).map(str::trim)
    }

    /// Adds a row if it holds anything.
    pub fn push(&mut self, number: u32, cells: Vec<(u32, String)>) {
        if !cells.is_empty() {
            self.rows.push(GridRow { number, cells });
        }
    }
}

impl GridRow {
    /// What stands in a column.
    pub fn cell(&self, column: u32) -> Option<&str> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(&self.cells[at].1)
    }
}

/// The letters by which spreadsheets call a column: A to Z, AA and so on.
pub fn column_letter(column: u32) -> String {
    let (mut left, mut letters) = (column, Vec::new());
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::column_letter;

    #[test]
    fn columns_are_called_by_letters() {
        for (column, letters) in [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")] {
            assert_eq!(column_letter(column), letters);
        }
    }
}
