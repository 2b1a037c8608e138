//! What is doubtful about a workbook as such: headings, blank runs, disabled rows, what a
//! spreadsheet program put in by itself. Where many cells have the same, the first one is shown.

use super::cells::is_yes;
use super::row::{Row, Table};
use crate::compile::grid::{Grid, Workbook};
use crate::compile::nearest::nearest;
use crate::compile::report::{Report, plain_quote};
use crate::compile::sheet::Mark;

/// Columns of expressions.
const EXPRESSIONS: [&str; 9] = [
    "relevant",
    "constraint",
    "calculation",
    "required",
    "read_only",
    "choice_filter",
    "default",
    "repeat_count",
    "trigger",
];

/// pyxform takes so many blank rows for the end of a sheet.
const BLANK_ROWS_MAX: u32 = 60;

/// What spreadsheet programs show where a formula failed.
const FAILURES: [&str; 7] = ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"];

/// Settings that say how the workbook itself is read.
const USED_ELSEWHERE: [&str; 2] = ["allow_choice_duplicates", "clean_text_values"];

/// Checks a sheet by its headings. `known` are the columns that are understood, `kept` those that
/// XLSForm has besides.
pub fn columns(table: &Table<'_>, known: &[&'static str], kept: &[&str], report: &mut Report<'_>) {
    let old = table.columns.iter().filter(|column| column.heading.single_colon);
    several(report, "W0805", old.map(|column| column.header.mark), |count| match count {
        1 => "this heading has one colon".to_owned(),
        _ => format!("{count} headings have one colon"),
    });
    let mut unused = Vec::new();
    for column in &table.columns {
        let key = column.heading.key.as_str();
        if known.contains(&key) {
            continue;
        }
        let plain = key.to_lowercase().replace([' ', '-'], "_");
        let is_kept = kept.contains(&key)
            || key.contains(':')
            || key.starts_with(['$', '_'])
            || key.starts_with("kobo--")
            || key.contains('#');
        match nearest(&plain, known.iter().copied()).filter(|near| !is_kept && !table.has(near)) {
            Some(near) => {
                let message = format!("the column `{}` is not used", column.header.text);
                let help = format!("did you mean `{near}`?");
                report.add_with_help("W0836", column.header.mark, message, help);
            }
            None if USED_ELSEWHERE.contains(&key) => {}
            None => unused.push(column),
        }
    }
    if let Some(first) = unused.first() {
        let names: Vec<&str> = unused.iter().map(|column| column.header.text.as_str()).collect();
        let message = match names.as_slice() {
            [only] => format!("the column `{only}` is kept and not used"),
            names => format!("columns that are kept and not used: {}", names.join(", ")),
        };
        report.add("W0812", first.header.mark, message);
    }
}

/// Checks the rows of the survey sheet.
pub fn rows(table: &Table<'_>, book: &Workbook, report: &mut Report<'_>) {
    let off = |row: &Row<'_>| row.cell("disabled").is_some_and(|cell| is_yes(&cell.text));
    let marks = table.rows().filter(off).map(|row| row.place("disabled"));
    several(report, "W0813", marks, |count| match count {
        1 => "this row is disabled and left out".to_owned(),
        _ => format!("{count} rows are disabled and left out"),
    });
    let quoted = table.rows().flat_map(|row| {
        let cells = EXPRESSIONS.into_iter().filter_map(move |key| row.cell(key));
        cells.map(|cell| cell.mark).filter(|mark| {
            let raw = book.text(mark.sheet, mark.line, mark.column);
            raw.chars().any(|character| plain_quote(character) != character)
        })
    });
    several(report, "W0811", quoted, |count| match count {
        1 => "this expression has typographic quotation marks, read as plain ones".to_owned(),
        _ => format!("{count} expressions have typographic quotation marks, read as plain ones"),
    });
    for row in table.rows() {
        for (check, message) in
            [("constraint", "constraint_message"), ("required", "required_message")]
        {
            let said = row.of(message).next();
            if let (None, Some((_, said))) = (row.cell(check), said) {
                let message = format!("this is never said: the row has no `{check}`");
                report.add("W0841", said.mark, message);
            }
        }
    }
}

/// Checks a sheet as cells.
pub fn cells(book: &Workbook, sheet: u16, report: &mut Report<'_>) {
    let Some(grid) = book.sheet(sheet) else { return };
    let Some(head) = grid.rows.first() else { return };
    let mark =
        |line, column, text: &str| Mark { sheet, line, column, end: text.len(), ..Mark::default() };
    let all = || {
        let rows = grid.rows.iter().skip(1);
        rows.flat_map(|row| row.cells.iter().map(|(column, text)| (row.number, *column, text)))
    };
    let unheaded = all().filter(|(_, column, _)| head.cell(*column).is_none());
    let marks = unheaded.map(|(line, column, text)| mark(line, column, text));
    several(report, "W0824", marks, |count| match count {
        1 => "this cell stands in a column without a heading and is not read".to_owned(),
        _ => format!("{count} cells stand in columns without a heading and are not read"),
    });
    let failed = all().filter(|(_, _, text)| FAILURES.contains(&text.trim()));
    let marks = failed.map(|(line, column, text)| mark(line, column, text));
    several(report, "W0840", marks, |count| match count {
        1 => "a formula failed here; its message is read as text".to_owned(),
        _ => format!("formulas failed in {count} cells; their messages are read as text"),
    });
    blank_run(grid, sheet, report);
}

fn blank_run(grid: &Grid, sheet: u16, report: &mut Report<'_>) {
    let pairs = grid.rows.iter().zip(grid.rows.iter().skip(1));
    let mut gaps = pairs.filter(|(above, below)| below.number - above.number > BLANK_ROWS_MAX);
    if let Some((above, below)) = gaps.next() {
        let count = below.number - above.number - 1;
        let message = format!("{count} blank rows stand above this row");
        let help = "other programs stop reading there; this one goes on".to_owned();
        let mark = Mark { sheet, line: below.number, ..Mark::default() };
        report.add_with_help("W0837", mark, message, help);
    }
}

/// Reports the first of several places with their number.
fn several(
    report: &mut Report<'_>,
    code: &'static str,
    marks: impl Iterator<Item = Mark>,
    message: impl Fn(usize) -> String,
) {
    let marks: Vec<Mark> = marks.collect();
    let Some(&first) = marks.first() else { return };
    let mut rows: Vec<u32> = marks.iter().skip(1).map(|mark| mark.line).collect();
    rows.dedup();
    let shown: Vec<String> = rows.iter().take(5).map(u32::to_string).collect();
    let more = if rows.len() > shown.len() { ", ..." } else { "" };
    let help = (!shown.is_empty() && rows != [first.line]).then(|| match shown.as_slice() {
        [only] => format!("the other one is in row {only}"),
        shown => format!("the others are in rows {}{more}", shown.join(", ")),
    });
    report.add_with_help(code, first, message(marks.len()), help);
}
