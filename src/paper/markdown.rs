//! The page as Markdown.

use super::block::{Block, Voice};

/// Room for an answer.
const LINE: &str = "`____________________________________`";

/// Writes a page.
pub fn markdown(blocks: &[Block]) -> String {
    blocks.iter().map(written).collect()
}

fn written(block: &Block) -> String {
    match block {
        Block::Cover { title, lines } => {
            format!("# {}\n\n{}\n\n", line(title), lines.join("  \n"))
        }
        Block::Heading(depth, text) => {
            format!("{} {}\n\n", "#".repeat((depth + 1).min(6)), line(text))
        }
        Block::Question { number, text } => match number.is_empty() {
            true => format!("**{}**\n\n", line(text)),
            false => format!("**{number}. {}**\n\n", line(text)),
        },
        Block::Note(voice, text) => match voice {
            Voice::Hint => format!("{}\n\n", line(text)),
            Voice::Instruction => format!("*{}*\n\n", line(text)),
            Voice::Condition => format!("> {}\n\n", line(text)),
            Voice::Check => format!("✓ {}\n\n", line(text)),
        },
        Block::Choices(choices) => {
            let item = |(code, label): &(String, String)| match code.is_empty() {
                true => format!("- ☐ {}\n", line(label)),
                false => format!("- ☐ `{code}` {}\n", line(label)),
            };
            choices.iter().map(item).collect::<String>() + "\n"
        }
        Block::Room(what, lines) => {
            format!("{what}: {}\n\n", vec![LINE; *lines].join("  \n"))
        }
        Block::Table(head, rows) => {
            let row = |cells: &Vec<String>| {
                let cells: Vec<String> =
                    cells.iter().map(|cell| line(cell).replace('|', "\\|")).collect();
                format!("| {} |\n", cells.join(" | "))
            };
            let rule = format!("|{}\n", "---|".repeat(head.len()));
            format!("{}{rule}{}\n", row(head), rows.iter().map(row).collect::<String>())
        }
    }
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
