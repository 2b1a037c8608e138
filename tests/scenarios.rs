//! Conducts the interviews of `tests/scenarios`: with the engine alone, with the engine and a data
//! file killed after every step, and by keys into the program.
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
    all(|_, scenario| keys::conduct(scenario, &mut met));
    for (name, why) in EXCEPTIONS {
        let times = met.get(name).copied().unwrap_or(0);
        println!("{times:3} {name}: {why}");
        assert!(times > 0, "no scenario needs the exception {name} any more");
    }
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
