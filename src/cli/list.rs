//! `anketa list`: the interviews in a data file.

use clap::Args;

use super::failure::Failure;
use super::{DataFile, of_store, print};
use crate::app::msg::Summary;
use crate::interview::State;

const EXAMPLES: &str = "\
Example:
  anketa list --db interviews.db

The first column is what `anketa show` takes; its first letters suffice.";

/// What to list.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    #[command(flatten)]
    data_file: DataFile,
}

/// Lists, the latest first.
pub fn run(options: &Options) -> Result<(), Failure> {
    let store = options.data_file.look()?;
    let summaries = store.list().map_err(|error| of_store(&error))?;
    if summaries.is_empty() {
        return print("no interviews\n");
    }
    let mut lines = vec![Line::head()];
    lines.extend(summaries.iter().map(Line::of));
    print(&table(&lines))
}

/// The columns of a line.
struct Line([String; 7]);

impl Line {
    fn head() -> Line {
        let words =
            ["interview", "questionnaire", "version", "case", "state", "answered", "changed"];
        Line(words.map(str::to_owned))
    }

    fn of(summary: &Summary) -> Line {
        let answered = match summary.total {
            0 => summary.answered.to_string(),
            total => format!("{}/{total}", summary.answered),
        };
        Line([
            summary.id.to_string(),
            summary.questionnaire.clone(),
            summary.version.clone(),
            summary.case.clone(),
            state(summary.state, summary.reopened).to_owned(),
            answered,
            time(summary.changed_ms, summary.offset_minutes),
        ])
    }
}

/// The name of a state; an interview that was finished before is open for correction.
pub fn state(state: State, reopened: bool) -> &'static str {
    match state {
        State::New => "new",
        State::Open if reopened => "reopened for correction",
        State::Open => "open",
        State::BrokenOff => "broken off",
        State::Complete => "complete",
    }
}

/// A time as it was on the machine: `2026-06-15 10:00`.
pub fn time(wall_ms: i64, offset_minutes: i16) -> String {
    let moment = crate::moment::Moment { wall_ms, offset_minutes, ..Default::default() };
    moment.date_time().format("%Y-%m-%d %H:%M").to_string()
}

fn table(lines: &[Line]) -> String {
    let width = |column: usize| {
        lines.iter().map(|Line(cells)| cells[column].chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..7).map(width).collect();
    let mut text = String::new();
    for Line(cells) in lines {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            let pad = width - cell.chars().count() + 2;
            line.push_str(&crate::tui::display::visible(cell));
            line.extend(std::iter::repeat_n(' ', pad));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interview_that_is_corrected_is_not_merely_open() {
        assert_eq!(state(State::Open, false), "open");
        assert_eq!(state(State::Open, true), "reopened for correction");
        assert_eq!(state(State::BrokenOff, true), "broken off");
    }
}
