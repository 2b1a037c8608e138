//! The sheets of choices: rows with the name of their list.

use std::collections::HashMap;

use super::cells::is_yes;
use super::headers::MEDIA;
use super::languages::Languages;
use super::row::Table;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, ChoiceRow, ListContent, ListRow, Sheet};

/// Adds the lists of a sheet in the order of their first rows.
pub fn read(table: &Table<'_>, languages: &Languages, sheet: &mut Sheet, report: &mut Report<'_>) {
    if !table.has("list_name") {
        let message = "the sheet has no column `list_name`".to_owned();
        report.add_with_help(
            "E0804",
            table.head(),
            message,
            "name the list of each choice".to_owned(),
        );
        return;
    }
    if !table.has("name") {
        let message = "the sheet has no column `name`".to_owned();
        report.add_with_help("E0804", table.head(), message, "name each choice".to_owned());
        return;
    }
    let known = |lists: &[ListRow]| -> HashMap<String, usize> {
        lists.iter().enumerate().map(|(at, list)| (list.name.text.clone(), at)).collect()
    };
    let mut positions = known(&sheet.lists);
    for row in table.rows() {
        // A row without a list is a remark or a heading of the author's.
        let Some(list) = row.cell("list_name") else { continue };
        let mut choice = ChoiceRow {
            name: row
                .cell("name")
                .unwrap_or_else(|| Cell { text: String::new(), mark: row.place("name") }),
            label: row.words("label", &languages.names, languages.plain),
            ..ChoiceRow::default()
        };
        for kind in MEDIA {
            let words = row.words(kind, &languages.names, None);
            if !words.is_empty() {
                choice.media.push((Cell { text: kind.to_owned(), mark: words.mark }, words));
            }
        }
        for (column, cell) in row.cells() {
            let key = column.heading.key.as_str();
            if key == "exclusive" {
                choice.exclusive = is_yes(&cell.text);
            } else if !["list_name", "name", "label"].contains(&key) && !MEDIA.contains(&key) {
                let name = Cell { text: key.to_owned(), mark: column.header.mark };
                choice.columns.push((name, cell));
            }
        }
        let at = *positions.entry(list.text.clone()).or_insert_with(|| {
            sheet.lists.push(ListRow { name: list, content: ListContent::Choices(Vec::new()) });
            sheet.lists.len() - 1
        });
        if let ListContent::Choices(choices) = &mut sheet.lists[at].content {
            choices.push(choice);
        }
    }
}
