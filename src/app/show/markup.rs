//! Markdown and HTML in what a questionnaire says, as plain words. XLSForms carry both; the form
//! keeps them as they were written, and only what is shown is freed of them.

use super::super::screen::{Block, Screen};

/// Tags that begin a new line.
const LINES: [&str; 12] = ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr"];
/// Tags that only say how words look.
const LOOKS: [&str; 26] = [
    "b", "strong", "i", "em", "u", "s", "span", "font", "small", "big", "sub", "sup", "a", "ul",
    "ol", "table", "tbody", "thead", "td", "th", "center", "mark", "code", "q", "cite", "label",
];
const ENTITIES: [(&str, &str); 6] = [
    ("&nbsp;", "\u{a0}"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&amp;", "&"),
];

/// Frees everything on a screen that the questionnaire may have written. What is being typed
/// stays as it is.
pub fn free(screen: &mut Screen) {
    screen.header.section.iter_mut().for_each(free_line);
    for block in &mut screen.blocks {
        match block {
            Block::Text { text, .. } => free_text(text),
            Block::Choices(choices) => {
                choices.items.iter_mut().for_each(|item| free_line(&mut item.label));
            }
            Block::Battery(battery) => {
                battery.scale.iter_mut().for_each(|(_, label)| free_line(label));
                battery.rows.iter_mut().for_each(|row| free_line(&mut row.label));
            }
            Block::List(list) => {
                list.items.iter_mut().for_each(|item| free_line(&mut item.label));
            }
            Block::Input(input) => free_line(&mut input.reading),
            Block::Grid(_) | Block::Keys(_) | Block::Gap => {}
        }
    }
}

fn free_text(text: &mut String) {
    if text.contains(['<', '&', '*', '_', '#', '[']) {
        *text = plain(text);
    }
}

/// The same for what stands on one line.
fn free_line(text: &mut String) {
    free_text(text);
    if text.contains('\n') {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// A text without marks of Markdown and HTML.
fn plain(text: &str) -> String {
    let text = without_tags(text);
    let lines = text.split('\n').map(|line| without_marks(without_heading(line)));
    let mut text = lines.collect::<Vec<_>>().join("\n");
    for (entity, sign) in ENTITIES {
        if text.contains(entity) {
            text = text.replace(entity, sign);
        }
    }
    text
}

/// Takes known tags out; anything else in angle brackets stays.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let Some(end) = rest[start..].find('>').map(|end| start + end) else { break };
        let inside = rest[start + 1..end].trim_start_matches('/').trim_end_matches('/').trim();
        let name = inside.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        let begins_line = LINES.contains(&name.as_str());
        if !begins_line && !LOOKS.contains(&name.as_str()) {
            out.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        }
        out.push_str(&rest[..start]);
        if begins_line && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        if name == "li" && !rest[start..].starts_with("</") {
            out.push_str("- ");
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    let end = out.trim_end_matches('\n').len();
    if text.contains('<') {
        out.truncate(end);
    }
    out
}

/// `## Words` as `Words`.
fn without_heading(line: &str) -> &str {
    let words = line.trim_start_matches('#');
    let marks = line.len() - words.len();
    match words.strip_prefix(' ') {
        Some(words) if (1..=6).contains(&marks) => words,
        _ => line,
    }
}

/// Emphasis and links of a line as their words: `**so**`, `*so*`, `_so_`, `[so](where)`.
fn without_marks(line: &str) -> String {
    let mut line = line.to_owned();
    for mark in ["**", "__", "*", "_"] {
        line = without_pairs(&line, mark);
    }
    without_links(&line)
}

/// Takes out pairs of a mark that hug their words and stand at the border of words, so that
/// `5 * 3 * 2` and `a_b_c` stay.
fn without_pairs(line: &str, mark: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(mark) {
        let inside = &rest[start + mark.len()..];
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let opens = !is_word(rest[..start].chars().next_back())
            && inside.chars().next().is_some_and(|c| !c.is_whitespace() && !mark.contains(c));
        let close = inside.match_indices(mark).map(|(at, _)| at).find(|&at| {
            at > 0
                && inside[..at].chars().next_back().is_some_and(|c| !c.is_whitespace())
                && !is_word(inside[at + mark.len()..].chars().next())
        });
        match close.filter(|_| opens) {
            Some(close) => {
                out.push_str(&rest[..start]);
                out.push_str(&inside[..close]);
                rest = &inside[close + mark.len()..];
            }
            None => {
                out.push_str(&rest[..start + mark.len()]);
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

fn without_links(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find('[') {
        let link = rest[start..].find("](").and_then(|middle| {
            let middle = start + middle;
            let end = middle + rest[middle..].find(')')?;
            Some((middle, end))
        });
        let Some((middle, end)) = link else { break };
        out.push_str(&rest[..start]);
        let (words, place) = (&rest[start + 1..middle], &rest[middle + 2..end]);
        out.push_str(words);
        if !words.contains(place) {
            out.push_str(&format!(" ({place})"));
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn only_what_is_meant_as_a_mark_goes() {
        for (text, expected) in [
            ("Do you **really** know?", "Do you really know?"),
            ("*one* and _two_ and __three__", "one and two and three"),
            ("5 * 3 * 2 and a_b_c and 2*3", "5 * 3 * 2 and a_b_c and 2*3"),
            ("## Section\nfirst # second", "Section\nfirst # second"),
            ("<b>Bold</b> and <span style=\"color:red\">red</span>", "Bold and red"),
            ("one<br/>two<p>three</p>", "one\ntwo\nthree"),
            ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
            ("age < 5 and height > 3 <name>", "age < 5 and height > 3 <name>"),
            ("A &amp; B &lt;18", "A & B <18"),
            ("see [the card](card.png) [x]", "see the card (card.png) [x]"),
            ("**not closed", "**not closed"),
            ("* a list stays", "* a list stays"),
            ("Сіз **шынымен** білесіз бе?", "Сіз шынымен білесіз бе?"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
