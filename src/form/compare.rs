//! Whether two forms ask the same: everything compared but where it stood in its source.

use std::fmt::Debug;

use super::Form;
use super::node::Node;

/// So many characters are shown before and after what differs first.
const AROUND: usize = 150;

impl Form {
    /// The first thing in which another form differs, in words; `None` where they ask the same.
    pub fn difference(&self, other: &Form) -> Option<String> {
        let part = |name: &str, a: &dyn Debug, b: &dyn Debug| differ(name, a, b);
        part("id", &self.id, &other.id)
            .or_else(|| part("version", &self.version, &other.version))
            .or_else(|| part("title", &self.title, &other.title))
            .or_else(|| part("languages", &self.languages, &other.languages))
            .or_else(|| part("settings", &self.settings, &other.settings))
            .or_else(|| part("style", &self.guide, &other.guide))
            .or_else(|| part("speakers", &self.speakers, &other.speakers))
            .or_else(|| part("instance name", &self.instance_name, &other.instance_name))
            .or_else(|| each("item", &self.nodes, &other.nodes, blank_line))
            .or_else(|| each("choice list", &self.lists, &other.lists, Clone::clone))
            .or_else(|| each("table", &self.tables, &other.tables, Clone::clone))
            .or_else(|| each("expression", &self.rules, &other.rules, Clone::clone))
    }
}

fn blank_line(node: &Node) -> Node {
    Node { line: 0, ..node.clone() }
}

fn each<T: Debug>(name: &str, a: &[T], b: &[T], bare: impl Fn(&T) -> T) -> Option<String> {
    let pairs = a.iter().zip(b).enumerate();
    let found = pairs
        .into_iter()
        .find_map(|(at, (a, b))| differ(&format!("{name} {}", at + 1), &bare(a), &bare(b)));
    found.or_else(|| {
        (a.len() != b.len()).then(|| format!("{name}s: {} here, {} there", a.len(), b.len()))
    })
}

/// Compares what is shown for debugging, which shows all there is.
fn differ(name: &str, a: &dyn Debug, b: &dyn Debug) -> Option<String> {
    let (a, b) = (format!("{a:?}"), format!("{b:?}"));
    (a != b).then(|| {
        let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| -> String {
            text.chars().skip(same.saturating_sub(AROUND)).take(2 * AROUND).collect()
        };
        format!("{name}:\n  {}\n  {}", around(&a), around(&b))
    })
}
