//! Texts as YAML writes them: plain where that is safe, quoted or as a block where it is not.

/// A text after `key: `, whose further lines stand at an indentation.
pub fn scalar(text: &str, indent: usize) -> String {
    if text.contains('\n') && fits_a_block(text) {
        let lines: Vec<String> = text
            .split('\n')
            .map(
                |line| {
                    if line.is_empty() { String::new() } else { format!("{:indent$}{line}", "") }
                },
            )
            .collect();
        return format!("|-\n{}", lines.join("\n"));
    }
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A text inside `{ }` or `[ ]`, and as a key.
pub fn in_flow(text: &str) -> String {
    let safe = is_plain(text) && !text.contains(['{', '}', '[', ']', ',']) && !text.contains(':');
    if safe { text.to_owned() } else { quoted(text) }
}

/// Whether a text means itself without quotes: no sign at its beginning that YAML gives a meaning,
/// nothing in it that ends it.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let begins = "-?:,[]{}#&*!|>'\"%@`~=<".contains(first);
    !begins
        && text.trim() == text
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        && !text.contains(is_odd)
        && text != "..."
}

/// Whether a text of several lines can stand as a block of lines.
fn fits_a_block(text: &str) -> bool {
    let odd = |c: char| c != '\n' && is_odd(c);
    let first = text.chars().next().unwrap_or(' ');
    !first.is_whitespace()
        && !text.ends_with('\n')
        && !text.contains(odd)
        && text.lines().all(|line| line.is_empty() || !line.trim().is_empty())
}

/// Whether a character cannot stand in a plain line: what YAML takes for a line break, what it does
/// not allow, and blanks that an editor may change.
fn is_odd(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_odd(c) => out += &format!("\\u{:04x}", c as u32),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{in_flow, scalar};

    #[test]
    fn texts_are_quoted_only_where_they_must_be() {
        let cases = [
            ("Do you agree?", "Do you agree?"),
            ("${age} > 5", "${age} > 5"),
            ("", "\"\""),
            (". > 0", ". > 0"),
            ("- a", "\"- a\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("say \"yes\"", "say \"yes\""),
            ("'a'", "\"'a'\""),
            ("two\nlines", "|-\n  two\n  lines"),
            (" two\nlines", "\" two\\nlines\""),
        ];
        for (text, expected) in cases {
            assert_eq!(scalar(text, 2), expected);
        }
        assert_eq!(in_flow("a, b"), "\"a, b\"");
        assert_eq!(in_flow("${a}"), "\"${a}\"");
    }
}
