//! Lists written as text with a separator, as SurveyCTO has them.

use super::super::Defect;
use super::super::function::{Call, Function, Yields};
use super::super::val::Val;

const ONLY: &str = "SurveyCTO";

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "item-at(separator, list, index)",
        (3, 3),
        Yields::Text,
        |call| {
            let index = call.whole(2)?.and_then(|index| usize::try_from(index).ok());
            let items = items(call, 0, 1)?;
            let found = index.and_then(|index| items.into_iter().nth(index));
            Ok(found.map_or(Val::BLANK, Val::text))
        },
        "The item with that position in a list, counted from 0.",
    )
    .only(ONLY),
    Function::new(
        "item-index(separator, list, item)",
        (3, 3),
        Yields::Number,
        |call| {
            let wanted = call.text(2)?;
            let found = items(call, 0, 1)?.iter().position(|item| *item == *wanted);
            Ok(Val::Number(found.map_or(-1.0, |at| at as f64)))
        },
        "The position of an item in a list, counted from 0; -1 if it is not there.",
    )
    .only(ONLY),
    Function::new(
        "item-present(separator, list, item)",
        (3, 3),
        Yields::Boolean,
        |call| {
            let wanted = call.text(2)?;
            Ok(Val::Boolean(items(call, 0, 1)?.iter().any(|item| *item == *wanted)))
        },
        "Whether an item is in a list.",
    )
    .only(ONLY),
    Function::new(
        "count-items(separator, list)",
        (2, 2),
        Yields::Number,
        |call| Ok(Val::Number(items(call, 0, 1)?.len() as f64)),
        "How many items a list has.",
    )
    .only(ONLY),
    Function::new(
        "de-duplicate(separator, list)",
        (2, 2),
        Yields::Text,
        de_duplicate,
        "A list with each item once.",
    )
    .only(ONLY),
];

fn items(call: &Call<'_, '_>, separator: usize, list: usize) -> Result<Vec<String>, Defect> {
    let (separator, list) = (call.text(separator)?, call.text(list)?);
    if list.is_empty() {
        return Ok(Vec::new());
    }
    if separator.is_empty() {
        return Ok(vec![list.into_owned()]);
    }
    Ok(list.split(&*separator).map(str::to_owned).collect())
}

fn de_duplicate<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let mut seen = std::collections::HashSet::new();
    let mut items = items(call, 0, 1)?;
    items.retain(|item| seen.insert(item.clone()));
    Ok(Val::text(items.join(&call.text(0)?)))
}
