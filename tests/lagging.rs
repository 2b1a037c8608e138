//! What an answer leaves behind in the data file (the rows of lists, where an interview's events
//! are in the log) is caught up later, and nobody can tell.
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

mod store_support;

use std::path::{Path, PathBuf};

use anketa::app::effect::KeptDraft;
use anketa::interview::fact::{Fact, What};
use anketa::store::Store;
use anketa::value::Value;
use store_support::{answered, facts, folder, form, id, source, started, text};

/// What is written one after the other: an answer of an interview, or where it is left is kept.
#[derive(Clone, Copy)]
enum Step {
    Answer(u8),
    Keep(u8),
    Finish(u8),
}
use Step::{Answer, Finish, Keep};

/// Interleavings of three interviews.
const RUNS: [&[Step]; 6] = [
    &[],
    &[Answer(1)],
    &[Answer(1), Answer(1), Keep(1), Answer(1)],
    &[Answer(1), Answer(2), Answer(1), Answer(3), Answer(3)],
    &[Answer(3), Keep(3), Answer(3), Answer(1), Keep(3), Answer(1)],
    &[Answer(2), Finish(2), Answer(1), Answer(1), Finish(1), Answer(3)],
];

/// The interviews of a run with their facts; the store is as it was left.
fn conduct(path: &Path, run: &[Step]) -> (Store, Vec<(u8, Vec<Fact>)>) {
    let form = form();
    let mut store = Store::open(path).expect("a new file");
    let mut written: Vec<(u8, Vec<Fact>)> = Vec::new();
    for one in [1, 2, 3] {
        let first = facts(vec![started(&format!("case {one}"))]);
        store.begin(id(one), &source(), &form, &first).expect("stored");
        written.push((one, first));
    }
    for (at, step) in run.iter().enumerate() {
        let (one, what) = match *step {
            Answer(one) if at % 2 == 0 => {
                (one, answered(&form, "about/age", &[], Value::Integer(at as i64)))
            }
            Answer(one) => (one, answered(&form, "about/phone", &[], text(&at.to_string()))),
            Finish(one) => (one, What::Completed),
            Keep(one) => {
                store.keep_draft(id(one), &KeptDraft::default()).expect("kept");
                continue;
            }
        };
        let mut fact = facts(vec![started("")]).remove(0);
        fact.step = 2 + at as u32;
        fact.what = what;
        store.append(id(one), &form, std::slice::from_ref(&fact)).expect("stored");
        written[usize::from(one) - 1].1.push(fact);
    }
    (store, written)
}

/// Everything is as if nothing had ever lagged.
fn assert_whole(store: &Store, written: &[(u8, Vec<Fact>)], run: &[Step]) {
    for (one, facts) in written {
        let stored = store.load(id(*one), &mut |_| Some(form())).expect("loaded");
        assert_eq!(&stored.facts, facts);
    }
    let listed = store.list().expect("listed");
    let order: Vec<u8> = listed.iter().map(|summary| summary.id.0[15]).collect();
    assert_eq!(order, latest_first(run));
    for summary in listed {
        let (_, facts) = &written[usize::from(summary.id.0[15]) - 1];
        let mut places: Vec<_> = facts.iter().filter_map(|fact| fact.what.address()).collect();
        places.sort_by_key(|at| at.node.0);
        places.dedup();
        assert_eq!(summary.answered, places.len());
        assert_eq!(summary.changed_ms, facts.last().map_or(0, |fact| fact.moment.wall_ms));
    }
    let checked = store.verify().expect("can be checked");
    assert!(checked.is_sound(), "{checked:?}");
}

fn latest_first(run: &[Step]) -> Vec<u8> {
    let mut order = vec![3, 2, 1];
    for step in run {
        if let Answer(one) | Finish(one) = step {
            order.retain(|known| known != one);
            order.insert(0, *one);
        }
    }
    order
}

/// What a kill leaves behind: the file and its write-ahead log as they are on the disk now.
fn killed(path: &Path, name: &str) -> PathBuf {
    let copy = folder(name).join("data.anketa");
    let beside = |path: &Path| PathBuf::from(format!("{}-wal", path.display()));
    std::fs::copy(path, &copy).expect("copied");
    std::fs::copy(beside(path), beside(&copy)).expect("copied");
    copy
}

#[test]
fn whatever_lags_is_caught_up_before_anybody_looks() {
    for (number, run) in RUNS.into_iter().enumerate() {
        let path = folder(&format!("lag-{number}")).join("data.anketa");
        let (store, written) = conduct(&path, run);
        let (looked_at, opened) = (
            killed(&path, &format!("lag-{number}-looked-at")),
            killed(&path, &format!("lag-{number}-opened")),
        );
        assert_whole(&store, &written, run);
        drop(store);
        let before = std::fs::read(&looked_at).expect("readable");
        assert_whole(&Store::open_read_only(&looked_at).expect("opens"), &written, run);
        assert_eq!(std::fs::read(&looked_at).expect("readable"), before, "looking wrote");
        assert_whole(&Store::open(&opened).expect("opens"), &written, run);
        for path in [&path, &opened] {
            let plain = rusqlite::Connection::open(path).expect("SQLite opens it");
            let counts = "SELECT group_concat(answered, ' ') FROM interviews";
            let counts: String = plain.query_row(counts, [], |row| row.get(0)).expect("a row");
            drop(plain);
            let store = Store::open_read_only(path).expect("opens");
            let mut listed = store.list().expect("listed");
            listed.sort_by_key(|summary| summary.id.0);
            let expected: Vec<String> =
                listed.iter().map(|summary| summary.answered.to_string()).collect();
            assert_eq!(counts, expected.join(" "));
        }
    }
}

#[test]
fn spans_that_do_not_fit_the_log_are_noticed_and_rebuilt() {
    for (number, damage) in [
        "DELETE FROM span",
        "UPDATE span SET last_seq = last_seq - 1 WHERE interview_no = 1",
        "INSERT INTO span VALUES (1, 1, 3, 3)",
        "UPDATE interview SET answered = 99",
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder(&format!("spans-{number}")).join("data.anketa");
        let run = RUNS[3];
        let (store, written) = conduct(&path, run);
        drop(store);
        let plain = rusqlite::Connection::open(&path).expect("SQLite opens it");
        assert!(plain.execute(damage, []).expect("changed") > 0, "{damage}");
        drop(plain);
        let mut store = Store::open(&path).expect("the log is whole");
        assert!(!store.verify().expect("can be checked").is_sound(), "{damage}");
        store.rebuild().expect("rebuilt");
        assert_whole(&store, &written, run);
    }
}
