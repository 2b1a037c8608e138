//! The columns and sheets of a workbook that reader and writer share: those of XLSForm by their
//! canonical names, and those that XLSForm lacks and other tools ignore.

/// A column of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its canonical heading.
    pub name: &'static str,
    /// Whether it has one column for each language: `label::English (en)`.
    pub by_language: bool,
    /// Whether XLSForm lacks it.
    pub own: bool,
}

const fn column(name: &'static str) -> Column {
    Column { name, by_language: false, own: false }
}

const fn words(name: &'static str) -> Column {
    Column { name, by_language: true, own: false }
}

const fn own(name: &'static str) -> Column {
    Column { name, by_language: false, own: true }
}

const fn own_words(name: &'static str) -> Column {
    Column { name, by_language: true, own: true }
}

/// The columns of `survey`, in the order they are written. Those that hold several things in one
/// cell (`random`, `probes`, `checks`, `checks_message`) are read and written by `compound`.
/// `choice_value` is the parameter `value` of a select from a roster, which other tools refuse,
/// `own_type` the type where XLSForm lacks it and the column `type` holds the nearest it has,
/// `own_trigger` triggers that nobody sees, which XLSForm does not allow.
pub const SURVEY: [Column; 48] = [
    column("type"),
    column("name"),
    words("label"),
    words("hint"),
    words("guidance_hint"),
    own("number"),
    own_words("instruction"),
    own_words("short"),
    column("required"),
    words("required_message"),
    column("relevant"),
    column("constraint"),
    words("constraint_message"),
    own("warning"),
    own_words("warning_message"),
    own("checks"),
    own_words("checks_message"),
    column("read_only"),
    column("default"),
    column("calculation"),
    column("trigger"),
    column("choice_filter"),
    own("choose_max"),
    column("appearance"),
    column("parameters"),
    column("repeat_count"),
    words("image"),
    words("big-image"),
    words("audio"),
    words("video"),
    own("special"),
    own("source"),
    own("random"),
    own("or_other"),
    own_words("or_other_label"),
    own_words("probes"),
    own("pii"),
    own("sealed"),
    own("self_completion"),
    own("locked_after"),
    own("battery"),
    own("list"),
    own("choice_value"),
    own("own_type"),
    own("own_trigger"),
    column("disabled"),
    column("save_to"),
    column("autoplay"),
];

/// The columns of `choices`, in the order they are written; any other is data.
pub const CHOICES: [Column; 8] = [
    column("list_name"),
    column("name"),
    words("label"),
    words("image"),
    words("big-image"),
    words("audio"),
    words("video"),
    own("exclusive"),
];

/// The keys of `settings` that have a meaning here. `titles` holds the title in each language,
/// `code: text`, one a line; `languages` lists all languages as headings
/// write them, the default first, separated by `;`; `draft_languages` those whose wording nobody
/// has reviewed. `special` is a list of special answers, `source` of sources;
/// `talk` is the style (`guide`), `speakers` who may speak: `name code: text`, one a line; `exact_text` says that
/// blanks and quotation marks stand as they are meant.
pub const SETTINGS: [Column; 14] = [
    column("form_title"),
    own("titles"),
    column("form_id"),
    column("version"),
    column("default_language"),
    column("instance_name"),
    own("languages"),
    own("draft_languages"),
    own("special"),
    own("source"),
    own("talk"),
    own("speakers"),
    own("exact_text"),
    column("clean_text_values"),
];

/// All choice lists in order, where some stand in a file: `list_name`, `file`, and where the
/// columns have other names, `name` and `label`. A question over such a list is written `select_one_from_file FILE`, with the
/// list's name in its column `list`.
pub const LISTS_SHEET: &str = "_lists";
/// The columns of [`LISTS_SHEET`].
pub const LISTS: [Column; 4] =
    [column("list_name"), column("file"), column("name"), column("label")];

/// Attached tables: `name`, `file`.
pub const TABLES_SHEET: &str = "_tables";
/// The columns of [`TABLES_SHEET`].
pub const TABLES: [Column; 2] = [column("name"), column("file")];

/// A language as headings write it: `English (en)`, or its code alone where that is its name.
pub fn language_heading(code: &str, name: &str) -> String {
    if code == name || name.is_empty() { code.to_owned() } else { format!("{name} ({code})") }
}

/// The code and name of a language from a heading: `English (en)` is `en`, `English`.
pub fn language_of_heading(heading: &str) -> (String, String) {
    let heading = heading.trim();
    let parts = heading.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match parts {
        Some((name, code)) if !name.trim().is_empty() && !code.trim().is_empty() => {
            (code.trim().to_owned(), name.trim().to_owned())
        }
        _ => (heading.to_owned(), heading.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{language_heading, language_of_heading};

    #[test]
    fn languages_are_read_from_their_headings() {
        for (heading, code, name) in [
            ("English (en)", "en", "English"),
            ("English", "English", "English"),
            ("ru", "ru", "ru"),
        ] {
            assert_eq!(language_of_heading(heading), (code.to_owned(), name.to_owned()));
            assert_eq!(language_heading(code, name), heading);
        }
    }
}
