//! The languages of a workbook: they stand in the headings of its columns.

use super::row::Table;
use crate::compile::columns::language_of_heading;
use crate::compile::sheet::{Cell, LanguageRow, Mark};

/// The name of the language of texts for which no language is named.
const DEFAULT: &str = "default";

/// The languages of a questionnaire.
#[derive(Debug)]
pub struct Languages {
    /// Their names as the headings write them, the default first; never empty.
    pub names: Vec<String>,
    /// Which of them a text without a language is in; `None` for all of them.
    pub plain: Option<usize>,
}

impl Languages {
    /// Collects the languages of the sheets.
    pub fn of(tables: &[&Table<'_>], listed: Option<&Cell>, default: Option<&Cell>) -> Languages {
        let listed = listed.map_or("", |cell| cell.text.as_str());
        let mut names: Vec<String> = listed
            .split(';')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        let columns = || tables.iter().flat_map(|table| &table.columns);
        for name in columns().filter_map(|column| column.heading.language.as_ref()) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        let default = default.map(|cell| cell.text.as_str());
        // A plain text beside translated ones of its kind in one sheet is in a language of its own,
        // unless it is said which; what is not translated is the same in every language.
        let plain_label = tables.iter().any(|table| {
            let translated = |key: &str| {
                let mut columns = table.columns.iter();
                columns.any(|column| column.heading.key == key && column.heading.language.is_some())
            };
            let mut plain = table.columns.iter().filter(|column| column.heading.language.is_none());
            plain.any(|column| translated(&column.heading.key) && table.holds(column.number))
        });
        let known = default.and_then(|name| names.iter().position(|known| known == name));
        match (known, default) {
            (Some(at), _) => names[..=at].rotate_right(1),
            (None, Some(name)) if plain_label || names.is_empty() => {
                names.insert(0, name.to_owned());
            }
            (None, None) if plain_label || names.is_empty() => names.insert(0, DEFAULT.to_owned()),
            _ => return Languages { names, plain: None },
        }
        Languages { names, plain: Some(0) }
    }

    /// The languages as rows of the neutral sheet: `English (en)` has the code `en`.
    pub fn rows(&self) -> Vec<LanguageRow> {
        let cell = |text: &str| Cell { text: text.to_owned(), mark: Mark::default() };
        let row = |name: &String| {
            let (code, name) = language_of_heading(name);
            LanguageRow { code: cell(&code), name: cell(&name), draft: false }
        };
        let mut rows: Vec<LanguageRow> = self.names.iter().map(row).collect();
        for at in 0..rows.len() {
            if rows[..at].iter().any(|row| row.code.text == rows[at].code.text) {
                rows[at] = LanguageRow {
                    code: cell(&self.names[at]),
                    name: cell(&self.names[at]),
                    draft: false,
                };
            }
        }
        rows
    }
}
