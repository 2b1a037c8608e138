//! A small XML tree and how it is written.

/// An element with attributes and content, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    content: Vec<Content>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    /// An empty element.
    pub fn new(name: &str) -> Element {
        Element { name: name.to_owned(), attributes: Vec::new(), content: Vec::new() }
    }

    /// With an attribute; one that is there already gets the new value.
    pub fn attribute(mut self, name: &str, value: &str) -> Element {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// With an element at the end.
    pub fn with(mut self, element: Element) -> Element {
        self.content.push(Content::Element(element));
        self
    }

    /// With elements at the end.
    pub fn with_all(mut self, elements: impl IntoIterator<Item = Element>) -> Element {
        self.content.extend(elements.into_iter().map(Content::Element));
        self
    }

    /// With a text at the end.
    pub fn text(mut self, text: &str) -> Element {
        if !text.is_empty() {
            self.content.push(Content::Text(text.to_owned()));
        }
        self
    }

    /// As XML: an element a line, indented, unless it holds text.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out
    }

    fn write(&self, out: &mut String, indent: Option<usize>) {
        let blanks = " ".repeat(indent.unwrap_or(0) * 2);
        *out += &format!("{blanks}<{}", self.name);
        for (name, value) in &self.attributes {
            *out += &format!(" {name}=\"{}\"", escaped(value).replace('"', "&quot;"));
        }
        let end = if indent.is_some() { "\n" } else { "" };
        if self.content.is_empty() {
            *out += &format!("/>{end}");
            return;
        }
        out.push('>');
        let mixed = self.content.iter().any(|part| matches!(part, Content::Text(_)));
        let inside = if mixed { None } else { indent.map(|indent| indent + 1) };
        if inside.is_some() {
            out.push('\n');
        }
        for part in &self.content {
            match part {
                Content::Element(element) => element.write(out, inside),
                Content::Text(text) => *out += &escaped(text),
            }
        }
        if inside.is_some() {
            *out += &blanks;
        }
        *out += &format!("</{}>{end}", self.name);
    }
}

/// Characters that XML does not allow at all are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Whether a text can be the name of an element.
pub fn is_name(text: &str) -> bool {
    let starts = |c: char| c.is_alphabetic() || c == '_';
    text.chars().next().is_some_and(starts)
        && text.chars().all(|c| starts(c) || c.is_numeric() || matches!(c, '-' | '.' | ':'))
}

#[cfg(test)]
mod tests {
    use super::Element;

    #[test]
    fn elements_are_indented_unless_they_hold_text() {
        let label = Element::new("label").text("a < b ").with(Element::new("output"));
        let root = Element::new("input").attribute("ref", "\"x\"").with(label);
        let text = "<input ref=\"&quot;x&quot;\">\n  <label>a &lt; b <output/></label>\n</input>\n";
        assert_eq!(root.to_text(), text);
    }
}
