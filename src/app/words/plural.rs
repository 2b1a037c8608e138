//! Which form of a word goes with a number.

/// English: one, or any other number.
pub fn one_or_more(count: usize, one: &'static str, more: &'static str) -> &'static str {
    if count == 1 { one } else { more }
}

/// Russian: 1, 21, 31 ...; 2 to 4, 22 to 24 ...; all others.
pub fn russian(
    count: usize,
    one: &'static str,
    few: &'static str,
    many: &'static str,
) -> &'static str {
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_has_three_forms() {
        for (count, form) in [
            (0, "c"),
            (1, "a"),
            (2, "b"),
            (5, "c"),
            (11, "c"),
            (12, "c"),
            (21, "a"),
            (24, "b"),
            (111, "c"),
        ] {
            assert_eq!(russian(count, "a", "b", "c"), form, "{count}");
        }
    }
}
