//! The command line: one file per command; failures become kind, cause, advice and exit code
//! once, here.

mod check;
mod convert;
mod export;
pub mod failure;
mod film;
mod interview;
mod list;
mod paper;
mod replay;
mod report;
pub mod shelf;
mod show;
mod simulate;
mod train;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::file::danger_at;
use crate::store::problem::Problem;
use crate::store::{Access, Store, StoreError};
use crate::tui::display::visible;
use crate::tui::terminal::install_panic_hook;
use crate::world;
use failure::{Failure, Kind};

const EXAMPLES: &str = "\
Examples:
  anketa                                        the start screen: begin, go on, export
  anketa train                                  learn the keys in five minutes
  anketa interview tour                         try every type of question
  anketa interview civil-society-survey --db interviews.db --language kk --case 0417
  anketa check my-questionnaire.yaml            all that is wrong with it, with line and column
  anketa list --db interviews.db                the interviews in a data file
  anketa export --db interviews.db --out answers.sqlite
  anketa report interviews.db --plan plan.yaml --to report.html

Every answer is in the data file before it is shown; there is no command to save.
Exit codes: 0 done, 1 something is wrong with what was looked at, 2 the command was not
understood, 3 the data file, 4 another file or the terminal, 70 a fault in the program.";

/// Conducts interviews at a terminal, offline, and keeps every answer in one SQLite file.
#[derive(Debug, Parser)]
#[command(name = "anketa", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    data_file: DataFile,
    #[command(flatten)]
    looks: interview::LooksOptions,
    #[command(flatten)]
    interviewer: Interviewer,
}

/// Who interviews.
#[derive(Debug, Clone, Args)]
struct Interviewer {
    /// Who interviews: a code, no name. Kept in the data file until another one is given, and told
    /// to questionnaires that ask for `username`
    #[arg(long = "interviewer", value_name = "CODE",
          value_parser = clap::builder::NonEmptyStringValueParser::new())]
    code: Option<String>,
}

/// Which data file.
#[derive(Debug, Clone, Args)]
struct DataFile {
    /// The data file; made if there is none. Without it, a file in your data folder
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin an interview
    Interview(interview::Options),
    /// Learn the keys in five minutes; nothing is kept
    Train(train::Options),
    /// Say all that is wrong with questionnaires
    Check(check::Options),
    /// Write a questionnaire in another format
    Convert(convert::Options),
    /// Write a questionnaire as a page to print
    Paper(paper::Options),
    /// Conduct an interview from a transcript and write its transcript
    Replay(replay::Options),
    /// List the interviews in a data file
    List(list::Options),
    /// Show the answers of an interview
    Show(show::Options),
    /// Write the answers as a plain SQLite file for analysis
    Export(export::Options),
    /// Tables with their uncertainty, by a plan
    Report(report::Options),
    /// Fill a data file with interviews that the program makes up
    Simulate(simulate::Options),
}

/// Runs the program with the arguments of this process.
pub fn run() -> ExitCode {
    install_panic_hook();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way as well, and are no failure.
            let code = if error.use_stderr() { Kind::Usage.exit_code() } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let outcome = std::panic::catch_unwind(|| dispatch(arguments));
    // What a panic has to say was said by its hook.
    let outcome = outcome.unwrap_or(Err(Failure::told(Kind::Internal)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.what.is_empty() {
                let _ = writeln!(std::io::stderr(), "{}", safe(&failure.to_string()));
            }
            ExitCode::from(failure.kind.exit_code())
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<(), Failure> {
    match arguments.command {
        None => interview::start(&arguments.data_file, &arguments.interviewer, &arguments.looks),
        Some(Command::Interview(options)) => interview::run(&options),
        Some(Command::Train(options)) => train::run(&options),
        Some(Command::Check(options)) => check::run(&options),
        Some(Command::Convert(options)) => convert::run(&options),
        Some(Command::Paper(options)) => paper::run(&options),
        Some(Command::Replay(options)) => replay::run(&options),
        Some(Command::List(options)) => list::run(&options),
        Some(Command::Show(options)) => show::run(&options),
        Some(Command::Export(options)) => export::run(&options),
        Some(Command::Report(options)) => report::run(&options),
        Some(Command::Simulate(options)) => simulate::run(&options),
    }
}

impl DataFile {
    /// Its path; the one in the user's data folder where none is given.
    fn path(&self) -> Result<PathBuf, Failure> {
        if let Some(path) = &self.db {
            return Ok(path.clone());
        }
        let folder = world::data_folder().ok_or_else(|| {
            Failure::new(Kind::DataFile, "there is no folder for your data: you have no home")
                .advise("name a data file with --db FILE")
        })?;
        Ok(folder.join("anketa.db"))
    }

    /// Opens it for writing, with a warning if it stands in a dangerous place.
    fn open(&self) -> Result<(Store, Option<String>), Failure> {
        let path = self.path()?;
        if self.db.is_none()
            && let Some(folder) = path.parent()
        {
            std::fs::create_dir_all(folder).map_err(|error| {
                Failure::new(Kind::DataFile, format!("the folder cannot be made: {error}"))
                    .at(folder.display().to_string())
                    .advise("name a data file elsewhere with --db FILE")
            })?;
        }
        let warning = danger_at(&path).map(|danger| danger.message(world::interface_language()));
        Ok((Store::open(&path).map_err(|error| of_store(&error))?, warning))
    }

    /// Opens it to be looked at; says so if another program holds it and the last answers are
    /// not seen.
    fn look(&self) -> Result<Store, Failure> {
        let store = self.open_read_only()?;
        if store.access() == Access::Snapshot {
            let note = StoreError::new(&self.path()?, Problem::Snapshot);
            let _ = writeln!(std::io::stderr(), "anketa: {}", safe(&note.to_string()));
        }
        Ok(store)
    }

    /// Opens it for reading only.
    fn open_read_only(&self) -> Result<Store, Failure> {
        Store::open_read_only(&self.path()?).map_err(|error| of_store(&error))
    }
}

/// The store's own message says what, where and what to do.
fn of_store(error: &crate::store::StoreError) -> Failure {
    Failure::new(Kind::DataFile, error.to_string())
}

/// Writes words for people to standard output. What came from outside cannot act on the terminal.
fn print(text: &str) -> Result<(), Failure> {
    print_exactly(&safe(text))
}

/// The lines of a text, made visible.
fn safe(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// Writes a result for programs to standard output. A reader that has had enough (`| head`) is no
/// failure.
fn print_exactly(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Kind::InputOutput, format!("the output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}
