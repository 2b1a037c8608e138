//! Fills in a node: wordings, expressions, and everything else that names other parts.

use super::bind::Binder;
use super::lists::Resolved;
use super::table::missing_column;
use crate::compile::kinds::{self, ChoiceSource};
use crate::compile::sheet::{Cell, Item};
use crate::form::RuleId;
use crate::form::node::{
    Check, CheckSeverity, Choices, Count, Kind, Node, Preset, Probe, Question, QuestionKind, Random,
};
use crate::place::NodeId;

/// Fills in what an item says of its node.
pub fn fill(node: &mut Node, item: &Item, resolved: &Resolved, binder: &mut Binder<'_, '_, '_>) {
    let at = node.id;
    node.label = binder.wording(&item.label, at);
    node.hint = binder.wording(&item.hint, at);
    node.guidance = binder.wording(&item.guidance_hint, at);
    node.instruction = binder.wording(&item.instruction, at);
    node.short = binder.wording(&item.short, at);
    for (kind, words) in &item.media {
        node.media.insert(kind.text.clone(), binder.wording(words, at));
    }
    if let Some(cell) = &item.relevant {
        let (rule, constant) = binder.condition(cell, at);
        node.relevant = Some(rule);
        if constant == Some(false) {
            let message = format!("`{}` never applies: this is always false", node.name);
            let help = "`disabled: yes` leaves an item out".to_owned();
            binder.report.add_with_help("W0610", cell.mark, message, help);
        }
    }
    node.random = random(&node.name, item, at, binder);
    match &mut node.kind {
        Kind::Group(_) => {}
        Kind::Roster(roster) => {
            if let Some(cell) = &item.repeat_count {
                roster.count = count(cell, at, binder);
            }
        }
        Kind::Question(question) => {
            if let QuestionKind::Range { .. } = question.kind {
                range(question, item, binder);
            }
            choices(question, item, at, resolved, binder);
            answer(question, item, at, binder);
            conditions(question, item, at, binder);
        }
    }
}

fn random(name: &str, item: &Item, at: NodeId, binder: &mut Binder<'_, '_, '_>) -> Option<Random> {
    let parameter = |wanted: &str| {
        item.parameters.iter().find(|(key, _)| key.text == wanted).map(|(_, value)| value)
    };
    let mut random = match &item.random {
        Some(row) => Random {
            key: row.key.as_ref().map_or_else(|| name.to_owned(), |cell| cell.text.clone()),
            seed: row.seed.as_ref().map(|cell| binder.rule(cell, at, None)),
            last: row.last.iter().map(|cell| cell.text.clone()).collect(),
            first_half: row.first_half.as_ref().map(|cell| cell.text.clone()),
        },
        None if parameter("randomize")
            .is_some_and(|cell| matches!(cell.text.as_str(), "true" | "yes" | "true()")) =>
        {
            Random { key: name.to_owned(), ..Random::default() }
        }
        None => return None,
    };
    if let (None, Some(seed)) = (random.seed, parameter("seed")) {
        random.seed = Some(binder.rule(seed, at, None));
    }
    Some(random)
}

/// How many rows a roster has: a whole number, else an expression.
fn count(cell: &Cell, at: NodeId, binder: &mut Binder<'_, '_, '_>) -> Count {
    if let Ok(fixed) = cell.text.trim().parse::<u32>() {
        if fixed > ROW_COUNT_MAX {
            let message = format!("{fixed} rows are too many");
            let help = format!("a roster has at most {ROW_COUNT_MAX} rows");
            binder.report.add_with_help("E0604", cell.mark, message, help);
        }
        return Count::Fixed(fixed.min(ROW_COUNT_MAX));
    }
    if cell.text.trim().parse::<f64>().is_ok() {
        let message = format!("`{}` is not a number of rows", cell.text);
        let help = "write a whole number or an expression".to_owned();
        binder.report.add_with_help("E0604", cell.mark, message, help);
        return Count::Fixed(0);
    }
    Count::Expression(binder.rule(cell, at, None))
}

/// More rows than this nobody fills in; a slip of the keyboard should not ask for a million.
const ROW_COUNT_MAX: u32 = 10_000;

/// The parameters of a range.
fn range(question: &mut Question, item: &Item, binder: &mut Binder<'_, '_, '_>) {
    let (mut start, mut end, mut step) = (1.0, 10.0, 1.0);
    let mut mark = item.type_text.as_ref().map_or(item.mark, |cell| cell.mark);
    for (key, value) in &item.parameters {
        let slot = match key.text.as_str() {
            "start" => &mut start,
            "end" => &mut end,
            "step" => &mut step,
            _ => continue,
        };
        mark = value.mark;
        match value.text.parse::<f64>() {
            Ok(number) if number.is_finite() => *slot = number,
            _ => {
                let message = format!("`{}` is not a number: {}", key.text, value.text);
                binder.report.add("E0606", value.mark, message);
            }
        }
    }
    if step <= 0.0 || end < start {
        let message = format!("the range from {start} to {end} by {step} holds nothing");
        let help = "`end` is not below `start`, and `step` is above 0".to_owned();
        binder.report.add_with_help("E0606", mark, message, help);
    }
    question.kind = QuestionKind::Range { start, end, step };
}

/// Where the choices come from, and the filter over them.
fn choices(
    question: &mut Question,
    item: &Item,
    at: NodeId,
    resolved: &Resolved,
    binder: &mut Binder<'_, '_, '_>,
) {
    let parameter = |wanted: &str| {
        item.parameters.iter().find(|(key, _)| key.text == wanted).map(|(_, value)| value)
    };
    let mut stands_at = at;
    let mut columns = None;
    match (question.choices, &item.type_text) {
        (Some(Choices::List(list)), _) => columns = binder.scope.list_columns(list.0 as usize),
        (Some(Choices::Table { table, .. }), Some(cell)) => {
            columns = binder.scope.columns(table);
            let mut column = |wanted: &str, usual: &str| {
                let named = parameter(wanted);
                let name = named.map_or(usual, |cell| cell.text.as_str());
                let found = resolved.tables[table].column(name);
                if found.is_none() {
                    let cell = named.unwrap_or(cell);
                    missing_column(&resolved.tables[table], name, cell, binder.report);
                }
                found.unwrap_or(0)
            };
            let places = cell.text.to_lowercase().ends_with(".geojson");
            let name = column("value", if places { "id" } else { "name" });
            let label = column("label", if places { "title" } else { "label" });
            question.choices = Some(Choices::Table { table, name, label });
        }
        (Some(Choices::Rows { .. }), Some(cell)) => {
            question.choices = rows(cell, parameter("value"), at, binder);
            if let Some(Choices::Rows { label, .. }) = question.choices {
                stands_at = label;
            }
        }
        _ => {}
    }
    if let Some(cell) = &item.choice_filter
        && question.choices.is_some()
    {
        let columns = columns.as_deref();
        question.choice_filter = Some(binder.rule(cell, stands_at, columns));
    }
}

/// The questions in a roster that give the choices: labels, and names where they differ.
fn rows(
    cell: &Cell,
    value: Option<&Cell>,
    at: NodeId,
    binder: &mut Binder<'_, '_, '_>,
) -> Option<Choices> {
    let typed = kinds::read(&cell.text).ok()?;
    let Some(ChoiceSource::Rows(name)) = typed.choices else { return None };
    let start = cell.text.find(name).unwrap_or(0);
    let mark = binder.report.part(cell, start..start + name.len());
    let named = Cell { text: name.to_owned(), mark };
    let label = in_roster(&named, at, binder)?;
    let name = match value {
        Some(value) => in_roster(value, at, binder)?,
        None => label,
    };
    Some(Choices::Rows { label, name })
}

fn in_roster(cell: &Cell, at: NodeId, binder: &mut Binder<'_, '_, '_>) -> Option<NodeId> {
    let node = binder.node(cell, at)?;
    if binder.scope.node(node).roster.is_some() && binder.is_question(node) {
        return Some(node);
    }
    let message = format!("`{}` is not a question in a roster", binder.scope.node(node).name);
    let help = "choices come from a list, or from a question that a roster asks in each row";
    binder.report.add_with_help("E0615", cell.mark, message, help.to_owned());
    None
}

/// What the answer is at first, how it is computed, what it may be.
fn answer(question: &mut Question, item: &Item, at: NodeId, binder: &mut Binder<'_, '_, '_>) {
    if let Some(cell) = &item.calculation {
        question.calculation = Some(binder.rule(cell, at, None));
    }
    question.triggers = item.trigger.iter().filter_map(|cell| binder.node(cell, at)).collect();
    if let Some(cell) = &item.default {
        question.default = Some(if is_dynamic(&cell.text, &question.kind) {
            Preset::Dynamic(binder.rule(cell, at, None))
        } else {
            Preset::Static(cell.text.clone())
        });
    }
    if let Some(cell) = &item.choose_max {
        question.choose_max = match cell.text.parse::<u32>() {
            Ok(number) if number > 0 => Some(number),
            _ => {
                let message =
                    format!("`choose_max` is a whole number above 0, not `{}`", cell.text);
                binder.report.add("E0209", cell.mark, message);
                None
            }
        };
    }
    for probe in &item.probes {
        let label = binder.wording(&probe.label, at);
        question.probes.push(Probe { name: probe.name.text.clone(), label });
    }
}

/// When an answer is asked for, may be given, is accepted.
fn conditions(question: &mut Question, item: &Item, at: NodeId, binder: &mut Binder<'_, '_, '_>) {
    question.required = item.required.as_ref().and_then(|cell| flag(cell, at, binder));
    question.required_message = binder.wording(&item.required_message, at);
    question.read_only = item.read_only.as_ref().and_then(|cell| flag(cell, at, binder));
    for row in &item.checks {
        let (rule, constant) = binder.condition(&row.expression, at);
        if constant == Some(false) {
            let message = format!("no answer to `{}` passes: this is always false", item.name.text);
            binder.report.add("W0611", row.expression.mark, message);
        }
        let severity = if row.hard { CheckSeverity::Hard } else { CheckSeverity::Soft };
        let message = binder.wording(&row.message, at);
        question.checks.push(Check { severity, rule, message });
    }
}

/// Yes, no, or an expression; `None` for no.
fn flag(cell: &Cell, at: NodeId, binder: &mut Binder<'_, '_, '_>) -> Option<RuleId> {
    match cell.text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "true()" => Some(binder.constant(true)),
        "no" | "false" | "false()" => None,
        _ => Some(binder.rule(cell, at, None)),
    }
}

/// Whether a default is an expression: it looks at something, calls a function, or computes.
/// In dates and places a hyphen is no minus.
pub fn is_dynamic(text: &str, kind: &QuestionKind) -> bool {
    if text.contains("${") {
        return true;
    }
    let called = text.match_indices('(').any(|(at, _)| {
        text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    let numeric =
        matches!(kind, QuestionKind::Integer | QuestionKind::Decimal | QuestionKind::Range { .. });
    let computes = [" + ", " - ", " * ", " div ", " mod "].iter().any(|sign| text.contains(sign));
    called && text.trim_end().ends_with([')', '\'', '"', ']']) || numeric && computes
}

#[cfg(test)]
mod tests {
    use super::is_dynamic;
    use crate::form::node::QuestionKind;

    #[test]
    fn defaults_are_expressions_only_where_they_look_like_it() {
        let text = QuestionKind::Text { multiline: false };
        let cases = [
            ("today()", &text, true),
            ("${last-saved#region}", &text, true),
            ("concat('a', 'b')", &text, true),
            ("Almaty (city)", &text, false),
            ("2 - 1", &text, false),
            ("2 - 1", &QuestionKind::Integer, true),
            ("-1", &QuestionKind::Integer, false),
            ("2026-11-24", &QuestionKind::Date, false),
        ];
        for (default, kind, dynamic) in cases {
            assert_eq!(is_dynamic(default, kind), dynamic, "{default}");
        }
    }
}
