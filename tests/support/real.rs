//! A respondent without a script for any form: invents answers of the right kind, and an
//! interviewer who types them. Beside it runs the same interview in this process, which says
//! what the screen must show next and what the export must hold.

use std::path::PathBuf;
use std::sync::Arc;

use anketa::form::Form;
use anketa::form::node::{Question, QuestionKind};
use anketa::interview::command::Command;
use anketa::interview::convert::read;
use anketa::interview::refusal::Refusal;
use anketa::interview::{Interview, Standing, Stop};
use anketa::moment::Moment;
use anketa::place::Place;
use anketa::store::Store;
use anketa::value::Value;
use anketa::walk::random::Chance;

use super::conduct::ENTER;
use super::folder::Folder;
use super::pty::Pty;

const PAGE_DOWN: &str = "\u{1b}[6~";
/// How often an answer is invented for one question.
const TRIES_MAX: usize = 40;
/// How many rows an open roster gets.
const ROWS_MAX: usize = 2;
/// Why a question is left open or a doubtful answer kept.
const REASON: &str = "as the respondent says";

/// The interviewer.
pub struct Improviser {
    /// The interview as it must be.
    pub interview: Interview,
    chance: Chance,
    stop: Stop,
    moment: Moment,
    /// A photograph, a sound or any other file, and the data file that tells its name.
    file: (PathBuf, Store),
    /// How many stops were passed.
    pub stops: usize,
}

impl Improviser {
    /// An interviewer at the first stop of an interview that began at that moment.
    pub fn new(
        form: &Arc<Form>,
        case: &str,
        seed: u64,
        moment: Moment,
        folder: &Folder,
    ) -> Improviser {
        let mut interview = Interview::new(Arc::clone(form), Vec::new());
        let language = &form.languages[0].code;
        interview.apply(&Interview::started(case, language, Vec::new(), moment));
        let path = folder.path("picture.jpg");
        std::fs::write(&path, b"\xff\xd8\xff\xe0 a picture by its first bytes")
            .expect("a file can be written");
        let store = Store::open(&folder.path("names.db")).expect("a new data file");
        let stop = interview.first_stop();
        let chance = Chance::new(seed);
        Improviser { interview, chance, stop, moment, file: (path, store), stops: 0 }
    }

    /// Conducts the interview from the first stop to the end.
    pub fn conduct(&mut self, pty: &mut Pty) {
        while self.stop != Stop::End {
            self.see(pty);
            self.stops += 1;
            match self.stop {
                Stop::Question(place) => self.ask(place, pty),
                Stop::Battery(group) => {
                    for row in self.interview.shown_children(group) {
                        if self.interview.relevant(row) {
                            self.ask_row(row, pty);
                        }
                    }
                }
                Stop::AddRow(roster) => {
                    if self.add_row(roster, pty) {
                        continue;
                    }
                }
                Stop::End => {}
            }
            self.stop = self.interview.next_stop(self.stop);
        }
    }

    /// What counts at the end: path and canonical text.
    pub fn given(&self) -> Vec<(String, String)> {
        let answers = self.interview.places().into_iter().filter_map(|place| {
            let answer = self.interview.answer(place)?;
            let counts = answer.standing == Standing::Counts && self.interview.relevant(place);
            counts.then(|| (self.interview.path(place), answer.value.to_string()))
        });
        answers.collect()
    }

    /// Waits until the screen shows the stop: where it is and how much is answered.
    fn see(&self, pty: &mut Pty) {
        let (answered, total) = self.interview.progress();
        let progress = format!(" {answered}/{total} ");
        let number = match self.stop {
            Stop::Question(place) | Stop::Battery(place) => {
                let node = self.interview.form().node(place.node);
                let number = node.number.as_ref().unwrap_or(&node.name);
                // The screen cuts a long one at 20 cells.
                let cut = number.chars().count() > 20;
                let shown: String = number.chars().take(if cut { 19 } else { 20 }).collect();
                if cut { format!("{shown}… ") } else { format!("{shown} ") }
            }
            Stop::AddRow(_) | Stop::End => String::new(),
        };
        let what = format!("`{number}` and `{progress}` of {:?}", self.path());
        pty.wait_until(&what, |contents| {
            let head = contents.lines().nth(1).unwrap_or_default();
            format!("{head} ").contains(&progress) && head.contains(&number)
        });
    }

    fn path(&self) -> String {
        match self.stop {
            Stop::Question(place) | Stop::Battery(place) | Stop::AddRow(place) => {
                self.interview.path(place)
            }
            Stop::End => String::new(),
        }
    }

    fn ask(&mut self, place: Place, pty: &mut Pty) {
        let form = Arc::clone(self.interview.form());
        let question = form.node(place.node).question().expect("a question");
        if !question.kind.is_answerable() || self.interview.read_only(place) {
            return pty.press(&[ENTER]);
        }
        if let Some(value) = self.interview.value(place) {
            // What is there, by default or from earlier, is entered as it stands.
            let answered = self.interview.answer(place).is_some();
            if answered || self.try_answer(place, value) == Some(false) {
                return pty.press(&[ENTER]);
            }
        }
        match self.invent(place, question) {
            Some((value, doubted)) => {
                self.type_answer(place, question, &value, pty);
                if doubted {
                    pty.wait_for("Is this right?");
                    pty.type_text(REASON);
                    pty.press(&[ENTER]);
                }
            }
            None if self.interview.required(place) => self.leave_open(place, pty),
            None => pty.press(&[ENTER]),
        }
    }

    fn leave_open(&mut self, place: Place, pty: &mut Pty) {
        pty.press(&[PAGE_DOWN]);
        pty.wait_for("Why is there no answer?");
        pty.type_text(REASON);
        pty.press(&[ENTER]);
        let left = self.act(&Command::LeaveOpen { place, reason: REASON.to_owned() });
        left.expect("a question can be left open");
    }

    /// Finds an answer that is taken, and takes it; whether it was doubted.
    fn invent(&mut self, place: Place, question: &Question) -> Option<(Value, bool)> {
        if self.chance.below(12) == 0 && !self.interview.required(place) {
            return None;
        }
        for _ in 0..TRIES_MAX {
            let value = self.one_answer(place, question)?;
            // An answer as it is typed has no seconds' fractions and the like of its own.
            if let Some(doubted) = self.try_answer(place, value.clone()) {
                return Some((value, doubted));
            }
        }
        None
    }

    fn one_answer(&mut self, place: Place, question: &Question) -> Option<Value> {
        let text = match &question.kind {
            QuestionKind::Geotrace => "43.5 51.25 300 5; 44 52 0 0".to_owned(),
            QuestionKind::Geoshape => "43.5 51.25 0 0; 44 52 0 0; 44 51 0 0; 43.5 51.25 0 0".into(),
            QuestionKind::File(kind) => {
                let (path, store) = &mut self.file;
                // What a file is goes by its first bytes.
                let bytes: &[u8] = match kind.as_str() {
                    "audio" => b"ID3\x04\0\0\0 a sound by its first bytes",
                    "video" => b"\0\0\0\x18ftypmp42 a film by its first bytes",
                    _ => b"\xff\xd8\xff\xe0 a picture by its first bytes",
                };
                std::fs::write(&*path, bytes).expect("a file can be written");
                let name = path.file_name()?.to_string_lossy().into_owned();
                let bytes = std::fs::read(&*path).expect("the file is there");
                return Some(Value::File(store.attach(&name, &bytes).expect("it is copied")));
            }
            QuestionKind::Time => {
                let hour = self.chance.below(24);
                format!("{hour:02}:15:00.000Z")
            }
            QuestionKind::DateTime => {
                let hour = self.chance.below(24);
                format!("2026-03-0{}T{hour:02}:15:00.000Z", 1 + self.chance.below(9))
            }
            _ => self.chance.invent(&self.interview, place),
        };
        read(&question.kind, &text).filter(|_| !text.is_empty())
    }

    /// Answers beside the program; `None` where the answer is refused, else whether it was
    /// doubted.
    fn try_answer(&mut self, place: Place, value: Value) -> Option<bool> {
        let answer = |reason| Command::Answer { place, value: value.clone(), reason };
        match self.act(&answer(None)) {
            Ok(()) => Some(false),
            Err(Refusal::Doubt { .. }) => {
                self.act(&answer(Some(REASON.to_owned()))).ok().map(|()| true)
            }
            Err(_) => None,
        }
    }

    fn type_answer(&self, place: Place, question: &Question, value: &Value, pty: &mut Pty) {
        let text = value.to_string();
        match value {
            Value::Choice(name) => self.type_choice(place, name, pty),
            Value::Choices(names) => {
                let long = self.interview.choices(place).len() > 15;
                for name in names {
                    self.type_choice(place, name, pty);
                    if long {
                        pty.press(&[ENTER]);
                    } else if self.more_could_follow(place, name) {
                        pty.press(&[" "]);
                    }
                }
            }
            Value::Acknowledged => pty.press(&["1"]),
            Value::File(_) => pty.type_text(&self.file.0.display().to_string()),
            Value::DateTime(..) => pty.type_text(&text[..16].replace('T', " ")),
            Value::Time(_) => pty.type_text(&text[..5]),
            _ => pty.type_text(&text),
        }
        let multiline = matches!(question.kind, QuestionKind::Text { multiline: true });
        pty.press(&[if multiline { "\u{1b}\r" } else { ENTER }]);
    }

    fn type_choice(&self, place: Place, name: &str, pty: &mut Pty) {
        match self.code(place, name) {
            Some(code) => pty.type_text(&code),
            None => pty.type_text(&self.interview.choice_label(place, name)),
        }
    }

    /// What is typed for a choice: its name where all names are short numbers, else its
    /// position; `None` where the list is so long that positions mean nothing.
    fn code(&self, place: Place, name: &str) -> Option<String> {
        let choices = self.interview.choices(place);
        let number = |name: &str| name.len() <= 6 && name.bytes().all(|byte| byte.is_ascii_digit());
        if choices.iter().all(|choice| number(&choice.name)) {
            return Some(name.to_owned());
        }
        let at = choices.iter().position(|choice| *choice.name == *name);
        let at = at.expect("the choice is offered") + 1;
        (choices.len() <= 200).then(|| at.to_string())
    }

    /// Whether a code is the beginning of another, so that the program waits after it.
    fn more_could_follow(&self, place: Place, name: &str) -> bool {
        let Some(code) = self.code(place, name) else { return false };
        self.interview.choices(place).iter().any(|choice| {
            let other = self.code(place, &choice.name).unwrap_or_default();
            other.len() > code.len() && other.starts_with(&code)
        })
    }

    fn ask_row(&mut self, row: Place, pty: &mut Pty) {
        let form = Arc::clone(self.interview.form());
        let Some(question) = form.node(row.node).question() else { return };
        if !question.kind.is_answerable() || self.interview.read_only(row) {
            return;
        }
        let answer = self.invent_row(row, question);
        let Some(Value::Choice(name)) = answer else { panic!("no answer to {}", self.path()) };
        self.type_choice(row, &name, pty);
        if self.more_could_follow(row, &name) {
            pty.press(&[ENTER]);
        }
        // After the last row the program goes on by itself: how much is answered is seen in any
        // case.
        let (answered, total) = self.interview.progress();
        let progress = format!(" {answered}/{total} ");
        pty.wait_until(&progress, |contents| {
            format!("{} ", contents.lines().nth(1).unwrap_or_default()).contains(&progress)
        });
    }

    /// An answer to a row of a battery that is taken without doubt.
    fn invent_row(&mut self, row: Place, question: &Question) -> Option<Value> {
        (0..TRIES_MAX).find_map(|_| {
            let value = self.one_answer(row, question)?;
            let taken = self.try_answer(row, value.clone());
            taken.map(|_| value)
        })
    }

    /// At the end of an open roster: one more row, or on.
    fn add_row(&mut self, roster: Place, pty: &mut Pty) -> bool {
        let rows = self.interview.rows(roster).len();
        let add = rows < ROWS_MAX && self.act(&Command::AddRow { roster, before: None }).is_ok();
        // The rows stand first in the list, then one more, then no more.
        let line = if add { rows + 1 } else { rows + 2 };
        pty.type_text(&line.to_string());
        pty.press(&[ENTER]);
        if add {
            let row = self.interview.rows(roster)[rows];
            self.stop = self.interview.stop_of(Place::new(row, roster.node));
        }
        add
    }

    fn act(&mut self, command: &Command) -> Result<(), Refusal> {
        self.moment.mono_ms += 1;
        let facts = self.interview.decide(command, self.moment)?;
        facts.iter().for_each(|fact| self.interview.apply(fact));
        Ok(())
    }
}
