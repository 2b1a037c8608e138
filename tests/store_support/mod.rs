//! A small questionnaire made by hand, and interviews with it, for the tests of the data file.
#![allow(dead_code, reason = "each test program uses its own part of it")]

use std::path::PathBuf;
use std::sync::Arc;

use anketa::compile::source::Source;
use anketa::form::node::{
    Choice, Choices, Count, Group, Kind, Node, Question, QuestionKind, Roster,
};
use anketa::form::wording::{Template, Wording};
use anketa::form::{ChoiceList, Form, Language, ListId, Parts};
use anketa::id::InterviewId;
use anketa::interview::fact::{Fact, What};
use anketa::moment::Moment;
use anketa::place::{Address, NodeId, RowId};
use anketa::value::{Special, Value};

/// A folder for one test, empty.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("store-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the folder for tests can be written to");
    folder
}

/// A text in English and Russian.
pub fn words(english: &str, russian: &str) -> Wording {
    let template = |text: &str| Some(Template::plain(text));
    Wording { by_language: vec![template(english), template(russian)] }
}

fn node(id: u32, name: &str, parent: Option<u32>, kind: Kind) -> Node {
    Node {
        id: NodeId(id),
        name: name.to_owned(),
        parent: parent.map(NodeId),
        children: Vec::new(),
        roster: None,
        roster_depth: 0,
        kind,
        label: words(&format!("Label of {name}"), &format!("Вопрос {name}")),
        hint: Wording::default(),
        guidance: Wording::default(),
        instruction: Wording::default(),
        short: Wording::default(),
        number: None,
        relevant: None,
        random: None,
        appearance: Vec::new(),
        parameters: Default::default(),
        media: Default::default(),
        extra: Default::default(),
        line: id,
    }
}

/// A question without anything beside its kind.
pub fn question(kind: QuestionKind) -> Question {
    Question {
        kind,
        required: None,
        required_message: Wording::default(),
        read_only: None,
        calculation: None,
        triggers: Vec::new(),
        default: None,
        checks: Vec::new(),
        choices: None,
        choice_filter: None,
        choose_max: None,
        special: Special::ALL.to_vec(),
        probes: Vec::new(),
        source: Default::default(),
        pii: false,
        sealed: false,
    }
}

fn choice(name: &str, english: &str, russian: &str) -> Choice {
    let label = words(english, russian);
    Choice { name: name.into(), label, exclusive: false, media: Default::default() }
}

/// The questionnaire: `about/age`, `about/sex`, `about/phone` (private), `about/sources`
/// (several), `member` (open roster) with `name` and inside it `job` (counted roster) with
/// `title`.
pub fn form() -> Arc<Form> {
    let simple = |kind| Kind::Question(Box::new(question(kind)));
    let listed = |kind, list| {
        let choices = Some(Choices::List(ListId(list)));
        Kind::Question(Box::new(Question { choices, ..question(kind) }))
    };
    let private = Kind::Question(Box::new(Question {
        pii: true,
        ..question(QuestionKind::Text { multiline: false })
    }));
    let text = || QuestionKind::Text { multiline: false };
    let mut nodes = vec![
        node(0, "", None, Kind::Group(Group::default())),
        node(1, "about", Some(0), Kind::Group(Group::default())),
        node(2, "age", Some(1), simple(QuestionKind::Integer)),
        node(3, "sex", Some(1), listed(QuestionKind::SelectOne, 0)),
        node(4, "phone", Some(1), private),
        node(5, "sources", Some(1), listed(QuestionKind::SelectMultiple, 1)),
        node(6, "member", Some(0), Kind::Roster(Roster { count: Count::Open })),
        node(7, "name", Some(6), simple(text())),
        node(8, "job", Some(6), Kind::Roster(Roster { count: Count::Fixed(2) })),
        node(9, "title", Some(8), simple(text())),
    ];
    for at in 1..nodes.len() {
        let parent = nodes[at].parent.expect("every node but the root stands in one");
        nodes[parent.index()].children.push(NodeId(at as u32));
        let around = &nodes[parent.index()];
        let is_roster = matches!(around.kind, Kind::Roster(_));
        let roster = if is_roster { Some(parent) } else { around.roster };
        let depth = around.roster_depth + u8::from(is_roster);
        nodes[at].roster = roster;
        nodes[at].roster_depth = depth;
    }
    let sex = vec![choice("f", "Female", "Женский"), choice("m", "Male", "Мужской")];
    let sources =
        vec![choice("tv", "Television", "Телевидение"), choice("net", "Internet", "Сеть")];
    let list = |name: &str, choices| ChoiceList { name: name.to_owned(), choices, table: 0 };
    let language = |code: &str| Language { code: code.into(), name: code.into(), draft: false };
    let parts = Parts {
        id: "household".into(),
        version: "2026-11".into(),
        title: words("Household", "Домохозяйство"),
        languages: vec![language("en"), language("ru")],
        nodes,
        lists: vec![list("sex", sex), list("sources", sources)],
        ..Parts::default()
    };
    Arc::new(Form::assemble(parts).expect("nothing in it hangs on anything"))
}

/// What the questionnaire was made of, as far as the store can tell.
pub fn source() -> Source {
    let attached = vec![("regions.csv".to_owned(), b"name,label\n".to_vec())];
    Source { name: "household.yaml".into(), bytes: b"anketa: 1\n".to_vec(), attached }
}

/// The address of a node by its path and the identities of its rows.
pub fn at(form: &Form, path: &str, rows: &[u64]) -> Address {
    let node = form.node_at(path).expect("the form has the node");
    Address { node, rows: rows.iter().map(|&row| RowId(row)).collect() }
}

/// Facts one step each, one second apart.
pub fn facts(whats: Vec<What>) -> Vec<Fact> {
    let fact = |(at, what)| Fact { step: at as u32 + 1, moment: moment(at as u64), what };
    whats.into_iter().enumerate().map(fact).collect()
}

/// A moment so many seconds after the beginning.
pub fn moment(second: u64) -> Moment {
    Moment {
        wall_ms: 1_781_500_000_123 + second as i64 * 1000,
        offset_minutes: 300,
        mono_ms: second * 1000,
        fresh: u64::MAX - second,
    }
}

/// The beginning of an interview.
pub fn started(case: &str) -> What {
    let properties = vec![("deviceid".to_owned(), "d\"1\n".to_owned())];
    What::Started { case: case.into(), language: "ru".into(), properties }
}

/// An answer.
pub fn answered(form: &Form, path: &str, rows: &[u64], value: Value) -> What {
    What::Answered { at: at(form, path, rows), value }
}

/// Text as an answer.
pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// An interview identity that ends in a number.
pub fn id(number: u8) -> InterviewId {
    let mut bytes = [7; 16];
    bytes[15] = number;
    InterviewId(bytes)
}
