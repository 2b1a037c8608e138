//! Semi-structured interviews by keys: notes, quotes, probes, questions in any order; where an
//! answer comes from.

#![allow(clippy::disallowed_methods, reason = "tests read the shipped questionnaires")]

mod program_support;

use anketa::app::msg::EditFault;
use anketa::app::screen::{Block, Screen};
use anketa::form::talk::Level;
use program_support::Person;

const GUIDE: &str = "
anketa: 1
id: t
version: '1'
title: {en: Talk}
languages: {en: English}
style: guide
speakers:
  - {name: guest, label: {en: Guest}}
  - {name: host, label: {en: Host}}
survey:
  - {name: q1, number: 1, type: text, appearance: multiline, label: {en: How did it begin?}, probes: [When?, With whom?]}
  - {name: q2, number: 2, type: text, appearance: multiline, label: {en: What changed?}}
  - {name: q3, number: 3, type: text, label: {en: What next?}}
";

/// The words that stand beside the question.
fn side(person: &Person) -> String {
    let side = person.screen().side.expect("notes stand beside the question");
    format!("{:?}", side.blocks)
}

fn strip(person: &Person) -> String {
    person.screen().strip.unwrap_or_default()
}

fn notes(person: &Person) -> Vec<String> {
    let interview = person.replayed(person.stored[0].0);
    interview.talk_notes().map(|note| note.text.clone()).collect()
}

/// Speaker, level and words of each quote.
fn quotes(person: &Person) -> Vec<(String, Level, String)> {
    let interview = person.replayed(person.stored[0].0);
    let told = interview.quotes();
    told.map(|quote| (quote.speaker.clone(), quote.level, quote.text.clone())).collect()
}

#[test]
fn each_note_is_stored_when_enter_ends_it_at_the_question_it_was_taken_at() {
    let mut person = Person::interviewing(GUIDE);
    assert_eq!(strip(&person), "Open 3: 1 2 3");
    person.keys("{Tab}at school⏎a friend asked⏎{PgDn}prices rose⏎");
    assert_eq!(notes(&person), ["at school", "a friend asked", "prices rose"]);
    assert_eq!(person.at(), "2");
    let shown = side(&person);
    assert!(shown.contains("10:00:") && shown.contains("+0:00:"), "{shown}");
    assert_eq!(strip(&person), "Open 1: 3");
    let interview = person.replayed(person.stored[0].0);
    let places: Vec<String> =
        interview.talk_notes().map(|note| interview.path(note.place)).collect();
    assert_eq!(places, ["q1", "q1", "q2"]);
}

#[test]
fn a_half_typed_note_survives_a_kill() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("{Tab}kept⏎half a th");
    person.restart();
    assert!(side(&person).contains("half a th"));
    person.keys("ought⏎");
    assert_eq!(notes(&person), ["kept", "half a thought"]);
    person.keys("{Up}⏎ more");
    person.restart();
    person.keys("⏎");
    assert_eq!(notes(&person), ["kept", "half a thought more"]);
}

#[test]
fn a_note_is_changed_struck_and_brought_back() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("{Tab}one⏎two⏎{Up}{Up}⏎ and a half⏎");
    assert_eq!(notes(&person), ["one and a half", "two"]);
    person.keys("{Up}⏎ not this{Esc}");
    assert_eq!(notes(&person), ["one and a half", "two"]);
    person.keys("{Up}{Del}");
    assert_eq!(notes(&person), ["one and a half"]);
    person.keys("{F9}");
    assert_eq!(notes(&person), ["one and a half", "two"]);
    person.keys("{F9}{F9}");
    assert_eq!(notes(&person), ["one"]);
    person.keys("{Ctrl+Y}");
    assert_eq!(notes(&person), ["one", "two"]);
}

#[test]
fn one_key_makes_a_note_a_quote_and_the_key_again_says_whose() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("{Tab}we were afraid{Alt+K}");
    let quote = |speaker: &str, level| vec![(speaker.to_owned(), level, "we were afraid".into())];
    assert_eq!(notes(&person), ["we were afraid"]);
    assert_eq!(quotes(&person), quote("guest", Level::NearVerbatim));
    assert!(person.shows("Guest, near-verbatim"), "{}", person.text());
    person.keys("{Alt+K}23");
    assert_eq!(quotes(&person), quote("host", Level::Verbatim));
    person.keys("⏎{F9}");
    assert_eq!(quotes(&person), quote("host", Level::NearVerbatim));
    person.keys("{Alt+K}6");
    assert_eq!(quotes(&person), []);
    person.keys("{F9}");
    assert_eq!(quotes(&person), quote("host", Level::NearVerbatim));
}

#[test]
fn a_passage_of_an_answer_is_marked_between_two_presses() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("We began. It was cold!{Home}");
    person.keys("{Right}{Right}{Right}{Alt+K}{Right}{Right}{Right}{Right}{Right}{Alt+K}");
    assert_eq!(quotes(&person), [("guest".to_owned(), Level::Verbatim, "began".to_owned())]);
    assert_eq!(person.value("q1").as_deref(), Some("We began. It was cold!"));
    // Without moving, the sentence around the caret; the question is still on the screen.
    person.keys("{End}{Alt+K}{Alt+K}");
    assert_eq!(quotes(&person)[1].2, "It was cold!");
    assert_eq!(person.at(), "1");
    let interview = person.replayed(person.stored[0].0);
    let passage = interview.quotes().nth(1).expect("marked").passage;
    assert_eq!((passage.start, passage.end), (10, 22));
}

#[test]
fn quotes_are_listed_with_jumps() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("{Tab}first words{Alt+K}{PgDn}{PgDn}{F10}");
    let items = |person: &Person| match &person.screen().blocks[1] {
        Block::List(list) => list.items.clone(),
        other => panic!("{other:?}"),
    };
    let line = items(&person).into_iter().find(|item| item.label == "Quotes").expect("listed");
    person.keys(&line.code);
    person.keys("⏎");
    assert!(person.shows("first words") && person.shows("Guest"), "{}", person.text());
    person.keys("⏎");
    assert_eq!(person.at(), "1");
}

#[test]
fn questions_are_taken_in_any_order_by_number_and_one_comes_back() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("{Tab}{Ctrl+O}3⏎");
    assert_eq!(person.at(), "3");
    // Keys still go to the notes: the talk goes on.
    person.keys("far ahead⏎");
    assert_eq!(strip(&person), "Open 2: 1 2");
    person.keys("{PgUp}");
    assert_eq!(person.at(), "1");
}

#[test]
fn a_probe_is_ticked_by_two_keys_from_wherever_one_types() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("half an ans{Ctrl+A}2");
    assert!(person.shows("[x] 2. With whom?"), "{}", person.text());
    person.keys("wer⏎");
    assert_eq!(person.value("q1").as_deref(), Some("half an answer"));
    person.keys("{PgUp}{Tab}note{Ctrl+A}1");
    assert!(person.shows("[x] 1. When?"), "{}", person.text());
    person.keys("d⏎");
    assert_eq!(notes(&person), ["noted"]);
}

#[test]
fn a_new_line_is_begun_below_the_last_where_tab_leads_to_the_notes() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("one{Down}two{Up}{Down}{Down}{Down}⏎");
    assert_eq!(person.value("q1").as_deref(), Some("one\ntwo\n"));
}

#[test]
fn a_form_that_guides_no_talk_has_no_notes() {
    let mut person = Person::interviewing(&GUIDE.replace("style: guide\n", ""));
    let Screen { side, strip, .. } = person.screen();
    assert_eq!((side, strip), (None, None));
    person.keys("one{Tab}two⏎");
    assert_eq!(person.value("q1").as_deref(), Some("one\ntwo"));
}

#[test]
fn a_long_talk_stays_quick_to_show() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("{Tab}");
    for at in 0..300 {
        person.keys(&format!("note {at}⏎"));
    }
    assert_eq!(notes(&person).len(), 300);
    let Some(Block::List(list)) = person.screen().side.map(|side| side.blocks[1].clone()) else {
        panic!("no list")
    };
    assert_eq!((list.total, list.first, list.items.len()), (300, 200, 100));
}

const SOURCED: &str = "
anketa: 1
id: t
version: '1'
title: {en: Test}
languages: {en: English}
source: yes
survey:
  - {name: age, type: integer, label: {en: Age?}}
  - {name: born, type: date, label: {en: Born?}, source: [document]}
  - {name: town, type: text, label: {en: Town?}, source: none}
";

fn source(person: &Person, path: &str) -> String {
    let interview = person.replayed(person.stored[0].0);
    let place = interview.place_at(path).expect("there");
    anketa::record::talk::source_words(&interview.sourcing(place))
}

#[test]
fn one_key_and_a_digit_say_where_an_answer_comes_from() {
    let mut person = Person::interviewing(SOURCED);
    person.keys("s2");
    assert!(person.shows("Source: somebody else for them"), "{}", person.text());
    person.keys("34⏎");
    assert_eq!((source(&person, "age").as_str(), person.at().as_str()), ("proxy", "born"));
    // Certainty first: the digit of an origin closes.
    person.keys("{PgUp}{Ctrl+S}63");
    assert_eq!(source(&person, "age"), "document not_sure");
    // What stands already is taken back by its digit.
    person.keys("s6⏎");
    assert_eq!(source(&person, "age"), "document");
}

#[test]
fn a_changed_answer_has_no_source_until_it_is_said_again() {
    let mut person = Person::interviewing(SOURCED);
    person.keys("34⏎{PgUp}s2");
    assert_eq!(source(&person, "age"), "proxy");
    person.keys("35⏎");
    assert_eq!(source(&person, "age"), "");
    person.keys("{F9}");
    assert_eq!(
        (source(&person, "age").as_str(), person.value("age")),
        ("proxy", Some("34".into()))
    );
}

#[test]
fn only_what_the_questionnaire_asks_about_is_offered() {
    let mut person = Person::interviewing(SOURCED);
    person.keys("34⏎{Ctrl+S}");
    assert!(person.shows("A document seen") && !person.shows("An estimate"), "{}", person.text());
    person.keys("12026-01-02⏎{Ctrl+S}");
    assert_eq!(source(&person, "born"), "document");
    assert_eq!(person.at(), "town");
    assert!(person.shows("does not ask where"), "{}", person.text());
}

#[test]
fn a_long_text_comes_back_from_the_editor_as_typed() {
    let mut person = Person::interviewing(GUIDE);
    person.keys("draft");
    person.edits = Some(|text| Ok(format!("{text}\nmore\u{1b}[31m\n")));
    person.keys("{Ctrl+V}");
    assert!(person.shows("draft\nmore[31m|"), "{}", person.text());
    assert_eq!(person.value("q1"), None);
    person.keys("{F9}");
    assert!(person.shows("Answer: draft|"), "{}", person.text());
    for (fault, told) in [
        (EditFault::NoEditor, "VISUAL"),
        (EditFault::NoMemory, "/dev/shm"),
        (EditFault::Failed("exit status: 1".into()), "exit status: 1"),
    ] {
        person.edits = Some(match fault {
            EditFault::NoEditor => |_| Err(EditFault::NoEditor),
            EditFault::NoMemory => |_| Err(EditFault::NoMemory),
            EditFault::Failed(_) => |_| Err(EditFault::Failed("exit status: 1".into())),
        });
        person.keys("{Ctrl+V}");
        assert!(person.shows(told) && person.shows("Answer: draft|"), "{}", person.text());
    }
    person.edits = Some(|_| Ok("a note".into()));
    person.keys("{Tab}{Ctrl+V}⏎");
    assert_eq!(notes(&person), ["a note"]);
}
