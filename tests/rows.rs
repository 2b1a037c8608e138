//! Rows of rosters inside rosters inside rosters, added, filled, moved, removed, taken back and
//! done again in any order (E14).

use std::collections::BTreeMap;
use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::interview::Interview;
use anketa::interview::command::Command;
use anketa::interview::fact::Fact;
use anketa::moment::Moment;
use anketa::place::{Address, NodeId, Place, RowKey};
use anketa::value::Value;
use anketa::walk::random::Chance;

const NESTED: &str = "
anketa: 1
id: nested
version: \"1\"
title: {all: Nested}
languages: {en: English}
survey:
  - repeat: house
    label: {all: \"House ${street}\"}
    items:
      - {name: street, type: text, label: {all: Street?}}
      - repeat: person
        label: {all: \"Person ${name}\"}
        items:
          - {name: name, type: text, label: {all: Name?}}
          - repeat: job
            label: {all: \"Job ${title}\"}
            items:
              - {name: title, type: text, label: {all: Title?}}
";

fn form() -> Arc<Form> {
    let bytes = NESTED.as_bytes().to_vec();
    let source = Source { name: "nested".into(), bytes, attached: Vec::new() };
    Arc::new(compile(&source).form.expect("the form is right"))
}

/// Somebody who never leaves the rows alone.
struct Restless {
    chance: Chance,
    interview: Interview,
    facts: Vec<Fact>,
    nth: u64,
    /// What each row was told to hold: by its lasting address, whatever its position.
    told: BTreeMap<Address, String>,
}

impl Restless {
    fn new(seed: u64) -> Restless {
        let started = Interview::started("case", "en", Vec::new(), Moment::default());
        let mut interview = Interview::new(form(), Vec::new());
        interview.apply(&started);
        let (chance, told) = (Chance::new(seed), BTreeMap::new());
        Restless { chance, interview, facts: vec![started], nth: 0, told }
    }

    /// Every roster as a whole and every row that is there.
    fn all(&self) -> (Vec<Place>, Vec<RowKey>) {
        let (mut stands, mut rows) = (Vec::new(), Vec::new());
        self.collect(Place::ROOT, &mut stands, &mut rows);
        (stands, rows)
    }

    fn collect(&self, at: Place, stands: &mut Vec<Place>, rows: &mut Vec<RowKey>) {
        for &child in &self.interview.form().node(at.node).children {
            if self.interview.form().node(child).question().is_some() {
                continue;
            }
            let stand = Place::new(at.row, child);
            stands.push(stand);
            for &row in self.interview.rows(stand) {
                rows.push(row);
                self.collect(Place::new(row, child), stands, rows);
            }
        }
    }

    fn run(&mut self, command: &Command) -> bool {
        self.nth += 1;
        let moment = Moment { fresh: self.nth * 7_919, mono_ms: self.nth, ..Moment::default() };
        let Ok(facts) = self.interview.decide(command, moment) else { return false };
        facts.iter().for_each(|fact| self.interview.apply(fact));
        let something = !facts.is_empty();
        self.facts.extend(facts);
        something
    }

    /// Does one thing to the rows; true if something followed.
    fn step(&mut self) -> bool {
        let (stands, rows) = self.all();
        let stand = stands[self.chance.below(stands.len())];
        let row = rows.get(self.chance.below(rows.len())).copied();
        let to = self.chance.below(4);
        let command = match (self.chance.below(8), row) {
            (0..=1, _) | (_, None) => Command::AddRow { roster: stand, before: Some(to) },
            (2, Some(row)) => Command::RemoveRow { row },
            (3, Some(row)) => Command::MoveRow { row, to },
            (4, _) => {
                let node = self.questions(stand.node);
                let answers = vec![(node, Value::Text(format!("pasted {}", self.nth)))];
                Command::AddRows { roster: stand, rows: vec![answers; to] }
            }
            (_, Some(row)) => {
                let (place, _) = self.interview.row_place(row);
                let place = Place::new(row, self.questions(place.node));
                let text = format!("told {}", self.nth);
                self.told.insert(self.interview.address(place), text.clone());
                Command::Answer { place, value: Value::Text(text), reason: None }
            }
        };
        self.run(&command)
    }

    /// The question of the rows of a roster.
    fn questions(&self, roster: NodeId) -> NodeId {
        let form = self.interview.form();
        let children = &form.node(roster).children;
        *children.iter().find(|&&node| form.node(node).question().is_some()).expect("one")
    }

    /// All that is there, in order.
    fn contents(&self) -> Vec<String> {
        let questions = self.interview.questions().into_iter();
        questions
            .map(|place| {
                let value = self.interview.value(place).map(|value| value.to_string());
                format!(
                    "{:?} {} {value:?}",
                    self.interview.address(place),
                    self.interview.path(place)
                )
            })
            .collect()
    }

    /// Rows are numbered by where they stand, and hold what they were told wherever that is.
    fn hold_together(&self) {
        let (stands, _) = self.all();
        for stand in stands {
            for (at, &row) in self.interview.rows(stand).iter().enumerate() {
                assert_eq!(self.interview.row_position(row), at);
                assert_eq!(self.interview.row_place(row).1, stand.row);
            }
        }
        for (address, text) in &self.told {
            if let Some(place) = self.interview.place(address) {
                let value = self.interview.value(place).map(|value| value.to_string());
                assert_eq!(value.as_deref(), Some(text.as_str()), "{}", self.interview.path(place));
            }
        }
    }
}

#[test]
fn e14_rows_keep_their_identity_and_everything_is_taken_back_and_done_again() {
    let mut deepest = 0;
    for seed in 0..40 {
        let mut person = Restless::new(seed);
        let mut seen = vec![person.contents()];
        for _ in 0..60 {
            if person.step() {
                person.hold_together();
                seen.push(person.contents());
            }
        }
        let depth =
            |row: &RowKey| person.interview.address(Place::new(*row, NodeId::ROOT)).rows.len();
        deepest = deepest.max(person.all().1.iter().map(depth).max().unwrap_or(0));
        let replayed = Interview::replay(form(), Vec::new(), &person.facts);
        assert!(replayed == person.interview, "seed {seed}");
        // One undo a step, back to the beginning; then all of it again.
        for before in seen.iter().rev().skip(1) {
            assert!(person.run(&Command::Undo), "seed {seed}");
            assert_eq!(person.contents(), *before, "seed {seed}");
        }
        for after in seen.iter().skip(1) {
            assert!(person.run(&Command::Redo), "seed {seed}");
            assert_eq!(person.contents(), *after, "seed {seed}");
        }
        person.hold_together();
    }
    assert_eq!(deepest, 3, "rows in rows in rows were made");
}
