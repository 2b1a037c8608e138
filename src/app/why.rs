//! Why something is asked or not: the conditions around a place in words, each with the answers
//! that make it true or false now.

use super::live::Live;
use super::screen::ListItem;
use super::wording;
use super::words::table::Words;
use crate::explain::{Clause, Explainer};
use crate::expr;
use crate::expr::source::Source;
use crate::form::RuleId;
use crate::form::node::{Count, Kind};
use crate::interview::{Interview, Stop};
use crate::place::{NodeId, Place};

/// The most places that are listed of what a condition looks at.
const PLACES_MAX: usize = 12;
/// How far the calculations behind calculations are told.
const DEPTH_MAX: u16 = 4;

/// The lines of a reason, each with where it leads.
#[derive(Debug, Default)]
pub struct Reasons {
    /// The lines.
    pub lines: Vec<ListItem>,
    /// Where each leads.
    pub stops: Vec<Option<Stop>>,
    /// The place of each.
    pub places: Vec<Option<Place>>,
}

/// Tells reasons into lines.
struct Teller<'a> {
    words: &'a Words,
    live: &'a Live,
    explainer: Explainer<'a>,
    reasons: Reasons,
    /// How many lines lead somewhere.
    numbered: usize,
}

/// Why a place is asked: what holds, from the outside in; and what its value is computed from.
pub fn asked(words: &Words, live: &Live, place: Place) -> Reasons {
    let mut teller = Teller::new(words, live);
    for place in around(&live.interview, place) {
        teller.conditions(place, false);
        teller.count(place);
    }
    if teller.reasons.lines.is_empty() {
        teller.told(0, "", words.trace.always_asked.to_owned(), true);
    }
    teller.calculation(place.node, place, 0);
    teller.reasons
}

/// Why a place is not asked: what does not hold, from the outside in.
pub fn not_asked(words: &Words, live: &Live, place: Place) -> Reasons {
    let mut teller = Teller::new(words, live);
    for place in around(&live.interview, place) {
        teller.conditions(place, true);
    }
    teller.reasons
}

/// The places whose conditions bear on a place, the outermost first: of a row, the place of the
/// whole roster.
fn around(interview: &Interview, place: Place) -> Vec<Place> {
    let mut chain = Vec::new();
    let mut at = Some(place);
    while let Some(place) = at {
        let (row, outside) = interview.row_place(place.row);
        let stand = if row.node == place.node { Place::new(outside, place.node) } else { place };
        chain.push(stand);
        at = interview.parent(place);
    }
    chain.reverse();
    chain
}

impl<'a> Teller<'a> {
    fn new(words: &'a Words, live: &'a Live) -> Teller<'a> {
        let interview = &live.interview;
        let explainer = Explainer::new(interview.form(), interview.language()).worded(words.code);
        Teller { words, live, explainer, reasons: Reasons::default(), numbered: 0 }
    }

    fn told(&mut self, depth: u16, sign: &str, label: String, heading: bool) {
        let sign = sign.to_owned();
        let line =
            ListItem { depth, sign, label, heading: true, dim: !heading, ..ListItem::default() };
        self.reasons.lines.push(line);
        self.reasons.stops.push(None);
        self.reasons.places.push(None);
    }

    /// The conditions of one place with the answers they look at; only those that fail if so
    /// asked.
    fn conditions(&mut self, place: Place, failing: bool) {
        let interview = &self.live.interview;
        let Some(rule) = self.live.node(place).relevant else { return };
        let clauses = self.explainer.clauses(rule).into_iter().map(|clause| {
            // A condition that cannot be evaluated hides nothing.
            let outcome = expr::evaluate_part(clause.part, place, interview);
            (outcome.map_or(true, |outcome| outcome.to_boolean()), clause)
        });
        let clauses: Vec<(bool, Clause)> =
            clauses.filter(|(holds, _)| !(failing && *holds)).collect();
        if clauses.is_empty() {
            return;
        }
        self.told(0, "", (self.words.trace.why_if)(&self.name(place)), true);
        for (holds, clause) in clauses {
            self.told(1, if holds { "✓" } else { "✗" }, clause.words, true);
            for node in clause.looks_at {
                self.looked_at(node, place, 2);
            }
        }
    }

    /// A roster as a whole is called by its own label, not by that of a row.
    fn name(&self, place: Place) -> String {
        match self.live.node(place).kind {
            Kind::Roster(_) => self.explainer.label(place.node).unwrap_or_default(),
            _ => wording::short(&self.live.interview, place),
        }
    }

    /// What the number of rows of a roster is computed from.
    fn count(&mut self, place: Place) {
        let Kind::Roster(roster) = &self.live.node(place).kind else { return };
        let Count::Expression(rule) = roster.count else { return };
        let words = self.explainer.calculation(rule);
        self.told(0, "", (self.words.trace.why_rows)(&self.name(place), &words), true);
        let tree = self.live.interview.form().rule(rule).expression.tree();
        for node in self.explainer.looks_at(tree, place.node) {
            self.looked_at(node, place, 1);
        }
    }

    /// What a node holds, seen from a place: its answers, each a place to go to.
    fn looked_at(&mut self, node: NodeId, from: Place, depth: u16) {
        let interview = &self.live.interview;
        let places = Source::locate(interview, node, from);
        for &place in places.iter().take(PLACES_MAX) {
            self.answer(place, depth);
        }
        if let Some(more) = places.len().checked_sub(PLACES_MAX).filter(|&more| more > 0) {
            self.told(depth, "", (self.words.trace.and_more)(more), false);
        }
        if let Some(&first) = places.first().filter(|_| depth < DEPTH_MAX) {
            self.calculation(node, first, depth + 1);
        }
    }

    fn answer(&mut self, place: Place, depth: u16) {
        let live = self.live;
        let node = live.node(place);
        let label = match &node.kind {
            Kind::Question(_) => wording::said_of(
                &wording::named(&live.interview, place),
                &wording::held(self.words, &live.interview, place),
            ),
            Kind::Group(_) | Kind::Roster(_) => wording::short(&live.interview, place),
        };
        let shown = node.question().is_none_or(|question| question.kind.is_shown());
        if !shown || !live.interview.relevant(place) {
            return self.told(depth, "", label, false);
        }
        self.numbered += 1;
        let code = self.numbered.to_string();
        self.reasons.lines.push(ListItem { code, depth, label, ..ListItem::default() });
        self.reasons.stops.push(Some(live.interview.stop_of(place)));
        self.reasons.places.push(Some(place));
    }

    /// What a calculated value is computed from.
    fn calculation(&mut self, node: NodeId, place: Place, depth: u16) {
        let form = self.live.interview.form();
        let Some(rule) = form.node(node).question().and_then(|question| question.calculation)
        else {
            return;
        };
        let words = self.explainer.calculation(rule);
        let name = self.explainer.label(node).unwrap_or_else(|| form.node(node).name.clone());
        self.told(depth, "", (self.words.trace.computed_as)(&name, &words), depth == 0);
        for looked in self.explainer.looks_at(form.rule(rule).expression.tree(), node) {
            if looked != node {
                self.looked_at(looked, place, depth + 1);
            }
        }
    }
}

/// The questions whose answers some rules of a question look at, itself not counted, calculations
/// seen through: in the order of reading, each once.
pub fn involved(live: &Live, place: Place, rules: &[RuleId]) -> Vec<Place> {
    let interview = &live.interview;
    let form = interview.form();
    let explainer = Explainer::new(form, interview.language());
    let mut found = Vec::new();
    let mut waiting: Vec<(RuleId, Place)> = rules.iter().map(|&rule| (rule, place)).collect();
    let mut seen = Vec::new();
    waiting.reverse();
    while let Some((rule, from)) = waiting.pop() {
        let tree = form.rule(rule).expression.tree();
        for node in explainer.looks_at(tree, form.rule(rule).at) {
            let Some(question) = form.node(node).question() else { continue };
            for at in Source::locate(interview, node, from) {
                if found.len() >= PLACES_MAX || at == place {
                    continue;
                }
                if question.kind.is_shown() && interview.relevant(at) && !found.contains(&at) {
                    found.push(at);
                } else if let (false, Some(rule)) = (seen.contains(&at), question.calculation) {
                    seen.push(at);
                    waiting.push((rule, at));
                }
            }
        }
    }
    found
}
