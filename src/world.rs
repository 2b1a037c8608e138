//! The world around the program: clock, randomness, locale and folders.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the place that touches clock and environment"
)]

use std::path::PathBuf;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;

use crate::id::InterviewId;
use crate::moment::Moment;

/// The clock of one run of the program.
#[derive(Debug, Clone, Copy)]
pub struct World {
    start: Instant,
}

impl World {
    /// Starts the monotonic clock.
    pub fn start() -> World {
        World { start: Instant::now() }
    }

    /// The moment that is now, with a fresh random number.
    pub fn moment(&self) -> Moment {
        let wall_ms = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            // The machine believes in a time before 1970: order never depends on this clock.
            Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
        };
        let mono_ms = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let fresh = fresh(wall_ms as u64 ^ mono_ms);
        Moment { wall_ms, offset_minutes: offset_minutes(wall_ms), mono_ms, fresh }
    }
}

/// A new identity for an interview; later ones sort behind earlier ones.
pub fn new_interview_id() -> InterviewId {
    InterviewId(uuid::Uuid::now_v7().into_bytes())
}

impl World {
    /// The minutes east of UTC at the midnight of a day, by the rules of the machine's time zone.
    pub fn offset_on(day: chrono::NaiveDate) -> Option<i16> {
        use chrono::{NaiveTime, TimeZone};
        let midnight =
            chrono::Local.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest()?;
        i16::try_from(midnight.offset().local_minus_utc() / 60).ok()
    }
}

/// Minutes east of UTC on this machine at a time.
fn offset_minutes(wall_ms: i64) -> i16 {
    let utc = chrono::DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
    let seconds = utc.with_timezone(&chrono::Local).offset().local_minus_utc();
    i16::try_from(seconds / 60).unwrap_or(0)
}

/// A random number from the system. Where the system has none, one that is at least new.
fn fresh(seed: u64) -> u64 {
    let mut bytes = [0; 8];
    match getrandom::fill(&mut bytes) {
        Ok(()) => u64::from_le_bytes(bytes),
        Err(_) => seed.wrapping_mul(0x9E37_79B9_7F4A_7C15),
    }
}

/// The language of the interface that the locale asks for: `en`, `ru` or `kk`.
pub fn interface_language() -> &'static str {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    language_of(&locale)
}

/// The language of the interface for a locale such as `kk_KZ.UTF-8`.
fn language_of(locale: &str) -> &'static str {
    let language = locale.split(['_', '.', '-', '@']).next().unwrap_or("");
    match language.to_ascii_lowercase().as_str() {
        "ru" => "ru",
        "kk" => "kk",
        _ => "en",
    }
}

/// The person's own editor, with the words it is called with.
pub fn editor() -> Option<String> {
    let known = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    known.map(|words| words.trim().to_owned()).find(|words| !words.is_empty())
}

/// Places that may be memory and no disk, the person's own first.
pub fn memory_places() -> Vec<PathBuf> {
    let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    own.into_iter().chain([PathBuf::from("/dev/shm")]).collect()
}

/// The folder for the data file where the user names none, such as `~/.local/share/anketa`;
/// `None` where the user has no home.
pub fn data_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.data_dir().join("anketa"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_names_the_language() {
        for (locale, language) in
            [("kk_KZ.UTF-8", "kk"), ("ru", "ru"), ("RU-KZ", "ru"), ("C", "en"), ("", "en")]
        {
            assert_eq!(language_of(locale), language, "{locale}");
        }
    }

    #[test]
    fn moments_go_forward_and_are_fresh() {
        let world = World::start();
        let (one, two) = (world.moment(), world.moment());
        assert!(two.mono_ms >= one.mono_ms);
        assert_ne!(one.fresh, two.fresh);
        assert!(one.wall_ms > 1_700_000_000_000);
    }

    #[test]
    fn identities_are_new_and_of_version_seven() {
        let (one, two) = (new_interview_id(), new_interview_id());
        assert!(one < two);
        assert_eq!(one.0[6] >> 4, 7);
        assert_eq!(InterviewId::parse(&one.to_string()), Some(one));
    }
}
