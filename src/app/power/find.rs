//! The question that a name on the power line means: its name, its number on paper, or the
//! beginning of either; in the row we are in, or in one that is named, `member[2]/age`.

use crate::app::fold;
use crate::form::node::{Kind, Node};
use crate::interview::Interview;
use crate::place::{NodeId, Place, RowKey};

/// Why a name means no one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// No question has that name.
    Unknown,
    /// So many questions begin so.
    Several(usize),
    /// It stands in a roster, and it is not said in which row.
    WhichRow,
    /// There is no such row.
    NoRow,
}

/// The question that a name means, seen from a row.
pub fn find(interview: &Interview, here: RowKey, typed: &str) -> Result<Place, Lost> {
    match find_as_typed(interview, here, typed) {
        Err(Lost::Unknown) => {
            // Names are Latin: the keys of a Russian layout stand for the letters printed there.
            let latin: String = typed.chars().map(fold::latin).collect();
            find_as_typed(interview, here, &latin)
        }
        found => found,
    }
}

fn find_as_typed(interview: &Interview, here: RowKey, typed: &str) -> Result<Place, Lost> {
    let mut parts: Vec<&str> = typed.split('/').collect();
    let Some(name) = parts.pop().filter(|name| !name.is_empty()) else { return Err(Lost::Unknown) };
    let (mut row, mut groups) = (here, Vec::new());
    for part in parts {
        match part.split_once('[') {
            Some((roster, position)) => row = row_of(interview, row, roster, position)?,
            None => groups.push(part),
        }
    }
    let inside = |node: &Node| groups.iter().all(|group| stands_in(interview, node.id, group));
    let asked: Vec<&Node> =
        interview.form().nodes.iter().filter(|node| is_asked(node) && inside(node)).collect();
    let tests: [&dyn Fn(&Node) -> bool; 4] = [
        &|node| node.name == name,
        &|node| node.number.as_deref() == Some(name),
        &|node| node.name.eq_ignore_ascii_case(name),
        &|node| node.name.len() > name.len() && begins(&node.name, name),
    ];
    for test in tests {
        let meant: Vec<&Node> = asked.iter().copied().filter(|node| test(node)).collect();
        if !meant.is_empty() {
            return only(interview, row, &meant);
        }
    }
    Err(Lost::Unknown)
}

/// The one place that is meant: among several questions the one that is asked now.
fn only(interview: &Interview, row: RowKey, meant: &[&Node]) -> Result<Place, Lost> {
    let places: Vec<Place> = meant.iter().filter_map(|node| seen(interview, row, node)).collect();
    let applying: Vec<Place> =
        places.iter().copied().filter(|&place| interview.relevant(place)).collect();
    match (applying.as_slice(), places.as_slice(), meant) {
        ([place], _, _) | ([], [place], _) => Ok(*place),
        (_, [], [_]) => Err(Lost::WhichRow),
        _ => Err(Lost::Several(meant.len())),
    }
}

/// A question that a person can answer.
pub fn is_asked(node: &Node) -> bool {
    node.question().is_some_and(|question| question.kind.is_answerable())
}

/// The place of a question seen from a row; `None` if it stands in a roster that is not around.
pub fn seen(interview: &Interview, here: RowKey, node: &Node) -> Option<Place> {
    let roster = node.roster.unwrap_or(NodeId::ROOT);
    let mut row = here;
    loop {
        let (place, around) = interview.row_place(row);
        if row == RowKey::ROOT || place.node == roster {
            let there = place.node == roster || roster == NodeId::ROOT;
            return there.then_some(Place::new(row, node.id));
        }
        row = around;
    }
}

/// The row that is named by its position, or by the beginning of a word of its name.
fn row_of(
    interview: &Interview,
    here: RowKey,
    roster: &str,
    position: &str,
) -> Result<RowKey, Lost> {
    let position = position.trim_end_matches(']').trim();
    let named = |node: &&Node| matches!(node.kind, Kind::Roster(_)) && begins(&node.name, roster);
    let stands: Vec<Place> = interview
        .form()
        .nodes
        .iter()
        .filter(named)
        .filter_map(|node| seen(interview, here, node))
        .collect();
    let exact = |place: &&Place| interview.form().node(place.node).name == roster;
    let stand = stands.iter().find(exact).or_else(|| stands.first().filter(|_| stands.len() == 1));
    let rows = stand.map_or(&[][..], |&stand| interview.rows(stand));
    if let Ok(position) = position.parse::<usize>() {
        return position.checked_sub(1).and_then(|at| rows.get(at)).copied().ok_or(Lost::NoRow);
    }
    let called = |&&row: &&RowKey| {
        let name = interview.row_name(row);
        begins(name.trim(), position) || name.split_whitespace().any(|it| begins(it, position))
    };
    let mut begun = rows.iter().filter(called);
    match (begun.next(), begun.next()) {
        (Some(&row), None) if !position.is_empty() => Ok(row),
        _ => Err(Lost::NoRow),
    }
}

fn stands_in(interview: &Interview, node: NodeId, group: &str) -> bool {
    let mut at = interview.form().node(node).parent;
    while let Some(parent) = at {
        let parent = interview.form().node(parent);
        if parent.name == group {
            return true;
        }
        at = parent.parent;
    }
    false
}

/// Whether a text begins so, capitals or not.
pub fn begins(text: &str, beginning: &str) -> bool {
    text.to_lowercase().starts_with(&beginning.to_lowercase())
}
