//! Says in plain words what is wrong where a file is not YAML: which trap the author fell into.

use granit_parser::ScanError;

use crate::compile::report::Report;
use crate::compile::sheet::Mark;

/// Reports what the parser stumbled over.
pub fn report(text: &str, error: &ScanError, report: &mut Report<'_>) {
    let at = error.marker();
    let start = at.byte_offset().unwrap_or(text.len()).min(text.len());
    let end = text[start..].chars().next().map_or(start, |next| start + next.len_utf8());
    let mark = Mark {
        file: 0,
        sheet: 0,
        line: u32::try_from(at.line()).unwrap_or(u32::MAX),
        column: u32::try_from(at.col() + 1).unwrap_or(u32::MAX),
        start,
        end,
    };
    let mut lines = text.lines().skip(at.line().saturating_sub(1));
    let (line, next) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    let tabbed = [line, next].into_iter().any(is_indented_by_tab);
    let (code, trap) = match tabbed {
        true => ("E0104", Some("indent with spaces, not with tabs")),
        false => trap(line, error.info().as_str()),
    };
    let message = format!("this is not valid YAML: {}", error.info());
    report.add_with_help(code, mark, message, trap.map(str::to_owned));
}

fn is_indented_by_tab(line: &str) -> bool {
    line.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\t')
}

/// The trap that a line fell into, as far as it can be told, with the code for it.
fn trap(line: &str, info: &str) -> (&'static str, Option<&'static str>) {
    if info.contains("nest") || info.contains("depth") || info.contains("recursion") {
        return ("E0110", Some("lists and maps stand too deep inside each other"));
    }
    let trap = if flow_reference(line) {
        Some("inside `{ }` and `[ ]`, quote a text that holds `${...}`: \"${name}\"")
    } else if let Some(value) = value_of(line) {
        match value.chars().next() {
            Some('{' | '[') => Some(
                "a text that begins with `{` or `[` must be quoted; a map or list must be closed",
            ),
            Some('@' | '`' | '%' | '&' | '*' | '!' | '|' | '>') => {
                Some("a text that begins with one of @ ` % & * ! | > must be quoted")
            }
            Some('"' | '\'') => Some(
                "check the quotes: write '' for ' inside '...', and \\\" for \" inside \"...\"",
            ),
            _ if value.contains(": ") => {
                Some("a text that holds a colon and a space must be quoted")
            }
            _ => None,
        }
    } else {
        None
    };
    let general = "check the indentation of this line and of the lines above it";
    ("E0104", trap.or(Some(general)))
}

/// Whether a line has `${` within braces or brackets and outside quotes.
fn flow_reference(line: &str) -> bool {
    let (mut depth, mut quote, mut before) = (0_u32, None, ' ');
    for character in line.chars() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '{') if before == '$' && depth > 0 => return true,
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = character;
    }
    false
}

/// What follows the first `key:` of a line.
fn value_of(line: &str) -> Option<&str> {
    let line = line.trim_start().trim_start_matches("- ");
    line.split_once(": ").map(|(_, value)| value.trim_start())
}
