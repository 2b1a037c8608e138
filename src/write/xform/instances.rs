//! Instances to look things up in: files, the interview finished last, choice lists.

use super::element::{Element, is_name};
use super::itext::{Said, Text};
use super::paths::references;
use super::tree::{Kind, Tree, file_of};
use crate::compile::kinds::{self, ChoiceSource};
use crate::compile::sheet::{ChoiceRow, Item, ListContent, ListRow};

/// A file by its name: the id of its instance and its address.
pub fn address(file: &str) -> (String, String) {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "csv"));
    let folder = if ending == "csv" { "file-csv" } else { "file" };
    (stem.to_owned(), format!("jr://{folder}/{stem}.{ending}"))
}

/// All instances but the first, each once.
pub fn all(tree: &Tree<'_>) -> Vec<Element> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |(id, source): (String, String)| {
        if !found.iter().any(|(known, _)| *known == id) {
            found.push((id, source));
        }
    };
    let mut last_saved = false;
    for node in &tree.nodes {
        for text in expressions(&node.item) {
            for table in pulled(text) {
                add(address(&format!("{table}.csv")));
            }
            last_saved |= references(text).iter().any(|found| found.last_saved);
        }
        if let (Kind::Question(_), Some(file)) = (&node.kind, file_of_question(tree, &node.item)) {
            add(address(&file));
        }
    }
    for table in &tree.sheet.tables {
        let (_, source) = address(&table.file.text);
        add((table.name.text.clone(), source));
    }
    if last_saved {
        add(("__last-saved".to_owned(), "jr://instance/last-saved".to_owned()));
    }
    let of_file = |(id, source): &(String, String)| {
        Element::new("instance").attribute("id", id).attribute("src", source)
    };
    let mut instances: Vec<Element> = found.iter().map(of_file).collect();
    for list in &tree.sheet.lists {
        let name = &list.name.text;
        if file_of(list).is_none()
            && !found.iter().any(|(id, _)| id == name)
            && !searched(tree, name)
        {
            instances.push(choices(tree, list));
        }
    }
    instances
}

/// The file that a select takes its choices from.
pub fn file_of_question(tree: &Tree<'_>, item: &Item) -> Option<String> {
    let typed = kinds::read(&item.type_text.as_ref()?.text).ok()?;
    match typed.choices? {
        ChoiceSource::File(file) => Some(file.to_owned()),
        ChoiceSource::List(list) => Some(file_of(tree.list(list)?)?.0.text.clone()),
        ChoiceSource::Rows(_) => None,
    }
}

/// The expressions of an item in which a table may be named.
fn expressions(item: &Item) -> Vec<&str> {
    let checks = item.checks.iter().filter(|check| check.hard).map(|check| &check.expression);
    [
        &item.calculation,
        &item.read_only,
        &item.required,
        &item.relevant,
        &item.choice_filter,
        &item.default,
    ]
    .into_iter()
    .flatten()
    .chain(checks)
    .map(|cell| cell.text.as_str())
    .collect()
}

/// The tables that `pulldata` is called with.
fn pulled(text: &str) -> Vec<String> {
    let calls = text.match_indices("pulldata").map(|(at, word)| &text[at + word.len()..]);
    let table = |rest: &str| {
        let inside = rest.trim_start().strip_prefix('(')?;
        let (table, _) = inside.split_once(',')?;
        Some(table.replace(['\'', '"'], "").trim().to_owned())
    };
    calls.filter_map(table).collect()
}

/// Whether a list is used with `search()`: then its choices stand in the question.
pub fn searched(tree: &Tree<'_>, list: &str) -> bool {
    tree.nodes.iter().any(|node| {
        let typed = node.item.type_text.as_ref().and_then(|cell| kinds::read(&cell.text).ok());
        let own = typed.and_then(|typed| typed.choices) == Some(ChoiceSource::List(list));
        own && node.appearance.contains("search(")
    })
}

/// The choices of a list.
pub fn rows(list: &ListRow) -> &[ChoiceRow] {
    match &list.content {
        ListContent::Choices(choices) => choices,
        ListContent::File { .. } => &[],
    }
}

/// Whether the labels of a list are translations.
pub fn needs_itext(tree: &Tree<'_>, list: &ListRow) -> bool {
    let ListContent::Choices(choices) = &list.content else { return false };
    choices.iter().any(|choice| {
        let plain = tree.plain(&choice.label);
        let filled = plain.is_some_and(|text| !references(text).is_empty());
        !choice.media.is_empty() || filled || !choice.label.is_empty() && plain.is_none()
    })
}

fn choices(tree: &Tree<'_>, list: &ListRow) -> Element {
    let translated = needs_itext(tree, list);
    let mut root = Element::new("root");
    for (at, choice) in rows(list).iter().enumerate() {
        let mut item = Element::new("item");
        if translated {
            item = item.with(Element::new("itextId").text(&format!("{}-{at}", list.name.text)));
        }
        item = item.with(Element::new("name").text(&choice.name.text));
        if let (false, Some(label)) = (translated, tree.plain(&choice.label)) {
            item = item.with(Element::new("label").text(label));
        }
        let columns = choice.columns.iter().filter(|(key, _)| is_name(&key.text));
        root = root.with(
            item.with_all(columns.map(|(key, value)| Element::new(&key.text).text(&value.text))),
        );
    }
    Element::new("instance").attribute("id", &list.name.text).with(root)
}

/// The labels of choices that are translations.
pub fn texts<'t>(tree: &'t Tree<'_>) -> Vec<Text<'t>> {
    let mut texts = Vec::new();
    for list in tree.sheet.lists.iter().filter(|list| needs_itext(tree, list)) {
        let ListContent::Choices(choices) = &list.content else { continue };
        for (at, choice) in choices.iter().enumerate() {
            let mut said = Vec::new();
            if !choice.label.is_empty() {
                said.push(Said { form: None, words: &choice.label });
            }
            let media = choice.media.iter();
            said.extend(media.map(|(kind, words)| Said { form: Some(&kind.text), words }));
            texts.push(Text { id: format!("{}-{at}", list.name.text), at: 0, said });
        }
    }
    texts
}
