//! How many keys the whole citizen survey costs a fluent interviewer, beside the least possible;
//! and what it costs to correct an answer thirty questions back and return.

mod program_support;

use std::collections::BTreeMap;

use anketa::app::mode::Mode;
use anketa::form::node::QuestionKind;
use anketa::interview::{Interview, Stop};
use anketa::place::Place;
use program_support::Person;

const SURVEY: &str = include_str!("../questionnaires/civil-society-survey.yaml");
const ANSWERS: &str = include_str!("survey/answers.txt");

/// The keys as they are: at the ordinary keys, the least possible, with auto-advance.
const PLAIN: usize = 408;
const LEAST: usize = 398;
const AUTO: usize = 379;

/// What is answered where, and the reason where a soft check asks for one.
fn script() -> BTreeMap<&'static str, (&'static str, bool)> {
    let lines = ANSWERS.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let answer = |line: &'static str| {
        let (path, answer) = line.split_once('=').expect("a path and an answer");
        let (answer, doubted) = match answer.split_once("??") {
            Some((answer, _)) => (answer, true),
            None => (answer, false),
        };
        (path.trim(), (answer.trim(), doubted))
    };
    lines.map(answer).collect()
}

/// What is typed for a choice, and whether more could follow it.
fn code(interview: &Interview, place: Place, name: &str) -> (String, bool) {
    let choices = interview.choices(place);
    let short = |name: &str| name.len() <= 6 && name.bytes().all(|byte| byte.is_ascii_digit());
    let named = choices.iter().all(|choice| short(&choice.name));
    let codes: Vec<String> = choices
        .iter()
        .enumerate()
        .map(|(at, choice)| if named { choice.name.to_string() } else { (at + 1).to_string() })
        .collect();
    let at = choices.iter().position(|choice| *choice.name == *name).expect("it is offered");
    let more = codes.iter().any(|it| it.len() > codes[at].len() && it.starts_with(&codes[at]));
    (codes[at].clone(), more)
}

/// The keys that answer a question: those that say what is answered, and whether Enter follows.
fn saying(interview: &Interview, place: Place, answer: &str, row: bool) -> (String, bool) {
    let node = interview.form().node(place.node);
    let kind = &node.question().expect("a question").kind;
    match (answer, kind) {
        ("<dk>", _) => ("{F2}".to_owned(), false),
        ("<refused>", _) => ("{F3}".to_owned(), false),
        ("", _) => (String::new(), true),
        (_, QuestionKind::SelectOne) => {
            let (code, more) = code(interview, place, answer);
            (code, !row || more)
        }
        (_, QuestionKind::SelectMultiple | QuestionKind::Rank) => {
            let part = |name: &str| {
                let (code, more) = code(interview, place, name);
                if more { format!("{code} ") } else { code }
            };
            (answer.split(' ').map(part).collect(), true)
        }
        (_, QuestionKind::Acknowledge) => ("1".to_owned(), true),
        _ => (answer.to_owned(), true),
    }
}

/// How many keys a text of keys is.
fn count(keys: &str) -> usize {
    let mut rest = keys;
    let mut count = 0;
    while let Some(typed) = rest.chars().next() {
        let end = if typed == '{' { rest.find('}').unwrap_or(0) } else { 0 };
        rest = &rest[end + if end > 0 { 1 } else { typed.len_utf8() }..];
        count += 1;
    }
    count
}

/// The keys of the survey, and the least that say the same: what is answered, with one Enter
/// each; notes that are read, reasons and the change of hands are beyond it.
struct Keys {
    pressed: usize,
    least: usize,
    answers: usize,
}

/// Conducts the whole survey; what the screen shows decides what is pressed next.
fn conduct(auto_advance: bool) -> Keys {
    let mut person = Person::new(SURVEY);
    person.keys("1⏎2⏎0417⏎");
    person.model.auto_advance = auto_advance;
    person.presses = 0;
    let script = script();
    let mut keys = Keys { pressed: 0, least: 0, answers: 0 };
    for _ in 0..1_000 {
        if let Mode::HandOver { .. } = person.model.mode() {
            person.keys("1⏎");
            continue;
        }
        if let Mode::Reason(_) = person.model.mode() {
            person.keys("1⏎");
            continue;
        }
        let live = person.model.live.as_ref().expect("an interview");
        let interview = &live.interview;
        let (place, row) = match live.stop {
            Stop::Question(place) => (place, false),
            Stop::Battery(_) => (live.place().expect("a row"), true),
            Stop::AddRow(_) => panic!("no open roster here"),
            Stop::End => {
                keys.pressed = person.presses;
                return keys;
            }
        };
        let said = script.get(interview.path(place).as_str());
        let known = interview.value(place).is_some() || interview.read_only(place);
        let (told, enter) = match said {
            Some((answer, _)) if !known => saying(interview, place, answer, row),
            _ => (String::new(), true),
        };
        if said.is_some() {
            keys.answers += 1;
            keys.least += count(&told) + usize::from(enter);
        }
        person.keys(&told);
        let advanced = {
            let live = person.model.live.as_ref().expect("an interview");
            live.stop != Stop::Question(place) || !matches!(person.model.mode(), Mode::Interview)
        };
        if enter && (row || !advanced) {
            person.keys("⏎");
        }
    }
    panic!("the survey does not end: {}", person.text());
}

#[test]
fn the_whole_survey_costs_about_the_least_possible() {
    let plain = conduct(false);
    let auto = conduct(true);
    println!(
        "{} answers: {} keys, at least {}; with auto-advance {}",
        plain.answers, plain.pressed, plain.least, auto.pressed
    );
    assert!(plain.answers > 90);
    assert!(plain.pressed * 100 <= plain.least * 115, "{} of {}", plain.pressed, plain.least);
    assert!(auto.pressed < plain.least, "{} of {}", auto.pressed, plain.least);
    assert_eq!((plain.pressed, plain.least, auto.pressed), (PLAIN, LEAST, AUTO));
}

/// Eighty questions with numbers, the first sixty answered.
fn sixty() -> Person {
    let question = |at: usize| {
        format!(
            "  - {{name: q{at}, number: {at}, type: select_one few, required: yes, label: {{all: Q{at}?}}}}\n"
        )
    };
    let survey: String = (1..=80).map(question).collect();
    let mut person = Person::interviewing(&format!(
        "anketa: 1\nid: long\nversion: \"1\"\ntitle: {{all: Long}}\nlanguages: {{en: English}}\n\
         choices:\n  few:\n    - {{name: 1, label: {{all: A}}}}\n    - {{name: 2, label: {{all: B}}}}\n\
         survey:\n{survey}"
    ));
    person.keys(&"1⏎".repeat(60));
    assert_eq!(person.at(), "61");
    person.presses = 0;
    person
}

#[test]
fn correcting_thirty_questions_back_and_returning_costs_at_most_eight_keys() {
    for (way, keys) in
        [("by the outline and back", "{F7}31⏎2⏎{Esc}{Esc}"), ("by the power line", "{Ctrl+X}31 2⏎")]
    {
        let mut person = sixty();
        person.keys(keys);
        println!("correcting 30 questions back, {way}: {} keys", person.presses);
        assert_eq!((person.value("q31").as_deref(), person.at().as_str()), (Some("2"), "61"));
        assert!(person.presses <= 8, "{way}: {}", person.presses);
    }
}
