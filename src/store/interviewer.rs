//! Who interviews with this data file, and on which device.

use rusqlite::OptionalExtension;

use super::Store;
use super::error::StoreError;

impl Store {
    /// This device, as questionnaires are told it: the identity of the log that it writes. Nothing
    /// of the machine can be read out of it.
    pub fn device(&self) -> String {
        uuid::Uuid::from_bytes(self.head.log_id).to_string()
    }

    /// The code of the interviewer, if one was given.
    pub fn interviewer(&self) -> Result<Option<String>, StoreError> {
        self.connection
            .query_row("SELECT value FROM meta WHERE key = 'interviewer'", [], |row| row.get(0))
            .optional()
            .map_err(|error| self.sql_error(error))
    }

    /// Keeps the code of the interviewer until another one is given. Interviews that were begun
    /// keep what they began with.
    pub fn name_interviewer(&mut self, code: &str) -> Result<(), StoreError> {
        self.may_write()?;
        if self.interviewer()?.as_deref() == Some(code) {
            return Ok(());
        }
        self.connection
            .execute("INSERT OR REPLACE INTO meta VALUES ('interviewer', ?1)", [code])
            .map(|_| ())
            .map_err(|error| self.sql_error(error))
    }
}
