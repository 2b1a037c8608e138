//! The types of XLSForm, its older versions and its dialects, in the words of the neutral sheet.

use crate::compile::kinds;
use crate::compile::nearest::nearest;

/// What a type says of its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowType {
    /// A group, roster or loop begins.
    Begin(Block, Option<String>),
    /// It ends.
    End(Block),
    /// A question.
    Question(Asked),
    /// A look-up table: the file of that ending is named by the row.
    Table(&'static str),
    /// A setting in the survey sheet, as in the oldest forms.
    Setting(&'static str),
}

/// What begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// A group.
    Group,
    /// A roster.
    Roster,
    /// A group for each choice of a list.
    Loop,
}

impl Block {
    /// Its name in XLSForm.
    pub fn name(self) -> &'static str {
        match self {
            Block::Group => "group",
            Block::Roster => "repeat",
            Block::Loop => "loop",
        }
    }
}

/// A type of question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// The type in the words of the neutral sheet.
    pub type_text: String,
    /// A check that comes with the type.
    pub constraint: Option<&'static str>,
    /// A hint that comes with the type.
    pub hint: Option<&'static str>,
    /// A word of appearance that comes with the type.
    pub appearance: Option<&'static str>,
    /// Whether the file of choices is named without its ending.
    pub bare: bool,
    /// Whether the choices stand in the sheet of external choices.
    pub external: bool,
    /// What the type was taken for, where it is not known.
    pub guessed: bool,
    /// Why the type does nothing here, where it is kept only.
    pub kept: Option<&'static str>,
}

/// Spellings of types without a choice list; most are those of pyxform's dictionary.
const PLAIN: &[(&str, &str)] = &[
    ("q string", "text"),
    ("add text prompt", "text"),
    ("q int", "integer"),
    ("add integer prompt", "integer"),
    ("number", "integer"),
    ("q decimal", "decimal"),
    ("add decimal prompt", "decimal"),
    ("q note", "note"),
    ("add note prompt", "note"),
    ("q date", "date"),
    ("add date prompt", "date"),
    ("date time", "dateTime"),
    ("date_time", "dateTime"),
    ("q date time", "dateTime"),
    ("q datetime", "dateTime"),
    ("add date time prompt", "dateTime"),
    ("add datetime prompt", "dateTime"),
    ("q acknowledge", "acknowledge"),
    ("add acknowledge prompt", "acknowledge"),
    ("q calculate", "calculate"),
    ("add calculate prompt", "calculate"),
    ("q barcode", "barcode"),
    ("add barcode prompt", "barcode"),
    ("q geopoint", "geopoint"),
    ("q location", "geopoint"),
    ("add location prompt", "geopoint"),
    ("q geotrace", "geotrace"),
    ("q geoshape", "geoshape"),
    ("q picture", "image"),
    ("q image", "image"),
    ("add image prompt", "image"),
    ("add photo prompt", "image"),
    ("q audio", "audio"),
    ("add audio prompt", "audio"),
    ("q video", "video"),
    ("add video prompt", "video"),
    ("add file prompt", "file"),
    ("start time", "start"),
    ("get start time", "start"),
    ("end time", "end"),
    ("get end time", "end"),
    ("get today", "today"),
    ("imei", "deviceid"),
    ("device id", "deviceid"),
    ("get device id", "deviceid"),
    ("uri:deviceid", "deviceid"),
    ("get phone number", "phonenumber"),
    ("uri:phonenumber", "phonenumber"),
    ("uri:username", "username"),
    ("uri:email", "email"),
    ("enumerator", "username"),
    ("subscriber id", "subscriberid"),
    ("get subscriber id", "subscriberid"),
    ("uri:subscriberid", "subscriberid"),
    ("sim id", "simserial"),
    ("get sim id", "simserial"),
    ("uri:simserial", "simserial"),
    ("hidden string", "hidden"),
    ("hidden int", "hidden"),
    ("hidden decimal", "hidden"),
    ("hidden geopoint", "hidden"),
    ("calculate_here", "calculate"),
    ("comments", "comments"),
    ("text audit", "audit"),
    ("audio audit", "audio_audit"),
    ("speed violations count", "speed_violations_count"),
    ("speed violations list", "speed_violations_list"),
    ("speed violations audit", "speed_violations_audit"),
];

/// Types that bring a check and a hint (pyxform's dictionary).
const CANNED: &[(&str, &str, &str, Option<&str>)] = &[
    ("percentage", "integer", "0 <= . and . <= 100", None),
    ("number of days in last month", "integer", "0 <= . and . <= 31", Some("Enter a number 0-31.")),
    (
        "number of days in last six months",
        "integer",
        "0 <= . and . <= 183",
        Some("Enter a number 0-183."),
    ),
    (
        "number of days in last year",
        "integer",
        "0 <= . and . <= 365",
        Some("Enter a number 0-365."),
    ),
    ("phone number", "text", "regex(., '^\\d*$')", Some("Enter numbers only.")),
];

/// Beginnings of types with a choice list, the longest first.
const SELECTS: &[(&str, &str)] = &[
    ("add select multiple prompt using", "select_multiple"),
    ("add select one prompt using", "select_one"),
    ("select all that apply from", "select_multiple"),
    ("select multiple from file", "select_multiple_from_file"),
    ("select_multiple_from_file", "select_multiple_from_file"),
    ("select multiple from", "select_multiple"),
    ("select multiple using", "select_multiple"),
    ("select all that apply", "select_multiple"),
    ("select_one_external", "select_one_external"),
    ("select one external", "select_one_external"),
    ("select one from file", "select_one_from_file"),
    ("select_one_from_file", "select_one_from_file"),
    ("rank_from_file", "rank_from_file"),
    ("select one from", "select_one"),
    ("select one using", "select_one"),
    ("select_multiple", "select_multiple"),
    ("select multiple", "select_multiple"),
    ("select_many", "select_multiple"),
    ("select_one", "select_one"),
    ("select one", "select_one"),
    ("selectone", "select_one"),
    ("q select1", "select_one"),
    ("q select", "select_multiple"),
    ("select1", "select_one"),
    ("rank", "rank"),
];

/// What may follow a choice list and asks for a free answer.
const OR_OTHER: [&str; 4] = ["or specify other", "or_other", "or other", "or_specify_other"];

/// What begins and ends, in all spellings.
const BLOCKS: &[(&str, Block)] = &[
    ("looped group", Block::Roster),
    ("lgroup", Block::Roster),
    ("group", Block::Group),
    ("repeat", Block::Roster),
    ("loop", Block::Loop),
    // KoboToolbox: a table of questions with one list, and a table of lists times questions.
    ("score", Block::Group),
    ("rank", Block::Group),
    ("kobomatrix", Block::Loop),
];

/// KoboToolbox: rows of a table, whose choice list the beginning of the table names.
pub const ROWS: [&str; 2] = ["score__row", "rank__level"];

const SETTINGS: &[(&str, &str)] = &[
    ("set form title", "form_title"),
    ("set_form_title", "form_title"),
    ("set form id", "form_id"),
    ("set_form_id", "form_id"),
    ("form_title", "form_title"),
    ("form_id", "form_id"),
];

/// Reads a type as written. A type that is not known is taken for the nearest one, else for text.
pub fn read(text: &str) -> RowType {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let small = text.to_lowercase();
    if let Some(block) = block(&small, &text) {
        return block;
    }
    if let Some((_, key)) = SETTINGS.iter().find(|(spelling, _)| *spelling == small) {
        return RowType::Setting(key);
    }
    match small.as_str() {
        "csv-external" => return RowType::Table("csv"),
        "xml-external" => return RowType::Table("xml"),
        _ => {}
    }
    RowType::Question(
        select(&small, &text).or_else(|| plain(&small)).unwrap_or_else(|| guess(&text)),
    )
}

fn block(small: &str, text: &str) -> Option<RowType> {
    let cut = |verb: &str| {
        let rest = small.strip_prefix(verb)?;
        let rest = rest.strip_prefix(['_', ' ', '-']).unwrap_or(rest).replace(['_', '-'], " ");
        Some(rest.trim_start().to_owned())
    };
    for (is_begin, verb) in [(true, "begin"), (false, "end")] {
        let Some(rest) = cut(verb) else { continue };
        for (name, block) in BLOCKS {
            let Some(after) = rest.strip_prefix(name) else { continue };
            if !after.is_empty() && !after.starts_with(' ') {
                continue;
            }
            let last = text.split_whitespace().last().filter(|_| !after.trim().is_empty());
            return Some(match is_begin {
                true => RowType::Begin(*block, last.map(str::to_owned)),
                false => RowType::End(*block),
            });
        }
    }
    None
}

fn plain(small: &str) -> Option<Asked> {
    let asked = |type_text: &str| Asked { type_text: type_text.to_owned(), ..Asked::default() };
    if let Some((_, type_text, constraint, hint)) =
        CANNED.iter().find(|(spelling, ..)| *spelling == small)
    {
        return Some(Asked { constraint: Some(constraint), hint: *hint, ..asked(type_text) });
    }
    let canonical = PLAIN.iter().find(|(spelling, _)| *spelling == small);
    let canonical = canonical.map_or(small, |(_, canonical)| canonical);
    match canonical {
        "comments" => return Some(Asked { appearance: Some("multiline"), ..asked("text") }),
        "tel" | "phone" => return Some(asked("text")),
        // A contact of the Community Health Toolkit, which its server keeps.
        _ if canonical.starts_with("db:") => return Some(asked("text")),
        _ => {}
    }
    if let Some((kept, why)) = kinds::META_KEPT.iter().find(|(kept, _)| *kept == canonical) {
        return Some(Asked { kept: Some(why), ..asked(kept) });
    }
    if small.starts_with("osm") && !small[3..].starts_with(char::is_alphanumeric) {
        return Some(Asked { kept: Some("maps are not drawn"), ..asked("text") });
    }
    // The native table knows each by one spelling of capitals.
    kinds::words()
        .find(|word| word.to_lowercase() == canonical && kinds::read(word).is_ok())
        .map(asked)
}

fn select(small: &str, text: &str) -> Option<Asked> {
    let (command, canonical) = SELECTS.iter().find(|(command, _)| {
        small.strip_prefix(command).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    // Lower case may differ in length only for letters that no command has.
    let mut list = text.get(command.len()..).unwrap_or("").trim();
    let mut or_other = "";
    for words in OR_OTHER {
        let tail = list.len().saturating_sub(words.len());
        if list.get(tail..).is_some_and(|end| end.eq_ignore_ascii_case(words)) {
            (list, or_other) = (list[..tail].trim_end(), " or_other");
            break;
        }
    }
    let external = *canonical == "select_one_external";
    let from_file = [".csv", ".xml", ".geojson"].iter().any(|end| list.ends_with(end));
    let command = match *canonical {
        "select_one_external" => "select_one",
        "select_one" if from_file => "select_one_from_file",
        "select_multiple" if from_file => "select_multiple_from_file",
        other => other,
    };
    // A file without an ending is the table of that name.
    let bare = command.ends_with("_from_file") && !list.is_empty() && !list.contains('.');
    let ending = if bare { ".csv" } else { "" };
    let type_text = format!("{command} {list}{ending}{or_other}").trim_end().to_owned();
    Some(Asked { type_text, external, bare, ..Asked::default() })
}

/// The nearest known type; text if none is near.
fn guess(text: &str) -> Asked {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let near = nearest(first, kinds::words()).filter(|word| {
        let takes_list = word.starts_with("select") || word.starts_with("rank");
        takes_list != rest.is_empty()
    });
    let type_text = match near {
        Some(word) if rest.is_empty() => word.to_owned(),
        Some(word) => format!("{word} {rest}"),
        None => "text".to_owned(),
    };
    Asked { type_text, guessed: true, ..Asked::default() }
}

#[cfg(test)]
mod tests {
    use super::{Block, RowType, read};

    #[test]
    fn types_are_understood_in_every_spelling() {
        let cases = [
            ("text", "text"),
            ("TEXT", "text"),
            ("add integer prompt", "integer"),
            ("select one from yes_no or specify other", "select_one yes_no or_other"),
            ("select_one  yes_no or_other", "select_one yes_no or_other"),
            ("select all that apply from List", "select_multiple List"),
            ("select_one_external city", "select_one city"),
            ("select_one cities.csv", "select_one_from_file cities.csv"),
            ("select one ${name}", "select_one ${name}"),
            ("rank jobs", "rank jobs"),
            ("datetime", "datetime"),
            ("photo", "photo"),
            ("hidden int", "hidden"),
            ("intger", "integer"),
            ("selct_one yes_no", "select_one yes_no"),
            ("hologram", "text"),
        ];
        for (written, expected) in cases {
            let RowType::Question(asked) = read(written) else { panic!("{written}") };
            assert_eq!(asked.type_text.to_lowercase(), expected.to_lowercase(), "{written}");
        }
    }

    #[test]
    fn blocks_are_understood_in_every_spelling() {
        for (written, block) in [
            ("begin group", Block::Group),
            ("begin_group", Block::Group),
            ("begingroup", Block::Group),
            ("Begin Repeat", Block::Roster),
            ("begin lgroup", Block::Roster),
            ("begin looped group", Block::Roster),
        ] {
            assert_eq!(read(written), RowType::Begin(block, None), "{written}");
        }
        assert_eq!(read("end_repeat"), RowType::End(Block::Roster));
        let over = RowType::Begin(Block::Loop, Some("Tools".to_owned()));
        assert_eq!(read("begin loop over Tools"), over);
    }
}
