//! Node-sets: where a path leads.

use super::Defect;
use super::ast::{Axis, Bound, Expr, Kind, Operator, Path, Start, Step};
use super::compare::equal_values;
use super::evaluation::{Context, Evaluation};
use super::source::Table;
use super::val::{Item, Nodes, Val};
use crate::place::{NodeId, Place};

/// Where a path leads.
pub fn evaluate_path<'s>(
    evaluation: &Evaluation<'s>,
    path: &'s Path,
    context: Context<'s>,
) -> Result<Val<'s>, Defect> {
    if let (Start::Expression(expr), []) = (&path.start, path.predicates.as_slice())
        && path.steps.is_empty()
    {
        return evaluation.evaluate(expr, context);
    }
    let mut nodes = start(evaluation, &path.start, context)?;
    nodes = filter(evaluation, nodes, &path.predicates)?;
    for step in &path.steps {
        nodes = take_step(evaluation, nodes, step)?;
    }
    // Of several nodes only those count that apply; a single one that does not apply is blank.
    if let Nodes::Many(items) = &mut nodes {
        let applies = |item: &Item<'s>| match item {
            Item::Place(place) => evaluation.source.relevant(*place),
            _ => true,
        };
        if !items.iter().all(applies) {
            items.retain(applies);
            nodes = Nodes::from_items(std::mem::take(items));
        }
    }
    Ok(Val::Nodes(nodes))
}

fn start<'s>(
    evaluation: &Evaluation<'s>,
    start: &'s Start,
    context: Context<'s>,
) -> Result<Nodes<'s>, Defect> {
    match start {
        Start::Here => Ok(Nodes::One(context.item)),
        Start::Current => Ok(Nodes::One(Item::Place(evaluation.at))),
        Start::Root => Ok(Nodes::One(Item::Place(Place::ROOT))),
        Start::Bound(bound) => located(evaluation, bound, context),
        Start::LastSaved(bound) => {
            Ok(bound.target.map_or(Nodes::None, |target| Nodes::One(Item::LastSaved(target))))
        }
        Start::Table(name) => Ok(match evaluation.source.table(name) {
            Some(table) => Nodes::One(Item::Table(table)),
            None => Nodes::None,
        }),
        Start::Expression(expr) => match evaluation.evaluate(expr, context)? {
            Val::Nodes(nodes) => Ok(nodes),
            _ => Err(Defect::new("a path goes on from what is no node")),
        },
    }
}

/// The places that `${name}` means. Inside a predicate, rosters that the expression itself does
/// not stand in are those of the node tested.
fn located<'s>(
    evaluation: &Evaluation<'s>,
    bound: &'s Bound,
    context: Context<'s>,
) -> Result<Nodes<'s>, Defect> {
    let Some(target) = bound.target else { return Ok(Nodes::None) };
    if bound.roster {
        let rows = rows_of(evaluation, target, evaluation.at);
        return evaluation.nodes(rows.into_iter().map(Item::Place).collect());
    }
    let source = evaluation.source;
    let mut places = source.locate(target, evaluation.at);
    if let (Item::Place(tested), true) = (context.item, places.len() > 1)
        && tested != evaluation.at
    {
        let near = source.locate(target, tested);
        evaluation.spend(near.len())?;
        if near.iter().any(|place| places.contains(place)) {
            places.retain(|place| near.contains(place));
        }
    }
    if let [only] = places.as_slice() {
        return Ok(Nodes::One(Item::Place(*only)));
    }
    evaluation.nodes(places.into_iter().map(Item::Place).collect())
}

/// All rows of a roster; where `from` stands inside it, those around it.
pub fn rows_of(evaluation: &Evaluation<'_>, roster: NodeId, from: Place) -> Vec<Place> {
    let source = evaluation.source;
    let mut at = Some(from);
    while let Some(place) = at {
        at = source.parent(place);
        if place.node == roster {
            return at.map_or_else(Vec::new, |around| source.children(around, source.name(roster)));
        }
    }
    source.locate(roster, from)
}

fn take_step<'s>(
    evaluation: &Evaluation<'s>,
    nodes: Nodes<'s>,
    step: &'s Step,
) -> Result<Nodes<'s>, Defect> {
    let mut found: Vec<Item<'s>> = Vec::new();
    for &item in nodes.items() {
        let before = found.len();
        match step.axis {
            Axis::Child => children(evaluation, item, step.name.as_deref(), &mut found),
            Axis::Parent => found.extend(parent(evaluation, item)),
            Axis::Myself => found.push(item),
        }
        if step.axis != Axis::Child
            && let Some(name) = &step.name
        {
            found.retain(|item| name_of(evaluation, *item) == name.as_str());
        }
        evaluation.spend(1 + found.len().saturating_sub(before))?;
        // Positions in the predicates of a step count within each node it came from.
        if !step.predicates.is_empty() && found.len() > before {
            let own = Nodes::from_items(found.split_off(before));
            found.extend_from_slice(filter(evaluation, own, &step.predicates)?.items());
        }
    }
    if step.axis == Axis::Parent && found.len() > 1 {
        drop_repeated(&mut found);
    }
    Ok(Nodes::from_items(found))
}

/// Drops all but the first of equal nodes.
pub fn drop_repeated(items: &mut Vec<Item<'_>>) {
    let mut seen = std::collections::HashSet::with_capacity(items.len());
    items.retain(|item| seen.insert(item.key()));
}

/// The nodes for which all predicates hold, one predicate after the other.
fn filter<'s>(
    evaluation: &Evaluation<'s>,
    mut nodes: Nodes<'s>,
    predicates: &'s [Expr],
) -> Result<Nodes<'s>, Defect> {
    for predicate in predicates {
        if let Some(found) = look_up(evaluation, &nodes, predicate)? {
            nodes = found;
            continue;
        }
        let items = nodes.items();
        let size = items.len();
        let mut kept = Vec::new();
        for (index, &item) in items.iter().enumerate() {
            evaluation.spend(1)?;
            let position = index + 1;
            let holds = match evaluation.evaluate(predicate, Context { item, position, size })? {
                Val::Number(number) => number == position as f64,
                other => {
                    // A path that holds a number is a position too: `[${i}]`.
                    match evaluation.scalar(other) {
                        Val::Number(number) => number == position as f64,
                        other => evaluation.boolean(other),
                    }
                }
            };
            if holds {
                kept.push(item);
            }
        }
        nodes = Nodes::from_items(kept);
    }
    Ok(nodes)
}

/// The rows of a table that hold a value in a column, for `[column = value]` where the value does
/// not depend on the row: it is evaluated once, and the cells are compared as they are.
fn look_up<'s>(
    evaluation: &Evaluation<'s>,
    nodes: &Nodes<'s>,
    predicate: &'s Expr,
) -> Result<Option<Nodes<'s>>, Defect> {
    let items = nodes.items();
    let (Some(&first @ Item::Row(table, _)), Kind::Chain(chain)) = (items.first(), &predicate.kind)
    else {
        return Ok(None);
    };
    let [(Operator::Equal, right)] = chain.rest.as_slice() else { return Ok(None) };
    let (column, value) = match (column_name(&chain.first), column_name(right)) {
        (Some(column), None) if is_steady(right) => (column, right),
        (None, Some(column)) if is_steady(&chain.first) => (column, &chain.first),
        _ => return Ok(None),
    };
    let Some(column) = table.column(column) else { return Ok(None) };
    let context = Context { item: first, position: 0, size: 1 };
    let value = evaluation.evaluate(value, context)?;
    if matches!(value, Val::Nodes(Nodes::Many(_))) {
        return Ok(None);
    }
    let value = evaluation.scalar(value);
    evaluation.spend(items.len() / 8)?;
    let holds = |item: &Item<'s>| match *item {
        Item::Row(table, row) => {
            let cell = evaluation.value(Item::Cell(table, row, column));
            equal_values(evaluation, &cell, &value)
        }
        _ => false,
    };
    Ok(Some(Nodes::from_items(items.iter().copied().filter(holds).collect())))
}

/// The name of a path that is one bare name.
fn column_name(expr: &Expr) -> Option<&str> {
    let Kind::Path(path) = &expr.kind else { return None };
    match (&path.start, path.steps.as_slice()) {
        (Start::Here, [Step { axis: Axis::Child, name, predicates, .. }])
            if predicates.is_empty() && path.predicates.is_empty() =>
        {
            name.as_deref()
        }
        _ => None,
    }
}

/// Whether a value is the same whatever row is tested.
fn is_steady(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Text(_) | Kind::Number(_) => true,
        Kind::Path(path) => {
            matches!(path.start, Start::Bound(_) | Start::Current | Start::LastSaved(_))
        }
        Kind::Negation(inner) => is_steady(inner),
        Kind::Chain(chain) => {
            is_steady(&chain.first) && chain.rest.iter().all(|(_, operand)| is_steady(operand))
        }
        // Without arguments some look at the row, such as `position()`; `random()` and `uuid()`
        // are new each time.
        Kind::Call(call) => {
            !call.fickle && !call.arguments.is_empty() && call.arguments.iter().all(is_steady)
        }
        Kind::Missing | Kind::Unknown(..) => false,
    }
}

fn children<'s>(
    evaluation: &Evaluation<'s>,
    item: Item<'s>,
    name: Option<&str>,
    found: &mut Vec<Item<'s>>,
) {
    match item {
        Item::Place(place) => {
            let places = evaluation.source.children(place, name.unwrap_or("*"));
            found.extend(places.into_iter().map(Item::Place));
        }
        Item::Table(table) => found.push(Item::TableRoot(table)),
        Item::TableRoot(table) => {
            found.extend((0..table.height()).map(|row| Item::Row(table, row)));
        }
        Item::Row(table, row) => match name {
            Some(name) => found.extend(cell(table, row, name)),
            None => {
                found.extend((0..table.columns.len()).map(|at| Item::Cell(table, row, at)));
            }
        },
        Item::Cell(..) | Item::LastSaved(_) => {}
    }
}

fn cell<'s>(table: &'s Table, row: usize, name: &str) -> Option<Item<'s>> {
    table.column(name).map(|column| Item::Cell(table, row, column))
}

fn parent<'s>(evaluation: &Evaluation<'s>, item: Item<'s>) -> Option<Item<'s>> {
    match item {
        Item::Place(place) => evaluation.source.parent(place).map(Item::Place),
        Item::TableRoot(table) => Some(Item::Table(table)),
        Item::Row(table, _) => Some(Item::TableRoot(table)),
        Item::Cell(table, row, _) => Some(Item::Row(table, row)),
        Item::Table(_) | Item::LastSaved(_) => None,
    }
}

/// The name of a node; `item` for a row of a table.
pub fn name_of<'s>(evaluation: &Evaluation<'s>, item: Item<'s>) -> &'s str {
    match item {
        Item::Place(place) => evaluation.source.name(place.node),
        Item::LastSaved(node) => evaluation.source.name(node),
        Item::Table(_) => "",
        Item::TableRoot(_) => "root",
        Item::Row(..) => "item",
        Item::Cell(table, _, column) => table.columns.get(column).map_or("", String::as_str),
    }
}
