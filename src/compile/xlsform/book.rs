//! Workbooks of spreadsheet programs (`.xlsx`, `.xlsm`, `.xls`) as sheets of text.
//!
//! Cells are read one by one as they stand in the file: a sheet that claims a million rows and has
//! ninety costs ninety. Numbers, dates and truth values become the text that pyxform gives them,
//! formulas the value they had when the workbook was saved.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataType, ExcelDateTime, Reader, Xls, Xlsx};

use super::archive;
use crate::compile::grid::{Grid, Workbook};

/// The first bytes of every `.xlsx` and `.xlsm`: a ZIP archive.
const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of every `.xls`: a compound file. An `.xlsx` with a password is one as well.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Whether a file is a workbook of a spreadsheet program, going by its first bytes.
pub fn is_book(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// Reads a workbook; what is wrong with the file is said in words.
pub fn read(bytes: &[u8]) -> Result<Workbook, String> {
    if bytes.starts_with(ZIP) {
        archive::check(bytes)?;
    }
    // The reader of another project meets whatever people have on their disks.
    let read = catch_unwind(AssertUnwindSafe(|| match bytes.starts_with(ZIP) {
        true => xlsx(bytes),
        false => xls(bytes),
    }));
    read.unwrap_or_else(|_| Err("the workbook is damaged".to_owned()))
}

fn xlsx(bytes: &[u8]) -> Result<Workbook, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut workbook = Workbook::default();
    for name in book.sheet_names() {
        let mut grid = Grid { name: name.clone(), rows: Vec::new() };
        // What is no sheet of cells, such as a chart, holds nothing to read.
        if let Ok(mut cells) = book.worksheet_cells_reader(&name) {
            let (mut at, mut row) = (0, Vec::new());
            while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
                let (number, column) = cell.get_position();
                if number != at {
                    finish(&mut grid, at, std::mem::take(&mut row));
                    at = number;
                }
                add(&mut row, column, text(cell.get_value()));
            }
            finish(&mut grid, at, row);
        }
        in_order(&mut grid);
        workbook.sheets.push(grid);
    }
    Ok(workbook)
}

fn xls(bytes: &[u8]) -> Result<Workbook, String> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => "the workbook has a password: save it without".to_owned(),
        error => error.to_string(),
    })?;
    let mut workbook = Workbook::default();
    for name in book.sheet_names() {
        let mut grid = Grid { name: name.clone(), rows: Vec::new() };
        if let Ok(range) = book.worksheet_range(&name) {
            let (first, left) = range.start().unwrap_or_default();
            for (number, cells) in (first..).zip(range.rows()) {
                let mut row = Vec::new();
                for (column, cell) in (left..).zip(cells) {
                    if *cell != Data::Empty {
                        add(&mut row, column, text(cell));
                    }
                }
                finish(&mut grid, number, row);
            }
        }
        workbook.sheets.push(grid);
    }
    Ok(workbook)
}

fn add(row: &mut Vec<(u32, String)>, column: u32, text: String) {
    if !text.chars().all(char::is_whitespace) {
        row.push((column.saturating_add(1), text));
    }
}

fn finish(grid: &mut Grid, row: u32, cells: Vec<(u32, String)>) {
    grid.push(row.saturating_add(1), cells);
}

/// Rows and cells stand in order in every file that a spreadsheet program wrote; in others they
/// are put so, and of two with one place the first counts.
fn in_order(grid: &mut Grid) {
    if !grid.rows.is_sorted_by(|a, b| a.number < b.number) {
        grid.rows.sort_by_key(|row| row.number);
        let mut merged: Vec<crate::compile::grid::GridRow> = Vec::new();
        for row in grid.rows.drain(..) {
            match merged.last_mut().filter(|last| last.number == row.number) {
                Some(last) => last.cells.extend(row.cells),
                None => merged.push(row),
            }
        }
        grid.rows = merged;
    }
    for row in &mut grid.rows {
        if !row.cells.is_sorted_by(|a, b| a.0 < b.0) {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
    }
}

/// The text of a cell.
fn text<D: DataType + Sized>(cell: &D) -> String {
    if let Some(text) = cell.get_string() {
        text.to_owned()
    } else if let Some(truth) = cell.get_bool() {
        if truth { "TRUE" } else { "FALSE" }.to_owned()
    } else if let Some(date) = cell.get_datetime() {
        date_time(&date)
    } else if let Some(number) = cell.get_int() {
        number.to_string()
    } else if let Some(number) = cell.get_float() {
        // Whole numbers print without a fraction.
        number.to_string()
    } else if let Some(iso) = cell.get_datetime_iso().or_else(|| cell.get_duration_iso()) {
        iso.to_owned()
    } else if let Some(error) = cell.get_error() {
        error.to_string()
    } else {
        String::new()
    }
}

/// A date with time of day, or a time of day alone.
fn date_time(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let fraction = if milli > 0 { format!(".{milli:03}000") } else { String::new() };
    let time = format!("{hour:02}:{minute:02}:{second:02}{fraction}");
    match date.as_f64() {
        time_only if time_only < 1.0 => time,
        _ => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}
