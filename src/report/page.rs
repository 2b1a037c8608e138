//! A report as one HTML file that needs nothing else: tables, and a chart beside those that show
//! shares. Readable without colour, on a narrow screen, and on paper.

use super::findings::{Bar, Findings, Line, Table};

const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{line-height:1.2}h2{font-size:1.15rem;margin:2.5rem 0 .5rem;line-height:1.3}
.mark{border:2px solid;padding:.4rem .7rem;font-weight:700}
section .mark{border-width:1px;font-weight:400;font-size:.85rem;padding:.1rem .5rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:.25rem .6rem;text-align:right;border-bottom:1px solid #8888;vertical-align:top;
font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left;min-width:12rem}
thead th{border-bottom:2px solid}
.note{font-size:.88rem;margin:.3rem 0}
svg{width:100%;height:auto;max-width:44rem;margin-top:.6rem}
svg text{font:13px system-ui,sans-serif;fill:currentColor}
@media print{body{margin:0;max-width:none;font-size:10.5pt}section{break-inside:avoid}}
";

/// The report as a page.
pub fn page(findings: &Findings) -> String {
    let title = escaped(&findings.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        escaped(&findings.language)
    );
    let mark = |mark: &String| format!("<p class=\"mark\">{}</p>\n", escaped(mark));
    out.extend(findings.marks.iter().map(mark));
    out.extend(findings.about.iter().map(|line| format!("<p>{}</p>\n", escaped(line))));
    for table in &findings.tables {
        out.push_str(&format!("<section>\n<h2>{}</h2>\n", escaped(&table.title)));
        out.extend(findings.marks.iter().map(mark));
        out.push_str(&lines(table));
        let notes = table.notes.iter();
        out.extend(notes.map(|note| format!("<p class=\"note\">{}</p>\n", escaped(note))));
        out.push_str(&chart(table));
        out.push_str("</section>\n");
    }
    let notes = findings.notes.iter();
    out.extend(notes.map(|note| format!("<p class=\"note\">{}</p>\n", escaped(note))));
    out.push_str("</body>\n</html>\n");
    out
}

fn lines(table: &Table) -> String {
    let mut out =
        format!("<div class=\"scroll\"><table>\n<thead><tr><th>{}</th>", escaped(&table.head));
    out.extend(table.columns.iter().map(|head| format!("<th>{}</th>", escaped(head))));
    out.push_str("</tr></thead>\n<tbody>\n");
    for line in &table.lines {
        let sign = if line.small { " !" } else { "" };
        out.push_str(&format!("<tr><td>{}{sign}</td>", escaped(&line.label)));
        out.extend(line.cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell))));
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}

/// The height of a line of a chart, the width of its labels, and that of 100 %.
const STEP: f64 = 26.0;
const LABELS: f64 = 250.0;
const WIDTH: f64 = 400.0;

/// Bars with their intervals from 0 to 100 %; nothing where no line has one.
fn chart(table: &Table) -> String {
    let bars: Vec<(&Line, Bar)> =
        table.lines.iter().filter_map(|line| Some((line, line.bar?))).collect();
    if bars.is_empty() {
        return String::new();
    }
    let height = STEP * bars.len() as f64 + 24.0;
    let mut out = format!(
        "<svg viewBox=\"0 0 {} {height}\" role=\"img\" aria-label=\"{}\">\n",
        LABELS + WIDTH + 50.0,
        escaped(&table.title)
    );
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let x = LABELS + share * WIDTH;
        out.push_str(&format!(
            "<line x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{}\" stroke=\"currentColor\" \
             stroke-opacity=\"0.2\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{:.0}</text>\n",
            height - 20.0,
            height - 4.0,
            share * 100.0
        ));
    }
    for (at, (line, bar)) in bars.iter().enumerate() {
        out.push_str(&bar_line(line, *bar, STEP * at as f64 + 4.0));
    }
    out.push_str("</svg>\n");
    out
}

fn bar_line(line: &Line, bar: Bar, y: f64) -> String {
    let x = |share: f64| LABELS + share.clamp(0.0, 1.0) * WIDTH;
    let middle = y + 9.0;
    let label: String = if line.label.chars().count() > 36 {
        line.label.chars().take(35).chain(['…']).collect()
    } else {
        line.label.clone()
    };
    let mut out = format!(
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><rect x=\"{LABELS}\" y=\"{y}\" \
         width=\"{:.1}\" height=\"18\" fill=\"currentColor\" fill-opacity=\"0.35\" \
         stroke=\"currentColor\"/>\n",
        LABELS - 8.0,
        y + 14.0,
        escaped(&label),
        x(bar.value) - LABELS,
    );
    if let Some((low, high)) =
        bar.interval.filter(|(low, high)| low.is_finite() && high.is_finite())
    {
        let (low, high) = (x(low), x(high));
        out.push_str(&format!(
            "<path d=\"M{low:.1} {middle}H{high:.1}M{low:.1} {}v10M{high:.1} {}v10\" \
             stroke=\"currentColor\" stroke-width=\"2\" fill=\"none\"/>\n",
            middle - 5.0,
            middle - 5.0
        ));
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' => out.push(' '),
            // What no page may hold.
            control if control.is_control() => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
