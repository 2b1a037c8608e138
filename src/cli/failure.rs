//! How a command fails: what, where, what to do, and an exit code. Said once, at the edge.

use std::fmt;

/// What kind of failure it is; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command did its work and found something wrong with what it looked at.
    Problem,
    /// The command was not understood, or names something that is not there.
    Usage,
    /// The data file cannot be used.
    DataFile,
    /// A file or the terminal could not be read or written.
    InputOutput,
    /// The program itself is at fault.
    Internal,
    /// A signal ended the program: its number.
    Signal(u8),
}

impl Kind {
    /// The code the program exits with.
    pub fn exit_code(self) -> u8 {
        match self {
            Kind::Problem => 1,
            Kind::Usage => 2,
            Kind::DataFile => 3,
            Kind::InputOutput => 4,
            Kind::Internal => 70,
            // As shells count them.
            Kind::Signal(number) => 128u8.saturating_add(number),
        }
    }
}

/// A failure in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What kind it is.
    pub kind: Kind,
    /// What could not be done and why; empty where all has been said already.
    pub what: String,
    /// The file or the like it is about.
    pub place: Option<String>,
    /// What to do about it.
    pub advice: Option<String>,
    /// All of it, in many lines, where there is more to say.
    pub detail: String,
}

impl Failure {
    /// A failure of a kind.
    pub fn new(kind: Kind, what: impl Into<String>) -> Failure {
        Failure { kind, what: what.into(), place: None, advice: None, detail: String::new() }
    }

    /// A failure about which everything has been printed already.
    pub fn told(kind: Kind) -> Failure {
        Failure::new(kind, "")
    }

    /// Says where.
    pub fn at(mut self, place: impl Into<String>) -> Failure {
        self.place = Some(place.into());
        self
    }

    /// Says what to do.
    pub fn advise(mut self, advice: impl Into<String>) -> Failure {
        self.advice = Some(advice.into());
        self
    }

    /// Says all of it, in many lines.
    pub fn explain(mut self, detail: impl Into<String>) -> Failure {
        self.detail = detail.into();
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "anketa: {}", self.what)?;
        if let Some(place) = &self.place {
            write!(f, "\n  where: {place}")?;
        }
        if let Some(advice) = &self.advice {
            write!(f, "\n  to do: {advice}")?;
        }
        if !self.detail.is_empty() {
            write!(f, "\n\n{}", self.detail.trim_end())?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
