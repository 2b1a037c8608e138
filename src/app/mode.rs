//! The screens that can lie on top of each other, each with its state.

use super::draft::rows::RowsDraft;
use super::draft::text::TextDraft;
use super::keymap::Scene;
use super::paste::columns::Matched;
use super::paste::judge::Verdict;
use super::picker::Picker;
use crate::id::InterviewId;
use crate::interview::Stop;
use crate::place::{Place, RowKey};
use crate::value::Value;

/// A screen.
#[derive(Debug, Clone)]
pub enum Mode {
    /// Questionnaires and interviews.
    Start(StartMode),
    /// Language and case of a new interview.
    Begin(BeginMode),
    /// The stop of the open interview.
    Interview,
    /// A list of places to go to.
    Jump(JumpMode),
    /// A remark on a place.
    Remark {
        /// The place.
        place: Place,
        /// What is written.
        field: TextDraft,
    },
    /// The languages.
    Language(Picker),
    /// The follow-ups of a question.
    Probes {
        /// The question.
        place: Place,
        /// The follow-ups.
        picker: Picker,
    },
    /// Who said a quote, and how close to the words it is.
    Quote {
        /// The quote.
        quote: u64,
        /// The speakers and levels.
        picker: Picker,
    },
    /// Where an answer comes from.
    Source {
        /// The question.
        place: Place,
        /// The origins and certainties.
        picker: Picker,
    },
    /// The rows of a roster.
    Rows(RowsDraft),
    /// The persons of a roster by the sections asked of each.
    Board(BoardMode),
    /// A table is waited for.
    PasteBox {
        /// The roster whose rows its lines become.
        roster: Place,
        /// What is typed of it.
        field: TextDraft,
    },
    /// A pasted table, with what would become of each cell.
    Paste(PasteMode),
    /// Many answers on one line.
    Power(PowerMode),
    /// What else can be done.
    Menu {
        /// The lines.
        picker: Picker,
        /// What each does.
        items: Vec<MenuItem>,
    },
    /// A reason is asked for.
    Reason(ReasonMode),
    /// A yes or no is asked for.
    Confirm(ConfirmMode),
    /// Something is told.
    Message {
        /// What.
        text: String,
        /// Whether it went wrong.
        warning: bool,
    },
    /// The keys of a scene.
    Help {
        /// The scene.
        scene: Scene,
        /// More about the question.
        guidance: String,
        /// The first line shown.
        scroll: usize,
    },
    /// The path of an export.
    Export(TextDraft),
    /// A write failed: entry has stopped.
    Failed {
        /// Why.
        why: String,
    },
    /// The device changes hands for a self-completion block.
    HandOver {
        /// The group of the block.
        group: Place,
        /// To the respondent, or back.
        giving: bool,
        /// What is typed: the way back needs a code.
        picker: Picker,
    },
    /// The interview is finished.
    Finished {
        /// What next.
        picker: Picker,
        /// The questionnaire's position on the shelf, if it is there.
        questionnaire: Option<usize>,
    },
}

/// The persons of a roster by the sections asked of each, with the highlighted cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardMode {
    /// The roster: the row around it with its node.
    pub roster: Place,
    /// The highlighted row, by position.
    pub row: usize,
    /// The highlighted section, by position.
    pub column: usize,
}

/// A pasted table, with what would become of each cell.
#[derive(Debug, Clone)]
pub struct PasteMode {
    /// The roster whose rows its lines become.
    pub roster: Place,
    /// The table, its columns matched to questions.
    pub table: Matched,
    /// What would become of the cells of each line, once it is judged.
    pub verdicts: Vec<Option<Vec<Verdict>>>,
    /// The highlighted line, by position.
    pub row: usize,
    /// The highlighted column, by position.
    pub column: usize,
    /// Whether it is on its way to the disk.
    pub taking: bool,
}

/// Many answers on one line.
#[derive(Debug, Clone)]
pub struct PowerMode {
    /// What is typed and not entered yet.
    pub line: TextDraft,
    /// The suggestion that is highlighted, if one is.
    pub focus: Option<usize>,
    /// How many answers of it were entered.
    pub entered: usize,
    /// Whether its entries are being entered, one after the other.
    pub running: bool,
}

/// Questionnaires and interviews.
#[derive(Debug, Clone)]
pub struct StartMode {
    /// The lines.
    pub picker: Picker,
    /// What each line stands for.
    pub targets: Vec<StartTarget>,
}

/// What a line of the start screen stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartTarget {
    /// A heading.
    Nothing,
    /// A questionnaire, by position on the shelf.
    Questionnaire(usize),
    /// An interview.
    Interview(InterviewId),
}

/// Language and case of a new interview.
#[derive(Debug, Clone)]
pub struct BeginMode {
    /// The questionnaire, by position on the shelf.
    pub questionnaire: usize,
    /// The languages to choose from, until one is chosen.
    pub languages: Picker,
    /// The code of the chosen language.
    pub language: Option<String>,
    /// The case.
    pub case: TextDraft,
}

/// Why places are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JumpKind {
    /// All of them.
    Outline,
    /// Something is wrong there.
    Problems,
    /// The steps done and undone, the latest first.
    History,
    /// The place is asked because of them.
    Why,
    /// The place is not asked because of them.
    WhyNot,
    /// The last change affected them.
    Effects,
    /// Something said there is quoted.
    Quotes,
}

/// A list of places to go to.
#[derive(Debug, Clone)]
pub struct JumpMode {
    /// Why they are listed.
    pub kind: JumpKind,
    /// The place they have to do with, in words; may be empty.
    pub subject: String,
    /// The lines.
    pub picker: Picker,
    /// Where each line leads.
    pub stops: Vec<Option<Stop>>,
    /// The steps of the lines, in a list of steps.
    pub steps: Vec<Option<u32>>,
    /// The places of the lines, where they have one.
    pub places: Vec<Option<Place>>,
}

impl JumpMode {
    /// A list about no place of its own.
    pub fn new(kind: JumpKind, picker: Picker, stops: Vec<Option<Stop>>) -> JumpMode {
        let (steps, places) = (Vec::new(), Vec::new());
        JumpMode { kind, subject: String::new(), picker, stops, steps, places }
    }
}

/// What a line of the menu does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MenuItem {
    /// Back to the question.
    GoOn,
    /// Leave for now.
    Leave,
    /// All questions.
    Outline,
    /// What is still wrong.
    Problems,
    /// A remark.
    Remark,
    /// Another language.
    Language,
    /// To the end of the interview.
    Review,
    /// To the first open question.
    FirstOpen,
    /// Back to where the person was before a correction elsewhere.
    Return,
    /// Why the question is asked.
    Why,
    /// What the last change led to.
    Effects,
    /// The steps done and undone.
    History,
    /// Many answers on one line.
    Power,
    /// The persons by the sections.
    Board,
    /// A table pasted into the roster.
    Paste,
    /// One-digit codes answer without Enter, or do not any more.
    AutoAdvance,
    /// The notes of the talk.
    Notes,
    /// Mark a quote.
    Quote,
    /// The quotes.
    Quotes,
    /// Where the answer comes from.
    Source,
    /// A long text in the person's own editor.
    Editor,
    /// Do again what was taken back.
    Redo,
    /// Break the interview off.
    BreakOff,
    /// Correct a finished interview.
    Correct,
}

/// A reason is asked for.
#[derive(Debug, Clone)]
pub struct ReasonMode {
    /// What the reason is for.
    pub title: String,
    /// The question it concerns, with the answer that is doubted; may be empty.
    pub subject: String,
    /// What is wrong with it.
    pub lines: Vec<String>,
    /// Reasons to choose from.
    pub presets: Vec<&'static str>,
    /// Other answers that it hangs on, in words, each a place to go to.
    pub involved: Vec<(Place, String)>,
    /// What is typed: the number of one, or another reason.
    pub field: TextDraft,
    /// What the reason lets happen.
    pub then: ReasonThen,
}

impl ReasonMode {
    /// The answer among those involved that a number stands for; they follow the reasons.
    pub fn involved_at(&self, number: usize) -> Option<Place> {
        let at = number.checked_sub(self.presets.len() + 1)?;
        self.involved.get(at).map(|(place, _)| *place)
    }
}

/// What a reason lets happen.
#[derive(Debug, Clone)]
pub enum ReasonThen {
    /// An answer counts although a soft check doubts it.
    Doubt {
        /// The question.
        place: Place,
        /// The answer.
        value: Value,
        /// What comes after.
        then: Then,
    },
    /// Nothing: a hard check refused the answer, which has to be corrected, or another.
    Nothing,
    /// A required question stays open.
    LeaveOpen {
        /// The question.
        place: Place,
        /// What comes after.
        then: Then,
    },
    /// The interview is finished although questions are open: those and the reasons so far.
    Complete {
        /// The open questions.
        places: Vec<Place>,
        /// The reasons given so far.
        reasons: Vec<(Place, String)>,
    },
    /// The interview is broken off.
    BreakOff,
    /// The finished interview is corrected.
    Reopen,
}

/// A yes or no is asked for.
#[derive(Debug, Clone)]
pub struct ConfirmMode {
    /// What is asked.
    pub title: String,
    /// 1 for yes, 2 for no.
    pub picker: Picker,
    /// What a yes lets happen.
    pub then: ConfirmThen,
}

/// What a yes lets happen.
#[derive(Debug, Clone)]
pub enum ConfirmThen {
    /// The row goes.
    RemoveRow(RowKey),
    /// The interview that was broken off is gone on with.
    GoOn(InterviewId),
    /// The pasted table on the screen below is entered.
    TakeTable,
    /// The change that set answers aside is taken back.
    UndoChange,
    /// The answer stands.
    Answer {
        /// The question.
        place: Place,
        /// The answer.
        value: Value,
        /// What comes after.
        then: Then,
    },
}

/// What comes after facts are on disk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Then {
    /// Nothing moves.
    Stay,
    /// On to the next stop.
    Advance,
    /// On to the next row of the battery.
    NextRow,
    /// To the first question of the row that was added.
    IntoNewRow,
    /// To the place that was changed by undo or redo.
    ToChanged,
    /// The same, once this step and all after it are undone.
    UndoTo(u32),
    /// The same, once this step and all before it are done again.
    RedoTo(u32),
    /// The interview was finished.
    Finished,
    /// The interview is left.
    Leave,
}
