//! Which of some labels a line of words means.

use super::search::fold;

/// The position of the label that is the words, else of the only one that begins with them; case
/// and accents do not matter.
pub fn named<'a>(labels: impl Iterator<Item = &'a str>, words: &str) -> Option<usize> {
    let words = fold(words);
    if words.is_empty() {
        return None;
    }
    let (mut first, mut several) = (None, false);
    for (at, label) in labels.enumerate() {
        let label = fold(label);
        if label == words {
            return Some(at);
        }
        if label.starts_with(&words) {
            several |= first.is_some();
            first = first.or(Some(at));
        }
    }
    first.filter(|_| !several)
}

/// The position, from 0, that `#3` stands for: a line of a list by its place.
pub fn by_position(words: &str) -> Option<usize> {
    words.strip_prefix('#')?.trim().parse::<usize>().ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_meant_whole_or_by_an_unmistakable_beginning() {
        let labels = ["Yes", "Yes, often", "No", "Қала"];
        for (words, meant) in [
            ("yes", Some(0)),
            ("yes o", Some(1)),
            ("ye", None),
            ("n", Some(2)),
            ("кал", Some(3)),
            ("", None),
            ("maybe", None),
        ] {
            assert_eq!(named(labels.into_iter(), words), meant, "{words}");
        }
        assert_eq!([by_position("#3"), by_position("#0"), by_position("3")], [Some(2), None, None]);
    }
}
