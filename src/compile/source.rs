//! A questionnaire as it was written: exact bytes, never changed.

use sha2::{Digest, Sha256};

/// A questionnaire as it was written: its main file and the files that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The main file's name as the user gave it, for diagnostics.
    pub name: String,
    /// The main file.
    pub bytes: Vec<u8>,
    /// The files it names, by name, in the order named. A file that could not be read is missing.
    pub attached: Vec<(String, Vec<u8>)>,
}

impl Source {
    /// What tells this version from every other: SHA-256 over the main file and the attached
    /// files with their names, each preceded by its length. The main file's name does not count.
    pub fn hash(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        add(&self.bytes);
        for (name, bytes) in &self.attached {
            add(name.as_bytes());
            add(bytes);
        }
        hasher.finalize().into()
    }
}
