//! Attaching: copies a file into the data file.

use std::path::PathBuf;

use super::outside::Outside;
use crate::app::msg::Msg;
use crate::file::{self, FileError};
use crate::store::append::ATTACHMENT_MAX_BYTES;

impl Outside {
    /// Copies the file at a path as typed into the data file, if its content is what is asked for.
    pub(super) fn attach(&mut self, path: &str, kind: &str) -> Msg {
        let path = PathBuf::from(path.trim());
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if self.store.is_at(&path) {
            let problem = std::io::Error::other("it is the data file");
            return Msg::Failed(FileError::new(&path, problem).to_string());
        }
        let bytes = match file::read_file(&path, ATTACHMENT_MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(error) => return Msg::Failed(error.to_string()),
        };
        if !file::is_of_kind(&bytes, kind) {
            return Msg::Failed(other_content(&self.words, &path.display().to_string(), kind));
        }
        match self.store.attach(&name.unwrap_or_default(), &bytes) {
            Ok(answer) => Msg::Attached(answer),
            Err(error) => self.failed(&error),
        }
    }
}

/// That a file is not what the question asks for.
fn other_content(words: &str, path: &str, kind: &str) -> String {
    let asked = match (words, kind) {
        ("ru", "image") => "не изображение",
        ("ru", "audio") => "не звукозапись",
        ("ru", _) => "не видео",
        ("kk", "image") => "сурет емес",
        ("kk", "audio") => "дыбыс жазбасы емес",
        ("kk", _) => "бейне емес",
        (_, "image") => "no image",
        (_, "audio") => "no sound recording",
        _ => "no video",
    };
    match words {
        "ru" => format!(
            "Файл {path} — {asked}: судят по содержимому, а не по имени. Он не скопирован; выберите \
             другой файл."
        ),
        "kk" => format!(
            "{path} файлы — {asked}: аты емес, мазмұны ескеріледі. Ол көшірілген жоқ; басқа файл \
             таңдаңыз."
        ),
        _ => format!(
            "{path} is {asked}: its content counts, not its name. It was not copied; choose another \
             file."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test makes the files that it attaches")]
    fn a_file_of_another_content_is_refused_whatever_its_name() {
        let folder = std::env::temp_dir().join(format!("anketa-{}-attach", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for a test");
        let store = Store::open(&folder.join("data.anketa")).expect("a new file");
        let mut outside = Outside {
            store,
            shelf: Vec::new(),
            properties: Vec::new(),
            open: None,
            pending: None,
            at: None,
            words: "en".into(),
        };
        let path = folder.join("photo.jpg");
        for (content, kind, taken) in [
            (&b"only words"[..], "image", false),
            (b"only words", "file", true),
            (b"\xff\xd8\xff\xe0 a picture", "image", true),
            (b"\xff\xd8\xff\xe0 a picture", "audio", false),
        ] {
            std::fs::write(&path, content).expect("written");
            match outside.attach(&path.display().to_string(), kind) {
                Msg::Attached(file) => assert!(taken && file.name == "photo.jpg", "{kind}"),
                Msg::Failed(why) => assert!(!taken && why.contains("content"), "{why}"),
                other => panic!("{other:?}"),
            }
        }
        drop(outside);
        std::fs::remove_dir_all(folder).expect("it is removed");
    }

    #[test]
    fn each_refusal_names_the_file_and_differs() {
        let mut told = std::collections::BTreeSet::new();
        for words in ["en", "ru", "kk"] {
            for kind in ["image", "audio", "video"] {
                let text = other_content(words, "/a/b.txt", kind);
                assert!(text.contains("/a/b.txt"), "{text}");
                told.insert(text);
            }
        }
        assert_eq!(told.len(), 9);
    }
}
