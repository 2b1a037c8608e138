//! `anketa report`: tables with their uncertainty, by a plan.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::failure::{Failure, Kind};
use super::{of_store, print, shelf};
use crate::compile::render;
use crate::compile::source::Source;
use crate::diagnostic::Diagnostic;
use crate::file;
use crate::form::Form;
use crate::interview::State;
use crate::report::{self, Findings, Plan, Sample};
use crate::runtime::{form_of, load};
use crate::store::Store;
use crate::world;

const EXAMPLES: &str = "\
Examples:
  anketa report interviews.db --plan plan.yaml
  anketa report interviews.db --plan plan.yaml --to report.html --language ru
  anketa report interviews.db --plan plan.yaml --to report.md

docs/report.md explains plans. Only completed interviews count. The same data and the same plan
give the same bytes.";

/// What to report.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// The data file
    #[arg(value_name = "DATA_FILE")]
    data: PathBuf,
    /// The plan: which tables, with which weights
    #[arg(long, value_name = "PLAN.yaml")]
    plan: PathBuf,
    /// Where to: a name that ends in .html or .md, or `terminal`
    #[arg(long, value_name = "FILE", default_value = "terminal")]
    to: PathBuf,
    /// The language, such as ru
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Replace a file that is there already
    #[arg(long)]
    overwrite: bool,
}

/// Reports.
pub fn run(options: &Options) -> Result<(), Failure> {
    let format = Format::of(&options.to)?;
    let source = shelf::read_plain(&options.plan)?;
    let (plan, problems) = report::read(&source);
    let plan = plan.ok_or_else(|| wrong_plan(&source, &problems))?;
    let store = Store::open_read_only(&options.data).map_err(|error| of_store(&error))?;
    let form = form(&store, &plan, &options.data)?;
    let code = options.language.as_deref().unwrap_or(world::interface_language());
    let language = language(&form, code, options.language.is_some())?;
    let sample = sample(&store, &form, language)?;
    let about = format!("{} {}", form.id, form.version);
    let findings = report::build(&source, &plan, &sample, code, &about)
        .map_err(|problems| wrong_plan(&source, &problems))?;
    write(options, format, &findings)
}

#[derive(Debug, Clone, Copy)]
enum Format {
    Terminal,
    Markdown,
    Page,
}

impl Format {
    fn of(path: &Path) -> Result<Format, Failure> {
        if path.as_os_str() == "terminal" {
            return Ok(Format::Terminal);
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("html" | "htm") => Ok(Format::Page),
            Some("md") => Ok(Format::Markdown),
            _ => Err(Failure::new(Kind::Usage, "the name does not say the format")
                .at(path.display().to_string())
                .advise("end it in .html or .md, or write `terminal`")),
        }
    }
}

fn wrong_plan(source: &Source, problems: &[Diagnostic]) -> Failure {
    let number = problems.len();
    let s = if number == 1 { "" } else { "s" };
    Failure::new(Kind::Problem, format!("the plan cannot be carried out: {number} problem{s}"))
        .at(source.name.clone())
        .advise("correct what is listed; nothing was written")
        .explain(render(source, problems))
}

/// The form of the questionnaire that the plan is about: its last version in the data file.
fn form(store: &Store, plan: &Plan, path: &Path) -> Result<Arc<Form>, Failure> {
    let (shelf, _) = shelf::shelve_shipped().unwrap_or_default();
    let sources = store.questionnaires().map_err(|error| of_store(&error))?;
    let forms: Vec<Arc<Form>> =
        sources.iter().filter_map(|source| form_of(&shelf, source)).collect();
    let mut ids: Vec<&str> = forms.iter().map(|form| form.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let wanted = match &plan.questionnaire {
        Some(wanted) => wanted.text.as_str(),
        None if ids.len() == 1 => ids[0],
        None => {
            let what = match ids.len() {
                0 => "the data file holds no questionnaire",
                _ => "the data file holds several questionnaires, and the plan names none",
            };
            return Err(Failure::new(Kind::Problem, what)
                .at(path.display().to_string())
                .advise(format!("write `questionnaire: ID` in the plan: {}", ids.join(", "))));
        }
    };
    let found = forms.iter().rev().find(|form| form.id == wanted).cloned();
    found.ok_or_else(|| {
        let what = format!("the data file holds no questionnaire `{wanted}`");
        let failure = Failure::new(Kind::Problem, what).at(path.display().to_string());
        failure.advise(match ids.is_empty() {
            true => "it is empty".to_owned(),
            false => format!("it holds: {}", ids.join(", ")),
        })
    })
}

fn language(form: &Form, code: &str, asked: bool) -> Result<usize, Failure> {
    match form.language(code) {
        Some(found) => Ok(found),
        None if !asked => Ok(0),
        None => {
            let known: Vec<&str> =
                form.languages.iter().map(|language| language.code.as_str()).collect();
            let what = format!("the questionnaire is not in the language `{code}`");
            Err(Failure::new(Kind::Usage, what)
                .advise(format!("its languages are: {}", known.join(", "))))
        }
    }
}

/// The completed interviews of the form's version.
fn sample(store: &Store, form: &Arc<Form>, language: usize) -> Result<Sample, Failure> {
    let mut sample = Sample::new(form, language);
    let mut summaries = store.list().map_err(|error| of_store(&error))?;
    summaries.retain(|summary| {
        let own = (&summary.questionnaire, &summary.version) == (&form.id, &form.version);
        own && summary.state == State::Complete
    });
    summaries.sort_by_key(|summary| summary.id);
    let (shelf, _) = shelf::shelve_shipped().unwrap_or_default();
    for summary in summaries {
        let (_, interview) = load(store, &shelf, summary.id).map_err(|error| of_store(&error))?;
        sample.add(&interview);
    }
    Ok(sample)
}

fn write(options: &Options, format: Format, findings: &Findings) -> Result<(), Failure> {
    let text = match format {
        Format::Terminal => return print(&report::text(findings)),
        Format::Markdown => report::markdown(findings),
        Format::Page => report::page(findings),
    };
    let path = &options.to;
    if path.exists() && !options.overwrite {
        return Err(Failure::new(Kind::InputOutput, "there is a file of that name already")
            .at(path.display().to_string())
            .advise("choose another name, or say --overwrite"));
    }
    file::write_whole(path, text.as_bytes()).map_err(|error| {
        Failure::new(Kind::InputOutput, format!("the report cannot be written: {}", error.problem))
            .at(path.display().to_string())
            .advise("choose another place; the data are unchanged")
    })?;
    print(&format!("written: {}\n", path.display()))
}
