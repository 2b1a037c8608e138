//! What made-up respondents lean to: how often they give which answer to which question.

use std::collections::BTreeMap;

use crate::compile::source::Source;
use crate::compile::yaml_tree::{Content, Node};
use crate::compile::{error, nearest, yaml_nodes};
use crate::diagnostic::Diagnostic;
use crate::form::Form;

/// A value that is neither weights of answers nor a range of numbers.
const WRONG_VALUE: &str = "E2101";
/// A question that the questionnaire does not have.
const UNKNOWN_NAME: &str = "E2102";

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Leaning {
    /// Each answer, in its canonical form, with its weight.
    Answers(Vec<(String, f64)>),
    /// A whole number from a range, all equally often.
    Between(i64, i64),
}

/// What made-up respondents lean to, by the name of the question.
pub type Leanings = BTreeMap<String, Leaning>;

/// Reads leanings: YAML of `NAME: {ANSWER: WEIGHT, ...}` and `NAME: [LOW, HIGH]`; `None` if there
/// is an error among the diagnostics.
pub fn read(source: &Source, form: &Form) -> (Option<Leanings>, Vec<Diagnostic>) {
    let (root, mut found) = yaml_nodes(source);
    let Some(root) = root else { return (None, found) };
    let mut leanings = Leanings::new();
    let mut add = |code, node: &Node, message: String, help: Option<String>| {
        found.extend(error(source, code, node.mark, message, help));
    };
    let Content::Map(entries) = &root.content else {
        let help = "write `NAME: {ANSWER: WEIGHT}` or `NAME: [LOW, HIGH]`".to_owned();
        add(WRONG_VALUE, &root, "this is not a map of questions".to_owned(), Some(help));
        return (None, found);
    };
    for (name, node) in entries {
        if form.named(&name.text).is_empty() {
            let known = form.nodes.iter().map(|node| node.name.as_str());
            let help = nearest(&name.text, known).map(|near| format!("did you mean `{near}`?"));
            let message = format!("the questionnaire has no question `{}`", name.text);
            add(UNKNOWN_NAME, node, message, help);
        }
        match leaning(node) {
            Some(leaning) => {
                leanings.insert(name.text.clone(), leaning);
            }
            None => {
                let message = format!("`{}` has neither weights nor a range", name.text);
                let help = "weights: `{ANSWER: WEIGHT}`; a range: `[LOW, HIGH]`".to_owned();
                add(WRONG_VALUE, node, message, Some(help));
            }
        }
    }
    (Some(leanings).filter(|_| found.is_empty()), found)
}

fn leaning(node: &Node) -> Option<Leaning> {
    match &node.content {
        Content::Map(entries) => {
            let weight =
                |node: &Node| text(node)?.parse().ok().filter(|weight: &f64| *weight >= 0.0);
            let answers =
                entries.iter().map(|(answer, node)| Some((answer.text.clone(), weight(node)?)));
            let answers: Vec<(String, f64)> = answers.collect::<Option<_>>()?;
            let some = answers.iter().any(|(_, weight)| *weight > 0.0);
            some.then_some(Leaning::Answers(answers))
        }
        Content::List(items) => {
            let numbers: Option<Vec<i64>> =
                items.iter().map(|item| text(item)?.parse().ok()).collect();
            match numbers?[..] {
                [low, high] if low <= high => Some(Leaning::Between(low, high)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.content {
        Content::Text { text, .. } => Some(text.trim()),
        _ => None,
    }
}
