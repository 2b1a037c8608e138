//! Data files to test with.

use std::path::Path;
use std::sync::Arc;

use anketa::compile::compile;
use anketa::file::read_source;
use anketa::id::InterviewId;
use anketa::interview::command::Command;
use anketa::interview::{Interview, Stop};
use anketa::moment::Moment;
use anketa::store::Store;
use anketa::value::Value;

use super::folder::Folder;

/// 15 June 2026, 10:00 in Almaty.
const START_MS: i64 = 1_781_499_600_000;

/// The n-th moment of a day without chance.
pub fn moment(nth: u64) -> Moment {
    let wall_ms = START_MS + i64::try_from(nth).unwrap_or(0) * 1000;
    Moment { wall_ms, offset_minutes: 300, mono_ms: nth * 1000, fresh: nth }
}

/// Copies files into a folder and makes a data file `interviews.db` there: one interview with
/// `good.yaml` that is finished, and one that is not. Gives it while it is still open.
pub fn prepare(folder: &Folder, files: &Path) -> Store {
    for entry in std::fs::read_dir(files).expect("the files are there") {
        let from = entry.expect("the entry can be read").path();
        let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
        std::fs::copy(&from, folder.path(&name)).expect("a file can be copied");
    }
    let mut store = Store::open(&folder.path("interviews.db")).expect("a new data file");
    let source = read_source(&folder.path("good.yaml")).expect("it can be read");
    let form = Arc::new(compile(&source).form.expect("it is good"));
    let mut nth = 0;
    for (last_byte, answers) in [(1, vec!["Айгүл", "34"]), (2, vec!["Петров; DROP TABLE"])]
    {
        let id =
            InterviewId([1, 0x98, 0xc2, 0xa0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, last_byte]);
        let mut interview = Interview::new(Arc::clone(&form), Vec::new());
        let mut next = || {
            nth += 1;
            moment(nth)
        };
        let case = format!("case {last_byte}");
        let first = Interview::started(&case, "en", Vec::new(), next());
        interview.apply(&first);
        store.begin(id, &source, &form, &[first]).expect("it begins");
        let mut commands: Vec<Command> = Vec::new();
        let mut stop = interview.first_stop();
        for text in &answers {
            let Stop::Question(place) = stop else { break };
            let value = text.parse().map_or(Value::Text((*text).into()), Value::Integer);
            commands.push(Command::Answer { place, value, reason: None });
            stop = interview.next_stop(stop);
        }
        if answers.len() == 2 {
            commands.push(Command::Complete { reasons: Vec::new() });
        }
        for command in commands {
            let facts = interview.decide(&command, next()).expect("nothing is wrong with it");
            store.append(id, &form, &facts).expect("it is stored");
            facts.iter().for_each(|fact| interview.apply(fact));
        }
    }
    store
}
