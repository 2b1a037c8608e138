//! `anketa replay`: an interview conducted from a transcript, without a data file.

use std::io::Read;
use std::path::PathBuf;

use chrono::DateTime;
use clap::Args;
use serde_json::{Map, Value as Json};

use super::failure::{Failure, Kind};
use super::film::{self, Showing};
use super::{print_exactly, shelf};
use crate::compile::compile;
use crate::file;
use crate::moment::Moment;
use crate::walk::replay::{Options as Told, no_device, replay};
use crate::world::World;

const EXAMPLES: &str = "\
Examples:
  anketa replay tour walk.jsonl
  anketa replay --film --speed 10 --masked interviews.db 0198c2
  anketa replay my-questionnaire.yaml --now 2026-06-15T10:00:00+05:00 < walk.jsonl > again.jsonl

A transcript has one JSON object a line. `answer` and `repeat` lines are taken from it, all others
are passed over; the transcript of the walk is written to standard output.

A film shows the screens of a stored interview again: Space pauses, + and - change the speed, the
arrows step, q ends. Without a terminal it is written as lines.";

/// What to replay.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// A shipped questionnaire's identifier, or a questionnaire file
    #[arg(value_name = "FORM")]
    questionnaire: String,
    /// The transcript; - or nothing for standard input
    #[arg(value_name = "TRANSCRIPT")]
    transcript: Option<PathBuf>,
    /// What counts as now, such as 2026-06-15T10:00:00+05:00
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
    /// The language to interview in, such as kk, ru or en
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The case
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    /// Show a stored interview again: FORM is then the data file, TRANSCRIPT the interview's
    /// identity, or as many of its first letters as tell it from the others
    #[arg(long, requires = "transcript", conflicts_with_all = ["now", "language", "case"])]
    film: bool,
    /// How many times as fast as it was
    #[arg(long, value_name = "N", default_value_t = 1.0, requires = "film")]
    speed: f64,
    /// Hide the answers
    #[arg(long, requires = "film")]
    masked: bool,
}

/// Replays.
pub fn run(options: &Options) -> Result<(), Failure> {
    if let (true, Some(interview)) = (options.film, &options.transcript) {
        let showing = Showing { speed: options.speed, masked: options.masked };
        let interview = interview.to_string_lossy();
        return film::run(options.questionnaire.as_ref(), &interview, showing);
    }
    let (source, origin) = shelf::find(&options.questionnaire)?;
    let compiled = compile(&source);
    let (shelved, item) = shelf::shelve(source, compiled, origin)?;
    shelf::speaks(&item, options.language.as_deref())?;
    let transcript = transcript(options.transcript.as_ref())?;
    check_lines(&transcript)?;
    let now = now(options.now.as_deref())?;
    let here = World::offset_on(now.date_time().date_naive());
    let told = Told {
        now,
        zone: (here == Some(now.offset_minutes)).then_some(World::offset_on),
        language: options.language.clone().unwrap_or_default(),
        case: options.case.clone().unwrap_or_default(),
        properties: no_device(),
        as_odk: true,
    };
    let mut text = String::new();
    for line in replay(&shelved.form, transcript.lines(), &told) {
        text += line.trim_end();
        text.push('\n');
    }
    print_exactly(&text)
}

/// Every line is a JSON object: what is none would be passed over like a line of no concern here,
/// and the answers meant for one question would go to the next.
fn check_lines(transcript: &str) -> Result<(), Failure> {
    let is_object = |line: &str| serde_json::from_str::<Map<String, Json>>(line).is_ok();
    let wrong = |(_, line): &(usize, &str)| !line.trim().is_empty() && !is_object(line);
    match transcript.lines().enumerate().find(wrong) {
        None => Ok(()),
        Some((at, _)) => {
            Err(Failure::new(Kind::Problem, "the transcript has a line that is no JSON object")
                .at(format!("line {}", at + 1))
                .advise("write one object a line, such as {\"event\":\"answer\",\"value\":\"1\"}"))
        }
    }
}

fn transcript(path: Option<&PathBuf>) -> Result<String, Failure> {
    let unreadable = |why: String, place: &str| {
        Failure::new(Kind::InputOutput, format!("the transcript cannot be read: {why}")).at(place)
    };
    match path.filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            let place = path.display().to_string();
            let bytes = file::read_bytes(path, file::SOURCE_MAX_BYTES)
                .map_err(|error| unreadable(error.problem.to_string(), &place))?;
            String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned(), &place))
        }
        None => {
            let mut text = String::new();
            std::io::stdin()
                .take(file::SOURCE_MAX_BYTES)
                .read_to_string(&mut text)
                .map_err(|error| unreadable(error.to_string(), "standard input"))?;
            Ok(text)
        }
    }
}

/// The moment given, the same at every replay; the clock's where none is.
fn now(given: Option<&str>) -> Result<Moment, Failure> {
    let Some(given) = given else { return Ok(World::start().moment()) };
    let time = DateTime::parse_from_rfc3339(given).map_err(|error| {
        Failure::new(Kind::Usage, format!("`{given}` is not a time: {error}"))
            .advise("write it as 2026-06-15T10:00:00+05:00")
    })?;
    let offset_minutes = i16::try_from(time.offset().local_minus_utc() / 60).unwrap_or(0);
    Ok(Moment { wall_ms: time.timestamp_millis(), offset_minutes, mono_ms: 0, fresh: 0 })
}
