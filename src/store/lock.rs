//! One process at a time: a lock file beside the data file, which says who holds it.
#![allow(
    clippy::disallowed_methods,
    reason = "the data file, its lock and its folder are the business of the store"
)]

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::problem::{Holder, Problem};

/// The lock on a data file; given back when dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

/// The lock file of a data file: its name with `.lock` behind it.
pub fn lock_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

impl Lock {
    /// Takes the lock, or says who has it. The lock file stays when the lock is given back:
    /// deleting it would let two processes hold locks on two files of the same name.
    pub fn take(path: &Path) -> Result<Lock, StoreError> {
        let lock_path = lock_path(path);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&lock_path)
            .map_err(|error| open_error(path, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::new(path, Problem::Held(holder(&lock_path))));
            }
            // A file system without locks: SQLite's own lock is all there is.
            Err(TryLockError::Error(_)) => {}
        }
        let mut lock = Lock { file };
        // Who holds it is a courtesy: on a full disk the lock must work all the same.
        let _ = lock.sign();
        Ok(lock)
    }

    fn sign(&mut self) -> std::io::Result<()> {
        let since = chrono::Local::now().format("%Y-%m-%d %H:%M");
        self.file.set_len(0)?;
        writeln!(self.file, "{}\n{since}", std::process::id())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

fn open_error(path: &Path, error: &std::io::Error) -> StoreError {
    let no_folder =
        path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir());
    match error.kind() {
        std::io::ErrorKind::NotFound if no_folder => StoreError::new(path, Problem::NoFolder),
        _ => StoreError::from_io(path, error),
    }
}

/// Who wrote into a lock file, if it can be read.
fn holder(lock_path: &Path) -> Option<Holder> {
    let mut text = String::new();
    File::open(lock_path).ok()?.take(200).read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    let process = lines.next()?.trim().parse().ok()?;
    Some(Holder { process, since: lines.next()?.trim().to_owned() })
}
