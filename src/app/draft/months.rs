//! Months by their names, as people type them in English, Russian and Kazakh.

/// Words that say "year" beside one, in lower case.
pub const YEAR: [&str; 7] = ["г", "год", "года", "ж", "жыл", "жылы", "жылғы"];

/// The names of each month, in lower case; Russian also as after a day.
const NAMES: [&[&str]; 12] = [
    &["january", "январь", "января", "қаңтар"],
    &["february", "февраль", "февраля", "ақпан"],
    &["march", "март", "марта", "наурыз"],
    &["april", "апрель", "апреля", "сәуір"],
    &["may", "май", "мая", "мамыр"],
    &["june", "июнь", "июня", "маусым"],
    &["july", "июль", "июля", "шілде"],
    &["august", "август", "августа", "тамыз"],
    &["september", "сентябрь", "сентября", "қыркүйек"],
    &["october", "октябрь", "октября", "қазан"],
    &["november", "ноябрь", "ноября", "қараша"],
    &["december", "декабрь", "декабря", "желтоқсан"],
];
const NUMBERS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

/// The number of a month named by three or more of its first letters. A word that begins with
/// the zero of the Kazakh number row stands for one with the letter of that key.
pub fn month(word: &str) -> Option<&'static str> {
    let mut word = word.to_lowercase();
    if let Some(rest) = word.strip_prefix('0').filter(|rest| rest.starts_with(char::is_alphabetic))
    {
        word = format!("қ{rest}");
    }
    if word.chars().count() < 3 {
        return None;
    }
    let named = |names: &&[&str]| names.iter().any(|name| name.starts_with(&word));
    NAMES.iter().position(named).and_then(|at| NUMBERS.get(at)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_letters_tell_every_month() {
        for (at, names) in NAMES.iter().enumerate() {
            for name in *names {
                let short: String = name.chars().take(3).collect();
                let number = (at + 1).to_string();
                assert_eq!(month(&short), Some(number.as_str()), "{short}");
                assert_eq!(month(name), Some(number.as_str()), "{name}");
            }
        }
        assert_eq!([month("ju"), month("julius"), month("2026"), month("0")], [None; 4]);
    }
}
