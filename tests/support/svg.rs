//! A picture of a terminal's screen.

use std::fmt::Write;

const CELL_WIDTH: f32 = 8.4;
const CELL_HEIGHT: f32 = 18.0;
const MARGIN: f32 = 16.0;
const BACK: &str = "#1c1f26";
const FORE: &str = "#d7dae0";
/// The terminal's first 16 colours.
const COLOURS: [&str; 16] = [
    "#282c34", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#abb2bf",
    "#5c6370", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#ffffff",
];

/// How a cell looks, without its letter.
#[derive(Clone, PartialEq)]
struct Look {
    fore: String,
    back: String,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
}

/// Draws the screen, caret included, as SVG.
pub fn picture(screen: &vt100::Screen) -> String {
    let (lines, columns) = screen.size();
    let width = f32::from(columns.get()) * CELL_WIDTH + 2.0 * MARGIN;
    let height = f32::from(lines.get()) * CELL_HEIGHT + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACK}\"/>\n"
    );
    for line in 0..lines.get() {
        let mut column = 0;
        while column < columns.get() {
            column = run(screen, line, column, columns.get(), &mut svg);
        }
    }
    let (line, column) = screen.cursor_position();
    let (x, y) = corner(line, column);
    let _ = writeln!(
        svg,
        "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{CELL_HEIGHT}\" fill=\"{FORE}\"/>\n</svg>"
    );
    svg
}

fn corner(line: u16, column: u16) -> (f32, f32) {
    (MARGIN + f32::from(column) * CELL_WIDTH, MARGIN + f32::from(line) * CELL_HEIGHT)
}

fn look(cell: &vt100::Cell) -> Look {
    let colour = |colour: vt100::Color, otherwise: &str| match colour {
        vt100::Color::Idx(index) if index < 16 => COLOURS[usize::from(index)].to_owned(),
        vt100::Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => otherwise.to_owned(),
    };
    let (mut fore, mut back) = (colour(cell.fgcolor(), FORE), colour(cell.bgcolor(), BACK));
    if cell.inverse() {
        std::mem::swap(&mut fore, &mut back);
    }
    Look {
        fore,
        back,
        bold: cell.bold(),
        dim: cell.dim(),
        italic: cell.italic(),
        underline: cell.underline(),
    }
}

/// Draws the cells from a column on that look the same; the column behind them.
fn run(screen: &vt100::Screen, line: u16, from: u16, columns: u16, svg: &mut String) -> u16 {
    let Some(first) = screen.cell(line, from).map(look) else { return columns };
    let mut text = String::new();
    let mut to = from;
    while to < columns {
        let Some(cell) = screen.cell(line, to) else { break };
        if look(cell) != first {
            break;
        }
        if !cell.is_wide_continuation() {
            text.push_str(if cell.has_contents() { cell.contents() } else { " " });
        }
        to += 1;
    }
    let (x, y) = corner(line, from);
    let width = f32::from(to - from) * CELL_WIDTH;
    if first.back != BACK {
        let back = &first.back;
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{CELL_HEIGHT}\" fill=\"{back}\"/>"
        );
    }
    if text.trim().is_empty() && !first.underline {
        return to;
    }
    let mut style = format!("fill=\"{}\"", first.fore);
    for (is, words) in [
        (first.bold, " font-weight=\"bold\""),
        (first.dim, " opacity=\"0.6\""),
        (first.italic, " font-style=\"italic\""),
        (first.underline, " text-decoration=\"underline\""),
    ] {
        style.push_str(if is { words } else { "" });
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let base = y + 13.5;
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{base}\" textLength=\"{width}\" xml:space=\"preserve\" {style}>{text}</text>"
    );
    to
}
