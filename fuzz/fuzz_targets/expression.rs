//! Any text: parsed, checked and evaluated without a panic, within bounds. Run by
//! `cargo fuzz run expression`.

#![no_main]

#[path = "../../tests/expressions/fake.rs"]
mod fake;

use anketa::expr::{check, evaluate, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let fake = fake::Fake::new().with_big_table(20);
    for address in ["total", "household/member[2]/m_age"] {
        let Some(place) = fake.place(address) else { return };
        let (mut expression, problems) = parse(text);
        for problem in problems {
            assert!(text.get(problem.span).is_some());
        }
        check(&mut expression, place.node, None, &fake);
        let _ = evaluate(&expression, place, &fake);
    }
});
