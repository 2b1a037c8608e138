//! The parts of a page.

/// A part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The head: title, and lines below it.
    Cover {
        /// The title.
        title: String,
        /// What stands below: identifier, version, language.
        lines: Vec<String>,
    },
    /// The heading of a section, by depth from 1.
    Heading(usize, String),
    /// A question begins.
    Question {
        /// Its number on paper, or its name.
        number: String,
        /// What is read out.
        text: String,
    },
    /// Something that is not read out.
    Note(Voice, String),
    /// Answers to tick: code and label.
    Choices(Vec<(String, String)>),
    /// Room for an answer: what it is, and how many lines.
    Room(String, usize),
    /// A table: headings, then rows; empty cells are to be filled in.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// Who says a note, to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Read out below the question.
    Hint,
    /// To the interviewer.
    Instruction,
    /// In which case it is asked.
    Condition,
    /// What must hold, or is doubted.
    Check,
}
