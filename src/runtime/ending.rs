//! How the loop ends.

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The person left, or the lines to read have ended.
    Quit,
    /// A signal asked for it: its number.
    Stopped(usize),
    /// The terminal went away.
    Gone,
}

/// Why the loop could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The terminal failed.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] std::io::Error),
}
