//! Opening, making and closing a data file.
#![allow(
    clippy::disallowed_methods,
    reason = "the data file, its lock and its folder are the business of the store"
)]

use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::error::StoreError;
use super::lock::Lock;
use super::problem::Problem;
use super::{Access, FileIdentity, Head, Settled, Store};
use crate::record::bytes;

/// `ANKT` in the header of the file.
pub(super) const APPLICATION_ID: i64 = 0x414E_4B54;
/// The version of the tables that this program writes.
pub(super) const VERSION: i64 = 1;

const SCHEMA: &str = include_str!("schema.sql");

/// What every connection is set to. None of these writes to the file.
const SETTINGS: &str = "PRAGMA locking_mode = EXCLUSIVE;
PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA mmap_size = 0;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA wal_autocheckpoint = 100;";

impl Store {
    /// Opens the data file, making it if there is none, and takes it for this process alone.
    /// Nothing is written if nothing is new.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        let size = size_of(path)?;
        if size.is_some_and(|size| size > 0) {
            look_at(path)?;
        }
        let lock = Lock::take(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(in_file(path))?;
        connection.busy_timeout(Duration::ZERO).map_err(in_file(path))?;
        connection.execute_batch(SETTINGS).map_err(in_file(path))?;
        if connection.is_readonly("main").map_err(in_file(path))? {
            return Err(StoreError::new(path, Problem::Forbidden));
        }
        prepare(&connection, path)?;
        let store = Store::over(connection, path, Access::Write, Some(lock))?;
        store.look_at_end()?;
        store.settle().map_err(in_file(path))?;
        Ok(store)
    }

    /// Opens it for reading only, also while another process holds it or the medium is
    /// read-only; [`Store::access`] then says `Snapshot` if the last answers may be missing.
    pub fn open_read_only(path: &Path) -> Result<Store, StoreError> {
        match size_of(path)? {
            None => return Err(StoreError::new(path, Problem::Missing)),
            Some(0) => return Err(StoreError::new(path, Problem::Foreign)),
            Some(_) => look_at(path)?,
        }
        let waiting = |suffix: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            std::fs::metadata(name).is_ok_and(|file| file.len() > 0)
        };
        let locked = Lock::take(path);
        if let Ok(lock) = locked {
            let writable = Store::reading(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Some(lock));
            match writable {
                Err(StoreError {
                    problem: Problem::Forbidden | Problem::ReadOnlyMedium, ..
                }) => {}
                other => return other,
            }
        }
        // Held by another process, or on a medium that cannot be written to: what is in the
        // main file is whole, what waits in the write-ahead log is not looked at.
        let access = if waiting("-wal") { Access::Snapshot } else { Access::Read };
        let mut store = Store::reading(path, OpenFlags::SQLITE_OPEN_READ_ONLY, None)?;
        store.access = access;
        Ok(store)
    }

    fn reading(path: &Path, flags: OpenFlags, lock: Option<Lock>) -> Result<Store, StoreError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let immutable = if lock.is_none() { "?immutable=1" } else { "" };
        let name = format!("{}{immutable}", address_of(path));
        let connection = Connection::open_with_flags(name, flags).map_err(in_file(path))?;
        if lock.is_some() && connection.is_readonly("main").map_err(in_file(path))? {
            return Err(StoreError::new(path, Problem::ReadOnlyMedium));
        }
        connection.execute_batch(SETTINGS).map_err(in_file(path))?;
        let stays = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        stays.map_err(in_file(path))?;
        let version = version(&connection).map_err(in_file(path))?;
        let least: Option<i64> = connection
            .query_row("SELECT value FROM meta WHERE key = 'min_reader'", [], |row| row.get(0))
            .optional()
            .map_err(in_file(path))?;
        if least.unwrap_or(version) > VERSION {
            return Err(StoreError::new(path, Problem::Newer(version, VERSION)));
        }
        let store = Store::over(connection, path, Access::Read, lock)?;
        store.settle_aside().map_err(in_file(path))?;
        let connection = &store.connection;
        connection.pragma_update(None, "query_only", true).map_err(in_file(path))?;
        Ok(store)
    }

    /// For reading only: what the rows and spans of interviews lack of the log, if a process was
    /// killed before it caught them up, is worked out in tables of this connection alone, which
    /// go before those of the file.
    fn settle_aside(&self) -> rusqlite::Result<()> {
        if self.settled.get().seq < self.head.seq {
            self.connection.execute_batch(
                "CREATE TEMP TABLE interview AS SELECT * FROM main.interview;
                 CREATE TEMP TABLE span AS SELECT * FROM main.span;",
            )?;
            self.settle()?;
        }
        Ok(())
    }

    fn over(
        connection: Connection,
        path: &Path,
        access: Access,
        lock: Option<Lock>,
    ) -> Result<Store, StoreError> {
        connection.set_prepared_statement_cache_capacity(64);
        let head = read_head(&connection).map_err(in_file(path))?;
        let settled = read_settled(&connection).map_err(in_file(path))?;
        Ok(Store {
            connection,
            path: path.to_owned(),
            access,
            head,
            settled: Cell::new(settled),
            session: Cell::new(None),
            notes: Default::default(),
            known: Default::default(),
            identity: identity_of(path),
            _lock: lock,
        })
    }

    /// Makes the single file whole: moves what waits in the write-ahead log into it.
    pub fn checkpoint(&mut self) -> Result<(), StoreError> {
        self.may_write()?;
        self.settle().map_err(|error| self.sql_error(error))?;
        // An interview that is left need not be kept at hand.
        self.known.clear();
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        self.connection.query_row(checkpoint, [], |_| Ok(())).map_err(|error| self.sql_error(error))
    }

    /// Looks at the last link of the chain and at the newest change of an interview: cheap, and
    /// finds a file that was cut or changed at its end.
    fn look_at_end(&self) -> Result<(), StoreError> {
        let newest = self.settled.get().seq;
        if newest > self.head.seq {
            let what = format!("the log ends at {} and not at {newest}", self.head.seq);
            return Err(self.error(Problem::Damaged(what)));
        }
        match self.wrong_link(self.head.seq)? {
            None => Ok(()),
            Some(what) => Err(self.error(Problem::Damaged(what))),
        }
    }

    /// Whether the data file still stands where it was opened.
    pub(super) fn still_there(&self) -> Result<(), StoreError> {
        if self.identity == identity_of(&self.path) {
            return Ok(());
        }
        Err(self.error(Problem::Moved))
    }
}

/// How far the rows of interviews follow the log.
fn read_settled(connection: &Connection) -> rusqlite::Result<Settled> {
    let query = "SELECT coalesce(max(last_seq), 0) FROM interview";
    let seq: i64 = connection.query_row(query, [], |row| row.get(0))?;
    Ok(Settled { seq: seq as u64, behind: None })
}

/// The end of the log that this device writes.
pub(super) fn read_head(connection: &Connection) -> rusqlite::Result<Head> {
    let (log_no, log_id): (i64, Vec<u8>) = connection.query_row(
        "SELECT log_no, log_id FROM log ORDER BY log_no LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let last: Option<(i64, Vec<u8>)> = connection
        .query_row(
            "SELECT seq, hash FROM event WHERE log_no = ?1 ORDER BY seq DESC LIMIT 1",
            [log_no],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let (seq, hash) = last.unwrap_or((0, bytes::CHAIN_START.to_vec()));
    Ok(Head { log_no, log_id: fixed(&log_id), seq: seq as u64, hash: fixed(&hash) })
}

/// Bytes of a known length; the tables hold no others.
pub(super) fn fixed<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.try_into().unwrap_or([0; N])
}

/// Makes the tables of a new file, or makes sure that the file is one of ours.
fn prepare(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(in_file(path))?;
    if tables == 0 {
        make(connection).map_err(in_file(path))?;
        sync_folder(path);
        return Ok(());
    }
    let version = version(connection).map_err(in_file(path))?;
    if version > VERSION {
        return Err(StoreError::new(path, Problem::Newer(version, VERSION)));
    }
    let journal: String =
        connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).map_err(in_file(path))?;
    if journal != "wal" {
        use_wal(connection).map_err(in_file(path))?;
    }
    Ok(())
}

fn make(connection: &Connection) -> rusqlite::Result<()> {
    use_wal(connection)?;
    let transaction = connection.unchecked_transaction()?;
    transaction.execute_batch(SCHEMA)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    let (log, actor) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    let (seconds, _) = log.get_timestamp().map_or((0, 0), |stamp| stamp.to_unix());
    transaction.execute(
        "INSERT INTO log(log_id, made_ms) VALUES (?1, ?2)",
        (log.as_bytes(), seconds as i64 * 1000),
    )?;
    transaction.execute(
        "INSERT INTO actor(actor_id, role) VALUES (?1, 'interviewer')",
        [actor.as_bytes()],
    )?;
    let program = concat!("anketa ", env!("CARGO_PKG_VERSION"));
    transaction.execute("INSERT INTO meta VALUES ('made_by', ?1), ('min_reader', 1)", [program])?;
    transaction.commit()?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

fn use_wal(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The size of a file; `None` if there is none.
fn size_of(path: &Path) -> Result<Option<u64>, StoreError> {
    match std::fs::metadata(path) {
        Ok(file) if file.is_dir() => Err(StoreError::new(path, Problem::Folder)),
        Ok(file) => Ok(Some(file.len())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::from_io(path, &error)),
    }
}

/// Looks at the header of a file before SQLite opens it, so that a file of another program is
/// never touched. Only before: reading the file while it is open would give up SQLite's lock.
fn look_at(path: &Path) -> Result<(), StoreError> {
    use std::io::Read;
    let mut header = Vec::new();
    let mut file = std::fs::File::open(path).map_err(|error| StoreError::from_io(path, &error))?;
    file.by_ref()
        .take(100)
        .read_to_end(&mut header)
        .map_err(|error| StoreError::from_io(path, &error))?;
    let number = |at: usize| i64::from(i32::from_be_bytes(fixed(&header[at..at + 4])));
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::new(path, Problem::Foreign));
    }
    // A file whose making was cut short by a power failure has no tables and no number yet.
    let is_unmade = number(68) == 0 && number(60) == 0 && number(40) == 0;
    if number(68) != APPLICATION_ID && !is_unmade {
        return Err(StoreError::new(path, Problem::Foreign));
    }
    Ok(())
}

/// Makes sure that the name of a new file survives a power failure too.
pub(super) fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = std::fs::File::open(folder.unwrap_or(Path::new("."))) {
        // Not every system can sync a folder; those that cannot need not.
        let _ = folder.sync_all();
    }
}

#[cfg(unix)]
pub(super) fn identity_of(path: &Path) -> Option<FileIdentity> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
pub(super) fn identity_of(path: &Path) -> Option<FileIdentity> {
    std::fs::metadata(path).ok().map(|_| (0, 0))
}

/// A path as a `file:` address, whatever bytes are in it.
fn address_of(path: &Path) -> String {
    // Two slashes at the beginning of a path would be read as the name of a machine.
    let start = if path.is_absolute() && cfg!(unix) { "file://" } else { "file:" };
    let mut address = start.to_owned();
    for &byte in path.as_os_str().as_encoded_bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"/._-:\\".contains(&byte);
        match byte {
            plain if is_plain => address.push(char::from(plain)),
            other => address.push_str(&format!("%{other:02x}")),
        }
    }
    address
}

fn in_file(path: &Path) -> impl Fn(rusqlite::Error) -> StoreError + '_ {
    move |error| StoreError::from_sqlite(path, &error)
}

/// A value of a column as it is stored.
pub(super) fn stored(value: rusqlite::types::ValueRef<'_>) -> Option<crate::record::Stored> {
    use crate::record::Stored;
    use rusqlite::types::ValueRef;
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(Stored::Integer(number)),
        ValueRef::Real(number) => Some(Stored::Text(number.to_string())),
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            Some(Stored::Text(String::from_utf8_lossy(text).into_owned()))
        }
    }
}
