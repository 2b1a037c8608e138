//! Walking through a form at random: answers of the right kind, some of them refused.

use std::sync::Arc;

use super::leaning::{Leaning, Leanings};
use super::walker::{Reply, Respondent, Walker, next_random};
use crate::form::Form;
use crate::form::node::{Question, QuestionKind};
use crate::interview::Interview;
use crate::interview::command::Command;
use crate::interview::fact::Fact;
use crate::moment::Moment;
use crate::place::Place;
use crate::value::{Date, Value};

/// How often an answer is tried at one question.
const TRIES_MAX: usize = 8;
/// How many rows are added to one roster at most.
const ROWS_MAX: usize = 4;
/// How many stops a walk passes at most.
const STOPS_MAX: usize = 20_000;
/// Words of several scripts and lengths.
const WORDS: [&str; 8] = ["Aigerim", "а", "Қазақстан", "no", "12", "a b", "О'Хара", "0701234567"];

/// A walk that was made.
#[derive(Debug, Clone)]
pub struct Walk {
    /// The interview at its end.
    pub interview: Interview,
    /// Its facts.
    pub facts: Vec<Fact>,
    /// Its transcript.
    pub lines: Vec<String>,
}

/// Walks through a form at random. The same form, seed and moment give the same walk.
pub fn random_walk(form: &Arc<Form>, seed: u64, moment: Moment) -> Walk {
    let case = format!("case {seed}");
    let language = &form.languages[0].code;
    let started = Interview::started(&case, language, Vec::new(), moment);
    let mut walker = Walker::begin(Interview::new(Arc::clone(form), Vec::new()), started);
    walker.walk(&mut Chance::new(seed), STOPS_MAX);
    Walk { interview: walker.interview, facts: walker.facts, lines: walker.lines }
}

/// The property by which an interview says that it was made up.
pub const SIMULATED: &str = "simulated";

/// An interview that is made up from its beginning to its end: a random walk, then finished. It
/// says of itself that it was made up.
pub fn simulated(form: &Arc<Form>, seed: u64, leanings: Leanings, moment: Moment) -> Walk {
    let mut chance = Chance { leanings, ..Chance::new(seed) };
    let language = &form.languages[chance.below(form.languages.len())].code;
    let property = (SIMULATED.to_owned(), "yes".to_owned());
    let started = Interview::started(&format!("{seed:x}"), language, vec![property], moment);
    let mut walker = Walker::begin(Interview::new(Arc::clone(form), Vec::new()), started);
    walker.walk(&mut chance, STOPS_MAX);
    let open = walker.interview.problems().into_iter();
    let reasons = open.map(|(place, _)| (place, SIMULATED.to_owned())).collect();
    // Where an answer still fails a hard check, the interview stays unfinished, as it would.
    let _ = walker.act(&Command::Complete { reasons });
    Walk { interview: walker.interview, facts: walker.facts, lines: walker.lines }
}

/// A respondent who answers at random.
pub struct Chance {
    state: u64,
    leanings: Leanings,
}

impl Chance {
    /// A respondent; the same seed gives the same answers.
    pub fn new(seed: u64) -> Chance {
        Chance { state: seed, leanings: Leanings::new() }
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.state = next_random(self.state);
        // The high bits, because only they are needed and a remainder is near enough even.
        usize::try_from(self.state >> 33).unwrap_or(0) % limit.max(1)
    }

    fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let at = self.below(things.len());
        things.get(at)
    }

    /// The canonical text of an answer of a question's kind; empty for none.
    pub fn invent(&mut self, interview: &Interview, place: Place) -> String {
        let form = Arc::clone(interview.form());
        let Some(question) = form.node(place.node).question() else { return String::new() };
        if let Some(answer) = self.lean(&form.node(place.node).name) {
            return answer;
        }
        if !question.special.is_empty() && self.below(15) == 0 {
            let special = self.pick(&question.special);
            return special
                .map_or_else(String::new, |&special| Value::Special(special).to_string());
        }
        match &question.kind {
            QuestionKind::SelectOne => {
                let choices = interview.choices(place);
                self.pick(&choices).map_or_else(String::new, |choice| choice.name.to_string())
            }
            QuestionKind::SelectMultiple => self.some_choices(interview, place, question),
            QuestionKind::Rank => self.ranking(interview, place, question),
            QuestionKind::Integer => self.number(interview, question).to_string(),
            QuestionKind::Decimal => {
                format!("{}.{}", self.number(interview, question), self.below(10))
            }
            QuestionKind::Range { start, end, step } => {
                let steps = ((end - start) / step.abs().max(f64::MIN_POSITIVE)).floor() as usize;
                let at = start + self.below(steps.min(10_000) + 1) as f64 * step;
                crate::expr::Outcome::Number(at).to_text()
            }
            QuestionKind::Date => self.date(interview),
            QuestionKind::Time => format!("{:02}:{:02}:00.000", self.below(24), self.below(60)),
            QuestionKind::DateTime => {
                format!("{}T{:02}:30:00.000+05:00", self.date(interview), self.below(24))
            }
            QuestionKind::Acknowledge => "OK".to_owned(),
            QuestionKind::Geopoint => {
                format!("{}.5 {}.25 300 5", 43 + self.below(9), 51 + self.below(30))
            }
            QuestionKind::Text { .. } | QuestionKind::Barcode => {
                self.pick(&WORDS).map_or_else(String::new, |&word| word.to_owned())
            }
            _ => String::new(),
        }
    }

    /// The answer to a question that there is a leaning for.
    fn lean(&mut self, name: &str) -> Option<String> {
        match self.leanings.get(name)?.clone() {
            Leaning::Between(low, high) => {
                let width = usize::try_from(high - low).unwrap_or(usize::MAX - 1) + 1;
                Some((low + self.below(width) as i64).to_string())
            }
            Leaning::Answers(answers) => {
                const STEPS: usize = 1 << 30;
                let whole: f64 = answers.iter().map(|(_, weight)| weight).sum();
                let mut left = self.below(STEPS) as f64 / STEPS as f64 * whole;
                let found = answers.iter().find(|(_, weight)| {
                    left -= weight;
                    left < 0.0
                });
                found.or(answers.last()).map(|(answer, _)| answer.clone())
            }
        }
    }

    /// Some of the choices, now and then more than are allowed.
    fn some_choices(&mut self, interview: &Interview, place: Place, question: &Question) -> String {
        let offered = interview.choices(place);
        let mut names: Vec<&str> = Vec::new();
        for choice in &offered {
            if self.below(3) == 0 && !choice.exclusive {
                names.push(&choice.name);
            }
        }
        if names.is_empty() {
            names.extend(self.pick(&offered).map(|choice| choice.name.as_ref()));
        }
        if let (Some(most), true) = (question.choose_max, self.below(8) > 0) {
            names.truncate(most as usize);
        }
        names.join(" ")
    }

    fn ranking(&mut self, interview: &Interview, place: Place, question: &Question) -> String {
        let mut names: Vec<String> =
            interview.choices(place).into_iter().map(|choice| choice.name.to_string()).collect();
        for at in (1..names.len()).rev() {
            let other = self.below(at + 1);
            names.swap(at, other);
        }
        names.truncate(question.choose_max.map_or(usize::MAX, |most| most as usize));
        names.join(" ")
    }

    /// A small number, or one at or beside a number that a check of the question names.
    fn number(&mut self, interview: &Interview, question: &Question) -> i64 {
        let mut limits: Vec<i64> = Vec::new();
        for check in &question.checks {
            let text = &interview.form().rule(check.rule).expression.text;
            let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
            limits.extend(digits.filter_map(|digits| digits.parse::<i64>().ok()));
        }
        match (self.below(3), self.pick(&limits).copied()) {
            (0, Some(limit)) => limit.saturating_add(self.below(3) as i64 - 1),
            (1, Some(limit)) => self.below(limit.clamp(1, 1_000_000) as usize) as i64,
            _ => self.below(12) as i64,
        }
    }

    /// A day of the last thirty years.
    fn date(&mut self, interview: &Interview) -> String {
        use crate::expr::source::Source;
        use chrono::Datelike;
        let today = interview.now().date_time().date_naive();
        let back = chrono::Days::new(self.below(11_000) as u64);
        let day = today.checked_sub_days(back).unwrap_or(today);
        let date = Date::full(day.year(), day.month() as u8, day.day() as u8);
        date.map_or_else(String::new, |date| date.to_string())
    }
}

impl Respondent for Chance {
    fn answer(&mut self, interview: &Interview, place: Place, tried: usize) -> Reply<String> {
        if tried >= TRIES_MAX {
            return Reply::GoOn;
        }
        let name = &interview.form().node(place.node).name;
        if tried == 0 && !self.leanings.contains_key(name) && self.below(12) == 0 {
            return Reply::Give(String::new());
        }
        Reply::Give(self.invent(interview, place))
    }

    fn repeat(&mut self, _interview: &Interview, at: &str) -> Reply<bool> {
        let row = at.rsplit_once('[').and_then(|(_, rest)| rest.strip_suffix(']')?.parse().ok());
        let few = row.is_some_and(|row: usize| row <= ROWS_MAX);
        Reply::Give(few && self.below(10) < 6)
    }
}
