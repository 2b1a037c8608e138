//! The types of question by the words that questionnaires use for them.

use super::nearest::nearest;
use crate::form::node::QuestionKind;

/// A type as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed<'a> {
    /// What kind of answer it takes; a range still without its parameters.
    pub kind: QuestionKind,
    /// Where its choices come from.
    pub choices: Option<ChoiceSource<'a>>,
    /// Whether a free answer goes with the choices.
    pub or_other: bool,
}

/// Where the choices of a select or rank come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceSource<'a> {
    /// A choice list.
    List(&'a str),
    /// The answers to a question in a roster.
    Rows(&'a str),
    /// A file.
    File(&'a str),
}

/// Why a type cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// There is no such type; the nearest known one.
    Unknown(Option<&'static str>),
    /// A select, rank or the like without a list.
    NoList,
    /// Words that do not belong to the type.
    Trailing(String),
}

/// A word that begins a type, with what makes its kind.
type Word = (&'static str, fn() -> QuestionKind);

/// Types of one word, without a choice list of the questionnaire.
const PLAIN: [Word; 29] = [
    ("text", || QuestionKind::Text { multiline: false }),
    ("string", || QuestionKind::Text { multiline: false }),
    ("integer", || QuestionKind::Integer),
    ("int", || QuestionKind::Integer),
    ("decimal", || QuestionKind::Decimal),
    ("range", || QuestionKind::Range { start: 1.0, end: 10.0, step: 1.0 }),
    ("note", || QuestionKind::Note),
    ("date", || QuestionKind::Date),
    ("time", || QuestionKind::Time),
    ("dateTime", || QuestionKind::DateTime),
    ("datetime", || QuestionKind::DateTime),
    ("acknowledge", || QuestionKind::Acknowledge),
    ("trigger", || QuestionKind::Acknowledge),
    ("calculate", || QuestionKind::Calculate),
    ("hidden", || QuestionKind::Hidden),
    ("barcode", || QuestionKind::Barcode),
    ("geopoint", || QuestionKind::Geopoint),
    ("gps", || QuestionKind::Geopoint),
    ("location", || QuestionKind::Geopoint),
    ("geotrace", || QuestionKind::Geotrace),
    ("geoshape", || QuestionKind::Geoshape),
    ("image", || QuestionKind::File("image".to_owned())),
    ("photo", || QuestionKind::File("image".to_owned())),
    ("audio", || QuestionKind::File("audio".to_owned())),
    ("video", || QuestionKind::File("video".to_owned())),
    ("file", || QuestionKind::File("file".to_owned())),
    ("select_one_from_file", || QuestionKind::SelectOne),
    ("select_multiple_from_file", || QuestionKind::SelectMultiple),
    ("rank_from_file", || QuestionKind::Rank),
];

/// Types that take a choice list.
const WITH_LIST: [Word; 3] = [
    ("select_one", || QuestionKind::SelectOne),
    ("select_multiple", || QuestionKind::SelectMultiple),
    ("rank", || QuestionKind::Rank),
];

/// What the program fills in by itself.
const META: [&str; 9] =
    ["start", "end", "today", "username", "deviceid", "phonenumber", "email", "caseid", "audit"];

/// What other programs fill in by themselves and this one leaves empty.
pub const META_KEPT: [(&str, &str); 11] = [
    ("subscriberid", "telephones no longer tell it"),
    ("simserial", "telephones no longer tell it"),
    ("start-geopoint", "there is no source of positions"),
    ("background-geopoint", "there is no source of positions"),
    ("background-audio", "nothing is recorded in the background"),
    ("audio_audit", "nothing is recorded in the background"),
    ("speed_violations_count", "speed limits are not watched"),
    ("speed_violations_list", "speed limits are not watched"),
    ("speed_violations_audit", "speed limits are not watched"),
    ("sensor_statistic", "there are no sensors"),
    ("sensor_stream", "there are no sensors"),
];

/// Whether a type is one that the program fills in.
pub fn is_meta(text: &str) -> bool {
    let text = text.trim();
    META.contains(&text) || META_KEPT.iter().any(|(kept, _)| *kept == text)
}

/// All words that begin a type.
pub fn words() -> impl Iterator<Item = &'static str> {
    let plain = PLAIN.iter().map(|(word, _)| *word);
    plain.chain(WITH_LIST.iter().map(|(word, _)| *word)).chain(META)
}

/// Reads a type.
pub fn read(text: &str) -> Result<Typed<'_>, Unread> {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (rest, or_other) = without_or_other(rest.trim());
    let plain = |kind| Typed { kind, choices: None, or_other: false };
    let from_file = word.ends_with("_from_file");
    let find =
        |table: &[Word]| table.iter().find(|(known, _)| *known == word).map(|(_, kind)| kind());
    if is_meta(word) {
        return without_rest(plain(QuestionKind::Meta(word.to_owned())), rest);
    }
    let with_list = find(&WITH_LIST);
    let Some(kind) = with_list.clone().or_else(|| find(&PLAIN)) else {
        return Err(Unread::Unknown(nearest(word, words())));
    };
    if with_list.is_none() && !from_file {
        return without_rest(plain(kind), rest);
    }
    if rest.is_empty() {
        return Err(Unread::NoList);
    }
    let choices = match rest.strip_prefix("${").and_then(|name| name.strip_suffix('}')) {
        _ if from_file => ChoiceSource::File(rest),
        Some(name) => ChoiceSource::Rows(name.trim()),
        None if rest.contains(char::is_whitespace) => {
            return Err(Unread::Trailing(rest.to_owned()));
        }
        None => ChoiceSource::List(rest),
    };
    Ok(Typed { kind, choices: Some(choices), or_other })
}

fn without_rest<'a>(typed: Typed<'a>, rest: &str) -> Result<Typed<'a>, Unread> {
    if rest.is_empty() { Ok(typed) } else { Err(Unread::Trailing(rest.to_owned())) }
}

fn without_or_other(rest: &str) -> (&str, bool) {
    for words in [" or_other", " or specify other", " or_specify_other"] {
        if let Some(list) = rest.strip_suffix(words) {
            return (list.trim_end(), true);
        }
    }
    (rest, false)
}

#[cfg(test)]
mod tests {
    use super::{ChoiceSource, Unread, read};
    use crate::form::node::QuestionKind;

    #[test]
    fn types_are_read_with_their_lists() {
        let cases = [
            (
                "select_one yes_no",
                QuestionKind::SelectOne,
                Some(ChoiceSource::List("yes_no")),
                false,
            ),
            ("rank  a or_other", QuestionKind::Rank, Some(ChoiceSource::List("a")), true),
            (
                "select_multiple ${m_name}",
                QuestionKind::SelectMultiple,
                Some(ChoiceSource::Rows("m_name")),
                false,
            ),
            (
                "select_one_from_file people.csv",
                QuestionKind::SelectOne,
                Some(ChoiceSource::File("people.csv")),
                false,
            ),
            ("int", QuestionKind::Integer, None, false),
            ("today", QuestionKind::Meta("today".to_owned()), None, false),
        ];
        for (text, kind, choices, or_other) in cases {
            let typed = read(text).expect("a known type");
            assert_eq!((typed.kind, typed.choices, typed.or_other), (kind, choices, or_other));
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(read("intger"), Err(Unread::Unknown(Some("integer"))));
        assert_eq!(read("select_one"), Err(Unread::NoList));
        assert_eq!(read("select_one a b"), Err(Unread::Trailing("a b".to_owned())));
        assert_eq!(read("text box"), Err(Unread::Trailing("box".to_owned())));
    }
}
