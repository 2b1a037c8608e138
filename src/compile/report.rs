//! Collects what there is to say about a questionnaire while it is being compiled.

use std::ops::Range;
use std::rc::Rc;

use super::grid::{Workbook, column_letter};
use super::sheet::{Cell, Mark};
use super::source::Source;
use crate::diagnostic::{Diagnostic, Location, Related, Severity, SheetCell};

/// More than this is not told: a file that is wrong from top to bottom is wrong in one way.
const DIAGNOSTIC_COUNT_MAX: usize = 1_000;

/// Collects diagnostics of one source.
pub struct Report<'a> {
    source: &'a Source,
    workbook: Rc<Workbook>,
    /// Whether the questionnaire was written for other programs, whose rules are looser.
    foreign: bool,
    found: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    /// Begins without any.
    pub fn new(source: &'a Source) -> Report<'a> {
        Report { source, workbook: Rc::default(), foreign: false, found: Vec::new() }
    }

    /// The source reported on.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// Says what the sheets of the source hold, so that places in them can be shown. The source
    /// is then an XLSForm, written for other programs as well.
    pub fn set_workbook(&mut self, workbook: Rc<Workbook>) {
        self.workbook = workbook;
        self.foreign = true;
    }

    /// Says that the questionnaire comes from an XLSForm.
    pub fn set_foreign(&mut self) {
        self.foreign = true;
    }

    /// Whether the questionnaire was written for other programs as well.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }

    /// The code of what is an error in the native format, and only a warning in a questionnaire
    /// that other programs take as it is.
    pub fn lenient(&self, error: &'static str, warning: &'static str) -> &'static str {
        if self.foreign { warning } else { error }
    }

    /// Adds a diagnostic; its severity follows from its code.
    pub fn add(&mut self, code: &'static str, mark: Mark, message: String) -> &mut Diagnostic {
        let location = self.location(mark);
        let severity = if code.starts_with('W') { Severity::Warning } else { Severity::Error };
        if self.found.len() >= DIAGNOSTIC_COUNT_MAX {
            self.found.truncate(DIAGNOSTIC_COUNT_MAX);
        }
        self.found.push(Diagnostic {
            code,
            severity,
            location,
            message,
            help: None,
            related: Vec::new(),
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Adds a diagnostic with a way out.
    pub fn add_with_help(
        &mut self,
        code: &'static str,
        mark: Mark,
        message: String,
        help: impl Into<Option<String>>,
    ) {
        self.add(code, mark, message).help = help.into();
    }

    /// Adds a diagnostic that points to a second place as well.
    pub fn add_with_related(
        &mut self,
        code: &'static str,
        mark: Mark,
        message: String,
        (other, there): (Mark, &str),
    ) {
        let related = Related { location: self.location(other), message: there.to_owned() };
        self.add(code, mark, message).related.push(related);
    }

    /// The place of a part of a cell's text, given in bytes of the text.
    pub fn part(&self, cell: &Cell, part: Range<usize>) -> Mark {
        if cell.mark.sheet != 0 {
            let raw = self.workbook.text(cell.mark.sheet, cell.mark.line, cell.mark.column);
            let found = align(&cell.text, raw, part).unwrap_or_default();
            return Mark { start: found.start, end: found.end, ..cell.mark };
        }
        if cell.mark.file != 0 || cell.mark.start >= cell.mark.end {
            return cell.mark;
        }
        let bytes = self.source.bytes.get(cell.mark.start..cell.mark.end).unwrap_or_default();
        let Ok(slice) = std::str::from_utf8(bytes) else { return cell.mark };
        let Some(found) = align(&cell.text, slice, part) else { return cell.mark };
        let before = &slice[..found.start];
        let (line, column) = match before.rfind('\n') {
            Some(at) => (
                cell.mark.line + before.matches('\n').count() as u32,
                before[at + 1..].chars().count() as u32 + 1,
            ),
            None => (cell.mark.line, cell.mark.column + before.chars().count() as u32),
        };
        let start = cell.mark.start + found.start;
        Mark { file: 0, sheet: 0, line, column, start, end: cell.mark.start + found.end }
    }

    /// How many were added so far.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether any error was found.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them, in the order of the source, each once.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.location.line, d.location.column, d.location.span.start);
            let sheet = |d: &Diagnostic| {
                let name = &d.location.cell.as_ref()?.sheet;
                self.workbook.sheets.iter().position(|grid| grid.name == *name)
            };
            let main = |d: &Diagnostic| d.location.file != self.source.name;
            (main(a), &a.location.file, sheet(a), key(a), a.code).cmp(&(
                main(b),
                &b.location.file,
                sheet(b),
                key(b),
                b.code,
            ))
        });
        self.found.dedup();
        self.found
    }

    /// A place in words.
    pub fn location(&self, mark: Mark) -> Location {
        let file = match mark.file {
            0 => self.source.name.clone(),
            other => self
                .source
                .attached
                .get(usize::from(other) - 1)
                .map_or_else(String::new, |(name, _)| name.clone()),
        };
        Location {
            file,
            cell: self.workbook.sheet(mark.sheet).map(|grid| SheetCell {
                sheet: grid.name.clone(),
                column: match (mark.column, grid.header(mark.column)) {
                    (0, _) => String::new(),
                    (column, None) => column_letter(column),
                    (_, Some(header)) => header.to_owned(),
                },
                text: grid.text(mark.line, mark.column).to_owned(),
            }),
            line: mark.line,
            column: mark.column,
            span: mark.start..mark.end,
        }
    }
}

/// The plain quotation mark that a reader puts for a typographic one.
pub fn plain_quote(character: char) -> char {
    match character {
        '\u{2018}' | '\u{2019}' | '\u{201a}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
        other => other,
    }
}

/// Where a part of a text stands in its source form, which may have quotes, escapes, folded lines
/// and indentation: visible characters are found again one after the other.
fn align(text: &str, slice: &str, part: Range<usize>) -> Option<Range<usize>> {
    let quoted = slice.starts_with(['"', '\'']);
    let mut source = slice.char_indices().skip(usize::from(quoted)).peekable();
    let (mut start, mut end) = (None, None);
    for (at, wanted) in text.char_indices() {
        if wanted.is_whitespace() {
            continue;
        }
        let (found, character) = source
            .find(|&(_, character)| character == wanted || plain_quote(character) == wanted)?;
        if at >= part.start && at < part.end.max(part.start + 1) {
            start.get_or_insert(found);
            end = Some(found + character.len_utf8());
        }
    }
    match (start, end) {
        (Some(start), Some(end)) => Some(start..end),
        // Behind the last character: the expression ends too early.
        _ => {
            let end = slice.trim_end().len();
            let end = if quoted { end.saturating_sub(1) } else { end };
            slice.is_char_boundary(end).then_some(end..end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::align;

    #[test]
    fn parts_are_found_through_quotes_escapes_and_folding() {
        let cases = [
            ("a + b", "a + b", 4..5, "b"),
            ("a = 'x'", "\"a = 'x'\"", 4..7, "'x'"),
            ("a = \"x\"", "\"a = \\\"x\\\"\"", 0..1, "a"),
            ("a and b", "a\n    and b", 2..5, "and"),
            ("'a'", "'''a'''", 1..2, "a"),
        ];
        for (text, slice, part, expected) in cases {
            let found = align(text, slice, part).expect("every part has a place");
            assert_eq!(&slice[found], expected, "{text} in {slice}");
        }
    }
}
