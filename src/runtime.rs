//! The loop: read, update, run the effects, draw. The only file that knows the store and the
//! front end both.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::app::effect::{Effect, KeptDraft};
use crate::app::msg::{Msg, Opened};
use crate::app::screen::Screen;
use crate::app::{Model, Start, screen, update};
use crate::compile::compile;
use crate::compile::source::Source;
use crate::file::{self, FileError};
use crate::form::Form;
use crate::id::InterviewId;
use crate::interview::Interview;
use crate::interview::fact::Fact;
use crate::store::append::ATTACHMENT_MAX_BYTES;
use crate::store::error::{Problem, StoreError};
use crate::store::export::{ExportOptions, ExportReport};
use crate::store::{Store, Stored};
use crate::tui::terminal::Session;
use crate::tui::wait::{Wait, Wake};
use crate::world::{World, new_interview_id};

/// How long typed text may wait before it is kept, in milliseconds: a kill then loses less than
/// a second of typing.
const KEEP_AFTER_MS: u64 = 500;
/// So many keys on one question are taken in before the screen is drawn again.
const KEYS_BEFORE_DRAWING: usize = 64;

/// A questionnaire that can be begun.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// As it was written.
    pub source: Source,
    /// Compiled.
    pub form: Arc<Form>,
}

/// What the loop starts with.
pub struct Setup {
    /// The data file.
    pub store: Store,
    /// The questionnaires, in the order of `start.shelf`.
    pub shelf: Vec<Shelved>,
    /// How the program was started.
    pub start: Start,
    /// What a questionnaire may ask of device and interviewer, by name.
    pub properties: Vec<(String, String)>,
    /// Whether colours may be used.
    pub colour: bool,
}

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The person left.
    Quit,
    /// A signal asked for it: its number.
    Stopped(usize),
    /// The terminal went away.
    Gone,
}

/// Why the loop could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The terminal failed.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] std::io::Error),
}

/// Runs the program until the person leaves or the terminal goes away. Everything that was
/// entered or typed is in the data file afterwards, whatever the ending.
pub fn run(setup: Setup) -> Result<Ending, Fault> {
    let wait = Wait::new()?;
    let session = Session::enter(setup.colour)?;
    let world = World::start();
    let words = setup.start.words.clone();
    let (model, effects) = Model::new(setup.start);
    let mut runtime = Runtime {
        model,
        session,
        wait,
        world,
        outside: Outside {
            store: setup.store,
            shelf: setup.shelf,
            properties: setup.properties,
            open: None,
            pending: None,
            at: None,
            words,
        },
        drawn: None,
        asked: None,
        quit: false,
    };
    let outcome = runtime.start(effects).and_then(|()| runtime.turn()).or_else(|error| {
        // A terminal that goes away in the middle of a call fails the call first.
        match runtime.wait.ended() {
            Ok(Some(Wake::Gone)) => Ok(Ending::Gone),
            _ => Err(error),
        }
    });
    runtime.outside.keep_draft();
    runtime.outside.make_whole();
    Ok(outcome?)
}

struct Runtime {
    model: Model,
    session: Session,
    wait: Wait,
    world: World,
    outside: Outside,
    /// What is on the terminal; `None` where it must be drawn anew.
    drawn: Option<Screen>,
    /// What the screen asks; keys pressed before it changed do not count.
    asked: Option<u64>,
    quit: bool,
}

impl Runtime {
    fn start(&mut self, effects: Vec<Effect>) -> std::io::Result<()> {
        let (width, height) = self.session.size();
        self.perform(effects)?;
        self.take(Msg::Resized { width, height })?;
        self.draw()
    }

    fn turn(&mut self) -> std::io::Result<Ending> {
        loop {
            let mut timeout = self.outside.keep_in(self.world.moment().mono_ms);
            if timeout == Some(Duration::ZERO) {
                // Before the next key: it may answer the question whose place is to be kept.
                self.outside.keep_draft();
                timeout = None;
            }
            match self.wait.wait(timeout)? {
                Wake::Event => self.read()?,
                Wake::Resized => self.resized()?,
                Wake::Deadline => self.outside.keep_draft(),
                Wake::Stop(signal) => return Ok(Ending::Stopped(signal)),
                Wake::Gone => return Ok(Ending::Gone),
            }
            if self.quit {
                return Ok(Ending::Quit);
            }
            self.draw()?;
        }
    }

    /// Takes in what was typed, as long as it is about the question on the screen.
    fn read(&mut self) -> std::io::Result<()> {
        for _ in 0..KEYS_BEFORE_DRAWING {
            if let Some(key) = self.wait.read()? {
                self.take(Msg::Key(key))?;
            }
            let asks_the_same = self.asked == Some(screen(&self.model).identity);
            if self.quit || !asks_the_same || !self.wait.more()? {
                break;
            }
        }
        Ok(())
    }

    fn resized(&mut self) -> std::io::Result<()> {
        // A window that shrank and grew back has lost what stood in it, although its size is the
        // same as before.
        self.session.forget()?;
        self.drawn = None;
        let (width, height) = self.session.size();
        self.take(Msg::Resized { width, height })
    }

    /// Lets a message take effect, and the answers to what it asks of the outside.
    fn take(&mut self, msg: Msg) -> std::io::Result<()> {
        let effects = update(&mut self.model, msg, self.world.moment());
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> std::io::Result<()> {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let answer = match effect {
                Effect::Quit => {
                    self.quit = true;
                    None
                }
                Effect::Redraw => {
                    self.session.forget()?;
                    self.drawn = None;
                    None
                }
                Effect::Suspend => {
                    self.outside.keep_draft();
                    self.session.suspend()?;
                    self.drawn = None;
                    None
                }
                other => self.outside.perform(other, &self.world),
            };
            if let Some(msg) = answer {
                waiting.extend(update(&mut self.model, msg, self.world.moment()));
            }
        }
        Ok(())
    }

    fn draw(&mut self) -> std::io::Result<()> {
        let next = screen(&self.model);
        if self.asked != Some(next.identity) {
            self.wait.drop_waiting()?;
            self.asked = Some(next.identity);
        }
        if self.drawn.as_ref() != Some(&next) {
            self.session.draw(&next)?;
            self.drawn = Some(next);
        }
        Ok(())
    }
}

/// The data file and what is at hand of it.
struct Outside {
    store: Store,
    shelf: Vec<Shelved>,
    properties: Vec<(String, String)>,
    /// The interview that is open, with its form.
    open: Option<(InterviewId, Arc<Form>)>,
    /// What is typed and not kept yet, and by when it must be.
    pending: Option<(InterviewId, KeptDraft, u64)>,
    /// Where in the interview we are, as it was told last.
    at: Option<String>,
    /// The language of messages: `en`, `ru` or `kk`.
    words: String,
}

impl Outside {
    /// Does what is asked; what came of it.
    fn perform(&mut self, effect: Effect, world: &World) -> Option<Msg> {
        match effect {
            Effect::List => {
                let listed = self.store.list().map(Msg::Listed);
                Some(listed.unwrap_or_else(|error| self.failed(&error)))
            }
            Effect::Begin { questionnaire, language, case } => {
                let begun = self.begin(questionnaire, &language, &case, world)?;
                Some(begun.unwrap_or_else(|error| self.failed(&error)))
            }
            Effect::Open(id) => Some(self.open(id).unwrap_or_else(|error| self.failed(&error))),
            Effect::Commit { interview, facts } => Some(self.commit(interview, facts)),
            Effect::KeepDraft { interview, draft } => {
                self.keep_soon(interview, draft, world.moment().mono_ms);
                None
            }
            Effect::Leave(_) => {
                self.keep_draft();
                self.make_whole();
                (self.open, self.at) = (None, None);
                None
            }
            Effect::Attach { interview: _, path } => Some(self.attach(&path)),
            Effect::Export { path } => Some(self.export(&path)),
            Effect::Suspend | Effect::Redraw | Effect::Quit => None,
        }
    }

    fn failed(&self, error: &StoreError) -> Msg {
        Msg::Failed(error.message(&self.words))
    }

    /// `None` only if there is no such questionnaire on the shelf.
    fn begin(
        &mut self,
        questionnaire: usize,
        language: &str,
        case: &str,
        world: &World,
    ) -> Option<Result<Msg, StoreError>> {
        let shelved = self.shelf.get(questionnaire)?;
        let id = new_interview_id();
        let first = Interview::started(case, language, self.properties.clone(), world.moment());
        let begun = self.store.last_saved(&shelved.form, None).and_then(|last_saved| {
            let mut interview = Interview::new(Arc::clone(&shelved.form), last_saved);
            interview.apply(&first);
            self.store.begin(id, &shelved.source, &shelved.form, &[first])?;
            self.open = Some((id, Arc::clone(&shelved.form)));
            Ok(Msg::Opened(Box::new(Opened { id, interview, draft: None })))
        });
        Some(begun)
    }

    fn open(&mut self, id: InterviewId) -> Result<Msg, StoreError> {
        let (stored, interview) = load(&self.store, &self.shelf, id)?;
        self.open = Some((id, Arc::clone(interview.form())));
        Ok(Msg::Opened(Box::new(Opened { id, interview, draft: stored.draft })))
    }

    fn commit(&mut self, interview: InterviewId, facts: Vec<Fact>) -> Msg {
        let Some((_, form)) = self.open.as_ref().filter(|(open, _)| *open == interview) else {
            let why =
                StoreError::new(self.store.path(), Problem::NoInterview(interview.to_string()));
            return Msg::CommitFailed { facts, why: why.message(&self.words) };
        };
        match self.store.append(interview, form, &facts) {
            Ok(()) => Msg::Committed(facts),
            Err(error) => Msg::CommitFailed { facts, why: error.message(&self.words) },
        }
    }

    fn attach(&mut self, path: &str) -> Msg {
        let path = PathBuf::from(path.trim());
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if self.store.is_at(&path) {
            let problem = std::io::Error::other("it is the data file");
            return Msg::Failed(FileError::new(&path, problem).to_string());
        }
        let bytes = match file::read_file(&path, ATTACHMENT_MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(error) => return Msg::Failed(error.to_string()),
        };
        match self.store.attach(&name.unwrap_or_default(), &bytes) {
            Ok(answer) => Msg::Attached(answer),
            Err(error) => self.failed(&error),
        }
    }

    /// Writes the finished interviews. A path that names no folder is meant beside the data file.
    fn export(&mut self, path: &str) -> Msg {
        let out = PathBuf::from(path.trim());
        let out = match self.store.path().parent() {
            Some(folder) if out.components().count() == 1 => folder.join(&out),
            _ => out,
        };
        let shelf = &self.shelf;
        let options = ExportOptions::default();
        let exported =
            self.store.export(&out, options, &mut |source| form_of(shelf, source), &mut |_, _| {});
        match exported {
            Ok(report) => Msg::Exported(exported_words(&self.words, &report)),
            Err(error) => self.failed(&error),
        }
    }

    /// Keeps what is typed in a moment; where we are, as soon as the screen is drawn: whoever has
    /// seen a question comes back to it (E26).
    fn keep_soon(&mut self, interview: InterviewId, draft: KeptDraft, now_ms: u64) {
        let due = match &self.pending {
            _ if self.at.as_ref() != Some(&draft.at) => now_ms,
            Some((_, _, due)) => *due,
            None => now_ms + KEEP_AFTER_MS,
        };
        self.at = Some(draft.at.clone());
        self.pending = Some((interview, draft, due));
    }

    /// In how long what is typed must be kept.
    fn keep_in(&self, now_ms: u64) -> Option<Duration> {
        let (_, _, due) = self.pending.as_ref()?;
        Some(Duration::from_millis(due.saturating_sub(now_ms)))
    }

    /// Keeps what is typed. If it cannot be kept it stays pending no longer: the answer itself
    /// will say that the data file is in trouble.
    fn keep_draft(&mut self) {
        if let Some((interview, draft, _)) = self.pending.take() {
            let _ = self.store.keep_draft(interview, &draft);
        }
    }

    /// Makes the one file whole, for people who copy it by hand. Nothing is lost if it fails: the
    /// file with what it still lacks is beside it.
    fn make_whole(&mut self) {
        let _ = self.store.checkpoint();
    }
}

/// An interview as it is in the data file. A form that is on the shelf is not compiled again.
pub fn load(
    store: &Store,
    shelf: &[Shelved],
    id: InterviewId,
) -> Result<(Stored, Interview), StoreError> {
    let mut form = None;
    let stored = store.load(id, &mut |source| {
        form = form_of(shelf, source);
        form.clone()
    })?;
    let Some(form) = form else {
        return Err(StoreError::new(store.path(), Problem::NoInterview(id.to_string())));
    };
    let last_saved = store.last_saved(&form, Some(id))?;
    let interview = Interview::replay(form, last_saved, &stored.facts);
    Ok((stored, interview))
}

/// The form of a questionnaire as it is in a data file. One that is on the shelf is not compiled
/// again.
pub fn form_of(shelf: &[Shelved], source: &Source) -> Option<Arc<Form>> {
    let hash = source.hash();
    match shelf.iter().find(|shelved| shelved.source.hash() == hash) {
        Some(shelved) => Some(Arc::clone(&shelved.form)),
        None => compile(source).form.map(Arc::new),
    }
}

/// What to tell of an export, and of what is not in it as one would expect.
fn exported_words(words: &str, report: &ExportReport) -> String {
    let (path, interviews, left) = (report.path.display(), report.interviews, report.left_out);
    let mut told = match words {
        "ru" if interviews == 0 => {
            format!("Файл записан, но в нём нет ни одного интервью: {path}.")
        }
        "kk" if interviews == 0 => format!("Файл жазылды, бірақ онда сұхбат жоқ: {path}."),
        _ if interviews == 0 => format!("The file is written, but holds no interview: {path}."),
        "ru" => format!("Выгружено и проверено: {path}. Завершённых интервью: {interviews}."),
        "kk" => format!("Экспортталды және тексерілді: {path}. Аяқталған сұхбат: {interviews}."),
        _ => format!("Exported and verified: {path}. Finished interviews: {interviews}."),
    };
    if left > 0 {
        told += &match words {
            "ru" => {
                format!(" Не завершены и не выгружены: {left}. Вместе с ними: anketa export --all.")
            }
            "kk" => {
                format!(" Аяқталмаған, экспортталмаған: {left}. Бәрін шығару: anketa export --all.")
            }
            _ => format!(" Not finished and left out: {left}. With these: anketa export --all."),
        };
    }
    for (name, version) in &report.without_form {
        told += &match words {
            "ru" => format!(
                " Анкету {name} {version} эта программа не может прочесть: её ответы — только в \
                 таблице `answer`."
            ),
            "kk" => format!(
                " {name} {version} сауалнамасын бұл бағдарлама оқи алмайды: оның жауаптары тек \
                 `answer` кестесінде."
            ),
            _ => format!(
                " The questionnaire {name} {version} cannot be read by this program: its answers \
                 are in the table `answer` only."
            ),
        };
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_without_a_wide_table_says_so() {
        for words in ["en", "ru", "kk"] {
            let whole = exported_words(words, &report(3, 0, Vec::new()));
            assert!(whole.contains("out.sqlite") && whole.contains('3'), "{whole}");
            let without_form = vec![("household".into(), "2".into())];
            let lacks = exported_words(words, &report(3, 0, without_form));
            assert!(lacks.starts_with(&whole) && lacks.contains("household 2"), "{lacks}");
        }
    }

    #[test]
    fn an_export_says_what_it_left_out_and_that_it_is_empty() {
        for (language, empty) in
            [("en", "holds no interview"), ("ru", "нет ни одного интервью"), ("kk", "сұхбат жоқ")]
        {
            for (interviews, left_out) in [(0, 0), (0, 4), (7, 4), (7, 0)] {
                let told = exported_words(language, &report(interviews, left_out, Vec::new()));
                assert_eq!(told.contains(empty), interviews == 0, "{told}");
                assert_eq!(told.contains(": 7."), interviews == 7, "{told}");
                assert_eq!(told.contains(": 4.") && told.contains("--all"), left_out > 0, "{told}");
            }
        }
    }

    fn report(interviews: u64, left_out: u64, without_form: Vec<(String, String)>) -> ExportReport {
        ExportReport {
            path: PathBuf::from("out.sqlite"),
            interviews,
            left_out,
            answers: 0,
            tables: Vec::new(),
            bytes: 0,
            sha256: String::new(),
            without_form,
            unread: 0,
        }
    }
}
