//! `anketa convert`: a questionnaire in another format.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::failure::{Failure, Kind};
use super::{print, safe, shelf};
use crate::compile::sheet::Sheet;
use crate::compile::source::Source;
use crate::compile::{read_sheet, render, render_lines};
use crate::diagnostic::Severity;
use crate::file;
use crate::write::workbook::workbook;
use crate::write::{markdown, separated, tables, xform, yaml};

const EXAMPLES: &str = "\
Examples:
  anketa convert my-questionnaire.xlsx my-questionnaire.yaml
  anketa convert tour tour.xlsx
  anketa convert my-questionnaire.yaml my-questionnaire.xml --to xform

The ending of the second name says the format: .yaml, .xlsx, .md, .csv (XLSForm) or .xml (ODK
XForm). To YAML and XLSForm nothing that was understood or kept is lost; comments and items that
are switched off are not carried over. What an XForm has no word for is told.";

/// What to convert.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// The questionnaire: a file, or the name of a shipped one
    #[arg(value_name = "FROM")]
    from: String,
    /// The file to write
    #[arg(value_name = "TO")]
    to: PathBuf,
    /// The format, where the ending does not say it
    #[arg(long = "to", value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Replace a file that is there already
    #[arg(long)]
    force: bool,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The questionnaire format of this program
    Yaml,
    /// An XLSForm workbook
    Xlsx,
    /// An XLSForm as Markdown tables
    Md,
    /// An XLSForm as CSV
    Csv,
    /// An ODK XForm, for ODK Collect and Enketo
    Xform,
}

/// Converts.
pub fn run(options: &Options) -> Result<(), Failure> {
    let format = options.format.map_or_else(|| by_ending(&options.to), Ok)?;
    let (source, _) = shelf::find(&options.from)?;
    let sheet = read(&source)?;
    let bytes = written(format, &sheet)?;
    put(&options.to, &bytes, options.force)?;
    print(&format!("written: {}\n", options.to.display()))?;
    let left_out = if format == Format::Xform { xform::left_out(&sheet) } else { Vec::new() };
    if left_out.is_empty() {
        return Ok(());
    }
    let keys = left_out.iter().map(|(key, count)| format!("{key} ({count})"));
    let keys: Vec<String> = keys.collect();
    print(&format!("left out, XForms have no word for it: {}\n", keys.join(", ")))
}

/// The format that the ending of a name says.
fn by_ending(path: &Path) -> Result<Format, Failure> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("yaml" | "yml") => Ok(Format::Yaml),
        Some("xlsx") => Ok(Format::Xlsx),
        Some("md") => Ok(Format::Md),
        Some("csv") => Ok(Format::Csv),
        Some("xml") => Ok(Format::Xform),
        _ => Err(Failure::new(Kind::Usage, "the name does not say the format")
            .at(path.display().to_string())
            .advise("end it in .yaml, .xlsx, .md, .csv or .xml, or say --to FORMAT")),
    }
}

/// Reads a questionnaire; tells what was doubtful, fails where it cannot be read.
fn read(source: &Source) -> Result<Sheet, Failure> {
    let (sheet, diagnostics) = read_sheet(source);
    let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error).count();
    match sheet {
        Some(sheet) if errors == 0 => {
            let _ = write!(std::io::stderr(), "{}", safe(&render_lines(&diagnostics)));
            Ok(sheet)
        }
        _ => Err(Failure::new(Kind::Problem, "the questionnaire cannot be read whole")
            .at(&source.name)
            .advise("correct what is listed; nothing was written")
            .explain(render(source, &diagnostics))),
    }
}

fn written(format: Format, sheet: &Sheet) -> Result<Vec<u8>, Failure> {
    Ok(match format {
        Format::Yaml => yaml::yaml(sheet).into_bytes(),
        Format::Xform => xform::xform(sheet).into_bytes(),
        Format::Md => markdown::markdown(&tables::tables(sheet)).into_bytes(),
        Format::Csv => separated::csv(&tables::tables(sheet)).into_bytes(),
        Format::Xlsx => workbook(&tables::tables(sheet))
            .map_err(|error| Failure::new(Kind::Problem, error.to_string()))?,
    })
}

/// Writes a file whole or not at all.
pub fn put(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    if !force && path.exists() {
        return Err(Failure::new(Kind::InputOutput, "there is a file of that name already")
            .at(path.display().to_string())
            .advise("choose another name, or replace it with --force"));
    }
    file::write_whole(path, bytes).map_err(|error| {
        Failure::new(Kind::InputOutput, format!("the file cannot be written: {}", error.problem))
            .at(path.display().to_string())
    })
}
