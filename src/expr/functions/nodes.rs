//! Nodes, rosters and tables.

use std::borrow::Cow;

use super::super::Defect;
use super::super::ast::{Kind, Start};
use super::super::function::{Call, Function, Yields};
use super::super::paths::{name_of, rows_of};
use super::super::shuffle::{seed_from_text, shuffle};
use super::super::val::{Item, Nodes, Val};
use crate::place::NodeId;

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "count(nodes)",
        (1, 1),
        Yields::Number,
        |call| Ok(Val::Number(counted(call)?.items().len() as f64)),
        "How many nodes apply: rows of a roster, blank answers included.",
    ),
    Function::new(
        "count-non-empty(nodes)",
        (1, 1),
        Yields::Number,
        count_non_empty,
        "How many of the nodes are not blank.",
    ),
    Function::new(
        "position(node?)",
        (0, 1),
        Yields::Number,
        position,
        "The position of a roster's row, from 1: `position(..)` inside the row; in a predicate \
         without an argument that of the node tested.",
    )
    .interview(),
    Function::new(
        "last()",
        (0, 0),
        Yields::Number,
        |call| Ok(Val::Number(call.context.size as f64)),
        "In a predicate, how many nodes are tested.",
    )
    .interview()
    .only("XPath engines, not ODK Collect"),
    Function::new(
        "indexed-repeat(question, roster, row, roster?, row?, roster?, row?)",
        (3, 7),
        Yields::Any,
        indexed_repeat,
        "The answer to a question in the row of a roster with that position, from 1; up to three \
         rosters inside each other. Blank where there is no such row.",
    )
    .interview(),
    Function::new(
        "current()",
        (0, 0),
        Yields::Nodes,
        |call| Ok(Val::Nodes(Nodes::One(Item::Place(call.evaluation.at)))),
        "The question that the expression stands at, also in a predicate.",
    )
    .interview(),
    Function::new(
        "instance(table)",
        (1, 1),
        Yields::Nodes,
        |call| {
            let name = call.text(0)?;
            let table = call.evaluation.source.table(&name);
            Ok(Val::Nodes(table.map_or(Nodes::None, |table| Nodes::One(Item::Table(table)))))
        },
        "A choice list or attached table: `instance('list')/root/item[column = ${x}]/label`.",
    )
    .interview(),
    Function::new(
        "pulldata(table, column, key_column, key)",
        (4, 4),
        Yields::Text,
        pulldata,
        "What an attached table has in a column, in the first row whose key column holds the key.",
    )
    .interview(),
    Function::new(
        "randomize(nodes, seed?)",
        (1, 2),
        Yields::Nodes,
        randomize,
        "The nodes in a random order; with a seed always the same one.",
    )
    .clock(),
    Function::new("name(node?)", (0, 1), Yields::Text, name, "The name of a node.")
        .interview()
        .only("XPath engines, not ODK Collect"),
    Function::new("local-name(node?)", (0, 1), Yields::Text, name, "The name of a node.")
        .interview()
        .only("XPath engines, not ODK Collect"),
    Function::new(
        "namespace-uri(node?)",
        (0, 1),
        Yields::Text,
        |_| Ok(Val::BLANK),
        "Always blank: names have no namespaces here.",
    )
    .only("XPath engines, not ODK Collect"),
    Function::new(
        "id(name)",
        (1, 1),
        Yields::Nodes,
        |_| Ok(Val::Nodes(Nodes::None)),
        "No nodes: nodes have no identifiers here.",
    )
    .only("XPath engines, not ODK Collect"),
    Function::new(
        "lang(code)",
        (1, 1),
        Yields::Boolean,
        |_| Ok(Val::Boolean(false)),
        "Always false: nodes have no language here.",
    )
    .only("XPath engines, not ODK Collect"),
];

/// The nodes of the first argument that apply.
fn counted<'s>(call: &Call<'_, 's>) -> Result<Nodes<'s>, Defect> {
    let nodes = call.nodes(0)?;
    match nodes {
        Nodes::One(Item::Place(place)) if !call.evaluation.source.relevant(place) => {
            Ok(Nodes::None)
        }
        _ => Ok(nodes),
    }
}

fn count_non_empty<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let values = call.evaluation.each(Val::Nodes(counted(call)?))?;
    let full = values.into_iter().filter(|value| !call.evaluation.text(value.clone()).is_empty());
    Ok(Val::Number(full.count() as f64))
}

fn position<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let item = match call.count() {
        0 if call.context.position > 0 => {
            return Ok(Val::Number(call.context.position as f64));
        }
        0 => call.context.item,
        _ => match call.nodes(0)?.items().first() {
            Some(item) => *item,
            None => return Ok(Val::Number(0.0)),
        },
    };
    Ok(Val::Number(match item {
        Item::Place(place) => call.evaluation.source.position(place) as f64,
        Item::Row(_, row) => (row + 1) as f64,
        _ => 1.0,
    }))
}

/// The node that an argument written as a path of names is bound to.
pub fn target(call: &Call<'_, '_>, at: usize) -> Option<NodeId> {
    let Kind::Path(path) = &call.written(at)?.kind else { return None };
    match (&path.start, path.steps.as_slice()) {
        (Start::Bound(bound), []) => bound.target,
        _ => None,
    }
}

fn indexed_repeat<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let source = call.evaluation.source;
    let Some(question) = target(call, 0) else { return Ok(Val::BLANK) };
    let mut from = call.evaluation.at;
    let mut around = false;
    for at in (1..call.count()).step_by(2) {
        let Some(roster) = target(call, at) else { return Ok(Val::BLANK) };
        // JavaRosa takes the first row for an index below 1 or one that is blank.
        let index = call.whole(at + 1)?.unwrap_or(1).max(1) as usize;
        let rows = if around {
            source.locate(roster, from)
        } else {
            rows_of(call.evaluation, roster, from)
        };
        call.evaluation.spend(rows.len())?;
        let Some(row) = rows.get(index - 1) else { return Ok(Val::BLANK) };
        (from, around) = (*row, true);
    }
    let places = source.locate(question, from);
    call.evaluation.spend(places.len())?;
    Ok(Val::Nodes(Nodes::from_items(places.into_iter().map(Item::Place).collect())))
}

fn pulldata<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let (table, column, key_column) = (call.text(0)?, call.text(1)?, call.text(2)?);
    let key = call.text(3)?;
    let Some(table) = call.evaluation.source.table(&table) else { return Ok(Val::BLANK) };
    let (Some(column), Some(key_column)) = (table.column(&column), table.column(&key_column))
    else {
        return Ok(Val::BLANK);
    };
    call.evaluation.spend(table.height() / 8)?;
    let is_meant = |&row: &usize| table.cell(row, key_column).is_some_and(|cell| *cell == *key);
    let found = (0..table.height()).find(is_meant);
    let cell = found.and_then(|row| table.cell(row, column));
    Ok(cell.map_or(Val::BLANK, |cell| Val::Text(Cow::Borrowed(cell))))
}

fn randomize<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let nodes = call.nodes(0)?;
    let seed = match call.count() {
        1 => (call.evaluation.source.random() * 2_147_483_646.0) as i64 + 1,
        _ => {
            let seed = call.scalar(1)?;
            let number = call.evaluation.number(seed.clone());
            if number.is_nan() {
                seed_from_text(&call.evaluation.text(seed))
            } else {
                number as i64
            }
        }
    };
    let items = nodes.items();
    let order = shuffle(items.len(), seed).into_iter().map(|at| items[at]).collect();
    Ok(Val::Nodes(Nodes::from_items(order)))
}

fn name<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let item = match call.count() {
        0 => Some(call.context.item),
        _ => call.nodes(0)?.items().first().copied(),
    };
    let name = item.map_or("", |item| name_of(call.evaluation, item));
    Ok(Val::Text(Cow::Borrowed(name)))
}
