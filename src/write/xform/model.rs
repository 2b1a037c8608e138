//! The model: translations, the instance, look-up instances, binds and actions.

use super::element::{Element, is_name};
use super::instances;
use super::itext::{Said, Text};
use super::paths::{Mode, references};
use super::tree::{Kind, Node, Tree};
use crate::compile::kinds;
use crate::compile::sheet::{Item, Words};
use crate::form::node::QuestionKind;

/// What a bind says, in the order it is written.
type Attributes = Vec<(String, String)>;

/// The model.
pub fn model(tree: &Tree<'_>) -> Element {
    let mut model = Element::new("model").attribute("odk:xforms-version", "1.0.0");
    if let Some(submission) = submission(tree) {
        model = model.with(submission);
    }
    if let Some(itext) = tree.itext(&texts(tree)) {
        model = model.with(itext);
    }
    model = model.with(Element::new("instance").with(root(tree)));
    model = model.with_all(instances::all(tree));
    for at in 0..tree.nodes.len() {
        if let Some(bind) = bind(tree, at) {
            model = model.with(bind);
        }
        model = model.with_all(actions(tree, at, false));
    }
    model
}

fn submission(tree: &Tree<'_>) -> Option<Element> {
    let mut element = Element::new("submission");
    let empty = element.clone();
    if let Some(url) = tree.setting("submission_url") {
        element = element.attribute("action", url).attribute("method", "post");
    }
    for (key, name) in [
        ("public_key", "base64RsaPublicKey"),
        ("auto_send", "orx:auto-send"),
        ("auto_delete", "orx:auto-delete"),
    ] {
        if let Some(value) = tree.setting(key) {
            element = element.attribute(name, value);
        }
    }
    if tree.says_yes("client_editable") {
        element = element.attribute("odk:client-editable", "true");
    }
    (element != empty).then_some(element)
}

/// All texts that are translated, those of the choices first.
fn texts<'t>(tree: &'t Tree<'_>) -> Vec<Text<'t>> {
    let mut texts = instances::texts(tree);
    for (at, node) in tree.nodes.iter().enumerate().skip(1) {
        let (path, item) = (tree.path(at), &node.item);
        let mut add = |what: &str, said: Vec<Said<'t>>| {
            if !said.is_empty() {
                texts.push(Text { id: format!("{path}:{what}"), at, said });
            }
        };
        for (what, message) in messages(item) {
            if translated(tree, message) {
                add(what, vec![Said { form: None, words: message }]);
            }
        }
        if needs_itext(tree, item) {
            let mut said = Vec::new();
            if !item.label.is_empty() {
                said.push(Said { form: None, words: &item.label });
            }
            let media = item.media.iter();
            said.extend(media.map(|(kind, words)| Said { form: Some(&kind.text), words }));
            add("label", said);
        }
        if hint_needs_itext(tree, item) {
            let mut said = Vec::new();
            if !item.hint.is_empty() {
                said.push(Said { form: None, words: &item.hint });
            }
            if !item.guidance_hint.is_empty() {
                said.push(Said { form: Some("guidance"), words: &item.guidance_hint });
            }
            add("hint", said);
        }
    }
    texts
}

/// The messages of a bind, by the attribute that holds them.
fn messages(item: &Item) -> Vec<(&'static str, &Words)> {
    let check = item.checks.iter().find(|check| check.hard);
    let mut messages = Vec::new();
    messages.extend(check.map(|check| ("jr:constraintMsg", &check.message)));
    messages.push(("jr:requiredMsg", &item.required_message));
    messages.retain(|(_, words)| !words.is_empty());
    messages
}

/// Whether a message is a translation: it differs by language, or something is filled in.
fn translated(tree: &Tree<'_>, words: &Words) -> bool {
    tree.plain(words).is_none_or(|text| !references(text).is_empty())
}

/// Whether a label is a translation.
pub fn needs_itext(tree: &Tree<'_>, item: &Item) -> bool {
    !item.media.is_empty() || !item.label.is_empty() && tree.plain(&item.label).is_none()
}

/// Whether a hint is a translation.
pub fn hint_needs_itext(tree: &Tree<'_>, item: &Item) -> bool {
    !item.guidance_hint.is_empty() || !item.hint.is_empty() && tree.plain(&item.hint).is_none()
}

/// The first instance: a node for each question, with what it holds at first.
fn root(tree: &Tree<'_>) -> Element {
    let mut root = instance(tree, 0, false, false);
    for (key, value) in &tree.sheet.settings {
        if let Some(name) = key.text.strip_prefix("attribute::") {
            root = root.attribute(name, &value.text);
        }
    }
    root = root.attribute("id", &tree.sheet.id.text);
    if let Some(xmlns) = tree.setting("instance_xmlns") {
        root = root.attribute("xmlns", xmlns);
    }
    let version = tree.sheet.version.text.as_str();
    let more =
        [("odk:prefix", tree.setting("prefix")), ("odk:delimiter", tree.setting("delimiter"))];
    for (name, value) in [("version", Some(version))].into_iter().chain(more) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            root = root.attribute(name, value);
        }
    }
    root
}

/// A node of the instance. A roster stands there twice, once as the template of its rows; inside
/// the row itself there are no templates, inside a template there are.
fn instance(tree: &Tree<'_>, at: usize, template: bool, in_row: bool) -> Element {
    let node = &tree.nodes[at];
    let mut element = Element::new(&node.name);
    if template && node.kind == Kind::Repeat {
        element = element.attribute("jr:template", "");
    }
    for (key, value) in &node.item.extra {
        if let Some(name) = key.text.strip_prefix("instance::")
            && !template
        {
            element = element.attribute(name, &tree.with_paths(&value.text, at, Mode::default()));
        }
    }
    if let Kind::Question(_) = node.kind {
        return element.text(&first_value(node));
    }
    for &child in &node.children {
        let repeats = tree.nodes[child].kind == Kind::Repeat;
        if repeats && !template && !in_row {
            element = element.with(instance(tree, child, true, false));
        }
        element = element.with(instance(tree, child, template, in_row || repeats && !template));
    }
    element
}

/// What a question holds at first, where that is no expression.
fn first_value(node: &Node) -> String {
    let Some(default) = &node.item.default else { return String::new() };
    if is_dynamic(&node.item) {
        return String::new();
    }
    let Kind::Question(kind) = &node.kind else { return String::new() };
    match kind.mediatype {
        "image/*" if !default.text.contains("jr://images/") => {
            format!("jr://images/{}", default.text)
        }
        _ => default.text.clone(),
    }
}

/// Whether what a question holds at first is an expression.
pub fn is_dynamic(item: &Item) -> bool {
    let kind = item.type_text.as_ref().and_then(|cell| kinds::read(&cell.text).ok());
    let kind = kind.map_or(QuestionKind::Text { multiline: false }, |typed| typed.kind);
    let default = item.default.as_ref();
    default.is_some_and(|cell| crate::compile::is_dynamic_default(&cell.text, &kind))
}

fn bind(tree: &Tree<'_>, at: usize) -> Option<Element> {
    let attributes = attributes(tree, at);
    let node = &tree.nodes[at];
    let bare = match &node.kind {
        Kind::Question(kind) => kind.value.is_empty(),
        _ => true,
    };
    if bare && attributes.is_empty() {
        return None;
    }
    let mut bind = Element::new("bind").attribute("nodeset", &tree.path(at));
    for (name, value) in attributes {
        bind = bind.attribute(&name, &value);
    }
    Some(bind)
}

/// What the bind of a node says.
fn attributes(tree: &Tree<'_>, at: usize) -> Attributes {
    let node = &tree.nodes[at];
    let (item, path) = (&node.item, tree.path(at));
    let mut attributes: Attributes = Vec::new();
    if at == 0 {
        let settings = tree.sheet.settings.iter();
        let of_root = settings.filter_map(|(key, value)| {
            Some((key.text.strip_prefix("bind::")?.to_owned(), value.text.clone()))
        });
        return of_root.collect();
    }
    let mut put =
        |name: &str, value: String| match attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => attributes.push((name.to_owned(), value)),
        };
    if let Kind::Question(kind) = &node.kind {
        if !kind.value.is_empty() {
            put("type", value_type(item, kind.value).to_owned());
        }
        if kind.word == "note" {
            put("readonly", "true()".to_owned());
        }
        if let Some((preload, parameters)) = kind.preload {
            put("jr:preload", preload.to_owned());
            put("jr:preloadParams", parameters.to_owned());
        }
    }
    let check = item.checks.iter().find(|check| check.hard);
    let calculation = item.calculation.as_ref().filter(|_| !tree.waits(item));
    for (name, cell) in [
        ("readonly", item.read_only.as_ref()),
        ("required", item.required.as_ref()),
        ("relevant", item.relevant.as_ref()),
        ("constraint", check.map(|check| &check.expression)),
        ("calculate", calculation),
    ] {
        if let Some(cell) = cell {
            put(name, tree.with_paths(flag(&cell.text), at, Mode::default()));
        }
    }
    for (name, words) in messages(item) {
        let text = tree.plain(words).filter(|_| !translated(tree, words));
        put(name, text.map_or_else(|| format!("jr:itext('{path}:{name}')"), str::to_owned));
    }
    for (key, value) in parameters(item) {
        put(key, value);
    }
    for (key, value) in &item.extra {
        let name = match key.text.as_str() {
            "required" => Some("required"),
            "read_only" => Some("readonly"),
            "calculation" => Some("calculate"),
            "save_to" => Some("entities:saveto"),
            "no_app_error_string" | "noAppErrorString" => Some("jr:noAppErrorString"),
            key => key.strip_prefix("bind::"),
        };
        if let Some(name) = name.filter(|name| is_name(name)) {
            let convertible = ["required", "readonly", "calculate"].contains(&name);
            let text = if convertible { flag(&value.text) } else { &value.text };
            put(name, tree.with_paths(text, at, Mode::default()));
        }
    }
    attributes
}

/// The type of the value; a range with decimals is decimal.
fn value_type<'v>(item: &Item, value: &'v str) -> &'v str {
    let is_range = item.type_text.as_ref().is_some_and(|cell| cell.text == "range");
    let fraction = |text: &str| text.parse::<f64>().is_ok_and(|number| number.fract() != 0.0);
    let numbers = ["start", "end", "step", "tick_interval", "placeholder"];
    let decimal = item
        .parameters
        .iter()
        .any(|(key, cell)| numbers.contains(&key.text.as_str()) && fraction(&cell.text));
    if is_range && decimal { "decimal" } else { value }
}

/// Parameters that a bind holds.
fn parameters(item: &Item) -> Vec<(&'static str, String)> {
    const KNOWN: [(&str, &str); 8] = [
        ("max-pixels", "orx:max-pixels"),
        ("quality", "odk:quality"),
        ("track-changes", "odk:track-changes"),
        ("track-changes-reasons", "odk:track-changes-reasons"),
        ("identify-user", "odk:identify-user"),
        ("location-priority", "odk:location-priority"),
        ("location-min-interval", "odk:location-min-interval"),
        ("location-max-age", "odk:location-max-age"),
    ];
    let background = item.type_text.as_ref().is_some_and(|cell| cell.text == "background-audio");
    let named = |key: &str| KNOWN.iter().find(|(known, _)| *known == key).map(|(_, name)| *name);
    item.parameters
        .iter()
        .filter(|_| !background)
        .filter_map(|(key, value)| Some((named(&key.text)?, value.text.clone())))
        .collect()
}

/// Yes and no as expressions.
fn flag(text: &str) -> &str {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" => "true()",
        "no" | "No" | "NO" | "false" | "False" | "FALSE" => "false()",
        other => other,
    }
}

/// The actions that fill in a node: when the form is opened, or when a row is added.
pub fn actions(tree: &Tree<'_>, at: usize, row: bool) -> Vec<Element> {
    let node = &tree.nodes[at];
    let Kind::Question(kind) = &node.kind else { return Vec::new() };
    let action = |name: &str, event: &str| {
        Element::new(name).attribute("ref", &tree.path(at)).attribute("event", event)
    };
    let mut actions = Vec::new();
    if let Some(default) = node.item.default.as_ref().filter(|_| is_dynamic(&node.item)) {
        let event = if row { "odk-new-repeat" } else { "odk-instance-first-load" };
        let value = tree.with_paths(&default.text, at, Mode::default());
        actions.push(action("setvalue", event).attribute("value", &value));
    }
    match kind.word {
        _ if row => {}
        "start-geopoint" => actions.push(action("odk:setgeopoint", "odk-instance-first-load")),
        "background-audio" => {
            let mut record = action("odk:recordaudio", "odk-instance-load");
            let quality = node.item.parameters.iter().find(|(key, _)| key.text == "quality");
            if let Some((_, quality)) = quality {
                record = record.attribute("odk:quality", &quality.text);
            }
            actions.push(record);
        }
        _ => {}
    }
    actions
}
