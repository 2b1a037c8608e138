//! How fast questionnaires that field teams have are read and asked: `cargo bench --bench
//! workbooks`. Beside pyxform, the reference converter, where `ANKETA_PYXFORM` names its
//! `xls2xform`, over the workbooks in the folder that `ANKETA_FORMS` names; beside the bare
//! reading of the spreadsheet always. Prints figures with their goals; never fails for being slow.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock and files")]

use std::fmt::Write as _;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::time::Instant;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::interview::Interview;
use anketa::interview::command::Command;
use anketa::moment::Moment;
use anketa::place::{Place, RowKey};
use anketa::value::Value;
use calamine::Reader;

/// The questions of the large form.
const QUESTIONS: usize = 20_000;
/// The choices of the large list.
const CHOICES: usize = 15_000;

fn main() {
    println!("{:<58} {:>12} {:>12}  goal", "what", "median", "worst");
    let forms = forms();
    if let Some(pyxform) = std::env::var_os("ANKETA_PYXFORM") {
        beside_pyxform(&forms, &PathBuf::from(pyxform));
    }
    if !forms.is_empty() {
        beside_bare(&forms);
    }
    large_form();
    long_list();
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn sorted(mut figures: Vec<f64>) -> Vec<f64> {
    figures.sort_by(f64::total_cmp);
    figures
}

fn median(figures: Vec<f64>) -> f64 {
    let figures = sorted(figures);
    figures[figures.len() / 2]
}

/// The workbooks, by size.
fn forms() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("ANKETA_FORMS") else { return Vec::new() };
    let entries = std::fs::read_dir(folder).expect("the folder of forms");
    let mut forms: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    forms.retain(|path| path.extension().is_some_and(|end| end == "xlsx"));
    forms.sort_by_key(|path| std::fs::metadata(path).map_or(0, |about| about.len()));
    forms
}

/// A whole process; whether it ended well.
fn run(program: &Path, arguments: &[&Path]) -> (f64, bool) {
    let mut ok = false;
    let took = seconds(|| {
        let mut process = Process::new(program);
        process.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        ok = process.status().is_ok_and(|status| status.success());
    });
    (took, ok)
}

/// `anketa check` and pyxform by turns, over the forms that both take.
fn beside_pyxform(forms: &[PathBuf], pyxform: &Path) {
    let anketa = Path::new(env!("CARGO_BIN_EXE_anketa"));
    let out = std::env::temp_dir().join(format!("anketa-bench-{}.xml", std::process::id()));
    let mut ratios = Vec::new();
    for form in forms {
        let (theirs, ok) = run(pyxform, &[Path::new("--skip_validate"), form, &out]);
        if !ok || !run(anketa, &[Path::new("check"), form]).1 {
            continue;
        }
        let ours = median((0..5).map(|_| run(anketa, &[Path::new("check"), form]).0).collect());
        ratios.push(theirs / ours);
    }
    let _ = std::fs::remove_file(&out);
    let largest = ratios.last().copied().unwrap_or(f64::NAN);
    let all = sorted(ratios);
    println!(
        "{:<58} {:>11.0}x {:>11.0}x  at least 50 times",
        format!("pyxform's time to check a workbook, by ours ({} forms)", all.len()),
        all[all.len() / 2],
        all[0]
    );
    println!("{:<58} {largest:>11.0}x {:>12}  at least 100 times", "  the largest file", "");
}

/// Compiling beside the bare reading of all cells with the same crate.
fn beside_bare(forms: &[PathBuf]) {
    let mut ratios = Vec::new();
    for form in forms {
        let bytes = std::fs::read(form).expect("a form is readable");
        let source = Source { name: "form.xlsx".into(), bytes, attached: Vec::new() };
        let once = |_: u8| {
            let bare = seconds(|| {
                let cursor = Cursor::new(source.bytes.clone());
                let mut book = calamine::Xlsx::new(cursor).expect("a workbook");
                let cells: usize =
                    book.worksheets().iter().map(|(_, range)| range.used_cells().count()).sum();
                assert!(cells > 0);
            });
            seconds(|| drop(compile(&source))) / bare
        };
        ratios.push(median((0..7).map(once).collect()));
    }
    let all = sorted(ratios);
    println!(
        "{:<58} {:>11.2}x {:>11.2}x  within 3 times",
        format!("compiling by the bare reading of the cells ({} forms)", all.len()),
        all[all.len() / 2],
        all[all.len() - 1]
    );
}

fn row(what: &str, times: Vec<f64>, goal: &str) {
    let times = sorted(times);
    let at = |share: usize| times[(times.len() - 1) * share / 100] * 1000.0;
    println!("{what:<58} {:>9.3} ms {:>9.3} ms  {goal} (the second figure is p99)", at(50), at(99));
}

/// A form as a Markdown table in which every question applies if the one before it was answered
/// and a calculation follows every tenth, each adding to the one before.
fn chained() -> Source {
    let mut text = String::from("| survey |\n| | type | name | label | relevant | calculation |\n");
    for at in 0..QUESTIONS {
        let relevant = if at % 50 == 0 { String::new() } else { format!("${{q{}}} > 0", at - 1) };
        let _ = writeln!(text, "| | integer | q{at} | Question {at} | {relevant} | |");
        if at % 10 == 9 {
            let before = at.checked_sub(10).filter(|_| at % 50 != 9);
            let before = before.map_or_else(String::new, |before| format!(" + ${{c{before}}}"));
            let sum = format!("coalesce(${{q{at}}}, 0) + coalesce(${{q{}}}, 0){before}", at - 5);
            let _ = writeln!(text, "| | calculate | c{at} | | | {sum} |");
        }
    }
    Source { name: "chained.md".into(), bytes: text.into_bytes(), attached: Vec::new() }
}

fn begun(source: &Source) -> Interview {
    let form = Arc::new(compile(source).form.expect("the form is right"));
    let mut interview = Interview::new(form, Vec::new());
    interview.apply(&Interview::started("1", "", Vec::new(), Moment::default()));
    interview
}

fn large_form() {
    let source = chained();
    let times = (0..5).map(|_| seconds(|| drop(compile(&source)))).collect();
    row("a form of 20,000 questions compiled", times, "under 1 s");
    let mut interview = begun(&source);
    let nodes = &interview.form().nodes;
    let places: Vec<Place> = nodes
        .iter()
        .filter(|node| node.name.starts_with('q'))
        .map(|node| Place::new(RowKey::ROOT, node.id))
        .collect();
    let mut times = Vec::new();
    for place in places {
        let command = Command::Answer { place, value: Value::Integer(3), reason: None };
        times.push(seconds(|| {
            let facts = interview.decide(&command, Moment::default()).expect("it is answered");
            for fact in &facts {
                interview.apply(fact);
            }
        }));
    }
    row("an answer in it", times, "under 1 ms at p99");
}

/// A list of 15,000 choices filtered by an answer, as it is offered.
fn long_list() {
    let mut text = String::from(
        "| survey |\n| | type | name | label | choice_filter |\n| | integer | r | Region | |\n\
         | | select_one village | v | Village | region = ${r} |\n\
         | choices |\n| | list_name | name | label | region |\n",
    );
    for at in 0..CHOICES {
        let _ = writeln!(text, "| | village | v{at} | Village {at} | {} |", at % 100);
    }
    let bytes = text.into_bytes();
    let mut interview = begun(&Source { name: "villages.md".into(), bytes, attached: Vec::new() });
    let place = |interview: &Interview, name: &str| interview.place_at(name).expect("a question");
    let (r, v) = (place(&interview, "r"), place(&interview, "v"));
    let times = (0..100)
        .map(|region| {
            let command = Command::Answer { place: r, value: Value::Integer(region), reason: None };
            let facts = interview.decide(&command, Moment::default()).expect("it is answered");
            for fact in &facts {
                interview.apply(fact);
            }
            seconds(|| assert_eq!(interview.choices(v).len(), CHOICES / 100))
        })
        .collect();
    row("15,000 choices filtered", times, "under 5 ms");
}
