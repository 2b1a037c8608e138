//! `anketa train`: the training interview, in a data file that is thrown away.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, Kind};
use super::{interview, of_store, shelf};
use crate::app::Start;
use crate::compile::compile;
use crate::runtime::Setup;
use crate::store::Store;
use crate::world;

/// In which language, and how it is shown.
#[derive(Debug, Args)]
pub struct Options {
    /// The language to train in: en, ru or kk. Without it, you are asked
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    #[command(flatten)]
    looks: interview::LooksOptions,
}

/// Conducts it. Real data files are neither read nor written.
pub fn run(options: &Options) -> Result<(), Failure> {
    let source = shelf::training();
    let compiled = compile(&source);
    let (shelved, item) = shelf::shelve(source, compiled, "shipped")?;
    shelf::speaks(&item, options.language.as_deref())?;
    let folder = Folder::new()?;
    let path = folder.0.join("training.db");
    let words = options.language.as_deref().unwrap_or(world::interface_language());
    let start = Start {
        shelf: vec![item],
        words: words.to_owned(),
        begin: Some(0),
        language: options.language.clone(),
        case: Some("1".to_owned()),
        data_file: path.display().to_string(),
        training: true,
        ..Start::default()
    };
    let store = Store::open(&path).map_err(|error| of_store(&error))?;
    interview::show(Setup {
        store,
        shelf: vec![shelved],
        start,
        properties: Vec::new(),
        looks: options.looks.looks(),
    })
}

/// A folder that only its owner can look into, removed with all that is in it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Folder, Failure> {
        let name = format!("anketa-training-{}", world::new_interview_id());
        let path = std::env::temp_dir().join(name);
        // Whatever stands there already is nobody's to reuse: `create` fails on it.
        DirBuilder::new().mode(0o700).create(&path).map_err(|error| {
            Failure::new(Kind::InputOutput, format!("the folder cannot be made: {error}"))
                .at(path.display().to_string())
                .advise("name a folder for temporary files in TMPDIR")
        })?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed holds invented answers only.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
