//! What can be wrong or doubtful with a questionnaire as a whole: one file for each family.

mod appearance;
mod choices;
mod names;
mod parameters;
pub mod references;
mod structure;
mod translations;

use super::lower::lists::Resolved;
use super::lower::nodes::Laid;
use super::report::Report;
use super::sheet::Sheet;
use crate::form::Parts;

/// Runs every family of checks.
pub fn run(
    sheet: &Sheet,
    resolved: &Resolved,
    laid: &Laid<'_>,
    parts: &Parts,
    report: &mut Report<'_>,
) {
    names::check(sheet, laid, report);
    choices::check(sheet, resolved, laid, report);
    references::check(laid, resolved, report);
    structure::check(laid, parts, report);
    parameters::check(laid, parts, report);
    appearance::check(laid, report);
    translations::check(sheet, resolved, laid, report);
}
