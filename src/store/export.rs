//! The plain SQLite file for people: written under another name, synced, read back and compared,
//! and only then given its name.
#![allow(clippy::disallowed_methods, reason = "an export is a file that the store writes")]

mod case;
mod content;
mod long;
mod noted;
mod tables;
mod talk;
mod wide;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::problem::Problem;
use super::{Access, Store, open};
use crate::compile::source::Source;
use crate::form::Form;
use writer::{Tally, Writer};

/// What to export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOptions {
    /// Interviews that are not finished too.
    pub all: bool,
    /// Private questions too, in tables of their own.
    pub private: bool,
    /// Whether an export that is there already may be replaced. Nothing else ever is.
    pub overwrite: bool,
}

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportReport {
    /// The file.
    pub path: PathBuf,
    /// How many interviews are in it.
    pub interviews: u64,
    /// How many interviews were left out because they are not finished.
    pub left_out: u64,
    /// How many rows its table of answers has.
    pub answers: u64,
    /// Its tables with their numbers of rows.
    pub tables: Vec<(String, u64)>,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of it, 64 hex digits.
    pub sha256: String,
    /// Questionnaires, by name and version, that could not be compiled: their answers are in the
    /// long tables and in no wide one.
    pub without_form: Vec<(String, String)>,
    /// Events that this program does not understand; they are in the history.
    pub unread: u64,
}

impl Store {
    /// Writes the plain SQLite file for people. `compile` turns a stored questionnaire into its
    /// form and is called once for each; `progress` is told how many interviews of how many are
    /// done.
    pub fn export(
        &self,
        out: &Path,
        options: ExportOptions,
        compile: &mut dyn FnMut(&Source) -> Option<Arc<Form>>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<ExportReport, StoreError> {
        if self.access == Access::Snapshot {
            return Err(self.error(Problem::Snapshot));
        }
        self.may_become(out, options.overwrite)?;
        self.settle().map_err(|error| self.sql_error(error))?;
        let part = part_path(out);
        // What is left of an export that was cut short.
        let _ = std::fs::remove_file(&part);
        let written = self.write_export(out, &part, options, compile, progress);
        if written.is_err() {
            let _ = std::fs::remove_file(&part);
        }
        written
    }

    fn write_export(
        &self,
        out: &Path,
        part: &Path,
        options: ExportOptions,
        compile: &mut dyn FnMut(&Source) -> Option<Arc<Form>>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<ExportReport, StoreError> {
        let in_out = |error: rusqlite::Error| StoreError::from_sqlite(out, &error);
        let io = |error: std::io::Error| StoreError::from_io(out, &error);
        let writer = Writer::make(part).map_err(in_out)?;
        let (writer, filled) = content::fill(self, writer, out, options, compile, progress)?;
        let tallies = writer.finish().map_err(in_out)?;
        std::fs::File::open(part).and_then(|file| file.sync_all()).map_err(io)?;
        if let Some(what) = writer::differs(part, &tallies).map_err(in_out)? {
            return Err(StoreError::new(out, Problem::ReadBack(what)));
        }
        let rows = |name: &str| tally(&tallies, name).map_or(0, |tally| tally.rows);
        if rows("interviews") != filled.interviews {
            let what = format!("{} interviews of {}", rows("interviews"), filled.interviews);
            return Err(StoreError::new(out, Problem::ReadBack(what)));
        }
        let (bytes, sha256) = digest(part).map_err(io)?;
        // Of the export that is replaced; SQLite would take them for parts of the new one.
        for left in beside(out) {
            let _ = std::fs::remove_file(left);
        }
        std::fs::rename(part, out).map_err(io)?;
        open::sync_folder(out);
        if digest(out).map_err(io)? != (bytes, sha256.clone()) {
            // A medium that does not give back what it was given: nobody may trust this file.
            let _ = std::fs::remove_file(out);
            return Err(StoreError::new(out, Problem::ReadBack("SHA-256".to_owned())));
        }
        Ok(ExportReport {
            path: out.to_owned(),
            interviews: filled.interviews,
            left_out: filled.left_out,
            answers: rows("answer"),
            tables: tallies.iter().map(|tally| (tally.name.clone(), tally.rows)).collect(),
            bytes,
            sha256,
            without_form: filled.without_form,
            unread: filled.unread,
        })
    }

    /// Whether a path may become an export: it is free, or an export that may be replaced.
    fn may_become(&self, out: &Path, overwrite: bool) -> Result<(), StoreError> {
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(StoreError::new(out, Problem::NoFolder));
        }
        if out.is_dir() {
            return Err(StoreError::new(out, Problem::Folder));
        }
        if out.symlink_metadata().is_err() {
            let left = beside(out).into_iter().find(|path| path.symlink_metadata().is_ok());
            return left.map_or(Ok(()), |left| Err(StoreError::new(&left, Problem::InTheWay)));
        }
        if self.is_at(out) || !overwrite || !is_export(out) {
            return Err(StoreError::new(out, Problem::InTheWay));
        }
        Ok(())
    }
}

fn tally<'a>(tallies: &'a [Tally], name: &str) -> Option<&'a Tally> {
    tallies.iter().find(|tally| tally.name == name)
}

fn part_path(out: &Path) -> PathBuf {
    with_ending(out, ".part")
}

/// What SQLite leaves beside a file whose writer was killed, and reads when the file is opened.
fn beside(out: &Path) -> [PathBuf; 2] {
    ["-journal", "-wal"].map(|ending| with_ending(out, ending))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Whether a file is one that this program exported.
fn is_export(path: &Path) -> bool {
    use std::io::Read;
    let mut header = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(100).read_to_end(&mut header));
    read.is_ok()
        && header.len() == 100
        && header.starts_with(b"SQLite format 3\0")
        && header[68..72] == writer::APPLICATION_ID.to_be_bytes()
}

/// The size of a file and its SHA-256 as hex.
fn digest(path: &Path) -> std::io::Result<(u64, String)> {
    use std::io::Read;
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        size += read as u64;
        hasher.update(&buffer[..read]);
    }
    Ok((size, hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
}
