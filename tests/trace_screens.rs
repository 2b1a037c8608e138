//! The screens that tell about the interview itself, as the program shows them in its three
//! languages at 80x24, compared whole. `UPDATE=1` writes `tests/screens/` anew.

#![allow(clippy::disallowed_methods, reason = "tests read and write their golden files")]

mod program_support;

use anketa::app::words;
use anketa::tui::palette::Palette;
use anketa::tui::view::view;
use program_support::Person;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const FORM: &str = include_str!("trace/trace.yaml");

/// The way to a screen, from the first question on.
type Way = fn(&mut Person);

/// The answers of a family of four.
const FAMILY: &str = "50⏎1⏎20⏎2⏎2⏎Әлия⏎12⏎Болат⏎9⏎";

/// The screens by name.
const SCREENS: &[(&str, Way)] = &[
    ("why", |person| {
        person.keys(FAMILY);
        person.keys("{F7}4⏎e");
    }),
    ("why_not", |person| {
        person.keys("30⏎2⏎{F7}tired⏎");
    }),
    ("set_aside", |person| {
        person.keys(FAMILY);
        person.keys("{F7}1⏎35⏎");
    }),
    ("effects", |person| {
        person.keys(FAMILY);
        person.keys("{F7}1⏎35⏎{Esc}c");
    }),
    ("history", |person| {
        person.keys(FAMILY);
        person.keys("12⏎{F9}{F9}{F10}9⏎");
    }),
    ("check_hard", |person| {
        person.keys(FAMILY);
        person.keys("13⏎");
    }),
    ("check_soft", |person| {
        person.keys("90⏎1⏎20⏎");
    }),
];

fn drawn(person: &Person) -> String {
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a terminal");
    let screen = person.screen();
    terminal.draw(|frame| view(&screen, &Palette { colour: false }, frame)).expect("it draws");
    let cursor = terminal.backend().cursor_position();
    let buffer = terminal.backend().buffer();
    let mut shown = format!("cursor {},{}\n", cursor.x, cursor.y);
    for y in 0..24 {
        let line: String = (0..80).map(|x| buffer[(x, y)].symbol()).collect();
        shown.push_str(line.trim_end());
        shown.push('\n');
    }
    shown
}

#[test]
fn screens_look_as_they_should_in_three_languages() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens");
    for (name, go) in SCREENS {
        for (at, language) in ["en", "ru", "kk"].into_iter().enumerate() {
            let mut person = Person::new(FORM);
            person.model.words = words::in_language(language);
            person.keys(&format!("1⏎{}⏎0417⏎", at + 1));
            go(&mut person);
            let shown = drawn(&person);
            let path = folder.join(format!("{name}.{language}.80x24.txt"));
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&path, &shown).expect("the golden screens can be written");
            }
            let golden = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(shown, golden, "{}: UPDATE=1 and read the difference", path.display());
        }
    }
}
