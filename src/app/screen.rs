//! What a screen shows, as plain data in finished words: the contract between the program and
//! whatever draws it. Knows no terminal, no colour, no size.

use super::keymap::Action;

/// One whole screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Screen {
    /// The line at the top.
    pub header: Header,
    /// What is shown below it, from top to bottom. The view scrolls so that the focus is seen.
    pub blocks: Vec<Block>,
    /// What stands beside the content where there is room, and in its place where keys go to it.
    pub side: Option<Side>,
    /// What stays in sight below the content: the open questions of a guide.
    pub strip: Option<String>,
    /// A message between the content and the footer.
    pub notice: Option<Notice>,
    /// The keys that work now.
    pub footer: Vec<Hint>,
    /// For screens to be read rather than answered (help, history): the first line shown.
    pub scroll: usize,
    /// Tells whether two screens ask different things: keys typed before a change of it was
    /// drawn are dropped (E2).
    pub identity: u64,
    /// The language of the interface that is seen: `en`, `ru` or `kk`.
    pub language: &'static str,
    /// What was stored just now, in words, for those who do not see it.
    pub stored: Option<String>,
    /// Large plain letters of a screen handed to the respondent: more room, no codes.
    pub handed_over: bool,
}

/// The least columns of a window in which two things stand beside each other.
pub const BESIDE_LEAST: u16 = 100;

/// What stands beside the content.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Side {
    /// What is shown, from top to bottom.
    pub blocks: Vec<Block>,
    /// Whether keys go to it.
    pub focused: bool,
}

/// The line at the top.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Header {
    /// The questionnaire's title, or the program's name.
    pub title: String,
    /// The case, if any.
    pub case: String,
    /// The language's own name.
    pub language: String,
    /// The sections and rows around the place, outermost first.
    pub section: Vec<String>,
    /// The number of the question, such as `31`, or its name.
    pub number: String,
    /// Answered of applying questions, if in an interview.
    pub progress: Option<(usize, usize)>,
    /// Whether everything that was entered is on disk.
    pub saved: Saved,
    /// Marks such as `TRAINING` that every screen carries.
    pub marks: Vec<String>,
}

/// Whether what was entered is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Saved {
    /// There is nothing to save here.
    #[default]
    Nothing,
    /// All of it is.
    Saved,
    /// Something is typed and not entered yet; it is kept as a draft.
    Typing,
    /// The last write failed; entry has stopped.
    Failed,
}

/// Who speaks (E24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Voice {
    /// Read out to the respondent.
    ReadOut,
    /// Instructs the interviewer; never read out.
    Instruction,
    /// A hint to the question.
    Hint,
    /// The program says something.
    Program,
    /// The program refuses something or warns.
    Warning,
    /// A heading.
    Heading,
    /// Less important: a number, a detail.
    Dim,
}

/// A part of a screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph; may hold line breaks.
    Text {
        /// Who speaks.
        voice: Voice,
        /// The words.
        text: String,
    },
    /// Choices to choose from, one a line.
    Choices(ChoiceBlock),
    /// A field to type in.
    Input(Input),
    /// A table of one-key rows.
    Battery(Battery),
    /// Lines of which one may be chosen: interviews, sections, problems, history, rows.
    List(List),
    /// A table of cells.
    Grid(Grid),
    /// Keys with what they do; `key` of each holds all of them.
    Keys(Vec<Hint>),
    /// An empty line.
    Gap,
}

/// Choices to choose from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChoiceBlock {
    /// Those in the window around the focus; long lists are not sent whole.
    pub items: Vec<ChoiceItem>,
    /// The position of the first item in the whole list.
    pub first: usize,
    /// How many there are in the whole (filtered) list.
    pub total: usize,
    /// Which of `items` is highlighted, if one is.
    pub focus: Option<usize>,
    /// Whether several can be chosen, ranks included.
    pub multiple: bool,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChoiceItem {
    /// What is typed for it; empty to hide it.
    pub code: String,
    /// Its label.
    pub label: String,
    /// Whether it is chosen, and as which in a ranking.
    pub mark: Mark,
    /// Whether it clears the others.
    pub exclusive: bool,
}

/// Whether something is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Not chosen.
    #[default]
    Off,
    /// Chosen.
    On,
    /// Chosen as the n-th, from 1.
    Rank(usize),
}

/// A field to type in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Input {
    /// What stands before it, such as `Code` or `Search`.
    pub label: String,
    /// What is typed.
    pub text: String,
    /// Where the caret stands, in bytes of `text`, on a border of graphemes.
    pub caret: usize,
    /// Whether it is a box of several lines; the least number of lines then.
    pub lines: Option<usize>,
    /// Whether to show dots.
    pub masked: bool,
    /// What stands behind it: the range, the reading of a date, the label of a code.
    pub reading: String,
    /// Whether the caret is in it.
    pub focused: bool,
}

/// A table of one-key rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Battery {
    /// The scale: code and label of each choice, in order.
    pub scale: Vec<(String, String)>,
    /// The rows.
    pub rows: Vec<BatteryRow>,
    /// Which row is asked now.
    pub focus: usize,
}

/// A row of a battery.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BatteryRow {
    /// What is read out.
    pub label: String,
    /// Which of the scale is chosen.
    pub chosen: Option<usize>,
    /// Another answer in words: a special answer, a refusal.
    pub words: String,
    /// Whether something is wrong with it.
    pub trouble: bool,
}

/// Lines of which one may be chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// Those in the window around the focus.
    pub items: Vec<ListItem>,
    /// The position of the first item in the whole list.
    pub first: usize,
    /// How many there are in the whole list.
    pub total: usize,
    /// Which of `items` is highlighted, if one is.
    pub focus: Option<usize>,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListItem {
    /// What is typed for it; may be empty.
    pub code: String,
    /// A sign for its state: `✓`, `·`, `!` ...; never a colour alone.
    pub sign: String,
    /// The words.
    pub label: String,
    /// What stands at the right.
    pub detail: String,
    /// How deep it stands.
    pub depth: u16,
    /// Whether it cannot be chosen, or does not apply.
    pub dim: bool,
    /// Whether it is a heading.
    pub heading: bool,
}

/// A table of cells, with a name before each row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows in the window around the focus.
    pub rows: Vec<GridRow>,
    /// The position of the first row in the whole table.
    pub first: usize,
    /// How many rows there are in the whole table.
    pub total: usize,
    /// The highlighted cell: its position among `rows`, and its column.
    pub focus: (usize, usize),
}

/// A row of a table of cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GridRow {
    /// Its number.
    pub code: String,
    /// Its name.
    pub label: String,
    /// What stands in each column: a sign of its state, a value; never a colour alone.
    pub cells: Vec<String>,
}

/// A message.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Who speaks: `Program` or `Warning`.
    pub voice: Voice,
    /// The words.
    pub text: String,
}

/// A key that works now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key as printed: `Enter`, `F2`.
    pub key: String,
    /// What it does.
    pub label: String,
    /// The action itself, where it is one of the table of keys.
    pub action: Option<Action>,
}
