//! Parameters of questions: their values, and which go together (pyxform's rules).

use crate::compile::lower::nodes::Laid;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Item};
use crate::form::Parts;
use crate::form::node::{Node, QuestionKind};

/// What a parameter may hold.
enum Holds {
    /// `true` or `false`.
    Truth,
    /// A whole number.
    Whole,
    /// A number above 0.
    Number,
    /// One of some words.
    Word(&'static [&'static str]),
}

const KNOWN: [(&str, Holds); 16] = [
    ("randomize", Holds::Truth),
    ("rows", Holds::Whole),
    ("max-pixels", Holds::Whole),
    ("quality", Holds::Word(&["normal", "low", "voice-only", "external"])),
    ("track-changes", Holds::Truth),
    ("track-changes-reasons", Holds::Word(&["on-form-edit"])),
    ("identify-user", Holds::Truth),
    ("location-priority", Holds::Word(&["no-power", "low-power", "balanced", "high-accuracy"])),
    ("location-min-interval", Holds::Whole),
    ("location-max-age", Holds::Whole),
    ("capture-accuracy", Holds::Number),
    ("warning-accuracy", Holds::Number),
    ("allow-mock-accuracy", Holds::Truth),
    ("incremental", Holds::Truth),
    ("tick_interval", Holds::Number),
    ("placeholder", Holds::Number),
];

/// Checks the parameters of every question.
pub fn check(laid: &Laid<'_>, parts: &Parts, report: &mut Report<'_>) {
    for (node, item) in parts.nodes.iter().zip(&laid.items) {
        let Some(item) = item else { continue };
        for (key, value) in &item.parameters {
            let holds = KNOWN.iter().find(|(known, _)| *known == key.text).map(|(_, holds)| holds);
            if let Some(expected) = holds.and_then(|holds| unfit(holds, &value.text)) {
                let message = format!("`{}` is {expected}, not `{}`", key.text, value.text);
                report.add("W0827", value.mark, message);
            }
        }
        together(item, report);
        if let Some(QuestionKind::Range { start, end, step }) =
            node.question().map(|question| &question.kind)
        {
            range(node, item, (*start, *end, *step), parts, report);
        }
    }
}

/// What is expected, where a value is something else.
fn unfit(holds: &Holds, text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let (fits, expected) = match holds {
        Holds::Truth => {
            let fits = matches!(lower.as_str(), "true" | "false" | "yes" | "no" | "true()");
            (fits, "`true` or `false`".to_owned())
        }
        Holds::Whole => (text.parse::<u64>().is_ok(), "a whole number".to_owned()),
        Holds::Number => (text.parse::<f64>().is_ok(), "a number".to_owned()),
        Holds::Word(words) => {
            (words.contains(&lower.as_str()), format!("one of `{}`", words.join("`, `")))
        }
    };
    (!fits).then_some(expected)
}

fn find<'i>(item: &'i Item, wanted: &str) -> Option<&'i Cell> {
    item.parameters.iter().find(|(key, _)| key.text == wanted).map(|(_, value)| value)
}

fn together(item: &Item, report: &mut Report<'_>) {
    if let (None, Some(seed), None) = (find(item, "randomize"), find(item, "seed"), &item.random) {
        let message = "`seed` does nothing without `randomize=true`".to_owned();
        report.add("W0827", seed.mark, message);
    }
    let location = ["location-priority", "location-min-interval", "location-max-age"];
    let given: Vec<&Cell> = location.iter().filter_map(|key| find(item, key)).collect();
    if let Some(first) = given.first().filter(|_| given.len() < location.len()) {
        let message = format!("`{}` go together", location.join("`, `"));
        report.add("W0827", first.mark, message);
    }
    let number = |key: &str| find(item, key).and_then(|cell| cell.text.parse::<f64>().ok());
    if let (Some(least), Some(most), Some(cell)) = (
        number("location-min-interval"),
        number("location-max-age"),
        find(item, "location-max-age"),
    ) && most < least
    {
        let message = "`location-max-age` is not below `location-min-interval`".to_owned();
        report.add("W0827", cell.mark, message);
    }
}

/// The marks of a range: between its ends, on its steps, labelled by a list of numbers.
fn range(
    node: &Node,
    item: &Item,
    (start, end, step): (f64, f64, f64),
    parts: &Parts,
    report: &mut Report<'_>,
) {
    let on_step = |value: f64| ((value / step) - (value / step).round()).abs() < 1e-9;
    for key in ["tick_interval", "placeholder"] {
        let Some(cell) = find(item, key) else { continue };
        let Ok(number) = cell.text.parse::<f64>() else { continue };
        let (fits, why) = match key {
            "placeholder" => {
                ((start..=end).contains(&number) && on_step(number - start), "a value of the range")
            }
            _ => (on_step(number) && number.abs() <= (end - start).abs(), "a multiple of `step`"),
        };
        if !fits {
            let message = format!("`{key}` of `{}` is not {why}", node.name);
            report.add("W0826", cell.mark, message);
        }
    }
    if let Some(cell) = find(item, "tick_labelset") {
        let Some(list) = parts.lists.iter().find(|list| list.name == cell.text) else {
            let message = format!("there is no choice list `{}`", cell.text);
            report.add("W0826", cell.mark, message);
            return;
        };
        let odd = list.choices.iter().find(|choice| {
            let number = choice.name.parse::<f64>();
            !number.is_ok_and(|number| (start..=end).contains(&number) && on_step(number - start))
        });
        if let Some(choice) = odd {
            let message =
                format!("`{}` of the list `{}` is no value of the range", choice.name, list.name);
            report.add("W0826", cell.mark, message);
        }
    }
}
