//! A scenario as key presses into the program, with a world in memory around it. The engine goes
//! along and says where each step must lead; the screen says what is refused and doubted.

use std::collections::BTreeMap;

use anketa::app::live::stop_place;
use anketa::app::mode::{ConfirmThen, Mode, ReasonThen, StartTarget};
use anketa::app::screen::Block;
use anketa::interview::{Interview, State, Stop};
use anketa::place::Place;

use super::engine::{Engine, NOW_MS};
use super::seeing::notes;
use super::telling::{self, Outcome};
use super::{Deed, Scenario, Step};
use crate::program_support::Person;

/// What scenarios ask for and no key can do, or not alone, and why. The driver looks that it is
/// so; whatever else it cannot press fails.
pub const EXCEPTIONS: [(&str, &str); 10] = [
    ("choice without a code", "what is not offered is not on the screen"),
    ("choice twice", "the code of a chosen choice takes it out again"),
    ("exclusive with others", "an exclusive choice takes the others out, and they it"),
    ("no field", "what can only be read, or is locked, has nothing to type in"),
    ("letters as a number", "the field of a number takes no letters"),
    ("no dialog", "a hard check asks for no reason"),
    ("not on the screen", "finishing, correcting, probes ... are listed only where they can be"),
    ("does not apply", "no list leads to what does not apply"),
    ("not open", "an interview that was broken off is not on the screen until it is resumed"),
    ("reason needed", "passing a required question and breaking off take a reason: the first one"),
];

/// Steps after which the program shows another place than the scenario goes on from: it shows
/// what was undone or removed, goes on from what was confirmed, leaves what was finished, and
/// goes back the way it came.
const ELSEWHERE: [&str; 14] = [
    "undo", "redo", "back", "confirm", "clear", "leave", "remove", "move", "done", "break",
    "resume", "reopen", "hand", "kill",
];

/// How often each exception was met.
pub type Met = BTreeMap<&'static str, usize>;

/// A person who goes through a scenario.
pub struct Keys<'a> {
    /// The person at the keyboard.
    pub person: Person,
    /// Whether they type plain lines instead of keys.
    pub lines: bool,
    /// The same interview by commands.
    pub engine: Engine,
    met: &'a mut Met,
}

/// What the keys of a step came to: done or refused as the screen says, or an exception.
pub type Pressed = Result<Option<&'static str>, String>;

/// Conducts a scenario by keys, or by plain lines.
pub fn conduct(scenario: &Scenario, lines: bool, met: &mut Met) -> Result<(), String> {
    conducted(scenario, lines, met).map(|_| ())
}

/// The person who has conducted a scenario.
pub fn conducted(scenario: &Scenario, lines: bool, met: &mut Met) -> Result<Person, String> {
    let engine = Engine::begin(scenario.compile()?, "", None);
    let mut person = Person::with(&scenario.source());
    person.properties = vec![("username".to_owned(), "aigerim".to_owned())];
    (person.wall_ms, person.tick_ms) = (NOW_MS, 0);
    let mut keys = Keys { person, lines, engine, met };
    keys.begin("");
    for step in &scenario.steps {
        keys.take(step).map_err(|why| {
            let why = format!("{why}\n{}", keys.person.text());
            scenario.failure(step, &why)
        })?;
    }
    Ok(keys.person)
}

impl Keys<'_> {
    /// Presses keys, or types the line of the same meaning.
    pub fn key(&mut self, keys: &str, line: &str) {
        match self.lines {
            true => assert!(self.person.line(line), "{line} is a command"),
            false => self.person.keys(keys),
        }
    }

    /// Types a line and enters it.
    pub fn enter(&mut self, typed: &str) {
        let slash = if typed.starts_with('/') { "/" } else { "" };
        self.key(&format!("{typed}⏎"), &format!("{slash}{typed}"));
    }

    fn take(&mut self, step: &Step) -> Result<(), String> {
        match &step.deed {
            Deed::Output { name, text } => {
                self.settle()?;
                let found = telling::output(&self.interview(), self.stop(), name)?;
                telling::equal(name, text, &found)?;
                if name == "choices" { self.see_choices() } else { Ok(()) }
            }
            Deed::Act { text, expected } => {
                let verb = text.split(' ').next().unwrap_or_default();
                if !matches!(verb, "reason" | "hand" | "back" | "kill") {
                    self.settle()?;
                }
                let before = telling::asked(&self.interview());
                let mut outcome = self.act(text)?;
                self.stands_somewhere()?;
                if !text.contains('=') && ELSEWHERE.contains(&verb) {
                    self.come_along()?;
                }
                outcome.compare(&before, &telling::asked(&self.interview()));
                self.compare(text)?;
                telling::expect(&self.interview(), self.stop(), &outcome, expected)
            }
        }
    }

    /// Presses the keys of a step; the engine says what must come of it.
    fn act(&mut self, text: &str) -> Result<Outcome, String> {
        self.person.wall_ms += 1000;
        let stored = self.facts();
        let told = self.engine.act(text)?;
        if let Some(exception) = self.press(text, &told)? {
            self.meet(exception)?;
            if exception != "reason needed" {
                if self.facts() != stored {
                    return Err(format!("{exception}, and yet something was stored"));
                }
                return Ok(told);
            }
        }
        let mut outcome = Outcome::default();
        match self.person.model.mode() {
            Mode::Reason(mode) if matches!(mode.then, ReasonThen::Doubt { .. }) => {
                outcome.doubted = self.warnings();
            }
            Mode::Reason(mode) if matches!(mode.then, ReasonThen::Nothing) => {
                outcome.refused = self.warnings();
            }
            _ => outcome.refused = self.refusals(),
        }
        if self.facts() > stored {
            outcome.refused.clear();
            let log = &self.person.stored[self.person.stored.len() - 1].1;
            if stored.0 == self.facts().0 {
                outcome.set_aside(&self.interview(), &log[stored.1..]);
            }
        }
        self.close_refused();
        Ok(outcome)
    }

    /// What is on the screen must be there and apply.
    fn stands_somewhere(&self) -> Result<(), String> {
        let Some(live) = &self.person.model.live else { return Ok(()) };
        let Some(place) = stop_place(live.stop) else { return Ok(()) };
        let there = live.interview.place(&live.interview.address(place)) == Some(place);
        match there && live.interview.relevant(place) {
            true => Ok(()),
            false => Err("what is on the screen does not apply".to_owned()),
        }
    }

    /// Goes to where the scenario goes on; where that does not apply any more, the engine goes
    /// to where the program is.
    fn come_along(&mut self) -> Result<(), String> {
        let applies = |place| self.engine.interview.relevant(place);
        if stop_place(self.engine.stop).is_none_or(applies) {
            return self.go_to(self.engine.stop);
        }
        let words = telling::stop_words(&self.interview(), self.stop());
        let stop = telling::stop_at(&self.engine.interview, &words);
        self.engine.stop = stop.ok_or("the engine knows no such place")?;
        Ok(())
    }

    /// Notes an exception.
    fn meet(&mut self, exception: &'static str) -> Result<(), String> {
        if !EXCEPTIONS.iter().any(|(name, _)| *name == exception) {
            return Err(format!("{exception} is no known exception"));
        }
        *self.met.entry(exception).or_default() += 1;
        Ok(())
    }

    /// How many interviews are stored, and how many facts of the latest.
    fn facts(&self) -> (usize, usize) {
        let latest = self.person.stored.last().map_or(0, |(_, facts)| facts.len());
        (self.person.stored.len(), latest)
    }

    /// The interview as it is open, else as it is on disk.
    pub fn interview(&self) -> Interview {
        match (&self.person.model.live, self.person.stored.last()) {
            (Some(live), _) => live.interview.clone(),
            (None, Some((id, _))) => self.person.replayed(*id),
            (None, None) => self.engine.interview.clone(),
        }
    }

    /// Where the program is; where the engine is while no interview is open.
    pub fn stop(&self) -> Stop {
        let words = telling::stop_words(&self.engine.interview, self.engine.stop);
        match &self.person.model.live {
            Some(live) => live.stop,
            None => telling::stop_at(&self.interview(), &words).unwrap_or(Stop::End),
        }
    }

    /// The place on disk, in the program and in the engine must be one interview.
    fn compare(&self, text: &str) -> Result<(), String> {
        let (id, _) = self.person.stored.last().ok_or("nothing is stored")?;
        let interview = self.interview();
        if interview != self.person.replayed(*id) {
            return Err("the program shows another interview than is on disk".to_owned());
        }
        let engine = &self.engine.interview;
        telling::same("state", &engine.state(), &interview.state())?;
        telling::same("language", &engine.language(), &interview.language())?;
        let values = telling::output(engine, self.engine.stop, "values")?;
        telling::equal("values", &values, &telling::output(&interview, self.stop(), "values")?)?;
        telling::equal("notes", &notes(engine), &notes(&interview))?;
        let expected = telling::stop_words(engine, self.engine.stop);
        let found = telling::stop_words(&interview, self.stop());
        telling::same(&format!("`{text}` leads to"), &expected, &found)?;
        self.see()
    }

    /// Closes what a refused step has opened.
    fn close_refused(&mut self) {
        let open = match self.person.model.mode() {
            Mode::Reason(mode) => !matches!(mode.then, ReasonThen::Doubt { .. }),
            Mode::Jump(_) | Mode::Rows(_) | Mode::Probes { .. } | Mode::Language(_) => true,
            _ => false,
        };
        if open {
            self.key("{Esc}", "/close");
        }
    }

    /// Closes what lies on top of the question: a doubt that nobody answers, the device that
    /// changes hands.
    pub fn settle(&mut self) -> Result<(), String> {
        loop {
            match self.person.model.mode() {
                Mode::Reason(_) => self.key("{Esc}", "/close"),
                // The change that sets answers aside is meant.
                Mode::Confirm(mode) if matches!(mode.then, ConfirmThen::UndoChange) => {
                    self.enter("2");
                }
                Mode::HandOver { group, giving, .. } => {
                    let (group, giving) = (*group, *giving);
                    self.hand(group, giving)?;
                }
                _ => return Ok(()),
            }
        }
    }

    /// Lets the device change hands; the engine hears of its coming back.
    fn hand(&mut self, group: Place, giving: bool) -> Result<(), String> {
        let path = self.interview().path(group);
        self.enter("1");
        if !giving {
            self.engine.act(&format!("hand {path}"))?;
        }
        Ok(())
    }

    fn begin(&mut self, case: &str) {
        if self.person.model.live.is_some() {
            self.menu(self.person.model.words.leave_for_now);
        }
        self.enter("1");
        if self.person.form.languages.len() > 1 {
            self.enter("1");
        }
        self.enter(case);
    }

    /// Opens the latest interview from the start screen.
    fn open(&mut self) -> Result<(), String> {
        let (id, _) = self.person.stored.last().ok_or("nothing is stored")?;
        let wanted = StartTarget::Interview(*id);
        if let (true, Mode::Start(mode)) = (self.lines, self.person.model.mode()) {
            let at = mode.targets.iter().position(|target| *target == wanted);
            let at = at.ok_or("the interview is not listed")?;
            self.enter(&format!("#{}", at + 1));
            return Ok(());
        }
        self.person.keys("{Home}");
        for _ in 0..20 {
            let Mode::Start(mode) = self.person.model.mode() else { break };
            let at = mode.picker.highlighted().and_then(|at| mode.targets.get(at));
            if at == Some(&wanted) {
                self.person.keys("⏎");
                return Ok(());
            }
            self.person.keys("{Down}");
        }
        Err("the interview is not listed".to_owned())
    }

    /// Chooses a line of the menu; false, with the menu closed, if it is not there.
    fn menu(&mut self, label: &str) -> bool {
        self.key("{F10}", "/menu");
        let Mode::Menu { picker, .. } = self.person.model.mode() else { return false };
        let wanted = label.to_lowercase();
        let items = picker.show().items;
        let line = items.iter().find(|item| item.label.to_lowercase() == wanted);
        match line.map(|line| line.code.clone()) {
            Some(code) => {
                self.enter(&code);
                true
            }
            None => {
                self.key("{Esc}", "/close");
                false
            }
        }
    }

    fn press(&mut self, text: &str, told: &Outcome) -> Pressed {
        if let Some((name, typed)) = text.split_once('=') {
            return self.answer(name.trim(), super::canonical(typed.trim()), told);
        }
        let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
        let rest = rest.trim();
        if self.person.model.live.is_none() && !matches!(verb, "kill" | "case" | "resume" | "wait")
        {
            return Ok(Some("not open"));
        }
        match verb {
            "goto" => self.go_to(self.engine.stop)?,
            "next" => {
                self.key("{PgDn}", "/next");
                return self.give_reason();
            }
            "back" => self.key("{Esc}", "/back"),
            "case" => {
                self.person.wall_ms = NOW_MS;
                self.begin(rest);
            }
            "wait" => {
                let days: i64 = rest.parse().map_err(|_| "wait how many days?")?;
                self.person.wall_ms += days * 86_400_000;
            }
            "kill" => {
                let was_open = self.person.model.live.is_some();
                self.person.kill();
                if was_open {
                    self.open()?;
                }
            }
            "undo" => self.key("{F9}", "/undo"),
            "redo" => self.key("{Ctrl+Y}", "/redo"),
            "reason" => {
                if !matches!(self.person.model.mode(), Mode::Reason(_)) {
                    // The refusal is still on the screen.
                    telling::same("refused", &told.refused, &self.refusals())?;
                    return Ok(Some("no dialog"));
                }
                self.enter(rest);
            }
            "remark" => self.key(&format!("{{F5}}{rest}⏎"), &format!("/remark {rest}")),
            "probe" => return self.choose(["{F11}", "/probes"], rest, ""),
            "lang" => {
                let form = self.person.form.clone();
                let at = form.languages.iter().position(|language| language.code == rest);
                let code = at.map_or_else(|| rest.to_owned(), |at| (at + 1).to_string());
                return self.choose(["{F6}", "/language"], &code, "⏎");
            }
            "add" => return self.add(rest, told),
            "remove" => return self.remove(rest),
            "move" => return self.shift(rest),
            "clear" => {
                self.go_to_place(rest)?;
                let name = rest.rsplit('/').next().unwrap_or(rest);
                return self.answer(name, "", told);
            }
            "confirm" => {
                self.go_to_place(rest)?;
                self.enter("");
            }
            "leave" => {
                let (name, reason) = rest.split_once(':').ok_or("leave what open: why?")?;
                self.go_to_place(name)?;
                self.key("{PgDn}", "/next");
                self.enter(reason.trim());
            }
            _ => return self.course(verb, rest),
        }
        Ok(None)
    }

    /// The steps about the interview as a whole.
    fn course(&mut self, verb: &str, rest: &str) -> Pressed {
        let words = self.person.model.words;
        match verb {
            "hand" => {
                let Mode::HandOver { giving: false, .. } = self.person.model.mode() else {
                    return Ok(Some("not on the screen"));
                };
                self.enter("1");
            }
            "done" => {
                self.menu(words.to_the_end);
                if !self.person.shows(words.finish) {
                    return Ok(Some("not on the screen"));
                }
                self.enter("1");
                if matches!(self.person.model.mode(), Mode::Finished { .. }) {
                    self.enter("2");
                    self.open()?;
                }
            }
            "break" => {
                self.menu(words.break_off);
                self.enter(if rest.is_empty() { "1" } else { rest });
                if rest.is_empty() {
                    return Ok(Some("reason needed"));
                }
            }
            "resume" => {
                self.open()?;
                if matches!(self.person.model.mode(), Mode::Confirm(_)) {
                    self.person.keys("1");
                }
            }
            "reopen" => {
                if !self.menu(words.correct) {
                    return Ok(Some("not on the screen"));
                }
                self.enter(rest);
            }
            _ => return Err(format!("no keys are known for {verb}")),
        }
        Ok(None)
    }

    /// Opens a list by a key and chooses the line of a code, if it is there.
    fn choose(&mut self, open: [&str; 2], code: &str, enter: &str) -> Pressed {
        self.key(open[0], open[1]);
        let blocks = self.person.screen().blocks;
        let listed = blocks.iter().any(|block| match block {
            Block::List(list) => list.items.iter().any(|item| item.code == code),
            _ => false,
        });
        if listed {
            self.key(&format!("{code}{enter}"), code);
        }
        if !matches!(self.person.model.mode(), Mode::Interview) {
            self.key("{Esc}", "/close");
        }
        Ok((!listed).then_some("not on the screen"))
    }

    /// Gives the first reason where a required question is passed, and tells the engine.
    pub fn give_reason(&mut self) -> Pressed {
        let Mode::Reason(mode) = self.person.model.mode() else { return Ok(None) };
        let ReasonThen::LeaveOpen { place, .. } = &mode.then else { return Ok(None) };
        let path = self.interview().path(*place);
        self.engine.act(&format!("leave {path}: {}", mode.presets[0]))?;
        self.enter("1");
        Ok(Some("reason needed"))
    }

    /// The state of the interview as a whole.
    pub fn is_finished(&self) -> bool {
        self.interview().state() == State::Complete
    }
}
