//! What a questionnaire says, in each of its languages, with what is filled in while asking.

use std::sync::Arc;

use super::rule::RuleId;

/// A text with places that are filled in from answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template {
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words as they stand. May hold Markdown and line breaks.
    Text(Arc<str>),
    /// The value of an expression, usually one `${name}`.
    Value(RuleId),
}

impl Template {
    /// A template without anything to fill in.
    pub fn plain(text: impl Into<Arc<str>>) -> Template {
        Template { parts: vec![Part::Text(text.into())] }
    }

    /// The words, where there is nothing to fill in.
    pub fn words(&self) -> Option<&Arc<str>> {
        match self.parts.as_slice() {
            [Part::Text(words)] => Some(words),
            _ => None,
        }
    }
}

/// A text in each language of a form, in the order of the form's languages; `None` where a
/// translation is missing. Empty where the questionnaire says nothing at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// One for each language of the form.
    pub by_language: Vec<Option<Template>>,
}

impl Wording {
    /// Whether no language has any text.
    pub fn is_empty(&self) -> bool {
        self.by_language.iter().all(Option::is_none)
    }

    /// The text in a language, else in the first language that has one; the flag says that it is
    /// such a fallback (E23).
    pub fn in_language(&self, language: usize) -> Option<(&Template, bool)> {
        if let Some(Some(template)) = self.by_language.get(language) {
            return Some((template, false));
        }
        self.by_language.iter().flatten().next().map(|template| (template, true))
    }
}
