//! Attaching: copies a file into the data file.

use std::path::PathBuf;

use super::outside::Outside;
use crate::app::msg::Msg;
use crate::file::{self, FileError};
use crate::store::append::ATTACHMENT_MAX_BYTES;

impl Outside {
    /// Copies the file at a path as typed into the data file.
    pub(super) fn attach(&mut self, path: &str) -> Msg {
        let path = PathBuf::from(path.trim());
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if self.store.is_at(&path) {
            let problem = std::io::Error::other("it is the data file");
            return Msg::Failed(FileError::new(&path, problem).to_string());
        }
        let bytes = match file::read_file(&path, ATTACHMENT_MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(error) => return Msg::Failed(error.to_string()),
        };
        match self.store.attach(&name.unwrap_or_default(), &bytes) {
            Ok(answer) => Msg::Attached(answer),
            Err(error) => self.failed(&error),
        }
    }
}
