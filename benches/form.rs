//! The generated questionnaire that the benchmarks ask: `questions` questions in chains of ten,
//! where each question of a chain applies only after the one before it was answered with 1.

use std::fmt::Write as _;
use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;

/// How many questions of a chain hang on its first.
pub const CHAIN: usize = 10;

/// The generated questionnaire as a source.
pub fn source(questions: usize) -> Source {
    let mut yaml = String::from(
        "anketa: 1\nid: bench\nversion: \"1\"\ntitle: {en: Benchmark}\nlanguages: {en: English}\n\
         special: [dont_know, refused]\nchoices:\n  scale:\n",
    );
    for code in 1..=5 {
        let _ = writeln!(yaml, "    - {{name: {code}, label: {{en: \"Answer {code}\"}}}}");
    }
    yaml.push_str("survey:\n");
    for chain in 0..questions / CHAIN {
        let _ =
            writeln!(yaml, "  - group: g{chain}\n    label: {{en: Section {chain}}}\n    items:");
        for link in 0..CHAIN {
            let _ = writeln!(
                yaml,
                "      - name: q{chain}_{link}\n        type: select_one scale\n        \
                 label: {{en: \"Question {link} of chain {chain}\"}}"
            );
            if link > 0 {
                let _ = writeln!(yaml, "        relevant: ${{q{chain}_{}}} = '1'", link - 1);
            }
        }
        let _ = writeln!(
            yaml,
            "      - name: score{chain}\n        type: calculate\n        calculation: \
             coalesce(${{q{chain}_0}}, 0) + coalesce(${{q{chain}_1}}, 0)"
        );
    }
    Source { name: "bench.yaml".into(), bytes: yaml.into_bytes(), attached: Vec::new() }
}

/// The generated questionnaire, compiled.
pub fn form(questions: usize) -> Arc<Form> {
    let compiled = compile(&source(questions));
    Arc::new(compiled.form.expect("the generated questionnaire is right"))
}
