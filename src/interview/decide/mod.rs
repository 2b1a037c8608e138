//! From a command to the facts that follow from it, or to why it is not carried out.
//!
//! A command is tried on a copy of the interview, with the same `apply` that later lets the
//! facts take effect: so what is decided is what will be. One file for each family of commands.

mod answer;
mod course;
mod rows;
mod talk;
mod undo;

use std::sync::Arc;

use super::Interview;
use super::command::Command;
use super::fact::{Fact, What};
use super::refusal::Refusal;
use crate::moment::Moment;

/// A command being tried: the interview as it would be, and the facts so far.
struct Trial {
    interview: Interview,
    step: u32,
    moment: Moment,
    facts: Vec<Fact>,
}

impl Trial {
    fn new(interview: &Interview, moment: Moment) -> Trial {
        let mut copy = interview.clone();
        // What can be undone does not bear on what follows from a command.
        copy.history = Arc::default();
        Trial { step: interview.step + 1, interview: copy, moment, facts: Vec::new() }
    }

    fn add(&mut self, what: What) {
        let fact = Fact { step: self.step, moment: self.moment, what };
        self.interview.apply(&fact);
        self.facts.push(fact);
    }

    /// The facts, with one for each answer that stopped applying by them.
    fn finish(mut self) -> Vec<Fact> {
        if !self.facts.is_empty() {
            let stale = Arc::clone(&self.interview.stale);
            for &place in stale.iter() {
                self.add(What::SetAside { at: self.interview.address(place) });
            }
        }
        self.facts
    }
}

impl Interview {
    /// Which facts follow from a command, all of one step; nothing has changed yet. None follow
    /// where all is already as the command wants it.
    pub fn decide(&self, command: &Command, moment: Moment) -> Result<Vec<Fact>, Refusal> {
        let mut trial = Trial::new(self, moment);
        match command {
            Command::Answer { place, value, reason } => {
                trial.answer(*place, value, reason.as_deref())?;
            }
            Command::Clear { place } => trial.clear(*place)?,
            Command::Confirm { place } => trial.confirm(*place)?,
            Command::LeaveOpen { place, reason } => trial.leave_open(*place, reason)?,
            Command::Remark { place, text } => trial.remark(*place, text)?,
            Command::Probe { place, probe, asked } => trial.probe(*place, *probe, *asked)?,
            Command::Note { place, note, text } => trial.note(*place, *note, text)?,
            Command::Quote { place, passage, answer, speaker, level } => {
                trial.quote(*place, *passage, answer.as_ref(), speaker, *level)?;
            }
            Command::Requote { quote, speaker, level } => trial.requote(*quote, speaker, *level)?,
            Command::Unquote { quote } => trial.unquote(*quote)?,
            Command::Source { place, sourcing } => trial.source(*place, *sourcing)?,
            Command::AddRow { roster, before } => trial.add_row(*roster, *before)?,
            Command::AddRows { roster, rows } => trial.add_rows(*roster, rows)?,
            Command::RemoveRow { row } => trial.remove_row(*row)?,
            Command::MoveRow { row, to } => trial.move_row(*row, *to)?,
            Command::Language { code } => trial.language(code)?,
            Command::Complete { reasons } => trial.complete(reasons)?,
            Command::HandBack { group } => trial.hand_back(*group)?,
            Command::BreakOff { reason } => trial.break_off(reason)?,
            Command::Resume => trial.resume()?,
            Command::Reopen { reason } => trial.reopen(reason)?,
            Command::Undo => trial.undo(self)?,
            Command::Redo => trial.redo(self)?,
        }
        Ok(trial.finish())
    }
}
