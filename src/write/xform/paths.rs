//! References (`${name}`) rewritten to paths, as pyxform does: relative where both ends stand in
//! one roster, absolute otherwise.

use std::ops::Range;

use super::own::{counts_apart, portable};
use super::tree::{Kind, Tree};

/// How references in a text are meant.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mode {
    /// In the predicate of another instance: relative paths begin at `current()`.
    pub current: bool,
    /// For a list of choices from a roster: the path goes up to the node around the roster.
    pub rows: bool,
}

/// A reference in a text.
#[derive(Debug, Clone)]
pub struct Found<'t> {
    /// Where it stands.
    pub span: Range<usize>,
    /// The name.
    pub name: &'t str,
    /// Whether it is of the interview finished last.
    pub last_saved: bool,
}

/// The references in a text.
pub fn references(text: &str) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("${").map(|at| from + at) {
        let Some(end) = text[start..].find('}').map(|at| start + at) else { break };
        let inside = text[start + 2..end].trim();
        let (name, last_saved) = match inside.strip_prefix("last-saved#") {
            Some(name) => (name, true),
            None => (inside, false),
        };
        found.push(Found { span: start..end + 1, name, last_saved });
        from = end + 1;
    }
    found
}

impl Tree<'_> {
    /// The absolute path of a node.
    pub fn path(&self, node: usize) -> String {
        self.path_below(node, None)
    }

    /// A text with paths in place of references, as it stands at a node.
    pub fn with_paths(&self, text: &str, at: usize, mode: Mode) -> String {
        let text = portable(text);
        let text = text.as_ref();
        let mut out = String::with_capacity(text.len());
        let mut rest = 0;
        for found in references(text) {
            out += &text[rest..found.span.start];
            let path = self.replaced(text, &found, at, mode);
            rest = found.span.end;
            match text[rest..].starts_with("/*").then(|| self.named(found.name, at)).flatten() {
                Some(group) => {
                    out += &self.all_inside(group, path.trim());
                    rest += "/*".len();
                }
                None => out += &path,
            }
        }
        counts_apart(out + &text[rest..])
    }

    /// The paths of all that stands in a group: JavaRosa knows no `*`.
    fn all_inside(&self, group: usize, path: &str) -> String {
        let asked = |&&child: &&usize| !self.nodes[child].generated;
        let children = self.nodes[group].children.iter().filter(asked);
        let paths: Vec<String> =
            children.map(|&child| format!("{path}/{}", self.nodes[child].name)).collect();
        format!(" {} ", paths.join(" | "))
    }

    /// The path in place of one reference.
    pub fn replaced(&self, text: &str, found: &Found<'_>, at: usize, mode: Mode) -> String {
        let Some(target) = self.named(found.name, at) else {
            return text[found.span.clone()].to_owned();
        };
        if !found.last_saved && is_relative(text, found) {
            let current = mode.current || in_predicate(text, &found.span);
            if let Some(path) = self.relative(target, at, current, mode.rows) {
                return path;
            }
        }
        let start = if found.last_saved { "instance('__last-saved')" } else { "" };
        format!(" {start}{} ", self.path(target))
    }

    /// The node that a name means: the nearest of that name.
    pub fn named(&self, name: &str, at: usize) -> Option<usize> {
        let mut all = (0..self.nodes.len()).filter(|&node| self.nodes[node].name == name);
        let first = all.next()?;
        if all.next().is_none() {
            return Some(first);
        }
        let mut around = at;
        loop {
            let inside = (0..self.nodes.len())
                .find(|&node| self.nodes[node].name == name && self.is_inside(node, around));
            if inside.is_some() || around == 0 {
                return inside.or(Some(first));
            }
            around = self.nodes[around].parent;
        }
    }

    fn is_inside(&self, node: usize, around: usize) -> bool {
        self.ancestors(node).any(|ancestor| ancestor == around)
    }

    /// The nodes around a node from the inside out, the root last.
    fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        let parent = |&node: &usize| (node != 0).then(|| self.nodes[node].parent);
        std::iter::successors(parent(&node), parent)
    }

    fn is_repeat(&self, node: usize) -> bool {
        self.nodes[node].kind == Kind::Repeat
    }

    fn path_below(&self, node: usize, top: Option<usize>) -> String {
        let mut names = vec![self.nodes[node].name.as_str()];
        for ancestor in self.ancestors(node).take_while(|&it| Some(it) != top) {
            names.push(&self.nodes[ancestor].name);
        }
        names.reverse();
        format!("/{}", names.join("/"))
    }

    fn relative(&self, target: usize, at: usize, current: bool, rows: bool) -> Option<String> {
        let common = |wanted: &dyn Fn(usize) -> bool| {
            self.ancestors(at)
                .enumerate()
                .find(|&(_, node)| wanted(node) && self.ancestors(target).any(|it| it == node))
        };
        let (steps_to_repeat, repeat) = common(&|node| self.is_repeat(node))?;
        let (mut steps, mut top) = common(&|node| node != 0).unwrap_or((steps_to_repeat, repeat));
        if rows {
            let nearest = |node| self.ancestors(node).find(|&it| self.is_repeat(it));
            let outermost = !self.ancestors(repeat).any(|node| self.is_repeat(node));
            if nearest(target) == Some(repeat) && (outermost || nearest(at) != Some(repeat)) {
                (steps, top) = (steps_to_repeat + 1, self.nodes[repeat].parent);
            }
        }
        let up = vec![".."; steps + 1].join("/");
        let start = if current { " current()/" } else { " " };
        Some(format!("{start}{up}{} ", self.path_below(target, Some(top))))
    }
}

/// Whether a reference may become a relative path: not where `indexed-repeat` wants the whole
/// roster. Of several such calls in one text only the first is looked at, as the reference
/// converter does.
fn is_relative(text: &str, found: &Found<'_>) -> bool {
    if !text.contains("indexed-repeat(") {
        return true;
    }
    let calls = calls(text);
    let mut calls = calls.iter();
    while let Some(call) = calls.next() {
        if found.span.end > call.end {
            if calls.next().is_none() {
                return true;
            }
            continue;
        }
        if found.span.end < call.start || found.span.start > call.end {
            return true;
        }
        let wanted = format!("${{{}}}", found.name);
        let arguments = &text[call.clone()];
        let inside = arguments.find('(').map_or("", |at| &arguments[at + 1..]);
        let inside = inside.strip_suffix(')').unwrap_or(inside);
        let position = inside.split(',').enumerate().filter(|(_, it)| it.contains(&wanted)).last();
        return position.is_some_and(|(position, _)| ![0, 1, 3, 5].contains(&position));
    }
    false
}

/// Where `indexed-repeat(...)` stands in a text, up to the first bracket that closes.
fn calls(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("indexed-repeat(").map(|at| from + at) {
        let Some(end) = text[start..].find(')').map(|at| start + at + 1) else { break };
        found.push(start..end);
        from = end;
    }
    found
}

/// Whether a part of a text stands in a predicate over another instance.
fn in_predicate(text: &str, span: &Range<usize>) -> bool {
    if !text.contains("instance(") {
        return false;
    }
    let mut from = 0;
    while let Some(start) = text[from..].find('[').map(|at| from + at) {
        let Some(end) = text[start..].find(']').map(|at| start + at + 1) else { return false };
        if start <= span.start && span.end <= end {
            return true;
        }
        from = end;
    }
    false
}
