//! Names of tables and columns, and the words of a form without an interview.

use std::collections::BTreeSet;

use crate::form::Form;
use crate::form::node::{Kind, QuestionKind};
use crate::form::wording::{Part, Template, Wording};

/// The name that the tables of a questionnaire version begin with, such as
/// `civil_society__2026_11`: safe without quotes in every SQL.
pub fn table_base(form: &Form) -> String {
    let (id, version) = (plain_name(&form.id), plain_name(&form.version));
    let base = if version.is_empty() { id } else { format!("{id}__{version}") };
    let is_odd =
        base.starts_with(|first: char| !first.is_alphabetic()) || base.starts_with("sqlite");
    if is_odd { format!("q_{base}") } else { base }
}

/// In lower case and without anything that needs quotes.
fn plain_name(text: &str) -> String {
    unquoted(&text.trim().to_lowercase())
}

/// A part of a name as SQL takes it without quotes: letters, digits and underscores stay, each
/// other character becomes an underscore.
pub fn unquoted(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect()
}

/// Gives out names that differ also for those who take no notice of case, as SQLite does.
#[derive(Debug, Default, Clone)]
pub struct Namer {
    taken: BTreeSet<String>,
}

impl Namer {
    /// The name itself if it is free, else with the first free number behind it.
    pub fn give(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_lowercase()) {
            return name.to_owned();
        }
        let mut number = 2_u32;
        loop {
            let numbered = format!("{name}_{number}");
            if self.taken.insert(numbered.to_lowercase()) {
                return numbered;
            }
            number += 1;
        }
    }
}

/// The words of a wording in a language, with what is filled in written as expressions; `None`
/// for no words in any language.
pub fn plain(form: &Form, wording: &Wording, language: usize) -> Option<String> {
    wording.in_language(language).map(|(template, _)| plain_template(form, template))
}

/// The words of a wording in a language; `None` where this language has none.
pub fn plain_exactly(form: &Form, wording: &Wording, language: usize) -> Option<String> {
    let template = wording.by_language.get(language)?.as_ref()?;
    Some(plain_template(form, template))
}

fn plain_template(form: &Form, template: &Template) -> String {
    let parts = template.parts.iter().map(|part| match part {
        Part::Text(text) => text.as_ref(),
        Part::Value(rule) => form.rule(*rule).expression.text.as_str(),
    });
    parts.collect()
}

/// The kind of a node in a word, as stored and exported.
pub fn kind_name(kind: &Kind) -> &'static str {
    let question = match kind {
        Kind::Group(_) => return "group",
        Kind::Roster(_) => return "roster",
        Kind::Question(question) => question,
    };
    match &question.kind {
        QuestionKind::Note => "note",
        QuestionKind::Text { .. } => "text",
        QuestionKind::Integer => "integer",
        QuestionKind::Decimal => "decimal",
        QuestionKind::Range { .. } => "range",
        QuestionKind::SelectOne => "select_one",
        QuestionKind::SelectMultiple => "select_multiple",
        QuestionKind::Rank => "rank",
        QuestionKind::Date => "date",
        QuestionKind::Time => "time",
        QuestionKind::DateTime => "date_time",
        QuestionKind::Acknowledge => "acknowledge",
        QuestionKind::Calculate => "calculate",
        QuestionKind::Hidden => "hidden",
        QuestionKind::Barcode => "barcode",
        QuestionKind::Geopoint => "geopoint",
        QuestionKind::Geotrace => "geotrace",
        QuestionKind::Geoshape => "geoshape",
        QuestionKind::File(_) => "file",
        QuestionKind::Meta(_) => "meta",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_names_need_no_quotes() {
        for (id, version, name) in [
            ("Civil-Society", "2026.11", "civil_society__2026_11"),
            ("hh", "", "hh"),
            ("2026 survey", "1", "q_2026_survey__1"),
            ("sqlite_master", "1", "q_sqlite_master__1"),
        ] {
            let parts = crate::form::Parts {
                id: id.to_owned(),
                version: version.to_owned(),
                ..Default::default()
            };
            let form = Form::assemble(parts).expect("nothing hangs on anything");
            assert_eq!(table_base(&form), name);
        }
    }

    #[test]
    fn names_differ_without_regard_to_case() {
        let mut namer = Namer::default();
        assert_eq!(
            ["Age", "age", "AGE", "sex"].map(|name| namer.give(name)),
            ["Age", "age_2", "AGE_3", "sex"]
        );
    }
}
