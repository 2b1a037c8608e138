//! A cell of the board, remembered while the section it led into is gone through.

use crate::interview::Interview;
use crate::place::{Place, RowKey};

/// Where on the board we came from, and what belongs to that cell.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardAt {
    /// The roster: the row around it with its node.
    pub roster: Place,
    /// The row.
    pub row: RowKey,
    /// The section.
    pub column: usize,
    /// What the section is made of in that row.
    pub places: Vec<Place>,
}

impl BoardAt {
    /// Whether a place lies in the section.
    pub fn holds(&self, interview: &Interview, place: Option<Place>) -> bool {
        let Some(place) = place else { return false };
        self.places.iter().any(|&section| within(interview, place, section))
    }
}

/// Whether a place is another or stands in it; a roster as a whole holds its rows.
pub fn within(interview: &Interview, place: Place, other: Place) -> bool {
    let mut at = Some(place);
    while let Some(place) = at {
        let (roster, around) = interview.row_place(place.row);
        let stand = roster.node == place.node && Place::new(around, place.node) == other;
        if place == other || stand {
            return true;
        }
        at = interview.parent(place);
    }
    false
}
