//! The questionnaire as a whole: the keys of the top level.

use super::tree::{self, Content, Node};
use super::value::{Reader, is_kept, yes_or_no};
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, KeptSheet, LanguageRow, Mark, Sheet};

/// The version of the format that is read.
const FORMAT: &str = "1";
/// The code of the only language of a questionnaire that names none.
const NO_LANGUAGE: &str = "default";

const KEYS: [&str; 16] = [
    "anketa",
    "id",
    "version",
    "title",
    "languages",
    "special",
    "source",
    "style",
    "speakers",
    "instance_name",
    "choices",
    "tables",
    "settings",
    "survey",
    "sheets",
    "origin",
];

/// Reads a questionnaire; `None` where it is not a map of keys at all. Everything that is wrong
/// with it as a file is in the report.
pub fn read(text: &str, report: &mut Report<'_>) -> Option<Sheet> {
    let root = tree::parse(text, report)?;
    let mark = Mark { end: root.mark.start, ..root.mark };
    let mut reader = Reader { report, languages: Vec::new() };
    if !matches!(root.content, Content::Map(_)) {
        reader.wrong_kind("a questionnaire", "a map of keys", mark, &root.content);
        return None;
    }
    let mut entries = reader.map("a questionnaire", root);
    let mut take = |wanted: &str| {
        entries.iter().position(|(key, _)| key.text == wanted).map(|at| entries.remove(at))
    };
    let (format, languages, origin) = (take("anketa"), take("languages"), take("origin"));
    reader.format(format, mark);
    let foreign = reader.origin(origin);
    let languages = reader.language_rows(languages);
    reader.languages = languages.iter().map(|language| language.code.text.clone()).collect();
    let mut sheet = Sheet { languages, foreign, ..Sheet::default() };
    let mut seen = Vec::new();
    for (key, node) in entries {
        if !key.text.is_empty() && node_is_given(&node) {
            seen.push(key.text.clone());
        }
        reader.top(&mut sheet, key, node);
    }
    for key in ["id", "version", "title", "survey"] {
        let may_lack = foreign && key == "version";
        if !may_lack && !seen.iter().any(|seen| seen == key) {
            reader.missing_key("the questionnaire", key, mark);
        }
    }
    Some(sheet)
}

fn node_is_given(node: &Node) -> bool {
    !matches!(&node.content, Content::Broken)
}

impl Reader<'_, '_> {
    fn format(&mut self, entry: Option<(Cell, Node)>, mark: Mark) {
        let Some((_, node)) = entry else {
            let message = "the questionnaire has no `anketa`".to_owned();
            let help = format!("begin with `anketa: {FORMAT}`, the version of the format");
            self.report.add_with_help("E0202", mark, message, help);
            return;
        };
        if let Some(cell) = self.text("anketa", node)
            && cell.text != FORMAT
        {
            let message = format!("`anketa: {}` is not a format this program knows", cell.text);
            let help = format!("it reads `anketa: {FORMAT}`");
            self.report.add_with_help("E0207", cell.mark, message, help);
        }
    }

    /// Whether the questionnaire comes from an XLSForm.
    fn origin(&mut self, entry: Option<(Cell, Node)>) -> bool {
        let Some(cell) = entry.and_then(|(_, node)| self.text("origin", node)) else {
            return false;
        };
        if cell.text == "xlsform" {
            self.report.set_foreign();
            return true;
        }
        let message = format!("`origin` is `xlsform` or not there, not `{}`", cell.text);
        self.report.add("E0207", cell.mark, message);
        false
    }

    fn language_rows(&mut self, entry: Option<(Cell, Node)>) -> Vec<LanguageRow> {
        let mut rows = Vec::new();
        if let Some((_, node)) = entry {
            for (code, node) in self.map("languages", node) {
                let row = self.language_row(code, node);
                rows.push(row);
            }
        }
        if rows.is_empty() {
            let code = Cell { text: NO_LANGUAGE.to_owned(), mark: Mark::default() };
            rows.push(LanguageRow { name: code.clone(), code, draft: false });
        }
        rows
    }

    fn language_row(&mut self, code: Cell, node: Node) -> LanguageRow {
        if code.text == "all" {
            let message = "`all` cannot be the code of a language".to_owned();
            let help = "`{all: TEXT}` is a text in every language".to_owned();
            self.report.add_with_help("E0206", code.mark, message, help);
        }
        let mut row = LanguageRow { name: code.clone(), code, draft: false };
        if !matches!(node.content, Content::Map(_)) {
            if let Some(name) = self.text("languages", node) {
                row.name = name;
            }
            return row;
        }
        for (key, node) in self.map("languages", node) {
            match key.text.as_str() {
                "name" => row.name = self.text("name", node).unwrap_or_default(),
                "draft" => row.draft = self.flag("draft", node).unwrap_or(false),
                _ => self.unknown_key("a language", &key, &["name", "draft"]),
            }
        }
        row
    }

    fn top(&mut self, sheet: &mut Sheet, key: Cell, node: Node) {
        match key.text.as_str() {
            "id" => sheet.id = self.text("id", node).unwrap_or_default(),
            "version" => sheet.version = self.text("version", node).unwrap_or_default(),
            "title" => sheet.title = self.words("title", node),
            "special" => sheet.special = self.special(node),
            "source" => sheet.source = Some(self.source(node)),
            "style" => sheet.style = self.text("style", node),
            "speakers" => sheet.speakers = self.speakers(node),
            "instance_name" => sheet.instance_name = self.text("instance_name", node),
            "choices" => sheet.lists = self.lists(node),
            "tables" => sheet.tables = self.tables(node),
            "settings" => {
                sheet.settings.extend(self.kept_texts("settings", node));
                sheet.choice_duplicates = sheet.settings.iter().any(|(key, value)| {
                    key.text == "allow_choice_duplicates" && yes_or_no(&value.text) == Some(true)
                });
            }
            "sheets" => sheet.kept = self.kept_sheets(node),
            "survey" => sheet.survey = self.items("survey", node),
            kept if is_kept(kept) => {
                if let Some(text) = self.text(kept, node) {
                    sheet.settings.push((key, text));
                }
            }
            _ => self.unknown_key("a questionnaire", &key, &KEYS),
        }
    }

    /// Sheets that are kept and not used: a map of names to lists of rows.
    fn kept_sheets(&mut self, node: Node) -> Vec<KeptSheet> {
        let mut sheets = Vec::new();
        for (name, node) in self.map("sheets", node) {
            let mut rows = Vec::new();
            for row in self.list(&name.text, node) {
                let cells = self.list("a row of a sheet", row).into_iter();
                rows.push(cells.filter_map(|node| self.kept_text("a cell", node)).collect());
            }
            sheets.push(KeptSheet { name, rows });
        }
        sheets
    }
}
