//! What a questionnaire may ask about an answer beside the answer, and what is written down of a
//! talk: where an answer comes from, who said something, how close to the words it is noted.

use super::wording::Wording;

/// Where an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The person it is about said it.
    Respondent,
    /// Somebody else said it for that person.
    Proxy,
    /// The interviewer saw it in a document.
    Document,
    /// It was estimated.
    Estimate,
}

impl Origin {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Origin; 4] =
        [Origin::Respondent, Origin::Proxy, Origin::Document, Origin::Estimate];

    /// As a questionnaire names it, and as stored.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Respondent => "respondent",
            Origin::Proxy => "proxy",
            Origin::Document => "document",
            Origin::Estimate => "estimate",
        }
    }

    /// The origin of a name.
    pub fn from_name(name: &str) -> Option<Origin> {
        Origin::ALL.into_iter().find(|origin| origin.name() == name)
    }
}

/// How certain an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Sure.
    Sure,
    /// Not sure.
    NotSure,
}

impl Certainty {
    /// Both, in the order in which they are offered.
    pub const ALL: [Certainty; 2] = [Certainty::Sure, Certainty::NotSure];

    /// As a questionnaire names it, and as stored.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Sure => "sure",
            Certainty::NotSure => "not_sure",
        }
    }

    /// The certainty of a name.
    pub fn from_name(name: &str) -> Option<Certainty> {
        Certainty::ALL.into_iter().find(|certainty| certainty.name() == name)
    }
}

/// What a question asks about where its answer comes from; nothing if both are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceAsk {
    /// The origins offered.
    pub origins: Vec<Origin>,
    /// The certainties offered.
    pub certainties: Vec<Certainty>,
}

impl SourceAsk {
    /// All of both.
    pub fn all() -> SourceAsk {
        SourceAsk { origins: Origin::ALL.to_vec(), certainties: Certainty::ALL.to_vec() }
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty() && self.certainties.is_empty()
    }
}

/// How close to what was said a quote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Word for word.
    Verbatim,
    /// Nearly so: fillers left out, grammar kept.
    NearVerbatim,
    /// The sense in other words.
    Paraphrase,
}

impl Level {
    /// All of them, the closest first.
    pub const ALL: [Level; 3] = [Level::Verbatim, Level::NearVerbatim, Level::Paraphrase];

    /// As stored and exported.
    pub fn name(self) -> &'static str {
        match self {
            Level::Verbatim => "verbatim",
            Level::NearVerbatim => "near_verbatim",
            Level::Paraphrase => "paraphrase",
        }
    }

    /// The level of a name.
    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// Somebody who takes part in a talk.
#[derive(Debug, Clone, PartialEq)]
pub struct Speaker {
    /// Its name: what is stored.
    pub name: String,
    /// What is shown; without words the program's own for the name, else the name.
    pub label: Wording,
}

/// The speakers of a questionnaire that names none.
pub const SPEAKERS: [&str; 3] = ["respondent", "interviewer", "other"];
