//! One item with all its keys.

use super::Yaml;
use super::scalar::in_flow;
use crate::compile::compound::cell;
use crate::compile::sheet::{Cell, CheckRow, Item, ItemKind, ProbeRow, RandomRow};

impl Yaml<'_> {
    /// An item of a list whose dashes stand at an indentation.
    pub fn item(&mut self, indent: usize, item: &Item) {
        let key = match item.kind {
            ItemKind::Question => "name",
            ItemKind::Group => "group",
            ItemKind::Roster => "repeat",
        };
        let begin = self.out.len();
        let inside = indent + 2;
        if item.kind != ItemKind::Question || !item.name.text.is_empty() {
            self.text(inside, key, &item.name.text);
        }
        self.cell(inside, "type", item.type_text.as_ref());
        let hoisted = battery_list(item);
        match hoisted {
            Some(list) => self.text(inside, "battery", list),
            None if item.battery => self.line(inside, "battery: yes"),
            None => {}
        }
        self.body(inside, item);
        self.dash(begin, indent);
        if item.kind == ItemKind::Question {
            return;
        }
        let word = if hoisted.is_some() { "rows" } else { "items" };
        if item.items.is_empty() {
            return self.line(inside, &format!("{word}: []"));
        }
        self.line(inside, &format!("{word}:"));
        for child in &item.items {
            match hoisted {
                Some(_) => self.row(inside + 2, child),
                None => self.item(inside + 2, child),
            }
        }
    }

    /// A row of a battery: a question whose type the battery gives.
    fn row(&mut self, indent: usize, row: &Item) {
        let begin = self.out.len();
        self.text(indent + 2, "name", &row.name.text);
        self.body(indent + 2, row);
        self.dash(begin, indent);
    }

    /// Puts the dash before what was written since `begin`.
    fn dash(&mut self, begin: usize, indent: usize) {
        if self.out.len() > begin + indent {
            self.out.replace_range(begin + indent..begin + indent + 1, "-");
        }
    }

    /// Everything but name, type and what is inside.
    fn body(&mut self, indent: usize, item: &Item) {
        let mut extra: Vec<(Cell, Cell)> = item.extra.clone();
        self.cell(indent, "number", item.number.as_ref());
        for (key, words) in [
            ("label", &item.label),
            ("hint", &item.hint),
            ("guidance_hint", &item.guidance_hint),
            ("instruction", &item.instruction),
            ("short", &item.short),
        ] {
            self.words(indent, key, words);
        }
        self.media(indent, &item.media);
        self.cell(indent, "relevant", item.relevant.as_ref());
        if item.kind == ItemKind::Question {
            self.answer(indent, item);
            keep(&mut extra, "repeat_count", item.repeat_count.as_ref());
        } else {
            for (key, value) in answer_cells(item) {
                keep(&mut extra, key, value);
            }
        }
        if item.kind == ItemKind::Roster {
            self.cell(indent, "repeat_count", item.repeat_count.as_ref());
        } else if item.kind == ItemKind::Group {
            keep(&mut extra, "repeat_count", item.repeat_count.as_ref());
        }
        if !item.appearance.is_empty() {
            let words: Vec<&str> = item.appearance.iter().map(|cell| cell.text.as_str()).collect();
            match words.iter().all(|word| !word.contains([' ', ','])) {
                true => self.text(indent, "appearance", &words.join(" ")),
                false => self.names(indent, "appearance", &item.appearance),
            }
        }
        match &item.special {
            Some(special) if special.is_empty() => self.line(indent, "special: none"),
            Some(special) => self.names(indent, "special", special),
            None => {}
        }
        self.source(indent, item.source.as_deref());
        self.random(indent, item.random.as_ref());
        for (key, flag) in [("pii", item.pii), ("sealed", item.sealed)] {
            if let Some(flag) = flag {
                self.line(indent, &format!("{key}: {}", if flag { "yes" } else { "no" }));
            }
        }
        let yes = cell("yes");
        for (key, flag) in
            [("self_completion", item.self_completion), ("locked_after", item.locked_after)]
        {
            match (flag, item.kind) {
                (true, ItemKind::Group) => self.line(indent, &format!("{key}: yes")),
                (true, _) => keep(&mut extra, key, Some(&yes)),
                (false, _) => {}
            }
        }
        if !extra.is_empty() {
            self.line(indent, "extra:");
            self.pairs(indent + 2, &extra);
        }
    }

    /// The keys of questions.
    fn answer(&mut self, indent: usize, item: &Item) {
        self.cell(indent, "required", item.required.as_ref());
        self.words(indent, "required_message", &item.required_message);
        self.cell(indent, "read_only", item.read_only.as_ref());
        self.checks(indent, &item.checks);
        self.cell(indent, "default", item.default.as_ref());
        self.cell(indent, "calculation", item.calculation.as_ref());
        self.names(indent, "trigger", &item.trigger);
        self.cell(indent, "choice_filter", item.choice_filter.as_ref());
        self.cell(indent, "choose_max", item.choose_max.as_ref());
        if !item.parameters.is_empty() {
            let pair = |(key, value): &(Cell, Cell)| {
                format!("{}: {}", in_flow(&key.text), in_flow(&value.text))
            };
            let pairs: Vec<String> = item.parameters.iter().map(pair).collect();
            self.line(indent, &format!("parameters: {{{}}}", pairs.join(", ")));
        }
        if let Some(other) = &item.or_other {
            if other.choice.is_none() && other.label.is_empty() && !other.optional {
                self.line(indent, "or_other: yes");
            } else {
                self.line(indent, "or_other:");
                self.cell(indent + 2, "choice", other.choice.as_ref());
                self.words(indent + 2, "label", &other.label);
                if other.optional {
                    self.line(indent + 2, "optional: yes");
                }
            }
        }
        self.probes(indent, &item.probes);
    }

    /// The first hard and the first soft check have keys of their own where they come first.
    fn checks(&mut self, indent: usize, checks: &[CheckRow]) {
        let mut rest = checks;
        for (hard, key) in [(true, "constraint"), (false, "warning")] {
            if let [first, others @ ..] = rest
                && first.hard == hard
            {
                self.text(indent, key, &first.expression.text);
                self.words(indent, &format!("{key}_message"), &first.message);
                rest = others;
            }
        }
        if rest.is_empty() {
            return;
        }
        self.line(indent, "checks:");
        for check in rest {
            let begin = self.out.len();
            self.text(indent + 4, if check.hard { "hard" } else { "soft" }, &check.expression.text);
            self.words(indent + 4, "message", &check.message);
            self.dash(begin, indent + 2);
        }
    }

    /// A probe that has the name of its position is only a text.
    fn probes(&mut self, indent: usize, probes: &[ProbeRow]) {
        if probes.is_empty() {
            return;
        }
        self.line(indent, "probes:");
        for probe in probes {
            let begin = self.out.len();
            self.text(indent + 4, "name", &probe.name.text);
            match probe.label.is_empty() {
                true => self.line(indent + 4, "label: {}"),
                false => self.words(indent + 4, "label", &probe.label),
            }
            self.dash(begin, indent + 2);
        }
    }

    fn random(&mut self, indent: usize, random: Option<&RandomRow>) {
        let Some(random) = random else { return };
        let RandomRow { last, first_half, key, seed } = random;
        if last.is_empty() && first_half.is_none() && key.is_none() && seed.is_none() {
            return self.line(indent, "random: yes");
        }
        self.line(indent, "random:");
        self.names(indent + 2, "last", last);
        self.cell(indent + 2, "first_half", first_half.as_ref());
        self.cell(indent + 2, "key", key.as_ref());
        self.cell(indent + 2, "seed", seed.as_ref());
    }
}

/// The list of a battery whose rows differ in nothing but what a row may say.
fn battery_list(item: &Item) -> Option<&str> {
    let first = item.items.first()?.type_text.as_ref()?;
    let list = first.text.strip_prefix("select_one ")?;
    let alike = |row: &Item| {
        let same = row.type_text.as_ref().is_some_and(|cell| cell.text == first.text);
        row.kind == ItemKind::Question && same && !row.name.text.is_empty()
    };
    let plain = !matches!(list.to_ascii_lowercase().as_str(), "yes" | "no" | "true" | "false");
    (item.battery && item.kind == ItemKind::Group && plain && item.items.iter().all(alike))
        .then_some(list)
}

/// What is said of answers where there are none: kept, not used.
fn answer_cells(item: &Item) -> [(&'static str, Option<&Cell>); 6] {
    [
        ("required", item.required.as_ref()),
        ("read_only", item.read_only.as_ref()),
        ("default", item.default.as_ref()),
        ("calculation", item.calculation.as_ref()),
        ("choice_filter", item.choice_filter.as_ref()),
        ("choose_max", item.choose_max.as_ref()),
    ]
}

fn keep(extra: &mut Vec<(Cell, Cell)>, key: &str, value: Option<&Cell>) {
    if let Some(value) = value {
        extra.push((cell(key), value.clone()));
    }
}
