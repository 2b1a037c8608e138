//! The rows of one interview in the tables of its questionnaire, with the reason for every value
//! that is missing.

use std::collections::HashSet;

use super::layout::{Affinity, Column, Content, Layout, Table};
use crate::form::Form;
use crate::interview::{Interview, Standing, State};
use crate::place::{Place, RowKey};
use crate::value::Value;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Real(f64),
    /// Text.
    Text(String),
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The table, by position in the layout.
    pub table: usize,
    /// Where the row stands among rosters: `member[2]/job[1]`, empty outside rosters.
    pub around: String,
    /// The positions of the rows of the rosters around, from 1, outermost first.
    pub positions: Vec<usize>,
    /// One cell for each column.
    pub cells: Vec<Cell>,
    /// The columns without a value, by position, with the reason.
    pub missing: Vec<(usize, Missing)>,
}

/// Why a value is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The respondent does not know.
    DontKnow,
    /// The respondent will not answer.
    Refused,
    /// The question does not apply to the respondent, as was answered.
    NotApplicable,
    /// The question did not apply, so it was not asked.
    NotAsked,
    /// It applied, and nothing was answered.
    NotAnswered,
    /// The interview was broken off before the question was reached.
    BrokenOff,
    /// It applied, and was left open for a reason.
    LeftOpen,
    /// An earlier answer was set aside and waits to be confirmed.
    SetAside,
    /// Nothing came out of a calculation.
    Blank,
}

impl Missing {
    /// All reasons with what they mean, for the codebook.
    pub const ALL: [(Missing, &str); 9] = [
        (Missing::DontKnow, "the respondent does not know"),
        (Missing::Refused, "the respondent refused to answer"),
        (Missing::NotApplicable, "the respondent said that it does not apply"),
        (Missing::NotAsked, "the question did not apply and was not asked"),
        (Missing::NotAnswered, "the question applied and was not answered"),
        (Missing::BrokenOff, "the interview was broken off before the question was reached"),
        (Missing::LeftOpen, "the question was left open for a reason"),
        (Missing::SetAside, "an earlier answer waits to be confirmed"),
        (Missing::Blank, "the calculation gave nothing"),
    ];

    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Missing::DontKnow => "dont_know",
            Missing::Refused => "refused",
            Missing::NotApplicable => "not_applicable",
            Missing::NotAsked => "not_asked",
            Missing::NotAnswered => "not_answered",
            Missing::BrokenOff => "broken_off",
            Missing::LeftOpen => "left_open",
            Missing::SetAside => "set_aside",
            Missing::Blank => "blank",
        }
    }
}

/// The rows of an interview, in the order of the tables.
pub fn rows(layout: &Layout, interview: &Interview) -> Vec<Row> {
    let mut rows = Vec::new();
    let unreached = unreached(interview);
    for (at, table) in layout.tables.iter().enumerate() {
        for standing in rows_of(interview, table) {
            rows.push(row(interview, at, table, &standing, &unreached));
        }
    }
    rows
}

/// A row of an interview with the positions of the rows around it and its own.
struct StandingRow {
    row: RowKey,
    positions: Vec<usize>,
    around: String,
}

fn rows_of(interview: &Interview, table: &Table) -> Vec<StandingRow> {
    let form: &Form = interview.form();
    let root = StandingRow { row: RowKey::ROOT, positions: Vec::new(), around: String::new() };
    let mut standing = vec![root];
    for roster in table.roster.map(|roster| form.rosters_to(roster)).unwrap_or_default() {
        let mut inner = Vec::new();
        for outer in &standing {
            let own = interview.rows(Place::new(outer.row, roster)).iter().enumerate();
            for (at, &row) in own.filter(|(_, row)| interview.relevant(Place::new(**row, roster))) {
                let positions = outer.positions.iter().copied().chain([at + 1]).collect();
                let around = interview.path(Place::new(row, roster));
                inner.push(StandingRow { row, positions, around });
            }
        }
        standing = inner;
    }
    standing
}

fn row(
    interview: &Interview,
    at: usize,
    table: &Table,
    standing: &StandingRow,
    unreached: &HashSet<Place>,
) -> Row {
    let mut row = Row {
        table: at,
        around: standing.around.clone(),
        positions: standing.positions.clone(),
        cells: Vec::with_capacity(table.columns.len()),
        missing: Vec::new(),
    };
    for (at, column) in table.columns.iter().enumerate() {
        let place = Place::new(standing.row, column.node);
        let value = interview.value(place).filter(|_| interview.relevant(place));
        row.cells.push(cell(column, value.as_ref()));
        if column.content == Content::Value
            && let Some(why) = missing(interview, place, value.as_ref(), unreached)
        {
            row.missing.push((at, why));
        }
    }
    row
}

fn cell(column: &Column, value: Option<&Value>) -> Cell {
    let value = match value {
        None | Some(Value::Special(_)) => return Cell::Null,
        Some(value) => value,
    };
    let chosen: &[String] = match value {
        Value::Choices(names) => names,
        Value::Choice(name) => std::slice::from_ref(name),
        _ => &[],
    };
    match &column.content {
        Content::Value => whole(column.affinity, value),
        Content::Chosen(choice) => Cell::Integer(i64::from(chosen.contains(choice))),
        Content::Rank(choice) => match chosen.iter().position(|name| name == choice) {
            Some(at) => Cell::Integer(at as i64 + 1),
            None => Cell::Null,
        },
    }
}

/// A whole answer. Where the column takes numbers, a decimal becomes the nearest one; its exact
/// digits stand in the table of answers.
fn whole(affinity: Affinity, value: &Value) -> Cell {
    match (value, affinity) {
        (Value::Integer(number), Affinity::Real) => Cell::Real(*number as f64),
        (Value::Integer(number), _) => Cell::Integer(*number),
        (Value::Decimal(decimal), Affinity::Text) => Cell::text(decimal.as_str()),
        (Value::Decimal(decimal), _) => Cell::Real(decimal.to_f64()),
        _ => Cell::Text(value.to_string()),
    }
}

/// The questions behind the last one that was answered or left open, where the interview was broken
/// off: nobody got to them.
fn unreached(interview: &Interview) -> HashSet<Place> {
    if interview.state() != State::BrokenOff {
        return HashSet::new();
    }
    let reached =
        |place: &Place| interview.answer(*place).is_some() || interview.left_open(*place).is_some();
    let behind = interview.places().into_iter().rev().take_while(|place| !reached(place));
    behind.collect()
}

fn missing(
    interview: &Interview,
    place: Place,
    value: Option<&Value>,
    unreached: &HashSet<Place>,
) -> Option<Missing> {
    use crate::value::Special;
    match value {
        Some(Value::Special(Special::DontKnow)) => return Some(Missing::DontKnow),
        Some(Value::Special(Special::Refused)) => return Some(Missing::Refused),
        Some(Value::Special(Special::NotApplicable)) => return Some(Missing::NotApplicable),
        Some(_) => return None,
        None => {}
    }
    if !interview.relevant(place) {
        return Some(Missing::NotAsked);
    }
    let answer = interview.answer(place);
    if answer.is_some_and(|answer| answer.standing == Standing::SetAside) {
        return Some(Missing::SetAside);
    }
    if interview.left_open(place).is_some() {
        return Some(Missing::LeftOpen);
    }
    let node = interview.form().node(place.node);
    let is_asked = node.question().is_some_and(|question| question.kind.is_answerable());
    Some(match is_asked {
        true if unreached.contains(&place) => Missing::BrokenOff,
        true => Missing::NotAnswered,
        false => Missing::Blank,
    })
}
