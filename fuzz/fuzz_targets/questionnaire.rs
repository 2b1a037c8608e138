//! Any bytes as a questionnaire: compiling and showing what is wrong must not panic or hang.

#![no_main]

use anketa::compile::source::Source;
use anketa::compile::{attachments, compile, render, render_json, render_lines};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut source =
        Source { name: "fuzz.yaml".to_owned(), bytes: bytes.to_vec(), attached: Vec::new() };
    // Whatever files it names get the same bytes: so the reader of tables is tried too.
    for name in attachments(&source) {
        source.attached.push((name, bytes.to_vec()));
    }
    let compiled = compile(&source);
    render(&source, &compiled.diagnostics);
    render_lines(&compiled.diagnostics);
    render_json(&compiled.diagnostics);
});
