//! From the neutral sheet to a form: what the cells mean.
//!
//! First everything that can be named is laid out (lists, tables, nodes), then the expressions
//! and wordings that name it are bound.

pub mod bind;
pub mod choices;
mod geojson;
mod labels;
pub mod lists;
pub mod nodes;
mod other;
mod question;
mod scope;
mod table;
mod talk;

use super::checks;
use super::report::Report;
use super::sheet::Sheet;
use crate::form::{Form, Language, Parts};
use crate::place::NodeId;
use bind::Binder;
pub use question::is_dynamic;

/// Makes a form of a sheet; `None` where there are errors. Every check of every family runs.
pub fn lower(mut sheet: Sheet, report: &mut Report<'_>) -> Option<Form> {
    let mut resolved = lists::resolve(&mut sheet, report);
    other::expand(&mut sheet, &mut resolved, report);
    let (tables, mut lists) = lists::tables(&resolved, lists::names_texts(&sheet.survey));
    let laid = nodes::lay_out(&sheet, &resolved, report);
    let scope = scope::Scope::new(&laid.nodes, &resolved, &lists, &tables);
    let mut binder = Binder::new(report, &scope);
    let title = binder.wording(&sheet.title, NodeId::ROOT);
    let instance_name =
        sheet.instance_name.as_ref().map(|cell| binder.rule(cell, NodeId::ROOT, None));
    let guide = talk::is_guide(&sheet, binder.report);
    let speakers = talk::speakers(&sheet, &mut binder);
    let choices = labels::bind(&resolved, &laid, &mut binder);
    let mut nodes = laid.nodes.clone();
    for (node, item) in nodes.iter_mut().zip(&laid.items) {
        match item {
            Some(item) => question::fill(node, item, &resolved, &mut binder),
            None => node.label = title.clone(),
        }
    }
    let rules = binder.finish();
    for (list, choices) in lists.iter_mut().zip(choices) {
        list.choices = choices;
    }
    let mut parts = Parts {
        id: sheet.id.text.clone(),
        version: sheet.version.text.clone(),
        title,
        languages: languages(&sheet),
        nodes,
        rules,
        lists,
        tables,
        instance_name,
        guide,
        speakers,
        ..Parts::default()
    };
    for (key, value) in &sheet.settings {
        parts.settings.insert(key.text.clone(), value.text.clone());
    }
    checks::run(&sheet, &resolved, &laid, &parts, report);
    match Form::assemble(parts) {
        Ok(form) => (!report.has_errors()).then_some(form),
        Err(cycles) => {
            checks::references::circles(&cycles, &laid, report);
            None
        }
    }
}

fn languages(sheet: &Sheet) -> Vec<Language> {
    sheet
        .languages
        .iter()
        .map(|row| Language {
            code: row.code.text.clone(),
            name: row.name.text.clone(),
            draft: row.draft,
        })
        .collect()
}
