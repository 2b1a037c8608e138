//! A point in time, as passed into the core: the core itself reads no clock and no randomness.

/// When something happened, by the wall clock and by a clock that never goes back, and a fresh
/// random number for whatever needs one (row identities, `random()`, `uuid()`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z by the wall clock.
    pub wall_ms: i64,
    /// Minutes east of UTC at that time on this machine.
    pub offset_minutes: i16,
    /// Milliseconds by a monotonic clock with an arbitrary start.
    pub mono_ms: u64,
    /// A random number, new for each moment.
    pub fresh: u64,
}

impl Moment {
    /// The moment as a date and time with its offset.
    pub fn date_time(&self) -> chrono::DateTime<chrono::FixedOffset> {
        let seconds = i32::from(self.offset_minutes) * 60;
        let offset = chrono::FixedOffset::east_opt(seconds)
            .unwrap_or_else(|| chrono::FixedOffset::east_opt(0).expect("zero is a valid offset"));
        chrono::DateTime::from_timestamp_millis(self.wall_ms)
            .unwrap_or_default()
            .with_timezone(&offset)
    }
}
