//! The known name that is nearest to one that is unknown.

/// The nearest of the known names by edit distance (insert, delete, replace, swap neighbours);
/// `None` where none is near enough to be what was meant.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = fold(wanted).collect();
    let limit = match wanted.len() {
        0 => return None,
        1..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        let length = name.chars().count();
        let limit = limit.min(best.map_or(limit, |(distance, _)| distance.saturating_sub(1)));
        if length.abs_diff(wanted.len()) > limit {
            continue;
        }
        let folded: Vec<char> = fold(name).collect();
        let distance = distance(&wanted, &folded);
        if distance <= limit && distance < wanted.len() {
            best = Some((distance, name));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, name)| name)
}

/// A sentence that offers the nearest name, where there is one.
pub fn did_you_mean<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wanted, known).map(|name| format!("did you mean `{name}`?"))
}

fn fold(name: &str) -> impl Iterator<Item = char> {
    name.chars().flat_map(char::to_lowercase).map(|c| if c == '-' || c == ' ' { '_' } else { c })
}

/// The edit distance with swaps of neighbours (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut before = vec![0; width];
    let mut above: Vec<usize> = (0..width).collect();
    let mut row = vec![0; width];
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_offered_and_nothing_far_off() {
        let known = ["relevant", "required", "read_only", "age", "m_name"];
        let cases = [
            ("relevent", Some("relevant")),
            ("reqiured", Some("required")),
            ("readonly", Some("read_only")),
            ("read-only", Some("read_only")),
            ("Age", Some("age")),
            ("zz", None),
            ("", None),
            ("favourite_colour", None),
        ];
        for (wanted, expected) in cases {
            assert_eq!(nearest(wanted, known), expected, "{wanted}");
        }
    }
}
