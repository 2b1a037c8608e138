//! A sheet as an ODK XForm, so that it also runs in ODK Collect and Enketo.
//!
//! The sheet becomes a tree of nodes as they stand in the instance (`tree`); references are
//! rewritten to paths (`paths`); wordings become itext or plain labels (`itext`); then model and
//! body are put together. Names, order and paths are those that pyxform, the reference converter,
//! writes: `tests/xform/compare.py` compares them.

mod body;
mod element;
mod instances;
mod itext;
mod model;
mod own;
mod paths;
mod select;
pub mod tree;
mod types;

use crate::compile::sheet::{Item, Sheet};
use element::Element;
use tree::Tree;

/// The namespaces of an ODK XForm.
const NAMESPACES: [(&str, &str); 7] = [
    ("xmlns", "http://www.w3.org/2002/xforms"),
    ("xmlns:h", "http://www.w3.org/1999/xhtml"),
    ("xmlns:ev", "http://www.w3.org/2001/xml-events"),
    ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
    ("xmlns:jr", "http://openrosa.org/javarosa"),
    ("xmlns:orx", "http://openrosa.org/xforms"),
    ("xmlns:odk", "http://www.opendatakit.org/xforms"),
];

/// Writes an XForm.
pub fn xform(sheet: &Sheet) -> String {
    let sheet = &tree::with_other_choices(sheet);
    let tree = Tree::of(sheet);
    let title = sheet.title.by_language.iter().flatten().next();
    let title = title.map_or(sheet.id.text.as_str(), |cell| cell.text.as_str());
    let head =
        Element::new("h:head").with(Element::new("h:title").text(title)).with(model::model(&tree));
    let mut body = Element::new("h:body");
    if let Some(style) = tree.setting("style") {
        body = body.attribute("class", style);
    }
    body = body.with_all(body::controls(&tree, 0));
    let mut html = Element::new("h:html");
    for (name, value) in NAMESPACES {
        html = html.attribute(name, value);
    }
    for part in tree.setting("namespaces").unwrap_or("").split_whitespace() {
        if let Some((name, value)) = part.split_once('=') {
            let known = NAMESPACES.iter().any(|(known, _)| *known == format!("xmlns:{name}"));
            if !known && !name.is_empty() {
                html = html.attribute(&format!("xmlns:{name}"), value.trim_matches(['"', '\'']));
            }
        }
    }
    format!("<?xml version=\"1.0\"?>\n{}", html.with(head).with(body).to_text())
}

/// What a sheet says that XForms have no word for, each with how often it is said.
pub fn left_out(sheet: &Sheet) -> Vec<(&'static str, usize)> {
    let mut found: Vec<(&'static str, usize)> = Vec::new();
    let mut count = |what, times: usize| match found.iter_mut().find(|(known, _)| *known == what) {
        _ if times == 0 => {}
        Some((_, sum)) => *sum += times,
        None => found.push((what, times)),
    };
    count("special", usize::from(!sheet.special.is_empty()));
    count("style", usize::from(sheet.style.is_some()));
    count("speakers", sheet.speakers.len());
    let asks = sheet.source.as_ref().is_some_and(|source| !source.is_empty());
    count("source", usize::from(asks));
    each_item(&sheet.survey, &mut |item| {
        let hard = item.checks.iter().filter(|check| check.hard).count();
        count("warning", item.checks.len() - hard);
        count("checks", hard.saturating_sub(1));
        for (what, said) in [
            ("special", item.special.as_ref().is_some_and(|special| !special.is_empty())),
            ("source", item.source.as_ref().is_some_and(|source| !source.is_empty())),
            ("random", item.random.is_some()),
            ("instruction", !item.instruction.is_empty()),
            ("short", !item.short.is_empty()),
            ("number", item.number.is_some()),
            ("choose_max", item.choose_max.is_some()),
            ("pii", item.pii == Some(true)),
            ("sealed", item.sealed == Some(true)),
            ("self_completion", item.self_completion),
            ("locked_after", item.locked_after),
        ] {
            count(what, usize::from(said));
        }
        count("probes", item.probes.len());
    });
    found
}

fn each_item<'s>(items: &'s [Item], see: &mut impl FnMut(&'s Item)) {
    for item in items {
        see(item);
        each_item(&item.items, see);
    }
}
