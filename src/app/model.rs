//! The whole state of the program.

use super::effect::{Effect, KeptDraft};
use super::live::Live;
use super::mode::Mode;
use super::msg::{ShelfItem, Summary};
use super::screen::{Notice, Voice};
use super::watch::Watch;
use super::words;
use super::words::table::Words;
use crate::id::InterviewId;

/// How the program was started.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The questionnaires that can be chosen.
    pub shelf: Vec<ShelfItem>,
    /// The language of the interface: `en`, `ru` or `kk`.
    pub words: String,
    /// Begin at once with this questionnaire, by position on the shelf.
    pub begin: Option<usize>,
    /// The language to begin in, if given.
    pub language: Option<String>,
    /// The case to begin with, if given.
    pub case: Option<String>,
    /// A warning about the data file (network drive, synced folder), if any.
    pub warning: Option<String>,
    /// The code of the interviewer, for the start screen, if one was given.
    pub interviewer: Option<String>,
    /// The data file's path, for the start screen.
    pub data_file: String,
    /// Whether a one-digit code answers without Enter.
    pub auto_advance: bool,
    /// Whether this is training: every screen says so, and nothing is kept.
    pub training: bool,
}

/// The whole state of the program.
#[derive(Debug)]
pub struct Model {
    /// The words of the interface.
    pub words: &'static Words,
    /// How the program was started.
    pub start: Start,
    /// The interviews of the data file, the latest first.
    pub listed: Vec<Summary>,
    /// The screens on top of each other; the last is seen, the first is always there.
    pub modes: Vec<Mode>,
    /// The open interview.
    pub live: Option<Live>,
    /// What the program says below the content.
    pub notice: Option<Notice>,
    /// What was stored just now, in words.
    pub stored: Option<String>,
    /// Changes whenever something else is asked.
    pub identity: u64,
    /// How wide the rows of a box of text are, in cells.
    pub row_width: usize,
    /// Whether a one-digit code answers without Enter, as long as the program runs.
    pub auto_advance: bool,
    /// How wide the window is, in cells; 0 until it is known.
    pub columns: u16,
    /// What was handed out to be kept last, and of which interview.
    pub kept: Option<(InterviewId, KeptDraft)>,
    /// What is on the screen, for notes of how the interview is conducted.
    pub watch: Watch,
}

impl Model {
    /// The screen that is seen.
    pub fn mode(&self) -> &Mode {
        self.modes.last().unwrap_or(&Mode::Interview)
    }

    /// The screen that is seen.
    pub fn mode_mut(&mut self) -> Option<&mut Mode> {
        self.modes.last_mut()
    }

    /// The words of what is seen now: where the respondent reads alone, those of the language of
    /// the interview, if the interface has it.
    pub fn words_seen(&self) -> &'static Words {
        let Some(live) = &self.live else { return self.words };
        let alone = match self.mode() {
            Mode::HandOver { .. } => true,
            Mode::Interview => live.alone(live.stop).is_some(),
            _ => false,
        };
        let code = live.interview.form().languages.get(live.interview.language());
        let own = code.and_then(|language| words::known(&language.code));
        own.filter(|_| alone).unwrap_or(self.words)
    }

    /// Lays a screen on top.
    pub fn push(&mut self, mode: Mode) {
        self.modes.push(mode);
        self.asks_anew();
    }

    /// Takes the screen on top away.
    pub fn pop(&mut self) {
        if self.modes.len() > 1 {
            self.modes.pop();
        }
        self.asks_anew();
    }

    /// Shows a screen and nothing below it.
    pub fn replace(&mut self, mode: Mode) {
        self.modes.clear();
        self.push(mode);
    }

    /// Marks that something else is asked now, and forgets what was said before.
    pub fn asks_anew(&mut self) {
        self.identity += 1;
        self.notice = None;
    }

    /// Says something.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { voice: Voice::Program, text: text.into() });
    }

    /// Warns of something.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { voice: Voice::Warning, text: text.into() });
    }

    /// Hands out what is typed and where, if it changed.
    pub fn keep(&mut self, effects: &mut Vec<Effect>) {
        let Some(live) = &self.live else { return };
        if live.finished() {
            return;
        }
        let kept = Some((live.id, live.kept_draft()));
        if kept != self.kept {
            if let Some((interview, draft)) = kept.clone() {
                effects.push(Effect::KeepDraft { interview, draft });
            }
            self.kept = kept;
        }
    }
}
