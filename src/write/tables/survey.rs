//! The `survey` table: a row for each question, two around each group and roster.

use super::Columns;
use crate::compile::columns;
use crate::compile::compound;
use crate::compile::kinds;
use crate::compile::sheet::{Cell, Item, ItemKind, ListContent, Sheet, Words};
use crate::write::Table;
use crate::write::xform::tree::is_shown;

/// Types that XLSForm lacks, with the nearest that it has.
const LACKING: [(&str, &str); 1] = [("caseid", "hidden")];

/// Writes rows.
struct Rows<'s> {
    sheet: &'s Sheet,
    languages: &'s [Option<String>],
    columns: Columns,
}

/// The table of all items.
pub fn survey(sheet: &Sheet, languages: &[Option<String>]) -> Table {
    let columns = Columns::new(&columns::SURVEY, languages);
    let mut rows = Rows { sheet, languages, columns };
    sheet.survey.iter().for_each(|item| rows.item(item));
    rows.columns.finish("survey", &["type", "name", "label"])
}

impl Rows<'_> {
    fn item(&mut self, item: &Item) {
        self.columns.row();
        let around = match item.kind {
            ItemKind::Question => None,
            ItemKind::Group => Some(("begin_group", "end_group")),
            ItemKind::Roster => Some(("begin_repeat", "end_repeat")),
        };
        match around {
            Some((begin, _)) => self.columns.put("type", begin),
            None => self.typed(item),
        }
        let named = item.type_text.as_ref().filter(|cell| kinds::is_meta(&cell.text));
        match (item.name.text.as_str(), named) {
            ("", Some(kind)) => self.columns.put("name", kind.text.trim()),
            (name, _) => self.columns.put("name", name),
        }
        self.said(item);
        self.conditions(item);
        self.shown(item);
        self.own(item);
        for (key, value) in &item.extra {
            self.columns.put(&key.text, &value.text);
        }
        for child in &item.items {
            self.item(child);
        }
        if let Some((_, end)) = around {
            self.columns.row();
            self.columns.put("type", end);
        }
    }

    /// The type. A list that stands in a file becomes a select from that file; the free answer
    /// beside the choices is a word of the type where XLSForm has it.
    fn typed(&mut self, item: &Item) {
        let Some(cell) = &item.type_text else { return };
        let mut text = cell.text.clone();
        let mut parameters: Vec<(String, String)> = item
            .parameters
            .iter()
            .map(|(key, value)| (key.text.clone(), value.text.clone()))
            .collect();
        if let Some((word, list)) = text.split_once(' ')
            && let Some((file, name, label)) = self.file_of(list)
        {
            let list = list.to_owned();
            text = format!("{word}_from_file {}", file.text);
            for (key, column) in [("value", name), ("label", label)] {
                parameters.extend(column.map(|cell| (key.to_owned(), cell.text.clone())));
            }
            self.columns.put("list", &list);
        }
        if text.contains("${")
            && let Some(at) = parameters.iter().position(|(key, _)| key == "value")
        {
            self.columns.put("choice_value", &parameters.remove(at).1);
        }
        if let Some(other) = &item.or_other {
            let usual = other.choice.as_ref().is_none_or(|cell| cell.text == "other");
            if usual && !kinds::read(&text).is_ok_and(|typed| typed.or_other) {
                text += " or_other";
            }
            let choice = other.choice.as_ref().map_or("yes", |cell| cell.text.as_str());
            let optional = if other.optional { "optional " } else { "" };
            self.columns.put("or_other", &format!("{optional}{choice}"));
            self.columns.words("or_other_label", &other.label, self.languages);
        } else if kinds::read(&text).is_ok_and(|typed| typed.or_other) {
            self.columns.put("or_other", "yes");
        }
        if let Some((_, nearest)) = LACKING.iter().find(|(own, _)| *own == text) {
            self.columns.put("own_type", &text);
            text = (*nearest).to_owned();
        }
        self.columns.put("type", &text);
        let parameters: Vec<String> =
            parameters.iter().map(|(key, value)| format!("{key}={value}")).collect();
        self.columns.put("parameters", &parameters.join(" "));
    }

    fn file_of(&self, list: &str) -> Option<(&Cell, Option<&Cell>, Option<&Cell>)> {
        let found = self.sheet.lists.iter().find(|known| known.name.text == list)?;
        match &found.content {
            ListContent::File { file, name, label } => Some((file, name.as_ref(), label.as_ref())),
            ListContent::Choices(_) => None,
        }
    }

    fn said(&mut self, item: &Item) {
        for (name, words) in [
            ("label", &item.label),
            ("hint", &item.hint),
            ("guidance_hint", &item.guidance_hint),
            ("instruction", &item.instruction),
            ("short", &item.short),
            ("required_message", &item.required_message),
        ] {
            self.columns.words(name, words, self.languages);
        }
        for (kind, words) in &item.media {
            self.columns.words(&kind.text, words, self.languages);
        }
    }

    fn conditions(&mut self, item: &Item) {
        for (name, cell) in [
            ("number", &item.number),
            ("relevant", &item.relevant),
            ("required", &item.required),
            ("read_only", &item.read_only),
            ("default", &item.default),
            ("calculation", &item.calculation),
            ("choice_filter", &item.choice_filter),
            ("choose_max", &item.choose_max),
            ("repeat_count", &item.repeat_count),
        ] {
            self.columns.cell(name, cell.as_ref());
        }
        let trigger: Vec<String> = item.trigger.iter().map(|cell| reference(&cell.text)).collect();
        let shown = item.trigger.iter().all(|cell| is_shown(&self.sheet.survey, cell));
        let column = if shown { "trigger" } else { "own_trigger" };
        self.columns.put(column, &trigger.join(", "));
        let mut rest = item.checks.as_slice();
        for (hard, name) in [(true, "constraint"), (false, "warning")] {
            if let [first, others @ ..] = rest
                && first.hard == hard
            {
                self.columns.put(name, &first.expression.text);
                self.columns.words(&format!("{name}_message"), &first.message, self.languages);
                rest = others;
            }
        }
        self.columns.put("checks", &compound::checks_text(rest).unwrap_or_default());
        let messages = self.in_each(|language| compound::messages_text(rest, language));
        self.columns.words("checks_message", &messages, self.languages);
    }

    fn shown(&mut self, item: &Item) {
        let words: Vec<&str> = item.appearance.iter().map(|cell| cell.text.as_str()).collect();
        self.columns.put("appearance", &words.join(" "));
        if item.kind != ItemKind::Question && !item.parameters.is_empty() {
            let parameters = item.parameters.iter();
            let parameters: Vec<String> =
                parameters.map(|(key, value)| format!("{}={}", key.text, value.text)).collect();
            self.columns.put("parameters", &parameters.join(" "));
        }
    }

    /// What XLSForm lacks.
    fn own(&mut self, item: &Item) {
        if let Some(special) = &item.special {
            let names: Vec<&str> = special.iter().map(|cell| cell.text.as_str()).collect();
            let text = if names.is_empty() { "none".to_owned() } else { names.join(" ") };
            self.columns.put("special", &text);
        }
        if let Some(source) = &item.source {
            let text = compound::source_text(source);
            self.columns.put("source", &text);
        }
        if let Some(random) = &item.random {
            self.columns.put("random", &compound::random_text(random));
        }
        let probes = self.in_each(|language| compound::probes_text(&item.probes, language));
        self.columns.words("probes", &probes, self.languages);
        for (name, flag) in [
            ("pii", item.pii),
            ("sealed", item.sealed),
            ("self_completion", item.self_completion.then_some(true)),
            ("locked_after", item.locked_after.then_some(true)),
            ("battery", item.battery.then_some(true)),
        ] {
            self.columns.flag(name, flag);
        }
    }

    /// A text made for each language.
    fn in_each(&self, text: impl Fn(usize) -> Option<String>) -> Words {
        let cell = |language| text(language).map(|text| compound::cell(&text));
        Words { by_language: (0..self.languages.len()).map(cell).collect(), ..Words::default() }
    }
}

/// A name as XLSForm refers to it.
fn reference(name: &str) -> String {
    if name.starts_with("${") { name.to_owned() } else { format!("${{{name}}}") }
}
