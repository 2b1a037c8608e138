//! The survey sheet: one row for each question, and for each beginning and end of a group or
//! roster.

use super::cells::is_yes;
use super::headers::{self, MEDIA};
use super::languages::Languages;
use super::loops;
use super::own;
use super::row::{Row, Table};
use super::types::{self, Asked, Block, RowType};
use super::{batteries, cells};
use crate::compile::nearest::did_you_mean;
use crate::compile::report::Report;
use crate::compile::sheet::{
    Cell, CheckRow, Item, ItemKind, ListContent, Mark, OtherRow, Sheet, TableRow, Words,
};

/// What is asked for where a choice opens a free answer (pyxform's wording).
const SPECIFY_OTHER: &str = "Specify other.";

/// A group or roster that has begun.
struct Open {
    block: Block,
    list: Option<String>,
    begun: Mark,
    item: Item,
}

/// Reads the rows of the sheet.
pub struct Survey<'l, 'r, 'a> {
    languages: &'l Languages,
    report: &'r mut Report<'a>,
    open: Vec<Open>,
    items: Vec<Item>,
    /// Rows without a type or a name, which are remarks of the author.
    skipped: Vec<Mark>,
    disabled: usize,
    /// The columns that are understood.
    known: Vec<&'static str>,
}

/// Adds what the sheet asks.
pub fn read(table: &Table<'_>, languages: &Languages, sheet: &mut Sheet, report: &mut Report<'_>) {
    if !table.has("type") {
        let message = "the sheet has no column `type`".to_owned();
        let headers = table.columns.iter().map(|column| column.header.text.as_str());
        let help = did_you_mean("type", headers)
            .unwrap_or_else(|| "its first row holds the names of the columns".to_owned());
        report.add_with_help("E0804", table.head(), message, help);
        return;
    }
    let (open, items, skipped) = (Vec::new(), Vec::new(), Vec::new());
    let mut survey =
        Survey { languages, report, open, items, skipped, disabled: 0, known: headers::survey() };
    for row in table.rows() {
        survey.row(&row, sheet);
    }
    survey.finish(sheet);
}

impl Survey<'_, '_, '_> {
    fn row(&mut self, row: &Row<'_>, sheet: &mut Sheet) {
        if row.cell("disabled").is_some_and(|cell| is_yes(&cell.text)) {
            self.disabled += 1;
            return;
        }
        let Some(type_cell) = row.cell("type") else {
            return self.without_type(row);
        };
        let around = self.open.last().and_then(|open| open.list.clone());
        let type_cell = match around {
            Some(list) if types::ROWS.contains(&type_cell.text.as_str()) => {
                Cell { text: format!("select_one {list}"), ..type_cell }
            }
            _ => type_cell,
        };
        match types::read(&type_cell.text) {
            RowType::Begin(block, list) => {
                let mut item = self.item(row);
                let lists = ["kobo--score-choices", "kobo--rank-items", "kobo--matrix_list"];
                let table = lists.into_iter().find_map(|key| row.cell(key));
                let list = list.or(table.map(|cell| cell.text));
                item.kind = match block {
                    Block::Roster => ItemKind::Roster,
                    Block::Group | Block::Loop => ItemKind::Group,
                };
                own::keep_answers(&mut item);
                self.open.push(Open { block, list, begun: type_cell.mark, item });
            }
            RowType::End(block) => self.end(block, &type_cell, sheet),
            RowType::Question(asked) => {
                let item = self.question(row, type_cell, asked, sheet);
                self.put(item);
            }
            RowType::Table(ending) => {
                let Some(name) = row.cell("name") else { return self.without_name(row) };
                let file = Cell { text: format!("{}.{ending}", name.text), mark: name.mark };
                sheet.tables.push(TableRow { name, file });
            }
            RowType::Setting(key) => {
                let Some(value) = row.cell("name").or_else(|| row.cell("label")) else { return };
                match key {
                    "form_id" => sheet.id = value,
                    _ => sheet.title = Words::same(&value, self.languages.names.len()),
                }
            }
        }
    }

    fn without_type(&mut self, row: &Row<'_>) {
        let named = row.cell("name").is_some() || row.of("label").next().is_some();
        if !named {
            if row.cells().next().is_some() {
                self.skipped.push(row.mark());
            }
            return;
        }
        let message = "this row has no type".to_owned();
        let help = "name a type, or empty the row if it asks nothing".to_owned();
        self.report.add_with_help("E0807", row.place("type"), message, help);
    }

    fn without_name(&mut self, row: &Row<'_>) {
        let message = "this row has no name".to_owned();
        let help = "its answer is stored and found by its name".to_owned();
        self.report.add_with_help("E0814", row.place("name"), message, help);
    }

    fn end(&mut self, block: Block, cell: &Cell, sheet: &Sheet) {
        let Some(last) = self.open.last() else {
            let message = format!("`{}` ends what has not begun", cell.text);
            let help = format!("there is no open `begin {}` above", block.name());
            self.report.add_with_help("E0808", cell.mark, message, help);
            return;
        };
        if last.block != block {
            let (begun, name) = (last.begun, last.item.name.text.clone());
            let message =
                format!("`{}` stands where the {} `{name}` is open", cell.text, last.block.name());
            self.report.add_with_related("E0808", cell.mark, message, (begun, "it begins here"));
            // Whichever was meant, what follows is better read without this one open.
            if !self.open.iter().any(|open| open.block == block) {
                return;
            }
        }
        if let Some(open) = self.open.pop() {
            self.close(open, sheet);
        }
    }

    fn close(&mut self, mut open: Open, sheet: &Sheet) {
        if open.block == Block::Group {
            batteries::decide(&mut open.item, self.report);
        }
        match (open.block, open.list) {
            (Block::Loop, Some(list)) => {
                let item = loops::expand(open.item, &list, open.begun, sheet, self.report);
                self.put(item);
            }
            _ => self.put(open.item),
        }
    }

    fn put(&mut self, item: Item) {
        match self.open.last_mut() {
            Some(open) => open.item.items.push(item),
            None => self.items.push(item),
        }
    }

    fn finish(mut self, sheet: &mut Sheet) {
        while let Some(open) = self.open.pop() {
            let message =
                format!("the {} `{}` does not end", open.block.name(), open.item.name.text);
            let help = format!("add a row of the type `end {}`", open.block.name());
            self.report.add_with_help("E0809", open.begun, message, help);
            self.close(open, sheet);
        }
        if let Some(&first) = self.skipped.first() {
            let message = match self.skipped.len() {
                1 => "this row has no type, name or label and is left out".to_owned(),
                count => format!("{count} rows have no type, name or label and are left out"),
            };
            self.report.add("W0806", first, message);
        }
        sheet.survey = self.items;
    }

    /// What every row says, whatever its type.
    fn item(&mut self, row: &Row<'_>) -> Item {
        let (names, plain) = (&self.languages.names, self.languages.plain);
        let words = |key: &str| row.words(key, names, plain);
        let given = || row.cell("$given_name").or_else(|| row.cell("$autoname"));
        let mut item = Item {
            mark: row.mark(),
            name: row.cell("name").or_else(given).unwrap_or_default(),
            label: words("label"),
            hint: words("hint"),
            guidance_hint: words("guidance_hint"),
            required_message: words("required_message"),
            relevant: row.cell("relevant").map(cells::condition),
            required: row.cell("required"),
            read_only: row.cell("read_only"),
            calculation: row.cell("calculation").map(cells::condition),
            default: row.cell("default"),
            choice_filter: row.cell("choice_filter"),
            repeat_count: row.cell("repeat_count"),
            ..Item::default()
        };
        if let Some(expression) = row.cell("constraint").map(cells::condition) {
            let message = words("constraint_message");
            item.checks.push(CheckRow { hard: true, expression, message });
        } else {
            let messages = row.of("constraint_message");
            item.extra.extend(messages.map(|(column, cell)| (column.header.clone(), cell)));
        }
        for kind in MEDIA {
            let words = row.words(kind, names, None);
            if !words.is_empty() {
                item.media.push((Cell { text: kind.to_owned(), mark: words.mark }, words));
            }
        }
        if let Some(cell) = row.cell("trigger") {
            item.trigger = cells::references(&cell, self.report);
        }
        if let Some(cell) = row.cell("appearance") {
            item.appearance = cells::appearance(&cell);
        }
        if let Some(cell) = row.cell("parameters") {
            item.parameters = cells::parameters(&cell, self.report);
        }
        if let Some(rows) = row.cell("rows") {
            item.parameters.push((Cell { text: "rows".to_owned(), mark: rows.mark }, rows));
        }
        own::read(&mut item, row, self.languages);
        for (column, cell) in row.cells() {
            if !self.known.contains(&column.heading.key.as_str()) {
                item.extra.push((column.header.clone(), cell));
            }
        }
        if item.name.text.is_empty() {
            self.name(&mut item, row);
        }
        item
    }

    /// A name where none is given: for notes any will do, what the program fills in is called by
    /// its type.
    fn name(&mut self, item: &mut Item, row: &Row<'_>) {
        let Some(type_cell) = row.cell("type") else { return };
        let mark = type_cell.mark;
        match types::read(&type_cell.text) {
            RowType::Question(asked) if asked.type_text == "note" => {
                let text = format!("generated_note_name_{}", row.number());
                item.name = Cell { text, mark };
            }
            RowType::Question(asked)
                if crate::compile::kinds::is_meta(&asked.type_text) || asked.kept.is_some() =>
            {
                let text = type_cell.text.replace([' ', ':'], "_");
                item.name = Cell { text, mark };
            }
            _ => self.without_name(row),
        }
    }

    fn question(&mut self, row: &Row<'_>, type_cell: Cell, asked: Asked, sheet: &Sheet) -> Item {
        let mut item = self.item(row);
        let mark = type_cell.mark;
        if asked.guessed {
            let word = type_cell.text.split_whitespace().next().unwrap_or("");
            let part = self.report.part(&type_cell, 0..word.len());
            let message = format!("`{word}` is not a type of question");
            let help = format!("it is read as `{}`", asked.type_text);
            self.report.add_with_help("W0810", part, message, help);
        }
        if asked.bare {
            let message = format!("`{}` names a file without its ending", type_cell.text);
            let help = format!("it is read as `{}`", asked.type_text);
            self.report.add_with_help("W0828", mark, message, help);
        }
        if let Some(why) = asked.kept {
            let message = format!("`{}` is kept and stays empty: {why}", type_cell.text);
            self.report.add("W0815", mark, message);
        }
        if asked.kept.is_some() || type_cell.text.starts_with("uri:") {
            // Other programs fill it in: the type is kept as it was written.
            item.extra.push((Cell { text: "type".to_owned(), mark }, type_cell.clone()));
        }
        if let (Some(constraint), true) = (asked.constraint, item.checks.is_empty()) {
            let expression = Cell { text: constraint.to_owned(), mark };
            item.checks.push(CheckRow { hard: true, expression, message: Words::default() });
        }
        if let (Some(hint), true) = (asked.hint, item.hint.is_empty()) {
            let hint = Cell { text: hint.to_owned(), mark };
            item.hint = Words::same(&hint, self.languages.names.len());
        }
        if let Some(word) = asked.appearance {
            item.appearance.push(Cell { text: word.to_owned(), mark });
        }
        if asked.type_text.ends_with(" or_other")
            && let Some(filter) = &item.choice_filter
        {
            let message = "the filter hides the choice `other` as well".to_owned();
            let help = "give the list a choice `other` of its own that the filter lets through";
            self.report.add_with_help("W0829", filter.mark, message, help.to_owned());
        }
        if type_cell.text == "audit" && !["", "audit"].contains(&item.name.text.as_str()) {
            let message = format!("an audit is called `audit`, not `{}`", item.name.text);
            self.report.add("W0833", item.name.mark, message);
        }
        if asked.type_text.ends_with(" or_other") && item.or_other.is_none() {
            let label = Cell { text: SPECIFY_OTHER.to_owned(), mark };
            let label = Words::same(&label, self.languages.names.len());
            item.or_other = Some(OtherRow { mark, choice: None, label, optional: true });
        }
        // What is hidden and computed is a calculation by another name.
        let computed = item.calculation.is_some() && asked.type_text == "hidden";
        let text = if computed { "calculate".to_owned() } else { asked.type_text };
        // A list that stands in a file is named beside the file.
        let list = row.cell("list").filter(|list| sheet_has(sheet, &list.text));
        let text = match (list, text.split_once("_from_file ")) {
            (Some(list), Some((command, _))) => {
                item.parameters.retain(|(key, _)| !["value", "label"].contains(&key.text.as_str()));
                format!("{command} {}", list.text)
            }
            _ => row.cell("own_type").map_or(text, |own| own.text),
        };
        item.type_text = Some(Cell { text, mark });
        item
    }
}

/// Whether a choice list of that name stands in a file.
fn sheet_has(sheet: &Sheet, list: &str) -> bool {
    let files = sheet.lists.iter().filter(|row| matches!(row.content, ListContent::File { .. }));
    files.map(|row| row.name.text.as_str()).any(|name| name == list)
}
