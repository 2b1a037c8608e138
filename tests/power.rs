//! The power line: many answers typed at once are entered one by one with the same checks; it
//! stops at the first that needs a look and the rest waits for one key.

mod program_support;

use anketa::app::key::Key;
use anketa::interview::fact::What;
use program_support::Person;

const HOUSEHOLD: &str = r#"
anketa: 1
id: household
version: "1"
title: Household
languages: {en: English}
special: [dont_know, refused, not_applicable]
choices:
  sex:
    - {name: m, label: {all: Male}}
    - {name: f, label: {all: Female}}
  rel:
    - {name: head, label: {all: Head}}
    - {name: spouse, label: {all: Spouse}}
    - {name: sp2, label: {all: Sponsor}}
    - {name: child, label: {all: Child}}
  things:
    - {name: car, label: {all: "Car, van"}}
    - {name: cow, label: {all: Cow}}
    - {name: tv, label: {all: TV}}
survey:
  - {name: age, number: 1, type: integer, label: {all: Age?}, constraint: ". < 120", warning: ". < 100"}
  - {name: sex, number: 2, type: select_one sex, label: {all: Sex?}}
  - {name: rel, number: 3, type: select_one rel, label: {all: Relation?}}
  - {name: born, number: 4, type: date, label: {all: Born?}}
  - {name: why, number: 5, type: text, label: {all: Why?}}
  - {name: has, number: 6, type: select_multiple things, label: {all: Has?}}
  - {name: income, number: 7, type: decimal, label: {all: Income?}, relevant: "${age} > 17"}
  - repeat: member
    label: {all: "Member ${name}"}
    items:
      - {name: name, type: text, label: {all: Name?}}
      - {name: years, type: integer, label: {all: Years?}}
  - {name: last, type: text, label: {all: Last?}}
"#;

/// What is typed on the line; what of it counts afterwards; what the screen holds.
type Line = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const LINES: &[Line] = &[
    ("age 34; sex f; rel spouse", &[("age", "34"), ("sex", "f"), ("rel", "spouse")], "3 answers"),
    ("age=34;2 f;3 ch", &[("age", "34"), ("sex", "f"), ("rel", "child")], "3 answers"),
    ("rel 2; sex Fem", &[("rel", "spouse"), ("sex", "f")], "2 answers"),
    ("born 1987-05-03", &[("born", "1987-05-03")], "1 answer entered"),
    ("born 3.5.1987", &[("born", "1987-05-03")], "1 answer entered"),
    ("why \"roads; bridges\"; age 3", &[("why", "roads; bridges"), ("age", "3")], "2 answers"),
    ("why na", &[("why", "<not_applicable>")], "1 answer"),
    ("why \"na\"", &[("why", "na")], "1 answer"),
    ("age dk; sex ref", &[("age", "<dont_know>"), ("sex", "<refused>")], "2 answers"),
    ("has 1, tv", &[("has", "car tv")], "1 answer"),
    ("has \"Car, van\",cow", &[("has", "car cow")], "1 answer"),
    ("age 34; income 100", &[("age", "34"), ("income", "100")], "2 answers"),
    ("аge 34", &[], "No question is called"),
    ("фпу 34", &[("age", "34")], "1 answer"),
    // A name that begins more than one question that is asked, and one that begins one only.
    ("ag 5; sx 1", &[("age", "5")], "No question is called “sx”"),
    ("s f", &[("sex", "f")], "1 answer"),
    ("income 5", &[], "income: This does not apply here."),
    ("age 150; sex f", &[], "Waits on the power line (Ctrl+X goes on): sex f"),
    ("rel sp; sex f", &[], "2"),
    ("age; sex f", &[], "Age?"),
    ("years 5", &[], "stands in rows"),
    ("member[1]/years 5", &[("member[1]/years", "5")], "1 answer"),
    ("member[2]/years 5", &[], "no such row"),
    ("", &[], "Age?"),
    (";;;", &[], "Age?"),
];

#[test]
fn lines_are_entered_with_the_same_checks() {
    for (line, counts, shown) in LINES {
        let mut person = Person::interviewing(HOUSEHOLD);
        person.keys(&format!("{{Ctrl+X}}{line}⏎"));
        for (path, value) in *counts {
            assert_eq!(person.value(path).as_deref(), Some(*value), "{line}: {path}");
        }
        let answers = person.stored[0].1.iter();
        let answers = answers.filter(|fact| matches!(fact.what, What::Answered { .. })).count();
        assert_eq!(answers, counts.len(), "{line}");
        assert!(person.shows(shown), "{line}: {}", person.text());
    }
}

#[test]
fn each_answer_is_a_step_that_undo_takes_back() {
    let mut person = Person::interviewing(HOUSEHOLD);
    person.keys(":age 34; sex f; rel spouse⏎");
    let steps: Vec<u32> = person.stored[0].1.iter().map(|fact| fact.step).collect();
    assert_eq!(steps, [1, 2, 3, 4]);
    person.keys("{Ctrl+U}");
    assert_eq!((person.value("rel"), person.value("sex")), (None, Some("f".into())));
    person.keys("{Ctrl+U}{Ctrl+U}");
    assert_eq!((person.value("sex"), person.value("age")), (None, None));
}

#[test]
fn it_goes_on_to_what_is_open_next() {
    let mut person = Person::interviewing(HOUSEHOLD);
    person.keys(":sex f; rel head⏎");
    assert_eq!(person.at(), "1", "the question we are at is still open");
    person.keys(":age 34⏎");
    assert_eq!(person.at(), "4", "the next that is open");
}

#[test]
fn a_soft_check_asks_for_its_reason_and_one_key_goes_on() {
    let mut person = Person::interviewing(HOUSEHOLD);
    person.keys(":age 105; sex f; rel head⏎");
    assert_eq!((person.at(), person.value("age")), ("1".into(), None));
    person.keys("1⏎");
    assert_eq!(person.value("age").as_deref(), Some("105"));
    assert!(person.shows("sex f; rel head"), "{}", person.text());
    person.keys("{Ctrl+X}");
    assert_eq!(person.value("rel").as_deref(), Some("head"));
    assert_eq!(person.at(), "4");
    assert!(!person.shows("power line"), "nothing waits: {}", person.text());
}

#[test]
fn a_refused_value_stays_typed_and_the_rest_outlives_a_kill() {
    let mut person = Person::interviewing(HOUSEHOLD);
    person.keys(":sex f; age 150; rel head⏎");
    assert_eq!(person.at(), "1");
    assert!(person.shows("150"), "{}", person.text());
    assert_eq!(person.value("sex").as_deref(), Some("f"));
    person.restart();
    assert!(person.shows("rel head"), "{}", person.text());
    person.keys("{Bksp}{Bksp}{Bksp}15⏎{Ctrl+X}");
    assert_eq!(person.value("age").as_deref(), Some("15"));
    assert_eq!(person.value("rel").as_deref(), Some("head"));
}

#[test]
fn rows_are_named_or_meant_by_where_we_are() {
    let mut person = Person::interviewing(HOUSEHOLD);
    person.keys(":age 3⏎:sex f; rel head; born 2001-01-01; why x; has 2⏎");
    assert_eq!(person.at(), "name");
    person.keys("Amina⏎{Esc}");
    person.keys("{Ctrl+X}years 34⏎");
    assert_eq!(person.value("member[1]/years").as_deref(), Some("34"));
    person.keys("1⏎Bolat⏎");
    person.keys("{Ctrl+X}member[1]/years 35; member[bo]/years 7⏎");
    assert_eq!(person.value("member[1]/years").as_deref(), Some("35"));
    assert_eq!(person.value("member[2]/years").as_deref(), Some("7"));
}

#[test]
fn names_and_choices_are_completed() {
    for (typed, line) in [
        ("{Tab}", "age "),
        ("in{Tab}", "income "),
        ("s{Tab}", "sex "),
        ("sex {Down}{Tab}", "sex 1; "),
        ("sex fe{Tab}", "sex 2; "),
        ("sex {Down}{Down}⏎", "sex 2; "),
        ("sex r{Tab}", "sex ref; "),
        ("has 1,c{Down}{Down}⏎", "has 1,2"),
        ("relation{Tab}", "rel "),
        ("age 3; s{Tab}", "age 3; sex "),
    ] {
        let mut person = Person::interviewing(HOUSEHOLD);
        person.keys("{Ctrl+X}");
        person.keys(typed);
        assert!(person.shows(&format!("Line: {line}|")), "{typed}: {}", person.text());
    }
}

#[test]
fn nothing_pasted_is_a_key_and_a_flood_ends() {
    let mut person = Person::interviewing(HOUSEHOLD);
    person.keys(":");
    person.press(Key::Paste("age 5\n".repeat(2000)));
    assert_eq!(person.value("age"), None);
    person.keys("⏎");
    assert_eq!(person.value("age").as_deref(), Some("5"));
    person.press(Key::Paste("age 5; ".repeat(10)));
    assert_eq!(person.stored[0].1.len(), 2);
}

#[test]
fn a_finished_interview_and_a_respondent_alone_have_no_line() {
    let mut person = Person::interviewing(HOUSEHOLD);
    person.keys(":age 5; sex f; rel head; born 2001; why x; has 2; last y⏎");
    person.keys("{F10}3⏎");
    assert!(person.shows("Finish"), "{}", person.text());
    person.keys("1⏎{Esc}");
    person.keys("⏎");
    let before = person.stored[0].1.len();
    person.keys(":age 9⏎");
    assert_eq!(person.stored[0].1.len(), before);
}

#[test]
fn what_was_half_typed_is_done_with_once_the_line_answers() {
    let mut person = Person::interviewing(HOUSEHOLD);
    person.keys("15{Ctrl+X}age 34⏎{F8}");
    assert!(!person.shows("typed, not entered"), "{}", person.text());
    assert_eq!(person.value("age").as_deref(), Some("34"));
    let mut person = Person::interviewing(HOUSEHOLD);
    person.keys("15{F7}sex⏎{F8}");
    assert!(person.shows("typed, not entered: 15"), "{}", person.text());
    person.keys("{Esc}{Ctrl+X}age 34⏎{F8}");
    assert!(!person.shows("typed, not entered"), "{}", person.text());
}
