//! How items fit together: empty groups, batteries, keys that have no effect, calculations.

use crate::compile::lower::nodes::Laid;
use crate::compile::nearest::did_you_mean;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Item};
use crate::form::Parts;
use crate::form::node::{Choices, Kind, Node, Preset, Question, QuestionKind};
use crate::value::{Date, Decimal, Time};

/// Checks every node against what stands in and around it.
pub fn check(laid: &Laid<'_>, parts: &Parts, report: &mut Report<'_>) {
    for (node, item) in parts.nodes.iter().zip(&laid.items) {
        let Some(item) = item else { continue };
        match &node.kind {
            Kind::Group(group) => {
                empty(node, item, report);
                if group.battery {
                    battery(node, laid, parts, report);
                }
            }
            Kind::Roster(_) => empty(node, item, report),
            Kind::Question(question) => {
                calculation(node, question, item, report);
                without_effect(question, item, report);
                default(question, item, parts, report);
                label(node, question, item, report);
                special(question, item, report);
            }
        }
        order(node, item, parts, report);
    }
}

fn empty(node: &Node, item: &Item, report: &mut Report<'_>) {
    if node.children.is_empty() {
        let what = if matches!(node.kind, Kind::Roster(_)) { "roster" } else { "group" };
        let message = format!("the {what} `{}` holds nothing", node.name);
        report.add("W0603", item.mark, message);
    }
}

/// The questions of a battery stand in one table: selects of one choice out of one list.
fn battery(node: &Node, laid: &Laid<'_>, parts: &Parts, report: &mut Report<'_>) {
    let mut list: Option<(Choices, &str)> = None;
    for &child in &node.children {
        let child = &parts.nodes[child.index()];
        let mark = laid.name_mark(child.id);
        let Some(question) = child.question() else {
            let message = format!("`{}` is no question of the battery `{}`", child.name, node.name);
            let help = "a battery holds questions only".to_owned();
            report.add_with_help("E0605", mark, message, help);
            continue;
        };
        if matches!(question.kind, QuestionKind::Note) {
            continue;
        }
        let select =
            matches!(question.kind, QuestionKind::SelectOne | QuestionKind::SelectMultiple);
        let Some(choices) = question.choices.filter(|_| select) else {
            let type_text = laid.items[child.id.index()].and_then(|item| item.type_text.as_ref());
            if type_text.is_some_and(|cell| !takes_list(cell)) {
                let message = format!("`{}` is not a select", child.name);
                let help = format!("all questions of the battery `{}` are", node.name);
                report.add_with_help("E0605", mark, message, help);
            }
            continue;
        };
        match list {
            None => list = Some((choices, &child.name)),
            Some((first, _)) if first == choices => {}
            Some((_, name)) => {
                let message = format!("`{}` has another choice list than `{name}`", child.name);
                let help = format!("the battery `{}` shows one list for all rows", node.name);
                report.add_with_help("E0605", mark, message, help);
            }
        }
    }
}

/// A calculation never replaces what a person answered, so on a question that people answer it
/// stops working once they did.
fn calculation(node: &Node, question: &Question, item: &Item, report: &mut Report<'_>) {
    if question.kind == QuestionKind::Calculate
        && item.calculation.is_none()
        && item.default.is_none()
    {
        let message = format!("`{}` calculates nothing", node.name);
        report.add_with_help("E0612", item.mark, message, "add `calculation`".to_owned());
    }
    if let Some(cell) = &item.calculation
        && question.kind.is_answerable()
        && question.read_only.is_none()
        && question.triggers.is_empty()
    {
        let message =
            format!("people answer `{}`, and its calculation never replaces that", node.name);
        let help = "use `default` for a first value, or `read_only: yes`".to_owned();
        report.add_with_help("W0609", cell.mark, message, help);
    }
    if let (Some(cell), None) = (item.trigger.first(), &item.calculation) {
        let message = format!("the trigger of `{}` has no calculation to run", node.name);
        report.add("W0614", cell.mark, message);
    }
}

/// Keys that do nothing on this type of question.
fn without_effect(question: &Question, item: &Item, report: &mut Report<'_>) {
    let mut useless = |key: &str, cell: Option<&Cell>, why: &str| {
        if let Some(cell) = cell {
            let message = format!("`{key}` does nothing on `{}`", item.name.text);
            report.add_with_help("W0614", cell.mark, message, why.to_owned());
        }
    };
    if question.choices.is_none() && item.type_text.as_ref().is_some_and(|cell| !takes_list(cell)) {
        useless("choice_filter", item.choice_filter.as_ref(), "it has no choices");
    }
    if !matches!(question.kind, QuestionKind::SelectMultiple | QuestionKind::Rank) {
        useless("choose_max", item.choose_max.as_ref(), "it takes one answer");
    }
    if !question.kind.is_answerable() {
        useless("required", item.required.as_ref(), "nobody answers it");
        let check = item.checks.first().map(|check| &check.expression);
        if question.kind != QuestionKind::Calculate {
            useless("constraint", check, "nobody answers it");
        }
    }
    let known = parameters(&question.kind);
    for (key, _) in &item.parameters {
        if !known.contains(&key.text.as_str()) {
            let message = format!("`{}` is no parameter of this type", key.text);
            let help = did_you_mean(&key.text, known.iter().copied());
            report.add_with_help("W0607", key.mark, message, help);
        }
    }
}

fn takes_list(cell: &Cell) -> bool {
    cell.text.starts_with("select") || cell.text.starts_with("rank")
}

/// The parameters that XLSForm knows for a type, also those that change nothing in a terminal.
fn parameters(kind: &QuestionKind) -> &'static [&'static str] {
    match kind {
        QuestionKind::SelectOne | QuestionKind::SelectMultiple | QuestionKind::Rank => {
            &["randomize", "seed", "value", "label"]
        }
        QuestionKind::Range { .. } => {
            &["start", "end", "step", "tick_interval", "tick_labelset", "placeholder"]
        }
        QuestionKind::Text { .. } => &["rows"],
        QuestionKind::Geopoint => {
            &["capture-accuracy", "warning-accuracy", "allow-mock-accuracy", "reference-geometry"]
        }
        QuestionKind::Geotrace | QuestionKind::Geoshape => {
            &["incremental", "allow-mock-accuracy", "reference-geometry"]
        }
        QuestionKind::File(_) => &["max-pixels", "app", "quality"],
        QuestionKind::Meta(_) => &[
            "location-priority",
            "location-min-interval",
            "location-max-age",
            "track-changes",
            "track-changes-reasons",
            "identify-user",
        ],
        _ => &[],
    }
}

/// A default that stands there as it is must be an answer of the type.
fn default(question: &Question, item: &Item, parts: &Parts, report: &mut Report<'_>) {
    let (Some(Preset::Static(text)), Some(cell)) = (&question.default, &item.default) else {
        return;
    };
    let is_choice = |name: &str| match question.choices {
        Some(Choices::List(list)) => parts
            .lists
            .get(list.0 as usize)
            .is_none_or(|list| list.choices.iter().any(|choice| *choice.name == *name)),
        _ => true,
    };
    let (fits, expected) = match &question.kind {
        QuestionKind::Integer => (text.parse::<i64>().is_ok(), "a whole number"),
        QuestionKind::Decimal | QuestionKind::Range { .. } => {
            (Decimal::parse(text).is_some(), "a number")
        }
        QuestionKind::Date => (Date::parse(text).is_some(), "a date such as 2026-11-24"),
        QuestionKind::Time => (Time::parse(text).is_some(), "a time such as 10:30"),
        QuestionKind::SelectOne => (is_choice(text), "one of its choices"),
        QuestionKind::SelectMultiple | QuestionKind::Rank => {
            (text.split_whitespace().all(is_choice), "some of its choices")
        }
        _ => (true, ""),
    };
    if !fits {
        let message = format!("the default `{text}` of `{}` is not {expected}", item.name.text);
        report.add(report.lenient("E0608", "W0822"), cell.mark, message);
    }
}

fn label(node: &Node, question: &Question, item: &Item, report: &mut Report<'_>) {
    if question.kind.is_shown()
        && item.label.is_empty()
        && item.label.mark.line == 0
        && item.media.is_empty()
    {
        let message = format!("`{}` has no label: its name is shown", node.name);
        report.add("W0613", item.mark, message);
    }
}

fn special(question: &Question, item: &Item, report: &mut Report<'_>) {
    if let Some(cell) = item.special.as_ref().and_then(|special| special.first())
        && !question.kind.is_answerable()
    {
        let message = format!("`special` does nothing on `{}`", item.name.text);
        report.add_with_help("W0614", cell.mark, message, "nobody answers it".to_owned());
    }
}

/// The names in a random order are names of what is ordered.
fn order(node: &Node, item: &Item, parts: &Parts, report: &mut Report<'_>) {
    let Some(row) = &item.random else { return };
    let known: Option<Vec<&str>> = match &node.kind {
        Kind::Question(question) => match question.choices {
            Some(Choices::List(list)) => parts
                .lists
                .get(list.0 as usize)
                .map(|list| list.choices.iter().map(|choice| choice.name.as_ref()).collect()),
            Some(_) => None,
            None if item.type_text.as_ref().is_some_and(takes_list) => None,
            None => {
                let mark = row.last.first().map_or(item.mark, |cell| cell.mark);
                let message = format!("`random` does nothing on `{}`", node.name);
                report.add_with_help("W0614", mark, message, "it has no choices".to_owned());
                return;
            }
        },
        _ => Some(node.children.iter().map(|&id| parts.nodes[id.index()].name.as_str()).collect()),
    };
    let Some(known) = known else { return };
    for cell in row.last.iter().chain(&row.first_half) {
        if !known.contains(&cell.text.as_str()) {
            let message = format!("`{}` is not among what `random` orders", cell.text);
            let help = did_you_mean(&cell.text, known.iter().copied());
            report.add_with_help("E0407", cell.mark, message, help);
        }
    }
}
