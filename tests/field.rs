//! What interviewers in the field need of keys, lists, rosters and non-answers, each by the
//! identifier under which it is asked for.

mod program_support;

use anketa::app::key::Key;
use anketa::app::screen::Block;
use anketa::compile::source::Source;
use anketa::interview::fact::What;
use anketa::interview::{Standing, State};
use program_support::Person;

const HEAD: &str = "
anketa: 1
id: field
version: \"1\"
title: {all: Field}
languages: {en: English}
special: [dont_know, refused, not_applicable]
choices:
  yes_no:
    - {name: 1, label: {all: \"Yes\"}}
    - {name: 2, label: {all: \"No\"}}
  few:
    - {name: a, label: {all: A}}
    - {name: b, label: {all: B}}
    - {name: c, label: {all: C}}
survey:
";

fn form(survey: &str) -> String {
    format!("{HEAD}{survey}")
}

fn fifty() -> Person {
    let question = |at: usize| {
        format!(
            "  - {{name: q{at}, type: select_one few, required: yes, label: {{all: Q{at}?}}}}\n"
        )
    };
    Person::interviewing(&form(&(0..50).map(question).collect::<String>()))
}

#[test]
fn e1_fifty_choices_take_a_hundred_keys_or_fifty_with_auto_advance() {
    let mut person = fifty();
    person.presses = 0;
    person.keys(&"2⏎".repeat(50));
    assert!(person.presses <= 100 && person.shows("End of the interview"));
    let mut person = fifty();
    person.model.auto_advance = true;
    person.presses = 0;
    person.keys(&"2".repeat(50));
    assert_eq!(person.presses, 50);
    assert_eq!(person.value("q49").as_deref(), Some("b"));
    assert!(person.shows("End of the interview"));
}

#[test]
fn e1_auto_advance_waits_where_a_code_may_go_on_and_where_nothing_is_meant() {
    let choices: String =
        (1..=12).map(|at| format!("    - {{name: c{at}, label: {{all: C{at}}}}}\n")).collect();
    let yaml = form(
        "  - {name: many, type: select_one twelve, label: {all: Many?}}
  - {name: few, type: select_one few, label: {all: Few?}}
  - {name: all, type: select_multiple few, label: {all: All?}}
  - {name: age, type: integer, label: {all: Age?}}
",
    )
    .replace("choices:\n", &format!("choices:\n  twelve:\n{choices}"));
    let mut person = Person::interviewing(&yaml);
    person.model.auto_advance = true;
    person.keys("1");
    assert_eq!(person.at(), "many", "12 may follow");
    person.keys("2⏎");
    assert_eq!((person.value("many").as_deref(), person.at().as_str()), (Some("c12"), "few"));
    person.keys("9");
    assert_eq!(person.at(), "few", "no such code");
    person.keys("{Down}");
    assert_eq!(person.at(), "few", "arrows only look");
    person.keys("3");
    assert_eq!((person.value("few").as_deref(), person.at().as_str()), (Some("c"), "all"));
    person.keys("1");
    assert_eq!(person.at(), "all", "several may be chosen");
    person.keys("⏎3");
    assert_eq!(person.at(), "age", "a number has no code");
    // Back at an answered question the digit changes it, and goes on.
    person.keys("{Esc}{Esc}1");
    assert_eq!((person.value("few").as_deref(), person.at().as_str()), (Some("a"), "all"));
}

#[test]
fn e1_auto_advance_is_switched_in_the_menu() {
    let mut person = fifty();
    person.keys("{F10}n");
    assert!(person.model.auto_advance);
    person.keys("1");
    assert_eq!(person.at(), "q1");
    person.keys("{F10}n1");
    assert_eq!(person.at(), "q1");
}

#[test]
fn e1_auto_advance_still_asks_what_a_soft_check_asks() {
    let mut person = Person::interviewing(&form(
        "  - {name: sure, type: select_one few, warning: \". != 'c'\", label: {all: Sure?}}
  - {name: next, type: select_one few, label: {all: Next?}}
",
    ));
    person.model.auto_advance = true;
    person.keys("3");
    assert_eq!((person.value("sure"), person.at().as_str()), (None, "sure"));
    person.keys("1⏎");
    assert_eq!((person.value("sure").as_deref(), person.at().as_str()), (Some("c"), "next"));
}

#[test]
fn e2_what_is_asked_changes_its_identity_so_that_earlier_keys_are_dropped() {
    let mut person = Person::interviewing(&form(
        "  - {name: one, type: text, label: {all: One?}}
  - {name: two, type: text, label: {all: Two?}}
  - repeat: member
    label: {all: Member}
    items:
      - {name: age, type: integer, label: {all: Age?}}
",
    ));
    let mut seen = vec![person.screen().identity];
    for keys in ["⏎", "⏎", "5⏎", "1⏎", "{F12}", "{Esc}", ":", "{Esc}", "{F10}h", "{Esc}"] {
        person.keys(keys);
        let identity = person.screen().identity;
        assert!(!seen.contains(&identity), "{keys}: another screen, the same identity");
        seen.push(identity);
    }
}

const MEMBERS: &str = "
  - repeat: member
    label: {all: \"Person ${name}\"}
    items:
      - {name: name, type: text, label: {all: Name?}}
      - repeat: job
        label: {all: \"Job ${title}\"}
        items:
          - {name: title, type: text, label: {all: Title?}}
          - {name: pay, type: integer, label: {all: \"Pay of ${title}?\"}}
  - {name: end, type: text, label: {all: End?}}
";

#[test]
fn e4_a_new_row_takes_the_add_key_the_name_and_enter() {
    let mut person = Person::interviewing(&form(MEMBERS));
    person.keys("Amina⏎Nurse⏎5⏎2⏎");
    assert!(person.shows("Is there one more?"), "{}", person.text());
    person.presses = 0;
    person.keys("aBolat⏎");
    assert_eq!(person.presses, 1 + 5 + 1);
    assert_eq!(person.value("member[2]/name").as_deref(), Some("Bolat"));
    // The same from inside a row, by the rows on top of it.
    person.keys("{F12}{End}{Ins}Dana⏎");
    assert!(person.shows("Dana"), "{}", person.text());
}

#[test]
fn e12_a_list_of_fifty_thousand_is_found_by_parts_of_words_without_accents() {
    let mut csv = String::from("name,label\n");
    for at in 0..50_000 {
        csv.push_str(&format!("v{at},Village {at}\n"));
    }
    csv.push_str("sp,São Paulo\n");
    let yaml = "anketa: 1\nid: towns\nversion: \"1\"\ntitle: {all: Towns}\n\
                languages: {en: English}\nchoices:\n  towns: {file: towns.csv}\nsurvey:\n  \
                - {name: one, type: select_one towns, label: {all: One?}}\n  \
                - {name: all, type: select_multiple towns, label: {all: All?}}\n";
    let attached = vec![("towns.csv".to_owned(), csv.into_bytes())];
    let mut person = Person::with(&Source {
        name: "towns.yaml".into(),
        bytes: yaml.as_bytes().to_vec(),
        attached,
    });
    person.keys("1⏎1⏎");
    for (name, keys, value) in
        [("one", "pau sao⏎", "sp"), ("all", "sao pau⏎village 49999⏎⏎", "sp v49999")]
    {
        assert_eq!(person.at(), name);
        let choices = |person: &Person| {
            let blocks = person.screen().blocks.into_iter();
            blocks
                .filter_map(|block| match block {
                    Block::Choices(shown) => Some(shown.items.len()),
                    _ => None,
                })
                .sum::<usize>()
        };
        assert_eq!(choices(&person), 0, "nothing is drawn before typing");
        person.keys(keys);
        assert_eq!(person.value(name).as_deref(), Some(value), "{}", person.text());
    }
}

#[test]
fn e13_every_screen_inside_rows_says_which() {
    let mut person = Person::interviewing(&form(MEMBERS));
    person.keys("Amina⏎Nurse⏎5⏎2⏎1⏎Bolat⏎1⏎Cook⏎");
    let path = "Person Bolat (2 of 2) › Job Cook (1 of 1)";
    assert!(person.shows(path), "{}", person.text());
    for keys in ["{F5}", "{Esc}", "{F6}", "{Esc}", "{F10}", "{Esc}", "{F12}", "{Esc}", "{F7}"] {
        person.keys(keys);
        assert!(person.shows(path), "{keys}: {}", person.text());
    }
    person.keys("{Esc}:");
    assert!(person.shows(path), "{}", person.text());
    // The end of the inner roster stands in the outer row.
    person.keys("{Esc}{Bksp}7⏎");
    assert!(person.shows("Person Bolat (2 of 2)"), "{}", person.text());
}

#[test]
fn e15_a_mistyped_size_is_asked_about_and_every_screen_still_comes() {
    let mut person = Person::interviewing(&form(
        "
  - {name: n, type: integer, label: {all: How many?}}
  - repeat: member
    repeat_count: ${n}
    label: {all: Member}
    items:
      - {name: age, type: integer, label: {all: Age?}}
",
    ));
    person.keys("5000⏎");
    assert!(person.shows("Really 5000 rows?"), "{}", person.text());
    person.keys("⏎⏎⏎2⏎");
    assert_eq!((person.at().as_str(), person.value("n")), ("n", None));
    person.keys("⏎1⏎34⏎");
    assert!(person.shows("(2 of 5000)"), "{}", person.text());
    for keys in ["{F12}", "{End}", "⏎", "{F8}", "{F10}h", "{PgUp}", "{Esc}"] {
        person.keys(keys);
    }
    assert!(person.shows("(5000 of 5000)"), "{}", person.text());
}

#[test]
fn e16_a_lower_count_sets_rows_aside_and_a_higher_one_asks_to_confirm_them() {
    let mut person = Person::interviewing(&form(
        "
  - {name: n, type: integer, label: {all: How many?}}
  - repeat: member
    repeat_count: ${n}
    label: {all: Member}
    items:
      - {name: age, type: integer, label: {all: Age?}}
  - {name: total, type: calculate, calculation: \"sum(${age})\"}
",
    ));
    person.keys("5⏎10⏎20⏎30⏎40⏎50⏎");
    assert_eq!(person.value("total").as_deref(), Some("150"));
    person.keys(":n⏎3⏎");
    assert!(person.shows("2 answers set aside"), "{}", person.text());
    assert_eq!(person.value("total").as_deref(), Some("60"));
    person.keys("{Esc}:n⏎5⏎");
    assert_eq!(person.value("total").as_deref(), Some("60"), "not before they are confirmed");
    let interview = person.replayed(person.stored[0].0);
    for row in [4, 5] {
        let place = interview.place_at(&format!("member[{row}]/age")).expect("the row is back");
        let answer = interview.answer(place).expect("its answer is kept");
        assert_eq!(answer.standing, Standing::SetAside);
    }
    person.keys("{F7}member⏎");
    person.restart();
    person.keys("{F8}");
    assert!(person.shows("earlier answer to confirm"), "{}", person.text());
    person.keys("⏎⏎");
    assert_eq!(person.value("total").as_deref(), Some("100"));
    person.keys("{F8}⏎⏎");
    assert_eq!(person.value("total").as_deref(), Some("150"));
}

const KINDS: &str = "
  - {name: words, type: text, label: {all: Words?}}
  - {name: count, type: integer, label: {all: Count?}}
  - {name: part, type: decimal, label: {all: Part?}}
  - {name: day, type: date, label: {all: Day?}}
  - {name: clock, type: time, label: {all: Clock?}}
  - {name: one, type: select_one few, label: {all: One?}}
  - {name: all, type: select_multiple few, label: {all: All?}}
  - {name: order, type: rank few, label: {all: Order?}}
  - {name: where, type: geopoint, label: {all: Where?}}
  - {name: end, type: text, label: {all: End?}}
";

#[test]
fn e17_non_answers_are_one_key_on_every_kind_of_question() {
    for (key, value) in
        [("{F2}", "<dont_know>"), ("{F3}", "<refused>"), ("{Ctrl+N}", "<not_applicable>")]
    {
        let mut person = Person::interviewing(&form(KINDS));
        for name in ["words", "count", "part", "day", "clock", "one", "all", "order", "where"] {
            assert_eq!(person.at(), name);
            person.keys(key);
            assert_eq!(person.value(name).as_deref(), Some(value), "{name}");
        }
    }
}

#[test]
fn e17_a_non_answer_clears_what_is_chosen_after_one_confirmation() {
    let mut person = Person::interviewing(&form(KINDS));
    person.keys("{F7}all⏎13{F2}");
    assert_eq!(person.value("all"), None);
    assert!(person.shows("instead of"), "{}", person.text());
    person.keys("1⏎");
    assert_eq!(person.value("all").as_deref(), Some("<dont_know>"));
}

#[test]
fn e18_required_is_never_a_trap() {
    let mut person = Person::interviewing(&form(
        "  - {name: must, type: text, required: yes, label: {all: Must?}}
  - {name: also, type: integer, required: yes, label: {all: Also?}}
  - {name: end, type: text, label: {all: End?}}
",
    ));
    // It can be left with the program, by a jump, and by going on for a reason.
    person.keys("{F10}2⏎");
    assert!(person.shows("In progress") || person.state() == State::Open);
    person.restart();
    person.keys("{F7}end⏎bye⏎");
    assert!(person.shows("End of the interview"), "{}", person.text());
    // The end lists what is open and wants a reason for each.
    person.keys("1⏎");
    assert!(person.shows("Must?"), "{}", person.text());
    person.keys("1⏎");
    assert!(person.shows("Also?"), "{}", person.text());
    assert_eq!(person.state(), State::Open);
    person.keys("not asked⏎");
    assert_eq!(person.state(), State::Complete);
    let left = person.stored[0].1.iter();
    let left = left.filter(|fact| matches!(fact.what, What::LeftOpen { .. })).count();
    assert_eq!(left, 2);
}

#[test]
fn e20_the_known_part_of_a_date_is_an_answer() {
    for (typed, value) in [
        ("1987", "1987-??-??"),
        ("1987-??-??", "1987-??-??"),
        ("1987-05", "1987-05-??"),
        ("05.1987", "1987-05-??"),
        ("3.5.1987", "1987-05-03"),
    ] {
        let mut person = Person::interviewing(&form(KINDS));
        person.keys(&format!("{{F7}}day⏎{typed}⏎"));
        assert_eq!(person.value("day").as_deref(), Some(value), "{typed}: {}", person.text());
    }
}

#[test]
fn e21_a_remark_is_one_key_and_leaves_everything_where_it_was() {
    for (name, typed) in [("words", "half"), ("count", "12"), ("day", "198"), ("one", "2")] {
        let mut person = Person::interviewing(&form(KINDS));
        person.keys(&format!("{{F7}}{name}⏎{typed}"));
        let before = person.screen().blocks.into_iter().find(|it| matches!(it, Block::Input(_)));
        person.keys("{F5}the neighbour helped⏎");
        assert_eq!(person.at(), name);
        let after = person.screen().blocks.into_iter().find(|it| matches!(it, Block::Input(_)));
        assert_eq!(before, after, "{name}");
        let interview = person.replayed(person.stored[0].0);
        let place = interview.place_at(name).expect("the question");
        assert_eq!(interview.remark(place), Some("the neighbour helped"));
    }
}

#[test]
fn e30_the_next_interview_is_one_key_from_the_end() {
    let mut person = Person::interviewing(&form("  - {name: a, type: text, label: {all: A?}}\n"));
    person.keys("x⏎1⏎");
    assert!(person.shows("stored"), "{}", person.text());
    // Enter held down begins nothing.
    person.keys("⏎⏎⏎");
    assert_eq!(person.stored.len(), 1);
    person.press(Key::Char('n'));
    assert!(person.shows("Case"), "{}", person.text());
    person.keys("2⏎y⏎");
    assert_eq!((person.stored.len(), person.value("a").as_deref()), (2, Some("y")));
}
