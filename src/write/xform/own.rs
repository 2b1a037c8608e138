//! Functions of the expression language that other programs lack, in words they have.

use std::borrow::Cow;

/// An expression for other programs: there are no special answers there, so `special(...)` is
/// blank; a case is known by its instance.
pub fn portable(text: &str) -> Cow<'_, str> {
    if !text.contains("special(") && !text.contains("property('case')") {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("special(") {
        let whole = rest[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '-');
        let end = closing(&rest[at..]).filter(|_| whole);
        out += &rest[..at];
        match end {
            Some(end) => {
                out += "''";
                rest = &rest[at + end..];
            }
            None => {
                out += "special(";
                rest = &rest[at + "special(".len()..];
            }
        }
    }
    out += rest;
    Cow::Owned(out.replace("property('case')", "/data/meta/instanceID"))
}

/// Counts over several sets as sums of counts over each: the engine of ODK Collect knows no `|`.
pub fn counts_apart(text: String) -> String {
    const COUNT: &str = "count-non-empty(";
    if !text.contains(" | ") {
        return text;
    }
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(COUNT) {
        let Some(end) = closing(&rest[at..]) else { break };
        let inside = &rest[at + COUNT.len()..at + end - 1];
        let sets: Vec<String> =
            inside.split('|').map(|set| format!("{COUNT} {} )", set.trim())).collect();
        out += &rest[..at];
        match sets.as_slice() {
            [_, _, ..] => out += &format!("({})", sets.join(" + ")),
            _ => out += &rest[at..at + end],
        }
        rest = &rest[at + end..];
    }
    out + rest
}

/// Where the call that a text begins with ends.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{counts_apart, portable};

    #[test]
    fn counts_over_several_sets_are_sums() {
        let text = "count-non-empty( /a | /b ) + count-non-empty(/c)".to_owned();
        let apart = "(count-non-empty( /a ) + count-non-empty( /b )) + count-non-empty(/c)";
        assert_eq!(counts_apart(text), apart);
    }

    #[test]
    fn special_answers_are_blank_elsewhere() {
        let text = "${a} = 1 or special(${b}) = 'refused' or is-special(1)";
        assert_eq!(portable(text), "${a} = 1 or '' = 'refused' or is-special(1)");
    }
}
