//! A workbook as a questionnaire: which sheet is which, and in what order they are understood.

use super::headers::{CHOICES, SETTINGS, SURVEY};
use super::languages::Languages;
use super::row::Table;
use super::{choices, settings, survey, tables};
use crate::compile::grid::{Grid, GridRow, Workbook};
use crate::compile::nearest::nearest;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, KeptSheet, Mark, Sheet};

/// The sheets that are understood.
pub const SHEETS: [&str; 4] = ["survey", "choices", "settings", "external_choices"];
/// The sheets that are part of XLSForm and kept.
const KEPT: [&str; 3] = ["entities", "osm", "kobo--locking-profiles"];

/// A sheet that is kept is no wider: what stands further right is an accident.
const KEPT_COLUMNS_MAX: u32 = 256;
/// Nor has it more cells: sheets of data do not belong into a questionnaire.
const KEPT_CELLS_MAX: usize = 1_000_000;

/// Reads a workbook; `None` where it has no survey sheet.
pub fn read(book: &Workbook, report: &mut Report<'_>) -> Option<Sheet> {
    let Some(survey) = find(book, "survey", report).or_else(|| only(book)) else {
        let names: Vec<&str> = book.sheets.iter().map(|grid| grid.name.as_str()).collect();
        let message = "the workbook has no sheet `survey`".to_owned();
        let help = format!("its sheets are: {}", names.join(", "));
        report.add_with_help("E0801", Mark::default(), message, help);
        return None;
    };
    let [choices, settings, external] =
        ["choices", "settings", "external_choices"].map(|name| find(book, name, report));
    let mut survey = Table::new(book, survey, SURVEY, report);
    let mut table = |at: Option<usize>, known| at.map(|at| Table::new(book, at, known, report));
    let (choices, settings) = (table(choices, CHOICES), table(settings, SETTINGS));
    let external = table(external, CHOICES);
    let setting = |key: &str| settings.as_ref()?.rows().next()?.cell(key);
    let clean = setting("clean_text_values").map(|cell| cell.text.to_lowercase());
    survey.collapse = !matches!(clean.as_deref(), Some("no" | "false" | "false()"));
    let speaking: Vec<&Table<'_>> =
        [Some(&survey), choices.as_ref()].into_iter().flatten().collect();
    let languages = Languages::of(&speaking, setting("default_language").as_ref());
    let mut sheet = Sheet { languages: languages.rows(), ..Sheet::default() };
    settings::read(settings.as_ref(), &languages, &mut sheet, report);
    for table in [&choices, &external].into_iter().flatten() {
        choices::read(table, &languages, &mut sheet, report);
    }
    survey::read(&survey, &languages, &mut sheet, report);
    tables::add(&mut sheet);
    let grids = (1..).zip(&book.sheets).filter(|(_, grid)| is_kept(grid));
    sheet.kept = grids.map(|(number, grid)| kept(number, grid)).collect();
    Some(sheet)
}

/// The sheet of a name, whatever its capitals; else, with a warning, one that is nearly so called.
fn find(book: &Workbook, name: &str, report: &mut Report<'_>) -> Option<usize> {
    let plain = |grid: &Grid| grid.name.trim().to_lowercase();
    if let Some(at) = book.sheets.iter().position(|grid| plain(grid) == name) {
        return Some(at);
    }
    let candidates = book.sheets.iter().filter(|grid| {
        let own = plain(grid);
        !own.starts_with('_') && !SHEETS.contains(&own.as_str()) && !KEPT.contains(&own.as_str())
    });
    let near = nearest(name, candidates.map(|grid| grid.name.as_str()))?.to_owned();
    let at = book.sheets.iter().position(|grid| grid.name == near)?;
    let sheet = u16::try_from(at + 1).unwrap_or(u16::MAX);
    let message = format!("the sheet `{near}` is read as `{name}`");
    let help = format!("call it `{name}`, or `_{near}` if it is no part of the questionnaire");
    report.add_with_help("W0802", Mark { sheet, ..Mark::default() }, message, help);
    Some(at)
}

/// The only sheet of a workbook is the survey, whatever it is called.
fn only(book: &Workbook) -> Option<usize> {
    (book.sheets.len() == 1).then_some(0)
}

/// A sheet with all its cells, those that are empty too.
fn kept(sheet: u16, grid: &Grid) -> KeptSheet {
    let last = |row: &GridRow| row.cells.last().map_or(0, |(column, _)| *column);
    let width = grid.rows.iter().map(last).max().unwrap_or(0).min(KEPT_COLUMNS_MAX);
    let cell = |row: &GridRow, column: u32| Cell {
        text: row.cell(column).unwrap_or("").to_owned(),
        mark: Mark { sheet, line: row.number, column, ..Mark::default() },
    };
    let row = |row: &GridRow| (1..=width).map(|column| cell(row, column)).collect();
    let height = KEPT_CELLS_MAX / (width.max(1) as usize);
    let name = Cell { text: grid.name.clone(), mark: Mark { sheet, ..Mark::default() } };
    KeptSheet { name, rows: grid.rows.iter().take(height).map(row).collect() }
}

fn is_kept(grid: &Grid) -> bool {
    !SHEETS.contains(&grid.name.trim().to_lowercase().as_str())
}
