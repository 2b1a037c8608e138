//! Tables as one Markdown table, as pyxform reads it: the name of a sheet in the first column, its
//! rows below.

use super::Table;

/// Writes Markdown. A line break in a cell is written `&#10;`, a bar `\|`.
pub fn markdown(tables: &[Table]) -> String {
    let mut out = String::new();
    for table in tables {
        let name = escaped(&table.name);
        out += &format!("| {name} |\n");
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|text| escaped(text)).collect();
            out += &format!("| | {} |\n", cells.join(" | "));
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace("\r\n", "&#10;").replace(['\n', '\r'], "&#10;")
}
