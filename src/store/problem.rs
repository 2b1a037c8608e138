//! What can happen to a data file.

/// Who holds a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The number of the process.
    pub process: u32,
    /// Since when, as `2026-06-15 10:00` by the clock of the machine.
    pub since: String,
}

/// What can happen to a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Another process has it open; who, if that could be read.
    Held(Option<Holder>),
    /// There is no such file.
    Missing,
    /// The folder it should stand in does not exist.
    NoFolder,
    /// The path names a folder.
    Folder,
    /// It is not a file of this program.
    Foreign,
    /// It was written by a newer program: its version and the newest that this one knows.
    Newer(i64, i64),
    /// The user may not read or write it.
    Forbidden,
    /// The medium can only be read.
    ReadOnlyMedium,
    /// The medium is full.
    Full,
    /// What is in it is not what was written: what was noticed.
    Damaged(String),
    /// The file was moved, replaced or deleted while it was open.
    Moved,
    /// It was opened for reading only.
    OpenedForReading,
    /// It is only a view of a file that another process writes.
    Snapshot,
    /// There is no such interview.
    NoInterview(String),
    /// An interview with that identity is there already.
    SecondBeginning(String),
    /// The stored questionnaire could not be compiled: its name and version.
    NoForm(String, String),
    /// Whether the last answer was stored could not be found out: why.
    Unknown(String),
    /// A file is too large to be attached: its size in bytes and the limit.
    TooLarge(u64, u64),
    /// The file to be written exists and is not one that this program exported.
    InTheWay,
    /// An export read back from the disk differs from what was written: in what.
    ReadBack(String),
    /// Anything else that the system reports: its words.
    System(String),
}
