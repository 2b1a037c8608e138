//! Entities, the lists of things that ODK keeps between interviews: kept for head office, so what
//! is wrong with their declaration is said here and not found out there (pyxform's rules).

use super::row::Table;
use crate::compile::nearest::did_you_mean;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Item, ItemKind};

/// The columns of the sheet of entities.
pub const COLUMNS: [&str; 7] =
    ["list_name", "dataset", "label", "entity_id", "create_if", "update_if", "repeat"];

/// Checks the declarations, and the columns `save_to` of the questions that fill them.
pub fn check(table: Option<&Table<'_>>, items: &[Item], report: &mut Report<'_>) {
    let declared = table.is_some_and(|table| table.rows().next().is_some());
    if let Some(table) = table {
        for column in &table.columns {
            let key = column.heading.key.as_str();
            if !COLUMNS.contains(&key) {
                let message = format!("the sheet of entities has no column `{key}`");
                report.add_with_help(
                    "W0830",
                    column.header.mark,
                    message,
                    did_you_mean(key, COLUMNS),
                );
            }
        }
        for row in table.rows() {
            let list = row.cell("list_name").or_else(|| row.cell("dataset"));
            let has = |key: &str| row.cell(key).is_some();
            let mut tell = |key: &str, message: &str| {
                report.add("W0830", row.place(key), message.to_owned());
            };
            match &list {
                None => tell("list_name", "this declaration names no list of entities"),
                Some(list) if !is_name(&list.text) || list.text.starts_with("__") => {
                    tell("list_name", "this is no name for a list of entities");
                }
                Some(_) => {}
            }
            if has("update_if") && !has("entity_id") {
                tell("update_if", "to update an entity takes an `entity_id`");
            }
            if has("create_if") && has("entity_id") && !has("update_if") {
                tell("create_if", "with an `entity_id`, `create_if` takes `update_if` as well");
            }
            if !has("entity_id") && !has("label") {
                tell("label", "to create an entity takes a `label`");
            }
        }
    }
    save_to(items, declared, report);
}

fn save_to(items: &[Item], declared: bool, report: &mut Report<'_>) {
    for item in items {
        let cells = item.extra.iter().filter(|(key, _)| key.text.trim() == "save_to");
        for (_, cell) in cells {
            if let Some(message) = unfit(cell, item, declared) {
                report.add("W0831", cell.mark, message);
            }
        }
        save_to(&item.items, declared, report);
    }
}

fn unfit(cell: &Cell, item: &Item, declared: bool) -> Option<String> {
    let property = cell.text.rsplit('#').next().unwrap_or("").trim();
    if !declared {
        return Some("nothing is saved: the workbook has no sheet `entities`".to_owned());
    }
    if item.kind != ItemKind::Question {
        return Some(format!("`{}` is a group and has no answer to save", item.name.text));
    }
    if ["name", "label"].contains(&property.to_lowercase().as_str()) || property.starts_with("__") {
        return Some(format!("the property `{property}` is taken by the program"));
    }
    (!is_name(property)).then(|| format!("`{property}` is no name for a property"))
}

fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
