//! `anketa replay --film`: a stored interview seen again; without a terminal as lines.

use std::path::Path;

use super::failure::{Failure, Kind};
use super::interview::{colour, ended, has_terminal};
use super::show::find;
use super::{of_store, print};
use crate::app::film::{Entry, Film, entries};
use crate::app::masking::MASK;
use crate::app::words;
use crate::form::Form;
use crate::interview::fact::What;
use crate::record::{self, Record};
use crate::runtime::{film, load};
use crate::store::Store;
use crate::tui::display::visible;
use crate::world;

/// How a film is shown.
#[derive(Debug, Clone, Copy)]
pub struct Showing {
    /// Times as fast as it was.
    pub speed: f64,
    /// Whether answers are hidden.
    pub masked: bool,
}

/// Shows the interview whose identity begins so.
pub fn run(data_file: &Path, interview: &str, showing: Showing) -> Result<(), Failure> {
    let store = Store::open_read_only(data_file).map_err(|error| of_store(&error))?;
    let id = find(&store, interview)?;
    let (stored, interview) = load(&store, &[], id).map_err(|error| of_store(&error))?;
    let notes = store.notes(id).map_err(|error| of_store(&error))?;
    if !has_terminal() {
        let form = interview.form();
        let lines = entries(&stored.facts, &stored.seqs, &notes);
        let lines = lines.iter().map(|entry| line(form, entry, showing.masked));
        return print(&lines.collect::<String>());
    }
    let last_saved = store.last_saved(interview.form(), Some(id)).map_err(|e| of_store(&e))?;
    let told = (stored.facts.as_slice(), stored.seqs.as_slice());
    let seen = Film::new(&interview, told, &notes, last_saved, showing.masked);
    let words = words::in_language(world::interface_language());
    let shown = film::show(&seen, words, showing.speed, colour());
    ended(shown.map_err(|fault| Failure::new(Kind::InputOutput, fault.to_string()))?)
}

/// One thing that happened: when, what, where, more about it.
fn line(form: &Form, entry: &Entry<'_>, masked: bool) -> String {
    let when = entry.moment().date_time().format("%Y-%m-%d %H:%M:%S%.3f").to_string();
    let told = match entry {
        Entry::Note(note) => {
            let number = note.number.map(|number| number.to_string()).unwrap_or_default();
            format!("{}  {}  {} {number}", note.kind_name, note.at, note.detail)
        }
        Entry::Fact(fact) => {
            let stored = record::from_fact(form, fact);
            let said = if masked { mask(&fact.what) } else { said(&fact.what, &stored) };
            let rows: String = stored.rows.iter().map(|row| format!("[{row}]")).collect();
            let path = stored.path.unwrap_or_default();
            format!("{}  {path}{rows}  {said}", stored.kind)
        }
    };
    format!("{when}  {}\n", visible(told.trim_end()))
}

fn said(what: &What, stored: &Record) -> String {
    match what {
        What::Answered { value, .. } => value.to_string(),
        _ => stored.text.clone().unwrap_or_default(),
    }
}

/// What people wrote is hidden; codes of languages and names of probes are none of it.
fn mask(what: &What) -> String {
    match what {
        What::LanguageChanged { code } => code.clone(),
        What::Probed { probe, .. } => probe.clone(),
        What::Answered { .. }
        | What::Started { .. }
        | What::Passed { .. }
        | What::Remarked { .. }
        | What::LeftOpen { .. }
        | What::BrokenOff { .. }
        | What::Reopened { .. } => MASK.to_owned(),
        _ => String::new(),
    }
}
