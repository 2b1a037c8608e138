//! Where a select takes its choices from: a list, a file, a roster.

use super::element::Element;
use super::instances::{address, file_of_question, needs_itext, rows, searched};
use super::paths::Mode;
use super::tree::{Tree, file_of};
use crate::compile::kinds::{self, ChoiceSource};
use crate::compile::sheet::Item;

/// What a set of choices is taken from.
struct Set {
    nodeset: String,
    value: String,
    label: String,
    filter: Option<String>,
}

/// The set of choices of a select, or its choices one by one.
pub fn choices(tree: &Tree<'_>, at: usize) -> Vec<Element> {
    let item = &tree.nodes[at].item;
    let typed = item.type_text.as_ref().and_then(|cell| kinds::read(&cell.text).ok());
    let Some(source) = typed.and_then(|typed| typed.choices) else { return Vec::new() };
    if let ChoiceSource::List(name) = source
        && searched(tree, name)
    {
        return one_by_one(tree, name, at);
    }
    let by_rows = matches!(source, ChoiceSource::Rows(_));
    let mut set = match source {
        ChoiceSource::Rows(name) => of_rows(tree, name, at),
        ChoiceSource::List(name) => of_list(tree, name, item),
        ChoiceSource::File(_) => of_file(tree, item, None, None),
    };
    if let Some(filter) = &item.choice_filter {
        let filter = tree.with_paths(&filter.text, at, Mode { current: true, rows: by_rows });
        set.filter = Some(match by_rows {
            true => filter
                .replace(&format!("current()/{}", set.nodeset), ".")
                .replace(&set.nodeset, "."),
            false => filter,
        });
    }
    if let Some(filter) = &set.filter {
        set.nodeset = format!("{}[{filter}]", set.nodeset);
    }
    let parameter = |wanted: &str| {
        let found = item.parameters.iter().find(|(key, _)| key.text == wanted);
        found.map(|(_, value)| value.text.as_str())
    };
    if parameter("randomize") == Some("true") {
        let seed = parameter("seed").map(|seed| tree.with_paths(seed, at, Mode::default()));
        let seed = seed.map_or_else(String::new, |seed| format!(", {}", seed.trim()));
        set.nodeset = format!("randomize({}{seed})", set.nodeset);
    }
    let part = |name: &str, column: &str| Element::new(name).attribute("ref", column);
    vec![
        Element::new("itemset")
            .attribute("nodeset", &set.nodeset)
            .with(part("value", &set.value))
            .with(part("label", &set.label)),
    ]
}

fn of_list(tree: &Tree<'_>, name: &str, item: &Item) -> Set {
    let list = tree.list(name);
    if let Some((_, value, label)) = list.and_then(file_of) {
        let text = |cell: Option<&crate::compile::sheet::Cell>| cell.map(|cell| cell.text.clone());
        return of_file(tree, item, text(value), text(label));
    }
    let label = match list {
        Some(list) if needs_itext(tree, list) => "jr:itext(itextId)",
        Some(list) if rows(list).iter().all(|choice| choice.label.is_empty()) => "name",
        _ => "label",
    };
    Set {
        nodeset: format!("instance('{name}')/root/item"),
        value: "name".to_owned(),
        label: label.to_owned(),
        filter: None,
    }
}

fn of_file(tree: &Tree<'_>, item: &Item, value: Option<String>, label: Option<String>) -> Set {
    let file = file_of_question(tree, item).unwrap_or_default();
    let usual = if file.ends_with(".geojson") { ("id", "title") } else { ("name", "label") };
    let parameter = |wanted: &str| {
        let found = item.parameters.iter().find(|(key, _)| key.text == wanted);
        found.map(|(_, value)| value.text.clone())
    };
    let (id, _) = address(&file);
    Set {
        nodeset: format!("instance('{id}')/root/item"),
        value: parameter("value").or(value).unwrap_or_else(|| usual.0.to_owned()),
        label: parameter("label").or(label).unwrap_or_else(|| usual.1.to_owned()),
        filter: None,
    }
}

/// The answers to a question in a roster: one choice a row that has one.
fn of_rows(tree: &Tree<'_>, name: &str, at: usize) -> Set {
    let path = tree.with_paths(&format!("${{{name}}}"), at, Mode { current: false, rows: true });
    let (nodeset, label) = path.trim().rsplit_once('/').unwrap_or((path.trim(), name));
    let named = tree.nodes[at].item.parameters.iter().find(|(key, _)| key.text == "value");
    Set {
        nodeset: nodeset.to_owned(),
        value: named.map_or_else(|| label.to_owned(), |(_, cell)| cell.text.clone()),
        label: label.to_owned(),
        filter: Some(format!("./{label} != ''")),
    }
}

fn one_by_one(tree: &Tree<'_>, name: &str, at: usize) -> Vec<Element> {
    let Some(list) = tree.list(name) else { return Vec::new() };
    let translated = needs_itext(tree, list);
    let items = rows(list).iter().enumerate().map(|(position, choice)| {
        let label = match tree.plain(&choice.label) {
            _ if translated => {
                Element::new("label").attribute("ref", &format!("jr:itext('{name}-{position}')"))
            }
            Some(text) => tree.element("label", text, at),
            None => Element::new("label"),
        };
        let value = Element::new("value").text(&choice.name.text);
        Element::new("item").with(label).with(value)
    });
    items.collect()
}
