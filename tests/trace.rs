//! What tells about the interview itself: why something is asked, what a change led to, what was
//! done step by step, which answers a check looks at; each line a place to go to.

mod program_support;

use anketa::app::key::Key;
use anketa::app::screen::Block;
use anketa::interview::fact::Fact;
use program_support::Person;

const FORM: &str = include_str!("trace/trace.yaml");

/// A person in English with the answers of a family of four in.
fn answered() -> Person {
    let mut person = Person::new(FORM);
    person.keys("1⏎1⏎⏎");
    person.keys("50⏎1⏎20⏎2⏎2⏎");
    person.keys("Aliya⏎12⏎Bolat⏎9⏎");
    assert_eq!(person.at(), "8");
    person
}

/// Goes to a question by the outline.
fn go(person: &mut Person, number: &str) {
    person.keys(&format!("{{F7}}{number}⏎"));
}

/// The code of the line of a list with that label.
fn code_of(person: &Person, label: &str) -> String {
    let blocks = person.screen().blocks;
    let lines = blocks.iter().filter_map(|block| match block {
        Block::List(list) => Some(&list.items),
        _ => None,
    });
    let line = lines.flatten().find(|line| line.label == label);
    line.unwrap_or_else(|| panic!("no line `{label}`\n{}", person.text())).code.clone()
}

/// What is stored of the interview.
fn facts(person: &Person) -> Vec<Fact> {
    person.stored.last().map(|(_, facts)| facts.clone()).unwrap_or_default()
}

fn sees(person: &Person, shown: &[&str]) {
    for words in shown {
        assert!(person.shows(words), "`{words}` is not on the screen\n{}", person.text());
    }
}

#[test]
fn why_a_question_is_asked_and_each_answer_a_jump() {
    let mut person = answered();
    go(&mut person, "4");
    for key in ["e", "у", "{Ctrl+E}"] {
        person.keys(key);
        sees(
            &person,
            &[
                "Why is this asked?",
                "“About the job” is asked if:",
                "question 2 (Works) is “Yes”",
                "2. Works: Yes",
                "question 1 (Age) is at least 16",
                "1. Age: 50",
                "“Tired” is asked if:",
                "the value “years” is more than 20",
                "“years” is computed: question 1 (Age) − question 3 (Began at age)",
                "3. Began at age: 20",
            ],
        );
        person.keys("{Esc}");
        assert_eq!(person.at(), "4");
    }
    person.keys("e1⏎");
    assert_eq!(person.at(), "2");
    sees(&person, &["back to 8"]);
    person.keys("g");
    assert_eq!(person.at(), "8");
}

#[test]
fn what_is_always_asked_says_so() {
    let mut person = answered();
    go(&mut person, "2");
    person.keys("e");
    sees(&person, &["This is always asked"]);
    person.keys("⏎");
    assert_eq!(person.at(), "2");
}

#[test]
fn a_row_is_asked_for_as_often_as_was_counted() {
    let mut person = answered();
    person.keys("{F7}Age of the child⏎{Ctrl+E}");
    sees(&person, &["has as many rows as: question 5 (Children)", "5. Children: 2"]);
    person.keys("1⏎");
    assert_eq!(person.at(), "5");
}

#[test]
fn a_greyed_item_of_the_outline_tells_why_it_is_not_asked() {
    let mut person = Person::new(FORM);
    person.keys("1⏎1⏎⏎30⏎2⏎");
    person.keys("{F7}Tired⏎");
    sees(&person, &["Why is this not asked?", "✗", "question 2 (Works) is “Yes”", "2. Works: No"]);
    assert!(!person.shows("question 1 (Age) is at least 16"), "{}", person.text());
    person.keys("1⏎");
    assert_eq!(person.at(), "2");
}

#[test]
fn b13_a_change_tells_what_it_led_to_and_lists_it() {
    let mut person = answered();
    go(&mut person, "1");
    person.keys("45⏎");
    sees(&person, &["2 computed or worded anew", "F9: undo"]);
    go(&mut person, "1");
    person.keys("35⏎");
    sees(&person, &["1 answer set aside", "4. Tired", "Undo the change"]);
    person.keys("2⏎");
    person.keys("c");
    sees(&person, &["What the last change led to", "Set aside: kept, not counted", "4. Tired"]);
    sees(&person, &["Computed anew", "years: 25 → 15"]);
    // A line that does not apply tells why not.
    person.keys("1⏎");
    sees(&person, &["Why is this not asked?", "the value “years” is more than 20"]);
}

#[test]
fn a_change_that_makes_another_answer_fail_says_so() {
    let mut person = answered();
    person.keys("12⏎");
    person.keys("{F7}Age of the child⏎13⏎");
    sees(&person, &["1 check fails now"]);
    person.keys("{F10}");
    let line = code_of(&person, "What changed");
    person.keys(&format!("{line}⏎"));
    sees(&person, &["A check fails now", "8. Eldest: 12"]);
    person.keys("1⏎");
    assert_eq!(person.at(), "8");
}

#[test]
fn e11_nothing_affected_costs_nothing() {
    let mut person = answered();
    person.keys("{F7}Age of the child⏎11⏎");
    assert_eq!(person.at(), "6");
    assert!(!person.shows("F9: undo"), "{}", person.text());
    go(&mut person, "2");
    person.keys("c");
    sees(&person, &["The last change led to nothing else."]);
}

#[test]
fn d11_history_shows_every_step_and_undoes_back_to_one() {
    let mut person = answered();
    person.keys("12⏎Gulnara⏎2⏎");
    let before = facts(&person).len();
    assert!(before > 0);
    let history = |person: &mut Person| {
        person.keys("{F10}");
        let line = code_of(person, "What was done, step by step");
        person.keys(&format!("{line}⏎"));
    };
    history(&mut person);
    sees(&person, &["8. Eldest: 12", "Child Bolat · 7. Age of the child: 9", "2. Works: Yes"]);
    // Undone from the second child's age on.
    person.keys("Bolat 7{F9}");
    assert_eq!(person.value("eldest"), None);
    assert_eq!(person.value("child[2]/c_age"), None);
    assert_eq!(person.value("child[2]/c_name").as_deref(), Some("Bolat"));
    history(&mut person);
    sees(&person, &["undone, ", "— the interview stands here —"]);
    // Done again up to the eldest.
    person.keys("Eldest{Ctrl+Y}");
    assert_eq!(person.value("eldest").as_deref(), Some("12"));
    history(&mut person);
    person.keys("Works⏎");
    assert_eq!(person.at(), "2");
}

#[test]
fn the_history_names_rows_that_are_gone() {
    let mut person = answered();
    person.keys("12⏎Gulnara⏎1⏎Daniyar⏎");
    person.keys("{Up}{Up}{Up}{Del}");
    person.keys("⏎1⏎");
    person.keys("{F10}");
    let line = code_of(&person, "What was done, step by step");
    person.keys(&format!("{line}⏎"));
    sees(&person, &["row removed"]);
    sees(&person, &["Gulnara"]);
}

#[test]
fn c04_a_hard_check_lists_all_answers_involved_and_comes_back() {
    let mut person = answered();
    person.keys("13⏎");
    sees(
        &person,
        &[
            "Not possible together",
            "Not the highest age listed.",
            "Eldest 13",
            "Child Aliya: 7. Age of the child: 12",
            "Child Bolat: 7. Age of the child: 9",
        ],
    );
    let stored = facts(&person).len();
    // No reason passes it.
    person.keys("rare but true⏎");
    assert_eq!(facts(&person).len(), stored);
    assert_eq!(person.at(), "8");
    person.keys("⏎");
    let presses = person.presses;
    person.keys("1⏎13⏎");
    person.press(Key::BackTab);
    assert_eq!(person.at(), "8");
    sees(&person, &["13"]);
    person.keys("⏎");
    assert_eq!(person.value("eldest").as_deref(), Some("13"));
    assert!(person.presses - presses <= 8, "{} keys", person.presses - presses);
}

#[test]
fn c04_a_soft_check_is_passed_with_a_reason_or_corrected_elsewhere() {
    let mut person = Person::new(FORM);
    person.keys("1⏎1⏎⏎90⏎1⏎20⏎");
    sees(&person, &["More than 40 years of work?", "1. Age: 90", "recorded as stated"]);
    // The number after the reasons leads to the answer.
    person.keys("4⏎");
    assert_eq!(person.at(), "1");
    person.keys("55⏎");
    person.press(Key::BackTab);
    assert_eq!(person.at(), "3");
    person.keys("⏎");
    assert_eq!(person.value("job/since").as_deref(), Some("20"));
    let mut person = Person::new(FORM);
    person.keys("1⏎1⏎⏎90⏎1⏎20⏎2⏎");
    assert_eq!(person.value("job/since").as_deref(), Some("20"));
    assert!(facts(&person).iter().any(|fact| format!("{fact:?}").contains("recorded as stated")));
}

#[test]
fn an_answer_back_in_the_interview_is_corrected_in_eight_keys() {
    let mut person = answered();
    let presses = person.presses;
    person.keys("{F7}1⏎51⏎g");
    assert_eq!(person.at(), "8");
    assert_eq!(person.value("age").as_deref(), Some("51"));
    assert!(person.presses - presses <= 8, "{} keys", person.presses - presses);
}
