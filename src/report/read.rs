//! Reading a plan: YAML with its own few keys. All problems in one run.

use std::collections::BTreeMap;

use super::plan::{CONTENTS, Content, DesignPlan, Plan, Settings, TablePlan};
use crate::compile::sheet::{Cell, Mark};
use crate::compile::source::Source;
use crate::compile::yaml_tree::{Content as Yaml, Node};
use crate::compile::{error, nearest, yaml_nodes};
use crate::diagnostic::Diagnostic;
use crate::stats::design::SingleUnit;
use crate::stats::interval::Method;

/// A value that is not of the kind that the key takes.
const WRONG_VALUE: &str = "E2001";
/// A key that is not known.
const UNKNOWN_KEY: &str = "E2002";
/// A key that must be there.
const MISSING_KEY: &str = "E2003";

/// The version of the format of plans that is read.
const FORMAT: &str = "1";
const KEYS: [&str; 7] =
    ["report", "title", "note", "questionnaire", "design", "settings", "tables"];
const DESIGN_KEYS: [&str; 6] = ["weight", "stratum", "unit", "population", "rake", "trim"];
const SETTINGS_KEYS: [&str; 5] = ["flag_below", "hide_below", "level", "interval", "single_unit"];

/// Reads a plan; `None` if there is an error among the diagnostics.
pub fn read(source: &Source) -> (Option<Plan>, Vec<Diagnostic>) {
    let (root, found) = yaml_nodes(source);
    let mut reader = Reader { source, found };
    let plan = root.map(|root| reader.plan(root));
    let plan = plan.filter(|_| reader.found.is_empty());
    (plan, reader.found)
}

struct Reader<'a> {
    source: &'a Source,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn add(&mut self, code: &'static str, mark: Mark, message: String, help: Option<String>) {
        self.found.extend(error(self.source, code, mark, message, help));
    }

    fn plan(&mut self, root: Node) -> Plan {
        let mut plan = Plan::default();
        let start = Mark { end: root.mark.start, ..root.mark };
        let mut seen = Vec::new();
        for (key, node) in self.map("a plan", root) {
            seen.push(key.text.clone());
            match key.text.as_str() {
                "report" => self.format(node),
                "title" => plan.title = self.words(node),
                "note" => plan.note = self.words(node),
                "questionnaire" => plan.questionnaire = self.text("questionnaire", node),
                "design" => plan.design = self.design(node),
                "settings" => plan.settings = self.settings(node),
                "tables" => {
                    let tables = self.list("tables", node);
                    plan.tables = tables.into_iter().filter_map(|node| self.table(node)).collect();
                }
                _ => self.unknown(&key, &KEYS),
            }
        }
        for key in ["report", "tables"] {
            if !seen.iter().any(|seen| seen == key) {
                let message = format!("the plan has no key `{key}`");
                self.add(MISSING_KEY, start, message, None);
            }
        }
        plan
    }

    fn format(&mut self, node: Node) {
        if let Some(format) = self.text("report", node).filter(|format| format.text != FORMAT) {
            let message = format!("plans of version `{}` cannot be read", format.text);
            self.add(WRONG_VALUE, format.mark, message, Some(format!("write `report: {FORMAT}`")));
        }
    }

    fn design(&mut self, node: Node) -> DesignPlan {
        let mut design = DesignPlan::default();
        for (key, node) in self.map("design", node) {
            match key.text.as_str() {
                "weight" => design.weight = self.text("weight", node),
                "stratum" => design.stratum = self.text("stratum", node),
                "unit" => design.unit = self.text("unit", node),
                "population" => design.population = self.text("population", node),
                "trim" => {
                    let bounds: Vec<f64> = self
                        .list("trim", node)
                        .into_iter()
                        .filter_map(|node| self.number("trim", node))
                        .collect();
                    design.bounds = match bounds[..] {
                        [low, high] if low < 1.0 && high > 1.0 => Some((low, high)),
                        _ => {
                            let message = "`trim` is `[LOW, HIGH]`, multiples of the mean weight";
                            let help = Some("for example `trim: [0.33, 3]`".to_owned());
                            self.add(WRONG_VALUE, key.mark, message.to_owned(), help);
                            None
                        }
                    };
                }
                "rake" => {
                    for (question, totals) in self.map("rake", node) {
                        let totals = self.map(&question.text.clone(), totals);
                        let totals = totals.into_iter().filter_map(|(choice, total)| {
                            let total = self.number(&choice.text.clone(), total)?;
                            Some((choice, total))
                        });
                        let totals = totals.collect();
                        design.margins.push((question, totals));
                    }
                }
                _ => self.unknown(&key, &DESIGN_KEYS),
            }
        }
        design
    }

    fn settings(&mut self, node: Node) -> Settings {
        let mut settings = Settings::default();
        for (key, node) in self.map("settings", node) {
            match key.text.as_str() {
                "flag_below" | "hide_below" => {
                    let Some(number) = self.number(&key.text.clone(), node) else { continue };
                    let number = number.max(0.0) as usize;
                    match key.text.as_str() {
                        "flag_below" => settings.flag_below = number,
                        _ => settings.hide_below = number,
                    }
                }
                "level" => match self.number("level", node) {
                    Some(level) if level > 0.0 && level < 1.0 => settings.level = level,
                    Some(level) => {
                        let message = format!("`level` lies between 0 and 1, not at {level}");
                        self.add(WRONG_VALUE, key.mark, message, Some("write 0.95".to_owned()));
                    }
                    None => {}
                },
                "interval" => {
                    let known = [
                        ("logit", Method::Logit),
                        ("korn_graubard", Method::KornGraubard),
                        ("wilson", Method::Wilson),
                        ("arcsine", Method::ArcSine),
                        ("mean", Method::Mean),
                    ];
                    settings.method = self.one_of("interval", node, &known, settings.method);
                }
                "single_unit" => {
                    let known = [
                        ("adjust", SingleUnit::Adjust),
                        ("certainty", SingleUnit::Certainty),
                        ("average", SingleUnit::Average),
                    ];
                    settings.single_unit =
                        self.one_of("single_unit", node, &known, settings.single_unit);
                }
                _ => self.unknown(&key, &SETTINGS_KEYS),
            }
        }
        settings
    }

    fn table(&mut self, node: Node) -> Option<TablePlan> {
        let mark = node.mark;
        let mut title = BTreeMap::new();
        let (mut is, mut by, mut content) = (Vec::new(), None, None);
        for (key, node) in self.map("a table", node) {
            match key.text.as_str() {
                "title" => title = self.words(node),
                "is" => is = self.names("is", node),
                "by" => by = self.text("by", node),
                name if CONTENTS.iter().any(|(known, _)| *known == name) => {
                    content = Some((key, node));
                }
                _ => {
                    let known: Vec<&str> = CONTENTS
                        .iter()
                        .map(|(name, _)| *name)
                        .chain(["title", "is", "by"])
                        .collect();
                    self.unknown(&key, &known);
                }
            }
        }
        let Some((key, node)) = content else {
            let kinds: Vec<String> =
                CONTENTS.iter().map(|(name, what)| format!("`{name}`: {what}")).collect();
            let message = "the table does not say what it shows".to_owned();
            self.add(MISSING_KEY, mark, message, Some(kinds.join("; ")));
            return None;
        };
        let content = self.content(&key, node, is, by)?;
        Some(TablePlan { mark, title, content })
    }

    fn content(
        &mut self,
        key: &Cell,
        node: Node,
        is: Vec<Cell>,
        by: Option<Cell>,
    ) -> Option<Content> {
        Some(match key.text.as_str() {
            "frequency" => Content::Frequency(self.text("frequency", node)?),
            "several" => Content::Several(self.text("several", node)?),
            "mean" => Content::Mean { of: self.text("mean", node)?, by },
            "share" => {
                let of = self.text("share", node)?;
                if is.is_empty() {
                    let message = "`share` needs `is`: the choices that are counted".to_owned();
                    self.add(MISSING_KEY, key.mark, message, None);
                    return None;
                }
                Content::Share { of, is, by }
            }
            "crosstab" => {
                let names: Result<[Cell; 2], _> = self.names("crosstab", node).try_into();
                let Ok([rows, columns]) = names else {
                    let message = "`crosstab` is two names: `[ROWS, COLUMNS]`".to_owned();
                    self.add(WRONG_VALUE, key.mark, message, None);
                    return None;
                };
                Content::Crosstab { rows, columns }
            }
            _ => Content::Scale(self.names("scale", node)),
        })
    }

    fn one_of<T: Copy>(&mut self, what: &str, node: Node, known: &[(&str, T)], before: T) -> T {
        let Some(text) = self.text(what, node) else { return before };
        if let Some((_, value)) = known.iter().find(|(name, _)| *name == text.text) {
            return *value;
        }
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let message = format!("`{what}` is not `{}`", text.text);
        self.add(WRONG_VALUE, text.mark, message, Some(format!("one of: {}", names.join(", "))));
        before
    }

    fn unknown(&mut self, key: &Cell, known: &[&str]) {
        let near = nearest(&key.text, known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known keys: {}", known.join(", ")),
        };
        self.add(UNKNOWN_KEY, key.mark, format!("unknown key `{}`", key.text), Some(help));
    }

    fn wrong_kind(&mut self, what: &str, expected: &str, node: &Node) {
        if !matches!(node.content, Yaml::Broken) {
            let message = format!("`{what}` is not {expected}");
            self.add(WRONG_VALUE, node.mark, message, None);
        }
    }

    fn text(&mut self, what: &str, node: Node) -> Option<Cell> {
        match node.content {
            Yaml::Text { ref text, .. } if !text.trim().is_empty() => {
                Some(Cell { text: text.trim().to_owned(), mark: node.mark })
            }
            _ => {
                self.wrong_kind(what, "a text", &node);
                None
            }
        }
    }

    fn number(&mut self, what: &str, node: Node) -> Option<f64> {
        let cell = self.text(what, node)?;
        let number = cell.text.parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            let message = format!("`{what}` is a number, not `{}`", cell.text);
            self.add(WRONG_VALUE, cell.mark, message, None);
        }
        number
    }

    fn names(&mut self, what: &str, node: Node) -> Vec<Cell> {
        match node.content {
            Yaml::List(items) => {
                items.into_iter().filter_map(|item| self.text(what, item)).collect()
            }
            _ => self.text(what, node).into_iter().collect(),
        }
    }

    fn list(&mut self, what: &str, node: Node) -> Vec<Node> {
        match node.content {
            Yaml::List(items) => items,
            _ => {
                self.wrong_kind(what, "a list", &node);
                Vec::new()
            }
        }
    }

    fn map(&mut self, what: &str, node: Node) -> Vec<(Cell, Node)> {
        match node.content {
            Yaml::Map(entries) => entries,
            _ => {
                self.wrong_kind(what, "a map of keys", &node);
                Vec::new()
            }
        }
    }

    fn words(&mut self, node: Node) -> BTreeMap<String, String> {
        match node.content {
            Yaml::Map(entries) => entries
                .into_iter()
                .filter_map(|(code, node)| {
                    Some((code.text.clone(), self.text(&code.text, node)?.text))
                })
                .collect(),
            _ => self
                .text("title", node)
                .map(|cell| (String::new(), cell.text))
                .into_iter()
                .collect(),
        }
    }
}
