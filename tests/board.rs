//! The board of persons and sections: what each cell says, the way into any of them, and back.

mod program_support;

use anketa::app::screen::{Block, Grid};
use anketa::tui::palette::Palette;
use anketa::tui::view::view;
use program_support::Person;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const HOUSEHOLD: &str = include_str!("household/household.yaml");

const NESTED: &str = r#"
anketa: 1
id: nested
version: "1"
title: Nested
languages: {en: English}
survey:
  - repeat: house
    label: {all: "${street}"}
    items:
      - {name: street, type: text, label: {all: Street?}}
      - repeat: person
        label: {all: "${name}"}
        items:
          - {name: name, type: text, label: {all: Name?}}
          - {name: age, type: integer, label: {all: Age?}, constraint: ". < 120"}
"#;

fn grid(person: &Person) -> Grid {
    let blocks = person.screen().blocks;
    let found = blocks.into_iter().find_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no board: {}", person.text()))
}

/// The cells of the board, a line for each row.
fn cells(person: &Person) -> Vec<String> {
    let row = |row: &anketa::app::screen::GridRow| {
        let cells: Vec<&str> =
            row.cells.iter().map(|cell| if cell.is_empty() { "_" } else { cell }).collect();
        format!("{} {}", row.label, cells.concat())
    };
    grid(person).rows.iter().map(row).collect()
}

/// Three persons with names: the first a grown-up, the second a child, the third untold.
fn household() -> Person {
    let mut person = Person::new(HOUSEHOLD);
    person.keys("1⏎1⏎0417⏎Aksai⏎Amina⏎:sex 2; age 34; rel 1⏎");
    person.keys("{F12}{Ins}Bolat⏎:sex 1; age 9; rel 3; pupil 1; class 3⏎");
    person.keys("{F12}{Ins}Saule⏎");
    person
}

#[test]
fn each_cell_has_the_sign_of_its_state() {
    let mut person = household();
    person.keys("h");
    assert_eq!(grid(&person).columns, ["Who", "School", "Work", "Health"]);
    assert_eq!(cells(&person), ["Saule –__·", "Bolat ✓✓_·", "Amina ✓_··"]);
    assert_eq!(grid(&person).focus, (0, 0), "where we are");
}

#[test]
fn any_cell_is_reached_and_the_board_comes_back_after_its_section() {
    let mut person = household();
    person.keys("{F10}h{Down}{Down}{Right}{Right}⏎");
    assert_eq!((person.at().as_str(), person.shows("Amina (3 of 3)")), ("8", true));
    person.keys("1⏎40⏎");
    assert!(person.shows("persons and sections"), "{}", person.text());
    assert_eq!(cells(&person)[2], "Amina ✓_✓·");
    assert_eq!(grid(&person).focus, (2, 2));
    // Persons in any order: one key after a section is the next cell.
    person.keys("{Up}{Right}⏎");
    assert_eq!((person.at().as_str(), person.shows("Bolat (2 of 3)")), ("10", true));
    person.keys("2⏎3⏎");
    assert_eq!(cells(&person)[1], "Bolat ✓✓_✓");
    person.keys("{Esc}");
    assert!(!person.shows("persons and sections"));
}

#[test]
fn a_section_that_is_not_asked_is_not_entered() {
    let mut person = household();
    person.keys("h{Right}⏎");
    assert!(person.shows("does not apply"), "{}", person.text());
}

#[test]
fn who_jumps_out_of_a_section_does_not_come_back_to_the_board() {
    let mut person = household();
    person.keys("h{Down}{Down}{Right}{Right}⏎");
    person.keys("{F7}thanks⏎");
    assert_eq!(person.at(), "12");
    assert!(!person.shows("persons and sections"));
    let mut person = household();
    person.keys("h{Down}⏎{Esc}{Esc}{Esc}{Esc}");
    assert!(!person.shows("persons and sections"), "{}", person.text());
}

#[test]
fn nested_rosters_have_boards_of_their_own_by_path() {
    let mut person = Person::interviewing(NESTED);
    person.keys("Abai⏎Amina⏎34⏎1⏎Bolat⏎7⏎2⏎1⏎Dostyk⏎1⏎Dana⏎");
    person.keys("{F10}h");
    assert!(person.shows("Dostyk (2 of 2) › person"), "{}", person.text());
    assert_eq!(cells(&person), ["Dana ✓·"]);
    person.keys("{Tab}");
    assert_eq!(grid(&person).columns, ["questions", "person"]);
    assert_eq!(cells(&person), ["Abai ✓✓", "Dostyk ✓–"]);
    person.keys("{Tab}");
    assert_eq!(cells(&person), ["Amina ✓✓", "Bolat ✓✓"]);
    person.keys("{Down}{Right}⏎");
    assert_eq!(person.at(), "age");
    assert!(person.shows("Abai (1 of 2) › Bolat (2 of 2)"), "{}", person.text());
}

#[test]
fn thirty_persons_by_twelve_sections_scroll_both_ways() {
    let sections: String = (1..=12)
        .map(|at| {
            format!(
                "      - group: g{at}\n        label: {{all: Section number {at}}}\n        items:\n          \
                 - {{name: q{at}, type: integer, label: {{all: Q{at}?}}}}\n"
            )
        })
        .collect();
    let form = format!(
        "anketa: 1\nid: big\nversion: \"1\"\ntitle: Big\nlanguages: {{en: English}}\nsurvey:\n  \
         - {{name: size, type: integer, label: {{all: Size?}}}}\n  - repeat: member\n    \
         label: {{all: Person}}\n    repeat_count: ${{size}}\n    items:\n{sections}"
    );
    let mut person = Person::interviewing(&form);
    person.keys("30⏎h");
    assert_eq!((grid(&person).columns.len(), grid(&person).rows.len()), (12, 30));
    let shown = |person: &Person| {
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a terminal");
        let screen = person.screen();
        let palette = Palette { colour: false };
        terminal.draw(|frame| view(&screen, &palette, frame)).expect("it draws");
        let buffer = terminal.backend().buffer().clone();
        let lines = (0..24).map(|y| (0..80).map(|x| buffer[(x, y)].symbol()).collect::<String>());
        lines.collect::<Vec<_>>().join("\n")
    };
    let first = shown(&person);
    assert!(first.contains("Section number 1 ") || first.contains("Section number…"), "{first}");
    person.keys("{End}{PgDn}{PgDn}{PgDn}");
    let last = shown(&person);
    assert!(last.contains("› 30 ") && !last.contains("  1 Person"), "{last}");
    assert!(last.contains('‹'), "more at the left: {last}");
    person.keys("⏎");
    assert_eq!((person.at().as_str(), person.shows("(30 of 30)")), ("q12", true));
}
