//! The interview that is open, and where in it we are.

use std::collections::BTreeMap;

use super::cell::BoardAt;
use super::draft::Draft;
use super::draft::choice::ChoiceDraft;
use super::effect::KeptDraft;
use super::effects::Effects;
use super::mode::Then;
use super::notes::Notes;
use crate::form::node::{Kind, Node, QuestionKind};
use crate::id::InterviewId;
use crate::interview::fact::Fact;
use crate::interview::{Interview, Standing, State, Stop};
use crate::moment::Moment;
use crate::place::Place;

/// Where the rest of a power line that stopped is kept, among what was typed and not entered: no
/// stop has this address.
pub const POWER_LINE: &str = ":";

/// Facts on their way to the disk.
#[derive(Debug, Clone)]
pub struct Pending {
    /// The facts.
    pub facts: Vec<Fact>,
    /// What comes after.
    pub then: Then,
    /// The question that was answered, if it had an answer before.
    pub changes: bool,
    /// The place whose draft is settled by the facts.
    pub settles: Option<Place>,
}

/// The interview that is open.
#[derive(Debug)]
pub struct Live {
    /// Its identity.
    pub id: InterviewId,
    /// The interview.
    pub interview: Interview,
    /// Where we are.
    pub stop: Stop,
    /// The stops we came through, the latest last.
    pub visited: Vec<Stop>,
    /// Where we were before we went elsewhere by choice, until we are there again; the latest
    /// last.
    pub returning: Vec<Stop>,
    /// What the last change of an earlier answer led to.
    pub effects: Effects,
    /// What is being typed here.
    pub draft: Draft,
    /// What the draft held when we came.
    pub initial: String,
    /// What was typed elsewhere and not entered, by address in words.
    pub elsewhere: BTreeMap<String, String>,
    /// The notes beside the questions.
    pub notes: Notes,
    /// One end of a passage of the answer that is being marked, in bytes.
    pub passage: Option<usize>,
    /// Facts on their way to the disk.
    pub pending: Option<Pending>,
    /// How many questions that apply are answered, and how many apply.
    pub progress: (usize, usize),
    /// How wide the rows of a box of text are, in cells.
    pub row_width: usize,
    /// When something was pressed last: what counts as now for what is typed.
    pub moment: Moment,
    /// Minutes east of UTC on this machine.
    pub offset_minutes: i16,
    /// The cell of the board that we came from and are still in.
    pub board: Option<BoardAt>,
}

impl Live {
    /// The place we are at: the question, or in a battery the row in focus.
    pub fn place(&self) -> Option<Place> {
        match (&self.stop, &self.draft) {
            (Stop::Battery(group), Draft::Battery(draft)) => {
                Some(draft.row().map_or(*group, |row| row.place))
            }
            (Stop::Question(place) | Stop::Battery(place) | Stop::AddRow(place), _) => Some(*place),
            (Stop::End, _) => None,
        }
    }

    /// The node of a place.
    pub fn node(&self, place: Place) -> &Node {
        self.interview.form().node(place.node)
    }

    /// Whether the interview is finished and can only be read.
    pub fn finished(&self) -> bool {
        self.interview.state() == State::Complete
    }

    /// Whether something is typed here that is not entered.
    pub fn touched(&self) -> bool {
        let choosing = |draft: &ChoiceDraft| draft.touched();
        self.draft.typed() != self.initial
            || matches!(&self.draft, Draft::Choice(draft) if choosing(draft))
            || matches!(&self.draft, Draft::Choices(draft) if draft.touched())
    }

    /// Where the key leads that goes back after a correction elsewhere, if there is such a place.
    pub fn way_back(&self) -> Option<Stop> {
        let open = |stop: Stop| stop_place(stop).is_none_or(|place| !self.interview.locked(place));
        let there = |&&stop: &&Stop| stop != self.stop && open(stop) && self.is_there(stop);
        self.returning.iter().rev().find(there).copied()
    }

    /// Whether a stop still exists and applies.
    pub fn is_there(&self, stop: Stop) -> bool {
        let Some(place) = stop_place(stop) else { return true };
        let interview = &self.interview;
        interview.place(&interview.address(place)) == Some(place) && interview.relevant(place)
    }

    /// Whether an answer that counts is at a place.
    pub fn answered(&self, place: Place) -> bool {
        self.interview.answer(place).is_some_and(|answer| answer.standing == Standing::Counts)
    }

    /// Whether an earlier answer waits to be confirmed at a place.
    pub fn waiting(&self, place: Place) -> bool {
        self.interview.answer(place).is_some_and(|answer| answer.standing == Standing::SetAside)
            && self.interview.relevant(place)
    }

    /// Whether an earlier answer waits to be confirmed at the question we are at.
    pub fn waiting_here(&self) -> bool {
        matches!(self.stop, Stop::Question(place) if self.waiting(place))
    }

    /// Whether a question has neither an answer nor a value that counts, nor was left open.
    pub fn is_open(&self, place: Place) -> bool {
        let answerable =
            self.node(place).question().is_some_and(|question| question.kind.is_answerable());
        answerable
            && !self.answered(place)
            && self.interview.value(place).is_none()
            && self.interview.left_open(place).is_none()
            && !self.interview.read_only(place)
            && !self.interview.locked(place)
    }

    /// The group of the self-completion block around a place, if there is one.
    fn self_completion(&self, stop: Stop) -> Option<Place> {
        let mut at = stop_place(stop);
        while let Some(place) = at {
            if matches!(&self.node(place).kind, Kind::Group(group) if group.self_completion) {
                return Some(place);
            }
            at = self.interview.parent(place);
        }
        None
    }

    /// The self-completion block around a stop in which the respondent is alone now: not one that
    /// was locked, nor one of a finished interview, which only the interviewer sees.
    pub fn alone(&self, stop: Stop) -> Option<Place> {
        let locked = stop_place(stop).is_some_and(|place| self.interview.locked(place));
        if locked || self.finished() { None } else { self.self_completion(stop) }
    }

    /// The address in words by which a stop is kept.
    pub fn stop_path(&self, stop: Stop) -> String {
        match stop {
            Stop::Question(place) | Stop::Battery(place) => self.interview.path(place),
            Stop::AddRow(place) => format!("+{}", self.interview.path(place)),
            Stop::End => String::new(),
        }
    }

    /// The stop of an address in words, if it is there.
    pub fn stop_at(&self, path: &str) -> Option<Stop> {
        if path.is_empty() {
            return Some(Stop::End);
        }
        if let Some(roster) = path.strip_prefix('+') {
            return self.interview.place_at(roster).map(Stop::AddRow);
        }
        let place = self.interview.place_at(path)?;
        match &self.node(place).kind {
            Kind::Group(group) if group.battery => Some(Stop::Battery(place)),
            Kind::Question(_) if self.interview.relevant(place) => {
                Some(self.interview.stop_of(place))
            }
            _ => None,
        }
    }

    /// What is typed and where, to be kept.
    pub fn kept_draft(&self) -> KeptDraft {
        let text = if self.touched() { self.draft.typed() } else { String::new() };
        let (answered, total) = self.progress;
        let at = self.stop_path(self.stop);
        let others = self.elsewhere.iter().filter(|(stop, _)| **stop != at);
        let others = others.map(|(stop, typed)| (stop.clone(), typed.clone()));
        let elsewhere = self.notes.kept().into_iter().chain(others).collect();
        KeptDraft { at, text, elsewhere, answered, total }
    }
}

/// The place that a stop is about.
pub fn stop_place(stop: Stop) -> Option<Place> {
    match stop {
        Stop::Question(place) | Stop::Battery(place) | Stop::AddRow(place) => Some(place),
        Stop::End => None,
    }
}

/// Whether something is still to be done at a stop: an open question, a note to be read, rows.
pub fn waits(live: &Live, stop: Stop) -> bool {
    let Some(place) = stop_place(stop) else { return true };
    match (stop, &live.node(place).kind) {
        (Stop::Battery(group), _) => {
            let rows = live.interview.shown_children(group).into_iter();
            rows.filter(|&row| live.interview.relevant(row)).any(|row| live.is_open(row))
        }
        (Stop::Question(_), Kind::Question(question)) => {
            question.kind == QuestionKind::Note || live.is_open(place) || live.waiting(place)
        }
        _ => true,
    }
}

/// Whether the question we are at asks where its answer comes from.
pub fn asks_source(live: &Live) -> bool {
    let question = live.place().and_then(|place| live.node(place).question());
    !live.finished() && question.is_some_and(|question| !question.source.is_empty())
}

/// Whether notes stand beside the question: in a guide, where the interviewer is at the screen.
pub fn notes_are_open(live: &Live) -> bool {
    live.interview.is_talk() && live.alone(live.stop).is_none()
}

/// Whether keys go to the notes.
pub fn notes_are_focused(live: &Live) -> bool {
    live.notes.focused && notes_are_open(live)
}
