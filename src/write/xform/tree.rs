//! The nodes of an instance, as they stand in it: those of the questionnaire and those that an
//! XForm needs beside them.

use super::types::{self, Type};
use crate::compile::columns::language_heading;
use crate::compile::compound::cell;
use crate::compile::kinds::{self, ChoiceSource};
use crate::compile::sheet::{Cell, ChoiceRow, Item, ItemKind, ListContent, ListRow, Sheet, Words};

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A group; one without a body has no control.
    Group {
        /// Whether it has a control.
        body: bool,
    },
    /// A roster.
    Repeat,
    /// A question, note or calculation.
    Question(Type),
}

/// A node of the instance.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The node around it; itself for the root.
    pub parent: usize,
    /// The nodes inside it.
    pub children: Vec<usize>,
    /// What is said of it.
    pub item: Item,
    /// The words of its appearance as one text.
    pub appearance: String,
    /// How many rows a roster has, as a reference.
    pub count: Option<String>,
    /// Whether it only helps to show others.
    pub generated: bool,
}

/// All nodes, the root first, in the order of the instance.
#[derive(Debug)]
pub struct Tree<'s> {
    /// What they come from.
    pub sheet: &'s Sheet,
    /// The languages as translations name them.
    pub languages: Vec<String>,
    /// The nodes.
    pub nodes: Vec<Node>,
}

impl<'s> Tree<'s> {
    /// The nodes of a sheet.
    pub fn of(sheet: &'s Sheet) -> Tree<'s> {
        let heading = |row: &crate::compile::sheet::LanguageRow| {
            language_heading(&row.code.text, &row.name.text)
        };
        let languages = sheet.languages.iter().map(heading).collect();
        let mut tree = Tree { sheet, languages, nodes: Vec::new() };
        let name = tree.setting("name").unwrap_or("data").to_owned();
        let root = Node {
            name,
            kind: Kind::Group { body: true },
            parent: 0,
            children: Vec::new(),
            item: Item::default(),
            appearance: String::new(),
            count: None,
            generated: false,
        };
        tree.nodes.push(root);
        tree.items(0, &sheet.survey, &mut None);
        tree.meta();
        tree
    }

    /// Whether an item waits for its triggers: only what is shown can trigger.
    pub fn waits(&self, item: &Item) -> bool {
        item.trigger.iter().any(|cell| is_shown(&self.sheet.survey, cell))
    }

    /// A setting that is kept.
    pub fn setting(&self, key: &str) -> Option<&'s str> {
        let found = self.sheet.settings.iter().find(|(known, _)| known.text == key);
        found.map(|(_, value)| value.text.as_str())
    }

    /// Whether a setting says yes.
    pub fn says_yes(&self, key: &str) -> bool {
        self.setting(key).is_some_and(|text| {
            matches!(text.to_ascii_lowercase().as_str(), "yes" | "true" | "true()")
        })
    }

    /// The choice list of that name.
    pub fn list(&self, name: &str) -> Option<&'s ListRow> {
        self.sheet.lists.iter().find(|list| list.name.text == name)
    }

    /// Adds a node at the end of another.
    fn push(&mut self, parent: usize, kind: Kind, item: Item) -> usize {
        let at = self.nodes.len();
        let words: Vec<&str> = item.appearance.iter().map(|cell| cell.text.as_str()).collect();
        let (name, appearance) = (item.name.text.clone(), words.join(" "));
        let (children, count, generated) = (Vec::new(), None, false);
        let node = Node { name, kind, parent, children, item, appearance, count, generated };
        self.nodes.push(node);
        self.nodes[parent].children.push(at);
        at
    }

    /// `table` is the list of the table that is open, once its first question named it.
    fn items(&mut self, parent: usize, items: &[Item], table: &mut Option<Option<String>>) {
        for item in items {
            match item.kind {
                ItemKind::Question => self.question(parent, item, table),
                ItemKind::Group | ItemKind::Roster => {
                    self.around(parent, item, table);
                    *table = None;
                }
            }
        }
    }

    fn around(&mut self, parent: usize, item: &Item, table: &mut Option<Option<String>>) {
        let mut bare = Item { items: Vec::new(), ..item.clone() };
        let count = bare.repeat_count.take().filter(|_| item.kind == ItemKind::Roster);
        let count = count.map(|count| self.count(parent, item, &count));
        let is_table = is_table(item);
        let mut heading = None;
        if is_table {
            *table = Some(None);
            bare.appearance.retain(|word| word.text != "table-list" && word.text != "field-list");
            bare.appearance.insert(0, cell("field-list"));
            if !item.label.is_empty() || !item.hint.is_empty() {
                heading = Some(Item {
                    name: cell(&format!("generated_table_list_label_{}", item.mark.line)),
                    type_text: Some(cell("note")),
                    label: std::mem::take(&mut bare.label),
                    hint: std::mem::take(&mut bare.hint),
                    ..Item::default()
                });
            }
        }
        let kind = match item.kind {
            ItemKind::Roster => Kind::Repeat,
            _ => Kind::Group { body: true },
        };
        let at = self.push(parent, kind, bare);
        self.nodes[at].count = count;
        if let Some(heading) = heading {
            let heading = self.push(at, Kind::Question(types::of_word("note")), heading);
            self.nodes[heading].generated = true;
        }
        self.items(at, &item.items, table);
    }

    /// The number of rows as a reference; an expression gets a node of its own.
    fn count(&mut self, parent: usize, item: &Item, count: &Cell) -> String {
        let text = count.text.trim();
        let inside = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
        if inside.is_some_and(|name| !name.contains(['$', '{', '}'])) {
            return text.to_owned();
        }
        let name = format!("{}_count", item.name.text);
        let node = Item {
            name: cell(&name),
            type_text: Some(cell("calculate")),
            calculation: Some(count.clone()),
            read_only: Some(cell("true()")),
            ..Item::default()
        };
        self.push(parent, Kind::Question(types::of_word("calculate")), node);
        format!("${{{name}}}")
    }

    fn question(&mut self, parent: usize, item: &Item, table: &mut Option<Option<String>>) {
        let original = item.extra.iter().find(|(key, _)| key.text == "type");
        let typed = original.map(|(_, cell)| cell).or(item.type_text.as_ref());
        let text = typed.map_or("text", |cell| cell.text.trim());
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let kind = types::of_word(word);
        if word == "audit" {
            return;
        }
        let mut own = item.clone();
        if own.name.text.is_empty() {
            own.name = cell(word);
        }
        let list = rest.split_whitespace().next().unwrap_or("").to_owned();
        if matches!(kind.control, "select1" | "select")
            && let Some(open) = table
        {
            if open.is_none() {
                *open = Some(list.clone());
                let header = Item {
                    name: cell(&format!("reserved_name_for_field_list_labels_{}", item.mark.line)),
                    type_text: Some(cell(&format!("{word} {list}"))),
                    appearance: vec![cell("label")],
                    ..Item::default()
                };
                let header = self.push(parent, Kind::Question(kind), header);
                self.nodes[header].generated = true;
            }
            own.appearance = vec![cell("list-nolabel")];
        }
        let name = own.name.text.clone();
        self.push(parent, Kind::Question(kind), own);
        if let Some(choice) = other_choice(item) {
            let label = item.or_other.as_ref().map(|other| other.label.clone()).unwrap_or_default();
            let label = match label.is_empty() {
                true => Words::same(&cell("Specify other."), self.languages.len()),
                false => label,
            };
            let specify = Item {
                name: cell(&format!("{name}_other")),
                type_text: Some(cell("text")),
                relevant: Some(cell(&format!("selected(../{name}, '{choice}')"))),
                label,
                ..Item::default()
            };
            self.push(parent, Kind::Question(types::of_word("text")), specify);
        }
    }

    /// The group of metadata: what the program fills in for every interview.
    fn meta(&mut self) {
        let existing =
            self.nodes[0].children.iter().copied().find(|&at| self.nodes[at].name == "meta");
        let meta = existing.unwrap_or_else(|| {
            let item = Item { name: cell("meta"), kind: ItemKind::Group, ..Item::default() };
            self.push(0, Kind::Group { body: false }, item)
        });
        let mut audits = Vec::new();
        find_audits(&self.sheet.survey, &mut audits);
        for audit in audits {
            let item = Item { name: cell("audit"), ..audit.clone() };
            self.push(meta, Kind::Question(types::of_word("audit")), item);
        }
        if !self.says_yes("omit_instanceID") {
            let id = Item {
                name: cell("instanceID"),
                read_only: Some(cell("true()")),
                extra: vec![(
                    cell("bind::jr:preload"),
                    cell(self.setting("instance_id").unwrap_or("uid")),
                )],
                ..Item::default()
            };
            self.push(meta, Kind::Question(types::of_word("calculate")), id);
        }
        if let Some(name) = &self.sheet.instance_name {
            let name = Item {
                name: cell("instanceName"),
                calculation: Some(name.clone()),
                ..Item::default()
            };
            self.push(meta, Kind::Question(types::of_word("calculate")), name);
        }
    }
}

fn find_audits<'i>(items: &'i [Item], found: &mut Vec<&'i Item>) {
    for item in items {
        let is_audit = item.type_text.as_ref().is_some_and(|cell| cell.text.trim() == "audit");
        if is_audit {
            found.push(item);
        }
        find_audits(&item.items, found);
    }
}

/// Whether a group is shown as a table of selects with one heading. A battery is one unless its
/// questions say themselves how they are shown.
fn is_table(item: &Item) -> bool {
    let looks = |item: &Item, word: &str| item.appearance.iter().any(|cell| cell.text == word);
    let said = item.items.iter().any(|child| looks(child, "list-nolabel") || looks(child, "label"));
    let list = |child: &Item| {
        let text = child.type_text.as_ref()?.text.clone();
        text.starts_with("select_").then_some(text)
    };
    let one = item.items.first().and_then(list);
    let alike = one.is_some() && item.items.iter().all(|child| list(child) == one);
    looks(item, "table-list") || item.battery && !said && alike
}

/// The choice that opens a free answer beside the choices.
pub fn other_choice(item: &Item) -> Option<String> {
    let typed = kinds::read(&item.type_text.as_ref()?.text).ok()?;
    let Some(ChoiceSource::List(_)) = typed.choices else { return None };
    match &item.or_other {
        Some(other) => {
            Some(other.choice.as_ref().map_or_else(|| "other".to_owned(), |cell| cell.text.clone()))
        }
        None => typed.or_other.then(|| "other".to_owned()),
    }
}

/// Whether the question of that name is shown.
pub fn is_shown(items: &[Item], name: &Cell) -> bool {
    let wanted = name.text.trim_matches(['$', '{', '}', ' ']);
    items.iter().any(|item| {
        let text = item.type_text.as_ref().map_or("", |cell| cell.text.as_str());
        let word = text.split_whitespace().next().unwrap_or("");
        let said = !item.label.is_empty() || !item.hint.is_empty();
        let shown = item.kind == ItemKind::Question && !types::of_word(word).control.is_empty();
        item.name.text == wanted && shown && (said || item.calculation.is_none())
            || is_shown(&item.items, name)
    })
}

/// A sheet whose lists hold the choice that opens a free answer, where a question asks for it.
pub fn with_other_choices(sheet: &Sheet) -> Sheet {
    let mut sheet = sheet.clone();
    let mut lists = Vec::new();
    find_opened(&sheet.survey, &mut lists);
    let label = Words::same(&cell("Other"), sheet.languages.len());
    for list in sheet.lists.iter_mut().filter(|list| lists.contains(&list.name.text)) {
        if let ListContent::Choices(choices) = &mut list.content
            && !choices.iter().any(|choice| choice.name.text == "other")
        {
            let (name, label) = (cell("other"), label.clone());
            choices.push(ChoiceRow { name, label, ..ChoiceRow::default() });
        }
    }
    sheet
}

/// The lists to which questions add the choice `other`.
fn find_opened(items: &[Item], lists: &mut Vec<String>) {
    for item in items {
        if other_choice(item).is_some_and(|choice| choice == "other")
            && let Some(cell) = &item.type_text
            && let Ok(typed) = kinds::read(&cell.text)
            && let Some(ChoiceSource::List(list)) = typed.choices
        {
            lists.push(list.to_owned());
        }
        find_opened(&item.items, lists);
    }
}

/// The file of a list that stands in one.
pub fn file_of(list: &ListRow) -> Option<(&Cell, Option<&Cell>, Option<&Cell>)> {
    match &list.content {
        ListContent::File { file, name, label } => Some((file, name.as_ref(), label.as_ref())),
        ListContent::Choices(_) => None,
    }
}
