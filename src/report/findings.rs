//! What a report says, in finished words: what text, Markdown and pages are made of.

/// A whole report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// The code of the language it speaks.
    pub language: String,
    /// Its title.
    pub title: String,
    /// What it is made from: questionnaire, interviews, weights.
    pub about: Vec<String>,
    /// What every page must carry, such as that the data are made up.
    pub marks: Vec<String>,
    /// The tables.
    pub tables: Vec<Table>,
    /// How to read it.
    pub notes: Vec<String>,
}

/// A table with what is to be said of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// What its lines are: the head of the first column.
    pub head: String,
    /// The heads of the other columns.
    pub columns: Vec<String>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What is to be said of it.
    pub notes: Vec<String>,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Its label.
    pub label: String,
    /// One for each column.
    pub cells: Vec<String>,
    /// What a chart shows of it.
    pub bar: Option<Bar>,
    /// Whether its base is small.
    pub small: bool,
}

/// A share with its interval, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The share.
    pub value: f64,
    /// Where its interval begins and ends.
    pub interval: Option<(f64, f64)>,
}
