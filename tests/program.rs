//! The program driven by keys, from the start screen to a finished interview, without a terminal
//! or a disk.

#![allow(clippy::disallowed_methods, reason = "tests read the shipped questionnaires")]

mod program_support;

use anketa::app::effect::Effect;
use anketa::app::key::Key;
use anketa::app::screen::{Block, Mark, Saved};
use anketa::interview::{State, Status};
use program_support::Person;

const HEAD: &str = "
anketa: 1
id: t
version: '1'
title: {en: Test}
languages: {en: English, ru: Русский}
special: [dont_know, refused]
choices:
  yes_no:
    - {name: yes, label: {en: Yes, ru: Да}}
    - {name: no, label: {en: No, ru: Нет}}
  scale:
    - {name: 1, label: {en: Low, ru: Мало}}
    - {name: 2, label: {en: High, ru: Много}}
survey:
";

fn form(survey: &str) -> String {
    format!("{HEAD}{survey}")
}

fn children() -> String {
    form(
        "
  - {name: has, type: select_one yes_no, required: yes, label: {en: Children?, ru: Дети?}}
  - {name: how_many, type: integer, required: yes, relevant: \"${has} = 'yes'\", constraint: . <= 20, warning: . <= 5, label: {en: How many?, ru: Сколько?}}
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
",
    )
}

#[test]
fn a_choice_costs_its_code_and_enter() {
    let question = |n: usize| {
        format!(
            "  - {{name: q{n}, type: select_one yes_no, required: yes, label: {{en: Q{n}?, ru: Q{n}?}}}}\n"
        )
    };
    let survey: String = (0..50).map(question).collect();
    let mut person = Person::interviewing(&form(&survey));
    person.presses = 0;
    person.keys(&"1⏎".repeat(50));
    assert_eq!(person.presses, 100);
    assert_eq!(person.value("q49").as_deref(), Some("yes"));
    assert!(person.shows("End of the interview"));
    person.keys("1⏎");
    assert_eq!(person.state(), State::Complete);
}

#[test]
fn enter_held_down_passes_nothing_that_is_required_and_finishes_nothing() {
    let mut person = Person::interviewing(&children());
    person.keys(&"⏎".repeat(30));
    assert_eq!(person.at(), "has");
    person.keys("2⏎");
    person.keys(&"⏎".repeat(30));
    assert!(person.shows("End of the interview"));
    assert_eq!(person.state(), State::Open);
}

#[test]
fn an_answer_is_shown_only_after_it_is_on_disk() {
    let mut person = Person::interviewing(&children());
    person.full_disk = true;
    person.keys("1⏎");
    assert!(person.shows("the disk is full"));
    assert_eq!(person.screen().header.saved, Saved::Failed);
    person.keys("2⏎⏎");
    assert_eq!(person.value("has"), None);
    person.full_disk = false;
    person.keys("⏎");
    assert_eq!(person.value("has").as_deref(), Some("yes"));
    assert_eq!(person.at(), "how_many");
    assert_eq!(person.screen().header.saved, Saved::Saved);
}

#[test]
fn an_early_change_sets_answers_aside_and_brings_them_back() {
    let mut person = Person::interviewing(&children());
    person.keys("1⏎3⏎");
    person.keys("{PgUp}{PgUp}");
    assert_eq!(person.at(), "has");
    person.keys("2⏎");
    assert!(person.shows("1 answer set aside: How many?"), "{}", person.text());
    assert!(person.shows("Undo the change"), "{}", person.text());
    assert_eq!(person.value("how_many"), None);
    // Enter takes the change back: whoever holds it down loses nothing (E11).
    person.keys("⏎");
    assert_eq!((person.at(), person.value("how_many").as_deref()), ("has".into(), Some("3")));
    person.keys("2⏎2⏎");
    assert_eq!(person.value("how_many"), None);
    person.keys("{PgUp}1⏎");
    assert_eq!(person.at(), "how_many");
    assert!(person.shows("Earlier answer: 3"), "{}", person.text());
    person.keys("⏎");
    assert_eq!(person.value("how_many").as_deref(), Some("3"));
    assert_eq!(person.at(), "town");
}

#[test]
fn undo_goes_back_to_what_changed() {
    let mut person = Person::interviewing(&children());
    person.keys("1⏎3⏎");
    assert_eq!(person.at(), "town");
    person.keys("{F9}");
    assert_eq!((person.at().as_str(), person.value("how_many")), ("how_many", None));
    person.keys("{F9}");
    assert_eq!((person.at().as_str(), person.value("has")), ("has", None));
    person.keys("{Ctrl+Y}{Ctrl+Y}");
    assert_eq!(person.value("how_many").as_deref(), Some("3"));
}

#[test]
fn checks_stop_or_ask() {
    let mut person = Person::interviewing(&children());
    person.keys("1⏎");
    assert!(person.shows("20 or less"), "{}", person.text());
    person.keys("25⏎");
    assert_eq!(person.at(), "how_many");
    assert!(person.shows("This answer is not possible."));
    // The next digit takes the place of what was refused.
    person.keys("8⏎");
    assert!(person.shows("Is this right?"));
    assert!(person.shows("How many? 8"), "{}", person.text());
    person.keys("⏎{Esc}");
    assert!(person.shows("Number: 8|"));
    person.keys("⏎1⏎");
    assert_eq!(person.at(), "town");
    assert_eq!(person.value("how_many").as_deref(), Some("8"));
    person.keys("{PgUp}");
    assert!(person.shows("checked with the respondent"));
}

#[test]
fn special_answers_are_one_key() {
    let mut person = Person::interviewing(&children());
    person.keys("d");
    assert_eq!(person.value("has").as_deref(), Some("<dont_know>"));
    assert_eq!(person.at(), "town");
    person.keys("d{Ctrl+R}");
    assert_eq!(person.value("town").as_deref(), Some("<refused>"));
    person.keys("{PgUp}{PgUp}");
    assert!(person.shows("Answered: don't know"));
    person.keys("{F4}");
    assert!(person.shows("not open"));
}

#[test]
fn required_questions_are_left_open_for_a_reason() {
    let mut person = Person::interviewing(&children());
    person.keys("{PgDn}");
    assert!(person.shows("Why is there no answer?"));
    person.keys("4⏎");
    assert_eq!(person.at(), "town");
    person.keys("⏎1⏎");
    assert_eq!(person.state(), State::Complete);
}

#[test]
fn finishing_asks_why_questions_are_open() {
    let mut person = Person::interviewing(&children());
    person.keys("{F10}3⏎");
    assert!(person.shows("End of the interview"));
    person.keys("1⏎");
    assert!(person.shows("Why is there no answer?"), "{}", person.text());
    person.keys("2⏎");
    assert_eq!(person.state(), State::Complete);
    person.keys("1⏎");
    assert!(person.shows("Language of the interview"));
}

#[test]
fn what_is_typed_is_kept_while_moving_and_through_a_kill() {
    let mut person = Person::interviewing(&children());
    person.keys("1⏎99");
    person.keys("{PgUp}");
    assert_eq!(person.at(), "has");
    // Killed at the question before: what was typed behind it is kept all the same.
    person.restart();
    assert_eq!(person.at(), "has");
    person.keys("⏎");
    assert!(person.shows("Number: 99|"), "{}", person.text());
    person.restart();
    assert_eq!(person.at(), "how_many");
    assert!(person.shows("Number: 99|"), "{}", person.text());
    person.keys("{F6}2⏎");
    assert!(person.shows("Сколько?"));
    assert!(person.shows("Number: 99|"));
}

#[test]
fn rows_are_added_named_and_removed() {
    let mut person = Person::interviewing(&form(
        "
  - repeat: child
    label: {en: 'Child: ${name}', ru: '${name}'}
    items:
      - {name: name, type: text, required: yes, label: {en: Name?, ru: Имя?}}
      - {name: age, type: integer, label: {en: 'Age of ${name}?', ru: Возраст?}}
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
",
    ));
    assert!(person.shows("Child (1 of 1)"), "{}", person.text());
    person.keys("Aigul⏎7⏎");
    assert!(person.shows("1 listed"), "{}", person.text());
    person.keys("1⏎Berik⏎");
    assert!(person.shows("Berik (2 of 2)"), "{}", person.text());
    person.keys("9⏎");
    assert!(person.shows("2 listed"));
    person.keys("{Up}{Up}{Up}{Up}{Del}");
    assert!(person.shows("Remove “Child: Aigul” with 2 answers?"), "{}", person.text());
    person.keys("⏎1⏎");
    assert_eq!(person.value("child[1]/name").as_deref(), Some("Berik"));
    person.keys("2⏎");
    assert_eq!(person.at(), "town");
    person.keys("{F9}");
    assert_eq!(person.value("child[1]/name").as_deref(), Some("Aigul"));
}

#[test]
fn a_battery_takes_one_key_a_row() {
    let mut person = Person::interviewing(&form(
        "
  - group: trust
    battery: yes
    label: {en: How much?, ru: Сколько?}
    items:
      - {name: a, type: select_one scale, required: yes, label: {en: A, ru: А}}
      - {name: b, type: select_one scale, required: yes, label: {en: B, ru: Б}}
      - {name: c, type: select_one scale, required: yes, label: {en: C, ru: В}}
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
",
    ));
    person.keys("9");
    assert!(person.shows("no choice “9”"), "{}", person.text());
    person.keys("⏎1d");
    let identity = person.screen().identity;
    assert_eq!(person.value("trust/b").as_deref(), Some("<dont_know>"));
    person.keys("{Up}");
    assert_eq!(person.screen().identity, identity);
    person.keys("{Down}2");
    assert_eq!(person.value("trust/c").as_deref(), Some("2"));
    assert_eq!(person.at(), "town");
}

#[test]
fn any_question_is_reached_by_number_name_or_text() {
    let mut person = Person::interviewing(&children());
    for search in ["town", "Город", "Tow"] {
        person.keys("2⏎");
        person.keys("{F10}3⏎{F7}");
        person.keys(search);
        if search == "Город" {
            person.keys("{Esc}{F6}2⏎{F7}Город");
        }
        person.keys("⏎");
        assert_eq!(person.at(), "town", "{search}");
        person.keys("{PgUp}{PgUp}{PgUp}{PgUp}");
        person.keys("{F6}1⏎");
    }
}

#[test]
fn enter_makes_a_default_an_answer() {
    let mut person = Person::interviewing(&form(
        "
  - {name: visit, type: integer, default: 1, label: {en: Visit?, ru: Визит?}}
  - {name: how, type: select_one scale, default: 2, label: {en: How?, ru: Как?}}
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
",
    ));
    person.keys("⏎⏎");
    assert_eq!((person.at().as_str(), person.screen().header.progress), ("town", Some((2, 3))));
    assert_eq!(person.value("how").as_deref(), Some("2"));
    person.keys("{F10}4⏎");
    assert_eq!(person.at(), "town");
}

#[test]
fn one_choice_too_many_is_told_and_does_not_hold_up() {
    let mut person = Person::interviewing(&form(
        "
  - {name: top, type: rank scale, choose_max: 1, required: yes, label: {en: Top?, ru: Что?}}
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
",
    ));
    person.keys("12");
    assert!(person.shows("At most 1 choice"), "{}", person.text());
    person.keys("⏎");
    assert_eq!(person.at(), "top");
    person.keys("⏎");
    assert_eq!((person.at().as_str(), person.value("top").as_deref()), ("town", Some("1")));
}

#[test]
fn a_search_says_that_nothing_is_found() {
    let mut person = Person::interviewing(&children());
    person.keys("{F7}xyz");
    assert!(person.shows("nothing found"), "{}", person.text());
    person.keys("⏎");
    assert!(person.shows("xyz"));
}

#[test]
fn half_chosen_answers_are_taken_back_before_entered_ones() {
    let mut person = Person::interviewing(&form(
        "
  - {name: a, type: text, label: {en: A?, ru: А?}}
  - {name: b, type: select_multiple scale, label: {en: B?, ru: Б?}}
",
    ));
    person.keys("x⏎12{F9}");
    assert_eq!(person.at(), "b");
    assert!(person.shows("1 chosen"), "{}", person.text());
    person.keys("{F9}");
    assert_eq!((person.at().as_str(), person.value("a").as_deref()), ("b", Some("x")));
    person.keys("{F9}");
    assert_eq!((person.at().as_str(), person.value("a")), ("a", None));
}

#[test]
fn remarks_and_pastes_stay_where_they_belong() {
    let mut person = Person::interviewing(&children());
    person.keys("{F5}noisy room{Esc}");
    assert_eq!(person.at(), "has");
    assert!(person.shows("remark: noisy room"));
    person.press(Key::Paste("1\n2\n1\n".into()));
    assert_eq!(person.at(), "has");
    person.keys("{Bksp}{Bksp}{Bksp}2⏎");
    person.press(Key::Paste("Алматы\r\nқаласы\u{1b}[2J".into()));
    assert_eq!(person.at(), "town");
    person.keys("⏎");
    assert_eq!(person.value("town").as_deref(), Some("Алматы қаласы[2J"));
}

#[test]
fn letters_and_digits_work_on_russian_and_kazakh_keyboards() {
    let mut person = Person::interviewing(&children());
    person.keys("\"⏎");
    assert_eq!(person.value("has").as_deref(), Some("yes"));
    person.keys("і⏎");
    assert_eq!(person.value("how_many").as_deref(), Some("3"));
    person.keys("{PgUp}{PgUp}в");
    assert_eq!(person.value("has").as_deref(), Some("<dont_know>"));
}

#[test]
fn a_finished_interview_is_read_and_corrected_with_a_reason() {
    let mut person = Person::interviewing(&children());
    person.keys("2⏎⏎1⏎2⏎");
    assert_eq!(person.state(), State::Complete);
    person.keys("{Down}{Down}⏎");
    assert!(person.shows("finished"), "{}", person.text());
    person.keys("{PgUp}{PgUp}1⏎");
    assert_eq!(person.value("has").as_deref(), Some("no"));
    person.keys("{F10}");
    assert!(person.shows("Correct the finished interview"));
    person.keys("7⏎1⏎");
    assert_eq!(person.state(), State::Open);
}

#[test]
fn a_block_is_handed_over_and_back() {
    let mut person = Person::interviewing(&form(
        "
  - group: alone
    self_completion: yes
    label: {en: Alone, ru: Сами}
    items:
      - {name: a, type: select_one yes_no, required: yes, label: {en: A?, ru: А?}, instruction: {en: Do not look., ru: Не смотрите.}}
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
",
    ));
    person.keys("⏎⏎");
    if !person.shows("answer the next questions yourself") {
        panic!("{}", person.text());
    }
    person.keys("1⏎");
    assert!(person.screen().handed_over);
    assert!(!person.shows("Do not look."));
    person.keys("2⏎⏎⏎");
    assert!(person.shows("give the device back"), "{}", person.text());
    person.keys("2⏎");
    assert_eq!((person.at().as_str(), person.screen().handed_over), ("a", true));
    person.keys("⏎1⏎");
    assert_eq!(person.at(), "town");
    assert!(!person.screen().handed_over);
}

#[test]
fn what_was_given_back_locked_is_shown_to_nobody() {
    let mut person = Person::interviewing(&form(
        "
  - group: alone
    self_completion: yes
    locked_after: yes
    items:
      - {name: a, type: select_one yes_no, label: {en: A?, ru: А?}}
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
",
    ));
    person.keys("1⏎{F3}1⏎");
    assert_eq!(
        (person.at().as_str(), person.value("alone/a").as_deref()),
        ("town", Some("<refused>"))
    );
    let history = |person: &mut Person| {
        let code = if person.state() == State::Complete { 6 } else { 9 };
        person.keys(&format!("{{F10}}{code}⏎"));
        person.text()
    };
    assert!(!history(&mut person).contains("refused"), "{}", person.text());
    person.keys("Oral⏎1⏎2⏎{End}⏎");
    assert_eq!(person.state(), State::Complete);
    assert!(!history(&mut person).contains("refused"), "{}", person.text());
    person.keys("{Esc}{F7}a{Home}⏎");
    assert_eq!(person.at(), "a");
    assert!(!person.screen().handed_over);
    assert!(!person.shows("refused"), "{}", person.text());
}

#[test]
fn a_respondent_alone_does_not_get_to_the_list_of_interviews() {
    let mut person = Person::interviewing(&form(
        "
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
  - group: alone
    self_completion: yes
    items:
      - {name: a, type: select_one yes_no, label: {en: A?, ru: А?}}
      - {name: b, type: select_one yes_no, label: {en: B?, ru: Б?}}
",
    ));
    person.keys("Oral⏎1⏎1⏎");
    assert_eq!((person.at().as_str(), person.screen().handed_over), ("b", true));
    person.keys("{F10}2⏎");
    assert!(matches!(person.asked.last(), Some(Effect::Quit)), "{:?}", person.asked.last());
    assert!(!person.asked.iter().any(|effect| matches!(effect, Effect::List)), "no list is read");
}

#[test]
fn leaving_makes_the_file_whole_and_the_list_offers_to_go_on() {
    let mut person = Person::interviewing(&children());
    person.keys("1⏎{F10}2⏎");
    assert!(matches!(person.asked.last(), Some(Effect::Leave(_))));
    assert!(person.shows("Interviews in progress"));
    person.keys("⏎");
    assert_eq!(person.at(), "how_many");
    person.keys("{F10}11⏎2⏎");
    assert_eq!(person.state(), State::BrokenOff);
    for no in ["2", "{Esc}"] {
        person.keys("⏎");
        assert!(person.shows("This interview was broken off. Go on with it?"), "{}", person.text());
        person.keys("⏎");
        assert_eq!(person.state(), State::BrokenOff, "Enter alone is neither");
        person.keys(no);
        assert!(person.shows("Interviews in progress"), "{no}: {}", person.text());
        assert_eq!(person.state(), State::BrokenOff, "{no}");
    }
    person.keys("⏎1");
    assert_eq!((person.state(), person.at().as_str()), (State::Open, "how_many"));
}

#[test]
fn the_start_screen_tells_who_interviews() {
    let seen = |interviewer: Option<&str>, words: &str| {
        let interviewer = interviewer.map(str::to_owned);
        let words = words.to_owned();
        let start = anketa::app::Start { interviewer, words, ..Default::default() };
        let (model, _) = anketa::app::Model::new(start);
        format!("{:?}", anketa::app::screen(&model))
    };
    assert!(seen(Some("A7"), "en").contains("Interviewer: A7 · Data file"));
    assert!(seen(Some("A7"), "ru").contains("Интервьюер: A7 · Файл данных"));
    assert!(!seen(None, "en").contains("Interviewer"));
}

#[test]
fn an_export_is_proposed_where_there_is_no_file_yet() {
    let mut person = Person::new(&children());
    person.keys("{F8}⏎⏎{F8}⏎⏎{F8}⏎");
    let names = ["interviews.export.sqlite", "interviews.export-2.sqlite"];
    let names = names.into_iter().chain(["interviews.export-3.sqlite"]);
    assert_eq!(person.exported, names.collect::<Vec<_>>());
}

/// A small generator, the same at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn key(&mut self) -> Key {
        let plain = "123456789012345 dmnralopuwqxyfb+?әғқ.,-:/СЮ\u{306}\u{301}家👨\u{200d}👩";
        let letters: Vec<char> = plain.chars().collect();
        let others = [
            Key::Esc,
            Key::Tab,
            Key::BackTab,
            Key::Backspace,
            Key::Delete,
            Key::Insert,
            Key::Up,
            Key::Down,
            Key::Left,
            Key::Right,
            Key::CtrlLeft,
            Key::CtrlRight,
            Key::ShiftUp,
            Key::ShiftDown,
            Key::Home,
            Key::End,
            Key::PageUp,
            Key::PageDown,
            Key::Paste("3.5.2026\r\n\u{7}".into()),
        ];
        match self.below(10) {
            0..=3 => Key::Char(letters[self.below(letters.len())]),
            4..=5 => Key::Enter,
            6 => Key::F(self.below(12) as u8 + 1),
            7 => Key::Ctrl((b'a' + self.below(26) as u8) as char),
            _ => others[self.below(others.len())].clone(),
        }
    }
}

#[test]
fn no_keys_at_all_break_anything_and_the_log_tells_all_that_is_shown() {
    for (name, seeds) in
        [("tour", 0..6), ("civil-society-survey", 6..9), ("activist-interview", 9..11)]
    {
        let path = format!("{}/questionnaires/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
        let yaml = std::fs::read_to_string(path).expect("a shipped questionnaire");
        for seed in seeds {
            let mut person = Person::new(&yaml);
            let mut chance = Chance(seed);
            for nth in 0..1500 {
                person.full_disk = chance.below(50) == 0;
                person.press(chance.key());
                if nth % 100 == 0
                    && let Some(live) = &person.model.live
                {
                    let replayed = person.replayed(live.id);
                    for place in replayed.places() {
                        let path = replayed.path(place);
                        let shown = live.interview.place_at(&path);
                        let shown = shown.and_then(|place| live.interview.value(place));
                        assert_eq!(shown, replayed.value(place), "{name} {seed} {nth} {path}");
                    }
                }
            }
            // Random keys must get somewhere, else this test would say nothing.
            let facts: usize = person.stored.iter().map(|(_, facts)| facts.len()).sum();
            assert!(facts > 10, "{name} {seed}: only {facts} facts");
        }
    }
}

/// Keys that answer what is on the screen, plainly; the n-th try at the same question varies.
fn plain_answer(person: &Person, tried: usize) -> String {
    let screen = person.screen();
    for block in &screen.blocks {
        match block {
            Block::Battery(_) => return "1".into(),
            Block::Choices(choices) if choices.items.is_empty() => return "a⏎⏎".into(),
            Block::Choices(choices) => {
                let item = &choices.items[tried % choices.items.len()];
                let more = if choices.multiple || item.mark != Mark::Off { "⏎" } else { "" };
                return format!("{}⏎{more}", item.code);
            }
            Block::List(list) if !list.items.is_empty() => {
                // The end of a roster has two codes: more, and no more.
                let no_more = list.items.iter().any(|item| item.label == "No more");
                return if no_more { "2⏎".into() } else { "1⏎".into() };
            }
            Block::Input(input) => {
                let numbers = ["1", "30", "2", "1980", "5", "18"];
                return match input.label.as_str() {
                    "Number" => format!("{}⏎", numbers[tried % numbers.len()]),
                    "Date" => ["3.5.2026⏎", "3.5.1990⏎", "3.5.2030⏎"][tried % 3].into(),
                    "Time" => "930⏎".into(),
                    "Date and time" => "3.7.2026 9:30⏎".into(),
                    "Position" => {
                        ["43.2 76.8⏎", "43 76; 44 77⏎", "43 76; 44 77; 43 77⏎"][tried % 3].into()
                    }
                    _ => "word⏎".into(),
                };
            }
            _ => {}
        }
    }
    "⏎".into()
}

#[test]
fn every_shipped_questionnaire_is_finished_by_keys_alone() {
    // With how many answers at least: the way through must not be the short one of a refusal.
    let least =
        [("training", 12), ("tour", 40), ("civil-society-survey", 80), ("activist-interview", 30)];
    for (name, least) in least {
        let path = format!("{}/questionnaires/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
        let yaml = std::fs::read_to_string(path).expect("a shipped questionnaire");
        let mut person = Person::interviewing(&yaml);
        let (mut before, mut tried, mut steps) = (0, 0, 0);
        while person.state() != State::Complete {
            let here = person.screen().identity;
            tried = if here == before { tried + 1 } else { 0 };
            before = here;
            steps += 1;
            assert!(steps < 1500, "{name} does not end:\n{}", person.text());
            if tried > 0 {
                // A field that keeps what was refused is emptied first.
                person.keys(&"{Bksp}".repeat(30));
            }
            match tried {
                0..6 => {
                    let keys = plain_answer(&person, tried);
                    person.keys(&keys);
                }
                6 => person.keys("{F3}"),
                7 => person.keys("{F2}"),
                8 => person.keys("{PgDn}1⏎"),
                _ => panic!("{name} is stuck:\n{}", person.text()),
            }
        }
        let answered = person.replayed(person.stored[0].0).progress();
        assert!(answered.0 >= least, "{name}: {answered:?}");
    }
}

#[test]
fn a_remark_written_while_choosing_never_takes_an_answer_back() {
    let mut person = Person::interviewing(&children());
    person.keys("1⏎{PgUp}{Down}{F5}loud{Esc}");
    assert_eq!(person.value("has").as_deref(), Some("yes"));
    // What was highlighted still is, and is what Enter answers.
    person.keys("⏎");
    assert_eq!(person.value("has").as_deref(), Some("no"));
}

#[test]
fn text_is_stored_exactly_as_entered() {
    let mut person = Person::interviewing(&children());
    person.keys("2⏎ two  words ⏎");
    assert_eq!(person.value("town").as_deref(), Some(" two  words "));
    person.keys("{PgUp}{Home}{Del}{Bksp}{End}");
    person.keys(&"{Bksp}".repeat(12));
    person.keys("   ⏎");
    assert_eq!(person.value("town"), None);
}

#[test]
fn a_special_answer_in_place_of_chosen_ones_is_asked_about() {
    let mut person = Person::interviewing(&form(
        "
  - {name: some, type: select_multiple scale, required: yes, label: {en: Which?, ru: Какие?}}
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
",
    ));
    person.keys("12{F2}");
    assert!(person.shows("instead of the 2 answers chosen?"), "{}", person.text());
    person.keys("⏎⏎2⏎⏎");
    assert_eq!(person.value("some").as_deref(), Some("1 2"));
    person.keys("{PgUp}{F2}1⏎");
    assert_eq!(person.value("some").as_deref(), Some("<dont_know>"));
    assert_eq!(person.at(), "town");
}

#[test]
fn a_month_typed_by_name_is_no_command() {
    let mut person = Person::interviewing(&form(
        "
  - {name: born, type: date, special: [refused], label: {en: Born?, ru: Родились?}}
  - {name: town, type: text, label: {en: Town?, ru: Город?}}
",
    ));
    person.keys("April 1990");
    assert!(person.shows("April 1990, day not known"), "{}", person.text());
    person.keys("⏎");
    assert_eq!(
        (person.at().as_str(), person.value("born").as_deref()),
        ("town", Some("1990-04-??"))
    );
}

#[test]
fn a_mistyped_number_of_rows_is_asked_about() {
    let mut person = Person::interviewing(&form(
        "
  - {name: n, type: integer, required: yes, constraint: . < 6000, label: {en: How many?, ru: Сколько?}}
  - repeat: member
    repeat_count: ${n}
    label: {en: Member, ru: Член}
    items:
      - {name: age, type: integer, label: {en: Age?, ru: Возраст?}}
",
    ));
    // What is refused anyway is not asked about first.
    person.keys("50000⏎");
    assert!(!person.shows("Really"), "{}", person.text());
    person.keys("{Bksp}⏎");
    assert!(person.shows("Really 5000 rows?"), "{}", person.text());
    person.keys("2⏎");
    assert_eq!((person.at().as_str(), person.value("n")), ("n", None));
    person.keys("⏎1⏎");
    assert_eq!(person.value("n").as_deref(), Some("5000"));
    assert_eq!(person.at(), "age");
}

#[test]
fn follow_ups_are_ticked_by_one_key() {
    let mut person = Person::interviewing(&form(
        "
  - name: day
    type: text
    label: {en: Day?, ru: День?}
    probes:
      - {name: best, label: {en: Best?, ru: Лучшее?}}
      - {name: else, label: {en: Else?, ru: Ещё?}}
",
    ));
    person.keys("good{F11}2");
    let ticked = |person: &Person| {
        let interview = person.replayed(person.stored[0].0);
        let place = interview.place_at("day").expect("the question");
        [interview.probed(place, 0), interview.probed(place, 1)]
    };
    assert_eq!(ticked(&person), [false, true]);
    person.keys("12⏎");
    assert_eq!(ticked(&person), [true, false]);
    assert!(person.shows("[x] Best?") && person.shows("Answer: good|"), "{}", person.text());
}

#[test]
fn a_key_costs_the_same_in_five_thousand_questions() {
    let question = |n: usize| {
        format!(
            "  - {{name: q{n}, type: select_one yes_no, required: yes, label: {{en: Q{n}?, ru: Q{n}?}}}}\n"
        )
    };
    let survey: String = (0..5000).map(question).collect();
    let mut person = Person::interviewing(&form(&survey));
    let mut times: Vec<u128> = (0..200)
        .map(|_| {
            let start = std::time::Instant::now();
            person.keys("1⏎");
            start.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    // Two keys, one of them an answer, without optimisation; a release build needs a hundredth.
    assert!(times[100] < 4_000, "median {} microseconds", times[100]);
}

#[test]
fn a_huge_list_is_shown_once_something_is_typed() {
    let town = |n: usize| format!("    - {{name: t{n}, label: {{en: Ауыл {n}, ru: Ауыл {n}}}}}\n");
    let towns: String = (0..300).map(town).collect();
    let survey = "  - {name: town, type: select_one towns, label: {en: Town?, ru: Город?}}\n";
    let yaml = form(survey).replace("choices:\n", &format!("choices:\n  towns:\n{towns}"));
    let mut person = Person::interviewing(&yaml);
    assert!(person.shows("300 choices: type a part of the name"), "{}", person.text());
    person.keys("299 ауы");
    assert!(person.shows("| Ауыл 299"), "{}", person.text());
    person.keys("⏎");
    assert_eq!(person.value("town").as_deref(), Some("t299"));
}

#[test]
fn typing_over_an_answered_number_replaces_it() {
    let mut person = Person::interviewing(&children());
    person.keys("1⏎3⏎{PgUp}4⏎");
    assert_eq!(person.value("how_many").as_deref(), Some("4"));
    // Whoever moves the caret or erases means to correct what is there.
    person.keys("{PgUp}{End}{Home}1⏎1⏎");
    assert_eq!(person.value("how_many").as_deref(), Some("14"));
    // What was typed and refused is not an answer: typing goes on with it.
    person.keys("{PgUp}9");
    person.keys("9⏎");
    assert!(person.shows("Number: 99|"), "{}", person.text());
    person.keys("{PgUp}⏎0");
    assert!(person.shows("Number: 990|"), "{}", person.text());
}

#[test]
fn an_interview_opened_for_correction_is_listed_as_such() {
    let mut person = Person::interviewing(&children());
    person.keys("2⏎⏎1⏎{Esc}");
    assert_eq!(person.state(), State::Complete);
    person.kill();
    assert!(!person.shows("reopened for correction"), "{}", person.text());
    person.keys("{Down}{Down}⏎2⏎1⏎");
    assert_eq!(person.state(), State::Open, "{}", person.text());
    person.kill();
    assert!(person.shows("reopened for correction"), "{}", person.text());
}

#[test]
fn an_export_goes_beside_the_data_file_unless_said_otherwise() {
    for (data_file, typed, expected) in [
        ("/home/u/interviews.anketa", "⏎", "/home/u/interviews.export.sqlite"),
        ("", "⏎", "interviews.export.sqlite"),
        ("/home/u/interviews.anketa", "a.sqlite⏎", "a.sqlite"),
        ("/home/u/interviews.anketa", "{Bksp}{Bksp}{Bksp}⏎", "/home/u/interviews.export.sql"),
    ] {
        let mut person = Person::new(&children());
        person.model.start.data_file = data_file.to_owned();
        person.keys("{F8}");
        person.keys(typed);
        let path = expected.to_owned();
        assert_eq!(person.exported.last(), Some(&path));
        assert!(person.shows("exported"), "{}", person.text());
    }
}

#[test]
fn a_preset_text_is_typed_over_and_an_answered_one_added_to() {
    let survey = "
  - {name: town, type: text, default: Almaty, label: {en: Town?, ru: Город?}}
  - {name: street, type: text, label: {en: Street?, ru: Улица?}}
";
    for (typed, value) in [
        ("Oral⏎", "Oral"),
        ("⏎", "Almaty"),
        ("{End}!⏎", "Almaty!"),
        ("{Bksp}a⏎", "Almata"),
        ("{Home}{Del}a⏎", "almaty"),
    ] {
        let mut person = Person::interviewing(&form(survey));
        person.keys(typed);
        assert_eq!(person.value("town").as_deref(), Some(value), "{typed}");
        person.keys("{PgUp}+⏎");
        assert_eq!(person.value("town"), Some(format!("{value}+")), "{typed}");
    }
}

#[test]
fn the_outline_ticks_notes_that_were_passed() {
    let note =
        |name: &str| format!("  - {{name: {name}, type: note, label: {{en: {name}, ru: x}}}}\n");
    let question = |name: &str| {
        format!("  - {{name: {name}, type: select_one yes_no, label: {{en: {name}, ru: x}}}}\n")
    };
    let survey = [note("n1"), question("q1"), note("n2"), question("q2"), note("n3")].concat();
    let ticked = |person: &mut Person| {
        person.keys("{F7}");
        let screen = person.screen();
        let lists = screen.blocks.iter().filter_map(|block| match block {
            Block::List(list) => Some(&list.items),
            _ => None,
        });
        let ticked = lists.flatten().filter(|item| item.sign == "✓");
        let names: Vec<String> = ticked.map(|item| item.label.clone()).collect();
        person.keys("{Esc}");
        names.join(" ")
    };
    let mut person = Person::interviewing(&form(&survey));
    let mut seen = vec![ticked(&mut person)];
    for keys in ["⏎", "1⏎", "⏎", "2⏎", "⏎"] {
        person.keys(keys);
        seen.push(ticked(&mut person));
    }
    assert_eq!(seen, ["", "n1", "n1 q1", "n1 q1 n2", "n1 q1 n2 q2", "n1 q1 n2 q2 n3"]);
    person.restart();
    assert_eq!(ticked(&mut person), "n1 q1 n2 q2");
    person.keys("1⏎");
    let (id, _) = person.stored[0];
    let outline = person.replayed(id).outline();
    assert_eq!(outline.last().map(|item| item.status), Some(Status::Complete));
}

#[test]
fn a_special_answer_that_is_not_open_names_those_that_are() {
    let survey = "
  - {name: a, type: text, special: [refused], label: {en: A?, ru: А?}}
  - {name: b, type: text, special: none, label: {en: B?, ru: Б?}}
";
    let mut person = Person::interviewing(&form(survey));
    person.keys("{F2}");
    assert!(person.shows("not open to this question. Open are: F3 refused."), "{}", person.text());
    person.keys("⏎{F2}");
    assert!(person.shows("nor is another special answer"), "{}", person.text());
}

#[test]
fn what_was_typed_and_is_not_possible_is_flagged_when_one_comes_back() {
    let mut person = Person::interviewing(&children());
    for (typed, flag) in [("99", "not possible"), ("1-", "not a number"), ("7", "is unusual")] {
        person.keys("1⏎");
        person.keys(typed);
        person.keys("{PgUp}");
        assert!(!person.shows(flag), "{}", person.text());
        person.keys("{PgDn}");
        assert!(person.shows(&format!("Number: {typed}|")), "{}", person.text());
        assert!(person.shows(flag), "{}", person.text());
        person.restart();
        assert!(person.shows(flag), "{}", person.text());
        person.keys("{Bksp}{Bksp}{PgUp}");
    }
    person.keys("⏎3{PgUp}{PgDn}");
    assert!(person.shows("Number: 3|") && !person.shows("possible"), "{}", person.text());
}

#[test]
fn undo_and_redo_say_what_they_changed() {
    let mut person = Person::interviewing(&children());
    person.keys("1⏎3⏎{PgUp}4⏎{PgUp}{PgUp}2⏎{Esc}{F5}busy⏎");
    for (key, told) in [
        ("{F9}", "Undone: Town? remark. Ctrl+Y"),
        ("{F9}", "Undone: Children? No → Yes. Ctrl+Y"),
        ("{F9}", "Undone: How many? 4 → 3. Ctrl+Y"),
        ("{F9}", "Undone: How many? 3 → no answer. Ctrl+Y"),
        ("{Ctrl+Y}", "Done again: How many? no answer → 3. F9"),
        ("{Ctrl+Y}", "Done again: How many? 3 → 4. F9"),
        ("{Ctrl+Y}", "Done again: Children? Yes → No. F9"),
    ] {
        person.keys(key);
        assert!(person.shows(told), "{told}\n{}", person.text());
    }
}

#[test]
fn undo_says_which_row_it_brought_back() {
    let survey = "
  - repeat: child
    label: {en: 'Child: ${name}', ru: '${name}'}
    items:
      - {name: name, number: '7', type: text, required: yes, label: {en: Name?, ru: Имя?}}
";
    let mut person = Person::interviewing(&form(survey));
    person.keys("Aigul⏎1⏎");
    person.keys("{F9}");
    assert!(person.shows("row added. Ctrl+Y"), "{}", person.text());
    person.keys("{F9}");
    assert!(person.shows("Undone: 7 Name? Aigul → no answer"), "{}", person.text());
    person.keys("{Ctrl+Y}{PgDn}{Up}{Up}{Up}{Del}⏎1⏎{F9}");
    assert!(person.shows("Undone: Child: Aigul: row removed"), "{}", person.text());
}

#[test]
fn what_is_kept_for_the_list_counts_as_the_header_does() {
    // An answer to what can only be read now counts for nobody.
    let survey = "
  - {name: fixed, type: select_one yes_no, label: {en: Fixed?, ru: Да?}}
  - {name: town, type: text, read_only: \"${fixed} = 'yes'\", label: {en: Town?, ru: Город?}}
  - {name: street, type: text, label: {en: Street?, ru: Улица?}}
";
    let mut person = Person::interviewing(&form(survey));
    for keys in ["2⏎", "Oral⏎", "{PgUp}{PgUp}1⏎"] {
        person.keys(keys);
        let kept = person.kept.as_ref().map(|(_, draft)| (draft.answered, draft.total));
        assert_eq!(kept, person.screen().header.progress, "{keys}");
    }
}
