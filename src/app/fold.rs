//! Keyboards that do not type what is printed on them: letters of the Russian layout as the
//! Latin keys they stand on, and the number row of the Kazakh layout, which has no digits.

use super::key::Key;

const CYRILLIC: &str = "йцукенгшщзхъфывапролджэячсмитьбю";
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const NUMBER_ROW: [(char, char); 12] = [
    ('"', '1'),
    ('ә', '2'),
    ('і', '3'),
    ('ң', '4'),
    ('ғ', '5'),
    (',', '6'),
    ('.', '7'),
    ('ү', '8'),
    ('ұ', '9'),
    ('қ', '0'),
    ('ө', '-'),
    ('һ', '='),
];

/// The Latin key, in lower case, under a letter of the Russian layout; other characters in lower
/// case as they are.
pub fn latin(typed: char) -> char {
    let lower = typed.to_lowercase().next().unwrap_or(typed);
    CYRILLIC
        .chars()
        .zip(LATIN.chars())
        .find_map(|(cyrillic, latin)| (cyrillic == lower).then_some(latin))
        .unwrap_or(lower)
}

/// The digit, minus or equals sign that a key of the Kazakh number row stands for. With
/// `separators`, the keys `,` and `.` count as digits too, which only fields without a decimal
/// point may ask for.
pub fn number_row(typed: char, separators: bool) -> Option<char> {
    let lower = typed.to_lowercase().next().unwrap_or(typed);
    if !separators && matches!(lower, ',' | '.') {
        return None;
    }
    NUMBER_ROW.iter().find_map(|&(key, digit)| (key == lower).then_some(digit))
}

/// The key with its letter folded to the Latin one, as bindings are looked up.
pub fn latin_key(key: &Key) -> Key {
    match key {
        Key::Char(typed) => Key::Char(latin(*typed)),
        Key::Ctrl(typed) => Key::Ctrl(latin(*typed)),
        Key::Alt(typed) => Key::Alt(latin(*typed)),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_russian_layout_are_the_keys_they_stand_on() {
        for (typed, key) in [('в', 'd'), ('В', 'd'), ('к', 'r'), ('d', 'd'), ('7', '7'), ('ә', 'ә')]
        {
            assert_eq!(latin(typed), key);
        }
    }

    #[test]
    fn the_kazakh_number_row_types_digits() {
        let folded: String =
            "\"әіңғ,.үұқ".chars().filter_map(|typed| number_row(typed, true)).collect();
        assert_eq!(folded, "1234567890");
        assert_eq!(number_row(',', false), None);
        assert_eq!(number_row('Ә', false), Some('2'));
        assert_eq!(number_row('а', true), None);
    }
}
