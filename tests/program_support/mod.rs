//! A person at the keyboard of the pure program, with a world around it that keeps everything in
//! memory: what is committed, what is kept, what was asked for.
#![allow(dead_code, reason = "each test program uses its own part of it")]

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use anketa::app::effect::{Effect, KeptDraft};
use anketa::app::key::Key;
use anketa::app::msg::{EditFault, Msg, Opened, ShelfItem, Summary};
use anketa::app::screen::{Block, Screen};
use anketa::app::{Model, Start, screen, update};
use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::id::InterviewId;
use anketa::interview::fact::{Fact, What};
use anketa::interview::{Interview, State};
use anketa::moment::Moment;
use anketa::plain::read::{Meaning, read};
use anketa::plain::show::show;
use anketa::value::FileAnswer;

/// 15 June 2026, 10:00 in Almaty.
const START_MS: i64 = 1_781_499_600_000;

/// What an editor makes of a text.
pub type Editor = fn(&str) -> Result<String, EditFault>;

/// A person at the keyboard.
pub struct Person {
    /// The program.
    pub model: Model,
    /// The form of every interview.
    pub form: Arc<Form>,
    /// The facts on disk, by interview.
    pub stored: Vec<(InterviewId, Vec<Fact>)>,
    /// What was kept last, of which interview.
    pub kept: Option<(InterviewId, KeptDraft)>,
    /// Whether writes fail.
    pub full_disk: bool,
    /// All that was asked of the outside beside writing.
    pub asked: Vec<Effect>,
    /// The paths to which was exported.
    pub exported: Vec<String>,
    /// How many keys were pressed.
    pub presses: usize,
    /// What the questionnaire may ask of device and interviewer.
    pub properties: Vec<(String, String)>,
    /// The wall clock, in milliseconds since 1970.
    pub wall_ms: i64,
    /// How far the wall clock goes on at each message, in milliseconds.
    pub tick_ms: i64,
    /// What the person's own editor makes of a text, once.
    pub edits: Option<Editor>,
    time: u64,
}

impl Person {
    /// A person who started the program with a questionnaire in YAML.
    pub fn new(yaml: &str) -> Person {
        let bytes = yaml.as_bytes().to_vec();
        Person::with(&Source { name: "test".into(), bytes, attached: Vec::new() })
    }

    /// A person who started the program with a questionnaire and the files it names.
    pub fn with(source: &Source) -> Person {
        let compiled = compile(source);
        let form = compiled.form.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
        let languages = form.languages.iter();
        let shelf = vec![ShelfItem {
            id: form.id.clone(),
            version: form.version.clone(),
            titles: vec![("en".into(), form.id.clone())],
            languages: languages.map(|l| (l.code.clone(), l.name.clone(), l.draft)).collect(),
            origin: "shipped".into(),
        }];
        let start = Start { shelf, words: "en".into(), ..Start::default() };
        let (model, effects) = Model::new(start);
        let mut person = Person {
            model,
            form: Arc::new(form),
            stored: Vec::new(),
            kept: None,
            full_disk: false,
            asked: Vec::new(),
            exported: Vec::new(),
            presses: 0,
            properties: Vec::new(),
            wall_ms: START_MS,
            tick_ms: 1000,
            edits: None,
            time: 0,
        };
        person.run(effects);
        person
    }

    /// A person in a new interview of case `1`.
    pub fn interviewing(yaml: &str) -> Person {
        let mut person = Person::new(yaml);
        person.keys("1⏎");
        if person.shows("Language of the interview") {
            person.keys("1⏎");
        }
        person.keys("1⏎");
        person
    }

    /// Presses keys: characters as they are, `⏎` for Enter, and names in braces such as `{F2}`,
    /// `{PgUp}`, `{Ctrl+D}`.
    pub fn keys(&mut self, keys: &str) {
        let mut rest = keys.chars();
        while let Some(typed) = rest.next() {
            let key = match typed {
                '⏎' => Key::Enter,
                '{' => {
                    let name: String = rest.by_ref().take_while(|&c| c != '}').collect();
                    named(&name)
                }
                other => Key::Char(other),
            };
            self.press(key);
        }
    }

    /// Presses one key.
    pub fn press(&mut self, key: Key) {
        self.presses += 1;
        let moment = self.moment();
        let effects = update(&mut self.model, Msg::Key(key), moment);
        self.run(effects);
        // Whatever happened, there is something to show.
        let _ = self.screen();
    }

    /// Types a plain line, as the plain front end takes it; whatever is shown of it holds no
    /// control character. False if there is no such command.
    pub fn line(&mut self, line: &str) -> bool {
        self.presses += line.chars().count() + 1;
        let before = self.screen();
        let Meaning::Do(msg) = read(line) else { return false };
        let moment = self.moment();
        let effects = update(&mut self.model, msg, moment);
        self.run(effects);
        let screen = self.screen();
        for shown in [show(&screen, Some(&before)), show(&screen, None)] {
            let text = shown.lines.concat() + &shown.prompt;
            assert!(!text.chars().any(char::is_control), "{text:?}");
        }
        true
    }

    fn moment(&mut self) -> Moment {
        self.time += 1;
        self.wall_ms += self.tick_ms;
        let (wall_ms, fresh) = (self.wall_ms, self.time);
        Moment { wall_ms, offset_minutes: 300, mono_ms: self.time * 1000, fresh }
    }

    fn run(&mut self, effects: Vec<Effect>) {
        // In the order in which the loop of the program performs them.
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let Some(msg) = self.answer(effect) else { continue };
            let moment = self.moment();
            waiting.extend(update(&mut self.model, msg, moment));
        }
    }

    fn answer(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Commit { facts, .. } if self.full_disk => {
                Some(Msg::CommitFailed { facts, why: "the disk is full".into() })
            }
            Effect::Commit { interview, facts } => {
                let (_, log) = self.stored.iter_mut().find(|(id, _)| *id == interview)?;
                log.extend(facts.iter().cloned());
                Some(Msg::Committed(facts))
            }
            Effect::KeepDraft { interview, draft } => {
                self.kept = Some((interview, draft));
                None
            }
            Effect::Begin { language, case, .. } => {
                let id = InterviewId([self.stored.len() as u8 + 1; 16]);
                let properties = self.properties.clone();
                let first = Interview::started(&case, &language, properties, self.moment());
                self.stored.push((id, vec![first]));
                Some(self.opened(id, None))
            }
            Effect::Open(id) => {
                let kept = self.kept.clone().filter(|(of, _)| *of == id);
                Some(self.opened(id, kept.map(|(_, draft)| draft)))
            }
            Effect::List => Some(Msg::Listed(self.list())),
            Effect::Attach { ref path, .. } => {
                let file = FileAnswer { name: path.clone(), sha256: "0".repeat(64), bytes: 3 };
                Some(Msg::Attached(file))
            }
            Effect::Edit { text } => self.edits.take().map(|edit| Msg::Edited(edit(&text))),
            Effect::NameExport { path } => {
                let taken = |name: &Path| self.exported.iter().any(|it| Path::new(it) == name);
                let free = anketa::file::free_name(Path::new(&path), taken);
                Some(Msg::ExportNamed(free.to_string_lossy().into_owned()))
            }
            Effect::Export { path } => {
                self.exported.push(path);
                Some(Msg::Exported("exported".into()))
            }
            other => {
                self.asked.push(other);
                None
            }
        }
    }

    fn opened(&self, id: InterviewId, draft: Option<KeptDraft>) -> Msg {
        let interview = self.replayed(id);
        Msg::Opened(Box::new(Opened { id, interview, draft }))
    }

    /// The interview as its facts on disk tell it.
    pub fn replayed(&self, id: InterviewId) -> Interview {
        let facts = self.stored.iter().find(|(known, _)| *known == id).map(|(_, facts)| facts);
        Interview::replay(Arc::clone(&self.form), Vec::new(), facts.map_or(&[], |f| f))
    }

    fn list(&self) -> Vec<Summary> {
        let summary = |(id, facts): &(InterviewId, Vec<Fact>)| {
            let interview = self.replayed(*id);
            Summary {
                id: *id,
                questionnaire: self.form.id.clone(),
                version: self.form.version.clone(),
                case: interview.case().to_owned(),
                state: interview.state(),
                reopened: facts.iter().any(|fact| matches!(fact.what, What::Reopened { .. })),
                started_ms: facts[0].moment.wall_ms,
                changed_ms: facts[facts.len() - 1].moment.wall_ms,
                offset_minutes: 300,
                answered: interview.progress().0,
                total: interview.progress().1,
            }
        };
        self.stored.iter().rev().map(summary).collect()
    }

    /// Kills the program and opens the latest interview again.
    pub fn restart(&mut self) {
        self.kill();
        self.keys("⏎");
    }

    /// Kills the program and starts it again.
    pub fn kill(&mut self) {
        let start = self.model.start.clone();
        let (model, effects) = Model::new(start);
        self.model = model;
        self.run(effects);
    }

    /// What is on the screen.
    pub fn screen(&self) -> Screen {
        screen(&self.model)
    }

    /// All words on the screen.
    pub fn text(&self) -> String {
        let screen = self.screen();
        let mut text = format!("{} {}\n", screen.header.section.join(" › "), screen.header.number);
        for block in &screen.blocks {
            match block {
                Block::Text { text: told, .. } => text.push_str(told),
                Block::Input(input) => {
                    text.push_str(&format!("{}: {}| {}", input.label, input.text, input.reading));
                }
                other => text.push_str(&format!("{other:?}")),
            }
            text.push('\n');
        }
        if let Some(notice) = &screen.notice {
            text.push_str(&notice.text);
        }
        text
    }

    /// Whether the screen holds these words.
    pub fn shows(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// The number or name of the question on the screen.
    pub fn at(&self) -> String {
        self.screen().header.number
    }

    /// The value that counts at an address, as it is on disk in the latest interview.
    pub fn value(&self, path: &str) -> Option<String> {
        let interview = self.replayed(self.stored.last()?.0);
        let place = interview.place_at(path)?;
        interview.value(place).map(|value| value.to_string())
    }

    /// Where the latest interview stands.
    pub fn state(&self) -> State {
        self.stored.last().map_or(State::New, |(id, _)| self.replayed(*id).state())
    }
}

fn named(name: &str) -> Key {
    let last = name.chars().last().unwrap_or(' ').to_ascii_lowercase();
    match name {
        "Esc" => Key::Esc,
        "Tab" => Key::Tab,
        "BackTab" => Key::BackTab,
        "Bksp" => Key::Backspace,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PgUp" => Key::PageUp,
        "PgDn" => Key::PageDown,
        "Ins" => Key::Insert,
        "Del" => Key::Delete,
        "ShiftUp" => Key::ShiftUp,
        "ShiftDown" => Key::ShiftDown,
        _ if name.starts_with("Alt+") => Key::Alt(last),
        _ if name.starts_with("Ctrl+") => Key::Ctrl(last),
        _ => Key::F(name[1..].parse().expect("a function key")),
    }
}
