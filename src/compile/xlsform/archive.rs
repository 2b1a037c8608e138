//! Whether a ZIP archive unpacks to a size that a questionnaire may have: a few kilobytes can
//! claim to be gigabytes.

/// What all files in a workbook together may unpack to.
const UNPACKED_MAX: u64 = 1 << 30;
/// What may stand between the end record and the end of the file: its comment.
const COMMENT_MAX: usize = 0xffff;
/// The length of the end record, and of an entry of the directory without its names.
const END_LENGTH: usize = 22;
const ENTRY_LENGTH: usize = 46;

/// Adds up what the archive's directory says of its files (APPNOTE.TXT 4.3.12 and 4.3.16).
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let damaged = || "the workbook is cut off or damaged".to_owned();
    let from = bytes.len().saturating_sub(END_LENGTH + COMMENT_MAX);
    let end = bytes[from..].windows(4).rposition(|window| window == b"PK\x05\x06");
    let end = from + end.ok_or_else(damaged)?;
    let mut at = number(bytes, end + 16, 4).ok_or_else(damaged)?;
    let count = number(bytes, end + 10, 2).ok_or_else(damaged)?;
    let mut unpacked = 0u64;
    for _ in 0..count {
        let entry = usize::try_from(at).map_err(|_| damaged())?;
        if bytes.get(entry..entry.saturating_add(4)) != Some(b"PK\x01\x02") {
            return Err(damaged());
        }
        let field = |offset, length| number(bytes, entry + offset, length).ok_or_else(damaged);
        unpacked += field(24, 4)?;
        at += ENTRY_LENGTH as u64 + field(28, 2)? + field(30, 2)? + field(32, 2)?;
    }
    match unpacked {
        0..=UNPACKED_MAX => Ok(()),
        _ => Err(format!("the workbook unpacks to more than {} MiB", UNPACKED_MAX >> 20)),
    }
}

/// A number of some bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
}
