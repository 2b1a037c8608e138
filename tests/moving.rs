//! Field requirements about moving, changing one's mind and checks, each by its id: E3, E6 to
//! E11, E19, E27, E28.

mod program_support;

use anketa::app::key::Key;
use anketa::app::mode::Mode;
use anketa::interview::State;
use anketa::interview::fact::What;
use program_support::Person;

fn form(survey: &str) -> String {
    format!(
        "
anketa: 1
id: moving
version: \"1\"
title: Moving
languages: {{en: English}}
special: [dont_know, refused]
choices:
  yes_no:
    - {{name: yes, label: {{all: \"Yes\"}}}}
    - {{name: no, label: {{all: \"No\"}}}}
  things:
    - {{name: car, label: {{all: Car}}}}
    - {{name: cow, label: {{all: Cow}}}}
    - {{name: none, exclusive: yes, label: {{all: None}}}}
survey:{survey}"
    )
}

const FAMILY: &str = "
  - {name: has, number: 1, type: select_one yes_no, required: yes, label: {all: Children?}}
  - {name: n, number: 2, type: integer, label: {all: How many?}, relevant: \"${has} = 'yes'\"}
  - group: people
    label: {all: People}
    items:
      - repeat: child
        relevant: ${has} = 'yes'
        repeat_count: ${n}
        label: {all: \"Child ${name}\"}
        items:
          - {name: name, number: 3, type: text, label: {all: Name?}}
  - {name: age, number: 4, type: integer, required: yes, label: {all: Age?}, constraint: \". <= 120\"}
  - {name: owns, number: 5, type: select_multiple things, label: {all: Owns?}}
  - {name: hours, number: 6, type: integer, required: yes, label: {all: Hours?}, warning: \". < 60\"}
  - {name: last, number: 7, type: text, label: {all: Last?}}
";

fn person() -> Person {
    Person::interviewing(&form(FAMILY))
}

#[test]
fn e3_enter_held_from_the_beginning_neither_passes_required_questions_nor_finishes() {
    let mut person = person();
    person.keys(&"⏎".repeat(200));
    assert_eq!(person.at(), "1");
    person.keys("2⏎");
    person.keys(&"⏎".repeat(200));
    assert_eq!(person.at(), "4");
    person.keys("40⏎");
    person.keys(&"⏎".repeat(200));
    assert_eq!(person.at(), "6");
    person.keys("40⏎");
    person.keys(&"⏎".repeat(200));
    assert_eq!(person.state(), State::Open);
    assert!(person.shows("End of the interview"), "{}", person.text());
}

/// Held Enter meets dialogs, too: it passes no check and sets nothing aside.
#[test]
fn e3_enter_held_passes_no_check() {
    let mut person = person();
    person.keys("2⏎40⏎⏎70⏎");
    person.keys(&"⏎".repeat(50));
    assert!(!person.stored[0].1.iter().any(|fact| matches!(fact.what, What::Passed { .. })));
    person.keys("{Esc}");
    person.keys("1⏎");
}

#[test]
fn e6_back_goes_the_way_that_was_asked_backwards() {
    let mut person = person();
    let mut asked = Vec::new();
    for keys in ["1⏎", "2⏎", "Aru⏎", "Bek⏎", "40⏎", "⏎", "30⏎", "⏎"] {
        asked.push(person.model.live.as_ref().map(|live| live.stop));
        person.keys(keys);
    }
    for stop in asked.iter().rev() {
        person.press(Key::PageUp);
        assert_eq!(person.model.live.as_ref().map(|live| live.stop), *stop, "{}", person.text());
    }
    person.press(Key::PageUp);
    assert!(person.shows("This is the first question."), "{}", person.text());
}

#[test]
fn e7_what_is_typed_and_not_possible_is_there_and_flagged_on_return() {
    let mut person = person();
    person.keys("2⏎999{PgUp}");
    assert_eq!(person.at(), "1");
    person.press(Key::PageDown);
    assert_eq!(person.at(), "4");
    assert!(person.shows("Number: 999"), "{}", person.text());
    assert!(person.shows("This answer is not possible."), "{}", person.text());
    assert_eq!(person.value("age"), None);
}

#[test]
fn e8_any_of_a_thousand_questions_in_six_keys_and_its_letters() {
    let survey: String = (0..1000)
        .map(|at| format!("\n  - {{name: q{at}x, type: text, label: {{all: \"Word w{at}y?\"}}}}"))
        .collect();
    let mut person = Person::interviewing(&form(&survey));
    for at in [0, 7, 42, 500, 999] {
        for typed in [format!("q{at}x"), format!("w{at}y")] {
            let before = person.presses;
            person.keys(&format!("{{F7}}{typed}⏎"));
            assert_eq!(person.at(), format!("q{at}x"));
            assert!(person.presses - before - typed.len() <= 6);
        }
    }
}

#[test]
fn e9_saving_language_remark_and_lists_leave_one_where_one_was() {
    let mut person = person();
    person.keys("2⏎12");
    let shown = person.text();
    for keys in ["{F5}note⏎", "{F7}{Esc}", "{F8}{Esc}", "{F1}{Esc}", "{F10}{Esc}", "{Ctrl+E}⏎"]
    {
        person.keys(keys);
        assert_eq!(person.at(), "4", "{keys}");
        assert!(person.shows("Number: 12|"), "{keys}\n{}", person.text());
    }
    assert!(shown.contains("12|"));
}

#[test]
fn e10_set_aside_is_kept_not_counted_and_comes_back_to_be_confirmed_through_kills() {
    let mut person = person();
    person.keys("1⏎2⏎Aru⏎Bek⏎40⏎");
    let aside = |person: &Person| person.replayed(person.stored[0].0).set_aside().len();
    person.keys("{F7}1⏎2⏎2⏎");
    assert_eq!((person.value("n"), aside(&person)), (None, 3));
    person.restart();
    assert_eq!(aside(&person), 3);
    person.keys("{F7}1⏎1⏎");
    assert_eq!(person.value("n"), None, "not before it is confirmed");
    assert!(person.shows("Earlier answer: 2"), "{}", person.text());
    person.keys("⏎⏎⏎");
    assert_eq!(person.value("people/child[2]/name").as_deref(), Some("Bek"));
    assert_eq!(aside(&person), 0);
}

#[test]
fn e11_a_change_that_affects_nothing_asks_nothing_and_one_that_does_has_undo_first() {
    let mut person = person();
    person.keys("1⏎2⏎Aru⏎Bek⏎40⏎");
    person.keys("{F7}4⏎41⏎");
    assert!(matches!(person.model.mode(), Mode::Interview));
    assert!(!person.shows("F9"), "{}", person.text());
    person.keys("{F7}1⏎2⏎");
    assert!(person.shows("3 answers set aside"), "{}", person.text());
    person.keys("⏎");
    assert_eq!(person.value("n").as_deref(), Some("2"));
    assert_eq!(person.value("people/child[2]/name").as_deref(), Some("Bek"));
}

#[test]
fn e19_none_of_these_clears_the_rest_and_undo_brings_it_back() {
    let mut person = person();
    person.keys("2⏎40⏎12⏎");
    assert_eq!(person.value("owns").as_deref(), Some("car cow"));
    person.keys("{PgUp}3⏎");
    assert_eq!(person.value("owns").as_deref(), Some("none"));
    person.keys("{F9}");
    assert_eq!(person.value("owns").as_deref(), Some("car cow"));
}

#[test]
fn e27_what_is_still_wrong_is_a_list_that_leads_there_and_on_to_the_next() {
    let mut person = person();
    person.keys("2⏎{F7}7⏎{F8}");
    assert!(person.shows("no answer"), "{}", person.text());
    person.keys("{Home}⏎");
    assert_eq!(person.at(), "4");
    person.keys("{F8}⏎");
    assert_eq!(person.at(), "6", "the next one");
    person.keys("30⏎{F8}⏎");
    assert_eq!(person.at(), "4");
    person.keys("50⏎{F8}");
    assert!(person.shows("Nothing is wrong."), "{}", person.text());
}

#[test]
fn e28_a_soft_check_is_passed_with_a_reason_that_is_stored_and_a_hard_one_is_not() {
    let mut person = person();
    person.keys("2⏎130⏎");
    assert!(person.shows("This answer is not possible."), "{}", person.text());
    assert_eq!((person.at(), person.value("age")), ("4".into(), None));
    person.keys("40⏎⏎70⏎");
    assert!(person.shows("This answer is unusual."), "{}", person.text());
    assert_eq!(person.value("hours"), None);
    person.keys("two jobs⏎");
    assert_eq!(person.value("hours").as_deref(), Some("70"));
    let passed = |fact: &anketa::interview::fact::Fact| match &fact.what {
        What::Passed { reason, .. } => Some(reason.clone()),
        _ => None,
    };
    let reasons: Vec<String> = person.stored[0].1.iter().filter_map(passed).collect();
    assert_eq!(reasons, ["two jobs"]);
}
