//! `kill -9` at any moment while somebody answers: every answer that was shown is in the file,
//! what was half typed is at most a second old, the interview goes on where it was, and the file
//! is sound and free each time. `ANKETA_KILLS` says how often (20 unless told), `ANKETA_SEED`
//! where chance begins.

#![allow(clippy::disallowed_methods, reason = "tests deal with files, time and the environment")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anketa::file::read_source;
use anketa::form::Form;
use anketa::interview::fact::What;
use anketa::store::Store;
use anketa::walk::random::Chance;
use rusqlite::Connection;
use rustix::process::Signal;
use support::conduct::{ENTER, form_of};
use support::folder::Folder;
use support::pty::Pty;

/// How many questions an interview has.
const QUESTIONS: usize = 40;
/// What is typed may be lost for so long, and not longer.
const TYPING_LOST: Duration = Duration::from_secs(1);
/// Whoever has seen a question for so long comes back to it.
const SEEN: Duration = Duration::from_millis(100);

/// A questionnaire of numbers only, so that keys and answers are easily told.
fn questionnaire() -> String {
    let mut text = String::from(
        "anketa: 1\nid: kill\nversion: \"1\"\ntitle: {en: Kill}\nlanguages: {en: English}\nsurvey:\n",
    );
    for number in 1..=QUESTIONS {
        let _ = writeln!(
            text,
            "  - {{name: q{number}, type: integer, required: yes, label: {{en: Number {number}?}}}}"
        );
    }
    text
}

/// The right answer to a question.
fn answer(number: usize) -> i64 {
    1000 + number as i64 * 7
}

/// What the person at the terminal has seen and done of a case.
#[derive(Default)]
struct Witness {
    /// What was shown as answered, by case and question.
    shown: BTreeMap<(usize, usize), i64>,
    /// The question on the screen, since when, and whether Enter was pressed on it.
    on_screen: Option<(usize, Instant, bool)>,
    /// What stood in its field, each since when; the first is what stood there at the beginning.
    typed: Vec<(String, Instant)>,
    /// When the program was killed.
    killed: Option<Instant>,
}

impl Witness {
    fn sees(&mut self, question: usize) {
        self.on_screen = Some((question, Instant::now(), false));
        self.typed = vec![(String::new(), Instant::now())];
    }

    /// The questions at which the interview may go on.
    fn places(&self) -> Vec<usize> {
        let (Some((question, since, entered)), Some(killed)) = (self.on_screen, self.killed) else {
            return (1..=QUESTIONS + 1).collect();
        };
        let mut places = vec![question];
        if entered {
            places.push(question + 1);
        }
        if killed.duration_since(since) < SEEN {
            places.push(question - 1);
        }
        places
    }

    /// Whether a text was typed and not entered, in a field that was there for a while.
    fn is_half_typed(&self) -> bool {
        let (Some((_, since, _)), Some(killed)) = (self.on_screen, self.killed) else {
            return false;
        };
        self.typed.len() > 1 && killed.duration_since(since) >= SEEN
    }

    /// What may stand in the field: whatever was typed in the last second before the kill, and
    /// what stood there when it began.
    fn texts(&self) -> Vec<&str> {
        let killed = self.killed.unwrap_or_else(Instant::now);
        let kept = |since: &Instant| killed.duration_since(*since) >= TYPING_LOST;
        let oldest = self.typed.iter().rposition(|(_, since)| kept(since)).unwrap_or(0);
        self.typed[oldest..].iter().map(|(text, _)| text.as_str()).collect()
    }
}

struct Run {
    folder: Folder,
    chance: Chance,
    form: Arc<Form>,
    case: usize,
    witness: Witness,
    /// How many kills found a text half typed that had to be kept.
    half_typed: usize,
}

impl Run {
    fn new(seed: u64) -> Run {
        let folder = Folder::new();
        std::fs::write(folder.path("kill.yaml"), questionnaire()).expect("it can be written");
        read_source(&folder.path("kill.yaml")).expect("it can be read");
        let form = form_of("kill", questionnaire().as_bytes());
        let (chance, witness) = (Chance::new(seed), Witness::default());
        Run { folder, chance, form, case: 0, witness, half_typed: 0 }
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path("a.db")
    }

    /// Goes on with the interview if it is in the file and not all answered, else begins one.
    fn start(&mut self) -> (Pty, bool) {
        let answered = self.in_file();
        if self.case == 0 || answered == Some(QUESTIONS) {
            self.case += 1;
            self.witness.on_screen = None;
        }
        let goes_on = answered.is_some_and(|answered| answered < QUESTIONS);
        let mut command = Command::new(env!("CARGO_BIN_EXE_anketa"));
        command.current_dir(self.folder.root()).env("HOME", self.folder.root());
        command.env("LC_ALL", "C");
        if goes_on {
            command.args(["--db", "a.db"]);
        } else {
            let case = self.case.to_string();
            command.args(["interview", "kill.yaml", "--db", "a.db", "--case", &case]);
        }
        (Pty::start(command, 80, 24), goes_on)
    }

    /// How many answers of the case are in the file, if it is there.
    fn in_file(&self) -> Option<usize> {
        let store = Store::open(&self.file()).expect("the file opens");
        let summaries = store.list().expect("the file can be read");
        let case = self.case.to_string();
        summaries.iter().find(|summary| summary.case == case).map(|summary| summary.answered)
    }

    /// Answers until chance says that it is enough, and kills at a moment that chance chooses.
    fn conduct_and_kill(&mut self) {
        let (mut pty, goes_on) = self.start();
        let mut left = self.chance.below(8);
        if left == 0 {
            // Somewhere while it starts: nothing was seen of the interview.
            self.spend(60);
            return end(pty);
        }
        if goes_on {
            pty.wait_for("Interviews in progress");
            pty.press(&[ENTER]);
        }
        let first = question(&mut pty);
        let place = first.unwrap_or(QUESTIONS + 1);
        assert!(self.witness.places().contains(&place), "{place}, not {:?}", self.witness.places());
        // What had been typed may be there again.
        pty.press(&["\u{7f}"; 8]);
        let mut at = first;
        while let Some(number) = at {
            self.witness.sees(number);
            left -= 1;
            // What stood in the field of the first may stand in the file a little longer.
            if left == 0 && at != first && self.chance.below(4) == 0 {
                return self.type_and_kill(pty);
            }
            if let Some((_, _, entered)) = &mut self.witness.on_screen {
                *entered = true;
            }
            pty.send(format!("{}\r", answer(number)).as_bytes());
            if left == 0 {
                return self.kill(pty, 12);
            }
            let next = if number == QUESTIONS {
                "End of the interview".to_owned()
            } else {
                format!("Number {}?", number + 1)
            };
            pty.wait_for(&next);
            self.witness.shown.insert((self.case, number), answer(number));
            at = question(&mut pty);
        }
        self.witness.sees(QUESTIONS + 1);
        self.kill(pty, 3);
    }

    /// Types something without entering it, at the speed of a person.
    fn type_and_kill(&mut self, mut pty: Pty) {
        let mut text = String::new();
        for _ in 0..1 + self.chance.below(5) {
            text.push(char::from(b'2' + self.chance.below(8) as u8));
            pty.type_text(&text[text.len() - 1..]);
            pty.wait_for(&text);
            self.witness.typed.push((text.clone(), Instant::now()));
            self.spend(300);
        }
        self.kill(pty, 1_200);
        self.half_typed += usize::from(!self.witness.texts().contains(&""));
    }

    /// Lets a time pass that chance chooses.
    fn spend(&mut self, at_most_ms: usize) {
        let moment = Duration::from_micros(self.chance.below(at_most_ms * 1000) as u64);
        let since = Instant::now();
        while since.elapsed() < moment {
            std::hint::spin_loop();
        }
    }

    fn kill(&mut self, pty: Pty, at_most_ms: usize) {
        self.spend(at_most_ms);
        self.witness.killed = Some(Instant::now());
        end(pty);
    }

    /// What a data file lacks of what the person has seen, or what else is wrong with it. To open
    /// it is to find that nobody holds it.
    fn complaints(&self, file: &Path) -> Vec<String> {
        let store = match Store::open(file) {
            Ok(store) => store,
            Err(error) => return vec![error.to_string()],
        };
        let checked = store.verify().expect("the file can be read");
        let mut complaints = Vec::new();
        if !checked.is_sound() {
            complaints.push(format!("{checked:?}"));
        }
        let mut stored = BTreeMap::new();
        let case_on_screen = self.case.to_string();
        for summary in store.list().expect("the file can be read") {
            let case: usize = summary.case.parse().expect("cases are numbers");
            let form = self.form.clone();
            let found = store.load(summary.id, &mut |_| Some(form.clone()));
            let found = found.expect("the interview can be read");
            for fact in found.facts {
                if let What::Answered { at, value } = fact.what {
                    let number = form.node(at.node).name[1..].parse().expect("q and a number");
                    let value: i64 = value.to_string().parse().expect("a number");
                    stored.insert((case, number), value);
                }
            }
            let typed = found.draft.map(|draft| draft.text).unwrap_or_default();
            let here = summary.case == case_on_screen && self.witness.is_half_typed();
            if here && !self.witness.texts().contains(&typed.as_str()) {
                complaints.push(format!("{typed:?} is kept, not {:?}", self.witness.texts()));
            }
        }
        for (key, value) in &self.witness.shown {
            if stored.get(key) != Some(value) {
                complaints.push(format!("{key:?} is {:?}, not {value}", stored.get(key)));
            }
        }
        drop(store);
        let connection = Connection::open(file).expect("the file opens");
        let said: String = connection
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .expect("SQLite can check it");
        if said != "ok" {
            complaints.push(said);
        }
        complaints
    }

    /// A copy of the data file as it is now.
    fn copy(&self, name: &str) -> std::path::PathBuf {
        let copy = self.folder.path(name);
        // Closing it in order makes it whole.
        drop(Store::open(&self.file()).expect("the file opens"));
        std::fs::copy(self.file(), &copy).expect("it can be copied");
        copy
    }
}

fn end(mut pty: Pty) {
    pty.signal(Signal::KILL);
    pty.wait_end();
}

/// The number of the question on the screen; `None` at the end of the interview.
fn question(pty: &mut Pty) -> Option<usize> {
    let number = |contents: &str| {
        let after = contents.split("Number ").nth(1)?;
        after.split('?').next()?.parse().ok()
    };
    pty.wait_until("a question or the end", |contents| {
        number(contents).is_some() || contents.contains("End of the interview")
    });
    let contents = pty.contents();
    if contents.contains("End of the interview") { None } else { number(&contents) }
}

#[test]
fn no_answer_that_was_shown_is_lost() {
    let told = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let kills = told("ANKETA_KILLS").unwrap_or(20);
    let seed = told("ANKETA_SEED").unwrap_or(1);
    let mut run = Run::new(seed);
    for kill in 0..kills {
        run.conduct_and_kill();
        let complaints = run.complaints(&run.file());
        assert_eq!(complaints, [""; 0], "kill {kill}, seed {seed}");
    }
    let (shown, half_typed) = (run.witness.shown.len(), run.half_typed);
    println!("{kills} kills, seed {seed}: {shown} answers shown and {half_typed} texts half typed");
    assert!(shown as u64 >= kills, "chance was unkind: hardly anything was answered");
}

/// The check above would notice if something were lost.
#[test]
fn a_lost_answer_is_noticed() {
    let mut run = Run::new(3);
    let early = loop {
        run.conduct_and_kill();
        if !run.witness.shown.is_empty() {
            break run.copy("early.db");
        }
    };
    let before = run.witness.shown.len();
    assert_eq!(run.complaints(&early), [""; 0]);
    while run.witness.shown.len() < before + 4 {
        run.conduct_and_kill();
    }
    assert_eq!(run.complaints(&run.file()), [""; 0]);
    // A file that is sound but lacks the last answers, as if nothing had been synced.
    run.witness.typed.clear();
    // What was on its way at the first kill may be there, and shown only later.
    let lost = run.complaints(&early).len();
    assert!((3..=run.witness.shown.len() - before).contains(&lost), "{:?}", run.complaints(&early));
    let without = |name: &str, damage: &str| {
        let copy = run.copy(name);
        let connection = Connection::open(&copy).expect("the copy opens");
        connection.execute_batch(damage).expect("it can be damaged");
        drop(connection);
        run.complaints(&copy)
    };
    for (name, damage) in [
        ("cut.db", "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)"),
        ("changed.db", "UPDATE event SET value = 9 WHERE kind = 'answered'"),
        ("folded.db", "DELETE FROM current_answer"),
    ] {
        assert_ne!(without(name, damage), [""; 0], "{name}");
    }
    let held = Store::open(&run.file()).expect("nobody holds it");
    assert_eq!(run.complaints(&run.file()).len(), 1);
    drop(held);
}
