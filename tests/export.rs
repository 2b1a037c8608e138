//! The plain SQLite file for people: what is in it, what is not, and what it never replaces.
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

mod store_support;

use std::collections::BTreeMap;
use std::path::Path;

use anketa::form::talk::{Certainty, Level, Origin};
use anketa::interview::fact::What;
use anketa::interview::talk::{Passage, Sourcing};
use anketa::place::Address;
use anketa::store::Store;
use anketa::store::export::{ExportOptions, ExportReport};
use anketa::store::problem::Problem;
use anketa::value::{Decimal, Special, Value};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use store_support::{answered, at, facts, folder, form, id, source, started, text};

const PLAIN: ExportOptions = ExportOptions { all: false, private: false, overwrite: false };

fn export(store: &Store, out: &Path, options: ExportOptions) -> ExportReport {
    let mut seen = Vec::new();
    let report = store
        .export(out, options, &mut |_| Some(form()), &mut |done, total| seen.push((done, total)))
        .expect("exported");
    let total = report.interviews as usize;
    assert_eq!(seen, (0..=total).map(|done| (done, total)).collect::<Vec<_>>());
    report
}

/// A data file with a finished interview and one that is still open.
fn two_interviews(name: &str) -> Store {
    let form = form();
    let choices = |names: &[&str]| Value::Choices(names.iter().map(|&name| name.into()).collect());
    let member = |row| at(&form, "member", &[row]);
    let finished = vec![
        started("A-1"),
        answered(&form, "about/age", &[], Value::Integer(34)),
        answered(&form, "about/sex", &[], Value::Special(Special::Refused)),
        answered(&form, "about/phone", &[], text("+7 701 SECRET")),
        answered(&form, "about/sources", &[], choices(&["net", "off_list"])),
        What::RowAdded { at: member(70), position: 0 },
        answered(&form, "member/name", &[70], text("Aigul")),
        What::RowAdded { at: member(80), position: 0 },
        answered(&form, "member/name", &[80], text("Bolat")),
        answered(&form, "member/job/title", &[70, 2], text("nurse")),
        What::Remarked { at: at(&form, "member/name", &[70]), text: "spelling unsure".into() },
        What::Completed,
    ];
    let open = vec![started("A-2"), answered(&form, "about/age", &[], Value::Integer(50))];
    let mut store = Store::open(&folder(name).join("data.anketa")).expect("a new file");
    store.begin(id(1), &source(), &form, &facts(finished)).expect("stored");
    store.begin(id(2), &source(), &form, &facts(open)).expect("stored");
    store
}

/// The rows of a query, cells joined by `|`.
fn rows(path: &Path, query: &str) -> Vec<String> {
    let connection = Connection::open(path).expect("SQLite opens it");
    let mut statement = connection.prepare(query).expect("a query");
    let columns = statement.column_count();
    let mut rows = statement.query([]).expect("readable");
    let mut lines = Vec::new();
    while let Some(row) = rows.next().expect("readable") {
        let cell = |at| match row.get_ref(at).expect("there") {
            ValueRef::Null => "-".to_owned(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => format!("{number:?}"),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
        };
        lines.push((0..columns).map(cell).collect::<Vec<_>>().join("|"));
    }
    lines
}

/// The columns of every table with their types.
fn headers(path: &Path) -> BTreeMap<String, Vec<String>> {
    let tables = rows(path, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    let columns = |name: &String| {
        rows(path, &format!("SELECT name, type FROM pragma_table_info('{name}') ORDER BY cid"))
    };
    tables.into_iter().map(|name| (name.clone(), columns(&name))).collect()
}

#[test]
fn tables_and_columns_do_not_depend_on_what_was_answered() {
    let full = two_interviews("header-full");
    let none = folder("header-none");
    let mut empty = Store::open(&none.join("data.anketa")).expect("a new file");
    empty.begin(id(3), &source(), &form(), &facts(vec![started("")])).expect("stored");
    let (one, two) = (none.join("full.sqlite"), none.join("empty.sqlite"));
    assert_eq!(export(&full, &one, ExportOptions { all: true, ..PLAIN }).interviews, 2);
    assert_eq!(export(&empty, &two, PLAIN).interviews, 0);
    assert_eq!(headers(&one), headers(&two));
    assert_eq!(
        headers(&one)["household__2026_11"],
        [
            "interview_id|TEXT",
            "age|INTEGER",
            "sex|TEXT",
            "sources|TEXT",
            "sources__tv|INTEGER",
            "sources__net|INTEGER"
        ]
    );
    assert_eq!(
        headers(&one)["household__2026_11__job"],
        ["interview_id|TEXT", "member_row|INTEGER", "job_row|INTEGER", "title|TEXT"]
    );
}

#[test]
fn wide_tables_hold_answers_and_say_why_one_is_missing() {
    let store = two_interviews("wide");
    let out = store.path().with_file_name("out.sqlite");
    export(&store, &out, ExportOptions { all: true, ..PLAIN });
    let (one, two) = (id(1), id(2));
    assert_eq!(
        rows(&out, "SELECT * FROM household__2026_11"),
        [format!("{one}|34|-|net off_list|0|1"), format!("{two}|50|-|-|-|-")]
    );
    assert_eq!(
        rows(&out, "SELECT * FROM household__2026_11__member"),
        [
            format!("{one}|1|Bolat"),
            format!("{one}|2|Aigul"),
            // The row that every open roster begins with.
            format!("{one}|3|-"),
            format!("{two}|1|-")
        ]
    );
    assert_eq!(
        rows(&out, "SELECT * FROM household__2026_11__job WHERE title IS NOT NULL"),
        [format!("{one}|2|2|nurse")]
    );
    let missing = "SELECT table_name, column_name, row, reason FROM missing WHERE interview_id = ";
    assert_eq!(
        rows(&out, &format!("{missing} '{one}'")),
        [
            "household__2026_11|sex|-|refused",
            "household__2026_11__member|name|member[3]|not_answered",
            "household__2026_11__job|title|member[1]/job[1]|not_answered",
            "household__2026_11__job|title|member[1]/job[2]|not_answered",
            "household__2026_11__job|title|member[2]/job[1]|not_answered",
            "household__2026_11__job|title|member[3]/job[1]|not_answered",
            "household__2026_11__job|title|member[3]/job[2]|not_answered",
        ]
    );
    assert_eq!(rows(&out, &format!("{missing} '{two}'")).len(), 5);
}

#[test]
fn what_nobody_got_to_before_an_interview_was_broken_off_is_told_from_what_was_skipped() {
    let form = form();
    let whats = |end: Vec<What>| {
        let sex = answered(&form, "about/sex", &[], Value::Special(Special::Refused));
        facts([vec![started("A-1"), sex], end].concat())
    };
    let broken = What::BrokenOff { reason: "tired".into() };
    for (name, end, age, phone) in [
        ("stopped", vec![broken], "not_answered", "broken_off"),
        ("left", Vec::new(), "not_answered", "not_answered"),
    ] {
        let mut store = Store::open(&folder(name).join("data.anketa")).expect("a new file");
        store.begin(id(1), &source(), &form, &whats(end)).expect("stored");
        let out = store.path().with_file_name("out.sqlite");
        export(&store, &out, ExportOptions { all: true, ..PLAIN });
        let reasons = |column: &str| {
            rows(&out, &format!("SELECT reason FROM missing WHERE column_name = '{column}'"))
        };
        assert_eq!(reasons("age"), [age], "{name}");
        assert_eq!(reasons("sources"), [phone], "{name}");
    }
}

#[test]
fn long_tables_hold_answers_history_and_remarks() {
    let store = two_interviews("long");
    let out = store.path().with_file_name("out.sqlite");
    let report = export(&store, &out, PLAIN);
    assert_eq!((report.interviews, report.answers, report.unread), (1, 6, 0));
    assert_eq!(
        rows(&out, "SELECT address, name, value, label, special, active FROM answer"),
        [
            "about/age|age|34|-|-|1",
            "about/sex|sex|-|-|refused|1",
            "about/sources|sources|net off_list|Internet; off_list|-|1",
            "member[1]/name|name|Bolat|-|-|1",
            "member[2]/name|name|Aigul|-|-|1",
            "member[2]/job[2]/title|title|nurse|-|-|1",
        ]
    );
    assert_eq!(
        rows(&out, "SELECT address, remark, written_at FROM remarks"),
        ["member[2]/name|spelling unsure|2026-06-15T10:06:50.123+05:00"]
    );
    let history = rows(&out, "SELECT seq, kind, address, value FROM history");
    assert_eq!(history.len(), 12);
    assert_eq!(history[0], "1|started|-|ru");
    assert_eq!(history[6], "7|answered|member[1]/name|Aigul", "the address as it was then");
    assert_eq!(
        rows(
            &out,
            "SELECT case_key, language, state, minutes, answered, table_name FROM interviews"
        ),
        [format!("A-1|ru|complete|{:?}|7|household__2026_11", 11.0 / 60.0)]
    );
    assert_eq!(
        rows(
            &out,
            "SELECT column_name, type, label_en, label_ru, choices FROM codebook WHERE column_name IN ('sex', 'sources__tv')"
        ),
        [
            "sex|select_one|Label of sex|Вопрос sex|f = Female; m = Male",
            "sources__tv|select_multiple|Television|Телевидение|-"
        ]
    );
    assert_eq!(
        rows(&out, "SELECT name, label_ru FROM choices WHERE column_name = 'sex'"),
        ["f|Женский", "m|Мужской"]
    );
}

#[test]
fn private_answers_stay_out_unless_asked_for_and_then_apart() {
    let store = two_interviews("private");
    let out = store.path().with_file_name("out.sqlite");
    let holds = |path: &Path| {
        let bytes = std::fs::read(path).expect("readable");
        bytes.windows(6).any(|window| window == b"SECRET")
    };
    export(&store, &out, PLAIN);
    assert!(!holds(&out));
    assert!(!headers(&out).contains_key("private_household__2026_11"));
    export(&store, &out, ExportOptions { private: true, overwrite: true, ..PLAIN });
    assert!(holds(&out));
    assert_eq!(rows(&out, "SELECT phone FROM private_household__2026_11"), ["+7 701 SECRET"]);
    assert!(!headers(&out)["household__2026_11"].iter().any(|column| column.contains("phone")));
}

#[test]
fn the_file_is_as_plain_as_can_be() {
    let store = two_interviews("plain");
    let out = store.path().with_file_name("out.sqlite");
    let report = export(&store, &out, PLAIN);
    let bytes = std::fs::read(&out).expect("readable");
    assert_eq!((bytes[18], bytes[19]), (1, 1), "a rollback journal, no write-ahead log");
    assert_eq!(report.bytes, bytes.len() as u64);
    let others = "SELECT count(*) FROM sqlite_schema WHERE type <> 'table' OR sql LIKE '%STRICT%'";
    assert_eq!(rows(&out, others), ["0"]);
    for (name, count) in &report.tables {
        assert_eq!(rows(&out, &format!("SELECT count(*) FROM \"{name}\"")), [count.to_string()]);
    }
    assert!(!out.with_file_name("out.sqlite.part").exists());
}

#[test]
fn nothing_but_an_earlier_export_is_ever_replaced() {
    let store = two_interviews("replace");
    let place = store.path().parent().expect("a folder").to_owned();
    let again = ExportOptions { overwrite: true, ..PLAIN };
    let refused = |out: &Path, options| {
        let before = std::fs::read(out).ok();
        let error =
            store.export(out, options, &mut |_| Some(form()), &mut |_, _| {}).expect_err("refused");
        assert_eq!(std::fs::read(out).ok(), before);
        error.problem
    };
    let out = place.join("out.sqlite");
    export(&store, &out, PLAIN);
    assert_eq!(refused(&out, PLAIN), Problem::InTheWay);
    export(&store, &out, again);
    let notes = place.join("notes.txt");
    std::fs::write(&notes, "mine ".repeat(100)).expect("written");
    assert_eq!(refused(&notes, again), Problem::InTheWay);
    let other = Store::open(&place.join("other.anketa")).expect("a new file");
    drop(other);
    assert_eq!(refused(&place.join("other.anketa"), again), Problem::InTheWay);
    assert_eq!(refused(&place, again), Problem::Folder);
    assert_eq!(refused(&place.join("none/out.sqlite"), again), Problem::NoFolder);
}

#[test]
fn the_data_file_cannot_be_its_own_export() {
    let mut store = two_interviews("itself");
    let again = ExportOptions { overwrite: true, ..PLAIN };
    let path = store.path().to_owned();
    let error =
        store.export(&path, again, &mut |_| Some(form()), &mut |_, _| {}).expect_err("refused");
    assert_eq!(error.problem, Problem::InTheWay);
    store.append(id(2), &form(), &facts(vec![What::Completed])).expect("still whole");
    assert!(store.verify().expect("can be checked").is_sound());
}

#[test]
fn a_questionnaire_that_cannot_be_compiled_keeps_its_answers() {
    let store = two_interviews("formless");
    let out = store.path().with_file_name("out.sqlite");
    let report = store.export(&out, PLAIN, &mut |_| None, &mut |_, _| {}).expect("exported");
    assert_eq!(report.without_form, [("household".to_owned(), "2026-11".to_owned())]);
    assert_eq!((report.interviews, report.answers), (1, 6));
    assert!(!headers(&out).contains_key("household__2026_11"));
}

#[test]
fn attached_files_are_in_it() {
    let form = form();
    let mut store = two_interviews("attached");
    let file = store.attach("photo.jpg", b"bytes").expect("kept");
    let whats = vec![answered(&form, "member/name", &[70], Value::File(file))];
    store.append(id(1), &form, &facts(whats)).expect("stored");
    let out = store.path().with_file_name("out.sqlite");
    export(&store, &out, PLAIN);
    let query = "SELECT address, name, size, bytes FROM attachments";
    assert_eq!(rows(&out, query), ["member[2]/name|photo.jpg|5|5 bytes"]);
}

#[test]
fn decimals_are_exact_in_the_long_table() {
    let form = form();
    let mut store = two_interviews("decimal");
    let exact = Decimal::parse("0.10").map(Value::Decimal).expect("a decimal");
    let whats = vec![answered(&form, "member/name", &[70], exact)];
    store.append(id(1), &form, &facts(whats)).expect("stored");
    let out = store.path().with_file_name("out.sqlite");
    export(&store, &out, PLAIN);
    assert_eq!(rows(&out, "SELECT value FROM answer WHERE address = 'member[2]/name'"), ["0.10"]);
}

#[test]
fn a_value_of_a_newer_program_is_in_the_history() {
    let store = two_interviews("newer-value");
    let path = store.path().to_owned();
    drop(store);
    let other = Connection::open(&path).expect("SQLite opens it");
    let change = "UPDATE event SET value_type = 'hologram', value = 'raw' WHERE seq = 2";
    other.execute(change, []).expect("changed");
    drop(other);
    let store = Store::open(&path).expect("opens");
    let out = path.with_file_name("out.sqlite");
    assert_eq!(export(&store, &out, PLAIN).unread, 1);
    let history = "SELECT value_type, value FROM history WHERE seq = 2";
    assert_eq!(rows(&out, history), ["hologram|raw"]);
}

#[test]
fn an_interview_that_was_reopened_is_not_finished() {
    let form = form();
    let mut store = two_interviews("reopened");
    let out = store.path().with_file_name("out.sqlite");
    let finished = "SELECT state, finished_at IS NULL, minutes IS NULL FROM interviews
      WHERE case_key = 'A-1'";
    let again = ExportOptions { all: true, overwrite: true, ..PLAIN };
    export(&store, &out, again);
    assert_eq!(rows(&out, finished), ["complete|0|0"]);
    let whats = vec![What::Reopened { reason: "wrong".into() }];
    store.append(id(1), &form, &facts(whats)).expect("stored");
    export(&store, &out, again);
    assert_eq!(rows(&out, finished), ["open|1|1"]);
}

#[test]
fn what_is_left_beside_an_export_is_not_taken_for_part_of_the_next() {
    let store = two_interviews("beside");
    let out = store.path().with_file_name("out.sqlite");
    let journal = out.with_file_name("out.sqlite-journal");
    let refused = |options| {
        let none = &mut |_: &_| Some(form());
        store
            .export(&out, options, none, &mut |_, _| {})
            .map_err(|error| (error.path, error.problem))
    };
    std::fs::write(&journal, "somebody's").expect("written");
    assert_eq!(refused(PLAIN), Err((journal.clone(), Problem::InTheWay)));
    std::fs::remove_file(&journal).expect("removed");
    export(&store, &out, PLAIN);
    // A program that was killed while it changed the export leaves its journal.
    std::fs::write(&journal, "hot").expect("written");
    export(&store, &out, ExportOptions { overwrite: true, ..PLAIN });
    assert!(!journal.exists());
}

#[test]
fn notes_quotes_and_sources_are_in_it_unless_they_are_private() {
    let form = form();
    let (age, phone) = (at(&form, "about/age", &[]), at(&form, "about/phone", &[]));
    let quoted = |at: &Address, quote, note, words: &str| What::Quoted {
        at: at.clone(),
        quote,
        passage: Passage { note, start: 3, end: 8 },
        speaker: "respondent".into(),
        level: Level::NearVerbatim,
        text: words.into(),
    };
    let sourcing = Sourcing { origin: Some(Origin::Proxy), certainty: Some(Certainty::NotSure) };
    let whats = vec![
        started("A-1"),
        answered(&form, "about/age", &[], Value::Integer(34)),
        What::Sourced { at: age.clone(), sourcing },
        What::Noted { at: age.clone(), note: u64::MAX, text: "she said it".into() },
        What::Noted { at: age.clone(), note: 5, text: "struck".into() },
        What::Noted { at: age.clone(), note: 5, text: String::new() },
        What::Noted { at: phone.clone(), note: 6, text: "SECRET".into() },
        quoted(&age, 1, Some(u64::MAX), "said"),
        quoted(&age, 2, None, "thirty"),
        quoted(&age, 3, None, "unmarked"),
        What::Unquoted { at: age.clone(), quote: 3 },
        quoted(&phone, 4, Some(6), "SECRET"),
        What::SetAside { at: age.clone() },
        What::Completed,
    ];
    let folder = folder("export-talk");
    let mut store = Store::open(&folder.join("data.anketa")).expect("a new file");
    store.begin(id(1), &source(), &form, &facts(whats)).expect("stored");
    let out = folder.join("out.sqlite");
    export(&store, &out, PLAIN);
    let notes = "SELECT note, address, seconds, changed_at IS NULL, text FROM notes";
    assert_eq!(rows(&out, notes), ["1|about/age|3.0|1|she said it"]);
    let quotes = "SELECT address, speaker, level, note, first, behind, active, text FROM quotes";
    assert_eq!(
        rows(&out, quotes),
        [
            "about/age|respondent|near_verbatim|1|3|8|1|said",
            "about/age|respondent|near_verbatim|-|3|8|0|thirty",
        ]
    );
    let source = "SELECT name, source, certainty FROM answer WHERE source IS NOT NULL";
    assert_eq!(rows(&out, source), ["age|proxy|not_sure"]);
    let private = ExportOptions { private: true, overwrite: true, ..PLAIN };
    export(&store, &out, private);
    assert_eq!(rows(&out, "SELECT count(*) FROM notes WHERE text = 'SECRET'"), ["1"]);
    assert_eq!(rows(&out, "SELECT count(*) FROM quotes"), ["3"]);
}
