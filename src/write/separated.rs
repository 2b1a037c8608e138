//! Tables as one CSV file, as pyxform reads it: the name of a sheet alone in the first column, its
//! rows below with the first column empty.

use super::Table;

/// Writes CSV.
pub fn csv(tables: &[Table]) -> String {
    let mut out = String::new();
    for table in tables {
        out += &quoted(&table.name);
        out.push('\n');
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|text| quoted(text)).collect();
            out += &format!(",{}\n", cells.join(","));
        }
    }
    out
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
