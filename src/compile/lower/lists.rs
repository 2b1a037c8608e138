//! Choice lists and attached tables: read, put together, labelled.

use std::collections::HashMap;

use super::choices::{FileChoices, ResolvedList};
use super::table;
use crate::compile::kinds::{self, ChoiceSource};
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Item, ListContent, Sheet};
use crate::expr::source::Table;
use crate::form::ChoiceList;

/// All lists and tables of a questionnaire.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The choice lists, in order.
    pub lists: Vec<ResolvedList>,
    /// The attached tables, in order: those named, then those of selects from files.
    pub tables: Vec<Table>,
    /// The position of each list by its name.
    pub by_name: HashMap<String, usize>,
    /// For each file of a select its position among `tables`.
    pub by_file: HashMap<String, usize>,
}

impl Resolved {
    /// The position of a list by its name.
    pub fn list(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }
}

/// The names of all files that a sheet refers to, each once, in the order named.
pub fn file_names(sheet: &Sheet) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    };
    for list in &sheet.lists {
        if let ListContent::File { file, .. } = &list.content {
            add(&file.text);
        }
    }
    sheet.tables.iter().for_each(|table| add(&table.file.text));
    for (_, file) in select_files(&sheet.survey) {
        add(file);
    }
    names
}

/// The files of the selects inside items, with the cells that name them.
fn select_files(items: &[Item]) -> Vec<(&Cell, &str)> {
    let mut files = Vec::new();
    for item in items {
        if let Some(cell) = &item.type_text
            && let Ok(typed) = kinds::read(&cell.text)
            && let Some(ChoiceSource::File(file)) = typed.choices
        {
            files.push((cell, file));
        }
        files.extend(select_files(&item.items));
    }
    files
}

/// Reads all lists and tables of a sheet; the lists move out of it.
pub fn resolve(sheet: &mut Sheet, report: &mut Report<'_>) -> Resolved {
    let mut resolved = Resolved::default();
    for list in std::mem::take(&mut sheet.lists) {
        let found = match list.content {
            ListContent::Choices(choices) => ResolvedList::given(list.name, choices),
            ListContent::File { file, name, label } => {
                let columns = (name.as_ref(), label.as_ref());
                let found = FileChoices::read(sheet, &list.name, &file, columns, report);
                ResolvedList::of_file(list.name, found)
            }
        };
        resolved.by_name.insert(found.name.text.clone(), resolved.lists.len());
        resolved.lists.push(found);
    }
    for row in &sheet.tables {
        if let Some(list) = resolved.lists.iter().find(|list| list.name.text == row.name.text) {
            let message = format!("`{}` is a choice list and a table", row.name.text);
            let there = (list.name.mark, "the choice list");
            report.add_with_related("E0504", row.name.mark, message, there);
        }
        if let Some((table, _)) = table::read(&row.name.text, &row.file, report) {
            resolved.by_file.insert(row.file.text.clone(), resolved.tables.len());
            resolved.tables.push(table);
        }
    }
    for (cell, file) in select_files(&sheet.survey) {
        if resolved.by_file.contains_key(file) {
            continue;
        }
        let at = cell.text.find(file).unwrap_or(0);
        let mark = report.part(cell, at..at + file.len());
        let named = Cell { text: file.to_owned(), mark };
        let stem = file.rsplit('/').next().unwrap_or(file);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        if let Some((table, _)) = table::read(stem, &named, report) {
            resolved.by_file.insert(file.to_owned(), resolved.tables.len());
            resolved.tables.push(table);
        }
    }
    resolved
}

/// The column in which ODK's converter names the text of a choice in all languages.
const TEXT_COLUMN: &str = "itextId";

/// The tables that expressions see, attached ones first, and the lists still without choices.
/// `texts` adds the column in which ODK's converter names the text of each choice.
pub fn tables(resolved: &Resolved, texts: bool) -> (Vec<Table>, Vec<ChoiceList>) {
    let mut tables = resolved.tables.clone();
    let mut lists = Vec::new();
    for list in &resolved.lists {
        let name = list.name.text.clone();
        lists.push(ChoiceList { name, choices: Vec::new(), table: tables.len() });
        tables.push(list_table(list, texts));
    }
    (tables, lists)
}

/// Whether an item or one inside it names the texts of choices: `jr:itext(.../itextId)`.
pub fn names_texts(items: &[Item]) -> bool {
    items.iter().any(|item| {
        let rules = [&item.calculation, &item.relevant, &item.default, &item.choice_filter];
        let labels = item.label.by_language.iter().chain(&item.hint.by_language);
        let mut cells = rules.into_iter().chain(labels).flatten();
        cells.any(|cell| cell.text.contains(TEXT_COLUMN)) || names_texts(&item.items)
    })
}

fn list_table(list: &ResolvedList, texts: bool) -> Table {
    let data = list.columns();
    let names = ["name", "label"].into_iter().chain(data.iter().map(|cell| cell.text.as_str()));
    let names = names.chain(texts.then_some(TEXT_COLUMN));
    let mut table = Table::new(&list.name.text, names.map(str::to_owned).collect());
    let position: HashMap<&str, usize> =
        data.iter().enumerate().map(|(at, column)| (column.text.as_str(), at)).collect();
    for (at, choice) in list.choices().enumerate() {
        let text = format!("{}-{at}", list.name.text);
        let label = choice.label.by_language.iter().flatten().next().unwrap_or(&choice.name);
        let mut row = vec![""; data.len()];
        for (column, cell) in &choice.columns {
            row[position[column.text.as_str()]] = &cell.text;
        }
        let own = [choice.name.text.as_str(), label.text.as_str()];
        table.push(own.into_iter().chain(row).chain(texts.then_some(text.as_str())));
    }
    table
}
