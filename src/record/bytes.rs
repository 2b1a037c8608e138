//! The canonical bytes of a record, and the hash chain over them.
//!
//! A link of the chain holds a commitment to the content, keyed by a random value of the
//! interview, and not the content itself: once content and key are erased, the chain still
//! verifies and nothing can be guessed back from it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::Record;

/// What the first link of a log hangs on.
pub const CHAIN_START: [u8; 32] = [0; 32];

/// The canonical bytes: compact JSON with the fields in the order of [`Record`].
pub fn canonical(record: &Record) -> Vec<u8> {
    serde_json::to_vec(record).expect("a record holds nothing that JSON cannot")
}

/// A record out of its canonical bytes; `None` if they are not those of a record.
pub fn parse(bytes: &[u8]) -> Option<Record> {
    serde_json::from_slice(bytes).ok()
}

/// The commitment to a content: HMAC-SHA256, keyed by the interview's blind.
pub fn commitment(blind: &[u8; 32], content: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(blind).expect("HMAC takes a key of every length");
    mac.update(content);
    mac.finalize().into_bytes().into()
}

/// A link of the chain: SHA-256 over the link before, the log's identity, the sequence number
/// (eight bytes, lowest first) and the commitment.
pub fn link(before: &[u8; 32], log: &[u8; 16], seq: u64, commitment: &[u8; 32]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(log);
    hasher.update(seq.to_le_bytes());
    hasher.update(commitment);
    hasher.finalize().into()
}
