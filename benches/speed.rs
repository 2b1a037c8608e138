//! How fast it is, as ratios in one run where machines are shared: `cargo bench`. Prints a table
//! of figures with their goals; never fails for being slow, since that depends on the machine.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

mod form;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anketa::app::effect::{Effect, KeptDraft};
use anketa::app::key::Key;
use anketa::app::msg::{Msg, Opened, ShelfItem};
use anketa::app::{Model, Start, screen, update};
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::interview::Interview;
use anketa::interview::command::Command;
use anketa::interview::fact::{Fact, What};
use anketa::moment::Moment;
use anketa::place::Place;
use anketa::store::Store;
use anketa::tui::palette::Palette;
use anketa::tui::view::view;
use anketa::value::Value;
use anketa::world::{World, new_interview_id};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// The questions of the large form.
const LARGE: usize = 5_000;
/// The questions of the small form.
const SMALL: usize = 500;

/// Measures something with files in a folder of its own.
type Measure = fn(&Path);

/// What is measured, each part in a process of its own so that its memory is its own.
const PARTS: &[(&str, Measure)] = &[
    ("decide", decide_both),
    ("commit", commit),
    ("key", key_to_screen),
    ("roster", roster),
    ("start", start),
    ("filter", filter),
    ("compile", compile_large),
];

fn main() {
    let wanted = std::env::args().skip_while(|argument| argument != "--part").nth(1);
    let folder = std::env::temp_dir().join(format!("anketa-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for temporary files");
    match wanted {
        Some(name) => {
            let part = PARTS.iter().find(|(known, _)| *known == name);
            part.expect("the part is known").1(&folder);
            memory();
        }
        None => {
            println!("{:<58} {:>12} {:>12}  goal", "what", "median", "p99");
            let program = std::env::current_exe().expect("the benchmark knows itself");
            for (name, _) in PARTS {
                let status = std::process::Command::new(&program).args(["--part", name]).status();
                assert!(status.expect("the part runs").success(), "{name} failed");
            }
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
}

fn decide_both(_: &Path) {
    let large = decide("decide + apply, form of 5,000 questions", LARGE);
    let small = decide("decide + apply, form of 500 questions", SMALL);
    ratio("  5,000 to 500 questions", large / small, "at most 1.2");
}

fn memory() {
    println!("{:<58} {:>9.1} MB {:>12}  under 64 MB", "  memory at most", peak_megabytes(), "");
}

/// Median and 99th percentile, in seconds.
fn percentiles(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

fn row(what: &str, times: Vec<f64>, goal: &str) -> (f64, f64) {
    let (median, high) = percentiles(times);
    println!("{what:<58} {:>9.3} ms {:>9.3} ms  {goal}", median * 1e3, high * 1e3);
    (median, high)
}

fn ratio(what: &str, value: f64, goal: &str) {
    println!("{what:<58} {value:>12.2} {:>12}  {goal}", "");
}

fn begun(form: &Arc<Form>, moment: Moment) -> Interview {
    let mut interview = Interview::new(form.clone(), Vec::new());
    interview.apply(&Interview::started("bench", "en", Vec::new(), moment));
    interview
}

/// The questions a chain begins with, in form order, and all their links.
fn places(form: &Form) -> Vec<Place> {
    form.nodes
        .iter()
        .filter(|node| node.name.starts_with('q'))
        .map(|node| Place::new(anketa::place::RowKey::ROOT, node.id))
        .collect()
}

/// Answers the same 450 questions, whatever the size of the form around them; then changes the
/// first answer of each chain, which closes the rest of it, and changes it back.
fn decide(what: &str, questions: usize) -> f64 {
    let form = form::form(questions);
    let world = World::start();
    let mut interview = begun(&form, world.moment());
    let mut times = Vec::new();
    let asked: Vec<Place> = places(&form).into_iter().take(SMALL * 9 / 10).collect();
    for round in ["1", "2", "1"] {
        for &place in &asked {
            if !interview.relevant(place) {
                continue;
            }
            let value = Value::Choice(round.to_owned());
            let command = Command::Answer { place, value, reason: None };
            let moment = world.moment();
            let start = Instant::now();
            let facts = interview.decide(&command, moment).expect("the answer is offered");
            for fact in &facts {
                interview.apply(fact);
            }
            times.push(start.elapsed().as_secs_f64());
        }
    }
    row(what, times, "p99 under 1 ms").0
}

/// One answer's commit against one bare row of the same size, in turn, in the same folder, one
/// first and then the other. What is written once the next screen is drawn (where we are, the row
/// of the interview) is not waited for by anybody and has a line of its own.
fn commit(folder: &Path) {
    let form = form::form(SMALL);
    let source = form::source(SMALL);
    let world = World::start();
    let mut store = Store::open(&folder.join("commit.db")).expect("a new data file");
    let id = new_interview_id();
    let mut interview = begun(&form, world.moment());
    let started = Interview::started("bench", "en", Vec::new(), world.moment());
    store.begin(id, &source, &form, &[started]).expect("a new interview");
    let database = bare(&folder.join("bare.db"));
    let (mut ours, mut floor, mut ratios, mut after) = (vec![], vec![], vec![], vec![]);
    for round in ["1", "1", "3", "1", "4", "1"] {
        for &place in &places(&form) {
            if !interview.relevant(place) {
                continue;
            }
            let command =
                Command::Answer { place, value: Value::Choice(round.into()), reason: None };
            let Ok(facts) = interview.decide(&command, world.moment()) else { continue };
            let facts: Vec<_> = facts.into_iter().collect();
            let mut append =
                || seconds(|| store.append(id, &form, &facts).expect("the answer is stored"));
            let (time, bare) = match floor.len() % 2 {
                0 => (append(), insert(&database)),
                _ => {
                    let bare = insert(&database);
                    (append(), bare)
                }
            };
            facts.iter().for_each(|fact| interview.apply(fact));
            let draft = KeptDraft { at: format!("q{}", ours.len()), ..KeptDraft::default() };
            after.push(seconds(|| store.keep_draft(id, &draft).expect("the place is kept")));
            if facts.len() == 1 {
                ours.push(time);
                floor.push(bare);
                ratios.push(time / bare);
            }
        }
    }
    let ours = row("one answer stored and synced", ours, "").0;
    let floor = row("one bare row inserted and synced", floor, "").0;
    ratio("  an answer to the bare row beside it, median", percentiles(ratios).0, "at most 1.2");
    ratio("  ratio of the medians", ours / floor, "at most 1.2");
    row("  after the next screen: the place, the list's row", after, "");
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn insert(database: &rusqlite::Connection) -> f64 {
    seconds(|| {
        let insert = database.prepare_cached("INSERT INTO bare(value) VALUES (?1)");
        insert.and_then(|mut insert| insert.execute([BARE_ROW])).expect("a bare row");
    })
}

/// About what an answer's row of the log holds.
const BARE_ROW: &str = "a row of about the size that one answer has in the log, with its hash";

/// A fresh SQLite file with the settings of the data file and SQLite's own page size, as anybody
/// would make it; its one statement is compiled once.
fn bare(path: &Path) -> rusqlite::Connection {
    let bare = rusqlite::Connection::open(path).expect("a bare database");
    for (name, value) in
        [("journal_mode", "WAL"), ("synchronous", "FULL"), ("locking_mode", "EXCLUSIVE")]
    {
        bare.pragma_update(None, name, value).expect("a setting of the database");
    }
    bare.execute("CREATE TABLE bare(id INTEGER PRIMARY KEY, value TEXT)", []).expect("a table");
    bare
}

/// Runs effects as the loop does, so that a key's whole way is measured.
struct Machine {
    model: Model,
    store: Store,
    form: Arc<Form>,
    source: Source,
    world: World,
}

impl Machine {
    fn take(&mut self, msg: Msg) {
        let mut waiting = update(&mut self.model, msg, self.world.moment());
        while !waiting.is_empty() {
            let answers: Vec<Msg> =
                waiting.drain(..).filter_map(|effect| self.perform(effect)).collect();
            for answer in answers {
                waiting.extend(update(&mut self.model, answer, self.world.moment()));
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::List => Some(Msg::Listed(self.store.list().expect("a list"))),
            Effect::Begin { language, case, .. } => {
                let id = new_interview_id();
                let moment = self.world.moment();
                let started = Interview::started(&case, &language, Vec::new(), moment);
                let (source, form) = (&self.source, &self.form);
                let facts = std::slice::from_ref(&started);
                self.store.begin(id, source, form, facts).expect("a new interview");
                let interview = Interview::replay(form.clone(), Vec::new(), facts);
                Some(Msg::Opened(Box::new(Opened { id, interview, draft: None })))
            }
            Effect::Commit { interview, facts } => {
                self.store.append(interview, &self.form, &facts).expect("the facts are stored");
                Some(Msg::Committed(facts))
            }
            _ => None,
        }
    }
}

fn machine(store: Store, form: Arc<Form>, source: Source, begin: bool) -> Machine {
    let shelf = vec![ShelfItem {
        id: form.id.clone(),
        version: form.version.clone(),
        titles: vec![("en".into(), "Benchmark".into())],
        languages: vec![("en".into(), "English".into(), false)],
        origin: "bench.yaml".into(),
    }];
    let start = Start {
        shelf,
        words: "en".into(),
        begin: begin.then_some(0),
        language: Some("en".into()),
        case: Some("bench".into()),
        ..Start::default()
    };
    let (model, effects) = Model::new(start);
    let mut machine = Machine { model, store, form, source, world: World::start() };
    for effect in effects {
        if let Some(msg) = machine.perform(effect) {
            machine.take(msg);
        }
    }
    machine.take(Msg::Resized { width: 200, height: 50 });
    machine
}

fn key_to_screen(folder: &Path) {
    let store = Store::open(&folder.join("keys.db")).expect("a new data file");
    let mut machine = machine(store, form::form(LARGE), form::source(LARGE), true);
    let mut terminal = Terminal::new(TestBackend::new(200, 50)).expect("a terminal");
    let palette = Palette { colour: true };
    let mut times = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for at in 0..4_000 {
        let key = if at % 2 == 0 { Key::Char('1') } else { Key::Enter };
        let start = Instant::now();
        machine.take(Msg::Key(key));
        let screen = screen(&machine.model);
        terminal.draw(|frame| view(&screen, &palette, frame)).expect("it draws");
        times.push(start.elapsed().as_secs_f64());
        seen.insert(screen.identity);
    }
    row("key to drawn screen at 200x50, 5,000 questions, stored", times, "p99 under 5 ms");
    println!("  ({} questions passed, every answer synced to disk)", seen.len());
}

/// A roster of 5,000 rows open: keys that move, answer and list, each drawn; and one key on the
/// screens that show many rows at once.
fn roster(folder: &Path) {
    let source = household();
    let form = Arc::new(anketa::compile::compile(&source).form.expect("the form is right"));
    let store = Store::open(&folder.join("roster.db")).expect("a new data file");
    let mut machine = machine(store, form, source, true);
    let mut terminal = Terminal::new(TestBackend::new(200, 50)).expect("a terminal");
    let palette = Palette { colour: true };
    let mut press = |machine: &mut Machine, keys: &str| {
        let mut times = Vec::new();
        for typed in keys.chars() {
            let key = match typed {
                '⏎' => Key::Enter,
                '↓' => Key::Down,
                '→' => Key::Right,
                '↖' => Key::F(12),
                '⎋' => Key::Esc,
                other => Key::Char(other),
            };
            let start = Instant::now();
            machine.take(Msg::Key(key));
            let screen = screen(&machine.model);
            terminal.draw(|frame| view(&screen, &palette, frame)).expect("it draws");
            times.push(start.elapsed().as_secs_f64());
        }
        times
    };
    let made = press(&mut machine, "5000⏎1⏎");
    row("5,000 rows made, the last key drawn", made[made.len() - 1..].to_vec(), "under 200 ms");
    let answered = press(&mut machine, &"34⏎1⏎".repeat(500));
    row("key to drawn screen at 200x50, 5,000 rows open, stored", answered, "p99 under 5 ms");
    let rows = press(&mut machine, &format!("↖{}⎋", "↓".repeat(300)));
    row("a key in the list of 5,000 rows, drawn", rows, "under 200 ms");
    let board = press(&mut machine, &format!("h{}⎋", "↓→".repeat(150)));
    row("a key on the board of 5,000 rows, drawn", board, "under 200 ms");
    let line = press(&mut machine, ":member[4999]/age 5; sex 1⏎");
    row("a key on the power line among 5,000 rows, drawn", line, "under 200 ms");
}

fn household() -> Source {
    let yaml = "anketa: 1\nid: household\nversion: \"1\"\ntitle: {en: Household}\n\
                languages: {en: English}\nchoices:\n  sex:\n    - {name: 1, label: {en: Male}}\n    \
                - {name: 2, label: {en: Female}}\nsurvey:\n  \
                - {name: size, type: integer, label: {en: How many?}}\n  \
                - repeat: member\n    repeat_count: ${size}\n    label: {en: Member}\n    items:\n      \
                - {name: age, type: integer, constraint: . < 120, label: {en: Age?}}\n      \
                - {name: sex, type: select_one sex, label: {en: Sex?}}\n  \
                - {name: total, type: calculate, calculation: 'count(${member})'}\n";
    let bytes = yaml.as_bytes().to_vec();
    Source { name: "household.yaml".into(), bytes, attached: Vec::new() }
}

fn start(folder: &Path) {
    let path = folder.join("many.db");
    let form = form::form(SMALL);
    let source = form::source(SMALL);
    let world = World::start();
    let facts = sixty_answers(&form, &world);
    let mut store = Store::open(&path).expect("a new data file");
    for _ in 0..10_000 {
        store.begin(new_interview_id(), &source, &form, &facts).expect("a new interview");
    }
    drop(store);
    let mut times = Vec::new();
    for _ in 0..20 {
        let start = Instant::now();
        let store = Store::open(&path).expect("the data file");
        let machine = machine(store, form.clone(), source.clone(), false);
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a terminal");
        let screen = screen(&machine.model);
        terminal.draw(|frame| view(&screen, &Palette { colour: true }, frame)).expect("it draws");
        times.push(start.elapsed().as_secs_f64());
    }
    row("data file opened to first screen, 10,000 interviews", times, "under 50 ms");
    one_of_many(Store::open(&path).expect("the data file"), &form, &source, &world);
}

/// The facts of a finished interview.
fn sixty_answers(form: &Arc<Form>, world: &World) -> Vec<Fact> {
    let started = Interview::started("bench", "en", Vec::new(), world.moment());
    let mut interview = Interview::new(form.clone(), Vec::new());
    interview.apply(&started);
    let mut facts = vec![started];
    for place in places(form).into_iter().take(60) {
        let command = Command::Answer { place, value: Value::Choice("1".into()), reason: None };
        let more = interview.decide(&command, world.moment()).expect("the answer is offered");
        more.iter().for_each(|fact| interview.apply(fact));
        facts.extend(more);
    }
    let what = What::Completed;
    facts.push(Fact { step: facts.len() as u32, moment: world.moment(), what });
    facts
}

/// An interview begun, and one opened, in a data file with 10,000 others.
fn one_of_many(mut store: Store, form: &Arc<Form>, source: &Source, world: &World) {
    let ids: Vec<_> = store.list().expect("a list").into_iter().map(|one| one.id).collect();
    let (mut begun, mut opened) = (Vec::new(), Vec::new());
    for &id in ids.iter().step_by(97) {
        let start = Instant::now();
        let saved = store.last_saved(form, None).expect("what was saved last");
        let started = Interview::started("one more", "en", Vec::new(), world.moment());
        Interview::new(form.clone(), saved).apply(&started);
        store.begin(new_interview_id(), source, form, &[started]).expect("a new interview");
        begun.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let stored = store.load(id, &mut |_| Some(form.clone())).expect("an interview");
        let saved = store.last_saved(form, Some(id)).expect("what was saved last");
        Interview::replay(form.clone(), saved, &stored.facts);
        opened.push(start.elapsed().as_secs_f64());
    }
    let asking = asking_for_last_saved(source);
    let last = (0..100).map(|_| {
        let start = Instant::now();
        let saved = store.last_saved(&asking, None).expect("what was saved last");
        assert_eq!(saved.len(), 60);
        start.elapsed().as_secs_f64()
    });
    let last = last.collect();
    row("an interview begun, 10,000 others of 60 answers", begun, "");
    row("an interview opened, 10,000 others of 60 answers", opened, "");
    row("  its answers of the interview finished last, if it asks", last, "");
}

fn asking_for_last_saved(source: &Source) -> Form {
    let mut source = source.clone();
    let item = b"  - {name: last, type: calculate, calculation: '${last-saved#q0_0}'}\n";
    source.bytes.extend_from_slice(item);
    anketa::compile::compile(&source).form.expect("the questionnaire is right")
}

/// A question with 100,000 choices, each key of a search drawn.
fn filter(folder: &Path) {
    let source = villages(100_000);
    let form = Arc::new(anketa::compile::compile(&source).form.expect("the form is right"));
    let store = Store::open(&folder.join("filter.db")).expect("a new data file");
    let mut machine = machine(store, form, source, true);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a terminal");
    let palette = Palette { colour: true };
    let mut times = Vec::new();
    for word in ["каскелен 77", "аул 12345", "қарағанды", "жана"] {
        let keys = word.chars().map(Key::Char).chain(word.chars().map(|_| Key::Backspace));
        for key in keys {
            let start = Instant::now();
            machine.take(Msg::Key(key));
            let screen = screen(&machine.model);
            terminal.draw(|frame| view(&screen, &palette, frame)).expect("it draws");
            times.push(start.elapsed().as_secs_f64());
        }
    }
    row("a key of a search in 100,000 choices, drawn", times, "under 50 ms");
}

fn villages(count: usize) -> Source {
    let names = ["Қаскелең", "Қарағанды ауылы", "Жаңа аул", "Өскемен", "Ақтау"];
    let mut csv = String::from("name,label\n");
    for at in 0..count {
        csv.push_str(&format!("v{at},{} {at}\n", names[at % names.len()]));
    }
    let yaml = "anketa: 1\nid: villages\nversion: \"1\"\ntitle: {en: Villages}\n\
                languages: {en: English}\nchoices:\n  villages: {file: villages.csv}\n\
                survey:\n  - name: village\n    type: select_one villages\n    \
                label: {en: Which village?}\n";
    Source {
        name: "villages.yaml".into(),
        bytes: yaml.as_bytes().to_vec(),
        attached: vec![("villages.csv".into(), csv.into_bytes())],
    }
}

fn compile_large(_: &Path) {
    let source = form::source(LARGE);
    let times = (0..5)
        .map(|_| {
            let start = Instant::now();
            let compiled = anketa::compile::compile(&source);
            assert!(compiled.form.is_some());
            start.elapsed().as_secs_f64()
        })
        .collect();
    row("a questionnaire of 5,000 questions compiled", times, "");
}

/// The most memory this process ever held, from the kernel's own account.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or("VmHWM: 0");
    let kilobytes: f64 =
        line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).unwrap_or(0.0);
    kilobytes / 1024.0
}
