//! Pasted text as a table: a line for each row, tabs between cells, as spreadsheets copy them.

/// No more lines are taken from one paste: what is pasted is shown, checked and entered at once.
pub const ROWS_MOST: usize = 1_000;
/// No more cells are taken from one line.
const CELLS_MOST: usize = 200;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The lines, each as its cells; blank lines are left out.
    pub lines: Vec<Vec<String>>,
    /// How many lines were left out because there are too many.
    pub left_out: usize,
}

/// Whether a pasted text is a table and not a word: it has a tab or a line break inside.
pub fn is_table(text: &str) -> bool {
    text.trim().contains(['\t', '\n'])
}

/// Reads a table. A cell in quotes may hold tabs and line breaks; a doubled quote in it stands
/// for one.
pub fn read(text: &str) -> Table {
    let mut table = Table::default();
    let mut line: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = cell(rest);
        if line.len() < CELLS_MOST {
            line.push(cell.trim().to_owned());
        }
        match after.chars().next() {
            Some('\t') => {
                rest = &after[1..];
                if rest.is_empty() && line.len() < CELLS_MOST {
                    line.push(String::new());
                }
            }
            Some(_) => {
                rest = &after[1..];
                table.add(std::mem::take(&mut line));
            }
            None => rest = "",
        }
    }
    table.add(line);
    table
}

impl Table {
    fn add(&mut self, line: Vec<String>) {
        if line.iter().all(String::is_empty) {
            return;
        }
        // One line more than can be taken: the first may be names of columns.
        if self.lines.len() > ROWS_MOST {
            self.left_out += 1;
        } else {
            self.lines.push(line);
        }
    }
}

/// The first cell of a text and what follows it.
fn cell(text: &str) -> (String, &str) {
    if let Some(inside) = text.strip_prefix('"')
        && let Some((cell, after)) = quoted(inside)
    {
        return (cell, after);
    }
    let end = text.find(['\t', '\n']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// A cell up to its closing quote, which must end the cell; `None` where there is none.
fn quoted(inside: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut signs = inside.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign != '"' {
            cell.push(sign);
        } else if signs.next_if(|(_, next)| *next == '"').is_some() {
            cell.push('"');
        } else {
            let after = &inside[at + 1..];
            return (after.is_empty() || after.starts_with(['\t', '\n'])).then_some((cell, after));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_as_spreadsheets_copy_them() {
        for (text, lines) in [
            ("", &[][..]),
            ("a\tb\n1\t2\n", &[&["a", "b"][..], &["1", "2"]]),
            ("a\n\n \t \nb", &[&["a"], &["b"]]),
            ("a\t\tb", &[&["a", "", "b"]]),
            ("a\t", &[&["a", ""]]),
            ("\"x\ty\nz\"\t2", &[&["x\ty\nz", "2"]]),
            ("\"say \"\"no\"\"\"\t2", &[&["say \"no\"", "2"]]),
            ("\"half\t2\n3", &[&["\"half", "2"], &["3"]]),
            ("\"a\"b\t2", &[&["\"a\"b", "2"]]),
            (" Әсел \t 34 ", &[&["Әсел", "34"]]),
        ] {
            assert_eq!(read(text).lines, lines, "{text:?}");
        }
    }

    #[test]
    fn a_flood_is_cut_and_said_to_be() {
        let table = read(&"a\tb\n".repeat(5_000));
        assert_eq!((table.lines.len(), table.left_out), (ROWS_MOST + 1, 5_000 - ROWS_MOST - 1));
        assert_eq!(read(&"x\t".repeat(5_000)).lines[0].len(), CELLS_MOST);
    }

    #[test]
    fn what_is_a_table() {
        for (text, table) in [("a\tb", true), ("a\nb", true), ("a\n", false), ("a b", false)] {
            assert_eq!(is_table(text), table, "{text:?}");
        }
    }
}
