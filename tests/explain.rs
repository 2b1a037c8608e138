//! Expressions in plain words: the table `tests/explain/expressions.txt` in three languages, and
//! that no expression known here is told in nothing.

#![allow(clippy::disallowed_methods, reason = "tests deal with files, time and the environment")]

use std::fs;
use std::path::{Path, PathBuf};

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::explain::Explainer;
use anketa::expr;
use anketa::form::{Form, RuleId};
use anketa::place::NodeId;

const SHIPPED: [&str; 3] = ["civil-society-survey.yaml", "activist-interview.yaml", "tour.yaml"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn form(path: &str) -> Form {
    let bytes = fs::read(folder(path)).expect("the questionnaire can be read");
    let source = Source { name: path.to_owned(), bytes, attached: Vec::new() };
    compile(&source).form.expect("the questionnaire is good")
}

/// The lines of a table that are expressions, each with the path before it.
fn expressions(text: &str) -> Vec<(String, String)> {
    let mut at = String::new();
    let mut found = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', ' '])) {
        match line.strip_prefix("@ ") {
            Some(path) => at = path.to_owned(),
            None => {
                let expression = line.split_once(" => ").map_or(line, |(expression, _)| expression);
                found.push((at.clone(), expression.to_owned()));
            }
        }
    }
    found
}

#[test]
fn conditions_in_plain_words() {
    let form = form("tests/explain/form.yaml");
    let path = folder("tests/explain/expressions.txt");
    let table = fs::read_to_string(&path).expect("the table can be read");
    let mut told = String::new();
    let mut last = String::new();
    for (at, text) in expressions(&table) {
        if at != last {
            told.push_str(&format!("@ {at}\n"));
            last.clone_from(&at);
        }
        told.push_str(&format!("{text}\n"));
        let node = form.node_at(&at).expect("the place is in the form");
        let (expression, _) = expr::parse(&text);
        for (language, known) in form.languages.iter().enumerate() {
            let words = Explainer::new(&form, language).condition_at(expression.tree(), node);
            told.push_str(&format!("  {} {words}\n", known.code));
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(&path, &told).expect("the table can be written");
    }
    assert_eq!(table, told, "UPDATE=1 cargo test --test explain rewrites the table");
}

#[test]
fn every_expression_known_here_has_words() {
    let conformance = fs::read_to_string(folder("tests/conformance/expressions.txt"));
    let conformance = expressions(&conformance.expect("the table can be read"));
    assert!(conformance.len() > 400, "the table was read");
    for name in SHIPPED {
        let form = form(&format!("questionnaires/{name}"));
        for language in 0..form.languages.len() {
            for code in ["en", "ru", "kk"] {
                let explainer = Explainer::new(&form, language).worded(code);
                for rule in (0..form.rules.len()).map(|at| RuleId(at as u32)) {
                    for words in [
                        explainer.condition(rule),
                        explainer.calculation(rule),
                        explainer.filter(rule),
                    ] {
                        assert!(!words.trim().is_empty(), "{}", form.rule(rule).expression.text);
                    }
                    assert!(!explainer.clauses(rule).is_empty());
                }
                for (_, text) in &conformance {
                    let (expression, _) = expr::parse(text);
                    let words = explainer.condition_at(expression.tree(), NodeId::ROOT);
                    assert!(!words.trim().is_empty(), "{text}");
                    explainer.looks_at(expression.tree(), NodeId(1));
                }
            }
        }
    }
}

/// What the shipped questionnaires ask conditions in is told without a name or code of theirs.
#[test]
fn conditions_of_the_shipped_questionnaires_show_no_reference() {
    for name in SHIPPED {
        let form = form(&format!("questionnaires/{name}"));
        let explainer = Explainer::new(&form, 0);
        for node in &form.nodes {
            let Some(rule) = node.relevant else { continue };
            let words = explainer.condition(rule);
            assert!(!words.contains("${") && !words.contains(" = "), "{}: {words}", node.name);
        }
    }
}

#[test]
fn the_parts_of_a_condition_with_what_they_look_at() {
    let form = form("tests/explain/form.yaml");
    let text = "${aware} = 'yes' and count(${member}[m_age > 17]) > 1 and (${age} > 1 or . = 2)";
    let (expression, problems) = expr::parse(text);
    assert!(problems.is_empty());
    let at = form.node_at("code").expect("a question");
    let explainer = Explainer::new(&form, 0);
    let names: Vec<&str> = explainer
        .looks_at(expression.tree(), at)
        .into_iter()
        .map(|node| form.node(node).name.as_str())
        .collect();
    assert_eq!(names, ["aware", "member", "m_age", "age", "code"]);
}
