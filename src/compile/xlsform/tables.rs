//! The tables that expressions look up without a row of their own: `pulldata('people', ...)` and
//! `search('people')` read `people.csv` beside the workbook.

use crate::compile::sheet::{Cell, Item, Sheet, TableRow};

/// The functions whose first argument is the name of a table.
const LOOKS: [&str; 3] = ["pulldata", "search", "instance"];

/// Adds a table for each that is looked up and is neither a choice list nor a table already.
pub fn add(sheet: &mut Sheet) {
    let mut found = Vec::new();
    collect(&sheet.survey, &mut found);
    found.extend(sheet.instance_name.iter().flat_map(names));
    for (is_instance, name) in found {
        let stem = name.text.strip_suffix(".csv").unwrap_or(&name.text).to_owned();
        let is_list = is_instance && sheet.lists.iter().any(|list| list.name.text == stem);
        let is_table = sheet.tables.iter().any(|table| table.name.text == name.text);
        if is_list || is_table || stem.is_empty() || is_reserved(&stem) {
            continue;
        }
        let file = Cell { text: format!("{stem}.csv"), mark: name.mark };
        sheet.tables.push(TableRow { name, file });
    }
}

/// Instances that are no files.
fn is_reserved(name: &str) -> bool {
    name.starts_with("__")
        || matches!(name, "last-saved" | "contact-summary" | "user-contact-summary")
}

fn collect(items: &[Item], found: &mut Vec<(bool, Cell)>) {
    for item in items {
        let cells = [
            &item.relevant,
            &item.required,
            &item.read_only,
            &item.calculation,
            &item.default,
            &item.choice_filter,
            &item.repeat_count,
        ];
        let checks = item.checks.iter().map(|check| &check.expression);
        let labels = [&item.label, &item.hint].into_iter().flat_map(|words| &words.by_language);
        let cells = cells.into_iter().flatten().chain(checks).chain(&item.appearance);
        found.extend(cells.chain(labels.flatten()).flat_map(names));
        collect(&item.items, found);
    }
}

/// The tables that a cell names, and whether by `instance`, which may be a list.
fn names(cell: &Cell) -> Vec<(bool, Cell)> {
    let mut names = Vec::new();
    for function in LOOKS {
        for (at, _) in cell.text.match_indices(function) {
            let before = cell.text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '{')) {
                continue;
            }
            if let Some(name) = first_text(&cell.text[at + function.len()..]) {
                let cell = Cell { text: name.to_owned(), mark: cell.mark };
                names.push((function == "instance", cell));
            }
        }
    }
    names
}

/// The first argument of a call, where it is a text.
fn first_text(rest: &str) -> Option<&str> {
    let rest = rest.trim_start().strip_prefix('(')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    rest[1..].split(quote).next().map(str::trim)
}
