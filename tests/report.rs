//! The report: what it prints for a small study in three languages and three forms, and what it
//! says of plans that are wrong. `UPDATE=1` rewrites the files of expected output.

#![allow(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report")
}

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("anketa-report-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written to");
    folder
}

fn anketa(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_anketa"))
        .args(arguments)
        .current_dir(folder())
        .env("LANG", "C.UTF-8")
        .output()
        .expect("the program starts")
}

/// A data file of made-up interviews of the small study.
fn data(folder: &Path, interviews: &str) -> String {
    let path = folder.join("data.db").display().to_string();
    let made = anketa(&[
        "simulate",
        "small.yaml",
        "--interviews",
        interviews,
        "--answers",
        "small.answers.yaml",
        "--db",
        &path,
    ]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    path
}

fn same_as_kept(name: &str, text: &str) {
    let path = folder().join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{name} is not what the program prints:\n{text}");
}

#[test]
fn a_small_study_in_three_languages_and_three_forms() {
    let folder = scratch("small");
    let data = data(&folder, "120");
    for language in ["en", "ru", "kk"] {
        let plan = ["--plan", "small.plan.yaml", "--language", language];
        let shown = anketa(&[&["report", &data], &plan[..]].concat());
        assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
        let text = String::from_utf8(shown.stdout).expect("UTF-8");
        same_as_kept(&format!("small.{language}.txt"), &text);
        for ending in ["md", "html"] {
            let to = folder.join(format!("{language}.{ending}")).display().to_string();
            let written = anketa(&[&["report", &data], &plan[..], &["--to", &to]].concat());
            assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
            let text = std::fs::read_to_string(&to).expect("it was written");
            if language == "en" {
                same_as_kept(&format!("small.en.{ending}"), &text);
            }
            let again = anketa(&[&["report", &data], &plan[..], &["--to", &to]].concat());
            assert_eq!(again.status.code(), Some(4), "a file that is there is not replaced");
        }
    }
    std::fs::remove_dir_all(folder).expect("it is removed");
}

#[test]
fn what_is_wrong_with_a_plan_is_told_in_one_run() {
    let folder = scratch("wrong");
    let data = data(&folder, "30");
    let mut told = String::new();
    for (name, plan) in [
        (
            "keys and values",
            "report: 2\ntitel: x\nsettings: {level: 2, interval: magic}\n\
             tables:\n  - {share: aware}\n  - crosstab: aware\n  - {by: place}\n",
        ),
        (
            "names",
            "report: 1\ntables:\n  - frequency: awar\n  - {share: aware, is: yess}\n  - mean: place\n  \
             - several: aware\n  - frequency: name\n  - {mean: hours, by: unit}\n",
        ),
        ("no margin", "report: 1\ndesign: {rake: {place: {town: 5}}}\ntables: []\n"),
        ("no weight", "report: 1\ndesign: {weight: hours}\ntables: []\n"),
        ("no YAML", "report: [1\n"),
    ] {
        let path = folder.join("plan.yaml");
        std::fs::write(&path, plan).expect("the plan can be written");
        let path = path.display().to_string();
        let shown = anketa(&["report", &data, "--plan", &path]);
        assert_eq!(shown.status.code(), Some(1), "{name}");
        let error = String::from_utf8(shown.stderr).expect("UTF-8").replace(&path, "plan.yaml");
        told.push_str(&format!("## {name}\n\n{error}\n"));
    }
    same_as_kept("wrong.txt", &told);
    std::fs::remove_dir_all(folder).expect("it is removed");
}

#[test]
fn few_interviews_and_none() {
    let folder = scratch("few");
    let data = data(&folder, "1");
    let shown = anketa(&["report", &data, "--plan", "small.plan.yaml", "--language", "en"]);
    let said = String::from_utf8_lossy(&shown.stderr).into_owned();
    // One interview cannot carry two margins.
    assert_eq!(shown.status.code(), Some(1), "{said}");
    assert!(said.contains("known total"), "{said}");
    let plan = folder.join("plan.yaml");
    std::fs::write(
        &plan,
        "report: 1\ntables:\n  - frequency: aware\n  - crosstab: [place, reads]\n",
    )
    .expect("the plan can be written");
    let plan = plan.display().to_string();
    let shown = anketa(&["report", &data, "--plan", &plan, "--language", "en"]);
    let text = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.status.success() && text.contains("fewer than 10"), "{text}");
    let empty = folder.join("none").join("data.db");
    let missing = anketa(&["report", &empty.display().to_string(), "--plan", &plan]);
    assert_eq!(missing.status.code(), Some(3));
    std::fs::remove_dir_all(folder).expect("it is removed");
}

#[test]
fn the_plan_of_the_shipped_survey_fits_it() {
    let folder = scratch("shipped");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let named = |name: &str| root.join(name).display().to_string();
    let data = folder.join("data.db").display().to_string();
    let (answers, plan) =
        (named("civil-society-survey.answers.yaml"), named("civil-society-survey.plan.yaml"));
    let made = anketa(&[
        "simulate",
        "civil-society-survey",
        "--interviews",
        "12",
        "--answers",
        &answers,
        "--db",
        &data,
    ]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    for language in ["en", "ru", "kk"] {
        let shown = anketa(&["report", &data, "--plan", &plan, "--language", language]);
        assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    }
    let again = anketa(&["simulate", "civil-society-survey", "--db", &data]);
    assert_eq!(again.status.code(), Some(3), "made-up interviews are never added to a file");
    std::fs::remove_dir_all(folder).expect("it is removed");
}
