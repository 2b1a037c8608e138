//! A report as Markdown.

use super::findings::{Findings, Table};

/// The report as Markdown.
pub fn markdown(findings: &Findings) -> String {
    let mut out = format!("# {}\n\n", escaped(&findings.title));
    for mark in &findings.marks {
        out.push_str(&format!("**{}**\n\n", escaped(mark)));
    }
    for line in &findings.about {
        out.push_str(&format!("{}  \n", escaped(line)));
    }
    for table in &findings.tables {
        out.push_str(&format!("\n## {}\n\n", escaped(&table.title)));
        for mark in &findings.marks {
            out.push_str(&format!("*{}*\n\n", escaped(mark)));
        }
        out.push_str(&lines(table));
        for note in &table.notes {
            out.push_str(&format!("\n{}\n", escaped(note)));
        }
    }
    out.push('\n');
    for note in &findings.notes {
        out.push_str(&format!("- {}\n", escaped(note)));
    }
    out
}

fn lines(table: &Table) -> String {
    let row = |cells: &mut dyn Iterator<Item = String>| {
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let heads = std::iter::once(&table.head).chain(&table.columns);
    let mut out = row(&mut heads.map(|head| escaped(head)));
    out.push_str(&row(&mut std::iter::once("---".to_owned())
        .chain(table.columns.iter().map(|_| "---:".to_owned()))));
    for line in &table.lines {
        let sign = if line.small { " !" } else { "" };
        let label = format!("{}{sign}", escaped(&line.label));
        let cells = line.cells.iter().map(|cell| escaped(cell));
        out.push_str(&row(&mut std::iter::once(label).chain(cells)));
    }
    out
}

/// A text in which nothing is taken for Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' => {
                out.push('\\');
                out.push(character);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            other => out.push(other),
        }
    }
    out
}
