//! Questions, groups and rosters: one item with its keys.

use super::tree::{Content, Node};
use super::value::{Reader, is_kept, yes_or_no};
use crate::compile::sheet::{Cell, CheckRow, Item, ItemKind, Mark, Words};

const QUESTION: u8 = 1;
const GROUP: u8 = 2;
const ROSTER: u8 = 4;
/// A row of a battery: a question without a type of its own.
const ROW: u8 = 8;
/// A group that is a battery with rows: what it says of answers holds for each row.
const TABLE: u8 = 16;

const ANSWER: u8 = QUESTION | ROW;
const AROUND: u8 = GROUP | ROSTER | TABLE;
const ALL: u8 = ANSWER | AROUND;

/// Every key of an item and the kinds of item that take it.
const KEYS: [(&str, u8); 42] = [
    ("name", ANSWER),
    ("type", QUESTION),
    ("group", GROUP | TABLE),
    ("repeat", ROSTER),
    ("label", ALL),
    ("hint", ALL),
    ("guidance_hint", ALL),
    ("instruction", ALL),
    ("short", ALL),
    ("number", ALL),
    ("relevant", ALL),
    ("appearance", ALL),
    ("special", ALL),
    ("source", ALL),
    ("random", ALL),
    ("media", ALL),
    ("pii", ALL),
    ("sealed", ALL),
    ("disabled", ALL),
    ("extra", ALL),
    ("required", ANSWER | TABLE),
    ("required_message", ANSWER | TABLE),
    ("read_only", ANSWER),
    ("constraint", ANSWER),
    ("constraint_message", ANSWER),
    ("warning", ANSWER),
    ("warning_message", ANSWER),
    ("checks", ANSWER),
    ("calculation", ANSWER),
    ("trigger", ANSWER),
    ("default", ANSWER),
    ("choice_filter", ANSWER | TABLE),
    ("choose_max", ANSWER),
    ("or_other", ANSWER),
    ("parameters", ANSWER),
    ("probes", ANSWER),
    ("self_completion", GROUP | TABLE),
    ("locked_after", GROUP | TABLE),
    ("battery", GROUP | TABLE),
    ("rows", TABLE),
    ("items", GROUP | ROSTER),
    ("repeat_count", ROSTER),
];

/// What an item is besides its fields: parts that are put together at its end.
#[derive(Default)]
struct Parts {
    disabled: bool,
    has_name: bool,
    has_type: bool,
    constraint: Option<Cell>,
    constraint_message: Words,
    warning: Option<Cell>,
    warning_message: Words,
    battery: Option<Cell>,
    rows: Option<Node>,
}

impl Reader<'_, '_> {
    /// A list of items, without those that are disabled.
    pub fn items(&mut self, what: &str, node: Node) -> Vec<Item> {
        let items = self.list(what, node);
        items.into_iter().filter_map(|node| self.item(node)).collect()
    }

    fn item(&mut self, node: Node) -> Option<Item> {
        let mark = node.mark;
        let Content::Map(entries) = node.content else {
            self.wrong_kind(
                "an item",
                "a map with `name`, `group` or `repeat`",
                mark,
                &node.content,
            );
            return None;
        };
        let has = |wanted: &str| entries.iter().any(|(key, _)| key.text == wanted);
        let kind = if has("repeat") {
            ROSTER
        } else if has("group") {
            if has("rows") { TABLE } else { GROUP }
        } else {
            QUESTION
        };
        self.keys(kind, mark, entries)
    }

    /// Reads the keys of an item of a kind.
    fn keys(&mut self, kind: u8, mark: Mark, entries: Vec<(Cell, Node)>) -> Option<Item> {
        let mut item = Item {
            kind: match kind {
                ROSTER => ItemKind::Roster,
                GROUP | TABLE => ItemKind::Group,
                _ => ItemKind::Question,
            },
            mark: entries.first().map_or(mark, |(key, _)| key.mark),
            ..Item::default()
        };
        let has = |wanted: &str| entries.iter().any(|(key, _)| key.text == wanted);
        let has_name = ["name", "group", "repeat"].into_iter().any(has);
        let mut parts = Parts { has_name, has_type: has("type"), ..Parts::default() };
        for (key, node) in entries {
            match KEYS.iter().find(|(name, _)| *name == key.text) {
                Some((_, kinds)) if kinds & kind != 0 => {
                    let answer = self.common(&mut item, &mut parts, &key, node);
                    if let Some(node) = answer {
                        self.answer(&mut item, &mut parts, &key, node);
                    }
                }
                Some((_, kinds)) => self.misplaced(kind, *kinds, &key),
                _ if is_kept(&key.text) => {
                    if let Some(text) = self.text(&key.text, node) {
                        item.extra.push((key, text));
                    }
                }
                _ => self.unknown_item_key(kind, &key),
            }
        }
        self.complete(kind, item, parts)
    }

    /// Reads a key that every kind of item may have; gives the node back if it is none.
    fn common(
        &mut self,
        item: &mut Item,
        parts: &mut Parts,
        key: &Cell,
        node: Node,
    ) -> Option<Node> {
        let what = key.text.as_str();
        match what {
            "name" | "group" | "repeat" => item.name = self.text(what, node).unwrap_or_default(),
            "label" => item.label = self.words(what, node),
            "hint" => item.hint = self.words(what, node),
            "guidance_hint" => item.guidance_hint = self.words(what, node),
            "instruction" => item.instruction = self.words(what, node),
            "short" => item.short = self.words(what, node),
            "number" => item.number = self.text(what, node),
            "relevant" => item.relevant = self.text(what, node),
            "appearance" => item.appearance = self.names(what, node),
            "special" => item.special = Some(self.special(node)),
            "source" => item.source = Some(self.source(node)),
            "random" => item.random = self.random(node),
            "media" => item.media = self.media(node),
            "pii" => item.pii = self.flag(what, node),
            "sealed" => item.sealed = self.flag(what, node),
            "extra" => item.extra.extend(self.kept_texts(what, node)),
            "disabled" => parts.disabled = self.flag(what, node).unwrap_or(false),
            "self_completion" => item.self_completion = self.flag(what, node).unwrap_or(false),
            "locked_after" => item.locked_after = self.flag(what, node).unwrap_or(false),
            "battery" => parts.battery = self.text(what, node),
            "rows" => parts.rows = Some(node),
            "items" => item.items = self.items(what, node),
            "repeat_count" => item.repeat_count = self.text(what, node),
            _ => return Some(node),
        }
        None
    }

    /// Reads a key of questions.
    fn answer(&mut self, item: &mut Item, parts: &mut Parts, key: &Cell, node: Node) {
        let what = key.text.as_str();
        match what {
            "type" => item.type_text = self.text(what, node),
            "required" => item.required = self.text(what, node),
            "required_message" => item.required_message = self.words(what, node),
            "read_only" => item.read_only = self.text(what, node),
            "constraint" => parts.constraint = self.text(what, node),
            "constraint_message" => parts.constraint_message = self.words(what, node),
            "warning" => parts.warning = self.text(what, node),
            "warning_message" => parts.warning_message = self.words(what, node),
            "checks" => item.checks = self.checks(node),
            "calculation" => item.calculation = self.text(what, node),
            "trigger" => item.trigger = self.names(what, node),
            "default" => item.default = self.text(what, node),
            "choice_filter" => item.choice_filter = self.text(what, node),
            "choose_max" => item.choose_max = self.text(what, node),
            "or_other" => item.or_other = self.or_other(key.mark, node),
            "parameters" => item.parameters = self.parameters(node),
            "probes" => item.probes = self.probes(node),
            _ => {}
        }
    }

    /// Puts the parts of an item together and makes sure that nothing is missing.
    fn complete(&mut self, kind: u8, mut item: Item, mut parts: Parts) -> Option<Item> {
        if parts.disabled {
            return None;
        }
        let message = std::mem::take(&mut parts.constraint_message);
        let hard = self.check(&item, true, parts.constraint.take(), message);
        let message = std::mem::take(&mut parts.warning_message);
        let soft = self.check(&item, false, parts.warning.take(), message);
        item.checks.splice(0..0, hard.into_iter().chain(soft));
        match (kind, parts.battery.take(), parts.rows.take()) {
            (TABLE, battery, Some(rows)) => self.battery(&mut item, battery, rows),
            (GROUP, Some(battery), _) => match yes_or_no(&battery.text) {
                Some(flag) => item.battery = flag,
                None => {
                    let message = "a battery with a choice list needs `rows`".to_owned();
                    let help = "write `battery: yes` if its questions stand in `items`".to_owned();
                    self.report.add_with_help("E0202", battery.mark, message, help);
                }
            },
            _ => {}
        }
        if !parts.has_name && !named_by_type(&item) {
            self.missing_key("this question", "name", item.mark);
        }
        if kind == QUESTION && !parts.has_type {
            let place = format!("the question `{}`", item.name.text);
            self.missing_key(&place, "type", item.mark);
        }
        Some(item)
    }

    fn check(
        &mut self,
        item: &Item,
        hard: bool,
        expression: Option<Cell>,
        message: Words,
    ) -> Option<CheckRow> {
        let Some(expression) = expression else {
            if !message.is_empty() {
                let (of, mark) = (if hard { "constraint" } else { "warning" }, message.mark);
                let place = format!("`{}` has a message but", item.name.text);
                let message = format!("{place} no `{of}`");
                self.report.add("E0202", mark, message);
            }
            return None;
        };
        Some(CheckRow { hard, expression, message })
    }

    /// Makes a question of every row of a battery.
    fn battery(&mut self, item: &mut Item, battery: Option<Cell>, rows: Node) {
        item.battery = true;
        let type_text = match battery {
            Some(cell) if yes_or_no(&cell.text).is_none() => {
                let text = if cell.text.starts_with("select_") {
                    cell.text
                } else {
                    format!("select_one {}", cell.text)
                };
                Some(Cell { text, mark: cell.mark })
            }
            _ => {
                let message =
                    format!("the battery `{}` has rows but no choice list", item.name.text);
                let help = "write `battery: LIST`".to_owned();
                self.report.add_with_help("E0202", item.mark, message, help);
                None
            }
        };
        for node in self.list("rows", rows) {
            let mark = node.mark;
            let entries = self.map("a row", node);
            let Some(mut row) = self.keys(ROW, mark, entries) else { continue };
            row.type_text = type_text.clone();
            row.required = row.required.or_else(|| item.required.clone());
            row.choice_filter = row.choice_filter.or_else(|| item.choice_filter.clone());
            if row.required_message.is_empty() {
                row.required_message = item.required_message.clone();
            }
            item.items.push(row);
        }
        item.required = None;
        item.choice_filter = None;
    }

    fn misplaced(&mut self, kind: u8, kinds: u8, key: &Cell) {
        let message = format!("`{}` is not a key of {}", key.text, kind_name(kind));
        let help = format!("it is a key of {}", kinds_name(kinds));
        self.report.add_with_help("E0201", key.mark, message, help);
    }

    fn unknown_item_key(&mut self, kind: u8, key: &Cell) {
        let renamed = match key.text.as_str() {
            "relevance" | "ask_if" => Some("relevant"),
            "calculate" => Some("calculation"),
            "readonly" => Some("read_only"),
            "count" => Some("repeat_count"),
            "message" => Some("constraint_message"),
            "choices" | "list" => Some("type"),
            "questions" | "children" => Some("items"),
            _ => None,
        };
        let fitting: Vec<&str> =
            KEYS.iter().filter(|(_, kinds)| kinds & kind != 0).map(|(name, _)| *name).collect();
        match renamed {
            Some(name) => {
                let message = format!("`{}` is not a key of {}", key.text, kind_name(kind));
                let help = format!("did you mean `{name}`?");
                self.report.add_with_help("E0201", key.mark, message, help);
            }
            None => self.unknown_key(kind_name(kind), key, &fitting),
        }
    }
}

/// Whether a question is named by its type where it has no name: what the program fills in.
fn named_by_type(item: &Item) -> bool {
    item.type_text.as_ref().is_some_and(|cell| crate::compile::kinds::is_meta(&cell.text))
}

fn kind_name(kind: u8) -> &'static str {
    match kind {
        ROSTER => "a roster",
        GROUP => "a group",
        TABLE => "a battery with rows",
        ROW => "a row of a battery",
        _ => "a question",
    }
}

fn kinds_name(kinds: u8) -> &'static str {
    if kinds & QUESTION != 0 {
        "questions"
    } else if kinds & ROSTER != 0 && kinds & GROUP != 0 {
        "groups and rosters"
    } else if kinds & ROSTER != 0 {
        "rosters"
    } else if kinds == TABLE {
        "batteries"
    } else {
        "groups"
    }
}

#[cfg(test)]
mod tests {
    use super::KEYS;
    use crate::compile::kinds;

    #[test]
    fn every_key_and_type_is_on_the_reference_page() {
        let page = include_str!("../../../docs/questionnaire-format.md");
        let known = KEYS.iter().map(|(key, _)| *key).chain(kinds::words());
        let missing: Vec<&str> = known
            .filter(|word| {
                let alone = page.contains(&format!("`{word}`"));
                !alone
                    && !page.contains(&format!("`{word} "))
                    && !page.contains(&format!("`{word}:"))
            })
            .collect();
        assert!(missing.is_empty(), "docs/questionnaire-format.md does not tell of {missing:?}");
    }
}
