//! A good questionnaire becomes the form that it describes; any bytes at all become diagnostics.

use anketa::compile::source::Source;
use anketa::compile::{Compiled, attachments, compile, render, render_json, render_lines};
use anketa::form::Form;
use anketa::form::node::{
    CheckSeverity, Choices, Count, Kind, Node, Preset, Question, QuestionKind,
};
use anketa::form::wording::Part;
use anketa::value::Special;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

const GOOD: &str = r#"
anketa: 1
id: household
version: 01
title: {en: Household, ru: Домохозяйство}
languages: {en: English, ru: {name: Русский, draft: yes}}
special: [refused, dont_know]
instance_name: concat('Household ', ${size})
choices:
  yes_no:
    - {name: yes, label: {en: "Yes", ru: Да}}
    - {name: no, label: {en: "No", ru: Нет}, exclusive: yes}
  towns: {file: towns.csv, name: code}
tables:
  prices: prices.csv
settings: {style: pages}
x-author: somebody
survey:
  - {type: start}
  - group: cover
    label: {en: Cover, ru: Обложка}
    special: none
    pii: yes
    items:
      - name: agree
        type: select_one yes_no or_other
        number: 1
        label: {en: Do you agree?, ru: Вы согласны?}
        required: yes
        required_message: {en: Please say, ru: Скажите}
      - name: size
        type: integer
        label: {en: How many?, ru: Сколько?}
        instruction: {en: Count children too, ru: Считайте и детей}
        constraint: . > 0
        constraint_message: {en: At least one, ru: Хотя бы один}
        warning: . < 15
        checks:
          - soft: . < 10
            message: {en: So many?, ru: Так много?}
        default: 1
  - repeat: member
    label: {all: "${m_name}"}
    repeat_count: ${size}
    items:
      - name: m_name
        type: text
        label: {en: Name, ru: Имя}
        special: [not_applicable]
      - name: m_age
        type: int
        label: {en: "${m_name}: age", ru: "${m_name}: возраст"}
        relevant: ${m_name} != ''
      - repeat: job
        label: {en: Job, ru: Работа}
        repeat_count: 2
        items:
          - {name: j_what, type: text, appearance: multiline w2, label: {en: What?, ru: Что?}}
  - name: head
    type: select_one ${m_name}
    label: {en: Who is the head?, ru: Кто главный?}
  - group: trust
    label: {en: How far do you trust, ru: Насколько Вы доверяете}
    battery: yes_no
    required: yes
    random: {last: tr_ngo, first_half: tr_gov}
    rows:
      - {name: tr_gov, label: {en: government, ru: власти}}
      - {name: tr_ngo, label: {en: organisations, ru: организациям}, special: [dont_know]}
  - {name: town, type: select_one towns, label: {en: Town, ru: Город}, choice_filter: "region = ${region}"}
  - {name: region, type: hidden, default: n}
  - {name: scale, type: range, parameters: start=0 end=5 step=0.5, label: {en: Scale, ru: Шкала}}
  - name: total
    type: calculate
    calculation: ${size} * 2
    trigger: ${size}, scale
  - {name: off, type: nonsense, disabled: yes}
"#;

fn source() -> Source {
    let towns = "code,label,label::ru,region\na,Aktau,Актау,w\nb,Almaty,Алматы,s\n";
    Source {
        name: "good.yaml".to_owned(),
        bytes: GOOD.as_bytes().to_vec(),
        attached: vec![
            ("towns.csv".to_owned(), towns.as_bytes().to_vec()),
            ("prices.csv".to_owned(), b"\xef\xbb\xbfitem;price\nbread;120\n".to_vec()),
        ],
    }
}

fn good() -> Form {
    let source = source();
    let Compiled { form, diagnostics } = compile(&source);
    assert_eq!(render_lines(&diagnostics), "");
    form.expect("a questionnaire without errors becomes a form")
}

fn node<'f>(form: &'f Form, path: &str) -> &'f Node {
    form.node(form.node_at(path).unwrap_or_else(|| panic!("{path} is there")))
}

fn question<'f>(form: &'f Form, path: &str) -> &'f Question {
    node(form, path).question().unwrap_or_else(|| panic!("{path} is a question"))
}

#[test]
fn the_files_it_names_are_known_before_it_is_compiled() {
    assert_eq!(attachments(&source()), ["towns.csv", "prices.csv"]);
}

#[test]
fn the_head_of_a_questionnaire_is_read() {
    let form = good();
    assert_eq!((form.id.as_str(), form.version.as_str()), ("household", "01"));
    let languages: Vec<(&str, &str, bool)> = form
        .languages
        .iter()
        .map(|language| (language.code.as_str(), language.name.as_str(), language.draft))
        .collect();
    assert_eq!(languages, [("en", "English", false), ("ru", "Русский", true)]);
    assert_eq!(form.settings.get("style").map(String::as_str), Some("pages"));
    assert_eq!(form.settings.get("x-author").map(String::as_str), Some("somebody"));
    assert!(form.instance_name.is_some());
}

#[test]
fn names_stand_in_the_order_written() {
    let form = good();
    let names: Vec<&str> = form.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "data",
            "start",
            "cover",
            "agree",
            "agree_other",
            "size",
            "member",
            "m_name",
            "m_age",
            "job",
            "j_what",
            "head",
            "trust",
            "tr_gov",
            "tr_ngo",
            "town",
            "region",
            "scale",
            "total"
        ]
    );
    let inner = node(&form, "member/job/j_what");
    assert_eq!(
        (inner.roster_depth, inner.parent.map(|id| form.node(id).name.as_str())),
        (2, Some("job"))
    );
    assert!(inner.looks("w2"));
    assert_eq!(question(&form, "member/job/j_what").kind, QuestionKind::Text { multiline: true });
}

#[test]
fn questions_are_read_with_all_that_is_said_of_them() {
    let form = good();
    let agree = question(&form, "cover/agree");
    assert!(agree.required.is_some() && agree.pii && agree.special.is_empty());
    assert_eq!(node(&form, "cover/agree").number.as_deref(), Some("1"));
    let size = question(&form, "cover/size");
    let severities: Vec<CheckSeverity> = size.checks.iter().map(|check| check.severity).collect();
    assert_eq!(severities, [CheckSeverity::Hard, CheckSeverity::Soft, CheckSeverity::Soft]);
    assert_eq!(size.default, Some(Preset::Static("1".to_owned())));
    assert_eq!(question(&form, "member/m_name").special, [Special::NotApplicable]);
    assert_eq!(question(&form, "member/m_age").special, [Special::DontKnow, Special::Refused]);
    let scale = QuestionKind::Range { start: 0.0, end: 5.0, step: 0.5 };
    assert_eq!(question(&form, "scale").kind, scale);
    let total = question(&form, "total");
    let triggers: Vec<&str> =
        total.triggers.iter().map(|&id| form.node(id).name.as_str()).collect();
    assert_eq!(triggers, ["size", "scale"]);
}

#[test]
fn choices_come_from_lists_files_and_rosters() {
    let form = good();
    let list = form.list_named("yes_no").expect("the list is there");
    let names: Vec<(&str, bool)> =
        list.choices.iter().map(|choice| (choice.name.as_ref(), choice.exclusive)).collect();
    assert_eq!(names, [("yes", false), ("no", true), ("other", false)]);
    let towns = form.list_named("towns").expect("the list is there");
    let (label, fallback) = towns.choices[1].label.in_language(1).expect("it has a label");
    assert_eq!((&label.parts[..], fallback), (&[Part::Text("Алматы".into())][..], false));
    assert_eq!(form.tables[towns.table].columns, ["name", "label", "region"]);
    assert!(question(&form, "town").choice_filter.is_some());
    let m_name = form.node_at("member/m_name").expect("the question is there");
    let rows = Choices::Rows { label: m_name, name: m_name };
    assert_eq!(question(&form, "head").choices, Some(rows));
    let prices = form.table_named("prices").expect("the table is there");
    assert_eq!(prices.row(0).collect::<Vec<_>>(), ["bread", "120"]);
}

#[test]
fn groups_and_rosters_are_read() {
    let form = good();
    let Kind::Roster(member) = &node(&form, "member").kind else { panic!("a roster") };
    assert!(matches!(member.count, Count::Expression(_)));
    let Kind::Roster(job) = &node(&form, "member/job").kind else { panic!("a roster") };
    assert_eq!(job.count, Count::Fixed(2));
    let Kind::Group(trust) = &node(&form, "trust").kind else { panic!("a group") };
    assert!(trust.battery);
    let random = node(&form, "trust").random.as_ref().expect("an order");
    assert_eq!((random.key.as_str(), &random.last[..]), ("trust", &["tr_ngo".to_owned()][..]));
    let row = question(&form, "trust/tr_ngo");
    assert!(row.required.is_some() && row.special == [Special::DontKnow]);
}

#[test]
fn references_in_wordings_are_bound() {
    let form = good();
    let (template, _) = node(&form, "member/m_age").label.in_language(1).expect("a label");
    let [Part::Value(rule), Part::Text(text)] = &template.parts[..] else {
        panic!("a reference and a text: {template:?}");
    };
    assert_eq!(text.as_ref(), ": возраст");
    assert_eq!(form.rule(*rule).references[0].target, form.named("m_name")[0]);
}

#[test]
fn values_that_other_readers_of_yaml_change_stay_text() {
    let yaml = "anketa: 1\nid: t\nversion: 1.10\ntitle: T\nchoices:\n  l:\n    - {name: no, v: 1e3}\n    \
                - {name: 010, v: 0x1F}\n    - {name: y, v: 12:30}\n    - {name: Off, v: 1_000}\n\
                survey:\n  - {name: q, type: select_one l, label: Q}\n";
    let source = Source { name: "t".into(), bytes: yaml.into(), attached: Vec::new() };
    let Compiled { form, diagnostics } = compile(&source);
    assert_eq!(render_lines(&diagnostics), "");
    let form = form.expect("no errors");
    assert_eq!(form.version, "1.10");
    let table = &form.tables[0];
    let rows: Vec<Vec<&str>> = (0..table.height()).map(|row| table.row(row).collect()).collect();
    assert_eq!(
        rows,
        [["no", "no", "1e3"], ["010", "010", "0x1F"], ["y", "y", "12:30"], ["Off", "Off", "1_000"]]
    );
}

/// Compiles whatever it is given and shows what there is to say, in every form.
fn survives(bytes: Vec<u8>) {
    let mut source = source();
    source.bytes = bytes;
    let compiled = compile(&source);
    let errors = compiled.diagnostics.iter().any(|diagnostic| diagnostic.code.starts_with('E'));
    assert_eq!(compiled.form.is_none(), errors, "no form if and only if there are errors");
    let excerpts = render(&source, &compiled.diagnostics);
    assert_eq!(excerpts.is_empty(), compiled.diagnostics.is_empty());
    assert!(!excerpts.contains('\u{1b}'), "nothing in a report can write to a terminal");
    let json = render_json(&compiled.diagnostics);
    assert_eq!(json.lines().count(), compiled.diagnostics.len());
    for line in json.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survives(bytes);
    }

    #[test]
    fn any_text_is_survived(text in "\\PC*") {
        survives(text.into_bytes());
    }

    /// A good questionnaire with a piece cut out and another put in somewhere else.
    #[test]
    fn damaged_questionnaires_are_survived(
        cut in 0..GOOD.len(),
        length in 0..60usize,
        to in 0..GOOD.len(),
        put in "[\\-:{}\\[\\]\"'#&*!|>$ \n\ta-z0-9]{0,6}",
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        let piece: Vec<u8> = bytes.drain(cut..(cut + length).min(GOOD.len())).collect();
        let at = to.min(bytes.len());
        bytes.splice(at..at, piece.into_iter().chain(put.into_bytes()));
        survives(bytes);
    }
}
