//! A file that lives in memory only, for a while: what is written there never reaches a disk by
//! this program's doing, and is overwritten and removed afterwards.
#![allow(clippy::disallowed_methods, reason = "this is the place that touches files")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What every folder of ours in a memory-backed place is called, before the number of the process.
const PREFIX: &str = "anketa-edit-";
/// The name of the file, as an editor shows it.
const NAME: &str = "answer.txt";

/// A file in a folder of its own that nobody else can read. Gone when dropped, together with
/// whatever an editor left beside it.
#[derive(Debug)]
pub struct MemoryFile {
    folder: PathBuf,
}

impl MemoryFile {
    /// Makes a file that holds a text, in the first of the places that is memory; `Ok(None)` where
    /// none is. What an earlier process that was killed left there is removed first.
    pub fn make(places: &[PathBuf], text: &str) -> io::Result<Option<MemoryFile>> {
        let Some(place) = places.iter().find(|place| is_memory(place)) else { return Ok(None) };
        clean(place);
        let folder = place.join(format!("{PREFIX}{}", std::process::id()));
        remove(&folder);
        make_folder(&folder)?;
        let file = MemoryFile { folder };
        write_private(&file.path(), text.as_bytes())?;
        Ok(Some(file))
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it holds now.
    pub fn read(&self, most: u64) -> io::Result<String> {
        let path = self.path();
        if fs::symlink_metadata(&path)?.len() > most {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        fs::read_to_string(path)
    }
}

impl Drop for MemoryFile {
    fn drop(&mut self) {
        remove(&self.folder);
    }
}

/// Removes what processes that are gone left in the places that are memory.
pub fn clean_all(places: &[PathBuf]) {
    for place in places.iter().filter(|place| is_memory(place)) {
        clean(place);
    }
}

fn clean(place: &Path) {
    let Ok(entries) = fs::read_dir(place) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.parse::<i32>().ok());
        if process.is_some_and(|process| !is_running(process)) {
            remove(&entry.path());
        }
    }
}

/// Overwrites and removes every file of a folder, and the folder.
fn remove(folder: &Path) {
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|known| known.is_dir());
    if !is_folder {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match fs::symlink_metadata(&path) {
            Ok(known) if known.is_dir() => remove(&path),
            Ok(known) => {
                if known.is_file() {
                    let _ = overwrite(&path, known.len());
                }
                let _ = fs::remove_file(&path);
            }
            Err(_) => {}
        }
    }
    let _ = fs::remove_dir(folder);
}

fn overwrite(path: &Path, length: u64) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).open(path)?;
    let zeros = [0; 4096];
    let mut left = length;
    while left > 0 {
        let now = usize::try_from(left).unwrap_or(zeros.len()).min(zeros.len());
        file.write_all(&zeros[..now])?;
        left -= now as u64;
    }
    Ok(())
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

/// Whether what is written at a place stays in memory. (A machine that swaps may still write
/// memory to its disk; that is the system's to prevent.)
#[cfg(target_os = "linux")]
fn is_memory(place: &Path) -> bool {
    /// `TMPFS_MAGIC` and `RAMFS_MAGIC` of Linux's `magic.h`.
    const KINDS: [u64; 2] = [0x0102_1994, 0x8584_58F6];
    let known = rustix::fs::statfs(place);
    place.is_absolute()
        && known.is_ok_and(|known| KINDS.contains(&(known.f_type as u64 & 0xFFFF_FFFF)))
}

#[cfg(not(target_os = "linux"))]
fn is_memory(_place: &Path) -> bool {
    false
}

#[cfg(unix)]
fn is_running(process: i32) -> bool {
    let process = rustix::process::Pid::from_raw(process);
    // A process of another user answers "not permitted", and is there.
    process.is_some_and(|process| {
        rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
    })
}

#[cfg(not(unix))]
fn is_running(_process: i32) -> bool {
    true
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    const PLACE: &str = "/dev/shm";

    #[test]
    fn nothing_is_left_of_it_and_of_what_stood_beside_it() {
        use std::os::unix::fs::PermissionsExt;
        let place = PathBuf::from(PLACE);
        if !is_memory(&place) {
            return;
        }
        // A process that is gone: numbers never go that far.
        let left = place.join(format!("{PREFIX}{}", i32::MAX));
        fs::create_dir_all(&left).expect("made");
        fs::write(left.join("answer.txt"), "killed").expect("written");
        let places = [PathBuf::from("/proc"), place];
        let file = MemoryFile::make(&places, "сөз").expect("made").expect("memory");
        assert!(!left.exists());
        assert_eq!(file.read(100).expect("read"), "сөз");
        assert!(file.read(3).is_err());
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&file.path()), mode(file.folder())), (0o600, 0o700));
        fs::write(file.folder().join(".answer.txt.swp"), "swap").expect("written");
        let folder = file.folder().to_owned();
        drop(file);
        assert!(!folder.exists());
    }

    #[test]
    fn a_disk_is_no_memory() {
        let places = [PathBuf::from("/proc"), PathBuf::from("relative"), PathBuf::new()];
        assert!(MemoryFile::make(&places, "secret").expect("no fault").is_none());
    }
}
