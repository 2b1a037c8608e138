//! `anketa show`: the answers of an interview, for reading.

use clap::Args;

use super::failure::{Failure, Kind};
use super::list::{state, time};
use super::{DataFile, of_store, print};
use crate::id::InterviewId;
use crate::interview::fact::What;
use crate::interview::{Interview, Standing};
use crate::place::Place;
use crate::runtime::load;
use crate::store::Store;
use crate::store::problem::Problem;
use crate::tui::display::visible;

const EXAMPLES: &str = "\
Examples:
  anketa show 0198c2 --db interviews.db
  anketa list --db interviews.db        tells the identities

Nothing in the data file is changed.";

/// What to show.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// The interview's identity, or as many of its first letters as tell it from the others
    #[arg(value_name = "ID")]
    interview: String,
    #[command(flatten)]
    data_file: DataFile,
}

/// Shows.
pub fn run(options: &Options) -> Result<(), Failure> {
    let store = options.data_file.look()?;
    let id = find(&store, &options.interview)?;
    let (stored, interview) = match load(&store, &[], id) {
        Err(error) if matches!(error.problem, Problem::NoForm(..) | Problem::Damaged(_)) => {
            print(&as_stored(&store, id)?)?;
            return Err(of_store(&error));
        }
        loaded => loaded.map_err(|error| of_store(&error))?,
    };
    let form = interview.form();
    let mut text = format!("{id}\n{} {}\n", form.id, form.version);
    if !interview.case().is_empty() {
        text += &format!("case {}\n", visible(interview.case()));
    }
    let last = stored.facts.last().map(|fact| fact.moment).unwrap_or_default();
    let reopened = stored.facts.iter().any(|fact| matches!(fact.what, What::Reopened { .. }));
    let (answered, total) = interview.progress();
    text += &format!(
        "{}, {answered} of {total} answered, changed {}\n\n",
        state(interview.state(), reopened),
        time(last.wall_ms, last.offset_minutes)
    );
    for place in interview.places() {
        text += &line(&interview, place);
    }
    if !stored.unread.is_empty() {
        text += &format!(
            "\n{} entries of its log are of a kind that this program does not know\n",
            stored.unread.len()
        );
    }
    print(&text)
}

/// The answers of an interview whose questionnaire this program cannot read, or whose log is not
/// what was written.
fn as_stored(store: &Store, id: InterviewId) -> Result<String, Failure> {
    let answers = store.answers_as_stored(id).map_err(|error| of_store(&error))?;
    let lines = answers.into_iter().map(|(address, value, counts)| {
        let standing = if counts { "" } else { "  (does not count)" };
        format!("{address} = {}{standing}\n", visible(&value))
    });
    Ok(format!("{id}\n\n{}", lines.collect::<String>()))
}

/// The interview whose identity begins so.
pub(super) fn find(store: &Store, beginning: &str) -> Result<InterviewId, Failure> {
    let wanted = beginning.to_lowercase();
    let summaries = store.list().map_err(|error| of_store(&error))?;
    let found: Vec<InterviewId> = summaries
        .iter()
        .map(|summary| summary.id)
        .filter(|id| {
            let written = id.to_string();
            written.starts_with(&wanted) || written.replace('-', "").starts_with(&wanted)
        })
        .collect();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(Failure::new(Kind::Usage, format!("there is no interview `{beginning}`"))
            .advise("`anketa list` lists them")),
        several => {
            let several: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Failure::new(Kind::Usage, format!("several interviews begin with `{beginning}`"))
                .advise(format!("give more letters: {}", several.join(", "))))
        }
    }
}

/// The line of an answer: its address, its value, and how it stands; empty where there is none.
fn line(interview: &Interview, place: Place) -> String {
    let path = interview.path(place);
    let remark = interview
        .remark(place)
        .map(|remark| format!("{path} (remark): {}\n", visible(remark)))
        .unwrap_or_default();
    let (value, standing) = match interview.answer(place) {
        Some(answer) => {
            let aside = answer.standing == Standing::SetAside;
            (Some(answer.value.clone()), if aside { "  (set aside)" } else { "" })
        }
        None => (interview.value(place), ""),
    };
    match value {
        Some(value) => format!("{path} = {}{standing}\n{remark}", visible(&value.to_string())),
        None => remark,
    }
}
