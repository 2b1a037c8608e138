//! Conducts the interviews of `tests/scenarios`: with the engine alone, with the engine and a data
//! file killed after every step, by keys into the program, and by plain lines.
//!
//! Steps: `name = text`, `goto address`, `back`, `next`, `add roster`, `remove row`,
//! `move row to n`, `clear name`, `confirm name`, `reason text`, `leave name: text`,
//! `remark text`, `probe n`, `undo`, `redo`, `lang code`, `hand group`, `break text`, `resume`,
//! `reopen text`, `case id`, `wait days`, `kill`, `done`. Expectations, two spaces in:
//! `! text` refused, `? text` soft check, `? name: earlier answer ...` waits to be confirmed,
//! `+ a, b` now asked, `- a, b` no longer asked, `~ a, b` set aside, `= name value`,
//! `@ address` on screen, `: text` its label. Outputs: `values`, `choices`, `problems`.

#![allow(clippy::disallowed_methods, reason = "a test reads its questionnaires from files")]

mod program_support;
mod scenario;

use std::path::Path;
use std::sync::Arc;

use anketa::store::Store;
use anketa::store::export::ExportOptions;
use program_support::Person;
use scenario::disk::Disk;
use scenario::keys::{self, EXCEPTIONS, Met};
use scenario::{Scenario, engine, read_all};

#[test]
fn every_scenario_goes_as_it_is_written() {
    all(|_, scenario| engine::conduct(scenario, None));
}

#[test]
fn every_scenario_survives_a_kill_after_every_step() {
    all(|at, scenario| {
        let disk = Disk::new(&format!("scenario-{at}"), scenario.source());
        engine::conduct(scenario, Some(disk))
    });
}

#[test]
fn every_scenario_can_be_gone_through_by_keys() {
    let mut met = Met::new();
    all(|_, scenario| keys::conduct(scenario, false, &mut met));
    for (name, why) in EXCEPTIONS {
        let times = met.get(name).copied().unwrap_or(0);
        println!("{times:3} {name}: {why}");
        assert!(times > 0, "no scenario needs the exception {name} any more");
    }
}

#[test]
fn every_scenario_can_be_gone_through_by_plain_lines() {
    let mut met = Met::new();
    all(|_, scenario| keys::conduct(scenario, true, &mut met));
    let unknown: Vec<_> =
        met.keys().filter(|met| !EXCEPTIONS.iter().any(|(name, _)| name == *met)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

fn all(mut conduct: impl FnMut(usize, &Scenario) -> Result<(), String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let scenarios = read_all(&folder);
    assert!(scenarios.len() >= 25, "only {} scenarios were found", scenarios.len());
    let failures: Vec<String> = scenarios
        .iter()
        .enumerate()
        .filter_map(|(at, scenario)| conduct(at, scenario).err())
        .collect();
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

/// What a data file with all interviews of a person exports, table by table, without what hangs
/// on the clock or on chance.
fn exported(scenario: &Scenario, person: &Person, name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the folder for tests can be written to");
    let mut store = Store::open(&folder.join("a.anketa")).expect("a new data file");
    for (id, facts) in &person.stored {
        store.begin(*id, &scenario.source(), &person.form, facts).expect("stored");
    }
    let out = folder.join("out.sqlite");
    let options = ExportOptions { all: true, private: true, ..ExportOptions::default() };
    let form = || Some(Arc::clone(&person.form));
    store.export(&out, options, &mut |_| form(), &mut |_, _| {}).expect("exported");
    let file = rusqlite::Connection::open(&out).expect("SQLite opens it");
    let mut names = file
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .expect("a query");
    let names = names.query_map([], |row| row.get::<_, String>(0)).expect("its rows");
    let names: Vec<String> = names.flatten().collect();
    let mut told = String::new();
    // That table tells of the export itself: when, of which file.
    for table in names.into_iter().filter(|name| name != "about") {
        told += &format!("{table}\n");
        let mut query = file.prepare(&format!("SELECT * FROM \"{table}\"")).expect("a query");
        let columns: Vec<String> = query.column_names().map(str::to_owned).collect();
        let mut rows = query.query([]).expect("its rows");
        while let Some(row) = rows.next().expect("a row") {
            for (at, column) in columns.iter().enumerate() {
                let chance = ["mono", "fresh", "row_id", "parent_row", "exported", "time", "hash"];
                if chance.iter().any(|part| column.contains(part)) {
                    continue;
                }
                let cell: rusqlite::types::Value = row.get(at).expect("a cell");
                told += &format!("  {column} = {cell:?}\n");
            }
        }
    }
    told
}

#[test]
fn the_same_script_gives_the_same_data_by_keys_and_by_plain_lines() {
    all(|at, scenario| {
        let mut met = Met::new();
        let by_keys = keys::conducted(scenario, false, &mut met)?;
        let by_lines = keys::conducted(scenario, true, &mut met)?;
        let one = exported(scenario, &by_keys, &format!("same-keys-{at}"));
        let other = exported(scenario, &by_lines, &format!("same-lines-{at}"));
        let differing = one.lines().zip(other.lines()).find(|(one, other)| one != other);
        match differing {
            None if one.len() == other.len() => Ok(()),
            found => Err(format!("{}: {found:?}", scenario.title)),
        }
    });
}
