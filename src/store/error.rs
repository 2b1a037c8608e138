//! Why the data file could not be used: what happened, where, and what to do about it.

use std::path::{Path, PathBuf};

pub use super::problem::Problem;
use super::words;

/// Why the data file could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    /// The file.
    pub path: PathBuf,
    /// What happened.
    pub problem: Problem,
}

impl StoreError {
    /// A problem with a file.
    pub fn new(path: &Path, problem: Problem) -> StoreError {
        StoreError { path: path.to_owned(), problem }
    }

    /// The whole message in a language of the interface (`en`, `ru`, `kk`): what happened, with
    /// which file, and what to do.
    pub fn message(&self, language: &str) -> String {
        words::message(language, &self.path.display().to_string(), &self.problem)
    }

    /// What an error of SQLite means.
    pub fn from_sqlite(path: &Path, error: &rusqlite::Error) -> StoreError {
        StoreError::new(path, problem_of(error))
    }

    /// What an error of the system means.
    pub fn from_io(path: &Path, error: &std::io::Error) -> StoreError {
        use std::io::ErrorKind;
        let problem = match error.kind() {
            ErrorKind::NotFound => Problem::Missing,
            ErrorKind::PermissionDenied => Problem::Forbidden,
            ErrorKind::ReadOnlyFilesystem => Problem::ReadOnlyMedium,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Problem::Full,
            ErrorKind::IsADirectory => Problem::Folder,
            ErrorKind::AlreadyExists => Problem::InTheWay,
            _ => Problem::System(error.to_string()),
        };
        StoreError::new(path, problem)
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message("en"))
    }
}

impl std::error::Error for StoreError {}

fn problem_of(error: &rusqlite::Error) -> Problem {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Problem::Held(None),
        Some(ErrorCode::PermissionDenied) => Problem::Forbidden,
        Some(ErrorCode::ReadOnly) => Problem::ReadOnlyMedium,
        Some(ErrorCode::DiskFull) => Problem::Full,
        Some(ErrorCode::NotADatabase) => Problem::Foreign,
        Some(ErrorCode::DatabaseCorrupt) => Problem::Damaged(error.to_string()),
        Some(ErrorCode::CannotOpen) => Problem::Forbidden,
        Some(ErrorCode::TooBig) => Problem::TooLarge(0, 0),
        _ => Problem::System(error.to_string()),
    }
}
