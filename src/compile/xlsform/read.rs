//! A workbook as a questionnaire: which sheet is which, and in what order they are understood.

use super::headers;
use super::languages::Languages;
use super::row::Table;
use super::{choices, doubts, entities, own, settings, survey};
use crate::compile::columns;
use crate::compile::grid::{Grid, GridRow, Workbook};
use crate::compile::nearest::nearest;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, KeptSheet, Mark, Sheet};

/// The sheets that are understood.
pub const SHEETS: [&str; 4] = ["survey", "choices", "settings", "external_choices"];
/// The sheets that are part of XLSForm and kept.
const KEPT: [&str; 3] = ["entities", "osm", "kobo--locking-profiles"];

/// Columns of the survey sheet that XLSForm has and that do nothing here.
const KEPT_COLUMNS: [&str; 17] = [
    "save_to",
    "autoplay",
    "intent",
    "query",
    "hxl",
    "no_app_error_string",
    "noAppErrorString",
    "compact_tag",
    "sms_field",
    "sms_option",
    "sms_separator",
    "sms_allow_media",
    "sms_date_format",
    "sms_datetime_format",
    "sms_response",
    "minimum_seconds",
    "response_note",
];

/// Settings that XLSForm has and that do nothing here.
const KEPT_SETTINGS: [&str; 25] = [
    "name",
    "public_key",
    "submission_url",
    "auto_send",
    "auto_delete",
    "client_editable",
    "style",
    "allow_choice_duplicates",
    "clean_text_values",
    "add_none_option",
    "omit_instanceID",
    "instance_id",
    "flat",
    "namespaces",
    "instance_xmlns",
    "prefix",
    "delimiter",
    "sms_keyword",
    "sms_separator",
    "sms_allow_media",
    "sms_date_format",
    "sms_datetime_format",
    "sms_response",
    "id_string",
    "entity_version",
];

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
    let mut survey = Table::new(book, survey, &headers::survey(), report);
    let mut table = |at: Option<usize>, known: &[columns::Column]| {
        at.map(|at| Table::new(book, at, &own::names(known), report))
    };
    let (mut choices, mut settings) =
        (table(choices, &columns::CHOICES), table(settings, &columns::SETTINGS));
    let exact = settings.as_ref().is_some_and(|table| table.has("exact_text"));
    survey.exact = exact;
    choices.iter_mut().chain(&mut settings).for_each(|table| table.exact = exact);
    let external = table(external, &columns::CHOICES);
    let named = |name| book.sheets.iter().position(|grid| grid.name == name);
    let lists = table(named(columns::LISTS_SHEET), &columns::LISTS);
    let tables = table(named(columns::TABLES_SHEET), &columns::TABLES);
    let setting = |key: &str| settings.as_ref()?.rows().next()?.cell(key);
    let clean = setting("clean_text_values").map(|cell| cell.text.to_lowercase());
    survey.collapse = !matches!(clean.as_deref(), Some("no" | "false" | "false()"));
    let speaking: Vec<&Table<'_>> =
        [Some(&survey), choices.as_ref()].into_iter().flatten().collect();
    let languages = Languages::of(
        &speaking,
        setting("languages").as_ref(),
        setting("default_language").as_ref(),
    );
    let mut sheet = Sheet { languages: languages.rows(), ..Sheet::default() };
    settings::read(settings.as_ref(), &languages, &mut sheet, report);
    own::files(lists.as_ref(), tables.as_ref(), &mut sheet);
    for table in [&choices, &external].into_iter().flatten() {
        choices::read(table, &languages, &mut sheet, report);
    }
    survey::read(&survey, &languages, &mut sheet, report);
    own::order(lists.as_ref(), &mut sheet);
    super::tables::add(&mut sheet);
    let entities = named("entities").map(|at| Table::new(book, at, &entities::COLUMNS, report));
    entities::check(entities.as_ref(), &sheet.survey, report);
    doubts::columns(&survey, &headers::survey(), &KEPT_COLUMNS, report);
    doubts::rows(&survey, book, report);
    if let Some(settings) = &settings {
        doubts::columns(settings, &own::names(&columns::SETTINGS), &KEPT_SETTINGS, report);
    }
    for table in [Some(&survey), choices.as_ref(), settings.as_ref()].into_iter().flatten() {
        doubts::cells(book, table.sheet, report);
    }
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
    let own = [columns::LISTS_SHEET, columns::TABLES_SHEET];
    !SHEETS.contains(&grid.name.trim().to_lowercase().as_str())
        && !own.contains(&grid.name.as_str())
}
