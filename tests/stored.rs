//! Interviews conducted by the engine and stored step by step: what the data file says stands is
//! what the interview says.
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

mod store_support;

use std::path::Path;
use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::interview::command::Command;
use anketa::interview::convert::read;
use anketa::interview::{Interview, Standing};
use anketa::moment::Moment;
use anketa::place::Place;
use anketa::store::Store;
use anketa::store::export::ExportOptions;
use anketa::walk::random::Chance;
use store_support::{folder, id, moment};

/// Open, fixed and counted rosters inside each other, and questions that come and go.
const NESTED: &str = r#"
anketa: 1
id: nested
version: "1"
title: Nested
languages: {en: English}
special: [dont_know, refused]
choices:
  yes_no:
    - {name: yes, label: {en: "Yes"}}
    - {name: no, label: {en: "No"}}
survey:
  - {name: deep, type: select_one yes_no, label: {en: Deep?}}
  - {name: size, type: integer, label: {en: Size?}, relevant: "${deep} = 'yes'"}
  - {name: which, type: select_multiple yes_no, label: {en: Which?}}
  - repeat: house
    repeat_count: ${size}
    items:
      - {name: street, type: text, label: {en: Street?}}
      - repeat: lodger
        items:
          - {name: stays, type: integer, label: {en: Stays?}, relevant: "${street} != 'no'"}
  - repeat: person
    items:
      - {name: age, type: integer, label: {en: Age?}, pii: yes}
      - {name: adult, type: select_one yes_no, label: {en: Adult?}, relevant: "${age} > 10"}
      - {name: twice, type: calculate, calculation: "${age} * 2"}
      - repeat: job
        items:
          - {name: pay, type: decimal, label: {en: Pay?}}
  - {name: eldest, type: "select_one ${age}", label: {en: Eldest?}}
  - {name: paid, type: calculate, calculation: "sum(${pay})"}
  - {name: rich, type: text, label: {en: Rich?}, relevant: "${paid} > 5"}
"#;

fn source() -> Source {
    Source { name: "nested.yaml".into(), bytes: NESTED.into(), attached: Vec::new() }
}

fn form() -> Arc<Form> {
    let compiled = compile(&source());
    let report = anketa::compile::render(&source(), &compiled.diagnostics);
    Arc::new(compiled.form.unwrap_or_else(|| panic!("{report}")))
}

/// Something that a restless interviewer might do anywhere.
fn command(chance: &mut Chance, interview: &Interview) -> Command {
    let places = interview.questions();
    let place = places[chance.below(places.len())];
    let form = interview.form();
    let rosters: Vec<Place> = ["person", "person/job", "house/lodger"]
        .iter()
        .filter_map(|path| form.node_at(path))
        .filter(|&node| {
            form.node(node).roster == form.node(place.node).roster || chance.below(2) == 0
        })
        .map(|node| Place::new(place.row, node))
        .collect();
    match chance.below(20) {
        0..=3 if !rosters.is_empty() => {
            let roster = rosters[chance.below(rosters.len())];
            Command::AddRow { roster, before: Some(chance.below(3)) }
        }
        4 => Command::RemoveRow { row: place.row },
        5 => Command::MoveRow { row: place.row, to: chance.below(3) },
        6..=7 => Command::Undo,
        8 => Command::Redo,
        9 => Command::Remark { place, text: "so".repeat(chance.below(2)) },
        10 => Command::Clear { place },
        11 => match interview.set_aside().first() {
            Some(&place) => Command::Confirm { place },
            None => Command::Undo,
        },
        _ => {
            let text = chance.invent(interview, place);
            let kind = form.node(place.node).question().map(|question| &question.kind);
            match kind.and_then(|kind| read(kind, &text)) {
                Some(value) => Command::Answer { place, value, reason: Some("sure".into()) },
                None => Command::Clear { place },
            }
        }
    }
}

/// The answers that count, by address, as the interview tells them.
fn told(interview: &Interview) -> Vec<(String, String)> {
    let counting = interview.places().into_iter().filter_map(|place| {
        let answer = interview.answer(place).filter(|one| one.standing == Standing::Counts)?;
        Some((interview.path(place), answer.value.to_string()))
    });
    let mut told: Vec<_> = counting.collect();
    told.sort();
    told
}

/// The answers that count, by address, as plain SQL sees them.
fn seen(path: &Path, query: &str) -> Vec<(String, String)> {
    let connection = rusqlite::Connection::open(path).expect("SQLite opens it");
    let mut statement = connection.prepare(query).expect("a query");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let mut seen: Vec<_> = rows.expect("readable").map(|row| row.expect("readable")).collect();
    seen.sort();
    seen
}

const ACTIVE: &str = "SELECT address, coalesce(CAST(value AS TEXT), '<' || special || '>')
                      FROM answer WHERE active AND answered_at IS NOT NULL";

#[test]
fn the_file_says_what_the_interview_says() {
    let form = form();
    let mut counted = 0;
    for seed in 0..12 {
        let place = folder(&format!("stored-{seed}"));
        let path = place.join("data.anketa");
        let mut chance = Chance::new(seed);
        let mut now = moment(0);
        let mut facts = vec![Interview::started("case", "en", Vec::new(), now)];
        let mut interview = Interview::replay(Arc::clone(&form), Vec::new(), &facts);
        let mut store = Store::open(&path).expect("a new file");
        store.begin(id(1), &source(), &form, &facts).expect("stored");
        for step in 1..120 {
            let fresh = now.fresh.wrapping_mul(6_364_136_223_846_793_005) + 1;
            now = Moment { fresh, ..moment(step) };
            let command = command(&mut chance, &interview);
            let Ok(more) = interview.decide(&command, now) else { continue };
            store.append(id(1), &form, &more).expect("stored");
            more.iter().for_each(|fact| interview.apply(fact));
            facts.extend(more);
            if step % 40 == 0 {
                drop(store);
                store = Store::open(&path).expect("opens again");
            }
        }
        let stored = store.load(id(1), &mut |_| Some(Arc::clone(&form))).expect("loaded");
        assert_eq!(stored.facts, facts, "seed {seed}");
        assert!(Interview::replay(Arc::clone(&form), Vec::new(), &stored.facts) == interview);
        let checked = store.verify().expect("can be checked");
        assert!(checked.is_sound(), "seed {seed}: {checked:?}");
        let told = told(&interview);
        assert_eq!(store.list().expect("listed")[0].answered, told.len(), "seed {seed}");
        let out = place.join("out.sqlite");
        let options = ExportOptions { all: true, private: true, overwrite: false };
        store
            .export(&out, options, &mut |_| Some(Arc::clone(&form)), &mut |_, _| {})
            .expect("exported");
        drop(store);
        assert_eq!(seen(&path, ACTIVE), told, "seed {seed}");
        assert_eq!(seen(&out, ACTIVE), told, "seed {seed}");
        counted += told.len();
    }
    assert!(counted > 60, "the walks answered {counted} questions in all");
}

#[test]
fn what_is_calculated_from_private_answers_is_private() {
    let form = form();
    let path = folder("stored-private").join("data.anketa");
    let mut store = Store::open(&path).expect("a new file");
    let facts = [Interview::started("case", "en", Vec::new(), moment(0))];
    let mut interview = Interview::replay(Arc::clone(&form), Vec::new(), &facts);
    store.begin(id(1), &source(), &form, &facts).expect("stored");
    let answers = [("person[1]/age", "21"), ("person[1]/job[1]/pay", "7.50"), ("eldest", "21")];
    for (address, text) in answers {
        let place = interview.place_at(address).expect("there is such a place");
        let kind = &form.node(place.node).question().expect("a question").kind;
        let value = read(kind, text).expect("an answer");
        let answer = Command::Answer { place, value, reason: None };
        let facts = interview.decide(&answer, moment(1)).expect("accepted");
        facts.iter().for_each(|fact| interview.apply(fact));
        store.append(id(1), &form, &facts).expect("stored");
    }
    let out = path.with_file_name("out.sqlite");
    let calculated = "SELECT address, CAST(value AS TEXT) FROM answer WHERE answered_at IS NULL";
    for (private, expected) in
        [(false, vec![("paid", "7.5")]), (true, vec![("paid", "7.5"), ("person[1]/twice", "42")])]
    {
        let options = ExportOptions { all: true, private, overwrite: true };
        store
            .export(&out, options, &mut |_| Some(Arc::clone(&form)), &mut |_, _| {})
            .expect("exported");
        let expected: Vec<_> =
            expected.into_iter().map(|(one, two)| (one.to_owned(), two.to_owned())).collect();
        assert_eq!(seen(&out, calculated), expected, "private {private}");
        let answered = seen(&out, ACTIVE).into_iter().map(|(address, _)| address);
        let all = ["eldest", "person[1]/age", "person[1]/job[1]/pay"];
        assert_eq!(answered.collect::<Vec<_>>(), if private { &all[..] } else { &all[2..] });
    }
    let columns = "SELECT name, type FROM pragma_table_info('nested__1__person')";
    assert!(!seen(&out, columns).iter().any(|(name, _)| name == "twice" || name == "age"));
}

/// Answers of the interview before, carried over.
const CARRIED: &str = r#"
anketa: 1
id: carried
version: "1"
title: Carried
languages: {en: English}
instance_name: "${last-saved#phone}"
survey:
  - {name: phone, type: text, label: {en: Phone?}, pii: yes}
  - {name: before, type: calculate, calculation: "concat('was ', ${last-saved#phone})"}
  - {name: again, type: text, label: {en: Again?}, default: "${last-saved#phone}"}
  - {name: who, type: "select_one ${name}", label: {en: Who?}}
  - repeat: person
    items:
      - {name: name, type: text, label: {en: Name?}, sealed: yes}
"#;

#[test]
fn what_is_carried_over_from_private_answers_is_private() {
    let source =
        Source { name: "carried.yaml".into(), bytes: CARRIED.into(), attached: Vec::new() };
    let compiled = compile(&source);
    let report = anketa::compile::render(&source, &compiled.diagnostics);
    let form = Arc::new(compiled.form.unwrap_or_else(|| panic!("{report}")));
    let path = folder("stored-carried").join("data.anketa");
    let mut store = Store::open(&path).expect("a new file");
    for number in 1..3 {
        let last_saved = store.last_saved(&form, None).expect("read");
        let mut interview = Interview::new(Arc::clone(&form), last_saved);
        let first = Interview::started("case", "en", Vec::new(), moment(0));
        interview.apply(&first);
        store.begin(id(number), &source, &form, &[first]).expect("stored");
        for (address, text) in [("phone", "SECRET"), ("person[1]/name", "SECRET")] {
            let place = interview.place_at(address).expect("there");
            let value = anketa::value::Value::Text(text.into());
            let command = Command::Answer { place, value, reason: None };
            let facts = interview.decide(&command, moment(1)).expect("accepted");
            facts.iter().for_each(|fact| interview.apply(fact));
            store.append(id(number), &form, &facts).expect("stored");
        }
        let who = interview.place_at("who").expect("there");
        let value = anketa::value::Value::Choice("SECRET".into());
        let command = Command::Answer { place: who, value, reason: None };
        if let Ok(facts) = interview.decide(&command, moment(2)) {
            store.append(id(number), &form, &facts).expect("stored");
        }
        let end = interview.decide(&Command::Complete { reasons: Vec::new() }, moment(3));
        store.append(id(number), &form, &end.expect("complete")).expect("stored");
    }
    for compiles in [true, false] {
        let out = path.with_file_name(format!("out-{compiles}.sqlite"));
        let form = compiles.then_some(&form);
        let report =
            store.export(&out, ExportOptions::default(), &mut |_| form.cloned(), &mut |_, _| {});
        assert_eq!(report.expect("exported").interviews, 2);
        let bytes = std::fs::read(&out).expect("readable");
        assert!(!bytes.windows(6).any(|part| part == b"SECRET"), "compiles: {compiles}");
    }
}
