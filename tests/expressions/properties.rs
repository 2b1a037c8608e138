//! What must be true of any input: no panic, an end, and spans that lie within the text.

use anketa::expr::{Problem, check, evaluate, evaluate_filter, parse};
use proptest::prelude::*;

use crate::fake::Fake;

/// Parts of expressions, to be thrown together.
const PARTS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    ",",
    "/",
    "//",
    "..",
    ".",
    "*",
    "|",
    "+",
    "-",
    "=",
    "!=",
    "<",
    ">=",
    "and",
    "or",
    "div",
    "mod",
    "1",
    "2.5",
    "-1",
    "'a'",
    "'",
    "\"",
    "''",
    "'2026-06-15'",
    "'10:30'",
    "${age}",
    "${member}",
    "${m_age}",
    "${pay}",
    "${blank}",
    "${languages}",
    "${born}",
    "${shape}",
    "${x}",
    "${",
    "}",
    "$",
    "@",
    "::",
    ":",
    "parent::",
    "node()",
    "name",
    "member",
    "household",
    "current()",
    "instance('regions')",
    "root",
    "item",
    "'regions'",
    "position(",
    "count(",
    "sum(",
    "if(",
    "not(",
    "regex(",
    "concat(",
    "join(",
    "selected(",
    "indexed-repeat(",
    "randomize(",
    "substr(",
    "substring(",
    "translate(",
    "format-date(",
    "date(",
    "date-time(",
    "decimal-time(",
    "round(",
    "area(",
    "distance(",
    "geofence(",
    "digest(",
    "base64-decode(",
    "uuid(",
    "pulldata(",
    "once(",
    "coalesce(",
    "checklist(",
    "weighted-checklist(",
    "count-if(",
    "item-at(",
    "rank-index(",
    "add-date(",
    "jr:choice-name(",
    "max(",
    "int(",
    "pow(",
    "string-length(",
    "special(",
    "number(",
    "Ә",
    "\u{0}",
    "\u{301}",
    "≤",
    "“",
    "”",
    "1e999",
    "99999999999999999999",
    "0.000000000000001",
];

fn survives(text: &str) -> Result<(), TestCaseError> {
    let fake = Fake::new();
    let within = |problems: &[Problem]| {
        problems.iter().all(|problem| {
            let span = &problem.span;
            span.start <= span.end && text.is_char_boundary(span.start) && span.end <= text.len()
        })
    };
    for address in ["total", "household/member[2]/m_age", "household/member[1]/job[2]/pay"] {
        let Some(place) = fake.place(address) else { return Err(TestCaseError::fail(address)) };
        let (mut expression, problems) = parse(text);
        prop_assert!(within(&problems), "{problems:?}");
        // Also unchecked and faulty expressions end in a value or a defect.
        let _ = evaluate(&expression, place, &fake);
        let checked = check(&mut expression, place.node, None, &fake);
        prop_assert!(within(&checked.problems), "{:?}", checked.problems);
        if let Ok(outcome) = evaluate(&expression, place, &fake) {
            let _ = (outcome.to_text(), outcome.to_number(), outcome.to_boolean());
        }
        if let Some(table) = anketa::expr::source::Source::table(&fake, "regions") {
            let (mut filter, _) = parse(text);
            check(&mut filter, place.node, Some(&table.columns), &fake);
            let _ = evaluate_filter(&filter, place, table, 1, &fake);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn any_parts_thrown_together_are_survived(parts in prop::collection::vec(prop::sample::select(PARTS), 0..30)) {
        survives(&parts.concat())?;
        survives(&parts.join(" "))?;
    }

    #[test]
    fn any_call_is_survived(
        function in 0..anketa::expr::functions::TABLE.len(),
        arguments in prop::collection::vec(prop::sample::select(PARTS), 0..6),
    ) {
        let name = anketa::expr::functions::TABLE[function].name;
        survives(&format!("{name}({})", arguments.join(", ")))?;
    }
}

#[test]
fn what_would_take_forever_ends_in_a_defect() {
    let fake = Fake::new();
    let place = fake.place("total").expect("the fake has it");
    let mut squared = "count(../household/member/m_age/../../member".to_owned();
    squared.push_str(&"/../member".repeat(40));
    squared.push(')');
    let (expression, problems) = parse(&squared);
    assert_eq!(problems, []);
    // Nodes are met once however many ways lead to them.
    assert_eq!(
        evaluate(&expression, place, &fake).map(|outcome| outcome.to_text()),
        Ok("3".into())
    );

    let quadratic = "count(instance('big')/root/item[count(instance('big')/root/item) > 1])";
    let (expression, _) = parse(quadratic);
    let big = fake.with_big_table(5000);
    let defect = evaluate(&expression, place, &big).expect_err("it visits 25 million rows");
    assert!(defect.message.contains("too many"), "{}", defect.message);
}

#[test]
fn texts_do_not_grow_without_end() {
    let fake = Fake::new().with_big_table(200_000);
    let (expression, _) = parse("join('xxxxxxxxxxxxxxxxxxxx', instance('big')/root/item/name)");
    let place = fake.place("total").expect("the fake has it");
    let defect = evaluate(&expression, place, &fake).expect_err("four million characters");
    assert!(defect.message.contains("longer"), "{}", defect.message);
}

#[test]
fn what_may_be_nested_may_be_evaluated() {
    let fake = Fake::new();
    let place = fake.place("total").expect("the fake has it");
    for (opening, closing, times) in [
        ("(", ")", 199),
        ("not(", ")", 199),
        ("if(true(), ", ", 1)", 199),
        ("concat('x', ", ")", 199),
        ("0 + 1 * -(", ")", 140),
        ("0 or 1 and 1 = 1 < 1 + 1 * -(", ")", 70),
        ("count(../household/member[", " > 0])", 90),
    ] {
        let text = format!("{}1{}", opening.repeat(times), closing.repeat(times));
        let (mut expression, problems) = parse(&text);
        assert_eq!(problems, [], "{opening}");
        check(&mut expression, place.node, None, &fake);
        let outcome = evaluate(&expression, place, &fake);
        assert!(outcome.is_ok() || opening.starts_with("count"), "{opening}: {outcome:?}");
    }
}
