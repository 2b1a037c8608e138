//! From a form to the blocks of its page.

use super::block::{Block, Voice};
use super::words::{self, Words};
use crate::explain::Explainer;
use crate::form::Form;
use crate::form::node::{CheckSeverity, Choices, Count, Kind, Node, Question, QuestionKind};
use crate::form::wording::{Part, Wording};
use crate::place::NodeId;

/// A longer list of choices is not printed: it is handed out apart.
const CHOICES_MAX: usize = 60;
/// Rows of an open roster.
const OPEN_ROWS: usize = 6;
/// More rows than this do not fit on a page.
const ROWS_MAX: usize = 12;

/// Makes blocks.
pub struct Page<'f> {
    /// The form.
    pub form: &'f Form,
    /// The language, by its position.
    pub language: usize,
    /// Conditions in words.
    pub explain: Explainer<'f>,
    /// The page's own words.
    pub words: &'static Words,
    /// What there is so far.
    pub blocks: Vec<Block>,
}

impl<'f> Page<'f> {
    /// Begins a page.
    pub fn new(form: &'f Form, language: usize) -> Page<'f> {
        let code = form.languages.get(language).map_or("en", |language| &language.code);
        let (explain, words) = (Explainer::new(form, language), words::in_language(code));
        Page { form, language, explain, words, blocks: Vec::new() }
    }

    /// All blocks.
    pub fn blocks(mut self) -> Vec<Block> {
        let form = self.form;
        let mut lines = vec![form.id.clone()];
        if !form.version.is_empty() {
            lines.push((self.words.version)(&form.version));
        }
        if let Some(language) =
            form.languages.get(self.language).filter(|_| form.languages.len() > 1)
        {
            lines.push((self.words.language)(&language.name, language.draft));
        }
        let title = self.text(&form.title);
        self.blocks.push(Block::Cover { title, lines });
        self.blocks.push(Block::Room(self.words.case.to_owned(), 1));
        self.children(NodeId::ROOT, 1);
        self.computed();
        self.blocks
    }

    fn children(&mut self, parent: NodeId, depth: usize) {
        for &child in &self.form.node(parent).children {
            let node = self.form.node(child);
            match &node.kind {
                Kind::Question(question) if question.kind.is_shown() => {
                    self.question(node, question)
                }
                Kind::Question(_) => {}
                Kind::Group(group) => {
                    self.heading(node, depth);
                    if group.self_completion {
                        self.note(Voice::Instruction, self.words.alone.to_owned());
                    }
                    if group.battery && self.battery(node) {
                        continue;
                    }
                    self.children(child, depth + 1);
                }
                Kind::Roster(roster) => {
                    self.heading(node, depth);
                    let count = self.explain.count(roster.count);
                    let rows = count.map_or_else(
                        || self.words.rows_open.to_owned(),
                        |count| (self.words.rows)(&count),
                    );
                    self.note(Voice::Instruction, rows);
                    self.children(child, depth + 1);
                    self.grid(node, roster.count);
                }
            }
        }
    }

    fn heading(&mut self, node: &Node, depth: usize) {
        let text = self.text(&node.label);
        if !text.is_empty() {
            self.blocks.push(Block::Heading(depth, text));
        }
        self.around(node);
    }

    /// When it is asked, and what is said beside it.
    fn around(&mut self, node: &Node) {
        if let Some(rule) = node.relevant {
            let condition = self.explain.condition(rule);
            self.note(Voice::Condition, (self.words.asked_if)(&condition));
        }
        let (hint, instruction) = (self.text(&node.hint), self.text(&node.instruction));
        self.note(Voice::Hint, hint);
        self.note(Voice::Instruction, instruction);
        if node.random.is_some() {
            self.note(Voice::Instruction, self.words.random.to_owned());
        }
    }

    fn note(&mut self, voice: Voice, text: String) {
        if !text.is_empty() {
            self.blocks.push(Block::Note(voice, text));
        }
    }

    fn question(&mut self, node: &Node, question: &Question) {
        let number = node.number.clone().unwrap_or_default();
        let text = self.text(&node.label);
        self.blocks.push(Block::Question { number, text });
        self.around(node);
        self.answer(question);
        let special = self.special(question);
        if !special.is_empty() {
            self.blocks.push(Block::Choices(special));
        }
        self.checks(question);
        if !question.probes.is_empty() {
            self.note(Voice::Instruction, self.words.probes.to_owned());
            let probes = question.probes.iter();
            let probes = probes.map(|probe| (String::new(), self.text(&probe.label))).collect();
            self.blocks.push(Block::Choices(probes));
        }
    }

    /// The special answers that are open, to tick.
    pub fn special(&self, question: &Question) -> Vec<(String, String)> {
        let words = question.special.iter().map(|special| self.words.special[*special as usize]);
        words.map(|words| (String::new(), words.to_owned())).collect()
    }

    fn checks(&mut self, question: &Question) {
        for check in &question.checks {
            let condition = self.explain.condition(check.rule);
            let mut text = match check.severity {
                CheckSeverity::Hard => (self.words.must)(&condition),
                CheckSeverity::Soft => (self.words.doubted)(&condition),
            };
            let message = self.text(&check.message);
            if !message.is_empty() {
                text = format!("{text} — {message}");
            }
            self.note(Voice::Check, text);
        }
    }

    fn answer(&mut self, question: &Question) {
        let words = self.words;
        let (what, lines) = match &question.kind {
            QuestionKind::SelectOne | QuestionKind::SelectMultiple | QuestionKind::Rank => {
                return self.choices(question);
            }
            QuestionKind::Note => return,
            QuestionKind::Acknowledge => {
                let confirmed = (String::new(), words.confirmed.to_owned());
                return self.blocks.push(Block::Choices(vec![confirmed]));
            }
            QuestionKind::Integer | QuestionKind::Decimal => (words.number.to_owned(), 1),
            QuestionKind::Range { start, end, .. } => {
                ((words.range)(&start.to_string(), &end.to_string()), 1)
            }
            QuestionKind::Date => (words.date.to_owned(), 1),
            QuestionKind::Time => (words.time.to_owned(), 1),
            QuestionKind::DateTime => (words.date_time.to_owned(), 1),
            QuestionKind::Text { multiline } => {
                (words.text.to_owned(), if *multiline { 6 } else { 1 })
            }
            QuestionKind::Barcode => (words.barcode.to_owned(), 1),
            QuestionKind::Geopoint | QuestionKind::Geotrace | QuestionKind::Geoshape => {
                (words.place.to_owned(), 1)
            }
            _ => (words.file.to_owned(), 1),
        };
        self.blocks.push(Block::Room(what, lines));
    }

    fn choices(&mut self, question: &Question) {
        let how = match question.kind {
            QuestionKind::SelectOne => self.words.one.to_owned(),
            QuestionKind::Rank => self.words.rank.to_owned(),
            _ => (self.words.several)(question.choose_max),
        };
        self.note(Voice::Instruction, format!("{how}."));
        if let Some(rule) = question.choice_filter {
            let condition = self.explain.filter(rule);
            self.note(Voice::Condition, (self.words.choices_if)(&condition));
        }
        let block = match self.listed(question) {
            Ok(choices) => Block::Choices(choices),
            Err(from) => Block::Room(from, 1),
        };
        self.blocks.push(block);
    }

    /// The choices with their codes, or where they come from if there is no printing them.
    pub fn listed(&self, question: &Question) -> Result<Vec<(String, String)>, String> {
        match question.choices {
            Some(Choices::List(list)) => {
                let list = self.form.list(list);
                if list.choices.len() > CHOICES_MAX {
                    return Err((self.words.from_list)(&list.name, list.choices.len()));
                }
                let label = |label: &Wording| self.text(label);
                let choices = list.choices.iter();
                Ok(choices.map(|it| (it.name.to_string(), label(&it.label))).collect())
            }
            Some(Choices::Rows { label, .. }) => {
                Err((self.words.from_rows)(&self.explain.name(label)))
            }
            Some(Choices::Table { table, name, label }) => {
                let table = &self.form.tables[table];
                if table.height() > CHOICES_MAX {
                    return Err((self.words.from_list)(&table.name, table.height()));
                }
                let cell = |row, column| table.cell(row, column).unwrap_or("").to_owned();
                Ok((0..table.height()).map(|row| (cell(row, name), cell(row, label))).collect())
            }
            None => Ok(Vec::new()),
        }
    }

    /// A roster as a grid to fill in: a column for each question directly in it.
    fn grid(&mut self, node: &Node, count: Count) {
        let shown = |&&child: &&NodeId| {
            let question = self.form.node(child).question();
            question.is_some_and(|question| question.kind.is_answerable())
        };
        let columns: Vec<NodeId> = node.children.iter().filter(shown).copied().collect();
        if columns.len() < 2 {
            return;
        }
        let heading = |&id: &NodeId| {
            let node = self.form.node(id);
            let short = if node.short.is_empty() { &node.label } else { &node.short };
            let number = node.number.as_deref().unwrap_or("");
            format!("{number} {}", self.text(short)).trim().to_owned()
        };
        let mut head = vec![String::new()];
        head.extend(columns.iter().map(heading));
        let height = match count {
            Count::Fixed(count) => (count as usize).min(ROWS_MAX),
            _ => OPEN_ROWS,
        };
        let row = |number: usize| {
            let mut cells = vec![number.to_string()];
            cells.resize(columns.len() + 1, String::new());
            cells
        };
        self.blocks.push(Block::Table(head, (1..=height).map(row).collect()));
    }

    /// What the program computes, at the end.
    fn computed(&mut self) {
        let mut lines = Vec::new();
        for node in &self.form.nodes {
            if let Some(question) = node.question()
                && question.kind == QuestionKind::Calculate
                && let Some(rule) = question.calculation
            {
                let words = self.explain.calculation(rule);
                lines.push((self.words.value)(&node.name, &words));
            }
        }
        if !lines.is_empty() {
            self.blocks.push(Block::Heading(1, self.words.computed.to_owned()));
            self.blocks.extend(lines.into_iter().map(|line| Block::Note(Voice::Hint, line)));
        }
    }

    /// A wording as it stands on paper: what is filled in while asking stands in brackets.
    pub fn text(&self, wording: &Wording) -> String {
        let Some((template, _)) = wording.in_language(self.language) else { return String::new() };
        let mut text = String::new();
        for part in &template.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Value(rule) => text += &format!("[{}]", self.explain.calculation(*rule)),
            }
        }
        text.trim().to_owned()
    }
}
