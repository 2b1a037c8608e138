//! What a scenario expects, compared with an interview; what a driver tells of a step.

use std::collections::BTreeSet;
use std::fmt::Debug;

use anketa::form::node::CheckSeverity;
use anketa::form::wording::Wording;
use anketa::interview::fact::{Fact, What};
use anketa::interview::refusal::Refusal;
use anketa::interview::{Interview, Standing, Stop, Trouble};
use anketa::place::{Address, Place};

/// What followed from a step.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Why it was refused.
    pub refused: Vec<String>,
    /// The messages of the soft checks that doubted it.
    pub doubted: Vec<String>,
    /// The answers that were set aside.
    pub aside: BTreeSet<String>,
    /// The questions that are asked now and were not before.
    pub appeared: BTreeSet<String>,
    /// The questions that were asked before and are not now.
    pub gone: BTreeSet<String>,
}

impl Outcome {
    /// Adds which questions came and went between two looks at what is asked.
    pub fn compare(&mut self, before: &BTreeSet<String>, after: &BTreeSet<String>) {
        self.appeared = after.difference(before).cloned().collect();
        self.gone = before.difference(after).cloned().collect();
    }

    /// Adds the answers that facts set aside; the interview knows the facts already.
    pub fn set_aside(&mut self, interview: &Interview, facts: &[Fact]) {
        for fact in facts {
            if let What::SetAside { at } = &fact.what {
                self.aside.insert(words_of(interview, at));
            }
        }
    }
}

/// The questions that are asked now, by path.
pub fn asked(interview: &Interview) -> BTreeSet<String> {
    let questions = interview.questions().into_iter();
    let shown = questions.filter(|place| {
        let question = interview.form().node(place.node).question();
        question.is_some_and(|question| question.kind.is_shown()) && interview.relevant(*place)
    });
    shown.map(|place| interview.path(place)).collect()
}

/// The place of an address.
pub fn place(interview: &Interview, name: &str) -> Result<Place, String> {
    interview.place_at(name).ok_or_else(|| format!("there is no {name}"))
}

/// The question of that name or address, which must be asked by the stop.
pub fn on_screen(interview: &Interview, stop: Stop, name: &str) -> Result<Place, String> {
    let shown = match stop {
        Stop::Question(place) => vec![place],
        Stop::Battery(group) => interview.shown_children(group),
        Stop::AddRow(_) | Stop::End => Vec::new(),
    };
    let is_named = |place: &Place| {
        interview.form().node(place.node).name == name || interview.path(*place) == name
    };
    shown
        .into_iter()
        .find(is_named)
        .ok_or_else(|| format!("{name} is not on screen, but {}", stop_words(interview, stop)))
}

/// A stop in words: an address, `+` before that of a roster, or `end`.
pub fn stop_words(interview: &Interview, stop: Stop) -> String {
    match stop {
        Stop::Question(place) | Stop::Battery(place) => interview.path(place),
        Stop::AddRow(place) => format!("+{}", interview.path(place)),
        Stop::End => "end".to_owned(),
    }
}

/// The stop of such words, if it is there.
pub fn stop_at(interview: &Interview, words: &str) -> Option<Stop> {
    match words.strip_prefix('+') {
        _ if words == "end" => Some(Stop::End),
        Some(roster) => interview.place_at(roster).map(Stop::AddRow),
        None => interview.place_at(words).map(|place| interview.stop_of(place)),
    }
}

/// The path of an address, also where its row is gone.
fn words_of(interview: &Interview, at: &Address) -> String {
    match interview.place(at) {
        Some(place) => interview.path(place),
        None => {
            let rows: Vec<String> = at.rows.iter().map(|row| row.0.to_string()).collect();
            format!("{}#{}", interview.form().node(at.node).name, rows.join("."))
        }
    }
}

/// The messages of checks of a question; `check` for one without.
pub fn messages(interview: &Interview, place: Place, failed: &[usize]) -> Vec<String> {
    let question = interview.form().node(place.node).question();
    let checks = question.map_or(&[][..], |question| &question.checks);
    let message = |check: &usize| {
        let empty = Wording::default();
        let wording = checks.get(*check).map_or(&empty, |check| &check.message);
        let filled = interview.text(wording, place);
        filled.map_or_else(|| "check".to_owned(), |filled| filled.text)
    };
    failed.iter().map(message).collect()
}

/// Adds a refusal to what followed from a step.
pub fn refused(interview: &Interview, refusal: &Refusal, outcome: &mut Outcome) {
    let paths = |places: &[Place]| {
        let paths: Vec<String> = places.iter().map(|&at| interview.path(at)).collect();
        paths.join(", ")
    };
    let said = match refusal {
        Refusal::Doubt { place, failed } => {
            outcome.doubted = messages(interview, *place, failed);
            return;
        }
        Refusal::Check { place, failed } => {
            outcome.refused = messages(interview, *place, failed);
            return;
        }
        Refusal::WrongKind { .. } => "wrong kind".to_owned(),
        Refusal::NotOffered { choice, .. } => format!("not offered: {choice}"),
        Refusal::TooMany { at_most, .. } => format!("at most {at_most}"),
        Refusal::Exclusive { choice, .. } => format!("exclusive: {choice}"),
        Refusal::SpecialClosed { .. } => "special answer closed".to_owned(),
        Refusal::NotRelevant { .. } => "not relevant".to_owned(),
        Refusal::ReadOnly { .. } => "read only".to_owned(),
        Refusal::NothingThere => "nothing there".to_owned(),
        Refusal::RowsFixed => "rows fixed".to_owned(),
        Refusal::Open { places } => format!("open: {}", paths(places)),
        Refusal::Failing { places } => format!("failing: {}", paths(places)),
        Refusal::Finished => "finished".to_owned(),
        Refusal::NotFinished => "not finished".to_owned(),
        Refusal::NoLanguage => "no such language".to_owned(),
        Refusal::NothingToUndo => "nothing to undo".to_owned(),
        Refusal::Locked { .. } => "locked".to_owned(),
    };
    outcome.refused.push(said);
}

/// Compares what followed from a step, and where it led, with what is written down.
pub fn expect(
    interview: &Interview,
    stop: Stop,
    outcome: &Outcome,
    expected: &[String],
) -> Result<(), String> {
    let of = |sign: &str| -> Vec<String> {
        let lines = expected.iter().filter_map(|line| line.strip_prefix(sign));
        lines.map(|line| line.trim().to_owned()).collect()
    };
    let list = |sign: &str| -> BTreeSet<String> {
        of(sign).iter().flat_map(|line| line.split(", ")).map(str::to_owned).collect()
    };
    let (earlier, doubts): (Vec<String>, Vec<String>) =
        of("?").into_iter().partition(|line| line.contains(": earlier answer"));
    same("refused", &of("!"), &outcome.refused)?;
    same("doubted", &doubts, &outcome.doubted)?;
    same("set aside", &list("~"), &outcome.aside)?;
    if !list("+").is_empty() {
        same("now asked", &list("+"), &outcome.appeared)?;
    }
    if !list("-").is_empty() {
        same("no longer asked", &list("-"), &outcome.gone)?;
    }
    for line in earlier {
        expect_earlier(interview, &line)?;
    }
    for line in of("=") {
        let (name, value) = line.split_once(' ').unwrap_or((&line, ""));
        let found = interview.value(place(interview, name)?);
        same(name, &value.to_owned(), &found.map_or(String::new(), |one| one.to_string()))?;
    }
    for line in of("@") {
        same("on screen", &line, &stop_words(interview, stop))?;
    }
    for line in of(":") {
        let label = match stop {
            Stop::Question(place) | Stop::Battery(place) => interview.label(place).text,
            Stop::AddRow(_) | Stop::End => String::new(),
        };
        same("label", &line, &label)?;
    }
    Ok(())
}

/// `pregnant: earlier answer yes, confirm`.
fn expect_earlier(interview: &Interview, line: &str) -> Result<(), String> {
    let (name, rest) = line.split_once(": earlier answer").unwrap_or((line, ""));
    let value = rest.trim().trim_end_matches(", confirm").trim_matches('`');
    let place = place(interview, name)?;
    let answer = interview.answer(place).ok_or(format!("{name} has no answer"))?;
    same("earlier answer", &value.to_owned(), &answer.value.to_string())?;
    let waits = answer.standing == Standing::SetAside && interview.relevant(place);
    if waits { Ok(()) } else { Err(format!("{name} does not wait to be confirmed")) }
}

/// An output of the interview as text.
pub fn output(interview: &Interview, stop: Stop, name: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut line = |words: String| {
        text.push_str(words.trim_end());
        text.push('\n');
    };
    match name {
        "values" => {
            for place in interview.places() {
                let value = interview.value(place);
                let value = value.map_or_else(String::new, |value| value.to_string());
                line(format!("{} = {value}", interview.path(place)));
            }
        }
        "choices" => {
            let Stop::Question(place) = stop else {
                return Err(format!("no question on screen, but {}", stop_words(interview, stop)));
            };
            for choice in interview.choices(place) {
                line(format!("{}: {}", choice.name, choice.label));
            }
        }
        "problems" => {
            for (place, trouble) in interview.problems() {
                line(format!("{}: {}", interview.path(place), trouble_words(&trouble)));
            }
        }
        _ => return Err(format!("no output is called {name}")),
    }
    Ok(text)
}

fn trouble_words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Missing => "missing".to_owned(),
        Trouble::Unconfirmed => "unconfirmed".to_owned(),
        Trouble::Defect(message) => format!("defect: {message}"),
        Trouble::Failing(checks) => {
            let words = checks.iter().map(|(check, severity)| match severity {
                CheckSeverity::Hard => format!("hard check {}", check + 1),
                CheckSeverity::Soft => format!("soft check {}", check + 1),
            });
            words.collect::<Vec<_>>().join(", ")
        }
    }
}

/// Two things that must be the same.
pub fn same<T: PartialEq + Debug>(what: &str, expected: &T, found: &T) -> Result<(), String> {
    if expected == found {
        Ok(())
    } else {
        Err(format!("{what}: expected {expected:?}, found {found:?}"))
    }
}

/// Two outputs that must be the same.
pub fn equal(name: &str, expected: &str, found: &str) -> Result<(), String> {
    if expected == found {
        Ok(())
    } else {
        Err(format!("output {name}: expected\n{expected}found\n{found}"))
    }
}
