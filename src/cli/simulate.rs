//! `anketa simulate`: a data file of interviews that the program makes up.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::failure::{Failure, Kind};
use super::{of_store, print, shelf};
use crate::compile::{compile, render};
use crate::form::Form;
use crate::form::node::{Choices, QuestionKind};
use crate::interview::Interview;
use crate::moment::Moment;
use crate::place::NodeId;
use crate::store::Store;
use crate::value::Value;
use crate::walk::leaning::{self, Leanings};
use crate::walk::random::simulated;
use crate::world::new_interview_id;

const EXAMPLES: &str = "\
Example:
  anketa simulate civil-society-survey --interviews 500 --seed 1 --db synthetic.db

The answers respect skips and checks and mean nothing. The same seed gives the same answers. The
file must be new, so that nothing made up is ever mixed with what people said; each interview is
marked as simulated, and reports of them say so on every page. What no interview reached is told.";

/// When the first made-up interview begins, and how far they are apart, in milliseconds.
const BEGINS_MS: i64 = 1_780_000_000_000;
const APART_MS: i64 = 40 * 60 * 1000;

/// What to make up.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// A shipped questionnaire's identifier, or a questionnaire file
    #[arg(value_name = "ID|FILE")]
    questionnaire: String,
    /// How many interviews
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    interviews: u64,
    /// Where chance begins
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// How often which answer is given: `NAME: {ANSWER: WEIGHT}` and `NAME: [LOW, HIGH]` in YAML.
    /// Questions that it does not name are answered at random
    #[arg(long, value_name = "FILE.yaml")]
    answers: Option<PathBuf>,
    /// The data file to make
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
}

/// Makes them up.
pub fn run(options: &Options) -> Result<(), Failure> {
    let (source, _) = shelf::find(&options.questionnaire)?;
    let compiled = compile(&source);
    let (shelved, _) = shelf::shelve(source, compiled, "simulated")?;
    let leanings = match &options.answers {
        Some(path) => leanings(path, &shelved.form)?,
        None => Leanings::new(),
    };
    if options.db.exists() {
        return Err(Failure::new(Kind::DataFile, "there is a file of that name already")
            .at(options.db.display().to_string())
            .advise("name a new file: made-up interviews are never added to others"));
    }
    let mut store = Store::open(&options.db).map_err(|error| of_store(&error))?;
    let mut reached = Reached::default();
    for number in 0..options.interviews {
        let moment = Moment {
            wall_ms: BEGINS_MS + number as i64 * APART_MS,
            offset_minutes: 300,
            mono_ms: 0,
            fresh: options.seed.wrapping_mul(1_000_003).wrapping_add(number),
        };
        let walk = simulated(&shelved.form, moment.fresh, leanings.clone(), moment);
        reached.add(&walk.interview);
        store
            .begin(new_interview_id(), &shelved.source, &shelved.form, &walk.facts)
            .map_err(|error| of_store(&error))?;
    }
    store.checkpoint().map_err(|error| of_store(&error))?;
    let number = options.interviews;
    let s = if number == 1 { "" } else { "s" };
    print(&format!("{number} made-up interview{s} in {}\n", options.db.display()))?;
    print(&reached.missed(&shelved.form))
}

fn leanings(path: &Path, form: &Form) -> Result<Leanings, Failure> {
    let source = shelf::read_plain(path)?;
    let (leanings, problems) = leaning::read(&source, form);
    leanings.ok_or_else(|| {
        Failure::new(Kind::Problem, "the file of answers cannot be used")
            .at(source.name.clone())
            .advise("correct what is listed; nothing was made")
            .explain(render(&source, &problems))
    })
}

/// What was reached by at least one interview.
#[derive(Default)]
struct Reached {
    questions: BTreeSet<NodeId>,
    choices: BTreeSet<(NodeId, String)>,
}

impl Reached {
    fn add(&mut self, interview: &Interview) {
        for place in interview.questions().into_iter().filter(|&place| interview.relevant(place)) {
            self.questions.insert(place.node);
            let chosen = match interview.value(place) {
                Some(Value::Choice(name)) => vec![name],
                Some(Value::Choices(names)) => names,
                _ => Vec::new(),
            };
            self.choices.extend(chosen.into_iter().map(|name| (place.node, name)));
        }
    }

    /// What no interview reached, in words.
    fn missed(&self, form: &Arc<Form>) -> String {
        let (mut questions, mut choices) = (Vec::new(), Vec::new());
        for node in &form.nodes {
            let Some(question) = node.question() else { continue };
            if !self.questions.contains(&node.id) {
                questions.push(node.name.clone());
                continue;
            }
            let asked = matches!(
                question.kind,
                QuestionKind::SelectOne | QuestionKind::SelectMultiple | QuestionKind::Rank
            );
            let Some(Choices::List(list)) = question.choices.filter(|_| asked) else { continue };
            let never = form
                .list(list)
                .choices
                .iter()
                .filter(|choice| !self.choices.contains(&(node.id, choice.name.to_string())));
            choices.extend(never.map(|choice| format!("{}={}", node.name, choice.name)));
        }
        let line = |what: &str, names: &[String]| match names.len() {
            0 => format!("every {what} was reached\n"),
            some => format!("{what}s never reached ({some}): {}\n", names.join(", ")),
        };
        line("question", &questions) + &line("choice", &choices)
    }
}
