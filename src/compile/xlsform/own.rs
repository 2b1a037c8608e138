//! The columns that XLSForm lacks and other programs ignore: what the native format says beyond
//! XLSForm comes back from a workbook through them.

use super::cells::is_yes;
use super::languages::Languages;
use super::row::{Row, Table};
use crate::compile::sheet::{
    Cell, CheckRow, Item, LanguageRow, ListContent, ListRow, OtherRow, Sheet, TableRow,
};
use crate::compile::{columns, compound};
use crate::expr;

/// Adds to an item what its row says in columns of our own.
pub fn read(item: &mut Item, row: &Row<'_>, languages: &Languages) {
    let words = |key: &str| row.words(key, &languages.names, languages.plain);
    item.number = row.cell("number");
    item.instruction = words("instruction");
    item.short = words("short");
    item.choose_max = row.cell("choose_max").filter(|cell| cell.text.parse::<u32>().is_ok());
    item.probes = compound::probes(&words("probes"));
    item.random = row.cell("random").as_ref().and_then(compound::random);
    item.special = row.cell("special").map(|cell| specials(&cell));
    let flag = |key: &str| row.cell(key).map(|cell| is_yes(&cell.text));
    item.pii = flag("pii").or_else(|| flag("publishable").map(|publishable| !publishable));
    item.sealed = flag("sealed");
    item.self_completion = flag("self_completion").unwrap_or(false);
    item.locked_after = flag("locked_after").unwrap_or(false);
    item.battery = flag("battery").unwrap_or(false);
    // A column of that name in somebody else's workbook holds prose, no condition.
    if let Some(expression) =
        row.cell("warning").filter(|cell| expr::parse(&cell.text).1.is_empty())
    {
        item.checks.push(CheckRow { hard: false, expression, message: words("warning_message") });
    }
    if let Some(cell) = row.cell("checks") {
        let checks = compound::checks(&cell, &words("checks_message"));
        item.checks.extend(
            checks.into_iter().filter(|check| expr::parse(&check.expression.text).1.is_empty()),
        );
    }
    if let Some(choice) = row.cell("or_other") {
        let (mark, is_default) = (choice.mark, is_yes(&choice.text));
        let choice = (!is_default).then_some(choice);
        item.or_other =
            Some(OtherRow { mark, choice, label: words("or_other_label"), optional: true });
    }
    if let Some(value) = row.cell("choice_value") {
        item.parameters.push((Cell { text: "value".to_owned(), mark: value.mark }, value));
    }
}

/// Special answers: names with blanks or commas between them, or `none`.
pub fn specials(cell: &Cell) -> Vec<Cell> {
    let words = cell.text.split([' ', ',']).filter(|word| !word.is_empty());
    let words = words.filter(|word| !matches!(*word, "none" | "no"));
    words.map(|word| Cell { text: word.to_owned(), mark: cell.mark }).collect()
}

/// The lists and attached tables that stand in files.
pub fn files(lists: Option<&Table<'_>>, tables: Option<&Table<'_>>, sheet: &mut Sheet) {
    for row in lists.into_iter().flat_map(Table::rows) {
        let (Some(name), Some(file)) = (row.cell("list_name"), row.cell("file")) else { continue };
        let content = ListContent::File { file, name: row.cell("name"), label: row.cell("label") };
        sheet.lists.push(ListRow { name, content });
    }
    for row in tables.into_iter().flat_map(Table::rows) {
        let (Some(name), Some(file)) = (row.cell("name"), row.cell("file")) else { continue };
        sheet.tables.push(TableRow { name, file });
    }
}

/// The columns of a table, as names.
pub fn names(columns: &[columns::Column]) -> Vec<&'static str> {
    columns.iter().map(|column| column.name).collect()
}

/// Which languages are drafts.
pub fn drafts(cell: &Cell, languages: &mut [LanguageRow]) {
    let codes: Vec<&str> = cell.text.split([' ', ',', ';']).collect();
    for language in languages {
        language.draft = codes.contains(&language.code.text.as_str());
    }
}
