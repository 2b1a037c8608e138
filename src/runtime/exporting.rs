//! Exporting: the plain file for people, and what to tell of it.

use std::path::{Path, PathBuf};

use super::outside::Outside;
use super::shelf::form_of;
use crate::app::msg::Msg;
use crate::file;
use crate::store::export::{ExportOptions, ExportReport};

impl Outside {
    /// A path like the one wanted where there is no file yet.
    pub(super) fn name_export(&self, path: &str) -> Msg {
        let free = file::free_name(&PathBuf::from(path), |name| self.beside(name).exists());
        Msg::ExportNamed(free.to_string_lossy().into_owned())
    }

    /// A path that names no folder is meant beside the data file.
    fn beside(&self, path: &Path) -> PathBuf {
        match self.store.path().parent() {
            Some(folder) if path.components().count() == 1 => folder.join(path),
            _ => path.to_owned(),
        }
    }

    /// Writes the finished interviews.
    pub(super) fn export(&mut self, path: &str) -> Msg {
        let out = self.beside(&PathBuf::from(path.trim()));
        let shelf = &self.shelf;
        let options = ExportOptions::default();
        let exported =
            self.store.export(&out, options, &mut |source| form_of(shelf, source), &mut |_, _| {});
        match exported {
            Ok(report) => Msg::Exported(exported_words(&self.words, &report)),
            Err(error) => self.failed(&error),
        }
    }
}

/// What to tell of an export, and of what is not in it as one would expect.
fn exported_words(words: &str, report: &ExportReport) -> String {
    let (path, interviews, left) = (report.path.display(), report.interviews, report.left_out);
    let mut told = match words {
        "ru" if interviews == 0 => {
            format!("Файл записан, но в нём нет ни одного интервью: {path}.")
        }
        "kk" if interviews == 0 => format!("Файл жазылды, бірақ онда сұхбат жоқ: {path}."),
        _ if interviews == 0 => format!("The file is written, but holds no interview: {path}."),
        "ru" => format!("Выгружено и проверено: {path}. Завершённых интервью: {interviews}."),
        "kk" => format!("Экспортталды және тексерілді: {path}. Аяқталған сұхбат: {interviews}."),
        _ => format!("Exported and verified: {path}. Finished interviews: {interviews}."),
    };
    if left > 0 {
        told += &match words {
            "ru" => {
                format!(" Не завершены и не выгружены: {left}. Вместе с ними: anketa export --all.")
            }
            "kk" => {
                format!(" Аяқталмаған, экспортталмаған: {left}. Бәрін шығару: anketa export --all.")
            }
            _ => format!(" Not finished and left out: {left}. With these: anketa export --all."),
        };
    }
    for (name, version) in &report.without_form {
        told += &match words {
            "ru" => format!(
                " Анкету {name} {version} эта программа не может прочесть: её ответы — только в \
                 таблице `answer`."
            ),
            "kk" => format!(
                " {name} {version} сауалнамасын бұл бағдарлама оқи алмайды: оның жауаптары тек \
                 `answer` кестесінде."
            ),
            _ => format!(
                " The questionnaire {name} {version} cannot be read by this program: its answers \
                 are in the table `answer` only."
            ),
        };
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_without_a_wide_table_says_so() {
        for words in ["en", "ru", "kk"] {
            let whole = exported_words(words, &report(3, 0, Vec::new()));
            assert!(whole.contains("out.sqlite") && whole.contains('3'), "{whole}");
            let without_form = vec![("household".into(), "2".into())];
            let lacks = exported_words(words, &report(3, 0, without_form));
            assert!(lacks.starts_with(&whole) && lacks.contains("household 2"), "{lacks}");
        }
    }

    #[test]
    fn an_export_says_what_it_left_out_and_that_it_is_empty() {
        for (language, empty) in
            [("en", "holds no interview"), ("ru", "нет ни одного интервью"), ("kk", "сұхбат жоқ")]
        {
            for (interviews, left_out) in [(0, 0), (0, 4), (7, 4), (7, 0)] {
                let told = exported_words(language, &report(interviews, left_out, Vec::new()));
                assert_eq!(told.contains(empty), interviews == 0, "{told}");
                assert_eq!(told.contains(": 7."), interviews == 7, "{told}");
                assert_eq!(told.contains(": 4.") && told.contains("--all"), left_out > 0, "{told}");
            }
        }
    }

    fn report(interviews: u64, left_out: u64, without_form: Vec<(String, String)>) -> ExportReport {
        ExportReport {
            path: PathBuf::from("out.sqlite"),
            interviews,
            left_out,
            answers: 0,
            tables: Vec::new(),
            bytes: 0,
            sha256: String::new(),
            without_form,
            unread: 0,
        }
    }
}
