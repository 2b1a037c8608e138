//! The questionnaires that come with the program, and those that the user names.

use std::path::Path;
use std::sync::Arc;

use super::failure::{Failure, Kind};
use crate::app::msg::ShelfItem;
use crate::compile::source::Source;
use crate::compile::{Compiled, compile, render};
use crate::diagnostic::Severity;
use crate::expr::near::nearest;
use crate::file;
use crate::form::wording::Part;
use crate::runtime::Shelved;

/// The questionnaires that come with the program: their identifier and their text.
const SHIPPED: [(&str, &[u8]); 3] = [
    ("civil-society-survey", include_bytes!("../../questionnaires/civil-society-survey.yaml")),
    ("activist-interview", include_bytes!("../../questionnaires/activist-interview.yaml")),
    ("tour", include_bytes!("../../questionnaires/tour.yaml")),
];

/// The training interview: on no start screen, so that nobody trains among real data.
pub fn training() -> Source {
    Source {
        name: "training.yaml".to_owned(),
        bytes: include_bytes!("../../questionnaires/training.yaml").to_vec(),
        attached: Vec::new(),
    }
}

/// The questionnaires that come with the program, as they were written.
pub fn shipped() -> Vec<Source> {
    let source = |(id, text): (&str, &[u8])| Source {
        name: format!("{id}.yaml"),
        bytes: text.to_vec(),
        attached: Vec::new(),
    };
    SHIPPED.into_iter().map(source).collect()
}

/// Puts a compiled questionnaire on the shelf, with what the start screen tells of it.
pub fn shelve(
    source: Source,
    compiled: Compiled,
    origin: &str,
) -> Result<(Shelved, ShelfItem), Failure> {
    let Some(form) = compiled.form else {
        let errors =
            compiled.diagnostics.iter().filter(|it| it.severity == Severity::Error).count();
        let what = format!(
            "the questionnaire cannot be used: {errors} {}",
            if errors == 1 { "error" } else { "errors" }
        );
        return Err(Failure::new(Kind::Problem, what)
            .at(&source.name)
            .advise("correct what is listed; `anketa check FILE` lists it again")
            .explain(render(&source, &compiled.diagnostics)));
    };
    let titles = form.languages.iter().enumerate().filter_map(|(at, language)| {
        let (template, fallback) = form.title.in_language(at)?;
        let words = template.parts.iter().filter_map(|part| match part {
            Part::Text(words) => Some(words.as_ref()),
            Part::Value(_) => None,
        });
        (!fallback).then(|| (language.code.clone(), words.collect()))
    });
    let languages = form
        .languages
        .iter()
        .map(|language| (language.code.clone(), language.name.clone(), language.draft));
    let item = ShelfItem {
        id: form.id.clone(),
        version: form.version.clone(),
        titles: titles.collect(),
        languages: languages.collect(),
        origin: origin.to_owned(),
    };
    Ok((Shelved { source, form: Arc::new(form) }, item))
}

/// A questionnaire by the identifier of a shipped one or by the path of a file.
pub fn find(name: &str) -> Result<(Source, &'static str), Failure> {
    if let Some(at) = SHIPPED.iter().position(|(id, _)| *id == name) {
        return Ok((shipped().swap_remove(at), "shipped"));
    }
    if !Path::new(name).exists() {
        let ids: Vec<&str> = SHIPPED.iter().map(|(id, _)| *id).collect();
        let what = format!("there is no questionnaire `{name}`, and no file of that name");
        let near = nearest(name, ids.iter().copied());
        let meant = near.map(|id| format!("did you mean `{id}`? Or ")).unwrap_or_default();
        return Err(Failure::new(Kind::Usage, what)
            .advise(format!("{meant}name a file, or one of: {}", ids.join(", "))));
    }
    read(Path::new(name)).map(|source| (source, "file"))
}

/// Reads a questionnaire with the files it names.
pub fn read(path: &Path) -> Result<Source, Failure> {
    file::read_source(path).map_err(|error| {
        Failure::new(Kind::InputOutput, format!("the file cannot be read: {}", error.problem))
            .at(path.display().to_string())
    })
}

/// The largest file beside a questionnaire that is read, in bytes.
const PLAIN_MAX_BYTES: u64 = 4 << 20;

/// Reads a file that stands beside questionnaires: a plan, a file of answers.
pub fn read_plain(path: &Path) -> Result<Source, Failure> {
    let bytes = file::read_file(path, PLAIN_MAX_BYTES).map_err(|error| {
        Failure::new(Kind::InputOutput, format!("the file cannot be read: {}", error.problem))
            .at(path.display().to_string())
    })?;
    Ok(Source { name: path.display().to_string(), bytes, attached: Vec::new() })
}

/// All shipped questionnaires on the shelf.
pub fn shelve_shipped() -> Result<(Vec<Shelved>, Vec<ShelfItem>), Failure> {
    let shelved = shipped().into_iter().map(|source| {
        let compiled = compile(&source);
        shelve(source, compiled, "shipped")
    });
    Ok(shelved.collect::<Result<Vec<_>, _>>()?.into_iter().unzip())
}

/// Fails if a questionnaire is not in the language that was asked for.
pub fn speaks(item: &ShelfItem, wanted: Option<&str>) -> Result<(), Failure> {
    let codes: Vec<&str> = item.languages.iter().map(|(code, _, _)| code.as_str()).collect();
    match wanted {
        Some(wanted) if !codes.contains(&wanted) => {
            let what = format!("the questionnaire is not in the language `{wanted}`");
            Err(Failure::new(Kind::Usage, what)
                .advise(format!("its languages are: {}", codes.join(", "))))
        }
        _ => Ok(()),
    }
}
