//! Writing a plain SQLite file and comparing what is read back with what was written.

use std::path::Path;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use crate::dataset::rows::Cell;

/// `ANKX` in the header: tells an export from every other file.
pub(super) const APPLICATION_ID: i32 = 0x414E_4B58;

/// A file being written.
pub(super) struct Writer {
    connection: Connection,
    tables: Vec<(String, String)>,
}

/// A table of an export: how many rows it has, and a hash over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 over the rows in their order.
    pub hash: [u8; 32],
}

/// A table of a [`Writer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TableNo(usize);

impl Writer {
    /// Begins a new file.
    pub fn make(path: &Path) -> rusqlite::Result<Writer> {
        let connection = Connection::open(path)?;
        // The file has another name until it is whole, so nothing has to be undone in it.
        connection.query_row("PRAGMA journal_mode = OFF", [], |_| Ok(()))?;
        connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY")?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        connection.execute_batch("BEGIN")?;
        Ok(Writer { connection, tables: Vec::new() })
    }

    /// Makes a table of columns with their types.
    pub fn table(&mut self, name: &str, columns: &[(&str, &str)]) -> rusqlite::Result<TableNo> {
        let declared: Vec<String> =
            columns.iter().map(|(name, kind)| format!("{} {kind}", quoted(name))).collect();
        let (name, marks) = (quoted(name), vec!["?"; columns.len()].join(", "));
        self.connection.execute_batch(&format!("CREATE TABLE {name}({})", declared.join(", ")))?;
        self.tables.push((name.clone(), format!("INSERT INTO {name} VALUES ({marks})")));
        Ok(TableNo(self.tables.len() - 1))
    }

    /// Adds a row to a table.
    pub fn add(&self, table: TableNo, cells: Vec<Value>) -> rusqlite::Result<()> {
        let insert = &self.tables[table.0].1;
        self.connection.prepare_cached(insert)?.execute(rusqlite::params_from_iter(cells))?;
        Ok(())
    }

    /// Ends the file; tells what it holds.
    pub fn finish(self) -> rusqlite::Result<Vec<Tally>> {
        self.connection.execute_batch("COMMIT")?;
        let tallies = tallies(&self.connection)?;
        self.connection.close().map_err(|(_, error)| error)?;
        Ok(tallies)
    }
}

/// What a file read back holds differently from what was written, if anything.
pub(super) fn differs(path: &Path, written: &[Tally]) -> rusqlite::Result<Option<String>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Ok(Some(said));
    }
    let read = tallies(&connection)?;
    let other = written.iter().zip(&read).find(|(one, two)| one != two);
    Ok(match other {
        Some((written, _)) => Some(written.name.clone()),
        None if written.len() != read.len() => Some("tables".to_owned()),
        None => None,
    })
}

fn tallies(connection: &Connection) -> rusqlite::Result<Vec<Tally>> {
    let mut statement =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")?;
    let names = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    names.into_iter().map(|name| tally(connection, name)).collect()
}

fn tally(connection: &Connection, name: String) -> rusqlite::Result<Tally> {
    let query = format!("SELECT * FROM {} ORDER BY rowid", quoted(&name));
    let mut statement = connection.prepare(&query)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let (mut count, mut hasher) = (0, Sha256::new());
    while let Some(row) = rows.next()? {
        count += 1;
        for at in 0..columns {
            let (kind, bytes) = match row.get_ref(at)? {
                ValueRef::Null => (0_u8, Vec::new()),
                ValueRef::Integer(number) => (1, number.to_le_bytes().to_vec()),
                ValueRef::Real(number) => (2, number.to_bits().to_le_bytes().to_vec()),
                ValueRef::Text(text) => (3, text.to_vec()),
                ValueRef::Blob(bytes) => (4, bytes.to_vec()),
            };
            hasher.update([kind]);
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
        }
    }
    Ok(Tally { name, rows: count, hash: hasher.finalize().into() })
}

/// A name as SQL takes it whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A cell as SQLite takes it.
pub(super) fn of_cell(cell: Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Integer(number) => Value::Integer(number),
        Cell::Real(number) => Value::Real(number),
        Cell::Text(text) => Value::Text(text),
    }
}

/// A text, or nothing.
pub(super) fn text(text: Option<impl Into<String>>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test removes its own file")]
    fn a_file_that_reads_back_differently_is_noticed() {
        let name = format!("anketa-writer-{}.sqlite", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_file(&path);
        let mut writer = Writer::make(&path).expect("a new file");
        let odd = writer.table("a \"b\" c", &[("x", ""), ("y", "TEXT")]).expect("a table");
        let row = |number| vec![Value::Integer(number), text(Some("words"))];
        writer.add(odd, row(1)).expect("a row");
        writer.add(odd, row(2)).expect("a row");
        let tallies = writer.finish().expect("whole");
        assert_eq!((tallies.len(), tallies[0].rows), (1, 2));
        assert_eq!(differs(&path, &tallies), Ok(None));
        let other = Connection::open(&path).expect("opens");
        other.execute("UPDATE \"a \"\"b\"\" c\" SET x = 3 WHERE x = 2", []).expect("changed");
        drop(other);
        assert_eq!(differs(&path, &tallies), Ok(Some("a \"b\" c".to_owned())));
        let _ = std::fs::remove_file(&path);
    }
}
