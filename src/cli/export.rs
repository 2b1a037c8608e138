//! `anketa export`: the plain SQLite file for people.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::failure::{Failure, Kind};
use super::{DataFile, of_store, print, shelf};
use crate::runtime::form_of;
use crate::store::check::Checked;
use crate::store::export::{ExportOptions, ExportReport};
use crate::store::problem::Problem;
use crate::store::{Access, Store, StoreError};

const EXAMPLES: &str = "\
Examples:
  anketa export --db interviews.db --out answers.sqlite
  anketa export --db interviews.db --out answers.sqlite --all --overwrite
  sqlite3 answers.sqlite 'select name, count(*) from answer group by name'

The file is read back and compared before it counts as written. The log of the data file is not
changed; answers that do not follow from it any more are put right from it.";

/// What to export.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    #[command(flatten)]
    data_file: DataFile,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Interviews that are not finished too
    #[arg(long)]
    all: bool,
    /// Answers to private questions too, in tables of their own
    #[arg(long)]
    private: bool,
    /// Replace an export that is there already; nothing else is ever replaced
    #[arg(long)]
    overwrite: bool,
}

/// Exports.
pub fn run(options: &Options) -> Result<(), Failure> {
    let (store, checked) = checked(&options.data_file)?;
    // A shipped questionnaire that does not compile is no reason to keep answers back.
    let (shelf, _) = shelf::shelve_shipped().unwrap_or_default();
    let wanted =
        ExportOptions { all: options.all, private: options.private, overwrite: options.overwrite };
    let bar = bar();
    let report = store
        .export(&options.out, wanted, &mut |source| form_of(&shelf, source), &mut |done, total| {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        })
        .map_err(|error| in_the_way(&error))?;
    bar.finish_and_clear();
    print(&told(&report))?;
    if !checked.is_sound() {
        return Err(unsound(&checked).at(options.data_file.path()?.display().to_string()));
    }
    match report.without_form.first() {
        None => Ok(()),
        Some((name, version)) => Err(Failure::new(
            Kind::Problem,
            format!("the questionnaire {name} {version} cannot be read by this program"),
        )
        .at(report.path.display().to_string())
        .advise("its answers are in the table `answer`, but it has no wide table")),
    }
}

/// The data file and what a check of it found. Where only answers as they stand do not follow from
/// a log that is whole, they are written anew out of it.
fn checked(data_file: &DataFile) -> Result<(Store, Checked), Failure> {
    let store = data_file.open_read_only()?;
    let checked = store.verify().map_err(|error| of_store(&error))?;
    let stale = checked.other_folds.len();
    if checked.is_sound() || !checked.is_whole() || store.access() == Access::Snapshot {
        return Ok((store, checked));
    }
    drop(store);
    // Where nothing can be written, what was found is told after the export.
    let Ok((mut store, _)) = data_file.open() else {
        return Ok((data_file.open_read_only()?, checked));
    };
    store.rebuild().map_err(|error| of_store(&error))?;
    let told = format!(
        "anketa: the answers of {stale} interview{} did not follow from the log, which is whole; \
         they were written anew out of it",
        if stale == 1 { "" } else { "s" }
    );
    let _ = writeln!(std::io::stderr(), "{told}");
    let checked = store.verify().map_err(|error| of_store(&error))?;
    Ok((store, checked))
}

/// What kept the export from being written; what is there already can perhaps be replaced.
fn in_the_way(error: &StoreError) -> Failure {
    let failure = of_store(error);
    match error.problem {
        Problem::InTheWay => {
            failure.advise("--overwrite replaces an earlier export, and nothing that is none")
        }
        _ => failure,
    }
}

/// What was found in a data file that something else than this program wrote to.
fn unsound(checked: &Checked) -> Failure {
    let mut detail = String::new();
    for (seq, what) in &checked.broken_events {
        detail += &format!("entry {seq} of the log: {what}\n");
    }
    for interview in &checked.other_folds {
        detail += &format!("interview {interview}: its answers do not follow from the log\n");
    }
    for what in &checked.structure {
        detail += &format!("structure: {what}\n");
    }
    Failure::new(Kind::Problem, "the data file is damaged or was changed by something else")
        .advise("keep a copy of it as it is; what was exported may be wrong where it was changed")
        .explain(detail)
}

/// Progress on standard error, if somebody looks.
fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} interviews, {eta} to go");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

fn told(report: &ExportReport) -> String {
    let count =
        |number: u64, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let mut text = format!(
        "{}: {}, {}, {} bytes, read back and compared\nSHA-256 {}\n",
        report.path.display(),
        count(report.interviews, "interview"),
        count(report.answers, "answer"),
        report.bytes,
        report.sha256
    );
    for (table, rows) in &report.tables {
        text += &format!("  {table}: {rows}\n");
    }
    if report.interviews == 0 {
        text += "It holds no interview.\n";
    }
    if report.left_out > 0 {
        let is = if report.left_out == 1 { "is" } else { "are" };
        text += &format!(
            "{} {is} not finished and left out; `--all` exports unfinished ones too\n",
            count(report.left_out, "interview")
        );
    }
    if report.unread > 0 {
        text += &format!(
            "{} entries of the log are of a kind that this program does not know\n",
            report.unread
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_export_says_so_and_why() {
        let report = |interviews, left_out| ExportReport {
            path: PathBuf::from("out.sqlite"),
            interviews,
            left_out,
            answers: 0,
            tables: Vec::new(),
            bytes: 0,
            sha256: String::new(),
            without_form: Vec::new(),
            unread: 0,
        };
        let empty = told(&report(0, 2));
        assert!(empty.contains("holds no interview"), "{empty}");
        assert!(empty.contains("2 interviews are not finished and left out; `--all`"), "{empty}");
        let full = told(&report(2, 0));
        assert!(!full.contains("no interview") && !full.contains("--all"), "{full}");
    }
}
