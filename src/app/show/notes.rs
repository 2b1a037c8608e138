//! The notes beside the questions of a guide, and what of the guide is still open.

use super::blocks::{heading, text};
use crate::app::live::{Live, notes_are_focused, notes_are_open};
use crate::app::screen::{Block, List, ListItem, Side, Voice};
use crate::app::wording;
use crate::app::words::table::Words;
use crate::interview::talk::Note;

/// How many notes are sent to the screen at most: the last ones, or those around the chosen one.
const WINDOW: usize = 100;
/// The sign of a note that is quoted.
const QUOTED: &str = "»";

/// The notes; `None` where there are none.
pub fn side(words: &Words, live: &Live) -> Option<Side> {
    if !notes_are_open(live) {
        return None;
    }
    let focused = notes_are_focused(live);
    let all: Vec<&Note> = live.interview.talk_notes().collect();
    let chosen = live.notes.chosen.and_then(|id| all.iter().position(|note| note.id == id));
    let last = chosen.map_or(all.len(), |at| (at + WINDOW / 2).min(all.len()));
    let first = last.saturating_sub(WINDOW);
    let items: Vec<ListItem> = all[first..last].iter().map(|note| item(live, note)).collect();
    let mut blocks = vec![heading(words.key_notes)];
    if items.is_empty() {
        blocks.push(text(Voice::Dim, words.no_notes));
    }
    let focus = chosen.map(|at| at - first);
    blocks.push(Block::List(List { items, first, total: all.len(), focus }));
    let told = match (live.notes.changing, chosen) {
        (Some(_), _) => words.note_changing,
        (None, Some(_)) => words.note_chosen,
        (None, None) => words.note_keys,
    };
    let mut field = live.notes.field.show(words.note, if focused { told } else { "" });
    field.lines = Some(2);
    field.focused = focused;
    blocks.push(Block::Input(field));
    Some(Side { blocks, focused })
}

fn item(live: &Live, note: &Note) -> ListItem {
    let quoted = live.interview.quotes().any(|quote| quote.passage.note == Some(note.id));
    let node = live.node(note.place);
    let since = (note.moment.wall_ms - live.interview.began().wall_ms).max(0) / 1000;
    let clock = note.moment.date_time().format("%H:%M:%S");
    ListItem {
        code: node.number.clone().unwrap_or_default(),
        sign: if quoted { QUOTED } else { " " }.to_owned(),
        label: note.text.clone(),
        detail: format!("{clock} +{}:{:02}:{:02}", since / 3600, since / 60 % 60, since % 60),
        ..ListItem::default()
    }
}

/// The numbers of what is still open, in the order of the form; empty for nothing. Questions
/// without a number are named only where none has one.
pub fn open_topics(words: &Words, live: &Live) -> Option<String> {
    if !notes_are_open(live) {
        return None;
    }
    let interview = &live.interview;
    let numbered = interview.form().nodes.iter().any(|node| node.number.is_some());
    let open = interview.untouched().into_iter();
    let numbers: Vec<String> = open
        .filter(|&place| !numbered || live.node(place).number.is_some())
        .map(|place| wording::number(interview, place))
        .collect();
    if numbers.is_empty() {
        return Some(words.nothing_open.to_owned());
    }
    Some((words.open_topics)(numbers.len(), &numbers.join(" ")))
}
