//! The shipped questionnaires: they compile without a word, say everything in every language, hold
//! what their instruments ask for, and can be walked from the first question to the end.

use std::collections::BTreeSet;

use anketa::compile::source::Source;
use anketa::compile::{compile, render};
use anketa::form::Form;
use anketa::form::node::{Kind, Node, Question, QuestionKind};
use anketa::form::wording::{Part, Template, Wording};
use anketa::place::NodeId;

const SURVEY: (&str, &str) =
    ("civil-society-survey.yaml", include_str!("../questionnaires/civil-society-survey.yaml"));
const INTERVIEW: (&str, &str) =
    ("activist-interview.yaml", include_str!("../questionnaires/activist-interview.yaml"));
const TOUR: (&str, &str) = ("tour.yaml", include_str!("../questionnaires/tour.yaml"));
const TRAINING: (&str, &str) = ("training.yaml", include_str!("../questionnaires/training.yaml"));
const SHIPPED: [(&str, &str); 4] = [SURVEY, INTERVIEW, TOUR, TRAINING];

/// The form of a shipped questionnaire, which has neither errors nor warnings.
fn form((name, text): (&str, &str)) -> Form {
    let source = Source { name: name.to_owned(), bytes: text.into(), attached: Vec::new() };
    let compiled = compile(&source);
    let report = render(&source, &compiled.diagnostics);
    assert!(compiled.diagnostics.is_empty(), "{report}");
    compiled.form.expect("a questionnaire without errors gives a form")
}

/// Every text of a form with the place it stands at.
fn wordings(form: &Form) -> Vec<(String, &Wording)> {
    let mut all = vec![("title".to_owned(), &form.title)];
    for node in &form.nodes {
        let own = [&node.label, &node.hint, &node.guidance, &node.instruction, &node.short];
        all.extend(own.into_iter().map(|wording| (node.name.clone(), wording)));
        if let Some(question) = node.question() {
            all.push((node.name.clone(), &question.required_message));
            for check in &question.checks {
                all.push((format!("a check of {}", node.name), &check.message));
            }
            for probe in &question.probes {
                all.push((format!("{} of {}", probe.name, node.name), &probe.label));
            }
        }
    }
    for list in &form.lists {
        for choice in &list.choices {
            all.push((format!("{} of {}", choice.name, list.name), &choice.label));
        }
    }
    all
}

/// What a template says, with `…` for what is filled in.
fn words(template: &Template) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.to_string(),
        Part::Value(_) => "…".to_owned(),
    };
    template.parts.iter().map(part).collect()
}

fn sections(form: &Form) -> Vec<&str> {
    let children = &form.node(NodeId::ROOT).children;
    let groups = children.iter().map(|&id| form.node(id));
    groups
        .filter(|node| matches!(node.kind, Kind::Group(_)))
        .map(|node| node.name.as_str())
        .collect()
}

fn numbers(form: &Form) -> Vec<u32> {
    let numbers = form.nodes.iter().filter_map(|node| node.number.as_deref());
    numbers.map(|number| number.parse().expect("the shipped numbers are whole numbers")).collect()
}

fn named<'form>(form: &'form Form, name: &str) -> &'form Node {
    match form.named(name) {
        [id] => form.node(*id),
        found => panic!("{name}: {} nodes", found.len()),
    }
}

#[test]
fn every_questionnaire_says_everything_in_every_language() {
    for questionnaire in SHIPPED {
        let form = form(questionnaire);
        let languages: Vec<&str> = form.languages.iter().map(|known| known.code.as_str()).collect();
        assert_eq!(languages, ["en", "ru", "kk"]);
        let drafts: Vec<bool> = form.languages.iter().map(|known| known.draft).collect();
        assert_eq!(drafts, [false, true, true]);
        for (place, wording) in wordings(&form) {
            if wording.is_empty() {
                continue;
            }
            let missing = wording.by_language.iter().filter(|text| text.is_none()).count();
            assert_eq!(
                (missing, wording.by_language.len()),
                (0, 3),
                "{}: {place}",
                questionnaire.0
            );
        }
    }
}

#[test]
fn russian_and_kazakh_keep_their_own_quotation_marks_and_dashes() {
    for questionnaire in SHIPPED {
        let form = form(questionnaire);
        for (place, wording) in wordings(&form) {
            for text in wording.by_language.iter().skip(1).flatten().map(words) {
                let foreign = ["\"", "“", "”", " - ", "--", "..."];
                let found = foreign.iter().find(|sign| text.contains(**sign));
                assert_eq!(found, None, "{}: {place}: {text}", questionnaire.0);
                assert_eq!(text.matches('«').count(), text.matches('»').count(), "{text}");
            }
        }
    }
}

#[test]
fn whatever_is_asked_has_words_and_every_check_says_what_is_wrong() {
    for questionnaire in SHIPPED {
        let form = form(questionnaire);
        for node in &form.nodes {
            let Some(question) = node.question() else { continue };
            assert!(!question.kind.is_shown() || !node.label.is_empty(), "{}", node.name);
            for check in &question.checks {
                assert!(!check.message.is_empty(), "{}: a check of {}", questionnaire.0, node.name);
            }
        }
    }
}

/// What is in brackets is not read aloud: it is an instruction of its own. The forms of Russian
/// verbs, `сделал(а)`, are no such brackets.
#[test]
fn what_the_survey_reads_aloud_instructs_nobody() {
    let form = form(SURVEY);
    for node in form.nodes.iter().filter(|node| node.question().is_some()) {
        for language in 0..form.languages.len() {
            let Some((label, _)) = node.label.in_language(language) else { continue };
            let label = words(label);
            assert!(!format!(" {label}").contains(" ("), "{}: {label}", node.name);
        }
    }
}

#[test]
fn the_survey_has_13_sections_and_42_numbered_questions() {
    let form = form(SURVEY);
    let expected = [
        "cover",
        "consent",
        "household",
        "about_you",
        "knowledge",
        "information",
        "taking_part",
        "trusting",
        "obstacles",
        "worries",
        "helping",
        "close",
        "observations",
    ];
    assert_eq!(sections(&form), expected);
    assert_eq!(numbers(&form), (1..=42).collect::<Vec<u32>>());
}

#[test]
fn the_survey_has_the_kish_tables_as_published() {
    let form = form(SURVEY);
    let table = form.table_named("kish").expect("the list of Kish tables");
    let column = |name: &str| table.column(name).expect("a column of the Kish tables");
    let (name, lines) = (column("name"), column("lines"));
    let cell = |row, column| table.cell(row, column).expect("a cell of the Kish tables");
    let rows: Vec<(&str, &str)> =
        (0..table.height()).map(|row| (cell(row, name), cell(row, lines))).collect();
    let published = [
        ("A", "111111"),
        ("B1", "111122"),
        ("B2", "111222"),
        ("C", "112233"),
        ("D", "122344"),
        ("E1", "123335"),
        ("E2", "123455"),
        ("F", "123456"),
    ];
    assert_eq!(rows, published);
}

#[test]
fn the_survey_keeps_names_and_numbers_of_people_apart() {
    let form = form(SURVEY);
    let personal = |node: &&Node| node.question().is_some_and(|question| question.pii);
    let names: Vec<&str> =
        form.nodes.iter().filter(personal).map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["m_name", "sel_name", "phone"]);
}

#[test]
fn the_battery_of_factors_and_their_ranking_show_one_order() {
    let form = form(SURVEY);
    let (battery, ranking) = (named(&form, "factor"), named(&form, "factor_top"));
    let rows: Vec<&str> = battery.children.iter().map(|&id| form.node(id).name.as_str()).collect();
    let list = form.list_named("factor_items").expect("the list of factors");
    let choices: Vec<&str> = list.choices.iter().map(|choice| choice.name.as_ref()).collect();
    assert_eq!(rows, choices);
    let key = |node: &Node| node.random.as_ref().map(|random| random.key.clone());
    assert_eq!(key(battery), key(ranking));
}

#[test]
fn the_interview_guide_has_19_open_questions() {
    let form = form(INTERVIEW);
    assert_eq!(sections(&form), ["setting_up", "consent", "questions", "after"]);
    assert_eq!(numbers(&form), (1..=19).collect::<Vec<u32>>());
    let open = |question: &&Question| question.kind == QuestionKind::Text { multiline: true };
    let questions = named(&form, "questions").children.iter();
    let asked: Vec<&Question> = questions.filter_map(|&id| form.node(id).question()).collect();
    assert_eq!(asked.iter().copied().filter(|question| open(question)).count(), 19);
    assert_eq!(asked.iter().map(|question| question.probes.len()).sum::<usize>(), 25);
}

#[test]
fn the_tour_asks_with_every_type_of_question() {
    let form = form(TOUR);
    let kinds: BTreeSet<String> = form
        .nodes
        .iter()
        .filter_map(Node::question)
        .map(|question| match &question.kind {
            QuestionKind::Range { .. } => "Range".to_owned(),
            kind => format!("{kind:?}"),
        })
        .collect();
    let expected = [
        "Acknowledge",
        "Barcode",
        "Calculate",
        "Date",
        "DateTime",
        "Decimal",
        "File(\"audio\")",
        "File(\"file\")",
        "File(\"image\")",
        "File(\"video\")",
        "Geopoint",
        "Geoshape",
        "Geotrace",
        "Hidden",
        "Integer",
        "Meta(\"caseid\")",
        "Meta(\"end\")",
        "Meta(\"start\")",
        "Meta(\"today\")",
        "Note",
        "Range",
        "Rank",
        "SelectMultiple",
        "SelectOne",
        "Text { multiline: false }",
        "Text { multiline: true }",
        "Time",
    ];
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<&str>>(), expected);
    assert_eq!(form.nodes.iter().map(|node| node.roster_depth).max(), Some(3));
}
