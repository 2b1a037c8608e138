//! The sheet of settings: one row of values below their names.

use super::cells::is_yes;
use super::languages::Languages;
use super::own;
use super::row::Table;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Mark, Sheet, Words};
use crate::compile::{columns, compound};

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
                "source" => sheet.source = compound::source(&cell),
                "talk" => sheet.style = Some(cell.clone()),
                "speakers" => own::speakers(&cell, sheet),
                "titles" => own::titles(&cell, sheet),
                "draft_languages" => own::drafts(&cell, &mut sheet.languages),
                _ => {}
            }
            let key = column.heading.key.as_str();
            // Written for other tools, where texts have several blanks in a row.
            let exact = row.cell("exact_text").is_some_and(|cell| cell.text == "blanks");
            let used = own::names(&columns::SETTINGS);
            let is_used = match key {
                "clean_text_values" => exact,
                key => used.contains(&key),
            };
            if !is_used {
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
