//! The sections of the rows of a roster, for the board: which there are, how they stand, where
//! they begin.

use super::cell::within;
use super::live::{Live, stop_place, waits};
use super::wording;
use super::words::table::Words;
use crate::form::node::Kind;
use crate::interview::{Interview, Status, Stop};
use crate::place::{NodeId, Place, RowKey};

/// Rosters beyond these are not offered.
const ROSTERS_MOST: usize = 200;

/// A column of the board: a group or roster in a row, or the questions that stand in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    nodes: Vec<NodeId>,
    grouped: bool,
}

impl Section {
    /// What it is made of in a row.
    pub fn places(&self, row: RowKey) -> Vec<Place> {
        self.nodes.iter().map(|&node| Place::new(row, node)).collect()
    }

    /// Its name, in a row.
    pub fn name(&self, words: &Words, interview: &Interview, row: RowKey) -> String {
        match self.nodes.first() {
            Some(&node) if self.grouped => label(interview, Place::new(row, node)),
            _ => words.quick.board_questions.to_owned(),
        }
    }

    /// How it stands in a row.
    pub fn status(&self, interview: &Interview, row: RowKey) -> Status {
        let inside = self.places(row);
        interview.status_of(&inside)
    }
}

/// The label of a group or question; of a roster the name, whose label is that of a row.
fn label(interview: &Interview, place: Place) -> String {
    match interview.form().node(place.node).kind {
        Kind::Roster(_) => interview.form().node(place.node).name.clone(),
        _ => wording::short(interview, place),
    }
}

/// The sections of the rows of a roster. Where no row has groups, every question is one.
pub fn sections(live: &Live, roster: Place) -> Vec<Section> {
    let form = live.interview.form();
    let shown = |node: &&NodeId| match &form.node(**node).kind {
        Kind::Question(question) => question.kind.is_answerable(),
        Kind::Group(_) | Kind::Roster(_) => true,
    };
    let children: Vec<NodeId> =
        form.node(roster.node).children.iter().filter(shown).copied().collect();
    let (loose, grouped): (Vec<NodeId>, Vec<NodeId>) =
        children.iter().partition(|&&node| matches!(form.node(node).kind, Kind::Question(_)));
    let one = |node: &NodeId| Section { nodes: vec![*node], grouped: true };
    if grouped.is_empty() {
        return loose.iter().map(one).collect();
    }
    let own = Some(Section { nodes: loose, grouped: false });
    let own = own.filter(|section| !section.nodes.is_empty());
    own.into_iter().chain(grouped.iter().map(one)).collect()
}

/// Every roster that applies and has rows, outermost first, in the order of the form.
pub fn rosters(live: &Live) -> Vec<Place> {
    let mut found = Vec::new();
    collect(&live.interview, Place::ROOT, &mut found);
    found
}

fn collect(interview: &Interview, at: Place, found: &mut Vec<Place>) {
    for &child in &interview.form().node(at.node).children {
        let place = Place::new(at.row, child);
        if found.len() >= ROSTERS_MOST || !interview.relevant(place) {
            continue;
        }
        match interview.form().node(child).kind {
            Kind::Question(_) => {}
            Kind::Group(_) => collect(interview, place, found),
            Kind::Roster(_) => {
                let rows = interview.rows(place);
                if !rows.is_empty() {
                    found.push(place);
                }
                for &row in rows {
                    collect(interview, Place::new(row, child), found);
                }
            }
        }
    }
}

/// The innermost roster around a place, itself included.
pub fn around(live: &Live, place: Place) -> Option<Place> {
    if let (Stop::AddRow(roster), true) =
        (live.stop, matches!(live.node(place).kind, Kind::Roster(_)))
    {
        return Some(roster);
    }
    let (row, around) = live.interview.row_place(place.row);
    (place.row != RowKey::ROOT).then(|| Place::new(around, row.node))
}

/// The row of a roster in which a place stands, by position; the first otherwise.
pub fn row_at(live: &Live, roster: Place, place: Place) -> usize {
    let rows = live.interview.rows(roster);
    let inside = |&row: &RowKey| within(&live.interview, place, Place::new(row, roster.node));
    rows.iter().position(inside).unwrap_or(0)
}

/// The section in which a place stands, by position; the first otherwise.
pub fn column_at(live: &Live, roster: Place, place: Place) -> usize {
    let Some(&row) = live.interview.rows(roster).get(row_at(live, roster, place)) else { return 0 };
    let inside = |section: &Section| {
        section.places(row).iter().any(|&part| within(&live.interview, place, part))
    };
    sections(live, roster).iter().position(inside).unwrap_or(0)
}

/// The first stop inside some places at which something waits, else the first inside them.
pub fn first_stop(live: &Live, places: &[Place]) -> Option<Stop> {
    let interview = &live.interview;
    let applies = |place: &&Place| interview.relevant(**place);
    let inside = |stop: Stop| {
        let place = stop_place(stop);
        place.is_some_and(|place| places.iter().any(|&part| within(interview, place, part)))
    };
    let starts = || {
        places.iter().filter(applies).map(|&place| interview.stop_of(place)).filter(|&s| inside(s))
    };
    let open = starts().find_map(|first| {
        let mut stop = first;
        while inside(stop) && !waits(live, stop) {
            let next = interview.next_stop(stop);
            stop = if next == stop { Stop::End } else { next };
        }
        inside(stop).then_some(stop)
    });
    open.or_else(|| starts().next())
}
