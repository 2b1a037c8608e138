//! The engine alone conducts a scenario. After every step the interview is replayed from what is
//! kept of it, and must be the same.

use std::sync::Arc;

use anketa::form::Form;
use anketa::interview::command::Command;
use anketa::interview::convert::read;
use anketa::interview::fact::Fact;
use anketa::interview::{Interview, Stop};
use anketa::moment::Moment;
use anketa::place::Place;
use anketa::value::Value;

use super::disk::Disk;
use super::telling::{self, Outcome};
use super::{Deed, Scenario, Step};

/// 2026-06-15T10:00:00+05:00.
pub const NOW_MS: i64 = 1_781_499_600_000;

/// An interview that is conducted by commands.
pub struct Engine {
    form: Arc<Form>,
    facts: Vec<Fact>,
    /// The interview.
    pub interview: Interview,
    moment: Moment,
    /// What is on screen.
    pub stop: Stop,
    /// The answer that a check doubted or refused last.
    doubted: Option<(Place, Value)>,
    disk: Option<Disk>,
}

/// Conducts a scenario; with a disk, killed after every step and taken up again from there.
pub fn conduct(scenario: &Scenario, disk: Option<Disk>) -> Result<(), String> {
    let mut engine = Engine::begin(scenario.compile()?, "", disk);
    for step in &scenario.steps {
        engine.take(step).map_err(|why| scenario.failure(step, &why))?;
    }
    match engine.disk.is_none_or(|disk| disk.is_sound()) {
        true => Ok(()),
        false => Err(format!("{}: the data file is not sound", scenario.title)),
    }
}

impl Engine {
    /// A new interview.
    pub fn begin(form: Arc<Form>, case: &str, disk: Option<Disk>) -> Engine {
        let moment = Moment { wall_ms: NOW_MS, offset_minutes: 300, mono_ms: 0, fresh: 7 };
        let properties = vec![("username".to_owned(), "aigerim".to_owned())];
        let started = Interview::started(case, &form.languages[0].code, properties, moment);
        let facts = vec![started];
        let interview = Interview::replay(Arc::clone(&form), Vec::new(), &facts);
        let stop = interview.first_stop();
        let mut engine = Engine { form, facts, interview, moment, stop, doubted: None, disk };
        if let Some(disk) = &mut engine.disk {
            disk.begin(&engine.form, &engine.facts);
        }
        engine
    }

    fn take(&mut self, step: &Step) -> Result<(), String> {
        match &step.deed {
            Deed::Output { name, text } => {
                let found = telling::output(&self.interview, self.stop, name)?;
                telling::equal(name, text, &found)
            }
            Deed::Act { text, expected } => {
                let before = telling::asked(&self.interview);
                let mut outcome = self.act(text)?;
                self.take_up_again()?;
                outcome.compare(&before, &telling::asked(&self.interview));
                telling::expect(&self.interview, self.stop, &outcome, expected)
            }
        }
    }

    /// Goes on with the interview as it is kept, which must be as it was.
    fn take_up_again(&mut self) -> Result<(), String> {
        let again = match &mut self.disk {
            None => Interview::replay(Arc::clone(&self.form), Vec::new(), &self.facts),
            Some(disk) => {
                let at = telling::stop_words(&self.interview, self.stop);
                let (interview, at) = disk.kill(&self.form, &self.facts, &at);
                if let Some(stop) = telling::stop_at(&interview, &at) {
                    self.stop = stop;
                }
                interview
            }
        };
        if again != self.interview {
            return Err("a replay of what is kept gives another interview".to_owned());
        }
        self.interview = again;
        Ok(())
    }

    /// Does what a line says.
    pub fn act(&mut self, text: &str) -> Result<Outcome, String> {
        if let Some((name, typed)) = text.split_once('=') {
            let place = telling::on_screen(&self.interview, self.stop, name.trim())?;
            return self.answer(place, typed.trim());
        }
        let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
        let rest = rest.trim();
        match verb {
            "goto" => {
                self.stop = self.interview.stop_of(self.place(rest)?);
                Ok(Outcome::default())
            }
            "next" => {
                self.stop = self.interview.next_stop(self.stop);
                Ok(Outcome::default())
            }
            "back" => {
                self.stop = self.interview.previous_stop(self.stop).ok_or("nothing before this")?;
                Ok(Outcome::default())
            }
            "kill" => Ok(Outcome::default()),
            "case" => {
                *self = Engine::begin(Arc::clone(&self.form), rest, self.disk.take());
                Ok(Outcome::default())
            }
            "wait" => {
                let days: i64 = rest.parse().map_err(|_| "wait how many days?")?;
                self.moment.wall_ms += days * 86_400_000;
                Ok(Outcome::default())
            }
            "reason" => {
                let (place, value) = self.doubted.take().ok_or("nothing was doubted")?;
                let reason = Some(rest.to_owned());
                let outcome = self.command(&Command::Answer { place, value, reason });
                if outcome.refused.is_empty() && outcome.doubted.is_empty() {
                    self.stop = self.interview.next_stop(self.interview.stop_of(place));
                }
                Ok(outcome)
            }
            "add" => {
                let roster = self.place(rest)?;
                let outcome = self.command(&Command::AddRow { roster, before: None });
                if let (true, Some(&row)) =
                    (outcome.refused.is_empty(), self.interview.rows(roster).last())
                {
                    self.stop = self.interview.stop_of(Place::new(row, roster.node));
                }
                Ok(outcome)
            }
            _ => Ok(self.command(&self.command_of(verb, rest)?)),
        }
    }

    /// The command of a step that does nothing but that.
    fn command_of(&self, verb: &str, rest: &str) -> Result<Command, String> {
        let here = || match self.stop {
            Stop::Question(place) | Stop::AddRow(place) => place,
            // What is said at a battery is about the row that is asked.
            Stop::Battery(group) => {
                let rows = self.interview.shown_children(group);
                let is_open = |row: &Place| {
                    self.interview.relevant(*row) && self.interview.answer(*row).is_none()
                };
                rows.iter().copied().find(is_open).or(rows.first().copied()).unwrap_or(group)
            }
            Stop::End => Place::ROOT,
        };
        Ok(match verb {
            "remove" => Command::RemoveRow { row: self.place(rest)?.row },
            "move" => {
                let (row, to) = rest.split_once(" to ").ok_or("move what to where?")?;
                let to: usize = to.parse().map_err(|_| "move to which position?")?;
                Command::MoveRow { row: self.place(row)?.row, to: to - 1 }
            }
            "clear" => Command::Clear { place: self.place(rest)? },
            "confirm" => Command::Confirm { place: self.place(rest)? },
            "leave" => {
                let (name, reason) = rest.split_once(':').ok_or("leave what open: why?")?;
                let reason = reason.trim().to_owned();
                Command::LeaveOpen { place: self.place(name)?, reason }
            }
            "remark" => Command::Remark { place: here(), text: rest.to_owned() },
            "probe" => {
                let probe: usize = rest.parse().map_err(|_| "which probe?")?;
                Command::Probe { place: here(), probe: probe - 1, asked: true }
            }
            "undo" => Command::Undo,
            "redo" => Command::Redo,
            "lang" => Command::Language { code: rest.to_owned() },
            "hand" => Command::HandBack { group: self.place(rest)? },
            "break" => Command::BreakOff { reason: rest.to_owned() },
            "resume" => Command::Resume,
            "reopen" => Command::Reopen { reason: rest.to_owned() },
            "done" => Command::Complete { reasons: Vec::new() },
            _ => return Err(format!("no such step: {verb}")),
        })
    }

    /// The place of an address.
    fn place(&self, name: &str) -> Result<Place, String> {
        telling::place(&self.interview, name)
    }

    fn answer(&mut self, place: Place, typed: &str) -> Result<Outcome, String> {
        let typed = super::canonical(typed);
        let question = self.form.node(place.node).question().ok_or("no question")?;
        let command = if typed.is_empty() {
            Command::Clear { place }
        } else {
            let kind = &question.kind;
            let value = read(kind, typed).unwrap_or_else(|| Value::Text(typed.to_owned()));
            self.doubted = Some((place, value.clone()));
            Command::Answer { place, value, reason: None }
        };
        let outcome = self.command(&command);
        let whole = match self.stop {
            Stop::Battery(group) => {
                let asked = self.interview.shown_children(group);
                asked.into_iter().rfind(|&asked| self.interview.relevant(asked)) == Some(place)
            }
            _ => true,
        };
        if whole && outcome.refused.is_empty() && outcome.doubted.is_empty() {
            self.stop = self.interview.next_stop(self.stop);
        }
        Ok(outcome)
    }

    /// Carries a command out.
    fn command(&mut self, command: &Command) -> Outcome {
        self.moment.wall_ms += 1000;
        self.moment.mono_ms += 1000;
        self.moment.fresh += 1000;
        let mut outcome = Outcome::default();
        let before = self.interview.clone();
        match self.interview.decide(command, self.moment) {
            Err(refusal) => {
                telling::refused(&self.interview, &refusal, &mut outcome);
                assert!(before == self.interview, "a refusal changed something");
            }
            Ok(facts) => {
                for fact in &facts {
                    self.interview.apply(fact);
                }
                outcome.set_aside(&self.interview, &facts);
                self.facts.extend(facts);
            }
        }
        outcome
    }
}
