//! Names: their form, their uniqueness, their fate in other programs.

use std::collections::HashMap;

use crate::compile::lower::nodes::Laid;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Sheet};
use crate::form::node::{Kind, Node};
use crate::place::NodeId;

/// SPSS cuts names at 64 bytes, Stata at 32 characters.
const NAME_LENGTH_MAX: usize = 32;
/// What exports and paths use for themselves.
const RESERVED: [&str; 2] = ["meta", "data"];

/// Checks all names.
pub fn check(sheet: &Sheet, laid: &Laid<'_>, report: &mut Report<'_>) {
    // Other programs take any text for the identifier of a form.
    if !report.is_foreign()
        && !sheet.id.text.is_empty()
        && !is_name(&sheet.id.text)
        && !is_identifier(&sheet.id.text)
    {
        bad(&sheet.id, report);
    }
    for (node, item) in laid.nodes.iter().zip(&laid.items) {
        let Some(item) = item else { continue };
        if !item.name.text.is_empty() {
            form_of_name(&item.name, node, report);
        }
    }
    neighbours(laid, report);
    rosters(laid, report);
}

fn form_of_name(cell: &Cell, node: &Node, report: &mut Report<'_>) {
    let name = cell.text.as_str();
    if !is_name(name) {
        bad(cell, report);
        return;
    }
    if RESERVED.contains(&name) {
        let message = format!("the name `{name}` is taken by the program");
        report.add(report.lenient("E0401", "W0819"), cell.mark, message);
    }
    let stored = matches!(&node.kind, Kind::Question(question)
        if !matches!(question.kind, crate::form::node::QuestionKind::Note));
    if !stored {
        return;
    }
    let length = name.chars().count();
    if length > NAME_LENGTH_MAX {
        let message = format!("the name `{name}` has {length} characters");
        let help = format!("Stata keeps {NAME_LENGTH_MAX} and cuts what is longer");
        report.add_with_help("W0405", cell.mark, message, help);
    } else if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        let message = format!("the name `{name}` is no name in SPSS and Stata");
        let help = "keep to Latin letters, digits and `_`: exports write `_` for `-` and `.`";
        report.add_with_help("W0406", cell.mark, message, help.to_owned());
    }
}

fn bad(cell: &Cell, report: &mut Report<'_>) {
    let message = format!("`{}` is not a name", cell.text);
    let help = "a name begins with a letter or `_` and goes on with letters, digits, `_`, `-`, `.`";
    report.add_with_help("E0401", cell.mark, message, help.to_owned());
}

/// Whether a text has the form of a name.
pub fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && is_identifier(characters.as_str())
}

fn is_identifier(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.') || is_mark(c))
}

/// Combining marks, which some scripts need inside words.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Names that are the same, or nearly so, within one group.
fn neighbours(laid: &Laid<'_>, report: &mut Report<'_>) {
    for parent in &laid.nodes {
        let mut exact: HashMap<&str, NodeId> = HashMap::new();
        let mut folded: HashMap<String, NodeId> = HashMap::new();
        for &child in &parent.children {
            let name = laid.nodes[child.index()].name.as_str();
            if name.is_empty() {
                continue;
            }
            if let Some(&first) = exact.get(name) {
                let message = format!("the name `{name}` is given twice here");
                let there = (laid.name_mark(first), "first here");
                report.add_with_related("E0402", laid.name_mark(child), message, there);
                continue;
            }
            exact.insert(name, child);
            if let Some(&first) = folded.get(&name.to_lowercase()) {
                let other = &laid.nodes[first.index()].name;
                let message = format!("`{name}` and `{other}` differ in capitals only");
                let there = (laid.name_mark(first), "the other one");
                report.add_with_related("W0404", laid.name_mark(child), message, there);
            }
            folded.insert(name.to_lowercase(), child);
        }
    }
}

/// The name of a roster is the name of a table in exports: unique in the whole questionnaire.
fn rosters(laid: &Laid<'_>, report: &mut Report<'_>) {
    let mut first: HashMap<&str, &Node> = HashMap::new();
    for node in laid.nodes.iter().skip(1) {
        let is_roster = matches!(node.kind, Kind::Roster(_));
        match first.get(node.name.as_str()) {
            Some(other)
                if (is_roster || matches!(other.kind, Kind::Roster(_)))
                    && other.parent != node.parent
                    && !node.name.is_empty() =>
            {
                let message = format!("the name `{}` of a roster is given twice", node.name);
                let there = (laid.name_mark(other.id), "first here");
                report.add_with_related("E0403", laid.name_mark(node.id), message, there);
            }
            Some(_) => {}
            None => {
                first.insert(&node.name, node);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names_have_a_form() {
        for good in ["a", "_x", "q1", "m_age", "a-b.c", "возраст", "жасы"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "1a", "-a", "a b", "a/b", "a$", "№1"] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
