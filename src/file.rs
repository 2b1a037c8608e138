//! Files: reading questionnaires with what they name, and telling places where a data file is in
//! danger.
#![allow(clippy::disallowed_methods, reason = "this is the place that touches files")]

mod content;
mod danger;
pub mod memory;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub use content::is_of_kind;
pub use danger::{Danger, danger_at};

use crate::compile;
use crate::compile::source::Source;

/// The largest questionnaire or attached file that is read, in bytes.
pub const SOURCE_MAX_BYTES: u64 = 64_000_000;

/// A file that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// What went wrong.
    #[source]
    pub problem: io::Error,
}

impl FileError {
    /// A problem with a file.
    pub fn new(path: &Path, problem: io::Error) -> FileError {
        FileError { path: path.to_owned(), problem }
    }
}

/// The folder a file stands in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Reads a whole file of at most so many bytes.
pub fn read_bytes(path: &Path, at_most: u64) -> Result<Vec<u8>, FileError> {
    let read = || {
        let mut content = Vec::new();
        File::open(path)?.take(at_most.saturating_add(1)).read_to_end(&mut content)?;
        if content.len() as u64 > at_most {
            let problem = format!("larger than {} MB", at_most / 1_000_000);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, problem));
        }
        Ok(content)
    };
    read().map_err(|problem| FileError::new(path, problem))
}

/// Reads a whole file as [`read_bytes`] does, and nothing that is no file: a pipe or a device might
/// never end.
pub fn read_file(path: &Path, at_most: u64) -> Result<Vec<u8>, FileError> {
    match std::fs::metadata(path) {
        Ok(file) if !file.is_file() => {
            let problem = io::Error::new(io::ErrorKind::InvalidInput, "it is not a file");
            Err(FileError::new(path, problem))
        }
        Ok(_) => read_bytes(path, at_most),
        Err(problem) => Err(FileError::new(path, problem)),
    }
}

/// Writes a file whole or not at all: under another name beside it, synced, then renamed.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let folder = folder_of(path);
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let part = folder.join(name);
    let write = || {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&part, path)?;
        File::open(folder)?.sync_all()
    };
    write().map_err(|problem| {
        let _ = std::fs::remove_file(&part);
        FileError::new(path, problem)
    })
}

/// The path itself if nothing is there, else the first of `name-2.sqlite`, `name-3.sqlite` ... where
/// nothing is.
pub fn free_name(path: &Path, is_there: impl Fn(&Path) -> bool) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let extension = path.extension().map(|end| format!(".{}", end.to_string_lossy()));
    let extension = extension.unwrap_or_default();
    let numbered = (2u32..).map(|at| path.with_file_name(format!("{stem}-{at}{extension}")));
    let mut names = std::iter::once(path.to_owned()).chain(numbered);
    names.find(|name| !is_there(name)).unwrap_or_else(|| path.to_owned())
}

/// Reads a questionnaire with the files that it names. Those are looked for beside it and in the
/// folder `NAME-media` beside it, never anywhere else; what cannot be read is missing in the
/// result, and compiling says so.
pub fn read_source(path: &Path) -> Result<Source, FileError> {
    let name = path.display().to_string();
    let mut source =
        Source { name, bytes: read_bytes(path, SOURCE_MAX_BYTES)?, attached: Vec::new() };
    for attached in compile::attachments(&source) {
        if let Some(bytes) = read_attached(path, &attached) {
            source.attached.push((attached, bytes));
        }
    }
    Ok(source)
}

fn read_attached(questionnaire: &Path, name: &str) -> Option<Vec<u8>> {
    if !is_plain_name(name) {
        return None;
    }
    let folder = folder_of(questionnaire);
    let mut media = questionnaire.file_stem()?.to_owned();
    media.push("-media");
    [folder.join(name), folder.join(media).join(name)]
        .iter()
        .find_map(|path| read_bytes(path, SOURCE_MAX_BYTES).ok())
}

/// Whether a name is that of a file and nothing that leads elsewhere.
fn is_plain_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let only = parts.next();
    matches!(only, Some(std::path::Component::Normal(_)))
        && parts.next().is_none()
        && !name.contains(['/', '\\', '\0', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("anketa-file-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written to");
        folder
    }

    #[test]
    fn too_large_and_missing_files_are_named() {
        let path = folder("large").join("a.txt");
        std::fs::write(&path, b"12345").expect("new");
        assert!(read_bytes(&path, 5).is_ok());
        assert!(read_bytes(&path, 4).expect_err("large").to_string().contains("a.txt"));
    }

    #[test]
    fn names_lead_nowhere_else() {
        for name in ["../secret", "/etc/passwd", "a/b", "..", ".", "", "c:x", "a\\b"] {
            assert!(!is_plain_name(name), "{name}");
        }
        assert!(is_plain_name("regions.csv"));
    }
}
