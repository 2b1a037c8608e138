//! Transcripts line by line: what is written for what is given.

use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::moment::Moment;
use anketa::walk::replay::{Options, replay};

const FORM: &str = r#"
anketa: 1
id: small
version: "1"
title: {en: Small, kk: Шағын}
languages: {en: English, kk: Қазақша}
special: [refused]
choices:
  sides:
    - {name: left, label: {all: Left}}
    - {name: right, label: {all: Right}}
survey:
  - {name: hello, type: note, label: {en: Hello, kk: Сәлем}}
  - {name: age, type: integer, label: {all: Age?}, required: yes, constraint: ". < 120"}
  - {name: sides, type: select_multiple sides, label: {all: "Sides, ${age}?"}}
  - repeat: pet
    items:
      - {name: kind, type: text, label: {all: Kind?}}
  - {name: why, type: text, label: {all: Why?}, relevant: "${age} > 50"}
"#;

fn form() -> Arc<Form> {
    let bytes = FORM.as_bytes().to_vec();
    let source = Source { name: "small.yaml".to_owned(), bytes, attached: Vec::new() };
    let compiled = compile(&source);
    let report = anketa::compile::render(&source, &compiled.diagnostics);
    Arc::new(compiled.form.unwrap_or_else(|| panic!("{report}")))
}

fn run(lines: &[&str], language: &str) -> Vec<String> {
    let now = Moment { wall_ms: 1_781_499_600_000, offset_minutes: 300, ..Moment::default() };
    let options = Options { now, language: language.to_owned(), ..Options::default() };
    replay(&form(), lines.iter().copied(), &options)
}

#[test]
fn every_kind_of_line_is_written() {
    let lines = run(
        &[
            r#"{"event":"ask","at":"age"}"#,
            r#"{"event":"answer","at":"age","value":""}"#,
            r#"{"event":"answer","at":"age","value":"130"}"#,
            r#"{"event":"answer","at":"age","value":"30"}"#,
            r#"{"event":"answer","at":"sides","value":"left right"}"#,
            r#"{"event":"answer","at":"pet[1]/kind","value":"<refused>"}"#,
            r#"{"event":"repeat","at":"pet[2]","add":"true"}"#,
            r#"{"event":"answer","at":"pet[2]/kind","value":""}"#,
            r#"{"event":"repeat","at":"pet[3]","add":"false"}"#,
        ],
        "kk",
    );
    let expected = [
        r#"{"event":"form","at":"small","title":"Шағын","language":"kk"}"#,
        r#"{"event":"ask","at":"hello","text":"Сәлем","required":"false","readonly":"true"}"#,
        r#"{"event":"ask","at":"age","text":"Age?","required":"true","readonly":"false"}"#,
        r#"{"event":"answer","at":"age","value":"","verdict":"required"}"#,
        r#"{"event":"answer","at":"age","value":"130","verdict":"constraint"}"#,
        r#"{"event":"answer","at":"age","value":"30","verdict":"ok"}"#,
        r#"{"event":"ask","at":"sides","text":"Sides, 30?","choices":"left right","required":"false","readonly":"false"}"#,
        r#"{"event":"answer","at":"sides","value":"left right","verdict":"ok"}"#,
        r#"{"event":"ask","at":"pet[1]/kind","text":"Kind?","required":"false","readonly":"false"}"#,
        r#"{"event":"answer","at":"pet[1]/kind","value":"<refused>","verdict":"ok"}"#,
        r#"{"event":"repeat","at":"pet[2]","add":"true"}"#,
        r#"{"event":"ask","at":"pet[2]/kind","text":"Kind?","required":"false","readonly":"false"}"#,
        r#"{"event":"answer","at":"pet[2]/kind","value":"","verdict":"ok"}"#,
        r#"{"event":"repeat","at":"pet[3]","add":"false"}"#,
        r#"{"event":"final","at":"hello","value":"","relevant":"true"}"#,
        r#"{"event":"final","at":"age","value":"30","relevant":"true"}"#,
        r#"{"event":"final","at":"sides","value":"left right","relevant":"true"}"#,
        r#"{"event":"final","at":"pet[1]/kind","value":"<refused>","relevant":"true"}"#,
        r#"{"event":"final","at":"pet[2]/kind","value":"","relevant":"true"}"#,
        r#"{"event":"final","at":"why","value":"","relevant":"false"}"#,
    ];
    for (line, expected) in lines.iter().zip(expected) {
        assert_eq!(line, expected);
    }
    let identity = &lines[expected.len()..];
    assert_eq!(identity.len(), 1);
    let begins = r#"{"event":"final","at":"meta/instanceID","value":"uuid:"#;
    assert!(identity[0].starts_with(begins), "{}", identity[0]);
}

#[test]
fn a_walk_without_a_line_stops_where_it_stands() {
    let lines = run(&[r#"{"event":"answer","at":"why","value":"x"}"#], "");
    let last = lines.last().map(String::as_str);
    let expected =
        r#"{"event":"stop","at":"age","why":"the next line of the transcript is for why"}"#;
    assert_eq!(last, Some(expected));
}

#[test]
fn after_the_last_try_the_walk_goes_on() {
    let tries = [
        r#"{"event":"answer","at":"age","value":"many"}"#,
        r#"{"event":"answer","at":"age","value":"121"}"#,
        r#"{"event":"answer","at":"sides","value":"up"}"#,
    ];
    let lines = run(&tries, "");
    let answers: Vec<&String> =
        lines.iter().filter(|line| line.contains("\"constraint\"")).collect();
    assert_eq!(answers.len(), 3);
    let last = lines.last().map(String::as_str);
    let expected =
        r#"{"event":"stop","at":"pet[1]/kind","why":"the transcript has no further line"}"#;
    assert_eq!(last, Some(expected));
}
