//! Scenarios as data: Markdown files in `tests/scenarios`, each `##` heading one interview.
//!
//! Fenced blocks: `form` holds the questionnaire (one before the first heading serves all of the
//! file), `file NAME` a file that it names, `interview` the steps, any other an output that is
//! compared at that point.

pub mod disk;
pub mod engine;
pub mod keys;
pub mod moving;
pub mod plain;
pub mod seeing;
pub mod telling;
pub mod typing;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anketa::compile::compile;
use anketa::compile::source::Source;
use anketa::form::Form;

/// One interview to conduct.
pub struct Scenario {
    /// File and heading, for messages.
    pub title: String,
    /// The questionnaire.
    pub form: String,
    /// The files it names.
    pub files: Vec<(String, Vec<u8>)>,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

impl Scenario {
    /// The questionnaire as it was written.
    pub fn source(&self) -> Source {
        let bytes = self.form.clone().into_bytes();
        Source { name: "form.yaml".to_owned(), bytes, attached: self.files.clone() }
    }

    /// The questionnaire compiled, or what is wrong with it.
    pub fn compile(&self) -> Result<Arc<Form>, String> {
        let source = self.source();
        let compiled = compile(&source);
        compiled.form.map(Arc::new).ok_or_else(|| {
            let report = anketa::compile::render(&source, &compiled.diagnostics);
            format!("{}\n{report}", self.title)
        })
    }

    /// What went wrong in a step, with its place.
    pub fn failure(&self, step: &Step, why: &str) -> String {
        format!("{}\n  line {}: {why}", self.title, step.line)
    }
}

/// One thing that happens.
pub struct Step {
    /// The line of the file.
    pub line: usize,
    /// What is done, or compared.
    pub deed: Deed,
}

/// What a step does.
pub enum Deed {
    /// A line of an `interview` block with the indented lines below it.
    Act {
        /// The line.
        text: String,
        /// What is expected to follow from it.
        expected: Vec<String>,
    },
    /// An output of that name, compared as a whole.
    Output {
        /// Its name.
        name: String,
        /// Its lines.
        text: String,
    },
}

/// An answer as it is stored: special answers have short names in scenarios.
pub fn canonical(typed: &str) -> &str {
    match typed {
        "<dk>" => "<dont_know>",
        "<na>" => "<not_applicable>",
        typed => typed,
    }
}

/// All scenarios of a folder, in the order of file names.
pub fn read_all(folder: &Path) -> Vec<Scenario> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "md"));
    files.sort();
    let mut scenarios = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a scenario is UTF-8");
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        read(&name.unwrap_or_default(), &text, &mut scenarios);
    }
    scenarios
}

fn read(file: &str, text: &str, scenarios: &mut Vec<Scenario>) {
    let (mut shared, mut files) = (String::new(), Vec::new());
    let first = scenarios.len();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            let title = format!("{file}:{}: {title}", at + 1);
            scenarios.push(Scenario {
                title,
                form: shared.clone(),
                files: files.clone(),
                steps: Vec::new(),
            });
        }
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<(usize, &str)> =
            lines.by_ref().take_while(|(_, line)| !line.starts_with("```")).collect();
        let whole: String = block.iter().map(|(_, line)| format!("{line}\n")).collect();
        let current = scenarios[first..].last_mut();
        if let Some(name) = kind.strip_prefix("file ") {
            let file = (name.trim().to_owned(), whole.into_bytes());
            current.map_or(&mut files, |scenario| &mut scenario.files).push(file);
            continue;
        }
        match (kind.trim(), current) {
            ("form", None) => shared = whole,
            ("form", Some(scenario)) => scenario.form = whole,
            (_, None) => panic!("{file}:{}: a block before the first heading", at + 1),
            ("interview", Some(scenario)) => add_steps(&block, &mut scenario.steps),
            (name, Some(scenario)) => {
                let deed = Deed::Output { name: name.to_owned(), text: whole };
                scenario.steps.push(Step { line: at + 1, deed });
            }
        }
    }
}

fn add_steps(block: &[(usize, &str)], steps: &mut Vec<Step>) {
    for &(at, line) in block {
        // A comment begins with two spaces and a hash.
        let line = line.split("  #").next().unwrap_or(line).trim_end();
        if line.is_empty() {
            continue;
        }
        match (line.strip_prefix("  "), steps.last_mut().map(|step| &mut step.deed)) {
            (Some(expectation), Some(Deed::Act { expected, .. })) => {
                expected.push(expectation.trim().to_owned());
            }
            _ => {
                let deed = Deed::Act { text: line.trim().to_owned(), expected: Vec::new() };
                steps.push(Step { line: at + 1, deed });
            }
        }
    }
}
