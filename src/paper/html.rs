//! The page as HTML: one file without anything else, made to be printed.

use super::block::{Block, Voice};

const STYLE: &str = "\
@page { size: A4; margin: 18mm 16mm; }
body { font: 11pt/1.4 'Noto Sans', 'DejaVu Sans', Arial, sans-serif; color: #111; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.7em; margin: 0 0 .3em; }
h2, h3, h4 { margin: 1.6em 0 .4em; border-bottom: 1px solid #999; break-after: avoid; }
.cover { color: #444; margin: 0; }
.question { margin: 1.1em 0 .2em; font-weight: 600; break-after: avoid; display: flex; gap: .7em; }
.question .number { min-width: 2.2em; }
.note { margin: .15em 0 .15em 2.9em; }
.hint { color: #333; }
.instruction { font-style: italic; }
.instruction::before { content: '▸ '; font-style: normal; }
.condition { font-size: .92em; border-left: 3px solid #666; padding-left: .6em; break-after: avoid; }
.check { font-size: .92em; color: #333; }
.check::before { content: '✓ '; }
ul { list-style: none; margin: .2em 0 .2em 2.9em; padding: 0; columns: 18em auto; }
li { break-inside: avoid; padding: .1em 0; }
li .code { display: inline-block; min-width: 2.2em; font-variant-numeric: tabular-nums; color: #333; }
.room { margin: .3em 0 .3em 2.9em; }
.room .line { display: block; border-bottom: 1px solid #555; height: 1.7em; }
.room .what { font-size: .85em; color: #555; }
table { border-collapse: collapse; width: 100%; margin: .6em 0; font-size: .92em; }
th, td { border: 1px solid #777; padding: .3em .4em; text-align: center; vertical-align: top; font-weight: normal; }
th { background: #eee; }
td:first-child { text-align: left; }
td.blank { height: 1.8em; }
tr { break-inside: avoid; }
section + section { break-before: page; }
@media print { body { margin: 0; max-width: none; padding: 0; } th { background: none; } }
";

/// Writes a page: one section for each language, with its code.
pub fn html(title: &str, pages: &[(String, Vec<Block>)]) -> String {
    let mut out = String::from("<!DOCTYPE html>\n<html");
    if let [(code, _)] = pages {
        out += &format!(" lang=\"{}\"", escaped(code));
    }
    out += "><head><meta charset=\"utf-8\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width\">\n";
    out += &format!("<title>{}</title>\n<style>\n{STYLE}</style></head>\n<body>\n", escaped(title));
    for (code, blocks) in pages {
        out += &format!("<section lang=\"{}\" dir=\"auto\">\n", escaped(code));
        blocks.iter().for_each(|block| out += &written(block));
        out += "</section>\n";
    }
    out + "</body></html>\n"
}

fn written(block: &Block) -> String {
    match block {
        Block::Cover { title, lines } => {
            let lines: String = lines
                .iter()
                .map(|line| format!("<p class=\"cover\">{}</p>\n", said(line)))
                .collect();
            format!("<h1>{}</h1>\n{lines}", said(title))
        }
        Block::Heading(depth, text) => {
            let level = (depth + 1).min(4);
            format!("<h{level}>{}</h{level}>\n", said(text))
        }
        Block::Question { number, text } => format!(
            "<p class=\"question\"><span class=\"number\">{}</span><span>{}</span></p>\n",
            said(number),
            said(text)
        ),
        Block::Note(voice, text) => {
            let class = match voice {
                Voice::Hint => "hint",
                Voice::Instruction => "instruction",
                Voice::Condition => "condition",
                Voice::Check => "check",
            };
            format!("<p class=\"note {class}\">{}</p>\n", said(text))
        }
        Block::Choices(choices) => {
            let item = |(code, label): &(String, String)| {
                let code = match code.is_empty() {
                    true => String::new(),
                    false => format!("<span class=\"code\">{}</span> ", said(code)),
                };
                format!("<li>☐ {code}{}</li>\n", said(label))
            };
            format!("<ul>\n{}</ul>\n", choices.iter().map(item).collect::<String>())
        }
        Block::Room(what, lines) => {
            let lines = "<span class=\"line\"></span>".repeat(*lines);
            format!("<div class=\"room\">{lines}<span class=\"what\">{}</span></div>\n", said(what))
        }
        Block::Table(head, rows) => {
            let cell = |text: &String| match text.is_empty() {
                true => "<td class=\"blank\"></td>".to_owned(),
                false => format!("<td>{}</td>", said(text)),
            };
            let head: String = head.iter().map(|text| format!("<th>{}</th>", said(text))).collect();
            let row = |cells: &Vec<String>| {
                format!("<tr>{}</tr>\n", cells.iter().map(cell).collect::<String>())
            };
            let rows: String = rows.iter().map(row).collect();
            format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n")
        }
    }
}

/// A text of the questionnaire: line breaks and Markdown's bold stay, nothing else acts.
fn said(text: &str) -> String {
    let text = escaped(text).replace("\r\n", "\n").replace('\n', "<br>\n");
    let parts: Vec<&str> = text.split("**").collect();
    if parts.len().is_multiple_of(2) {
        return text;
    }
    let bold = parts.iter().enumerate().map(|(at, part)| match at % 2 {
        0 => (*part).to_owned(),
        _ => format!("<b>{part}</b>"),
    });
    bold.collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn texts_cannot_act_in_a_page() {
        assert_eq!(said("a <b> & **c**\nd"), "a &lt;b&gt; &amp; <b>c</b><br>\nd");
        assert_eq!(said("2 ** 3"), "2 ** 3");
    }
}
