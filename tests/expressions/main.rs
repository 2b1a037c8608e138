//! The expression language, held to the table in `tests/conformance/expressions.txt`, to the
//! generated `docs/functions.md`, and to what must be true of any input.

mod checked;
mod document;
mod fake;
mod properties;

use anketa::expr::{check, evaluate, parse};
use fake::Fake;

const CASES: &str = include_str!("../conformance/expressions.txt");

/// What an expression gives at a place: its outcome as text, its defect after `!`, or the codes
/// of its problems.
fn outcome(fake: &Fake, place: &str, text: &str, wants_codes: bool) -> String {
    let Some(at) = fake.place(place) else { return format!("no place {place}") };
    let (mut expression, mut problems) = parse(text);
    problems.extend(check(&mut expression, at.node, None, fake).problems);
    let wrong = problems.iter().any(|problem| problem.code.starts_with('E'));
    if wants_codes || wrong {
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        return codes.join(" ");
    }
    match evaluate(&expression, at, fake) {
        Ok(outcome) => match outcome.to_text() {
            text if text.is_empty() => "(blank)".to_owned(),
            text => text.replace('\n', "\\n"),
        },
        Err(defect) => format!("! {}", defect.message),
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 5
        && text.starts_with(['E', 'W'])
        && text[1..].bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn the_table_of_cases_holds() {
    let fake = Fake::new();
    let mut place = "total";
    let mut count = 0;
    let mut failed = Vec::new();
    for (at, line) in CASES.lines().enumerate() {
        if let Some(address) = line.strip_prefix("@ ") {
            place = address.trim();
        } else if !line.is_empty() && !line.starts_with('#') {
            let Some((text, wanted)) = line.rsplit_once(" => ") else {
                panic!("line {}: no ` => `", at + 1)
            };
            count += 1;
            let wants_codes = wanted.split(' ').all(is_code);
            let found = outcome(&fake, place, text.trim(), wants_codes);
            if found != wanted.trim() {
                failed.push(format!("line {}: {text}\n  {wanted}, not {found}", at + 1));
            }
        }
    }
    assert!(failed.is_empty(), "{} of {count} cases:\n{}", failed.len(), failed.join("\n"));
    assert!(count >= 200, "the table was read");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may read and write what it is about")]
fn the_document_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/functions.md");
    let wanted = document::document();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &wanted).expect("the document can be written");
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "docs/functions.md is stale: run this test with UPDATE=1");
}
