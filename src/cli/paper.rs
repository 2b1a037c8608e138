//! `anketa paper`: a questionnaire as a page to print.

use std::path::PathBuf;

use clap::Args;

use super::convert::put;
use super::failure::{Failure, Kind};
use super::{print, print_exactly, shelf};
use crate::compile::compile;
use crate::paper::{Block, html, markdown, page};

const EXAMPLES: &str = "\
Examples:
  anketa paper tour --language ru --to tour.html
  anketa paper my-questionnaire.yaml --to my-questionnaire.md
  anketa paper civil-society-survey --language kk

Without --language all languages follow each other; without --to it is written as Markdown to
standard output. Skips, checks and who is asked are told in words.";

/// What to print.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// The questionnaire: a file, or the name of a shipped one
    #[arg(value_name = "ID|FILE")]
    questionnaire: String,
    /// The language, by its code
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The file to write: .html to print from a browser, .md for Markdown
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long)]
    force: bool,
}

/// Writes the page.
pub fn run(options: &Options) -> Result<(), Failure> {
    let (source, origin) = shelf::find(&options.questionnaire)?;
    let compiled = compile(&source);
    let (shelved, item) = shelf::shelve(source, compiled, origin)?;
    shelf::speaks(&item, options.language.as_deref())?;
    let form = &shelved.form;
    let languages = form.languages.iter().enumerate();
    let wanted = languages.filter(|(_, language)| {
        options.language.as_ref().is_none_or(|wanted| *wanted == language.code)
    });
    let pages: Vec<(String, Vec<Block>)> =
        wanted.map(|(at, language)| (language.code.clone(), page(form, at))).collect();
    let ending = options.to.as_ref().and_then(|path| path.extension());
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let text = match ending.as_deref() {
        Some("html" | "htm") => html(&form.id, &pages),
        None | Some("md") => pages.iter().map(|(_, blocks)| markdown(blocks)).collect(),
        Some(_) => {
            return Err(Failure::new(Kind::Usage, "the name does not say the format")
                .advise("end it in .html or .md"));
        }
    };
    match &options.to {
        None => print_exactly(&text),
        Some(path) => {
            put(path, text.as_bytes(), options.force)?;
            print(&format!("written: {}\n", path.display()))
        }
    }
}
