//! Attached CSV files as tables.

use super::geojson;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Mark};
use crate::expr::source::Table;

/// Reads the attached file that a cell names, under a name for expressions; reports what is
/// wrong with the file or its name.
pub fn read(name: &str, file: &Cell, report: &mut Report<'_>) -> Option<(Table, u16)> {
    if !is_allowed(&file.text) {
        let message = format!("`{}` is not the name of a file beside the questionnaire", file.text);
        let help = "name a file in the same folder or below it, with `/`".to_owned();
        report.add_with_help("E0510", file.mark, message, help);
        return None;
    }
    let source = report.source();
    let Some(position) = source.attached.iter().position(|(known, _)| *known == file.text) else {
        let message = format!("the file `{}` cannot be read", file.text);
        let help = "it must stand beside the questionnaire".to_owned();
        report.add_with_help(report.lenient("E0507", "W0817"), file.mark, message, help);
        return report.is_foreign().then(|| (nothing(name), 0));
    };
    let number = u16::try_from(position + 1).unwrap_or(u16::MAX);
    let bytes = &source.attached[position].1;
    if file.text.to_lowercase().ends_with(".geojson") {
        let table = geojson::read(name, bytes);
        if table.is_none() {
            let message = format!("`{}` is not a collection of features", file.text);
            report.add("E0508", line_mark(number, 1), message);
        }
        return table.map(|table| (table, number));
    }
    rows(name, bytes, number, report).map(|table| (table, number))
}

/// The table of a file that is not there.
fn nothing(name: &str) -> Table {
    Table::new(name, ["name", "label"].map(str::to_owned).to_vec())
}

/// Whether a file name stays in the folder of the questionnaire.
fn is_allowed(name: &str) -> bool {
    !name.starts_with('/')
        && !name.contains(['\\', ':'])
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

fn rows(name: &str, bytes: &[u8], number: u16, report: &mut Report<'_>) -> Option<Table> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let foreign = report.is_foreign();
    let readable = match std::str::from_utf8(bytes) {
        Err(_) if foreign => {
            let message = "the file is not UTF-8 text: some letters are lost".to_owned();
            let help = "save the file as CSV in UTF-8".to_owned();
            report.add_with_help("W0823", line_mark(number, 1), message, help);
            String::from_utf8_lossy(bytes).into_owned().into_bytes()
        }
        _ => Vec::new(),
    };
    let bytes = if readable.is_empty() { bytes } else { readable.as_slice() };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(bytes))
        .from_reader(bytes);
    let mut table = Table::new(name, Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, |position| position.line());
                let mark = line_mark(number, line);
                let message = match error.kind() {
                    csv::ErrorKind::Utf8 { .. } => "this line is not UTF-8 text".to_owned(),
                    _ => format!("this line is not CSV: {error}"),
                };
                let help = "save the file as CSV in UTF-8".to_owned();
                report.add_with_help("E0508", mark, message, help);
                return None;
            }
        };
        let line = record.position().map_or(1, csv::Position::line);
        if table.columns.is_empty() {
            table.columns = record.iter().map(|column| column.trim().to_owned()).collect();
            continue;
        }
        if record.len() != table.columns.len() {
            let cells = |count: usize| match count {
                1 => "1 cell".to_owned(),
                _ => format!("{count} cells"),
            };
            let (found, expected) = (cells(record.len()), cells(table.columns.len()));
            let message = format!("this line has {found}, the first line has {expected}");
            report.add(report.lenient("E0508", "W0823"), line_mark(number, line), message);
            if foreign {
                let cells = record.iter().chain(std::iter::repeat(""));
                table.push(cells.take(table.columns.len()));
            }
            continue;
        }
        table.push(&record);
    }
    if table.columns.is_empty() {
        report.add("E0508", line_mark(number, 1), "the file is empty".to_owned());
        return None;
    }
    Some(table)
}

/// Reports a column that a file does not have.
pub fn missing_column(table: &Table, column: &str, cell: &Cell, report: &mut Report<'_>) {
    let message = format!("the file of `{}` has no column `{column}`", table.name);
    let known = table.columns.iter().map(String::as_str);
    let help = crate::compile::nearest::did_you_mean(column, known)
        .unwrap_or_else(|| format!("its columns are {}", table.columns.join(", ")));
    report.add_with_help("E0509", cell.mark, message, help);
}

/// The place of a line of an attached file.
pub fn line_mark(file: u16, line: u64) -> Mark {
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    Mark { file, line, column: 1, ..Mark::default() }
}

/// A comma, or what a spreadsheet in a language with decimal commas writes: a semicolon or tab.
fn delimiter(bytes: &[u8]) -> u8 {
    let head = bytes.split(|&byte| byte == b'\n').next().unwrap_or(bytes);
    [b',', b';', b'\t'].into_iter().find(|candidate| head.contains(candidate)).unwrap_or(b',')
}
