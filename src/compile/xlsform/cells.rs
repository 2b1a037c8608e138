//! Cells that hold more than a text: words of appearance, parameters, references, conditions.

use crate::compile::report::Report;
use crate::compile::sheet::Cell;

/// A condition or calculation; `yes`, `TRUE` and the like are a truth, not a name.
pub fn condition(cell: Cell) -> Cell {
    let text = match cell.text.to_ascii_lowercase().as_str() {
        "yes" | "true" => "true()",
        "no" | "false" => "false()",
        _ => return cell,
    };
    Cell { text: text.to_owned(), ..cell }
}

/// The words of an appearance; what stands in brackets belongs to the word before.
pub fn appearance(cell: &Cell) -> Vec<Cell> {
    let mut words = Vec::new();
    let (mut word, mut depth, mut quote) = (String::new(), 0usize, None);
    for character in cell.text.chars() {
        match (character, quote) {
            (_, Some(open)) if character == open => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) if depth > 0 => quote = Some(character),
            ('(', None) => depth += 1,
            (')', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if character.is_whitespace() && depth == 0 {
            if !word.is_empty() {
                words.push(Cell { text: std::mem::take(&mut word), mark: cell.mark });
            }
            continue;
        }
        word.push(character);
    }
    if !word.is_empty() {
        words.push(Cell { text: word, mark: cell.mark });
    }
    words
}

/// Parameters: `name=value` with blanks, commas or semicolons between them.
pub fn parameters(cell: &Cell, report: &mut Report<'_>) -> Vec<(Cell, Cell)> {
    let joined = join_signs(&cell.text);
    let mut parameters = Vec::new();
    for word in joined.split([' ', '\t', '\n', ',', ';']).filter(|word| !word.is_empty()) {
        let part = |text: &str| {
            let at = cell.text.find(text).unwrap_or(0);
            Cell { text: text.to_owned(), mark: report.part(cell, at..at + text.len()) }
        };
        match word.split_once('=') {
            Some((name, value)) if !name.is_empty() && !value.is_empty() => {
                let mut name = part(name);
                name.text = name.text.to_lowercase();
                parameters.push((name, part(value)));
            }
            _ => {
                let mark = part(word).mark;
                let message = format!("`{word}` is not a parameter");
                let help = "write `name=value`".to_owned();
                report.add_with_help("E0208", mark, message, help);
            }
        }
    }
    parameters
}

/// Takes away the blanks around equals signs.
fn join_signs(text: &str) -> String {
    let parts: Vec<&str> = text.split('=').map(str::trim).collect();
    parts.join("=")
}

/// The references of a trigger, with commas between them.
pub fn references(cell: &Cell, report: &mut Report<'_>) -> Vec<Cell> {
    let mut found = Vec::new();
    for word in cell.text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let at = cell.text.find(word).unwrap_or(0);
        let mark = report.part(cell, at..at + word.len());
        found.push(Cell { text: word.to_owned(), mark });
    }
    found
}

/// Yes as spreadsheets say it.
pub fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_ascii_lowercase().as_str(), "yes" | "true" | "true()" | "1")
}

#[cfg(test)]
mod tests {
    use super::{appearance, join_signs};
    use crate::compile::sheet::{Cell, Mark};

    #[test]
    fn brackets_keep_words_of_an_appearance_together() {
        let cell = Cell {
            text: "minimal search('people', 'matches', 'a b', ${x}) w2".to_owned(),
            mark: Mark::default(),
        };
        let words: Vec<String> = appearance(&cell).into_iter().map(|word| word.text).collect();
        assert_eq!(words, ["minimal", "search('people', 'matches', 'a b', ${x})", "w2"]);
    }

    #[test]
    fn blanks_around_equals_signs_do_not_matter() {
        assert_eq!(join_signs("start = 1 end= 5"), "start=1 end=5");
    }
}
