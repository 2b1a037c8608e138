//! What must hold for every interview: it can be told again from its facts, what was undone is as
//! if it had not been, a transcript says everything that is needed to repeat the walk.

#![allow(clippy::disallowed_methods, reason = "a test reads its questionnaires from files")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anketa::compile::source::Source;
use anketa::compile::{attachments, compile};
use anketa::form::Form;
use anketa::form::node::Kind;
use anketa::form::talk::{Level, Origin};
use anketa::interview::command::Command;
use anketa::interview::convert::read;
use anketa::interview::fact::{Fact, What};
use anketa::interview::talk::{Passage, Sourcing};
use anketa::interview::{Interview, Stop};
use anketa::moment::Moment;
use anketa::place::Place;
use anketa::walk::random::{Chance, random_walk};
use anketa::walk::replay::{Options, replay};

/// 2026-06-15T10:00:00+05:00.
const NOW: Moment =
    Moment { wall_ms: 1_781_499_600_000, offset_minutes: 300, mono_ms: 0, fresh: 1 };

/// How many times as many walks as usual: `ANKETA_WALKS=100` for a long search.
fn many() -> u64 {
    std::env::var("ANKETA_WALKS").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// A form with everything that can follow from something else.
const KNOT: &str = r#"
anketa: 1
id: knot
version: "1"
title: Knot
languages: {en: English, kk: Қазақша}
special: [dont_know, refused]
choices:
  yes_no:
    - {name: yes, label: {all: "Yes"}}
    - {name: no, label: {all: "No"}}
survey:
  - {name: deep, type: select_one yes_no, label: {all: Deep?}, source: yes}
  - {name: size, type: integer, label: {all: Size?}, relevant: "${deep} = 'yes'", warning: ". < 4"}
  - repeat: house
    label: {all: "${street}"}
    repeat_count: ${size}
    items:
      - {name: street, type: text, label: {all: Street?}, default: "concat('s', position(..))"}
      - repeat: person
        relevant: ${street} != 'no'
        items:
          - {name: age, type: integer, label: {all: Age?}, constraint: ". < 120", source: [proxy, document]}
          - {name: adult, type: select_one yes_no, label: {all: Adult?}, relevant: "${age} > 10"}
          - repeat: job
            repeat_count: "if(${adult} = 'yes', 2, 0)"
            items:
              - {name: pay, type: decimal, label: {all: Pay?}}
          - {name: paid, type: calculate, calculation: "sum(${pay})"}
      - {name: people, type: calculate, calculation: "count(${person})"}
  - {name: oldest, type: calculate, calculation: "max(${age})"}
  - {name: paid_all, type: calculate, calculation: "sum(${paid})"}
  - {name: noted, type: calculate, calculation: "concat(${oldest}, '/', now())", trigger: "${deep}"}
  - {name: seen, type: calculate, calculation: "concat(${oldest}, '/', ${size})", trigger: "${deep}, ${age}"}
  - {name: again, type: calculate, calculation: "concat(${again}, 'x')", trigger: "${seen}"}
  - {name: dice, type: calculate, calculation: "random()"}
  - {name: rich, type: text, label: {all: Rich?}, relevant: "${paid_all} > 5", required: yes}
  - {name: who, type: "select_one ${street}", label: {all: Which?}, random: yes}
"#;

fn form_of(name: &str, bytes: Vec<u8>, folder: &Path) -> Arc<Form> {
    let mut source = Source { name: name.to_owned(), bytes, attached: Vec::new() };
    for file in attachments(&source) {
        let bytes = fs::read(folder.join(&file)).expect("an attached file is there");
        source.attached.push((file, bytes));
    }
    let compiled = compile(&source);
    let report = anketa::compile::render(&source, &compiled.diagnostics);
    Arc::new(compiled.form.unwrap_or_else(|| panic!("{report}")))
}

fn knot() -> Arc<Form> {
    form_of("knot.yaml", KNOT.as_bytes().to_vec(), Path::new("."))
}

/// The knot and all questionnaires that are shipped.
fn forms() -> Vec<Arc<Form>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("shipped").flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    files.sort();
    let shipped = files.into_iter().map(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        form_of(&name.unwrap_or_default(), fs::read(&path).expect("readable"), &folder)
    });
    std::iter::once(knot()).chain(shipped).collect()
}

/// Somebody who answers, goes back, changes things, and sometimes stops.
struct Restless {
    chance: Chance,
    interview: Interview,
    facts: Vec<Fact>,
    stop: Stop,
    moment: Moment,
}

impl Restless {
    fn new(form: &Arc<Form>, seed: u64) -> Restless {
        let started = Interview::started("case", &form.languages[0].code, Vec::new(), NOW);
        let mut interview = Interview::new(Arc::clone(form), Vec::new());
        interview.apply(&started);
        let stop = interview.first_stop();
        let chance = Chance::new(seed);
        Restless { chance, interview, facts: vec![started], stop, moment: NOW }
    }

    /// Does one thing; true if something followed.
    fn step(&mut self) -> bool {
        let command = self.command();
        self.moment.wall_ms += 61_000;
        self.moment.fresh = self.moment.fresh.wrapping_mul(6_364_136_223_846_793_005) + 1;
        let facts = self.interview.decide(&command, self.moment).unwrap_or_default();
        for fact in &facts {
            self.interview.apply(fact);
        }
        self.stop = match self.stop {
            Stop::End => self.interview.first_stop(),
            stop => self.interview.next_stop(stop),
        };
        let something = !facts.is_empty();
        self.facts.extend(facts);
        something
    }

    /// A question or roster row somewhere, relevant or not.
    fn anywhere(&mut self) -> Place {
        let places = self.interview.questions();
        places.get(self.chance.below(places.len())).copied().unwrap_or(Place::ROOT)
    }

    fn command(&mut self) -> Command {
        if let (Stop::AddRow(roster), true) = (self.stop, self.chance.below(3) == 0) {
            let before = Some(self.chance.below(3));
            return Command::AddRow { roster, before };
        }
        let place = match self.stop {
            Stop::Question(place) if self.chance.below(4) > 0 => place,
            _ => self.anywhere(),
        };
        match self.chance.below(70) {
            0..=1 => Command::Undo,
            2 => Command::Redo,
            3 => Command::Clear { place },
            4..=6 => {
                let aside = self.interview.set_aside();
                let at = self.chance.below(aside.len());
                Command::Confirm { place: aside.get(at).copied().unwrap_or(place) }
            }
            7 => Command::Remark { place, text: "so".to_owned() },
            8 => Command::RemoveRow { row: place.row },
            9 => Command::MoveRow { row: place.row, to: self.chance.below(3) },
            10 => {
                let at = self.chance.below(self.interview.form().languages.len());
                Command::Language { code: self.interview.form().languages[at].code.clone() }
            }
            11 => Command::LeaveOpen { place, reason: "no time".to_owned() },
            12 => Command::Probe { place, probe: 0, asked: self.chance.below(2) == 0 },
            13 => Command::Complete { reasons: Vec::new() },
            14 => Command::Reopen { reason: "error".to_owned() },
            15 => Command::BreakOff { reason: "bell".to_owned() },
            16..=17 => Command::Resume,
            18 => Command::Note { place, note: None, text: "heard so".to_owned() },
            19 => {
                let notes: Vec<u64> = self.interview.talk_notes().map(|note| note.id).collect();
                let note = notes.get(self.chance.below(notes.len())).copied();
                let text = if self.chance.below(2) == 0 { "" } else { "otherwise" };
                Command::Note { place, note, text: text.to_owned() }
            }
            20 => self.quote(place),
            21 => {
                let quotes: Vec<u64> = self.interview.quotes().map(|quote| quote.id).collect();
                let quote = quotes.get(self.chance.below(quotes.len())).copied().unwrap_or(0);
                let (speaker, level) = ("other".to_owned(), Level::Paraphrase);
                match self.chance.below(2) {
                    0 => Command::Unquote { quote },
                    _ => Command::Requote { quote, speaker, level },
                }
            }
            22..=23 => {
                let origin = Some(Origin::ALL[self.chance.below(4)]);
                Command::Source { place, sourcing: Sourcing { origin, certainty: None } }
            }
            _ => self.answer(place),
        }
    }

    /// A quote out of a note, or out of the answer.
    fn quote(&mut self, place: Place) -> Command {
        let notes: Vec<_> = self.interview.talk_notes().collect();
        let note = notes.get(self.chance.below(notes.len() + 1));
        let passage = Passage { note: note.map(|note| note.id), start: 0, end: 3 };
        let place = note.map_or(place, |note| note.place);
        let (speaker, level) = ("respondent".to_owned(), Level::Verbatim);
        Command::Quote { place, passage, answer: None, speaker, level }
    }

    fn answer(&mut self, place: Place) -> Command {
        let form = Arc::clone(self.interview.form());
        let text = self.chance.invent(&self.interview, place);
        let kind = form.node(place.node).question().map(|question| &question.kind);
        let reason = (self.chance.below(2) == 0).then(|| "sure".to_owned());
        match kind.and_then(|kind| read(kind, &text)) {
            Some(value) => Command::Answer { place, value, reason },
            None => Command::Clear { place },
        }
    }
}

/// All that an interview holds, in words, without times.
fn contents(interview: &Interview) -> Vec<String> {
    let form = interview.form();
    let mut words = Vec::new();
    for place in interview.questions() {
        let answer = interview
            .answer(place)
            .map(|answer| (answer.value.clone(), answer.standing, answer.passed.clone()));
        let is_volatile = form.node(place.node).question().is_some_and(|question| {
            question.calculation.is_some_and(|rule| form.rule(rule).volatile)
        });
        let value = interview.value(place).filter(|_| !is_volatile);
        let beside = (
            interview.remark(place),
            interview.left_open(place),
            interview.probed(place, 0),
            interview.sourcing(place),
        );
        let path = interview.path(place);
        words
            .push(format!("{path}: {answer:?} {value:?} {beside:?} {}", interview.relevant(place)));
    }
    let notes = interview.talk_notes().map(|note| format!("{note:?}"));
    words.extend(notes.chain(interview.quotes().map(|quote| format!("{quote:?}"))));
    words
}

#[test]
fn a_replay_of_every_prefix_is_the_same_interview() {
    for form in forms() {
        for seed in 0..4 * many() {
            let mut walker = Restless::new(&form, seed);
            let mut replayed = Interview::replay(Arc::clone(&form), Vec::new(), &walker.facts);
            for step in 0..150 {
                let before = walker.facts.len();
                walker.step();
                // Going on from a replay is the same as going on live ...
                for fact in &walker.facts[before..] {
                    replayed.apply(fact);
                }
                assert!(replayed == walker.interview, "{} seed {seed} step {step}", form.id);
                // ... and so is a replay from the beginning, which costs more.
                if step % 25 == 0 {
                    let whole = Interview::replay(Arc::clone(&form), Vec::new(), &walker.facts);
                    assert!(whole == walker.interview, "{} seed {seed} step {step}", form.id);
                }
            }
        }
    }
}

#[test]
fn what_follows_step_by_step_is_what_follows_at_once() {
    for form in forms() {
        for seed in 0..8 * many() {
            let mut walker = Restless::new(&form, seed + 400);
            for step in 0..100 {
                walker.step();
                // A change of language computes everything anew.
                let code = form.languages[walker.interview.language()].code.clone();
                let what = What::LanguageChanged { code };
                let step_now = walker.interview.step();
                let mut anew = walker.interview.clone();
                anew.apply(&Fact { step: step_now, moment: walker.moment, what });
                let place = format!("{} seed {seed} step {step}", form.id);
                assert_eq!(contents(&anew), contents(&walker.interview), "{place}");
            }
        }
    }
}

#[test]
fn what_was_undone_is_as_if_it_had_not_been() {
    for form in forms() {
        let mut undone_steps = 0;
        for seed in 0..8 * many() {
            let mut walker = Restless::new(&form, seed + 100);
            for step in 0..120 {
                let before = walker.interview.clone();
                let steps_before = before.undoable().0;
                walker.step();
                let after = walker.interview.clone();
                let (Some(last), _) = after.undoable() else { continue };
                if Some(last) == steps_before || last != after.step() {
                    continue;
                }
                undone_steps += 1;
                let undo = after.decide(&Command::Undo, walker.moment).unwrap_or_default();
                let mut undone = after.clone();
                undo.iter().for_each(|fact| undone.apply(fact));
                let place =
                    format!("{} seed {seed} step {step}: {:?}", form.id, walker.facts.last());
                assert_eq!(contents(&undone), contents(&before), "undo, {place}");
                let redo = undone.decide(&Command::Redo, walker.moment).unwrap_or_default();
                redo.iter().for_each(|fact| undone.apply(fact));
                assert_eq!(contents(&undone), contents(&after), "redo, {place}");
            }
        }
        assert!(undone_steps > 100, "{}: only {undone_steps} steps were undone", form.id);
    }
}

#[test]
fn what_is_counted_is_what_is_there() {
    for form in forms() {
        for seed in 0..4 * many() {
            let mut walker = Restless::new(&form, seed + 200);
            for step in 0..100 {
                walker.step();
                let interview = &walker.interview;
                let asked = interview.questions().into_iter().filter(|place| {
                    let question = form.node(place.node).question();
                    let asked = question.is_some_and(|question| {
                        question.kind.is_answerable() && question.read_only.is_none()
                    });
                    asked && interview.relevant(*place)
                });
                let asked: Vec<Place> = asked.collect();
                let counts = |place: &&Place| {
                    let answer = interview.answer(**place);
                    answer.is_some_and(|answer| {
                        answer.standing == anketa::interview::Standing::Counts
                    })
                };
                let answered = asked.iter().filter(counts).count();
                let place = format!("{} seed {seed} step {step}", form.id);
                assert_eq!(interview.progress(), (answered, asked.len()), "{place}");
                for answered in interview.places() {
                    let stale = interview.answer(answered).is_some_and(|answer| {
                        answer.standing == anketa::interview::Standing::Counts
                    }) && !interview.relevant(answered);
                    assert!(!stale, "{place}: {} counts", interview.path(answered));
                }
            }
        }
    }
}

#[test]
fn back_goes_the_way_that_was_asked() {
    for form in forms() {
        for seed in 0..3 * many() {
            let mut walker = Restless::new(&form, seed + 300);
            (0..60).for_each(|_| {
                walker.step();
            });
            let interview = &walker.interview;
            let mut stop = interview.first_stop();
            assert_eq!(interview.previous_stop(stop), None, "{}", form.id);
            while stop != Stop::End {
                let next = interview.next_stop(stop);
                assert_eq!(interview.previous_stop(next), Some(stop), "{} {next:?}", form.id);
                if let Stop::Question(place) = stop {
                    assert_eq!(interview.stop_of(place), stop);
                    assert_eq!(interview.place_at(&interview.path(place)), Some(place));
                    assert_eq!(interview.place(&interview.address(place)), Some(place));
                }
                stop = next;
            }
        }
    }
}

#[test]
fn a_transcript_replayed_is_the_same_transcript() {
    for form in forms() {
        for seed in 0..10 * many() {
            let walk = random_walk(&form, seed, NOW);
            let options = Options { now: NOW, case: format!("case {seed}"), ..Options::default() };
            let again = replay(&form, walk.lines.iter().map(String::as_str), &options);
            for (walked, again) in walk.lines.iter().zip(&again) {
                assert_eq!(walked, again, "{} seed {seed}", form.id);
            }
            assert_eq!(walk.lines.len(), again.len(), "{} seed {seed}", form.id);
            let told = Interview::replay(Arc::clone(&form), Vec::new(), &walk.facts);
            assert!(told == walk.interview, "{} seed {seed}", form.id);
            let ends = walk.lines.last().is_some_and(|line| line.contains("\"event\":\"final\""));
            assert!(ends, "{} seed {seed} did not reach the end", form.id);
        }
    }
}

#[test]
fn the_knot_is_walked_into_its_depth() {
    let form = knot();
    let deepest = form.nodes.iter().filter(|node| matches!(node.kind, Kind::Roster(_))).count();
    assert_eq!(deepest, 3);
    let reached = (0..40).any(|seed| {
        random_walk(&form, seed, NOW).lines.iter().any(|line| line.contains("job[2]/pay"))
    });
    assert!(reached, "no walk reached the innermost roster");
}

/// Two blocks of which one comes first in half of the interviews.
const HALVES: &str = r#"
anketa: 1
id: halves
version: "1"
title: Halves
languages: {en: English}
survey:
  - group: blocks
    random: {first_half: one}
    items:
      - {name: one, type: text, label: One?}
      - {name: two, type: text, label: Two?}
      - {name: three, type: text, label: Three?}
"#;

#[test]
fn a_block_that_is_first_in_half_of_the_interviews_is() {
    let form = form_of("halves.yaml", HALVES.as_bytes().to_vec(), Path::new("."));
    let begins_with_one = |case: &u32| {
        let started = Interview::started(&case.to_string(), "en", Vec::new(), NOW);
        let interview = Interview::replay(Arc::clone(&form), Vec::new(), &[started]);
        interview.first_stop() == Stop::Question(interview.place_at("blocks/one").expect("there"))
    };
    let first = (0..1000).filter(begins_with_one).count();
    // Four standard deviations of a fair coin.
    assert!((437..=563).contains(&first), "{first} of 1000");
}
