//! A sheet as YAML text in the questionnaire format (`docs/questionnaire-format.md`).

mod item;
mod scalar;

use crate::compile::sheet::{Cell, ChoiceRow, KeptSheet, ListContent, ListRow, Sheet, Words};
use scalar::{in_flow, scalar};

/// A line of a choice list or of a wording in one line is at most so long, in characters.
const LINE_MAX: usize = 110;
/// The only language of a questionnaire that names none.
const NO_LANGUAGE: &str = "default";

/// Lines of YAML with the indentation where the next one goes.
struct Yaml<'s> {
    out: String,
    /// The codes of the languages.
    languages: Vec<&'s str>,
}

/// Writes a sheet.
pub fn yaml(sheet: &Sheet) -> String {
    let languages = sheet.languages.iter().map(|row| row.code.text.as_str()).collect();
    let mut yaml = Yaml { out: String::new(), languages };
    yaml.line(0, "anketa: 1");
    if sheet.foreign {
        yaml.line(0, "origin: xlsform");
    }
    yaml.text(0, "id", &sheet.id.text);
    if !sheet.version.text.is_empty() {
        yaml.text(0, "version", &sheet.version.text);
    }
    yaml.words(0, "title", &sheet.title);
    yaml.language_rows(sheet);
    yaml.names(0, "special", &sheet.special);
    yaml.source(0, sheet.source.as_deref());
    yaml.cell(0, "style", sheet.style.as_ref());
    if !sheet.speakers.is_empty() {
        yaml.line(0, "speakers:");
        sheet.speakers.iter().for_each(|speaker| yaml.choice(speaker));
    }
    yaml.cell(0, "instance_name", sheet.instance_name.as_ref());
    if !sheet.settings.is_empty() {
        yaml.line(0, "settings:");
        yaml.pairs(2, &sheet.settings);
    }
    if !sheet.tables.is_empty() {
        yaml.line(0, "\ntables:");
        for table in &sheet.tables {
            yaml.text(2, &in_flow(&table.name.text), &table.file.text);
        }
    }
    if !sheet.lists.is_empty() {
        yaml.line(0, "\nchoices:");
        sheet.lists.iter().for_each(|list| yaml.list(list));
    }
    yaml.line(0, if sheet.survey.is_empty() { "\nsurvey: []" } else { "\nsurvey:" });
    for item in &sheet.survey {
        yaml.item(2, item);
    }
    if !sheet.kept.is_empty() {
        yaml.line(0, "\nsheets:");
        sheet.kept.iter().for_each(|kept| yaml.kept(kept));
    }
    yaml.out
}

impl Yaml<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let (blank, text) = text.strip_prefix('\n').map_or(("", text), |text| ("\n", text));
        self.out += &format!("{blank}{:indent$}{text}\n", "");
    }

    /// A key with a text.
    fn text(&mut self, indent: usize, key: &str, text: &str) {
        let value = scalar(text, indent + 2);
        self.line(indent, &format!("{key}: {value}"));
    }

    /// A key with a text, where there is one.
    fn cell(&mut self, indent: usize, key: &str, cell: Option<&Cell>) {
        if let Some(cell) = cell {
            self.text(indent, key, &cell.text);
        }
    }

    /// A key with a list of names, where there are any.
    fn names(&mut self, indent: usize, key: &str, names: &[Cell]) {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|cell| in_flow(&cell.text)).collect();
            self.line(indent, &format!("{key}: [{}]", names.join(", ")));
        }
    }

    /// What is asked about where an answer comes from, where something is said of it.
    fn source(&mut self, indent: usize, source: Option<&[Cell]>) {
        match source {
            Some([]) => self.line(indent, "source: none"),
            Some(names) => self.names(indent, "source", names),
            None => {}
        }
    }

    /// Keys with texts that are kept; each key once, the last counts.
    fn pairs(&mut self, indent: usize, pairs: &[(Cell, Cell)]) {
        for (at, (key, value)) in pairs.iter().enumerate() {
            if !pairs[at + 1..].iter().any(|(later, _)| later.text == key.text) {
                self.text(indent, &in_flow(&key.text), &value.text);
            }
        }
    }

    /// A key with a wording, where anything is said.
    fn words(&mut self, indent: usize, key: &str, words: &Words) {
        if words.is_empty() {
            return;
        }
        if let Some(flow) = self.flow_words(words)
            && indent + key.len() + flow.chars().count() + 2 <= LINE_MAX
        {
            return self.line(indent, &format!("{key}: {flow}"));
        }
        if self.languages.len() == 1
            && let Some(Some(cell)) = words.by_language.first()
        {
            return self.text(indent, key, &cell.text);
        }
        self.line(indent, &format!("{key}:"));
        for (at, cell) in words.by_language.iter().enumerate() {
            if let (Some(cell), Some(code)) = (cell, self.languages.get(at)) {
                let code = in_flow(code);
                self.text(indent + 2, &code, &cell.text);
            }
        }
    }

    /// A wording in one line; `None` where it is too long for that.
    fn flow_words(&self, words: &Words) -> Option<String> {
        let mut texts = words.by_language.iter().flatten().map(|cell| cell.text.as_str());
        let first = texts.next()?;
        if words.by_language.iter().flatten().any(|cell| cell.text.contains('\n')) {
            return None;
        }
        let count = words.by_language.iter().flatten().count();
        if count == 1 && self.languages.len() == 1 {
            return Some(in_flow(first));
        }
        if count == self.languages.len() && texts.all(|text| text == first) {
            return Some(format!("{{all: {}}}", in_flow(first)));
        }
        let parts: Vec<String> = words
            .by_language
            .iter()
            .zip(&self.languages)
            .filter_map(|(cell, code)| {
                Some(format!("{}: {}", in_flow(code), in_flow(&cell.as_ref()?.text)))
            })
            .collect();
        Some(format!("{{{}}}", parts.join(", ")))
    }

    fn language_rows(&mut self, sheet: &Sheet) {
        if let [only] = sheet.languages.as_slice()
            && only.code.text == NO_LANGUAGE
            && !only.draft
        {
            return;
        }
        self.line(0, "languages:");
        for row in &sheet.languages {
            let (code, name) = (in_flow(&row.code.text), in_flow(&row.name.text));
            let draft = if row.draft { format!("{{name: {name}, draft: yes}}") } else { name };
            self.line(2, &format!("{code}: {draft}"));
        }
    }

    fn list(&mut self, list: &ListRow) {
        let name = in_flow(&list.name.text);
        match &list.content {
            ListContent::File { file, name: names, label } => {
                let mut parts = vec![format!("file: {}", in_flow(&file.text))];
                for (key, cell) in [("name", names), ("label", label)] {
                    parts.extend(
                        cell.as_ref().map(|cell| format!("{key}: {}", in_flow(&cell.text))),
                    );
                }
                self.line(2, &format!("{name}: {{{}}}", parts.join(", ")));
            }
            ListContent::Choices(choices) => {
                let end = if choices.is_empty() { " []" } else { "" };
                self.line(2, &format!("{name}:{end}"));
                choices.iter().for_each(|choice| self.choice(choice));
            }
        }
    }

    fn choice(&mut self, choice: &ChoiceRow) {
        if let Some(flow) = self.flow_choice(choice)
            && flow.chars().count() + 6 <= LINE_MAX
        {
            return self.line(4, &format!("- {flow}"));
        }
        self.line(4, &format!("- name: {}", in_flow(&choice.name.text)));
        self.words(6, "label", &choice.label);
        if choice.exclusive {
            self.line(6, "exclusive: yes");
        }
        self.media(6, &choice.media);
        self.pairs(6, &choice.columns);
    }

    fn flow_choice(&self, choice: &ChoiceRow) -> Option<String> {
        if !choice.media.is_empty() {
            return None;
        }
        let mut parts = vec![format!("name: {}", in_flow(&choice.name.text))];
        if !choice.label.is_empty() {
            parts.push(format!("label: {}", self.flow_words(&choice.label)?));
        }
        if choice.exclusive {
            parts.push("exclusive: yes".to_owned());
        }
        for (at, (key, value)) in choice.columns.iter().enumerate() {
            if !choice.columns[at + 1..].iter().any(|(later, _)| later.text == key.text) {
                parts.push(format!("{}: {}", in_flow(&key.text), in_flow(&value.text)));
            }
        }
        Some(format!("{{{}}}", parts.join(", ")))
    }

    fn media(&mut self, indent: usize, media: &[(Cell, Words)]) {
        if media.is_empty() {
            return;
        }
        self.line(indent, "media:");
        for (kind, words) in media {
            let mut files = words.by_language.iter().map(|cell| cell.as_ref().map(|it| &it.text));
            let first = files.next().flatten();
            match first.filter(|first| files.all(|file| file == Some(first))) {
                Some(file) => self.text(indent + 2, &kind.text, file),
                None => self.words(indent + 2, &kind.text, words),
            }
        }
    }

    fn kept(&mut self, kept: &KeptSheet) {
        let end = if kept.rows.is_empty() { " []" } else { "" };
        self.line(2, &format!("{}:{end}", in_flow(&kept.name.text)));
        for row in &kept.rows {
            let cells: Vec<String> = row.iter().map(|cell| in_flow(&cell.text)).collect();
            self.line(4, &format!("- [{}]", cells.join(", ")));
        }
    }
}
