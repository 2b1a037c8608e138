//! The sheet of settings: one row of values below their names.

use super::cells::is_yes;
use super::languages::Languages;
use super::own;
use super::row::Table;
use crate::compile::columns;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Mark, Sheet, Words};

/// Takes over the settings; what is not said follows from the name of the file.
pub fn read(
    table: Option<&Table<'_>>,
    languages: &Languages,
    sheet: &mut Sheet,
    report: &Report<'_>,
) {
    let row = table.and_then(|table| table.rows().next());
    if let Some(row) = row {
        sheet.title = row.words("form_title", &languages.names, None);
        sheet.id = row.cell("form_id").unwrap_or_default();
        sheet.version = row.cell("version").unwrap_or_default();
        sheet.instance_name = row.cell("instance_name");
        for (column, cell) in row.cells() {
            if column.heading.key == "allow_choice_duplicates" {
                sheet.choice_duplicates = is_yes(&cell.text);
            }
            match column.heading.key.as_str() {
                "special" => sheet.special = own::specials(&cell),
                "draft_languages" => own::drafts(&cell, &mut sheet.languages),
                _ => {}
            }
            let used = own::names(&columns::SETTINGS);
            if !used.contains(&column.heading.key.as_str()) {
                sheet.settings.push((column.header.clone(), cell));
            }
        }
    }
    complete(sheet, languages.names.len(), &report.source().name);
}

/// The identifier is the file's name without its ending, the title is the identifier.
pub fn complete(sheet: &mut Sheet, languages: usize, file: &str) {
    if sheet.id.text.is_empty() {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        sheet.id = Cell { text: stem.to_owned(), mark: Mark::default() };
    }
    if sheet.title.is_empty() {
        sheet.title = Words::same(&Cell { mark: Mark::default(), ..sheet.id.clone() }, languages);
    }
}
