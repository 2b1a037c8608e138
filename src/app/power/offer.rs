//! What may come next on the power line: the questions that begin so, those that are asked now
//! first; then the choices of the question.

use std::ops::Range;

use super::find;
use super::parse;
use super::value;
use crate::app::draft::offer::Offer;
use crate::app::draft::reading::Reading;
use crate::app::live::Live;
use crate::app::picker::line;
use crate::app::screen::ListItem;
use crate::app::search;
use crate::app::wording;
use crate::app::words::table::Words;
use crate::form::node::{Kind, Node, QuestionKind};
use crate::place::{NodeId, Place, RowKey};
use crate::value::Special;

/// No more are shown.
const MOST: usize = 50;
/// No more rows of one roster are gone through.
const ROWS_MOST: usize = 30;

/// What may come next.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offered {
    /// What stands above: the question whose value is typed.
    pub about: String,
    /// What is typed means this.
    pub reading: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// Which bytes of the line a suggestion takes the place of.
    pub replaces: Range<usize>,
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is put on the line.
    pub insert: String,
    /// What follows it there.
    pub after: &'static str,
    /// How it is shown.
    pub item: ListItem,
}

/// What may come next on a line with the caret at that byte.
pub fn offer(words: &Words, live: &Live, text: &str, caret: usize) -> Offered {
    let entries = parse::entries(text);
    let entry = entries.iter().find(|entry| entry.name.start <= caret && caret <= entry.end);
    match entry {
        Some(entry) if caret > entry.name.end => {
            let name = &text[entry.name.clone()];
            match find::find(&live.interview, here(live), name) {
                Ok(place) => values(words, live, place, text, entry, caret),
                Err(_) => Offered::default(),
            }
        }
        Some(entry) => {
            let replaces = entry.name.start..entry.name.end;
            let lines = names(live, &text[entry.name.start..caret]);
            Offered { lines, replaces, ..Offered::default() }
        }
        None => Offered { lines: names(live, ""), replaces: caret..caret, ..Offered::default() },
    }
}

/// The row we are in.
pub fn here(live: &Live) -> RowKey {
    live.place().map_or(RowKey::ROOT, |place| place.row)
}

fn names(live: &Live, typed: &str) -> Vec<Line> {
    let mut places = candidates(live);
    let now = live.place().map_or(NodeId::ROOT, |place| place.node);
    // What is asked now comes first, and of that what comes from here on.
    let ranked = |(place, _): &(Place, String)| {
        (!live.interview.relevant(*place), live.answered(*place), place.node < now)
    };
    let begun = |(place, path): &(Place, String)| {
        let node = live.node(*place);
        let number = node.number.as_deref().unwrap_or("");
        find::begins(path, typed) || find::begins(&node.name, typed) || begins_so(number, typed)
    };
    let mut found: Vec<(Place, String)> = places.iter().filter(|it| begun(it)).cloned().collect();
    if found.is_empty() {
        let wanted = search::fold(typed);
        places.retain(|(place, _)| {
            search::fold(&wording::short(&live.interview, *place)).contains(&wanted)
        });
        found = places;
    }
    found.sort_by_cached_key(ranked);
    found.truncate(MOST);
    let shown = |(place, path): (Place, String)| Line {
        item: ListItem {
            code: path.clone(),
            label: wording::short(&live.interview, place),
            detail: live.node(place).number.clone().unwrap_or_default(),
            dim: !live.interview.relevant(place),
            ..ListItem::default()
        },
        insert: path,
        after: " ",
    };
    found.into_iter().map(shown).collect()
}

fn begins_so(number: &str, typed: &str) -> bool {
    !number.is_empty() && find::begins(number, typed)
}

/// Every question with what is typed for it from here.
fn candidates(live: &Live) -> Vec<(Place, String)> {
    let asked = live.interview.form().nodes.iter().filter(|node| find::is_asked(node));
    let mut found = Vec::new();
    for node in asked {
        match find::seen(&live.interview, here(live), node) {
            Some(place) => found.push((place, node.name.clone())),
            None => {
                let rows = rows_of(live, node);
                found.extend(
                    rows.into_iter().map(|(row, path)| {
                        (Place::new(row, node.id), format!("{path}{}", node.name))
                    }),
                );
            }
        }
    }
    found
}

/// The rows in which a question stands, each with what is typed before the name.
fn rows_of(live: &Live, node: &Node) -> Vec<(RowKey, String)> {
    let Some(roster) = node.roster else { return vec![(RowKey::ROOT, String::new())] };
    let roster = live.node(Place::new(RowKey::ROOT, roster));
    let stands = match find::seen(&live.interview, here(live), roster) {
        Some(stand) => vec![(stand.row, String::new())],
        None => rows_of(live, roster),
    };
    let inside = stands.into_iter().flat_map(|(around, path)| {
        let rows = live.interview.rows(Place::new(around, roster.id)).iter().enumerate();
        let name = &roster.name;
        rows.take(ROWS_MOST).map(move |(at, &row)| (row, format!("{path}{name}[{}]/", at + 1)))
    });
    inside.take(ROWS_MOST).collect()
}

fn values(
    words: &Words,
    live: &Live,
    place: Place,
    text: &str,
    entry: &parse::Entry,
    caret: usize,
) -> Offered {
    let typed = &text[entry.value.clone()];
    let number = wording::number(&live.interview, place);
    let around = wording::around(words, &live.interview, place);
    let short = wording::short(&live.interview, place);
    let about = match around.is_empty() {
        true => format!("{number} {short}"),
        false => format!("{} · {number} {short}", around.join(" › ")),
    };
    let reading = match value::read(words, &live.interview, live.offset_minutes, place, typed) {
        Reading::Answer(value) => wording::answer(words, &live.interview, place, &value),
        Reading::Fault(fault) if !typed.is_empty() => wording::fault(words, &fault),
        _ => String::new(),
    };
    let start = entry.value.start.min(caret);
    let Kind::Question(question) = &live.node(place).kind else { return Offered::default() };
    let several = matches!(question.kind, QuestionKind::SelectMultiple | QuestionKind::Rank);
    let one = question.kind == QuestionKind::SelectOne;
    let part = match text[start..caret].rfind(',').filter(|_| several) {
        Some(comma) => start + comma + 1,
        None => start,
    };
    let typed = text[part..caret].trim_start();
    let replaces = caret - typed.len()..caret.max(entry.value.end.min(caret));
    let mut lines = Vec::new();
    if one || several {
        let after = if one { "; " } else { "" };
        lines = choices(&Offer::new(live.interview.choices(place)), typed, after);
    }
    let open = |(word, special): &&(&str, Special)| {
        question.special.contains(special) && word.starts_with(typed)
    };
    lines.extend(value::SPECIALS.iter().filter(open).map(|(word, special)| Line {
        insert: (*word).to_owned(),
        after: "; ",
        item: line(word, wording::special(words, *special)),
    }));
    Offered { about, reading, lines, replaces }
}

/// The choices whose code or label begins so.
fn choices(offer: &Offer, typed: &str, after: &'static str) -> Vec<Line> {
    let by_code = |at: &usize| !typed.is_empty() && offer.code(*at).starts_with(typed);
    let mut found: Vec<usize> = (0..offer.choices.len()).filter(by_code).take(MOST).collect();
    if found.is_empty() {
        found = value::matching(&offer.choices, typed);
        found.truncate(MOST);
    }
    let shown = |at: usize| {
        let (code, choice) = (offer.code(at), &offer.choices[at]);
        let insert = if code.is_empty() { parse::quoted(&choice.name) } else { code.clone() };
        Line { insert, after, item: line(code, &choice.label) }
    };
    found.into_iter().map(shown).collect()
}
