//! Any text as an XLSForm, in Markdown or CSV by its first byte: reading it and showing what is
//! wrong must not panic or hang.

#![no_main]

use anketa::compile::source::Source;
use anketa::compile::{attachments, compile, render, render_json, render_lines};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let head: &[u8] = match first % 3 {
        0 => b"| survey |\n",
        1 => b"survey,,,\n",
        _ => b"type,name,label,relevant,calculation\n",
    };
    let mut source = Source {
        name: "survey.csv".to_owned(),
        bytes: [head, rest].concat(),
        attached: Vec::new(),
    };
    for name in attachments(&source) {
        source.attached.push((name, rest.to_vec()));
    }
    let compiled = compile(&source);
    render(&source, &compiled.diagnostics);
    render_lines(&compiled.diagnostics);
    render_json(&compiled.diagnostics);
});
