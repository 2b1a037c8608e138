//! The one table of all functions: the parser, the checker, the evaluator and the documentation
//! know no others. A new function is one entry in its family.

mod choice;
mod control;
mod date;
mod digest;
mod geo;
mod list;
mod nodes;
mod number;
mod surveycto;
mod text;

use std::sync::LazyLock;

use regex::Regex;

use super::function::Function;

/// The families of functions, each with its heading, in the order of the documentation.
pub const FAMILIES: &[(&str, &[Function])] = &[
    ("Conditions and truth", control::FUNCTIONS),
    ("Choices and translations", choice::FUNCTIONS),
    ("Text", text::FUNCTIONS),
    ("Numbers", number::FUNCTIONS),
    ("Dates and times", date::FUNCTIONS),
    ("Nodes, rosters and tables", nodes::FUNCTIONS),
    ("Geography", geo::FUNCTIONS),
    ("Digests and encodings", digest::FUNCTIONS),
    ("Lists in text", list::FUNCTIONS),
    ("Functions of SurveyCTO and others", surveycto::FUNCTIONS),
];

/// All functions; an expression refers to one by its position here.
pub static TABLE: LazyLock<Vec<&'static Function>> =
    LazyLock::new(|| FAMILIES.iter().flat_map(|(_, functions)| functions.iter()).collect());

/// The position of the function of that name.
pub fn find(name: &str) -> Option<usize> {
    TABLE.iter().position(|function| function.name == name)
}

/// Compiles a pattern so that it matches whole texts only; a message if it cannot be used.
pub fn whole_pattern(pattern: &str) -> Result<Regex, String> {
    text::whole_pattern(pattern)
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn names_are_unique_and_signatures_agree_with_arity() {
        for (at, function) in TABLE.iter().enumerate() {
            let (_, arguments) = function.signature.split_once('(').expect("a signature");
            let arguments = arguments.trim_end_matches(')');
            let written: Vec<&str> = arguments.split(", ").filter(|one| !one.is_empty()).collect();
            let open = arguments.contains("...");
            let needed = written.iter().filter(|one| !one.ends_with(['?', '.'])).count();
            assert_eq!(function.most == usize::MAX, open, "{}", function.signature);
            assert_eq!(function.fewest, needed, "{}", function.signature);
            assert!(open || function.most == written.len(), "{}", function.signature);
            assert!(TABLE[..at].iter().all(|other| other.name != function.name));
        }
    }
}
