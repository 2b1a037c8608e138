//! An interviewer who conducts an interview at a terminal by keys alone, after a script. Beside
//! it runs the same interview in this process: it says what the screen must show next.

use std::collections::BTreeMap;
use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::form::node::{Kind, QuestionKind};
use anketa::interview::command::Command;
use anketa::interview::{Interview, Standing, Stop};
use anketa::place::Place;
use anketa::value::{Date, Special, Value};

use super::data::moment;
use super::pty::Pty;

/// A key.
pub const ENTER: &str = "\r";
/// Answers "don't know".
pub const F2: &str = "\u{1b}OQ";
/// Answers "refused".
pub const F3: &str = "\u{1b}OR";

/// What to answer.
#[derive(Debug, Clone, Default)]
pub struct Script {
    answers: BTreeMap<String, (String, Option<String>)>,
}

impl Script {
    /// Reads lines of the form `path = answer` or `path = answer ?? reason`; `#` begins a
    /// comment.
    pub fn parse(text: &str) -> Script {
        let lines = text.lines().map(str::trim);
        let answers = lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| {
                let (path, answer) = line.split_once('=').expect("a path and an answer");
                let (answer, reason) = match answer.split_once("??") {
                    Some((answer, reason)) => (answer, Some(reason.trim().to_owned())),
                    None => (answer, None),
                };
                (path.trim().to_owned(), (answer.trim().to_owned(), reason))
            })
            .collect();
        Script { answers }
    }

    /// Its answers by path.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.answers.iter().map(|(path, (answer, _))| (path.as_str(), answer.as_str()))
    }
}

/// The interviewer.
pub struct Conductor {
    /// The interview as it must be.
    pub interview: Interview,
    script: Script,
    /// The stop on the screen.
    pub stop: Stop,
    nth: u64,
    /// How many keys the questions with choices took, and how many such questions there were.
    pub choice_keys: (usize, usize),
}

/// The form of a questionnaire's text.
pub fn form_of(name: &str, bytes: &[u8]) -> Arc<Form> {
    let source = Source { name: name.into(), bytes: bytes.to_vec(), attached: Vec::new() };
    Arc::new(compile(&source).form.expect("the questionnaire is good"))
}

impl Conductor {
    /// An interviewer at the first stop.
    pub fn new(form: Arc<Form>, case: &str, language: &str, script: Script) -> Conductor {
        let mut interview = Interview::new(form, Vec::new());
        interview.apply(&Interview::started(case, language, Vec::new(), moment(0)));
        let stop = interview.first_stop();
        Conductor { interview, script, stop, nth: 0, choice_keys: (0, 0) }
    }

    /// The path of the question on the screen, or of the battery.
    pub fn path(&self) -> String {
        match self.stop {
            Stop::Question(place) | Stop::Battery(place) | Stop::AddRow(place) => {
                self.interview.path(place)
            }
            Stop::End => String::new(),
        }
    }

    /// Waits until the screen shows the stop, with as many answers as there must be.
    pub fn see(&self, pty: &mut Pty) {
        let (answered, total) = self.interview.progress();
        let progress = format!(" {answered}/{total} ");
        let words = match self.stop {
            Stop::Question(place) | Stop::Battery(place) => self.opening(place),
            Stop::AddRow(_) | Stop::End => String::new(),
        };
        let number = self.number();
        pty.wait_until(&format!("`{words}`, `{number}` and `{progress}`"), |contents| {
            let flat = |lines: &mut dyn Iterator<Item = &str>| {
                let words = lines.flat_map(str::split_whitespace);
                format!("{} ", words.collect::<Vec<_>>().join(" "))
            };
            let head = flat(&mut contents.lines().take(2));
            let body = flat(&mut contents.lines().skip(2));
            body.contains(&words) && head.contains(&progress) && head.contains(&number)
        });
    }

    /// The end of the line that says where in the questionnaire we are.
    fn number(&self) -> String {
        let (Stop::Question(place) | Stop::Battery(place)) = self.stop else {
            return String::new();
        };
        let node = self.interview.form().node(place.node);
        format!(" › {} ", node.number.as_ref().unwrap_or(&node.name))
    }

    /// The first words of what is read out.
    fn opening(&self, place: Place) -> String {
        let label = self.interview.label(place).text;
        label.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
    }

    /// Answers the stop on the screen by keys and sees the next one.
    pub fn answer(&mut self, pty: &mut Pty) {
        match self.stop {
            Stop::Question(place) => self.answer_question(place, pty),
            Stop::Battery(group) => {
                for row in self.interview.shown_children(group) {
                    if self.interview.relevant(row) {
                        self.answer_row(row, pty);
                    }
                }
            }
            Stop::AddRow(_) | Stop::End => return,
        }
        let before = self.alone();
        self.stop = self.interview.next_stop(self.stop);
        match (before, self.alone()) {
            (None, Some(_)) => self.change_hands("Никто не смотрит", pty),
            (Some(group), None) => {
                self.change_hands("Пожалуйста, верните устройство", pty);
                self.carry_out(&Command::HandBack { group });
            }
            _ => {}
        }
        self.see(pty);
    }

    /// The block around the stop that the respondent answers alone.
    fn alone(&self) -> Option<Place> {
        let (Stop::Question(place) | Stop::Battery(place)) = self.stop else { return None };
        let mut at = Some(place);
        while let Some(place) = at {
            if let Kind::Group(group) = &self.interview.form().node(place.node).kind
                && group.self_completion
            {
                return Some(place);
            }
            at = self.interview.parent(place);
        }
        None
    }

    fn change_hands(&self, words: &str, pty: &mut Pty) {
        pty.wait_for(words);
        pty.press(&["1", ENTER]);
    }

    /// What was answered so far: path and canonical text.
    pub fn given(&self) -> Vec<(String, String)> {
        let answers = self.interview.places().into_iter().filter_map(|place| {
            let answer = self.interview.answer(place)?;
            let counts = answer.standing == Standing::Counts && self.interview.relevant(place);
            counts.then(|| (self.interview.path(place), answer.value.to_string()))
        });
        answers.collect()
    }

    fn answer_question(&mut self, place: Place, pty: &mut Pty) {
        let Some((answer, reason)) = self.said(place) else {
            pty.press(&[ENTER]);
            return self.take_default(place);
        };
        let before = pty.keys;
        let is_choice = !self.interview.choices(place).is_empty();
        let mut value = self.value(place, &answer);
        if value.is_some() && self.interview.value(place) == value {
            // It is there already, by default or calculation.
            value = None;
        }
        match &value {
            None => pty.press(&[ENTER]),
            Some(Value::Special(special)) => pty.press(&[special_key(*special)]),
            Some(Value::Choice(name)) => {
                pty.type_text(&self.code(place, name));
                pty.press(&[ENTER]);
            }
            Some(Value::Choices(names)) => {
                for name in names {
                    pty.type_text(&self.code(place, name));
                    if self.more_could_follow(place, name) {
                        pty.press(&[" "]);
                    }
                }
                pty.press(&[ENTER]);
            }
            Some(Value::Acknowledged) => pty.press(&["1", ENTER]),
            Some(_) => {
                pty.type_text(&answer);
                pty.press(&[ENTER]);
            }
        }
        if is_choice && !matches!(value, Some(Value::Choices(_))) {
            self.choice_keys.0 += pty.keys - before;
            self.choice_keys.1 += 1;
        }
        if let Some(reason) = &reason {
            pty.wait_for("причина");
            pty.type_text(reason);
            pty.press(&[ENTER]);
        }
        match value {
            Some(value) => self.apply(place, value, reason),
            None => self.take_default(place),
        }
    }

    /// A default that is entered as it stands becomes the answer.
    fn take_default(&mut self, place: Place) {
        let default = self.interview.value(place).filter(|_| !self.interview.read_only(place));
        if let (Some(value), None) = (default, self.interview.answer(place)) {
            self.apply(place, value, None);
        }
    }

    fn answer_row(&mut self, row: Place, pty: &mut Pty) {
        let (answer, _) = self
            .said(row)
            .unwrap_or_else(|| panic!("the script has no answer for {}", self.interview.path(row)));
        let before = pty.keys;
        match self.value(row, &answer) {
            Some(Value::Choice(name)) => {
                pty.type_text(&self.code(row, &name));
                if self.more_could_follow(row, &name) {
                    pty.press(&[ENTER]);
                }
                self.apply(row, Value::Choice(name), None);
            }
            Some(Value::Special(special)) => {
                pty.press(&[special_key(special)]);
                self.apply(row, Value::Special(special), None);
            }
            other => panic!("{other:?} is no answer to a row"),
        }
        self.choice_keys.0 += pty.keys - before;
        self.choice_keys.1 += 1;
        let (answered, total) = self.interview.progress();
        let progress = format!(" {answered}/{total} ");
        pty.wait_until(&progress, |contents| {
            contents.split_whitespace().collect::<Vec<_>>().join(" ").contains(&progress)
        });
    }

    /// What the script says of a question; `None` for a note.
    fn said(&self, place: Place) -> Option<(String, Option<String>)> {
        let node = self.interview.form().node(place.node);
        let question = node.question()?;
        if matches!(question.kind, QuestionKind::Note) || self.interview.read_only(place) {
            return None;
        }
        let path = self.interview.path(place);
        let said = self.script.answers.get(&path);
        Some(said.unwrap_or_else(|| panic!("the script has no answer for {path}")).clone())
    }

    /// The value that a script's text means; `None` for blank.
    fn value(&self, place: Place, answer: &str) -> Option<Value> {
        let kind = &self.interview.form().node(place.node).question()?.kind;
        Some(match (answer, kind) {
            ("", _) => return None,
            ("<dk>", _) => Value::Special(Special::DontKnow),
            ("<refused>", _) => Value::Special(Special::Refused),
            (_, QuestionKind::Integer) => Value::Integer(answer.parse().expect("a number")),
            (_, QuestionKind::SelectOne) => Value::Choice(answer.into()),
            (_, QuestionKind::SelectMultiple | QuestionKind::Rank) => {
                Value::Choices(answer.split(' ').map(str::to_owned).collect())
            }
            (_, QuestionKind::Acknowledge) => Value::Acknowledged,
            (_, QuestionKind::Date) => Value::Date(Date::parse(answer).expect("a date")),
            _ => Value::Text(answer.into()),
        })
    }

    /// What is typed for a choice: its name where all names are short numbers, else its position.
    fn code(&self, place: Place, name: &str) -> String {
        let choices = self.interview.choices(place);
        let number = |name: &str| name.len() <= 6 && name.bytes().all(|byte| byte.is_ascii_digit());
        if choices.iter().all(|choice| number(&choice.name)) {
            return name.to_owned();
        }
        let at = choices.iter().position(|choice| *choice.name == *name);
        (at.expect("the choice is offered") + 1).to_string()
    }

    /// Whether a code is the beginning of another, so that the program waits after it.
    fn more_could_follow(&self, place: Place, name: &str) -> bool {
        let code = self.code(place, name);
        self.interview.choices(place).iter().any(|choice| {
            let other = self.code(place, &choice.name);
            other.len() > code.len() && other.starts_with(&code)
        })
    }

    fn apply(&mut self, place: Place, value: Value, reason: Option<String>) {
        self.carry_out(&Command::Answer { place, value, reason });
    }

    fn carry_out(&mut self, command: &Command) {
        self.nth += 1;
        let facts = self.interview.decide(command, moment(self.nth));
        let facts = facts.unwrap_or_else(|why| panic!("{command:?}: {why:?}"));
        facts.iter().for_each(|fact| self.interview.apply(fact));
    }
}

fn special_key(special: Special) -> &'static str {
    match special {
        Special::DontKnow => F2,
        Special::Refused => F3,
        Special::NotApplicable => "\u{1b}OS",
    }
}
