//! What is noted of how an interview is conducted: keys on the left, notes on the right.
#![allow(clippy::disallowed_methods, reason = "tests read the shipped questionnaires")]

mod program_support;
mod store_support;

use anketa::app::effect::{Effect, KeptDraft};
use anketa::app::paradata::{Note, NoteKind};
use anketa::moment::Moment;
use anketa::store::Store;
use anketa::store::export::ExportOptions;
use program_support::Person;

const FORM: &str = "
anketa: 1
id: t
version: '1'
title: {en: Test}
languages: {en: English}
choices:
  yes_no:
    - {name: yes, label: {en: Yes}}
    - {name: no, label: {en: No}}
survey:
  - {name: has, type: select_one yes_no, required: yes, label: {en: Children?}}
  - {name: many, type: integer, constraint: . <= 20, warning: . <= 5, label: {en: How many?}}
  - {name: town, type: text, label: {en: Town?}}
";

/// What is pressed, one after the other in one interview, and what is noted of it. The clock goes
/// on by a second with each message.
const NOTED: [(&str, &[&str]); 10] = [
    ("", &["opened", "shown has opened"]),
    ("9⏎", &[]),
    ("1⏎", &["refused has enter 1", "left has  5000", "shown many entered"]),
    ("x", &[]),
    ("30⏎", &["raised many hard 0"]),
    ("7⏎", &["raised many soft 1", "screen many reason"]),
    (
        "1⏎",
        &[
            "screen many question",
            "refused many enter 1",
            "refused many letter 1",
            "left many  9000",
            "shown town entered",
        ],
    ),
    ("{F7}", &["screen town outline"]),
    ("has⏎", &["left town  5000", "shown has jump", "screen has question"]),
    ("", &[]),
];

/// The notes asked for since the last time, as words.
fn noted(person: &mut Person) -> Vec<String> {
    let effects = std::mem::take(&mut person.asked);
    let notes = effects.into_iter().filter_map(|effect| match effect {
        Effect::Note { notes, .. } => Some(notes),
        _ => None,
    });
    notes.flatten().map(|note| words(&note)).collect()
}

fn words(note: &Note) -> String {
    let number = note.number.map(|number| number.to_string()).unwrap_or_default();
    format!("{} {} {} {number}", note.kind.name(), note.at, note.detail).trim_end().to_owned()
}

#[test]
fn what_shows_leaves_and_is_refused_is_noted_and_nothing_that_was_typed() {
    let mut person = Person::interviewing(FORM);
    for (keys, expected) in NOTED {
        person.keys(keys);
        assert_eq!(noted(&mut person), expected, "after {keys}");
    }
}

fn note(kind: NoteKind, at: &str, detail: &str, second: u64) -> Note {
    let number = (kind == NoteKind::Left).then_some(1);
    // The wall clock goes back an hour in between.
    let wall_ms = if second < 30 { 7_200_000 } else { 3_600_000 } + second as i64 * 1000;
    let moment = Moment { wall_ms, offset_minutes: 0, mono_ms: second * 1000, fresh: 0 };
    Note { kind, at: at.into(), detail: detail.into(), number, moment }
}

#[test]
fn visits_are_timed_by_the_clock_that_never_goes_back_and_leave_private_questions_out() {
    use NoteKind::{Left, Opened, Screen, Shown};
    let folder = store_support::folder("visits");
    let mut store = Store::open(&folder.join("data.anketa")).expect("a new file");
    let form = store_support::form();
    let id = store_support::id(1);
    let first = store_support::facts(vec![store_support::started("")]);
    store.begin(id, &store_support::source(), &form, &first).expect("stored");
    let notes = vec![
        note(Opened, "", "80x24", 1),
        note(Shown, "about/age", "opened", 1),
        note(Screen, "about/age", "outline", 20),
        note(Screen, "about/age", "question", 35),
        note(Left, "about/age", "", 41),
        note(Shown, "about/phone", "entered", 41),
        note(Left, "about/phone", "", 44),
        note(Shown, "about/age", "back", 44),
    ];
    store.note(id, notes.clone());
    let answer = store_support::answered(&form, "about/age", &[], store_support::text("x"));
    let fact = store_support::facts(vec![store_support::started(""), answer]).remove(1);
    store.append(id, &form, &[fact]).expect("stored");
    store.keep_draft(id, &KeptDraft::default()).expect("kept");
    let stored = store.notes(id).expect("read");
    let kinds: Vec<_> = stored.iter().filter_map(|one| one.kind).collect();
    assert_eq!(kinds, notes.iter().map(|one| one.kind).collect::<Vec<_>>());
    assert!(store.verify().expect("can be checked").is_sound());
    let out = folder.join("out.sqlite");
    let options = ExportOptions { all: true, ..ExportOptions::default() };
    store.export(&out, options, &mut |_| Some(form.clone()), &mut |_, _| {}).expect("exported");
    let plain = rusqlite::Connection::open(&out).expect("SQLite opens it");
    let read = |query: &str| -> Vec<String> {
        let mut statement = plain.prepare(query).expect("a query");
        let lines = statement.query_map([], |row| row.get(0)).expect("rows");
        lines.collect::<rusqlite::Result<_>>().expect("text")
    };
    let visits = "SELECT concat_ws('|', address, visit, came_by, left_at IS NULL, seconds,
                  seconds_active) FROM visits";
    assert_eq!(read(visits), ["about/age|1|opened|0|40.0|25.0", "about/age|2|back|1"]);
    assert_eq!(read("SELECT kind FROM paradata WHERE address = 'about/phone'"), [""; 0]);
    assert_eq!(read("SELECT CAST(count(*) AS TEXT) FROM paradata"), ["6"]);
}
