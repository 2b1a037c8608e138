//! Workbooks written as text: Markdown tables and CSV, each with its sheets one below the other,
//! as pyxform reads them; and a survey sheet alone as CSV, with the other sheets in files beside it.
//!
//! A sheet begins where the first column names it. Its rows are known by their lines in the file.

use std::collections::BTreeMap;

use super::read::SHEETS;
use crate::compile::grid::{Grid, Workbook};

/// What kind of text a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Markdown tables.
    Markdown,
    /// All sheets in one CSV file.
    Sections(u8),
    /// The survey sheet alone.
    Survey(u8),
}

/// Whether a text is an XLSForm, and of what kind, going by its first lines.
pub fn kind(text: &str) -> Option<Kind> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
    if first.trim_start().starts_with('|') {
        return Some(Kind::Markdown);
    }
    for delimiter in [b',', b';', b'\t'] {
        let first = records(first, delimiter).into_iter().next();
        let Some((_, cells)) = first else { continue };
        let plain: Vec<String> = cells.iter().map(|cell| cell.trim().to_lowercase()).collect();
        let (name, rest) = plain.split_first()?;
        if SHEETS.contains(&name.as_str()) && rest.iter().all(String::is_empty) {
            // One word alone does not tell what separates the cells below it.
            let below = text.lines().skip_while(|line| *line != first_line(text)).nth(1);
            let below = below.unwrap_or("");
            let delimiter =
                [b';', b'\t'].into_iter().find(|&one| below.as_bytes().first() == Some(&one));
            return Some(Kind::Sections(delimiter.unwrap_or(b',')));
        }
        if plain.iter().any(|cell| cell == "type") && plain.iter().any(|cell| cell == "name") {
            return Some(Kind::Survey(delimiter));
        }
    }
    None
}

fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty()).unwrap_or("")
}

/// Reads a text of a kind as a workbook.
pub fn read(text: &str, kind: Kind) -> Workbook {
    let text = text.trim_start_matches('\u{feff}');
    match kind {
        Kind::Markdown => markdown(text),
        Kind::Sections(delimiter) => sections(text, delimiter),
        Kind::Survey(delimiter) => {
            Workbook { sheets: vec![sheet("survey", &records(text, delimiter))] }
        }
    }
}

/// Adds a sheet that stands in a CSV file of its own.
pub fn add_sheet(workbook: &mut Workbook, name: &str, text: &str) {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or("");
    let found = [b';', b'\t'].into_iter().find(|&one| head.as_bytes().contains(&one));
    let delimiter = if head.contains(',') { b',' } else { found.unwrap_or(b',') };
    workbook.sheets.push(sheet(name, &records(text, delimiter)));
}

/// The files that hold the other sheets of a survey that stands in a CSV file of its own: beside
/// `survey.csv` they are `choices.csv` and so on, beside `visit-survey.csv` `visit-choices.csv`.
pub fn beside(name: &str) -> Vec<(&'static str, String)> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let Some(at) = name.to_lowercase().rfind("survey").filter(|&at| name.is_char_boundary(at))
    else {
        return Vec::new();
    };
    let Some(after) = name.get(at + "survey".len()..) else { return Vec::new() };
    let others = SHEETS.iter().filter(|sheet| **sheet != "survey");
    others.map(|sheet| (*sheet, format!("{}{sheet}{after}", &name[..at]))).collect()
}

fn markdown(text: &str) -> Workbook {
    let mut workbook = Workbook::default();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        // Outside the table stand remarks.
        let Some(inside) = line.strip_prefix('|').and_then(|line| Some(line.rsplit_once('|')?.0))
        else {
            continue;
        };
        if inside.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) && inside.contains('-') {
            continue;
        }
        let mut cells = cells(inside).into_iter();
        let name = cells.next().unwrap_or_default();
        if !name.trim().is_empty() {
            workbook.sheets.push(Grid { name: name.trim().to_owned(), rows: Vec::new() });
        }
        let cells = (1..).zip(cells).filter(|(_, cell)| !cell.trim().is_empty()).collect();
        if let Some(grid) = workbook.sheets.last_mut() {
            grid.push(number, cells);
        }
    }
    workbook
}

/// The cells of a row, without the blanks around them; a bar with a backslash before it is text.
fn cells(inside: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut characters = inside.chars().peekable();
    while let Some(character) = characters.next() {
        let last = cells.len() - 1;
        match character {
            '\\' if characters.peek() == Some(&'|') => {
                characters.next();
                cells[last].push('|');
            }
            '|' => cells.push(String::new()),
            other => cells[last].push(other),
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

fn sections(text: &str, delimiter: u8) -> Workbook {
    let mut workbook = Workbook::default();
    for (number, cells) in records(text, delimiter) {
        let mut cells = cells.into_iter();
        let name = cells.next().unwrap_or_default();
        if !name.trim().is_empty() {
            workbook.sheets.push(Grid { name: name.trim().to_owned(), rows: Vec::new() });
        }
        let cells = (1..).zip(cells).filter(|(_, cell)| !cell.trim().is_empty()).collect();
        if let Some(grid) = workbook.sheets.last_mut() {
            grid.push(number, cells);
        }
    }
    workbook
}

fn sheet(name: &str, records: &[(u32, Vec<String>)]) -> Grid {
    let mut grid = Grid { name: name.to_owned(), rows: Vec::new() };
    for (number, cells) in records {
        let cells = (1..).zip(cells).filter(|(_, cell)| !cell.trim().is_empty());
        grid.push(*number, cells.map(|(column, cell)| (column, cell.clone())).collect());
    }
    grid
}

/// The records of a CSV text with the lines they begin at.
fn records(text: &str, delimiter: u8) -> Vec<(u32, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut records = BTreeMap::new();
    for record in reader.records().map_while(Result::ok) {
        let line = record.position().map_or(0, csv::Position::line);
        let cells = record.iter().map(str::to_owned).collect();
        records.insert(u32::try_from(line).unwrap_or(u32::MAX), cells);
    }
    records.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, beside, kind, read};

    #[test]
    fn texts_are_told_apart_by_their_first_lines() {
        let cases = [
            ("| survey |\n| | type | name |\n", Some(Kind::Markdown)),
            ("# a remark\n\n| survey |\n", Some(Kind::Markdown)),
            ("survey,,\n,type,name\n", Some(Kind::Sections(b','))),
            ("\"survey\"\n,\"type\",\"name\"\n", Some(Kind::Sections(b','))),
            ("survey\n;type;name\n", Some(Kind::Sections(b';'))),
            ("type,name,label\n", Some(Kind::Survey(b','))),
            ("type;name;label\n", Some(Kind::Survey(b';'))),
            ("anketa: 1\nsurvey:\n", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn rows_are_known_by_their_lines() {
        let text = "| survey |\n|  | type | name |\n|---|---|---|\n|  | note | a\\|b |\n";
        let book = read(text, Kind::Markdown);
        assert_eq!(book.sheets[0].name, "survey");
        assert_eq!(book.sheets[0].text(4, 2), "a|b");
        let book = read("survey,,\n,type,name\n,note,\"a\nb\"\n", Kind::Sections(b','));
        assert_eq!(book.sheets[0].text(3, 2), "a\nb");
    }

    #[test]
    fn other_sheets_stand_beside() {
        let names = |name| beside(name).into_iter().map(|(_, file)| file).collect::<Vec<_>>();
        assert_eq!(names("x/survey.csv")[..2], ["choices.csv", "settings.csv"]);
        assert_eq!(names("visit-survey.csv")[0], "visit-choices.csv");
        assert!(names("people.csv").is_empty());
    }
}
