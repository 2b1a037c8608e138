//! The page of a small questionnaire, compared with files; `UPDATE=1` writes them anew.

#![allow(clippy::disallowed_methods, reason = "tests read and write their golden files")]

use std::path::Path;

use anketa::compile::compile;
use anketa::file::read_source;
use anketa::paper::{html, markdown, page};

#[test]
fn a_page_says_what_the_questionnaire_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paper");
    let source = read_source(&folder.join("small.yaml")).expect("it is there");
    let form = compile(&source).form.expect("it compiles");
    let pages: Vec<_> = form
        .languages
        .iter()
        .enumerate()
        .map(|(at, language)| (language.code.clone(), page(&form, at)))
        .collect();
    let text: String = pages.iter().map(|(_, blocks)| markdown(blocks)).collect();
    for (name, written) in [("small.md", text), ("small.html", html(&form.id, &pages))] {
        let path = folder.join(name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &written).expect("it can be written");
        }
        let expected = std::fs::read_to_string(&path).expect("it is there");
        assert_eq!(written, expected, "{name}");
    }
}
