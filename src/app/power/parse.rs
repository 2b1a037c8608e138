//! The line cut into entries: a name, then a value; `;` between entries, quotes around what may
//! hold one. Never fails: what is half typed is read as far as it goes.

use std::ops::Range;

/// One entry of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where its name stands in the line, in bytes: `age`, `31`, `member[2]/age`.
    pub name: Range<usize>,
    /// Where its value stands, quotes included; empty at the end of the entry where there is none.
    pub value: Range<usize>,
    /// Where the entry ends: at its `;` or at the end of the line.
    pub end: usize,
}

/// The entries of a line, empty ones left out.
pub fn entries(line: &str) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let mut start = 0;
    while let Some(entry) = next(line, start) {
        start = entry.end + 1;
        found.push(entry);
    }
    found
}

/// The first entry from a byte on.
pub fn next(line: &str, mut start: usize) -> Option<Entry> {
    while start <= line.len() {
        let end = start + length(&line[start..], &[';', '\n']);
        if let Some(entry) = entry(line, start..end) {
            return Some(entry);
        }
        start = end + 1;
    }
    None
}

/// What follows an entry: the rest of the line.
pub fn rest<'a>(line: &'a str, entry: &Entry) -> &'a str {
    line.get(entry.end + 1..).unwrap_or("").trim()
}

fn entry(line: &str, at: Range<usize>) -> Option<Entry> {
    let text = &line[at.clone()];
    let name_start = at.start + (text.len() - text.trim_start().len());
    if name_start >= at.end || text.trim().is_empty() {
        return None;
    }
    let body = &line[name_start..at.end];
    let name_length = body.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(body.len());
    let name = name_start..name_start + name_length;
    let value = &line[name.end..at.end];
    let blanks = |c: char| c.is_whitespace() || c == '=';
    let value_start = name.end + (value.len() - value.trim_start_matches(blanks).len());
    let value_end = value_start + line[value_start..at.end].trim_end().len();
    Some(Entry { name, value: value_start..value_end, end: at.end })
}

/// How many bytes stand before the first of some signs outside quotes.
fn length(text: &str, signs: &[char]) -> usize {
    let mut quoted = false;
    for (at, typed) in text.char_indices() {
        match typed {
            '"' => quoted = !quoted,
            sign if !quoted && signs.contains(&sign) => return at,
            _ => {}
        }
    }
    text.len()
}

/// The parts of a value, one for each of several choices, as they are typed.
pub fn parts(value: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = value;
    loop {
        let end = length(rest, &[',']);
        parts.extend(Some(rest[..end].trim()).filter(|part| !part.is_empty()));
        match rest.get(end + 1..) {
            Some(after) => rest = after,
            None => return parts,
        }
    }
}

/// A value without the quotes around it; a doubled quote inside stands for one. `None` if it is
/// not quoted.
pub fn unquoted(value: &str) -> Option<String> {
    let inside = value.strip_prefix('"')?;
    // A quote that is not closed yet reaches to the end.
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    Some(inside.replace("\"\"", "\""))
}

/// A text as it is typed on the line: in quotes where it would be cut or taken for something else.
pub fn quoted(text: &str) -> String {
    if text.contains([';', '"', '\n', ',']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_into_names_and_values() {
        for (line, expected) in [
            ("", &[][..]),
            ("  ;; ; ", &[]),
            ("age", &[("age", "")]),
            ("age ", &[("age", "")]),
            ("age 34", &[("age", "34")]),
            ("age=34", &[("age", "34")]),
            ("age = 34 ;", &[("age", "34")]),
            ("age 34; sex f; rel spouse", &[("age", "34"), ("sex", "f"), ("rel", "spouse")]),
            ("age 34;;sex f", &[("age", "34"), ("sex", "f")]),
            ("member[2]/age 34", &[("member[2]/age", "34")]),
            ("why \"roads; bridges\"; age 3", &[("why", "\"roads; bridges\""), ("age", "3")]),
            ("why \"not closed; age 3", &[("why", "\"not closed; age 3")]),
            ("why a \"b;c\" d; x 1", &[("why", "a \"b;c\" d"), ("x", "1")]),
            ("31 2\n32 1", &[("31", "2"), ("32", "1")]),
            ("имя Әсел Нұр; age 5", &[("имя", "Әсел Нұр"), ("age", "5")]),
            ("groups 1, 3 ,4", &[("groups", "1, 3 ,4")]),
        ] {
            let read: Vec<(&str, &str)> = entries(line)
                .iter()
                .map(|entry| (&line[entry.name.clone()], &line[entry.value.clone()]))
                .collect();
            assert_eq!(read, expected, "{line}");
        }
    }

    #[test]
    fn what_follows_an_entry_is_the_rest() {
        for (line, expected) in
            [("a 1; b 2; c 3", "b 2; c 3"), ("a 1", ""), ("a 1;", ""), ("a \"x;y\" ;b", "b")]
        {
            assert_eq!(rest(line, &entries(line)[0]), expected, "{line}");
        }
    }

    #[test]
    fn values_are_cut_into_parts_and_taken_out_of_quotes() {
        for (value, expected) in [
            ("1,3", &["1", "3"][..]),
            (" 1 , , 3,", &["1", "3"]),
            ("\"red, dark\",blue", &["\"red, dark\"", "blue"]),
            ("", &[]),
        ] {
            assert_eq!(parts(value), expected, "{value}");
        }
        for (value, expected) in [
            ("plain", None),
            ("\"roads; bridges\"", Some("roads; bridges")),
            ("\"she said \"\"no\"\"\"", Some("she said \"no\"")),
            ("\"open", Some("open")),
            ("\"", Some("")),
        ] {
            assert_eq!(unquoted(value).as_deref(), expected, "{value}");
        }
        for text in ["plain", "a;b", "say \"no\"", " edge", "a, b"] {
            let typed = quoted(text);
            assert_eq!(unquoted(&typed).unwrap_or(typed), text);
        }
    }

    #[test]
    fn nothing_typed_makes_it_fail() {
        for line in ["\"", "[", "=", "a=", "\";\"\"", "ы\";", ";\"", "==;==", "a\t\"б"] {
            for end in (0..=line.len()).filter(|&end| line.is_char_boundary(end)) {
                for entry in entries(&line[..end]) {
                    let value = &line[entry.value.clone()];
                    let _ = (parts(value), unquoted(value), rest(&line[..end], &entry));
                }
            }
        }
    }
}
