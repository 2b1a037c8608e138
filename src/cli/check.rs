//! `anketa check`: all that is wrong with questionnaires.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::{Failure, Kind};
use super::{print, print_exactly, shelf};
use crate::compile::{compile, render, render_json, render_lines};
use crate::diagnostic::Severity;

const EXAMPLES: &str = "\
Examples:
  anketa check my-questionnaire.yaml
  anketa check --format short *.yaml
  anketa check --format json my-questionnaire.yaml

Exit code 0: no error (perhaps warnings); 1: at least one error.";

/// What to check.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// The questionnaires
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With excerpts of the source
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
}

/// Checks.
pub fn run(options: &Options) -> Result<(), Failure> {
    let (mut checked, mut errors, mut warnings) = (0, 0, 0);
    let mut unread = None;
    for path in &options.files {
        let source = match shelf::read(path) {
            Ok(source) => source,
            Err(failure) => {
                // The others are checked all the same.
                unread = Some(failure);
                continue;
            }
        };
        checked += 1;
        let compiled = compile(&source);
        for diagnostic in &compiled.diagnostics {
            match diagnostic.severity {
                Severity::Error => errors += 1,
                Severity::Warning => warnings += 1,
            }
        }
        match options.format {
            Format::Human => print(&render(&source, &compiled.diagnostics))?,
            Format::Short => print(&render_lines(&compiled.diagnostics))?,
            Format::Json => print_exactly(&render_json(&compiled.diagnostics))?,
        }
    }
    if options.format == Format::Human && checked > 0 {
        print(&summary(checked, errors, warnings))?;
    }
    match unread {
        Some(failure) => Err(failure),
        None if errors > 0 => Err(Failure::told(Kind::Problem)),
        None => Ok(()),
    }
}

fn summary(files: usize, errors: usize, warnings: usize) -> String {
    let count = |number: usize, what: &str| {
        format!("{number} {what}{}", if number == 1 { "" } else { "s" })
    };
    let found = match (errors, warnings) {
        (0, 0) => "nothing is wrong".to_owned(),
        _ => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    };
    format!("{} checked: {found}\n", count(files, "questionnaire"))
}
