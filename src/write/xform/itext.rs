//! Wordings: plain labels where all languages say the same, else references to translations.

use super::element::Element;
use super::paths::{Mode, references};
use super::tree::Tree;
use crate::compile::sheet::{Cell, Words};

/// A language that is not said in has this text.
const MISSING: &str = "-";
/// Media are found in a folder of their kind.
const FOLDERS: [(&str, &str); 4] =
    [("image", "images"), ("big-image", "images"), ("audio", "audio"), ("video", "video")];

/// One thing that is said, in every language: a value with its form.
pub struct Said<'w> {
    /// `guidance`, `image` ...; nothing for the text itself.
    pub form: Option<&'w str>,
    /// The words.
    pub words: &'w Words,
}

/// Texts with what they are called.
pub struct Text<'w> {
    /// Its id.
    pub id: String,
    /// The node it stands at.
    pub at: usize,
    /// What is said.
    pub said: Vec<Said<'w>>,
}

impl Tree<'_> {
    /// The text, where it is the same whatever the language.
    pub fn plain<'w>(&self, words: &'w Words) -> Option<&'w str> {
        let mut texts = words.by_language.iter();
        let first = texts.next()?.as_ref()?;
        let same = |cell: &Option<Cell>| cell.as_ref().is_some_and(|cell| cell.text == first.text);
        let only =
            self.languages.len() > 1 || self.languages.first().is_some_and(|it| it == "default");
        (only && texts.all(same)).then_some(first.text.as_str())
    }

    /// A label, hint or value with a text in it.
    pub fn element(&self, name: &str, text: &str, at: usize) -> Element {
        let mut element = Element::new(name);
        let mut rest = 0;
        for (start, end, value) in self.outputs(text, at) {
            element = element
                .text(&text[rest..start])
                .with(Element::new("output").attribute("value", &value));
            rest = end;
        }
        element.text(&text[rest..])
    }

    /// What is filled into a text: references, and look-ups in other instances as a whole.
    fn outputs(&self, text: &str, at: usize) -> Vec<(usize, usize, String)> {
        let mut outputs = Vec::new();
        for (start, end) in look_ups(text) {
            let value = self.with_paths(&text[start..end], at, Mode::default());
            outputs.push((start, end, value));
        }
        for found in references(text) {
            let inside = |&(start, end, _): &(usize, usize, String)| {
                start <= found.span.start && found.span.end <= end
            };
            if !outputs.iter().any(inside) && self.named(found.name, at).is_some() {
                let value = self.replaced(text, &found, at, Mode::default());
                outputs.push((found.span.start, found.span.end, value));
            }
        }
        outputs.sort();
        outputs
    }

    /// The translations; `None` where there are none.
    pub fn itext(&self, texts: &[Text<'_>]) -> Option<Element> {
        if texts.is_empty() {
            return None;
        }
        let mut itext = Element::new("itext");
        for (language, name) in self.languages.iter().enumerate() {
            let mut translation = Element::new("translation").attribute("lang", name);
            if language == 0 {
                translation = translation.attribute("default", "true()");
            }
            for text in texts {
                let mut element = Element::new("text").attribute("id", &text.id);
                for said in &text.said {
                    element = element.with_all(self.value(said, language, text.at));
                }
                translation = translation.with(element);
            }
            itext = itext.with(translation);
        }
        Some(itext)
    }

    fn value(&self, said: &Said<'_>, language: usize, at: usize) -> Option<Element> {
        let text = said.words.by_language.get(language).and_then(Option::as_ref);
        let folder = FOLDERS.iter().find(|(kind, _)| said.form == Some(kind));
        let element = match (text, folder) {
            (Some(cell), Some((_, folder))) => {
                self.element("value", &format!("jr://{folder}/{}", cell.text), at)
            }
            (None, Some(_)) => return None,
            (Some(cell), None) => self.element("value", &cell.text, at),
            (None, None) => Element::new("value").text(MISSING),
        };
        Some(match said.form {
            Some(form) => element.attribute("form", form),
            None => element,
        })
    }
}

/// Where `instance('...')/path[predicate]` stands in a text: up to a blank outside of brackets.
fn look_ups(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("instance(").map(|at| from + at) {
        let (mut depth, mut end) = (0_i32, text.len());
        for (at, c) in text[start..].char_indices() {
            match c {
                '[' | '(' => depth += 1,
                ']' | ')' => depth -= 1,
                _ => {}
            }
            let ends = depth < 0 || depth == 0 && (c.is_whitespace() || matches!(c, '<' | ','));
            if ends {
                end = start + at;
                break;
            }
        }
        found.push((start, end));
        from = end.max(start + 1);
    }
    found
}
