//! YAML text to a tree of nodes with their places. Every scalar is text; nothing is interpreted.
//!
//! Of YAML it takes maps, lists and texts in one document. Anchors, aliases and tags are refused:
//! they make a file that means something else than it looks like.

use std::collections::HashMap;

use granit_parser::{Event, Parser, Placement, ScalarStyle, Span, options};

use super::trouble;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Mark};

/// How deep lists and maps may stand inside each other.
const NESTING_MAX: usize = 120;

/// A node of the tree.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands.
    pub mark: Mark,
    /// What it is.
    pub content: Content,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Content {
    /// A text.
    Text {
        /// The text.
        text: String,
        /// Whether it stands without quotes.
        plain: bool,
        /// The place of a comment that follows on the same line.
        comment: Option<Mark>,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order written, each key once.
    Map(Vec<(Cell, Node)>),
    /// Something that was reported already.
    Broken,
}

/// A list or map that is still open.
enum Open {
    List(Mark, Vec<Node>),
    Map(Mark, Vec<(Cell, Node)>, Option<Cell>),
    /// A map or list in the place of a key, already reported: its content is dropped.
    Dropped(Mark),
}

struct Builder<'r, 'a> {
    report: &'r mut Report<'a>,
    open: Vec<Open>,
    root: Option<Node>,
}

/// Reads a text; `None` where it is not YAML at all, and then that is reported.
pub fn parse(text: &str, report: &mut Report<'_>) -> Option<Node> {
    let options = options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: NESTING_MAX,
        block_nesting_limit: NESTING_MAX,
        max_buffered_comment_events: usize::MAX,
    };
    let mut builder = Builder { report, open: Vec::new(), root: None };
    let mut documents = 0;
    for step in Parser::new_from_str_with_options(text, options) {
        let (event, span) = match step {
            Ok(step) => step,
            Err(error) => {
                trouble::report(text, &error, builder.report);
                return None;
            }
        };
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                let mark = mark(span);
                let message = "a second document begins here".to_owned();
                let help = "a questionnaire is one document: remove `---`".to_owned();
                builder.report.add_with_help("E0109", mark, message, help);
                return None;
            }
        }
        builder.event(event, span);
    }
    if builder.root.is_none() {
        let mark = Mark { line: 1, column: 1, ..Mark::default() };
        builder.report.add("E0103", mark, "the file is empty".to_owned());
    }
    builder.root
}

/// The place of a span.
pub fn mark(span: Span) -> Mark {
    let bytes = span.byte_range().unwrap_or_default();
    Mark {
        file: 0,
        sheet: 0,
        line: u32::try_from(span.start.line()).unwrap_or(u32::MAX),
        column: u32::try_from(span.start.col() + 1).unwrap_or(u32::MAX),
        start: bytes.start,
        end: bytes.end,
    }
}

impl Builder<'_, '_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        let mark = mark(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(mark, anchor != 0, tag.is_some());
                let plain = style == ScalarStyle::Plain;
                // Nothing at all comes from the parser as the sign for nothing.
                let text = if plain && text == "~" { String::new() } else { text.into_owned() };
                let content = Content::Text { text, plain, comment: None };
                self.node(Node { mark, content });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(mark, anchor != 0, tag.is_some());
                self.begin(mark, Open::List(mark, Vec::new()));
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(mark, anchor != 0, tag.is_some());
                self.begin(mark, Open::Map(mark, Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(mark),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let message = "an alias (`*name`) is not read".to_owned();
                let help = "quote the text if the star belongs to it; else write it out";
                self.report.add_with_help("E0107", mark, message, help.to_owned());
                self.node(Node { mark, content: Content::Broken });
            }
            Event::Comment(_, Placement::Right) => self.comment(mark),
            _ => {}
        }
    }

    fn refuse(&mut self, mark: Mark, anchored: bool, tagged: bool) {
        if anchored {
            let message = "an anchor (`&name`) is not read".to_owned();
            let help = "quote the text if `&` belongs to it; else remove it".to_owned();
            self.report.add_with_help("E0107", mark, message, help);
        }
        if tagged {
            let message = "a tag (`!name`) is not read".to_owned();
            let help = "quote the text if `!` belongs to it; else remove it".to_owned();
            self.report.add_with_help("E0108", mark, message, help);
        }
    }

    /// Opens a list or map; in the place of a key it is refused and its content dropped.
    fn begin(&mut self, mark: Mark, open: Open) {
        let as_key = match self.open.last() {
            Some(Open::Map(_, _, key)) => key.is_none(),
            Some(Open::Dropped(_)) => {
                self.open.push(Open::Dropped(mark));
                return;
            }
            _ => false,
        };
        if as_key {
            let message = "a list or map stands where a key is expected".to_owned();
            let help = "quote a text that begins with `{` or `[`".to_owned();
            self.report.add_with_help("E0106", mark, message, help);
            self.open.push(Open::Dropped(mark));
        } else {
            self.open.push(open);
        }
    }

    fn end(&mut self, end: Mark) {
        let whole = |mark: Mark| Mark { end: end.start.max(mark.start), ..mark };
        match self.open.pop() {
            Some(Open::List(mark, items)) => {
                self.node(Node { mark: whole(mark), content: Content::List(items) });
            }
            Some(Open::Map(mark, entries, _)) => {
                let entries = self.without_duplicates(entries);
                self.node(Node { mark: whole(mark), content: Content::Map(entries) });
            }
            Some(Open::Dropped(mark)) => self.node(Node { mark, content: Content::Broken }),
            None => {}
        }
    }

    fn node(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Dropped(_)) => {}
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => {
                    let text = match node.content {
                        Content::Text { text, .. } => {
                            if text.is_empty() {
                                let message = "a key is empty".to_owned();
                                self.report.add("E0106", node.mark, message);
                            }
                            text
                        }
                        _ => String::new(),
                    };
                    *key = Some(Cell { text, mark: node.mark });
                }
            },
        }
    }

    /// Notes a comment at the text that stands before it on the same line.
    fn comment(&mut self, mark: Mark) {
        let last = match self.open.last_mut() {
            Some(Open::List(_, items)) => items.last_mut(),
            Some(Open::Map(_, entries, None)) => entries.last_mut().map(|(_, node)| node),
            _ => None,
        };
        if let Some(Node { content: Content::Text { comment, .. }, .. }) = last {
            comment.get_or_insert(mark);
        }
    }

    /// The entries of a map, each key once; the others are reported. An empty key was reported
    /// already and is dropped.
    fn without_duplicates(&mut self, entries: Vec<(Cell, Node)>) -> Vec<(Cell, Node)> {
        let mut first: HashMap<String, Mark> = HashMap::with_capacity(entries.len());
        let mut kept = Vec::with_capacity(entries.len());
        for (key, node) in entries.into_iter().filter(|(key, _)| !key.text.is_empty()) {
            match first.get(&key.text) {
                Some(&mark) => {
                    let message = format!("the key `{}` is given twice", key.text);
                    self.report.add_with_related("E0105", key.mark, message, (mark, "first here"));
                }
                None => {
                    first.insert(key.text.clone(), key.mark);
                    kept.push((key, node));
                }
            }
        }
        kept
    }
}
