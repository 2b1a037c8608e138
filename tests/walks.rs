//! The shipped questionnaires are conducted from the first question to the end, again and again,
//! by a respondent who mostly consents and otherwise answers at random: no expression fails, and
//! every question is reached by somebody.

use std::collections::BTreeSet;
use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::form::node::{Kind, Node, Question};
use anketa::interview::command::Command;
use anketa::interview::convert::read;
use anketa::interview::{Interview, Stop, Trouble};
use anketa::moment::Moment;
use anketa::place::{NodeId, Place};
use anketa::walk::random::Chance;

/// 15 June 2026, 10 o'clock in Almaty.
const NOW_MS: i64 = 1_781_499_600_000;
/// How often an answer is tried at one question.
const TRIES_MAX: usize = 12;
/// How many rows are added to an open roster at most.
const ROWS_MAX: usize = 2;

/// What is answered three times out of four, so that walks get beyond the doorstep and rosters
/// stay small.
const USUAL: [(&str, &str); 9] = [
    ("dwelling", "1"),
    ("contact", "1"),
    ("hh_consent", "1"),
    ("hh_n", "4"),
    ("hh_n18", "2"),
    ("sel_avail", "1"),
    ("r_consent", "1"),
    ("consent_part", "1"),
    ("people_n", "2"),
];

struct Walk {
    interview: Interview,
    moment: Moment,
    chance: Chance,
    /// The position of the answer that all rows of all batteries get, in every fifth walk.
    straight: Option<usize>,
    reached: BTreeSet<NodeId>,
}

impl Walk {
    fn begin(form: &Arc<Form>, seed: u64) -> Walk {
        let moment = Moment { wall_ms: NOW_MS, offset_minutes: 300, mono_ms: 0, fresh: seed };
        let language = &form.languages[seed as usize % form.languages.len()].code;
        let mut interview = Interview::new(Arc::clone(form), Vec::new());
        let case = format!("case-{seed}");
        interview.apply(&Interview::started(&case, language, Vec::new(), moment));
        let straight = seed.is_multiple_of(5).then_some(seed as usize / 5);
        Walk { interview, moment, chance: Chance::new(seed), straight, reached: BTreeSet::new() }
    }

    fn act(&mut self, command: &Command) -> bool {
        self.moment.wall_ms += 1000;
        self.moment.mono_ms += 1000;
        self.moment.fresh = self.moment.fresh.wrapping_mul(6_364_136_223_846_793_005) + 1;
        let Ok(facts) = self.interview.decide(command, self.moment) else { return false };
        for fact in &facts {
            self.interview.apply(fact);
        }
        true
    }

    /// From the first stop to the end.
    fn conduct(&mut self) {
        let mut stop = self.interview.first_stop();
        while stop != Stop::End {
            match stop {
                Stop::Question(place) => self.ask(place, false),
                Stop::Battery(group) => {
                    for place in self.interview.shown_children(group) {
                        self.ask(place, true);
                    }
                }
                Stop::AddRow(roster) => {
                    let rows = self.interview.rows(roster).len();
                    let add = rows < ROWS_MAX && self.chance.below(2) == 0;
                    if add && self.act(&Command::AddRow { roster, before: None }) {
                        let row = self.interview.rows(roster)[rows];
                        stop = self.interview.stop_of(Place::new(row, roster.node));
                        continue;
                    }
                }
                Stop::End => {}
            }
            stop = self.interview.next_stop(stop);
        }
    }

    fn ask(&mut self, place: Place, in_battery: bool) {
        self.reached.insert(place.node);
        let form = Arc::clone(self.interview.form());
        let node = form.node(place.node);
        let Kind::Question(question) = &node.kind else { return };
        if !question.kind.is_answerable() || self.interview.read_only(place) {
            return;
        }
        let straight = self.straight.filter(|_| in_battery);
        for _ in 0..TRIES_MAX {
            if self.answer(place, node, question, straight) {
                return;
            }
        }
    }

    /// Tries one answer; whether it was taken.
    fn answer(
        &mut self,
        place: Place,
        node: &Node,
        question: &Question,
        straight: Option<usize>,
    ) -> bool {
        let usual = USUAL.iter().find(|(name, _)| *name == node.name);
        let text = match (usual, straight) {
            (Some((_, text)), _) if self.chance.below(4) > 0 => (*text).to_owned(),
            (_, Some(at)) => {
                let choices = self.interview.choices(place);
                choices[at % choices.len()].name.to_string()
            }
            _ => self.chance.invent(&self.interview, place),
        };
        if text.is_empty() {
            return !self.interview.required(place);
        }
        let Some(value) = read(&question.kind, &text) else { return false };
        let reason = Some("as the respondent says".to_owned());
        self.act(&Command::Answer { place, value, reason })
    }
}

fn form(text: &str) -> Arc<Form> {
    let source = Source { name: "form".to_owned(), bytes: text.into(), attached: Vec::new() };
    Arc::new(compile(&source).form.expect("a shipped questionnaire compiles"))
}

/// Walks with many seeds; everything that is shown must have been reached at the end.
fn walk(text: &str, seeds: u64) {
    let form = form(text);
    let mut reached = BTreeSet::new();
    for seed in 0..seeds {
        let mut walk = Walk::begin(&form, seed);
        walk.conduct();
        for (place, trouble) in walk.interview.problems() {
            let at = walk.interview.path(place);
            assert!(!matches!(trouble, Trouble::Defect(_)), "seed {seed}: {at}: {trouble:?}");
        }
        reached.append(&mut walk.reached);
    }
    let is_shown = |node: &&Node| node.question().is_some_and(|question| question.kind.is_shown());
    let missed: Vec<&str> = form
        .nodes
        .iter()
        .filter(is_shown)
        .filter(|node| !reached.contains(&node.id))
        .map(|node| node.name.as_str())
        .collect();
    assert_eq!(missed, Vec::<&str>::new(), "no walk out of {seeds} came there");
}

#[test]
fn every_question_of_the_citizen_survey_is_reached() {
    walk(include_str!("../questionnaires/civil-society-survey.yaml"), 150);
}

#[test]
fn every_question_of_the_activist_interview_is_reached() {
    walk(include_str!("../questionnaires/activist-interview.yaml"), 30);
}

#[test]
fn every_question_of_the_training_is_reached() {
    walk(include_str!("../questionnaires/training.yaml"), 30);
}

#[test]
fn every_question_of_the_tour_is_reached() {
    walk(include_str!("../questionnaires/tour.yaml"), 60);
}
