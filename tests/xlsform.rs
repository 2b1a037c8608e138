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

/// The forms that other people wrote, which lie beside the project and are not part of it.
fn corpus() -> Option<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared/corpus/xlsform", "../../shared/corpus/xlsform"];
    places.iter().map(|place| root.join(place)).find(|place| place.is_dir())
}

/// A form's verdict with every code and how often it was said.
fn verdict(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = std::fs::read(path).expect("the workbook can be read");
    let mut source = Source { name, bytes, attached: Vec::new() };
    let media = path.with_file_name(format!(
        "{}-media",
        path.file_stem().unwrap_or_default().to_string_lossy()
    ));
    for name in attachments(&source) {
        if let Ok(bytes) = std::fs::read(media.join(&name)) {
            source.attached.push((name, bytes));
        }
    }
    let compiled = compile(&source);
    let mut counts = std::collections::BTreeMap::new();
    for diagnostic in &compiled.diagnostics {
        *counts.entry(diagnostic.code).or_insert(0) += 1;
    }
    let codes: Vec<String> = counts.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let verdict = match (compiled.form.is_some(), codes.is_empty()) {
        (true, true) => "accepted",
        (true, false) => "accepted with warnings",
        (false, _) => "refused",
    };
    format!("{} | {verdict} | {}", source.name, codes.join(", ")).trim_end().to_owned()
}

/// The verdict on every form of the corpus stands in `tests/xlsform/verdicts.txt`; `UPDATE=1`
/// writes it. Without the corpus there is nothing to compare.
#[test]
fn real_forms_have_their_verdicts() {
    let Some(folder) = corpus() else { return };
    let entries = std::fs::read_dir(folder).expect("the corpus can be read");
    let mut forms: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    forms.retain(|path| path.extension().is_some_and(|extension| extension == "xlsx"));
    forms.sort();
    let found = forms.iter().map(|path| verdict(path) + "\n").collect::<String>();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xlsform/verdicts.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &found).expect("the verdicts can be written");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), found);
}

/// Pieces that a cell of a broken form may hold.
const PIECES: [&str; 22] = [
    "begin group",
    "end repeat",
    "select_one ",
    "or_other",
    "${a}",
    "${",
    "pulldata('",
    "search(",
    "label::",
    "kobo",
    "",
    "a b",
    "1.0",
    "TRUE",
    "‘",
    "\u{a0}",
    "((((",
    "=",
    "%(name)s",
    "Ж",
    "\\",
    "instance('yn')/root/item[name = ",
];

proptest::proptest! {
    /// Whatever is changed in a form, reading it ends, in a form or in a report.
    #[test]
    fn changed_tables_are_survived(
        changes in proptest::collection::vec((0usize..400, 0usize..PIECES.len(), 0u8..3), 1..12)
    ) {
        let mut cells: Vec<String> = MARKDOWN.split('|').map(str::to_owned).collect();
        for (at, piece, how) in changes {
            let at = at % cells.len();
            let breaks = cells[at].contains('\n');
            match how {
                0 => cells[at] = format!(" {} ", PIECES[piece]),
                1 if !breaks => cells[at].push_str(PIECES[piece]),
                _ if cells.len() > 2 => {
                    cells.remove(at);
                }
                _ => {}
            }
        }
        let text = cells.join("|");
        let source =
            Source { name: "x.md".to_owned(), bytes: text.into_bytes(), attached: Vec::new() };
        let compiled = compile(&source);
        let has_errors = compiled.diagnostics.iter().any(|found| found.code.starts_with('E'));
        proptest::prop_assert_eq!(compiled.form.is_none(), has_errors);
    }
}

const KOBO: &str = "
| survey |
|        | type             | name | label | $given_name | kobo--score-choices | kobo--rank-items | kobo--matrix_list |
|        | begin_score      | s    | How?  |             | marks               |                  |                   |
|        | score__row       | s1   | Food  |             |                     |                  |                   |
|        | score__row       |      | Road  | s2          |                     |                  |                   |
|        | end_score        |      |       |             |                     |                  |                   |
|        | begin_rank       | r    | Order |             |                     | marks            |                   |
|        | rank__level      | r1   | First |             |                     |                  |                   |
|        | end_rank         |      |       |             |                     |                  |                   |
|        | begin_kobomatrix | m    | Table |             |                     |                  | marks             |
|        | integer          | n    | Many  |             |                     |                  |                   |
|        | end_kobomatrix   |      |       |             |                     |                  |                   |
| choices |
|         | list_name | name | label |
|         | marks     | good | Good  |
|         | marks     | bad  | Bad   |
";

#[test]
fn tables_of_kobotoolbox_are_groups_of_questions() {
    let form = form("kobo.md", KOBO.as_bytes(), &[]);
    let paths = ["s/s1", "s/s2", "r/r1", "m/good/n", "m/bad/n"];
    let found = paths.map(|path| form.node_at(path).is_some());
    assert_eq!(found, [true; 5]);
    let questions: Vec<_> = form.nodes.iter().filter_map(|node| node.question()).collect();
    assert_eq!(questions.iter().filter(|question| question.choices.is_some()).count(), 3);
}

#[test]
fn a_sheet_that_is_not_translated_says_the_same_in_every_language() {
    let text = "
| survey  |
|         | type          | name | label::Français | label::English |
|         | select_one yn | a    | Prêt ?          | Ready?         |
| choices |
|         | list_name | name | label |
|         | yn        | y    | OK    |
";
    let form = form("a.md", text.as_bytes(), &[]);
    let codes: Vec<&str> = form.languages.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["Français", "English"]);
    let label = &form.lists[0].choices[0].label;
    assert!(label.by_language.iter().all(Option::is_some));
}
