//! The interview on a form made by hand, without any expression: rows, answers, route, undo.

use std::sync::Arc;

use anketa::form::node::{Count, Group, Kind, Node, Question, QuestionKind, Roster};
use anketa::form::wording::Wording;
use anketa::form::{Form, Language, Parts};
use anketa::interview::command::Command;
use anketa::interview::refusal::Refusal;
use anketa::interview::{Interview, Stop};
use anketa::moment::Moment;
use anketa::place::{NodeId, Place};
use anketa::value::{Special, Value};

fn node(id: u32, name: &str, parent: u32, roster: Option<u32>, kind: Kind) -> Node {
    Node {
        id: NodeId(id),
        name: name.to_owned(),
        parent: (id > 0).then_some(NodeId(parent)),
        children: Vec::new(),
        roster: roster.map(NodeId),
        roster_depth: u8::from(roster.is_some()),
        kind,
        label: Wording::default(),
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
        line: 0,
    }
}

fn question(kind: QuestionKind) -> Kind {
    Kind::Question(Box::new(Question {
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
        special: vec![Special::Refused],
        probes: Vec::new(),
        source: Default::default(),
        pii: false,
        sealed: false,
    }))
}

/// `age`, an open roster `child` with `name`, then `note`.
fn begun() -> Interview {
    let text = QuestionKind::Text { multiline: false };
    let mut nodes = vec![
        node(0, "root", 0, None, Kind::Group(Group::default())),
        node(1, "age", 0, None, question(QuestionKind::Integer)),
        node(2, "child", 0, None, Kind::Roster(Roster { count: Count::Open })),
        node(3, "name", 2, Some(2), question(text)),
        node(4, "note", 0, None, question(QuestionKind::Note)),
    ];
    nodes[0].children = vec![NodeId(1), NodeId(2), NodeId(4)];
    nodes[2].children = vec![NodeId(3)];
    let languages = vec![Language { code: "en".into(), name: "English".into(), draft: false }];
    let parts = Parts { id: "form".into(), nodes, languages, ..Parts::default() };
    let form = Form::assemble(parts).expect("nothing depends on anything");
    let mut interview = Interview::new(Arc::new(form), Vec::new());
    interview.apply(&Interview::started("case", "en", Vec::new(), moment(0)));
    interview
}

fn moment(fresh: u64) -> Moment {
    Moment { fresh, ..Moment::default() }
}

fn act(interview: &mut Interview, command: &Command) -> Result<(), Refusal> {
    let fresh = interview.fact_count() as u64 * 1000;
    for fact in interview.decide(command, moment(fresh))? {
        interview.apply(&fact);
    }
    Ok(())
}

fn answer(interview: &mut Interview, path: &str, value: Value) -> Result<(), Refusal> {
    let place = interview.place_at(path).unwrap_or(Place::ROOT);
    act(interview, &Command::Answer { place, value, reason: None })
}

/// Everything in words: each place with its value.
fn contents(interview: &Interview) -> Vec<String> {
    let word = |place| {
        let value = interview.value(place).map_or(String::new(), |value| value.to_string());
        format!("{}={value}", interview.path(place))
    };
    interview.places().into_iter().map(word).collect()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn the_route_goes_through_rows_and_back() {
    let mut interview = begun();
    let roster = interview.place_at("child").expect("the form has it");
    act(&mut interview, &Command::AddRow { roster, before: None }).expect("open");
    let mut stops = vec![interview.first_stop()];
    while let Some(&last) = stops.last().filter(|&&last| last != Stop::End) {
        stops.push(interview.next_stop(last));
    }
    let words: Vec<String> = stops
        .iter()
        .map(|stop| match stop {
            Stop::Question(place) | Stop::Battery(place) => interview.path(*place),
            Stop::AddRow(place) => format!("+{}", interview.path(*place)),
            Stop::End => String::new(),
        })
        .collect();
    assert_eq!(words, ["age", "child[1]/name", "child[2]/name", "+child", "note", ""]);
    for pair in stops.windows(2) {
        assert_eq!(interview.previous_stop(pair[1]), Some(pair[0]));
    }
}

#[test]
fn wrong_answers_are_refused_and_leave_nothing() {
    let mut interview = begun();
    let place = interview.place_at("age").expect("the form has it");
    let before = interview.clone();
    assert_eq!(answer(&mut interview, "age", text("x")), Err(Refusal::WrongKind { place }));
    assert_eq!(
        answer(&mut interview, "age", Value::Special(Special::DontKnow)),
        Err(Refusal::SpecialClosed { place })
    );
    assert!(interview == before);
    assert_eq!(answer(&mut interview, "age", Value::Special(Special::Refused)), Ok(()));
    assert_eq!(interview.progress(), (1, 2));
}

#[test]
fn rows_move_go_and_come_back_with_what_they_hold() {
    let mut interview = begun();
    let roster = interview.place_at("child").expect("the form has it");
    answer(&mut interview, "child[1]/name", text("Aru")).expect("text");
    act(&mut interview, &Command::AddRow { roster, before: Some(0) }).expect("open");
    answer(&mut interview, "child[1]/name", text("Dana")).expect("text");
    let row = interview.rows(roster)[0];
    act(&mut interview, &Command::MoveRow { row, to: 1 }).expect("open");
    assert_eq!(contents(&interview), ["age=", "child[1]/name=Aru", "child[2]/name=Dana"]);
    act(&mut interview, &Command::RemoveRow { row }).expect("open");
    assert_eq!(contents(&interview), ["age=", "child[1]/name=Aru"]);
    assert_eq!(interview.progress(), (1, 2));
    act(&mut interview, &Command::Undo).expect("removed");
    assert_eq!(contents(&interview), ["age=", "child[1]/name=Aru", "child[2]/name=Dana"]);
    for _ in 0..4 {
        act(&mut interview, &Command::Undo).expect("four steps before");
    }
    assert_eq!(contents(&interview), ["age=", "child[1]/name="]);
    assert_eq!(act(&mut interview, &Command::Undo), Err(Refusal::NothingToUndo));
    for _ in 0..5 {
        act(&mut interview, &Command::Redo).expect("five steps undone");
    }
    assert_eq!(contents(&interview), ["age=", "child[1]/name=Aru"]);
}
