//! Diagnostics as text: with excerpts of the source, one a line, or as JSON.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use super::source::Source;
use crate::diagnostic::{Diagnostic, Location, Severity, SheetCell};

/// The column at which excerpts are cut.
const WIDTH: usize = 120;

/// As a compiler prints them, with excerpts.
pub fn excerpts(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let renderer = Renderer::plain().term_width(WIDTH);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let message = visible(&diagnostic.message);
        let title = level.primary_title(message).id(diagnostic.code);
        let main = Excerpt::of(source, &diagnostic.location);
        let related: Vec<(Excerpt, String)> = diagnostic
            .related
            .iter()
            .map(|related| (Excerpt::of(source, &related.location), visible(&related.message)))
            .collect();
        let mut group = Group::with_title(title);
        let parts = [(&main, AnnotationKind::Primary, "")].into_iter().chain(
            related.iter().map(|(excerpt, said)| (excerpt, AnnotationKind::Context, said.as_str())),
        );
        for (excerpt, kind, said) in parts {
            if excerpt.in_sheet {
                group = group.element(Origin::path(excerpt.path.as_str()));
            }
            group = match excerpt.in_sheet && excerpt.lines.is_empty() {
                true if said.is_empty() => group,
                true => group.element(Level::NOTE.message(said)),
                false => group.element(excerpt.snippet(kind, said)),
            };
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(visible(help)));
        }
        // Behind the place of a cell the renderer says again that a file follows.
        let text = renderer.render(&[group]);
        let lines: Vec<&str> = text.lines().filter(|line| line.trim() != ":::").collect();
        out.push_str(&lines.join("\n"));
        out.push_str("\n\n");
    }
    out
}

/// The lines of a file that a place lies in.
struct Excerpt {
    path: String,
    first_line: usize,
    lines: String,
    span: Option<Range<usize>>,
    /// Whether it is a cell of a sheet; then `path` says where, and the line is its row.
    in_sheet: bool,
}

impl Excerpt {
    /// The line of a cell that is meant.
    fn of_cell(cell: &SheetCell, location: &Location) -> Excerpt {
        let Range { start, end } = location.span.clone();
        let start = if cell.text.is_char_boundary(start) { start } else { 0 };
        let from = cell.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = cell.text[from..].lines().next().unwrap_or("");
        let span = start - from..end.saturating_sub(from).clamp(start - from, line.len());
        let fits = line.is_char_boundary(span.start) && line.is_char_boundary(span.end);
        Excerpt {
            path: visible(&location.to_string()),
            first_line: (location.line as usize).max(1),
            lines: line.to_owned(),
            span: Some(if fits { span } else { 0..line.len() }),
            in_sheet: true,
        }
    }

    fn of(source: &Source, location: &Location) -> Excerpt {
        if let Some(cell) = &location.cell {
            return Excerpt::of_cell(cell, location);
        }
        let path = visible(&location.file);
        let attached = source.attached.iter().find(|(name, _)| *name == location.file);
        let bytes = if location.file == source.name {
            source.bytes.as_slice()
        } else {
            attached.map_or(&[][..], |(_, bytes)| bytes.as_slice())
        };
        let first_line = (location.line as usize).max(1);
        let nothing = Excerpt {
            path: path.clone(),
            first_line,
            lines: String::new(),
            span: None,
            in_sheet: false,
        };
        if location.line == 0 {
            return nothing;
        }
        let known = (!location.span.is_empty()).then_some(location.span.start);
        let Some(start) = line_start(bytes, first_line, known) else { return nothing };
        let line_end = |from: usize| {
            bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| from + at)
        };
        let span = location.span.start.max(start)..location.span.end.max(start).min(bytes.len());
        // Of what spans several lines the first is enough to find it.
        let end = line_end(start);
        let text = String::from_utf8_lossy(&bytes[start..end]);
        let text = text.strip_suffix('\r').unwrap_or(&text).replace('\r', " ");
        let valid = std::str::from_utf8(&bytes[start..end]).is_ok();
        let (from, to) = (span.start - start, span.end.saturating_sub(start).min(text.len()));
        let span = (valid && !location.span.is_empty() && from <= to).then_some(from..to);
        let column = column_span(&text, location.column);
        let span = Some(span.unwrap_or(column));
        Excerpt { path, first_line, span, lines: text, in_sheet: false }
    }

    fn snippet<'e>(
        &'e self,
        kind: AnnotationKind,
        label: &'e str,
    ) -> Snippet<'e, annotate_snippets::Annotation<'e>> {
        let snippet = Snippet::source(self.lines.as_str()).line_start(self.first_line);
        let snippet = if self.in_sheet { snippet } else { snippet.path(self.path.as_str()) };
        match &self.span {
            Some(span) if label.is_empty() => snippet.annotation(kind.span(span.clone())),
            Some(span) => snippet.annotation(kind.span(span.clone()).label(label)),
            None => snippet,
        }
    }
}

/// Where a line begins, counted from 1; quickly where a byte in it is known.
fn line_start(bytes: &[u8], line: usize, known: Option<usize>) -> Option<usize> {
    if let Some(before) = known.and_then(|known| bytes.get(..known)) {
        return Some(before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1));
    }
    if line == 1 {
        return Some(0);
    }
    let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    breaks.map(|(at, _)| at + 1).nth(line - 2)
}

/// The bytes of the character in a column.
fn column_span(text: &str, column: u32) -> Range<usize> {
    let mut at = text.char_indices().skip((column as usize).saturating_sub(1));
    match at.next() {
        Some((start, character)) => start..start + character.len_utf8(),
        None => text.len()..text.len(),
    }
}

/// One a line.
pub fn lines(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let Diagnostic { location, code, message, help, .. } = diagnostic;
        let (location, severity) = (visible(&location.to_string()), word(diagnostic.severity));
        out.push_str(&format!("{location}: {severity} {code}: {}", visible(message)));
        if let Some(help) = help {
            out.push_str(&format!(" ({})", visible(help)));
        }
        out.push('\n');
    }
    out
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// As JSON, one object a line.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let escaped = |character: char| match character {
        // JSON leaves these as they are; a terminal need not.
        '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            format!("\\u{:04x}", u32::from(character))
        }
        other => other.to_string(),
    };
    let object = |diagnostic| object(diagnostic).to_string();
    let line = |diagnostic| object(diagnostic).chars().map(escaped).chain(["\n".into()]).collect();
    diagnostics.iter().map(line).collect::<Vec<String>>().concat()
}

fn object(diagnostic: &Diagnostic) -> Value {
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| json!({"message": related.message, "location": place(&related.location)}))
        .collect();
    json!({
        "code": diagnostic.code,
        "severity": word(diagnostic.severity),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "location": place(&diagnostic.location),
        "related": related,
    })
}

fn place(location: &Location) -> Value {
    let mut place = json!({
        "file": location.file,
        "sheet": location.cell.as_ref().map(|cell| &cell.sheet),
        "line": location.line,
        "column": location.column,
        "start": location.span.start,
        "end": location.span.end,
    });
    if let Some(cell) = &location.cell {
        place["heading"] = json!(cell.column);
        place["text"] = json!(cell.text);
    }
    place
}

/// A text with its control characters made visible, so that it cannot write to a terminal.
fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' => ' ',
            control if control.is_control() => '\u{fffd}',
            other => other,
        })
        .collect()
}
