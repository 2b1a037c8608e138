//! The columns that XLSForm lacks and other programs ignore: what the native format says beyond
//! XLSForm comes back from a workbook through them.

use super::cells::is_yes;
use super::languages::Languages;
use super::row::{Row, Table};
use crate::compile::sheet::{
    Cell, CheckRow, Item, ItemKind, LanguageRow, ListContent, ListRow, OtherRow, Sheet, TableRow,
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
    item.source = row.cell("source").as_ref().and_then(compound::source);
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
        let mark = choice.mark;
        let (optional, name) = match choice.text.strip_prefix("optional ") {
            Some(name) => (true, name.trim()),
            None => (false, choice.text.as_str()),
        };
        let choice = (!is_yes(name)).then(|| Cell { text: name.to_owned(), mark });
        let label = words("or_other_label");
        item.or_other = Some(OtherRow { mark, choice, label, optional });
    }
    if let Some(cell) = row.cell("own_trigger") {
        item.trigger = names_in(&cell);
    }
    if let Some(value) = row.cell("choice_value") {
        item.parameters.push((Cell { text: "value".to_owned(), mark: value.mark }, value));
    }
}

fn names_in(cell: &Cell) -> Vec<Cell> {
    let words = cell.text.split([' ', ',']).filter(|word| !word.is_empty());
    words.map(|word| Cell { text: word.to_owned(), mark: cell.mark }).collect()
}

/// What a group says of answers, which it has none of: kept, not used.
pub fn keep_answers(item: &mut Item) {
    let cells = [
        ("required", item.required.take()),
        ("read_only", item.read_only.take()),
        ("default", item.default.take()),
        ("calculation", item.calculation.take()),
        ("choice_filter", item.choice_filter.take()),
        ("repeat_count", item.repeat_count.take_if(|_| item.kind == ItemKind::Group)),
    ];
    for (key, cell) in cells {
        let kept = cell.map(|cell| (Cell { text: key.to_owned(), mark: cell.mark }, cell));
        item.extra.extend(kept);
    }
}

/// Puts the lists into the order of the sheet of lists; one without choices is named only there.
pub fn order(lists: Option<&Table<'_>>, sheet: &mut Sheet) {
    let mut rest = std::mem::take(&mut sheet.lists);
    for name in lists.into_iter().flat_map(Table::rows).filter_map(|row| row.cell("list_name")) {
        match rest.iter().position(|list| list.name.text == name.text) {
            Some(at) => sheet.lists.push(rest.remove(at)),
            None => sheet.lists.push(ListRow { name, content: ListContent::Choices(Vec::new()) }),
        }
    }
    sheet.lists.append(&mut rest);
}

/// The title in each language.
pub fn titles(cell: &Cell, sheet: &mut Sheet) {
    let codes: Vec<&str> = sheet.languages.iter().map(|row| row.code.text.as_str()).collect();
    sheet.title = compound::words(cell, &codes);
}

/// Who may speak in a talk.
pub fn speakers(cell: &Cell, sheet: &mut Sheet) {
    let codes: Vec<&str> = sheet.languages.iter().map(|row| row.code.text.as_str()).collect();
    sheet.speakers = compound::speakers(cell, &codes);
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
