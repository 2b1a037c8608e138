//! What the headings of columns mean: one table of the names that XLSForm, its older versions and
//! its dialects have for a column.

use crate::compile::columns;

/// Headings that are spelled differently from the name used here, after blanks became `_` and
/// capitals small letters.
const ALIASES: &[(&str, &str)] = &[
    ("command", "type"),
    ("tag", "name"),
    ("value", "name"),
    ("caption", "label"),
    ("relevance", "relevant"),
    ("bind::relevant", "relevant"),
    ("readonly", "read_only"),
    ("bind::readonly", "read_only"),
    ("bind::required", "required"),
    ("bind::constraint", "constraint"),
    ("calculate", "calculation"),
    ("bind::calculate", "calculation"),
    ("requiredmsg", "required_message"),
    ("jr::requiredmsg", "required_message"),
    ("bind::jr::requiredmsg", "required_message"),
    ("constraining_message", "constraint_message"),
    ("jr::constraintmsg", "constraint_message"),
    ("bind::jr::constraintmsg", "constraint_message"),
    ("count", "repeat_count"),
    ("jr::count", "repeat_count"),
    ("control::jr::count", "repeat_count"),
    ("body::jr::count", "repeat_count"),
    ("control::appearance", "appearance"),
    ("body::appearance", "appearance"),
    ("control::rows", "rows"),
    ("body::rows", "rows"),
    ("media::image", "image"),
    ("media::audio", "audio"),
    ("media::video", "video"),
    ("media::big-image", "big-image"),
    ("big_image", "big-image"),
    ("title", "form_title"),
    ("set_form_title", "form_title"),
    ("id_string", "form_id"),
    ("set_form_id", "form_id"),
    ("skip_logic", "relevant"),
    ("hint_guidance", "guidance_hint"),
];

/// The columns of media.
pub const MEDIA: [&str; 4] = ["image", "big-image", "audio", "video"];

/// A heading as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The name of the column; of one that is not known, the heading as written.
    pub key: String,
    /// The language, as written.
    pub language: Option<String>,
    /// Whether a single colon stands before the language, as in old forms.
    pub single_colon: bool,
}

/// Understands a heading. `known` are the columns of the sheet.
pub fn read(header: &str, known: &[&'static str]) -> Heading {
    let header = header.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = |key: &str| Heading { key: key.to_owned(), language: None, single_colon: false };
    if let Some(key) = find(&header, known) {
        return plain(key);
    }
    for (separator, single_colon) in [("::", false), (":", true)] {
        // The longest beginning that is a column: `media::image::en` has two separators.
        for (at, _) in header.rmatch_indices(separator) {
            let before = header[..at].replace("::", ":").replace(':', "::");
            let language = header[at + separator.len()..].trim_start_matches(':').trim();
            let Some(key) = find(&before, known) else { continue };
            match language {
                "" => return Heading { single_colon, ..plain(key) },
                _ if !is_translatable(key) => {}
                _ => {
                    let language = Some(language.to_owned());
                    return Heading { key: key.to_owned(), language, single_colon };
                }
            }
        }
    }
    match find(&header.replace("::", ":").replace(':', "::"), known) {
        Some(key) => Heading { single_colon: true, ..plain(key) },
        None => plain(&header),
    }
}

/// The column that a spelling means.
fn find(spelling: &str, known: &[&'static str]) -> Option<&'static str> {
    let parts: Vec<String> = spelling.split("::").map(snake_case).collect();
    let name = parts.join("::");
    let named = |wanted: &str| known.iter().copied().find(|key| *key == wanted);
    named(&name).or_else(|| {
        let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
        alias.and_then(|(_, key)| named(key))
    })
}

/// Small letters, with `_` for blanks.
pub fn snake_case(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// Columns of dialects and columns of our own, beside those of `columns::SURVEY`.
const FURTHER: [&str; 9] = [
    "rows",
    "publishable",
    "choice_value",
    "own_type",
    "$autoname",
    "$given_name",
    "kobo--score-choices",
    "kobo--rank-items",
    "kobo--matrix_list",
];

/// Columns that are known and kept as they are.
const KEPT: [&str; 2] = ["save_to", "autoplay"];

/// The columns of the survey sheet that are understood.
pub fn survey() -> Vec<&'static str> {
    let names = columns::SURVEY.iter().map(|column| column.name).chain(FURTHER);
    names.filter(|name| !KEPT.contains(name)).collect()
}

/// Whether a column stands in several languages.
fn is_translatable(key: &str) -> bool {
    let all = columns::SURVEY.iter().chain(&columns::CHOICES).chain(&columns::SETTINGS);
    all.clone().any(|column| column.name == key && column.by_language)
}

#[cfg(test)]
mod tests {
    use super::{read, survey};

    #[test]
    fn headings_are_understood_in_every_spelling() {
        let cases = [
            ("label", "label", None),
            (" Label ", "label", None),
            ("label::English (en)", "label", Some("English (en)")),
            ("label :: Français", "label", Some("Français")),
            ("label:English", "label", Some("English")),
            ("caption::Қазақша", "label", Some("Қазақша")),
            ("media::image", "image", None),
            ("media::image::en", "image", Some("en")),
            ("media:image:en", "image", Some("en")),
            ("Constraint Message::ru", "constraint_message", Some("ru")),
            ("bind::relevant", "relevant", None),
            ("bind:relevant", "relevant", None),
            ("jr:count", "repeat_count", None),
            ("skip logic", "relevant", None),
            ("bind::esri:fieldType", "bind::esri:fieldType", None),
            ("label#english", "label#english", None),
        ];
        for (header, key, language) in cases {
            let heading = read(header, &survey());
            assert_eq!((heading.key.as_str(), heading.language.as_deref()), (key, language));
        }
        assert_eq!(read("list name", &["list_name"]).key, "list_name");
        assert_eq!(read("relevance", &["list_name"]).key, "relevance", "a column of data");
    }
}
