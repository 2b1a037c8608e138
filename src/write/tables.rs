//! A sheet as the tables of an XLSForm: `survey`, `choices`, `settings`, and what else is kept.

mod survey;

use super::Table;
use crate::compile::columns::{self, Column, language_heading};
use crate::compile::compound;
use crate::compile::sheet::{Cell, ChoiceRow, ListContent, ListRow, Sheet, Words};

/// A heading with one cell for each row.
struct Filled {
    heading: String,
    cells: Vec<String>,
}

/// All tables of a sheet, in the order of a workbook.
pub fn tables(sheet: &Sheet) -> Vec<Table> {
    let languages = headings(sheet);
    let mut tables = vec![survey::survey(sheet, &languages)];
    tables.extend(choices(sheet, &languages));
    tables.push(settings(sheet));
    tables.extend(lists(sheet));
    tables.extend(attached(sheet));
    for kept in &sheet.kept {
        let rows = kept.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect());
        tables.push(Table { name: kept.name.text.clone(), rows: squared(rows.collect()) });
    }
    tables
}

/// The languages as headings write them; a single one that has no name of its own is not written.
fn headings(sheet: &Sheet) -> Vec<Option<String>> {
    let alone = sheet.languages.len() == 1;
    let heading = |code: &str, name: &str| {
        (!alone || code != "default").then(|| language_heading(code, name))
    };
    sheet.languages.iter().map(|row| heading(&row.code.text, &row.name.text)).collect()
}

/// A heading in a language: `label::English (en)`.
fn in_language(name: &str, language: Option<&String>) -> String {
    language.map_or_else(|| name.to_owned(), |language| format!("{name}::{language}"))
}

/// Columns of one sheet, filled row by row; those that stay empty are left out.
struct Columns {
    columns: Vec<Filled>,
    height: usize,
}

impl Columns {
    /// The columns of a sheet in their order, one for each language where they have words.
    fn new(known: &[Column], languages: &[Option<String>]) -> Columns {
        let mut columns = Vec::new();
        for column in known {
            let headings: Vec<String> = if column.by_language {
                languages.iter().map(|it| in_language(column.name, it.as_ref())).collect()
            } else {
                vec![column.name.to_owned()]
            };
            columns
                .extend(headings.into_iter().map(|heading| Filled { heading, cells: Vec::new() }));
        }
        Columns { columns, height: 0 }
    }

    fn row(&mut self) {
        self.height += 1;
    }

    /// Puts a text into the last row.
    fn put(&mut self, heading: &str, text: &str) {
        let at = self.columns.iter().position(|column| column.heading == heading);
        let at = at.unwrap_or_else(|| {
            self.columns.push(Filled { heading: heading.to_owned(), cells: Vec::new() });
            self.columns.len() - 1
        });
        let cells = &mut self.columns[at].cells;
        cells.resize(self.height, String::new());
        if let Some(cell) = cells.last_mut() {
            text.clone_into(cell);
        }
    }

    fn cell(&mut self, heading: &str, cell: Option<&Cell>) {
        if let Some(cell) = cell {
            self.put(heading, &cell.text);
        }
    }

    fn words(&mut self, name: &str, words: &Words, languages: &[Option<String>]) {
        for (cell, language) in words.by_language.iter().zip(languages) {
            self.cell(&in_language(name, language.as_ref()), cell.as_ref());
        }
    }

    fn flag(&mut self, heading: &str, flag: Option<bool>) {
        if let Some(flag) = flag {
            self.put(heading, if flag { "yes" } else { "no" });
        }
    }

    /// The table; the columns that begin with one of `always` are there even if empty.
    fn finish(self, name: &str, always: &[&str]) -> Table {
        let wanted = |column: &Filled| {
            let base = column.heading.split("::").next().unwrap_or("");
            always.contains(&base) || column.cells.iter().any(|cell| !cell.is_empty())
        };
        let columns: Vec<Filled> = self.columns.into_iter().filter(wanted).collect();
        let mut rows = vec![columns.iter().map(|column| column.heading.clone()).collect()];
        for at in 0..self.height {
            let cell = |column: &Filled| column.cells.get(at).cloned().unwrap_or_default();
            rows.push(columns.iter().map(cell).collect());
        }
        Table { name: name.to_owned(), rows }
    }
}

fn choices(sheet: &Sheet, languages: &[Option<String>]) -> Option<Table> {
    let mut columns = Columns::new(&columns::CHOICES, languages);
    for name in data_columns(sheet) {
        columns.columns.push(Filled { heading: name.to_owned(), cells: Vec::new() });
    }
    for list in &sheet.lists {
        let ListContent::Choices(choices) = &list.content else { continue };
        for choice in choices {
            columns.row();
            columns.put("list_name", &list.name.text);
            put_choice(&mut columns, choice, languages);
        }
    }
    (columns.height > 0).then(|| columns.finish("choices", &["list_name", "name", "label"]))
}

/// The columns of data in an order that is that of every list, as far as the lists agree.
fn data_columns(sheet: &Sheet) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for list in &sheet.lists {
        let ListContent::Choices(choices) = &list.content else { continue };
        for choice in choices {
            let mut next = 0;
            for (column, _) in &choice.columns {
                let at = names.iter().position(|known| *known == column.text);
                if at.is_none() {
                    names.insert(next, &column.text);
                }
                next = at.unwrap_or(next) + 1;
            }
        }
    }
    names
}

fn put_choice(columns: &mut Columns, choice: &ChoiceRow, languages: &[Option<String>]) {
    columns.put("name", &choice.name.text);
    columns.words("label", &choice.label, languages);
    for (kind, words) in &choice.media {
        columns.words(&kind.text, words, languages);
    }
    if choice.exclusive {
        columns.put("exclusive", "yes");
    }
    for (column, cell) in &choice.columns {
        columns.put(&column.text, &cell.text);
    }
}

fn settings(sheet: &Sheet) -> Table {
    let mut columns = Columns::new(&columns::SETTINGS, &[]);
    columns.row();
    let codes: Vec<&str> = sheet.languages.iter().map(|row| row.code.text.as_str()).collect();
    let title = sheet.title.by_language.iter().flatten().next();
    columns.cell("form_title", title);
    if codes.len() > 1 && !sheet.title.is_empty() {
        columns.put("titles", &compound::texts(&sheet.title, &codes).unwrap_or_default());
    }
    columns.put("form_id", &sheet.id.text);
    columns.put("version", &sheet.version.text);
    let names: Vec<String> = headings(sheet).into_iter().flatten().collect();
    if let Some(first) = names.first() {
        columns.put("default_language", first);
        columns.put("languages", &names.join("; "));
    }
    let draft: Vec<&str> =
        sheet.languages.iter().filter(|row| row.draft).map(|row| row.code.text.as_str()).collect();
    columns.put("draft_languages", &draft.join(" "));
    columns.cell("instance_name", sheet.instance_name.as_ref());
    let special: Vec<&str> = sheet.special.iter().map(|cell| cell.text.as_str()).collect();
    columns.put("special", &special.join(" "));
    if let Some(source) = &sheet.source {
        columns.put("source", &compound::source_text(source));
    }
    columns.cell("talk", sheet.style.as_ref());
    columns.put("speakers", &compound::speakers_text(&sheet.speakers, &codes).unwrap_or_default());
    let said = sheet.settings.iter().any(|(key, _)| key.text == "clean_text_values");
    if has_runs_of_blanks(sheet) && !said {
        // Other tools make one blank of several unless they are told not to.
        columns.put("exact_text", "blanks");
        columns.put("clean_text_values", "no");
    } else {
        columns.put("exact_text", "yes");
    }
    for (key, value) in &sheet.settings {
        columns.put(&key.text, &value.text);
    }
    columns.finish("settings", &[])
}

/// Whether any text has several blanks in a row.
fn has_runs_of_blanks(sheet: &Sheet) -> bool {
    format!("{:?}", sheet.survey).contains("  ")
}

/// The lists in order, where some stand in files or have no choices.
fn lists(sheet: &Sheet) -> Option<Table> {
    let mut columns = Columns::new(&columns::LISTS, &[]);
    let is_plain = |list: &ListRow| match &list.content {
        ListContent::File { .. } => false,
        ListContent::Choices(choices) => !choices.is_empty(),
    };
    if sheet.lists.iter().all(is_plain) {
        return None;
    }
    for list in &sheet.lists {
        columns.row();
        columns.put("list_name", &list.name.text);
        if let ListContent::File { file, name, label } = &list.content {
            columns.put("file", &file.text);
            columns.cell("name", name.as_ref());
            columns.cell("label", label.as_ref());
        }
    }
    (columns.height > 0).then(|| columns.finish(columns::LISTS_SHEET, &[]))
}

/// The attached tables.
fn attached(sheet: &Sheet) -> Option<Table> {
    let mut columns = Columns::new(&columns::TABLES, &[]);
    for table in &sheet.tables {
        columns.row();
        columns.put("name", &table.name.text);
        columns.put("file", &table.file.text);
    }
    (columns.height > 0).then(|| columns.finish(columns::TABLES_SHEET, &[]))
}

/// Rows filled up to one width.
fn squared(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize(width, String::new()));
    rows
}
