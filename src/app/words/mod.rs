//! What the interface says, in each of its languages.

pub mod en;
pub mod kk;
pub mod plural;
pub mod quick;
pub mod ru;
pub mod table;
pub mod trace;

use table::Words;

/// All languages of the interface.
pub static ALL: [&Words; 3] = [&en::ENGLISH, &ru::RUSSIAN, &kk::KAZAKH];

/// The words in a language by its code, if the interface has it.
pub fn known(code: &str) -> Option<&'static Words> {
    ALL.into_iter().find(|words| words.code == code)
}

/// The words in a language by its code; English where there is no such language.
pub fn in_language(code: &str) -> &'static Words {
    known(code).unwrap_or(&en::ENGLISH)
}

/// The words in the language after that one, around and around.
pub fn next(words: &Words) -> &'static Words {
    let at = ALL.iter().position(|other| other.code == words.code).unwrap_or(0);
    ALL[(at + 1) % ALL.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_follow_each_other() {
        let codes: Vec<_> = ALL.iter().map(|words| next(words).code).collect();
        assert_eq!(codes, ["ru", "kk", "en"]);
        assert_eq!(in_language("xx").code, "en");
    }

    #[test]
    fn numbers_take_their_forms() {
        assert_eq!((in_language("ru").still_open)(2), "2 вопроса без ответа");
        assert_eq!((in_language("en").still_open)(1), "1 question is open");
        assert_eq!((in_language("ru").full_date)(3, 5, 2026), "3 мая 2026 г.");
        assert_eq!((in_language("kk").month_date)(5, 2026), "2026 ж. мамыр, күні белгісіз");
    }
}
