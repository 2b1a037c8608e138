//! Functions of SurveyCTO and of other dialects, as far as their meaning is plain.

use std::borrow::Cow;

use sha2::Digest;

use super::super::Defect;
use super::super::convert::number_to_text;
use super::super::evaluation::TEXT_MAX;
use super::super::function::{Call, Function, Yields, made};
use super::super::temporal::Temporal;
use super::super::val::{Item, Val};
use crate::place::Place;

const ANY: usize = usize::MAX;
const ONLY: &str = "SurveyCTO";

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "index()",
        (0, 0),
        Yields::Number,
        |call| Ok(Val::Number(own_row(call).map_or(1, |(_, position)| position) as f64)),
        "The position of the row that the question stands in, from 1.",
    )
    .interview()
    .only(ONLY),
    Function::new(
        "rank-index(row, question)",
        (2, 2),
        Yields::Number,
        rank_index,
        "The rank of a row among all rows by the answer to a question, 1 for the highest; 999 for \
         a row without a number.",
    )
    .interview()
    .only(ONLY),
    Function::new(
        "count-if(nodes, condition)",
        (2, 2),
        Yields::Number,
        |call| Ok(Val::Number(matching(call, 0, 1)?.len() as f64)),
        "How many nodes meet the condition.",
    )
    .only(ONLY),
    Function::new(
        "sum-if(nodes, condition)",
        (2, 2),
        Yields::Number,
        |call| Ok(Val::Number(matching_numbers(call)?.into_iter().sum())),
        "The sum of the nodes that meet the condition.",
    )
    .only(ONLY),
    Function::new(
        "min-if(nodes, condition)",
        (2, 2),
        Yields::Number,
        |call| {
            Ok(Val::Number(
                matching_numbers(call)?.into_iter().reduce(f64::min).unwrap_or(f64::NAN),
            ))
        },
        "The lowest of the nodes that meet the condition.",
    )
    .only(ONLY),
    Function::new(
        "max-if(nodes, condition)",
        (2, 2),
        Yields::Number,
        |call| {
            Ok(Val::Number(
                matching_numbers(call)?.into_iter().reduce(f64::max).unwrap_or(f64::NAN),
            ))
        },
        "The highest of the nodes that meet the condition.",
    )
    .only(ONLY),
    Function::new(
        "join-if(separator, nodes, condition)",
        (3, 3),
        Yields::Text,
        join_if,
        "The nodes that meet the condition, with the separator between them.",
    )
    .only(ONLY),
    Function::new(
        "hash(value, ...)",
        (1, ANY),
        Yields::Text,
        hash,
        "The SHA-256 of all values as hex digits.",
    )
    .only(ONLY),
    Function::new(
        "format-number(number)",
        (1, 1),
        Yields::Text,
        format_number,
        "The number with commas between thousands.",
    )
    .only(ONLY),
    Function::new(
        "relevant(question)",
        (1, 1),
        Yields::Boolean,
        |call| {
            let nodes = call.nodes(0)?;
            Ok(Val::Boolean(match nodes.items().first() {
                Some(Item::Place(place)) => call.evaluation.source.relevant(*place),
                _ => false,
            }))
        },
        "Whether a question applies.",
    )
    .interview()
    .only(ONLY),
    Function::new(
        "empty(value)",
        (1, 1),
        Yields::Boolean,
        |call| Ok(Val::Boolean(call.text(0)?.is_empty())),
        "Whether the value is blank.",
    )
    .only(ONLY),
    Function::new(
        "linebreak()",
        (0, 0),
        Yields::Text,
        |_| Ok(Val::Text("\n".into())),
        "A line break.",
    )
    .only(ONLY),
    Function::new(
        "username()",
        (0, 0),
        Yields::Text,
        |call| Ok(Val::text(call.evaluation.source.property("username").unwrap_or_default())),
        "The interviewer's name.",
    )
    .interview()
    .only(ONLY),
    Function::new(
        "device-info()",
        (0, 0),
        Yields::Text,
        |call| Ok(Val::text(call.evaluation.source.property("deviceid").unwrap_or_default())),
        "The identifier of the device.",
    )
    .interview()
    .only(ONLY),
    Function::new(
        "duration()",
        (0, 0),
        Yields::Number,
        |call| {
            let start = call.evaluation.source.property("start");
            let start = start.and_then(|start| Temporal::parse(&start));
            let now = call.evaluation.source.now().wall_ms as f64 / 1000.0;
            let seconds =
                start.map(|start| now - start.days_utc(call.evaluation.offset()) * 86_400.0);
            Ok(Val::Number(seconds.map_or(0.0, |seconds| seconds.max(0.0).floor())))
        },
        "The seconds since the interview began.",
    )
    .clock()
    .only(ONLY),
    Function::new(
        "phone-call-log()",
        (0, 0),
        Yields::Text,
        |_| Ok(Val::BLANK),
        "Always blank: there are no calls here.",
    )
    .only(ONLY),
    Function::new(
        "phone-call-duration()",
        (0, 0),
        Yields::Number,
        |_| Ok(Val::Number(0.0)),
        "Always 0: there are no calls here.",
    )
    .only(ONLY),
    Function::new(
        "plug-in-metadata(question)",
        (1, 1),
        Yields::Text,
        |_| Ok(Val::BLANK),
        "Always blank: there are no plug-ins here.",
    )
    .only(ONLY),
    Function::new(
        "add-date(date, years, months?, days?, hours?, minutes?)",
        (2, 6),
        Yields::Date,
        add_date,
        "The date so many years, months and days later; a day that the month lacks becomes its \
         last.",
    )
    .only("Community Health Toolkit"),
    Function::new(
        "difference-in-months(date, date)",
        (2, 2),
        Yields::Number,
        difference_in_months,
        "The full months from one date to another.",
    )
    .only("Community Health Toolkit"),
];

/// The innermost row around the place of the expression, with its position.
fn own_row(call: &Call<'_, '_>) -> Option<(Place, usize)> {
    let source = call.evaluation.source;
    let mut at = Some(call.evaluation.at);
    while let Some(place) = at {
        at = source.parent(place);
        // A row stands in another row of the arena than what is around it.
        if at.is_some_and(|around| around.row != place.row) {
            return Some((place, source.position(place)));
        }
    }
    None
}

fn rank_index<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let index = call.whole(0)?.unwrap_or(0);
    let source = call.evaluation.source;
    let Some(question) = super::nodes::target(call, 1) else { return Ok(Val::Number(999.0)) };
    let rows = match own_row(call) {
        Some((row, _)) => super::super::paths::rows_of(call.evaluation, row.node, row),
        None => Vec::new(),
    };
    let places: Vec<Place> = match rows.is_empty() {
        true => source.locate(question, call.evaluation.at),
        false => rows.iter().flat_map(|&row| source.locate(question, row)).collect(),
    };
    call.evaluation.spend(places.len())?;
    let number = |place: &Place| call.evaluation.number(call.evaluation.value(Item::Place(*place)));
    let numbers: Vec<f64> = places.iter().map(number).collect();
    let own = usize::try_from(index - 1).ok().and_then(|at| numbers.get(at)).copied();
    let Some(own) = own.filter(|own| !own.is_nan()) else { return Ok(Val::Number(999.0)) };
    Ok(Val::Number(1.0 + numbers.iter().filter(|&&other| other > own).count() as f64))
}

/// The nodes for which a condition, evaluated there, is true.
fn matching<'s>(
    call: &Call<'_, 's>,
    nodes: usize,
    condition: usize,
) -> Result<Vec<Item<'s>>, Defect> {
    let mut kept = Vec::new();
    for &item in call.nodes(nodes)?.items() {
        call.evaluation.spend(1)?;
        if call.evaluation.boolean(call.val_for(condition, item)?) {
            kept.push(item);
        }
    }
    Ok(kept)
}

fn matching_numbers(call: &Call<'_, '_>) -> Result<Vec<f64>, Defect> {
    let items = matching(call, 0, 1)?;
    let numbers = items.into_iter().map(|item| call.evaluation.number(call.evaluation.value(item)));
    Ok(numbers.filter(|number| !number.is_nan()).collect())
}

fn join_if<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let separator = call.text(0)?;
    let mut joined = String::new();
    for (at, item) in matching(call, 1, 2)?.into_iter().enumerate() {
        if at > 0 {
            joined.push_str(&separator);
        }
        joined.push_str(&call.evaluation.text(call.evaluation.value(item)));
        if joined.len() > TEXT_MAX {
            break;
        }
    }
    made(joined)
}

fn hash<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let mut hasher = sha2::Sha256::new();
    for value in call.values(0)? {
        hasher.update(call.evaluation.text(value).as_bytes());
    }
    let hash: [u8; 32] = hasher.finalize().into();
    Ok(Val::text(hash.iter().map(|byte| format!("{byte:02x}")).collect()))
}

fn format_number<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let number = call.number(0)?;
    if !number.is_finite() {
        return Ok(Val::BLANK);
    }
    let text = number_to_text(number.abs());
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (&*text, None),
    };
    let mut written = String::from(if number < 0.0 { "-" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    if let Some(fraction) = fraction {
        written.push('.');
        written.push_str(fraction);
    }
    Ok(Val::Text(Cow::Owned(written)))
}

fn full_date(call: &Call<'_, '_>, at: usize) -> Result<Option<chrono::NaiveDate>, Defect> {
    let date = call.temporal(at)?.and_then(|temporal| temporal.date());
    Ok(date.map(|date| date.first_day()))
}

fn add_date<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let Some(date) = full_date(call, 0)? else { return Ok(Val::BLANK) };
    let part = |at: usize| Ok(call.whole(at)?.unwrap_or(0).clamp(-100_000, 100_000));
    let months = part(1)? * 12 + part(2)?;
    let shifted = match u32::try_from(months.unsigned_abs()) {
        Ok(count) if months < 0 => date.checked_sub_months(chrono::Months::new(count)),
        Ok(count) => date.checked_add_months(chrono::Months::new(count)),
        Err(_) => None,
    };
    let days = chrono::TimeDelta::days(part(3)?);
    let found = shifted.and_then(|date| date.checked_add_signed(days));
    let found =
        found.and_then(|date| crate::value::Date::parse(&date.format("%Y-%m-%d").to_string()));
    found
        .map(|date| Val::Temporal(Temporal::Date(date)))
        .ok_or_else(|| Defect::new("a date is too far away"))
}

fn difference_in_months<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    use chrono::Datelike;
    let (Some(from), Some(to)) = (full_date(call, 0)?, full_date(call, 1)?) else {
        return Ok(Val::BLANK);
    };
    let months = |date: chrono::NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month());
    let mut count = months(to) - months(from);
    if count > 0 && to.day() < from.day() {
        count -= 1;
    } else if count < 0 && to.day() > from.day() {
        count += 1;
    }
    Ok(Val::Number(count as f64))
}
