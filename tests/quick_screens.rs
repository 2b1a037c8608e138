//! The screens for entering much at once, as the program shows them in its three languages at
//! 80x24, compared whole. `UPDATE=1` writes `tests/screens/` anew.

#![allow(clippy::disallowed_methods, reason = "tests read and write their golden files")]

mod program_support;

use anketa::app::key::Key;
use anketa::app::words;
use anketa::tui::palette::Palette;
use anketa::tui::view::view;
use program_support::Person;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const HOUSEHOLD: &str = include_str!("household/household.yaml");

/// The way to a screen, from the first question on.
type Way = fn(&mut Person);

/// The screens by name.
const SCREENS: &[(&str, Way)] = &[
    ("power", |person| {
        person.keys("Аксай⏎Амина⏎:sex 2; a");
    }),
    ("power_choices", |person| {
        person.keys("Аксай⏎Амина⏎:age 34; rel {Down}{Down}");
    }),
    ("power_stopped", |person| {
        person.keys("Аксай⏎Амина⏎:sex 2; age 105; rel 1⏎1⏎");
    }),
    ("board", |person| {
        person.keys("Аксай⏎Амина⏎:sex 2; age 34; rel 1⏎");
        person.keys("{F12}{Down}⏎{F12}{Ins}Болат⏎:sex 1; age 9; rel 3; pupil 1; class 3⏎");
        person.keys("{F12}{Ins}Сәуле⏎{F10}h{Down}{Right}");
    }),
    ("paste", |person| {
        person.keys("Аксай⏎Амина⏎:sex 2; age 34; rel 1; job 2; ill 2; visits 0⏎");
        person.press(Key::Paste(
            "name\tsex\tage\trel\tremark\nБолат\t1\t9\t3\t-\nСәуле\t2\t105\t2\t\nДана\t5\t150\t3\tx"
                .into(),
        ));
        person.keys("{Down}{Right}{Right}");
    }),
    ("pasted", |person| {
        person.keys("Аксай⏎Амина⏎:sex 2; age 34; rel 1; job 2; ill 2; visits 0⏎");
        person.press(Key::Paste("Болат\t1\t9\nСәуле\t2\t105\nДана\t5\t150".into()));
        person.keys("⏎");
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
            let mut person = Person::new(HOUSEHOLD);
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
