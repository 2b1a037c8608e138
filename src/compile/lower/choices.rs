//! The choices of a list, wherever they come from. Those of a file stay in their table and are
//! made one by one when they are looked at: there may be 100,000 of them.

use std::borrow::Cow;

use super::table;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, ChoiceRow, Mark, Sheet, Words};
use crate::expr::source::Table;

/// A choice list with its choices.
#[derive(Debug)]
pub struct ResolvedList {
    /// Its name.
    pub name: Cell,
    /// Whether a problem with its file was reported, so that its content is not known.
    pub broken: bool,
    file: Option<FileChoices>,
    /// The choices that stand in the questionnaire, after those of the file.
    rows: Vec<ChoiceRow>,
}

impl ResolvedList {
    /// A list of choices that stand in the questionnaire.
    pub fn given(name: Cell, rows: Vec<ChoiceRow>) -> ResolvedList {
        ResolvedList { name, broken: false, file: None, rows }
    }

    /// A list of the choices of a file; `None` for a file that cannot be read.
    pub fn of_file(name: Cell, file: Option<FileChoices>) -> ResolvedList {
        ResolvedList { name, broken: file.is_none(), file, rows: Vec::new() }
    }

    /// Whether there are no choices.
    pub fn is_empty(&self) -> bool {
        self.names().next().is_none()
    }

    /// All choices in order.
    pub fn choices(&self) -> impl Iterator<Item = Cow<'_, ChoiceRow>> {
        let of_file = |file| FileChoices::choices(file).map(Cow::Owned);
        self.file.iter().flat_map(of_file).chain(self.rows.iter().map(Cow::Borrowed))
    }

    /// The names of all choices in order, with their places.
    pub fn names(&self) -> impl Iterator<Item = (&str, Mark)> {
        let own = self.rows.iter().map(|row| (row.name.text.as_str(), row.name.mark));
        self.file.iter().flat_map(FileChoices::names).chain(own)
    }

    /// The columns of data, each where it stands first.
    pub fn columns(&self) -> Vec<Cell> {
        let mut columns = self.file.as_ref().map_or_else(Vec::new, FileChoices::columns);
        for (column, _) in self.rows.iter().flat_map(|row| &row.columns) {
            if !columns.iter().any(|known| known.text == column.text) {
                columns.push(column.clone());
            }
        }
        columns
    }

    /// Adds a choice at the end.
    pub fn push(&mut self, row: ChoiceRow) {
        self.rows.push(row);
    }
}

/// The choices in a file.
#[derive(Debug)]
pub struct FileChoices {
    table: Table,
    /// What each of its columns holds.
    roles: Vec<Role>,
    /// The column of names.
    name: usize,
    /// The file, as places name it.
    file: u16,
    /// How many languages the questionnaire has.
    languages: usize,
}

/// What a column of a file of choices holds.
#[derive(Debug)]
enum Role {
    Name,
    /// The label in one language, or in every one.
    Label(Option<usize>),
    Exclusive,
    Data,
}

impl FileChoices {
    /// Reads the file of a list; `None` where something is wrong, which is reported.
    pub fn read(
        sheet: &Sheet,
        list: &Cell,
        file: &Cell,
        (name, label): (Option<&Cell>, Option<&Cell>),
        report: &mut Report<'_>,
    ) -> Option<FileChoices> {
        let (table, number) = table::read(&list.text, file, report)?;
        let name_column = name.map_or("name", |cell| cell.text.as_str());
        let label_column = label.map_or("label", |cell| cell.text.as_str());
        for (column, cell) in
            [(name_column, name.unwrap_or(file)), (label_column, label.unwrap_or(file))]
        {
            let translated = format!("{column}::");
            let known = table.columns.iter().any(|known| {
                known == column || (column == label_column && known.starts_with(&translated))
            });
            if !known {
                table::missing_column(&table, column, cell, report);
            }
        }
        let name = table.column(name_column)?;
        let columns = table.columns.iter().enumerate();
        let roles =
            columns.map(|(at, column)| role(sheet, column, (at, name), label_column)).collect();
        Some(FileChoices { roles, name, file: number, languages: sheet.languages.len(), table })
    }

    fn mark(&self, row: usize) -> Mark {
        table::line_mark(self.file, row as u64 + 2)
    }

    fn choices(&self) -> impl Iterator<Item = ChoiceRow> {
        (0..self.table.height()).map(|row| self.choice(row))
    }

    fn names(&self) -> impl Iterator<Item = (&str, Mark)> {
        let name = |row| self.table.cell(row, self.name).map(|name| (name, self.mark(row)));
        (0..self.table.height()).filter_map(name)
    }

    fn columns(&self) -> Vec<Cell> {
        let columns = self.roles.iter().zip(&self.table.columns);
        let data = columns.filter(|(role, _)| matches!(role, Role::Data));
        data.map(|(_, name)| Cell { text: name.clone(), mark: self.mark(0) }).collect()
    }

    fn choice(&self, row: usize) -> ChoiceRow {
        let mark = self.mark(row);
        let mut choice = ChoiceRow::default();
        let mut labels: Vec<Option<Cell>> = vec![None; self.languages];
        let mut common = None;
        for ((role, text), column) in
            self.roles.iter().zip(self.table.row(row)).zip(&self.table.columns)
        {
            let cell = || Cell { text: text.to_owned(), mark };
            match role {
                Role::Name => choice.name = cell(),
                Role::Label(None) => common = (!text.is_empty()).then(cell),
                Role::Label(Some(language)) => {
                    labels[*language] = (!text.is_empty()).then(cell);
                }
                Role::Exclusive => {
                    choice.exclusive = matches!(text, "yes" | "true" | "1");
                }
                Role::Data => {
                    let name = Cell { text: column.clone(), mark };
                    choice.columns.push((name, cell()));
                }
            }
        }
        if labels.iter().all(Option::is_none) && common.is_some() {
            labels = vec![common; self.languages];
        } else if labels[0].is_none() {
            labels[0] = common;
        }
        choice.label = Words { mark, by_language: labels };
        choice
    }
}

fn role(sheet: &Sheet, column: &str, (at, at_name): (usize, usize), label: &str) -> Role {
    if at == at_name {
        return Role::Name;
    }
    if column == label {
        return Role::Label(None);
    }
    if let Some(language) = column.strip_prefix(label).and_then(|rest| rest.strip_prefix("::")) {
        let matches = |code: &str, name: &str| {
            language == code || language == name || language.ends_with(&format!("({code})"))
        };
        let found = sheet.languages.iter().position(|row| matches(&row.code.text, &row.name.text));
        return found.map_or(Role::Data, |position| Role::Label(Some(position)));
    }
    if column == "exclusive" { Role::Exclusive } else { Role::Data }
}
