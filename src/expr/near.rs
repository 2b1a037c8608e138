//! The nearest of several names, for "did you mean".

/// The name nearest to one that is not known, if one is near: at most a third of its letters
/// differ, case apart.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted: Vec<char> = name.to_lowercase().chars().take(64).collect();
    let limit = (wanted.len() / 3).max(1);
    known
        .into_iter()
        .filter_map(|known| {
            let letters: Vec<char> = known.to_lowercase().chars().take(64).collect();
            let distance = if wanted.len().abs_diff(letters.len()) > limit {
                return None;
            } else {
                distance(&wanted, &letters)
            };
            (distance <= limit).then_some((distance, known))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// How many letters must be added, dropped, changed or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_the_nearest_name_or_none() {
        let known = ["count-selected", "selected", "selected-at"];
        assert_eq!(nearest("selcted", known), Some("selected"));
        assert_eq!(nearest("Selected_at", known), Some("selected-at"));
        assert_eq!(nearest("sum", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest("ab", ["ba"]), Some("ba"));
    }
}
