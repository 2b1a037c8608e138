//! XLSForms: a workbook, a Markdown table and CSV files of one questionnaire give the same form;
//! real workbooks are read as the tables beside them say.

#![allow(clippy::disallowed_methods, reason = "tests read their files")]

use std::path::Path;

use anketa::compile::source::Source;
use anketa::compile::{attachments, compile, render_lines};
use anketa::form::Form;

fn form(name: &str, bytes: &[u8], attached: &[(&str, &str)]) -> Form {
    let attached =
        attached.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    let source =
        Source { name: name.to_owned(), bytes: bytes.to_vec(), attached: attached.collect() };
    let compiled = compile(&source);
    compiled.form.unwrap_or_else(|| panic!("{}", render_lines(&compiled.diagnostics)))
}

/// What tells one form from another: its nodes with their types and words.
fn outline(form: &Form) -> Vec<String> {
    let node = |node: &anketa::form::node::Node| {
        format!("{} {:?} {:?} {:?}", node.name, node.parent, node.kind, node.label)
    };
    form.nodes.iter().map(node).collect()
}

#[test]
fn a_real_workbook_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xlsform/attribute-columns.xlsx");
    let bytes = std::fs::read(path).expect("the workbook is there");
    let form = form("attribute-columns.xlsx", &bytes, &[]);
    let languages: Vec<&str> = form.languages.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(languages, ["default", "english", "chinese"]);
    assert_eq!(form.id, "Spec test");
    let questions = form.nodes.iter().filter_map(|node| node.question());
    assert_eq!(questions.filter(|question| question.kind.is_answerable()).count(), 27);
}

const MARKDOWN: &str = "
| survey   |
|          | type           | name | label::English (en) | label::Қазақша (kk) | relevant  |
|          | select_one yn  | a    | Ready?              | Дайынсыз ба?        |           |
|          | integer        | b    | How many?           | Қанша?              | ${a}='y'  |
| choices  |
|          | list_name | name | label::English (en) | label::Қазақша (kk) |
|          | yn        | y    | Yes                 | Иә                  |
|          | yn        | n    | No                  | Жоқ                 |
| settings |
|          | form_title | form_id | default_language |
|          | Readiness  | ready   | English (en)     |
";

const SECTIONS: &str = "survey,,,,,
,type,name,label::English (en),label::Қазақша (kk),relevant
,select_one yn,a,Ready?,Дайынсыз ба?,
,integer,b,How many?,Қанша?,${a}='y'
choices,,,,,
,list_name,name,label::English (en),label::Қазақша (kk),
,yn,y,Yes,Иә,
,yn,n,No,Жоқ,
settings,,,,,
,form_title,form_id,default_language,,
,Readiness,ready,English (en),,
";

#[test]
fn every_kind_of_file_gives_the_same_form() {
    let expected = outline(&form("a.md", MARKDOWN.as_bytes(), &[]));
    assert_eq!(outline(&form("a.csv", SECTIONS.as_bytes(), &[])), expected);
    let sheet = |name: &str| -> String {
        let mut lines = SECTIONS.lines().skip_while(|line| !line.starts_with(name)).skip(1);
        let rows: Vec<&str> =
            lines.by_ref().take_while(|line| line.starts_with(',')).map(|row| &row[1..]).collect();
        rows.join("\n")
    };
    let source = Source {
        name: "survey.csv".to_owned(),
        bytes: sheet("survey").into_bytes(),
        attached: Vec::new(),
    };
    assert_eq!(attachments(&source)[..2], ["choices.csv", "settings.csv"]);
    let (choices, settings) = (sheet("choices"), sheet("settings"));
    let attached = [("choices.csv", choices.as_str()), ("settings.csv", settings.as_str())];
    assert_eq!(outline(&form("survey.csv", &source.bytes, &attached)), expected);
}
