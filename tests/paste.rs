//! A table pasted into a roster: shown with what would become of each cell, entered in one step
//! with the same checks, what is refused listed and still typed; nothing pasted acts as a key.

mod program_support;

use anketa::app::key::Key;
use anketa::app::screen::{Block, Grid};
use program_support::Person;

const HOUSEHOLD: &str = include_str!("household/household.yaml");

/// At the rows of the household, of which the first is Amina.
fn at_rows() -> Person {
    let mut person = Person::new(HOUSEHOLD);
    person.keys("1⏎1⏎0417⏎Aksai⏎Amina⏎:sex 2; age 34; rel 1; job 2; ill 2; visits 0⏎");
    assert!(person.shows("Is there one more?"), "{}", person.text());
    person
}

fn paste(person: &mut Person, text: &str) {
    person.press(Key::Paste(text.to_owned()));
}

fn grid(person: &Person) -> Option<Grid> {
    person.screen().blocks.into_iter().find_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        _ => None,
    })
}

#[test]
fn columns_are_matched_by_name_number_or_label_or_in_order() {
    for (text, cells) in [
        ("name\tage\tsex\nBolat\t9\t1", &["Bolat", "9", "1"][..]),
        ("2\t4\t3\nBolat\t9\tMale", &["Bolat", "9", "1"]),
        ("What is the name?\tAge\tSex\nBolat\t9\tm", &["Bolat", "9", "1"]),
        ("NAME\tnonsense\tage\tsex\nBolat\txx\t9\tMale", &["Bolat", "9", "1"]),
        ("Bolat\tMale\t9\t3", &["Bolat", "9", "1"]),
    ] {
        let mut person = at_rows();
        paste(&mut person, text);
        assert!(grid(&person).is_some(), "{text}: {}", person.text());
        assert!(person.shows("Rows: 1. Cells refused (!): 0"), "{text}: {}", person.text());
        person.keys("⏎");
        for (name, value) in ["name", "age", "sex"].iter().zip(cells) {
            let path = format!("member[2]/who/{name}");
            assert_eq!(person.value(&path).as_deref(), Some(*value), "{text}: {path}");
        }
    }
}

#[test]
fn each_cell_is_shown_as_it_would_be_judged() {
    let mut person = at_rows();
    paste(&mut person, "name\tage\tsex\tclass\nBolat\t9\t7\t3\nSaule\t105\t2\nDana\t150\tdk\n");
    let grid = grid(&person).expect("a preview");
    let lines: Vec<String> = grid.rows.iter().map(|row| row.cells.join("|")).collect();
    assert_eq!(
        lines,
        ["✓ Bolat|✓ 9|! 7|! 3", "✓ Saule|? 105|✓ 2|", "✓ Dana|! 150|✓ dk|"],
        "7 is no choice, the class is not asked, 105 is doubted, 150 refused"
    );
    assert!(person.shows("Rows: 3. Cells refused (!): 3, doubted (?): 1"), "{}", person.text());
    person.keys("{Down}{Right}");
    assert!(person.shows("age: Over 100 is rare."), "{}", person.text());
}

#[test]
fn what_is_refused_stays_typed_and_is_listed_with_jumps() {
    let mut person = at_rows();
    paste(&mut person, "name\tage\tsex\nBolat\t9\t7\nSaule\t105\t2\nDana\t150\tdk\n");
    person.keys("⏎");
    assert!(person.shows("3 rows added; 3 cells to look at"), "{}", person.text());
    assert!(person.shows("Saule (3 of 4) › Age"), "{}", person.text());
    assert_eq!(person.value("member[3]/who/age"), None);
    assert_eq!(person.value("member[4]/who/sex").as_deref(), Some("<dont_know>"));
    person.keys("Saule age⏎");
    assert_eq!((person.at().as_str(), person.shows("Saule (3 of 4)")), ("4", true));
    assert!(person.shows("105") && person.shows("Over 100 is rare."), "{}", person.text());
    person.keys("⏎1⏎");
    assert_eq!(person.value("member[3]/who/age").as_deref(), Some("105"));
    // The others are still listed, also after a kill.
    person.restart();
    person.keys("{F8}");
    assert!(person.shows("typed, not entered: 150"), "{}", person.text());
    assert!(!person.shows("typed, not entered: 105"));
}

#[test]
fn undo_takes_the_whole_table_back_and_redo_brings_it() {
    let mut person = at_rows();
    let before = person.replayed(person.stored[0].0);
    paste(&mut person, "name\tage\nBolat\t9\nSaule\t5\nDana\t7\n");
    person.keys("⏎");
    assert!(person.shows("takes the whole table back"), "{}", person.text());
    person.keys("u");
    assert_eq!(person.value("member[2]/who/name"), None);
    let after = person.replayed(person.stored[0].0);
    assert_eq!(before.progress(), after.progress());
    person.keys("{Ctrl+Y}");
    assert_eq!(person.value("member[4]/who/age").as_deref(), Some("7"));
}

#[test]
fn the_menu_waits_for_a_table_that_may_also_be_typed() {
    let mut person = at_rows();
    person.keys("{F10}t");
    assert!(person.shows("Paste the table now"), "{}", person.text());
    paste(&mut person, "Bolat\t1\t9");
    assert_eq!(grid(&person).map(|grid| grid.total), Some(1));
    person.keys("{Esc}");
    assert_eq!(person.value("member[2]/who/name"), None, "nothing is taken without Enter");
    person.keys("{F10}tname{Tab}age⏎Bolat|9⏎⏎⏎");
    assert_eq!(person.value("member[2]/who/age").as_deref(), Some("9"), "{}", person.text());
}

#[test]
fn five_thousand_lines_are_bounded_and_asked_about() {
    let mut person = at_rows();
    let table: String =
        (0..5_000).map(|at| format!("P{at}\t{}\t{}\n", at % 2 + 1, at % 90)).collect();
    paste(&mut person, &table);
    assert!(person.shows("4000 are left out"), "{}", person.text());
    assert!(person.shows("lines are checked so far"));
    let facts = person.stored[0].1.len();
    person.keys("⏎");
    assert!(person.shows("Really 1000 rows?"), "{}", person.text());
    person.keys("⏎⏎");
    assert_eq!(person.stored[0].1.len(), facts, "a held Enter takes nothing");
    person.keys("1⏎");
    assert_eq!(person.value("member[1001]/who/name").as_deref(), Some("P999"));
    person.keys("u");
    assert_eq!(person.value("member[2]/who/name"), None);
}

#[test]
fn nothing_pasted_acts_as_a_key() {
    for text in ["2\n2\n", "1\n\n\n\n", "x\t\u{1b}[A\n\nq\n", "+\n+\n", "\n\n\n", "a", "1"] {
        let mut person = at_rows();
        let facts = person.stored[0].1.len();
        paste(&mut person, text);
        assert_eq!(person.stored[0].1.len(), facts, "{text:?}");
        assert!(person.shows("Is there one more?") || grid(&person).is_some(), "{text:?}");
    }
}
