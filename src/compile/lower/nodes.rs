//! Lays out the nodes of a form: names, places in the tree, kinds. Expressions come later.

use std::collections::{BTreeMap, HashMap};

use super::lists::Resolved;
use super::talk;
use crate::compile::kinds::{self, ChoiceSource, Typed, Unread};
use crate::compile::nearest::did_you_mean;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Item, ItemKind, Mark, Sheet};
use crate::form::ListId;
use crate::form::node::{Choices, Count, Group, Kind, Node, Question, QuestionKind, Roster};
use crate::form::talk::SourceAsk;
use crate::form::wording::Wording;
use crate::place::NodeId;
use crate::value::Special;

/// The name of the root node.
const ROOT_NAME: &str = "data";

/// The nodes of a form and what they come from.
#[derive(Debug)]
pub struct Laid<'s> {
    /// The nodes in form order, without wordings and expressions.
    pub nodes: Vec<Node>,
    /// For each node the item it comes from; `None` for the root.
    pub items: Vec<Option<&'s Item>>,
    /// The questions that use a choice list, by position of the list.
    pub list_users: HashMap<usize, Vec<NodeId>>,
}

impl Laid<'_> {
    /// Where a node is named.
    pub fn name_mark(&self, node: NodeId) -> Mark {
        match self.items[node.index()] {
            Some(item) if !item.name.text.is_empty() => item.name.mark,
            Some(item) => item.mark,
            None => Mark::default(),
        }
    }
}

/// What goes down from groups to all that is inside.
#[derive(Clone)]
struct Inherited {
    special: Vec<Special>,
    source: SourceAsk,
    pii: bool,
    sealed: bool,
    roster: Option<NodeId>,
    roster_depth: u8,
}

struct Layout<'s, 'r, 'b, 'a> {
    laid: Laid<'s>,
    resolved: &'r Resolved,
    report: &'b mut Report<'a>,
}

/// Lays out all items of a sheet.
pub fn lay_out<'s>(sheet: &'s Sheet, resolved: &Resolved, report: &mut Report<'_>) -> Laid<'s> {
    let root = blank(NodeId::ROOT, ROOT_NAME.to_owned(), None, Kind::Group(Group::default()));
    let laid = Laid { nodes: vec![root], items: vec![None], list_users: HashMap::new() };
    let special = specials(&sheet.special, report);
    let source = talk::source(sheet.source.as_deref().unwrap_or_default(), report);
    let (pii, sealed, roster, roster_depth) = (false, false, None, 0);
    let inherited = Inherited { special, source, pii, sealed, roster, roster_depth };
    let mut layout = Layout { laid, resolved, report };
    layout.children(NodeId::ROOT, &sheet.survey, &inherited);
    layout.laid
}

fn blank(id: NodeId, name: String, parent: Option<NodeId>, kind: Kind) -> Node {
    Node {
        id,
        name,
        parent,
        children: Vec::new(),
        roster: None,
        roster_depth: 0,
        kind,
        label: Wording::default(),
        hint: Wording::default(),
        guidance: Wording::default(),
        instruction: Wording::default(),
        short: Wording::default(),
        number: None,
        relevant: None,
        random: None,
        appearance: Vec::new(),
        parameters: BTreeMap::new(),
        media: BTreeMap::new(),
        extra: BTreeMap::new(),
        line: 0,
    }
}

impl<'s> Layout<'s, '_, '_, '_> {
    fn children(&mut self, parent: NodeId, items: &'s [Item], inherited: &Inherited) {
        for item in items {
            let id = self.item(parent, item, inherited);
            self.laid.nodes[parent.index()].children.push(id);
        }
    }

    fn item(&mut self, parent: NodeId, item: &'s Item, inherited: &Inherited) -> NodeId {
        let id = NodeId(u32::try_from(self.laid.nodes.len()).unwrap_or(u32::MAX));
        let mut inherited = inherited.clone();
        if let Some(special) = &item.special {
            inherited.special = specials(special, self.report);
        }
        if let Some(source) = &item.source {
            inherited.source = talk::source(source, self.report);
        }
        inherited.pii = item.pii.unwrap_or(inherited.pii);
        inherited.sealed = item.sealed.unwrap_or(inherited.sealed);
        let looks = |word: &str| item.appearance.iter().any(|cell| cell.text == word);
        let mut name = item.name.text.clone();
        let kind = match item.kind {
            ItemKind::Group => Kind::Group(Group {
                page: looks("field-list"),
                battery: item.battery || looks("table-list") && !self.report.is_foreign(),
                self_completion: item.self_completion,
                locked_after: item.locked_after,
            }),
            ItemKind::Roster => Kind::Roster(Roster { count: Count::Open }),
            ItemKind::Question => {
                let question = self.question(item, id, &inherited);
                if let (QuestionKind::Meta(meta), true) = (&question.kind, name.is_empty()) {
                    name.clone_from(meta);
                }
                Kind::Question(Box::new(question))
            }
        };
        let mut node = blank(id, name, Some(parent), kind);
        node.roster = inherited.roster;
        node.roster_depth = inherited.roster_depth;
        node.number = item.number.as_ref().map(|cell| cell.text.clone());
        node.appearance = item.appearance.iter().map(|cell| cell.text.clone()).collect();
        let texts = |pairs: &[(Cell, Cell)]| {
            pairs.iter().map(|(key, value)| (key.text.clone(), value.text.clone())).collect()
        };
        node.parameters = texts(&item.parameters);
        node.extra = texts(&item.extra);
        node.line = item.mark.line;
        self.laid.nodes.push(node);
        self.laid.items.push(Some(item));
        if item.kind == ItemKind::Roster {
            inherited.roster = Some(id);
            inherited.roster_depth = inherited.roster_depth.saturating_add(1);
        }
        self.children(id, &item.items, &inherited);
        id
    }

    fn question(&mut self, item: &Item, id: NodeId, inherited: &Inherited) -> Question {
        let typed = item.type_text.as_ref().and_then(|cell| self.typed(item, cell));
        let (mut kind, source) = match typed {
            Some(Typed { kind, choices, .. }) => (kind, choices),
            None => (QuestionKind::Text { multiline: false }, None),
        };
        if let QuestionKind::Text { multiline } = &mut kind {
            *multiline = item.appearance.iter().any(|cell| cell.text == "multiline");
        }
        let choices = match (source, &item.type_text) {
            (Some(source), Some(cell)) => self.choices(source, cell, id),
            _ => None,
        };
        // Bound to be filled by something that no program knows: it stays empty.
        let bound = item.extra.iter().find(|(key, _)| key.text == "bind::jr:preload");
        let known = |text: &str| matches!(text, "timestamp" | "date" | "property" | "uid");
        if matches!(kind, QuestionKind::Meta(_)) && bound.is_some_and(|(_, by)| !known(&by.text)) {
            kind = QuestionKind::Hidden;
        }
        let open = kind.is_answerable() && kind != QuestionKind::Acknowledge;
        let own = item.special.is_some();
        Question {
            required: None,
            required_message: Wording::default(),
            read_only: None,
            calculation: None,
            triggers: Vec::new(),
            default: None,
            checks: Vec::new(),
            choices,
            choice_filter: None,
            choose_max: None,
            special: if open || own { inherited.special.clone() } else { Vec::new() },
            probes: Vec::new(),
            source: if open { inherited.source.clone() } else { SourceAsk::default() },
            pii: inherited.pii,
            sealed: inherited.sealed,
            kind,
        }
    }

    fn typed<'c>(&mut self, item: &Item, cell: &'c Cell) -> Option<Typed<'c>> {
        let unread = match kinds::read(&cell.text) {
            Ok(typed) => return Some(typed),
            Err(unread) => unread,
        };
        let word = cell.text.split_whitespace().next().unwrap_or("");
        let typed = if self.report.is_foreign() { "" } else { "type: " };
        let (code, message, help) = match unread {
            Unread::Unknown(near) => (
                "E0601",
                format!("`{word}` is not a type of question"),
                near.map(|near| format!("did you mean `{near}`?")),
            ),
            Unread::NoList => (
                "E0602",
                format!("`{word}` needs a choice list"),
                Some(format!("write `{typed}{word} LIST`")),
            ),
            Unread::Trailing(rest) => (
                "E0602",
                format!("`{rest}` does not belong to the type of `{}`", item.name.text),
                Some(format!(
                    "write `{typed}{}`",
                    if word.starts_with("select") || word == "rank" {
                        format!("{word} LIST")
                    } else {
                        word.to_owned()
                    }
                )),
            ),
        };
        let at = cell.text.find(word).unwrap_or(0);
        let mark = self.report.part(cell, at..at + word.len());
        self.report.add_with_help(code, mark, message, help);
        None
    }

    fn choices(&mut self, source: ChoiceSource<'_>, cell: &Cell, id: NodeId) -> Option<Choices> {
        match source {
            ChoiceSource::List(name) => {
                let Some(position) = self.resolved.list(name) else {
                    let at = cell.text.rfind(name).unwrap_or(0);
                    let mark = self.report.part(cell, at..at + name.len());
                    let message = format!("there is no choice list `{name}`");
                    let known = self.resolved.lists.iter().map(|list| list.name.text.as_str());
                    let help = did_you_mean(name, known);
                    self.report.add_with_help("E0501", mark, message, help);
                    return None;
                };
                self.laid.list_users.entry(position).or_default().push(id);
                Some(Choices::List(ListId(u32::try_from(position).unwrap_or(u32::MAX))))
            }
            // The columns and the question in the roster are found once everything is laid out.
            ChoiceSource::File(file) => {
                let table = *self.resolved.by_file.get(file)?;
                Some(Choices::Table { table, name: 0, label: 0 })
            }
            ChoiceSource::Rows(_) => {
                Some(Choices::Rows { label: NodeId::ROOT, name: NodeId::ROOT })
            }
        }
    }
}

/// The special answers named.
fn specials(names: &[Cell], report: &mut Report<'_>) -> Vec<Special> {
    let mut specials: Vec<Special> = Vec::new();
    for cell in names {
        match Special::from_name(&cell.text) {
            Some(special) if specials.contains(&special) => {}
            Some(special) => specials.push(special),
            None => {
                let message = format!("`{}` is not a special answer", cell.text);
                let known = Special::ALL.map(Special::name);
                let help = did_you_mean(&cell.text, known)
                    .unwrap_or_else(|| format!("they are {} and `none` alone", known.join(", ")));
                report.add_with_help("E0210", cell.mark, message, help);
            }
        }
    }
    specials.sort_unstable();
    specials
}
