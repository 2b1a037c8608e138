//! From the bytes of a questionnaire to a form, with everything there is to say about it.
//!
//! Reading never fails: it ends in a form, or in none, and in diagnostics; all errors in one run.
//! A reader (`yaml`, or `xlsform` by way of the `grid` of a workbook) makes a neutral `sheet` of
//! the file; `lower` finds out what its cells mean;
//! `checks` say what is wrong or doubtful with the whole.

mod checks;
pub mod codes;
pub mod columns;
pub mod compound;
pub mod grid;
pub mod kinds;
mod lower;
mod nearest;
mod render;
mod report;
pub mod sheet;
pub mod source;
mod xlsform;
mod yaml;

pub use nearest::nearest;
pub use yaml::tree as yaml_tree;

use crate::diagnostic::Diagnostic;
use crate::form::Form;
use report::Report;
use sheet::{Mark, Sheet};
use source::Source;

/// A questionnaire larger than this is none.
const BYTES_MAX: usize = 32 << 20;

/// What compiling gives.
#[derive(Debug)]
pub struct Compiled {
    /// The form; `None` if there is an error among the diagnostics.
    pub form: Option<Form>,
    /// All that is wrong or doubtful, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

/// The names of the files that a questionnaire refers to, so that the caller can read them into
/// [`Source::attached`] before it compiles.
pub fn attachments(source: &Source) -> Vec<String> {
    let mut report = Report::new(source);
    let mut names = xlsform::sheet_files(source);
    if let Some(sheet) = read(source, &mut report) {
        names.extend(lower::lists::file_names(&sheet));
    }
    names
}

/// Compiles a questionnaire.
pub fn compile(source: &Source) -> Compiled {
    let mut report = Report::new(source);
    let form = read(source, &mut report).and_then(|sheet| lower::lower(sheet, &mut report));
    let form = form.filter(|_| !report.has_errors());
    Compiled { form, diagnostics: report.finish() }
}

/// Reads a questionnaire without finding out what its cells mean: for whoever writes it again in
/// another format. `None` where it is no questionnaire at all.
pub fn read_sheet(source: &Source) -> (Option<Sheet>, Vec<Diagnostic>) {
    let mut report = Report::new(source);
    let sheet = read(source, &mut report);
    (sheet, report.finish())
}

/// Reads a file of YAML as nodes with their places, for whatever is no questionnaire.
pub fn yaml_nodes(source: &Source) -> (Option<yaml_tree::Node>, Vec<Diagnostic>) {
    let mut report = Report::new(source);
    let root = text_of(source, &mut report).and_then(|text| yaml_tree::parse(text, &mut report));
    (root, report.finish())
}

/// Whether what a question of a kind holds at first is an expression rather than a value.
pub fn is_dynamic_default(text: &str, kind: &crate::form::node::QuestionKind) -> bool {
    lower::is_dynamic(text, kind)
}

/// An error about a file that is no questionnaire, with its place.
pub fn error(
    source: &Source,
    code: &'static str,
    mark: Mark,
    message: String,
    help: Option<String>,
) -> Vec<Diagnostic> {
    let mut report = Report::new(source);
    report.add_with_help(code, mark, message, help);
    report.finish()
}

/// The diagnostics as a compiler prints them, with excerpts of the source.
pub fn render(source: &Source, diagnostics: &[Diagnostic]) -> String {
    render::excerpts(source, diagnostics)
}

/// The diagnostics one a line: `file:line:column: error CODE: message`.
pub fn render_lines(diagnostics: &[Diagnostic]) -> String {
    render::lines(diagnostics)
}

/// The diagnostics as JSON, one object a line.
pub fn render_json(diagnostics: &[Diagnostic]) -> String {
    render::json(diagnostics)
}

fn read(source: &Source, report: &mut Report<'_>) -> Option<Sheet> {
    if !is_small(source, report) {
        return None;
    }
    if let Some(sheet) = xlsform::read(source, report) {
        return sheet.map(|sheet| Sheet { foreign: true, ..sheet });
    }
    text_of(source, report).and_then(|text| yaml::read(text, report))
}

/// Whether a source is not larger than any questionnaire; if it is, that is reported.
fn is_small(source: &Source, report: &mut Report<'_>) -> bool {
    if source.bytes.len() > BYTES_MAX {
        let message = format!("the file is larger than {} MiB", BYTES_MAX >> 20);
        report.add("E0102", Mark { line: 1, column: 1, ..Mark::default() }, message);
        return false;
    }
    true
}

/// The text of a source, if it is one; if not, that is reported.
fn text_of<'a>(source: &'a Source, report: &mut Report<'_>) -> Option<&'a str> {
    match std::str::from_utf8(&source.bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            not_utf8(source, error.valid_up_to(), report);
            None
        }
    }
}

fn not_utf8(source: &Source, at: usize, report: &mut Report<'_>) {
    let before = String::from_utf8_lossy(&source.bytes[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let mark = Mark {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
        start: at,
        end: at + 1,
        ..Mark::default()
    };
    let help = match source.bytes.as_slice() {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the file is UTF-16: save it as UTF-8",
        _ => "save the file as UTF-8",
    };
    let byte = source.bytes[at];
    let message = format!("the byte {byte:#04x} is not UTF-8 text");
    report.add_with_help("E0101", mark, message, help.to_owned());
}
