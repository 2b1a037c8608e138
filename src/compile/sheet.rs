//! A questionnaire as rows and cells, whatever file it came from: every cell with its place.
//!
//! Readers fill this in and report what is wrong with the file; what the cells mean is found out
//! by `lower`. Nothing here is resolved: a reference is still a text.

/// Where a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// The file: 0 for the main file, else 1 + the position among the attached files.
    pub file: u16,
    /// The sheet of a workbook: 1 + its position; 0 for a file without sheets.
    pub sheet: u16,
    /// The line of a text file or the row of a sheet, from 1.
    pub line: u32,
    /// The column in characters, or of a sheet, from 1; 0 for a whole row.
    pub column: u32,
    /// The first byte, in a sheet of the cell's text.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub mark: Mark,
}

/// A text in each language of the questionnaire; without languages where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Where it stands as a whole.
    pub mark: Mark,
    /// One for each language, in their order.
    pub by_language: Vec<Option<Cell>>,
}

impl Words {
    /// Whether nothing is said in any language.
    pub fn is_empty(&self) -> bool {
        self.by_language.iter().all(Option::is_none)
    }

    /// The same text in all languages.
    pub fn same(cell: &Cell, languages: usize) -> Words {
        Words { mark: cell.mark, by_language: vec![Some(cell.clone()); languages] }
    }
}

/// A whole questionnaire.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its identifier.
    pub id: Cell,
    /// Its version.
    pub version: Cell,
    /// Its title.
    pub title: Words,
    /// Its languages; never empty once read.
    pub languages: Vec<LanguageRow>,
    /// The special answers open everywhere.
    pub special: Vec<Cell>,
    /// The expression that names an interview.
    pub instance_name: Option<Cell>,
    /// Its choice lists.
    pub lists: Vec<ListRow>,
    /// Its attached tables.
    pub tables: Vec<TableRow>,
    /// Settings that are kept and not used.
    pub settings: Vec<(Cell, Cell)>,
    /// How it is conducted: `interview` or `guide`.
    pub style: Option<Cell>,
    /// Who may speak in a talk.
    pub speakers: Vec<ChoiceRow>,
    /// What is asked everywhere about where an answer comes from; empty for nothing.
    pub source: Option<Vec<Cell>>,
    /// What is asked.
    pub survey: Vec<Item>,
    /// Whether one name for several choices of a list is meant so.
    pub choice_duplicates: bool,
    /// Whether it was written as an XLSForm, whose rules are looser.
    pub foreign: bool,
    /// Sheets of a workbook that are kept and not used.
    pub kept: Vec<KeptSheet>,
}

/// A sheet of a workbook that is kept and not used: `entities`, `osm` and whatever else.
#[derive(Debug, Clone, Default)]
pub struct KeptSheet {
    /// Its name.
    pub name: Cell,
    /// Its rows, the headings first; cells that are empty too.
    pub rows: Vec<Vec<Cell>>,
}

/// A language.
#[derive(Debug, Clone, Default)]
pub struct LanguageRow {
    /// Its code.
    pub code: Cell,
    /// Its own name.
    pub name: Cell,
    /// Whether the wording is a draft.
    pub draft: bool,
}

/// A choice list.
#[derive(Debug, Clone)]
pub struct ListRow {
    /// Its name.
    pub name: Cell,
    /// Where its choices come from.
    pub content: ListContent,
}

/// Where the choices of a list come from.
#[derive(Debug, Clone)]
pub enum ListContent {
    /// They stand in the questionnaire.
    Choices(Vec<ChoiceRow>),
    /// They stand in a CSV file.
    File {
        /// The file's name.
        file: Cell,
        /// The column of names; `name` if not said.
        name: Option<Cell>,
        /// The column of labels, without a language; `label` if not said.
        label: Option<Cell>,
    },
}

/// A choice.
#[derive(Debug, Clone, Default)]
pub struct ChoiceRow {
    /// Its name.
    pub name: Cell,
    /// Its label.
    pub label: Words,
    /// Whether choosing it clears the others.
    pub exclusive: bool,
    /// Media by kind.
    pub media: Vec<(Cell, Words)>,
    /// Columns of data.
    pub columns: Vec<(Cell, Cell)>,
}

/// An attached table.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// Its name in expressions.
    pub name: Cell,
    /// The file's name.
    pub file: Cell,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemKind {
    /// A question, note or calculation.
    #[default]
    Question,
    /// A group.
    Group,
    /// A roster.
    Roster,
}

/// A question, group or roster with everything said of it.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Where it begins.
    pub mark: Mark,
    /// Its name; empty where it is missing.
    pub name: Cell,
    /// A question's type as written.
    pub type_text: Option<Cell>,
    /// Text read out.
    pub label: Words,
    /// Text below the label.
    pub hint: Words,
    /// More help.
    pub guidance_hint: Words,
    /// Text for the interviewer.
    pub instruction: Words,
    /// Short label.
    pub short: Words,
    /// What is said where an answer is missing.
    pub required_message: Words,
    /// Number on paper.
    pub number: Option<Cell>,
    /// When it applies.
    pub relevant: Option<Cell>,
    /// Whether an answer is asked for: `yes`, `no` or an expression.
    pub required: Option<Cell>,
    /// Whether it can only be read: `yes`, `no` or an expression.
    pub read_only: Option<Cell>,
    /// Calculation.
    pub calculation: Option<Cell>,
    /// Names whose change runs the calculation.
    pub trigger: Vec<Cell>,
    /// What it holds at first.
    pub default: Option<Cell>,
    /// Filter of choices.
    pub choice_filter: Option<Cell>,
    /// At most so many choices.
    pub choose_max: Option<Cell>,
    /// How many rows.
    pub repeat_count: Option<Cell>,
    /// Hard and soft checks in order.
    pub checks: Vec<CheckRow>,
    /// Follow-ups.
    pub probes: Vec<ProbeRow>,
    /// Special answers, where the item says something of them; empty for none.
    pub special: Option<Vec<Cell>>,
    /// What is asked about where an answer comes from, where the item says something of it; empty
    /// for nothing.
    pub source: Option<Vec<Cell>>,
    /// Random order.
    pub random: Option<RandomRow>,
    /// Whether a free answer goes with the choices.
    pub or_other: Option<OtherRow>,
    /// Parameters.
    pub parameters: Vec<(Cell, Cell)>,
    /// Media by kind.
    pub media: Vec<(Cell, Words)>,
    /// Words of the appearance.
    pub appearance: Vec<Cell>,
    /// Columns kept and not used.
    pub extra: Vec<(Cell, Cell)>,
    /// Personal data, where the item says something of it.
    pub pii: Option<bool>,
    /// Sealed, where the item says something of it.
    pub sealed: Option<bool>,
    /// The respondent answers alone.
    pub self_completion: bool,
    /// Not opened again.
    pub locked_after: bool,
    /// Asked as one table.
    pub battery: bool,
    /// What is inside.
    pub items: Vec<Item>,
}

/// A check.
#[derive(Debug, Clone)]
pub struct CheckRow {
    /// Whether it refuses (else it doubts).
    pub hard: bool,
    /// What must be true.
    pub expression: Cell,
    /// What is said otherwise.
    pub message: Words,
}

/// A follow-up.
#[derive(Debug, Clone)]
pub struct ProbeRow {
    /// Its name.
    pub name: Cell,
    /// What is read out.
    pub label: Words,
}

/// A random order.
#[derive(Debug, Clone, Default)]
pub struct RandomRow {
    /// Names that stay at the end.
    pub last: Vec<Cell>,
    /// The name that comes first in half of the interviews.
    pub first_half: Option<Cell>,
    /// What else has the same order.
    pub key: Option<Cell>,
    /// Expression for the seed.
    pub seed: Option<Cell>,
}

/// A free answer beside the choices.
#[derive(Debug, Clone, Default)]
pub struct OtherRow {
    /// Where it is asked for.
    pub mark: Mark,
    /// The choice that opens it; `other` if not said.
    pub choice: Option<Cell>,
    /// The label of the free answer.
    pub label: Words,
    /// Whether it may be left open although the choice may not, as in XLSForm.
    pub optional: bool,
}
