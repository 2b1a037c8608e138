//! `anketa` and `anketa interview`: the screens.

#![allow(
    clippy::disallowed_methods,
    reason = "whether colours may be used is asked here, at the edge"
)]

use std::io::IsTerminal;

use clap::Args;

use super::failure::{Failure, Kind};
use super::{DataFile, Interviewer, of_store, shelf};
use crate::app::Start;
use crate::app::msg::ShelfItem;
use crate::compile::compile;
use crate::runtime::{Ending, Looks, Setup, Shelved, run as run_screens};
use crate::store::{Store, StoreError};
use crate::world;

const EXAMPLES: &str = "\
Examples:
  anketa interview tour
  anketa interview civil-society-survey --language ru --case 0417 --db interviews.db
  anketa interview ./my-questionnaire.yaml --interviewer A7
  anketa interview tour --plain < answers.txt

Shipped: civil-society-survey, activist-interview, tour.
An interview that was left is gone on with from the start screen: `anketa --db FILE`.";

/// What to conduct.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// A shipped questionnaire's identifier, or a questionnaire file
    #[arg(value_name = "ID|FILE")]
    questionnaire: String,
    #[command(flatten)]
    data_file: DataFile,
    #[command(flatten)]
    interviewer: Interviewer,
    /// The language to interview in, such as kk, ru or en
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The case: who is to be interviewed. Use a code, no name
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    /// A one-digit code answers a question without Enter; the menu (F10) switches it, too
    #[arg(long)]
    auto_advance: bool,
    #[command(flatten)]
    looks: LooksOptions,
}

/// How it is shown.
#[derive(Debug, Clone, Args)]
pub struct LooksOptions {
    /// As plain lines: for screen readers, braille lines, serial lines and pipes. Also chosen where
    /// input or output is no terminal, or a dumb one
    #[arg(long)]
    plain: bool,
}

impl LooksOptions {
    /// The looks that were asked for, or that this terminal is good for.
    pub(super) fn looks(&self) -> Looks {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
        if self.plain || !has_terminal() || dumb {
            Looks::Plain
        } else {
            Looks::Full { colour: colour() }
        }
    }
}

/// The start screen.
pub fn start(
    data_file: &DataFile,
    interviewer: &Interviewer,
    looks: &LooksOptions,
) -> Result<(), Failure> {
    open(data_file, interviewer, looks, None)
}

/// Begins an interview at once.
pub fn run(options: &Options) -> Result<(), Failure> {
    open(&options.data_file, &options.interviewer, &options.looks, Some(options))
}

fn open(
    data_file: &DataFile,
    interviewer: &Interviewer,
    looks: &LooksOptions,
    options: Option<&Options>,
) -> Result<(), Failure> {
    let named = options.map(named).transpose()?;
    let (mut shelf, mut items) = shelf::shelve_shipped()?;
    let begin = named.map(|(shelved, item)| {
        let hash = shelved.source.hash();
        shelf.iter().position(|known| known.source.hash() == hash).unwrap_or_else(|| {
            shelf.push(shelved);
            items.push(item);
            shelf.len() - 1
        })
    });
    let (mut store, warning) = data_file.open()?;
    let interviewer = known_interviewer(&mut store, interviewer).map_err(|it| of_store(&it))?;
    let mut properties = vec![("deviceid".to_owned(), store.device())];
    properties.extend(interviewer.clone().map(|code| ("username".to_owned(), code)));
    let start = Start {
        shelf: items,
        words: world::interface_language().to_owned(),
        begin,
        language: options.and_then(|options| options.language.clone()),
        case: options.and_then(|options| options.case.clone()),
        warning,
        interviewer,
        data_file: data_file.path()?.display().to_string(),
        auto_advance: options.is_some_and(|options| options.auto_advance),
        training: false,
    };
    show(Setup { store, shelf, start, properties, looks: looks.looks() })
}

/// Shows the screens until their end.
pub(super) fn show(setup: Setup) -> Result<(), Failure> {
    let ending = run_screens(setup).map_err(|fault| {
        Failure::new(Kind::InputOutput, fault.to_string())
            .advise("every answer that was shown as saved is in the data file; start again")
    })?;
    ended(ending)
}

/// Who interviews: the one that is named now, else the one that was named last.
fn known_interviewer(store: &mut Store, given: &Interviewer) -> Result<Option<String>, StoreError> {
    if let Some(code) = &given.code {
        store.name_interviewer(code)?;
    }
    store.interviewer()
}

/// What the end of the screens means to whoever started the program.
pub(super) fn ended(ending: Ending) -> Result<(), Failure> {
    match ending {
        Ending::Quit => Ok(()),
        Ending::Stopped(signal) => {
            Err(Failure::told(Kind::Signal(u8::try_from(signal).unwrap_or(0))))
        }
        Ending::Gone => Err(Failure::told(Kind::Signal(1))),
    }
}

/// The questionnaire that was asked for, if it is in the language that was asked for.
fn named(options: &Options) -> Result<(Shelved, ShelfItem), Failure> {
    let (source, origin) = shelf::find(&options.questionnaire)?;
    let origin = if origin == "file" { source.name.clone() } else { origin.to_owned() };
    let compiled = compile(&source);
    let (shelved, item) = shelf::shelve(source, compiled, &origin)?;
    shelf::speaks(&item, options.language.as_deref())?;
    Ok((shelved, item))
}

/// Whether a person sits at a terminal.
pub(super) fn has_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Whether colours may be used: not where `NO_COLOR` is set or the terminal is dumb.
pub(super) fn colour() -> bool {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !no_colour && !dumb
}
