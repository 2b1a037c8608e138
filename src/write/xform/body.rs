//! The body: a control for whatever is asked, in groups and rosters.

use super::element::Element;
use super::model::{actions, hint_needs_itext, needs_itext};
use super::paths::Mode;
use super::select;
use super::tree::{Kind, Tree};
use super::types::Type;
use crate::compile::sheet::Item;

/// The controls inside a node.
pub fn controls(tree: &Tree<'_>, at: usize) -> Vec<Element> {
    let children = tree.nodes[at].children.iter();
    children.filter_map(|&child| control(tree, child)).collect()
}

fn control(tree: &Tree<'_>, at: usize) -> Option<Element> {
    match &tree.nodes[at].kind {
        Kind::Group { body: false } => None,
        Kind::Group { body: true } => Some(group(tree, at)),
        Kind::Repeat => Some(repeat(tree, at)),
        Kind::Question(kind) => question(tree, at, *kind),
    }
}

fn group(tree: &Tree<'_>, at: usize) -> Element {
    let item = &tree.nodes[at].item;
    let mut group = with_attributes(Element::new("group"), tree, at);
    group = group.attribute("ref", &tree.path(at));
    if !item.label.is_empty() {
        group = group.with(label(tree, at));
    }
    group.with_all(controls(tree, at))
}

fn repeat(tree: &Tree<'_>, at: usize) -> Element {
    let node = &tree.nodes[at];
    let mut repeat = Element::new("repeat").attribute("nodeset", &tree.path(at));
    if let Some(count) = &node.count {
        repeat = repeat.attribute("jr:count", &tree.with_paths(count, at, Mode::default()));
    }
    repeat = with_attributes(repeat, tree, at).with_all(controls(tree, at));
    for inside in at + 1..tree.nodes.len() {
        if nearest_repeat(tree, inside) == Some(at) {
            repeat = repeat.with_all(actions(tree, inside, true));
        }
    }
    Element::new("group").attribute("ref", &tree.path(at)).with(label(tree, at)).with(repeat)
}

fn nearest_repeat(tree: &Tree<'_>, mut at: usize) -> Option<usize> {
    while at != 0 {
        at = tree.nodes[at].parent;
        if tree.nodes[at].kind == Kind::Repeat {
            return Some(at);
        }
    }
    None
}

fn question(tree: &Tree<'_>, at: usize, kind: Type) -> Option<Element> {
    let item = &tree.nodes[at].item;
    let silent = item.label.is_empty() && item.hint.is_empty() && !is_label(tree, at);
    let computed = item.calculation.is_some() || !item.trigger.is_empty();
    if kind.control.is_empty() || computed && silent {
        return None;
    }
    let mut control = Element::new(kind.control).with(label(tree, at));
    if !item.hint.is_empty() || !item.guidance_hint.is_empty() {
        control = control.with(hint(tree, at));
    }
    control = control.attribute("ref", &tree.path(at));
    if !kind.mediatype.is_empty() {
        control = control.attribute("mediatype", kind.mediatype);
    }
    control = with_attributes(control, tree, at);
    for (key, value) in parameters(item, kind) {
        control = control.attribute(key, &value);
    }
    if kind.word == "select_one_external" {
        control = control.attribute("query", &query(tree, at));
    }
    control = control.with_all(select::choices(tree, at));
    if let Some(ticks) = item.parameters.iter().find(|(key, _)| key.text == "tick_labelset") {
        let part = |name: &str, column: &str| Element::new(name).attribute("ref", column);
        let nodeset = format!("instance('{}')/root/item", ticks.1.text);
        control = control.with(
            Element::new("itemset")
                .attribute("nodeset", &nodeset)
                .with(part("value", "name"))
                .with(part("label", "label")),
        );
    }
    Some(control.with_all(triggered(tree, at)))
}

/// What a change of the question sets.
fn triggered(tree: &Tree<'_>, at: usize) -> Vec<Element> {
    let own = &tree.nodes[at].name;
    let names = |text: &str| text.trim_matches(['$', '{', '}', ' ']).to_owned();
    let mut set = Vec::new();
    for (target, node) in tree.nodes.iter().enumerate() {
        // What nobody sees triggers nothing; its calculation then stands in the bind.
        let waits = node.item.trigger.iter().any(|cell| names(&cell.text) == *own);
        let Kind::Question(kind) = &node.kind else { continue };
        if !waits {
            continue;
        }
        let geo = kind.word == "background-geopoint";
        let mut action = Element::new(if geo { "odk:setgeopoint" } else { "setvalue" })
            .attribute("ref", &tree.path(target))
            .attribute("event", "xforms-value-changed");
        if let (false, Some(calculation)) = (geo, &node.item.calculation) {
            let value = tree.with_paths(&calculation.text, at, Mode::default());
            action = action.attribute("value", &value);
        }
        set.push(action);
    }
    set
}

fn query(tree: &Tree<'_>, at: usize) -> String {
    let item = &tree.nodes[at].item;
    let text = item.type_text.as_ref().map_or("", |cell| cell.text.as_str());
    let list = text.split_whitespace().nth(1).unwrap_or("");
    let filter = item.choice_filter.as_ref().map_or_else(String::new, |cell| {
        let mode = Mode { current: true, rows: false };
        format!("[{}]", tree.with_paths(&cell.text, at, mode))
    });
    format!("instance('{list}')/root/item{filter}")
}

/// Whether it is shown only as the heading of a table of selects.
fn is_label(tree: &Tree<'_>, at: usize) -> bool {
    tree.nodes[at].appearance == "label"
}

fn label(tree: &Tree<'_>, at: usize) -> Element {
    let item = &tree.nodes[at].item;
    let translated = || {
        let path = tree.path(at);
        Element::new("label").attribute("ref", &format!("jr:itext('{path}:label')"))
    };
    match tree.plain(&item.label) {
        _ if needs_itext(tree, item) => translated(),
        Some(text) => tree.element("label", text, at),
        None if is_label(tree, at) => Element::new("label").text(" "),
        None => Element::new("label"),
    }
}

fn hint(tree: &Tree<'_>, at: usize) -> Element {
    let item = &tree.nodes[at].item;
    match tree.plain(&item.hint) {
        Some(text) if !hint_needs_itext(tree, item) => tree.element("hint", text, at),
        _ => {
            let path = tree.path(at);
            Element::new("hint").attribute("ref", &format!("jr:itext('{path}:hint')"))
        }
    }
}

/// Appearance, and what columns say of the control.
fn with_attributes(mut element: Element, tree: &Tree<'_>, at: usize) -> Element {
    let node = &tree.nodes[at];
    if !node.appearance.is_empty() {
        element = element.attribute("appearance", &node.appearance);
    }
    for (key, value) in &node.item.extra {
        let name = match key.text.as_str() {
            "rows" | "autoplay" | "intent" => Some(key.text.as_str()),
            "repeat_count" => Some("jr:count"),
            key => key.strip_prefix("body::").or_else(|| key.strip_prefix("control::")),
        };
        if let Some(name) = name {
            element = element.attribute(name, &tree.with_paths(&value.text, at, Mode::default()));
        }
    }
    element
}

/// Parameters that a control holds.
fn parameters(item: &Item, kind: Type) -> Vec<(&'static str, String)> {
    const RANGE: [(&str, &str); 5] = [
        ("start", "start"),
        ("end", "end"),
        ("step", "step"),
        ("tick_interval", "odk:tick-interval"),
        ("placeholder", "odk:placeholder"),
    ];
    const OTHERS: [(&str, &str, &str); 6] = [
        ("text", "rows", "rows"),
        ("image", "app", "intent"),
        ("geopoint", "capture-accuracy", "accuracyThreshold"),
        ("geopoint", "warning-accuracy", "unacceptableAccuracyThreshold"),
        ("geotrace", "incremental", "incremental"),
        ("geoshape", "incremental", "incremental"),
    ];
    let parameter = |wanted: &str| {
        let found = item.parameters.iter().find(|(key, _)| key.text == wanted);
        found.map(|(_, value)| value.text.clone())
    };
    let others = OTHERS.iter().filter(|(word, _, _)| *word == kind.word);
    let mut found: Vec<(&'static str, String)> =
        others.filter_map(|(_, key, name)| Some((*name, parameter(key)?))).collect();
    if kind.word == "range" {
        let usual = [Some("1"), Some("10"), Some("1"), None, None];
        for ((key, name), usual) in RANGE.into_iter().zip(usual) {
            let value = parameter(key).or_else(|| usual.map(str::to_owned));
            found.extend(value.map(|value| (name, value)));
        }
    }
    found
}
