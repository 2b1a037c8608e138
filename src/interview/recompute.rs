//! What follows from a change: relevance, numbers of rows, calculations, in the order in which
//! they depend on each other. `decide` and `apply` both come here, so both see the same.
//!
//! Work to do waits in a queue ordered by the rank that the form's graph gives; whatever changes
//! puts what depends on it into the queue. The cost is that of what really changed.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::Interview;
use super::convert::{from_outcome, read};
use super::history::Triggered;
use super::rows::{Presence, Row};
use crate::expr::{self, Defect, Outcome};
use crate::form::RuleId;
use crate::form::graph::{Computed, Role};
use crate::form::node::{Count, Kind, Preset};
use crate::place::{NodeId, Place, RowId, RowKey};
use crate::value::Value;

/// The most rows that one roster can have: beyond it a count is a slip of the finger (E15).
pub const ROWS_MAX: usize = 10_000;

/// The most cells an interview can have: nested counts must not eat the memory.
const CELLS_MAX: usize = 600_000;

/// How often a triggered calculation may run within one step: triggers can form a circle.
const TRIGGER_RUNS_MAX: u8 = 3;

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Task {
    Compute(Role),
    /// A calculation that runs because its trigger changed.
    Triggered,
    /// A default that is an expression.
    Preset,
}

/// Something to do; ordered by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    rank: u32,
    task: Task,
    node: NodeId,
    row: RowKey,
}

/// What is still to do after a change.
#[derive(Debug, Default)]
pub(super) struct Work {
    queue: BTreeSet<Item>,
    triggered: HashMap<Place, u8>,
    /// While an interview begins or a row is made, values appear without having changed.
    quiet: bool,
}

impl Interview {
    /// Does all work that waits, and what follows from it.
    pub(super) fn settle(&mut self, work: &mut Work) {
        while let Some(item) = work.queue.pop_first() {
            let place = Place::new(item.row, item.node);
            match item.task {
                Task::Compute(Role::Relevance) => self.compute_relevance(place, work),
                Task::Compute(Role::Count) => self.compute_count(place, work),
                Task::Compute(Role::Calculation) => self.compute_calculation(place, work),
                Task::Triggered => {
                    let runs = work.triggered.entry(place).or_default();
                    if *runs < TRIGGER_RUNS_MAX {
                        *runs += 1;
                        self.run_triggered(place, work);
                    }
                }
                Task::Preset => self.compute_preset(place, work),
            }
        }
    }

    /// The interview begins: everything is computed for the first time.
    pub(super) fn begin(&mut self, work: &mut Work) {
        work.quiet = true;
        self.fill_row(RowKey::ROOT, true, work);
        self.enqueue_row(RowKey::ROOT, true, work);
        self.settle(work);
        work.quiet = false;
    }

    /// Whatever uses the clock or randomness is to be computed again.
    pub(super) fn enqueue_volatile(&mut self, work: &mut Work) {
        let plan = Arc::clone(&self.plan);
        for &computed in plan.volatile() {
            self.enqueue(computed, RowKey::ROOT, work);
        }
    }

    /// Everything is to be computed again.
    pub(super) fn enqueue_all(&mut self, work: &mut Work) {
        self.enqueue_row(RowKey::ROOT, false, work);
    }

    /// Runs a calculation because its trigger changed, and notes it for undoing.
    fn run_triggered(&mut self, place: Place, work: &mut Work) {
        let computed = |one: &Interview| one.cell(place).and_then(|cell| cell.computed.clone());
        let before = computed(self);
        self.compute_calculation(place, work);
        let after = computed(self);
        if before != after {
            let step = self.step;
            Arc::make_mut(&mut self.history).note(step, Triggered { place, before, after });
        }
    }

    /// The value at a place changed: what looks at it is to be computed again, and what it
    /// triggers.
    pub(super) fn value_changed(&mut self, place: Place, work: &mut Work) {
        self.touched(place, work);
        // Undoing and redoing put back what was triggered then.
        if work.quiet || self.history.mirror == Some(self.step) {
            return;
        }
        let plan = Arc::clone(&self.plan);
        for &node in plan.triggered(place.node) {
            let shared = common(plan.chain(place.node), plan.chain(node));
            let from = self.rows.at_depth(place.row, shared);
            for row in self.rows_within(from, node) {
                work.queue.insert(Item { rank: u32::MAX - 1, task: Task::Triggered, node, row });
            }
        }
    }

    /// A place gives expressions something else: what looks at it is to be computed again.
    pub(super) fn touched(&mut self, place: Place, work: &mut Work) {
        let form = Arc::clone(&self.form);
        for dependent in form.graph.dependents(place.node) {
            let computed = dependent.computed;
            if computed.node == place.node && computed.role == Role::Calculation {
                continue;
            }
            let from = self.rows.at_depth(place.row, usize::from(dependent.shared));
            self.enqueue(computed, from, work);
        }
    }

    /// The rows of a roster changed: whatever looks at them from outside is to be computed again.
    pub(super) fn rows_changed(&mut self, stand: Place, work: &mut Work) {
        let (form, plan) = (Arc::clone(&self.form), Arc::clone(&self.plan));
        let depth = plan.chain(stand.node).len();
        for node in plan.inside(stand.node) {
            for dependent in form.graph.dependents(node) {
                // What stands in a row and looks into the same row sees no other row.
                let shared = usize::from(dependent.shared);
                if node != stand.node && shared > depth {
                    continue;
                }
                let from = self.rows.at_depth(stand.row, shared.min(depth));
                self.enqueue(dependent.computed, from, work);
            }
        }
    }

    /// A row is to be there or not; what is inside follows.
    pub(super) fn set_presence(&mut self, row: RowKey, presence: Presence, work: &mut Work) {
        let Some(found) = self.rows.get_mut(row) else { return };
        found.presence = presence;
        let place = Place::new(row, found.roster);
        self.change(place, |cell| cell.own = presence == Presence::Here);
        self.spread(place, work);
        if presence == Presence::Here {
            self.enqueue_row(row, false, work);
        }
    }

    /// Makes a row that is not listed yet.
    pub(super) fn make_row(&mut self, stand: Place, id: RowId) -> RowKey {
        let depth = self.rows.get(stand.row).map_or(0, |row| row.depth) + 1;
        let row = self.rows.push(Row {
            roster: stand.node,
            around: stand.row,
            id,
            base: self.cells.len() as u32,
            position: 0,
            depth,
            presence: Presence::Here,
        });
        for _ in self.plan.layout(stand.node) {
            self.cells.push(super::cells::Cell::default());
        }
        row
    }

    /// Fills a row that was just made and listed: presets, rows of rosters inside, what applies.
    /// `first` says that the row is there from the beginning of the interview.
    pub(super) fn fill_row(&mut self, row: RowKey, first: bool, work: &mut Work) {
        let (form, plan) = (Arc::clone(&self.form), Arc::clone(&self.plan));
        let Some(roster) = self.rows.get(row).map(|row| row.roster) else { return };
        for &node in plan.layout(roster) {
            let place = Place::new(row, node);
            let node = form.node(node);
            let around = self.around(place).is_none_or(|around| self.relevant(around));
            let own = node.relevant.is_none() || node.id == roster;
            let computed = self.first_value(node.id).map(Arc::new);
            self.change(place, |cell| {
                cell.own = own;
                cell.applies = own && around;
                cell.computed = computed;
            });
            if let (Kind::Roster(inner), true) = (&node.kind, node.id != roster) {
                let count = match inner.count {
                    _ if self.as_odk => usize::from(first),
                    Count::Fixed(count) => count as usize,
                    // As in ODK, a roster of open length begins with one row.
                    Count::Open => usize::from(first),
                    Count::Expression(_) => 0,
                };
                self.set_count(place, count, first, work);
            }
        }
    }

    /// What a question holds before anything was computed.
    fn first_value(&self, node: NodeId) -> Option<Value> {
        let question = self.form.node(node).question()?;
        match (&question.default, &question.kind) {
            (Some(Preset::Static(text)), kind) => read(kind, text),
            (_, crate::form::node::QuestionKind::Meta(name)) => self.meta_value(name),
            _ => None,
        }
    }

    /// Everything in a row and in the rows inside it is to be computed. `fresh` for a row just
    /// made: then its presets are due too.
    pub(super) fn enqueue_row(&mut self, row: RowKey, fresh: bool, work: &mut Work) {
        let (form, plan) = (Arc::clone(&self.form), Arc::clone(&self.plan));
        let mut waiting = vec![row];
        while let Some(row) = waiting.pop() {
            let Some(roster) = self.rows.get(row).map(|row| row.roster) else { continue };
            for &node in plan.layout(roster) {
                if node == roster && roster != NodeId::ROOT {
                    continue;
                }
                let mut add = |task, rank| {
                    work.queue.insert(Item { rank, task, node, row });
                };
                let found = form.node(node);
                let rank = |role| form.graph.rank(Computed { node, role });
                if found.relevant.is_some() {
                    add(Task::Compute(Role::Relevance), rank(Role::Relevance));
                }
                match &found.kind {
                    Kind::Roster(inner) => {
                        if inner.count != Count::Open {
                            add(Task::Compute(Role::Count), rank(Role::Count));
                        }
                        waiting.extend(self.rows(Place::new(row, node)));
                    }
                    Kind::Question(question) => {
                        if question.calculation.is_some() && question.triggers.is_empty() {
                            add(Task::Compute(Role::Calculation), rank(Role::Calculation));
                        }
                        if fresh && matches!(question.default, Some(Preset::Dynamic(_))) {
                            add(Task::Preset, u32::MAX);
                        }
                    }
                    Kind::Group(_) => {}
                }
            }
        }
    }

    /// A computation is to be done in all rows inside a row.
    fn enqueue(&mut self, computed: Computed, from: RowKey, work: &mut Work) {
        let rank = self.form.graph.rank(computed);
        let (node, task) = (computed.node, Task::Compute(computed.role));
        if self.plan.chain(node).len() == self.rows.get(from).map_or(0, |row| row.depth.into()) {
            work.queue.insert(Item { rank, task, node, row: from });
            return;
        }
        for row in self.rows_within(from, node) {
            work.queue.insert(Item { rank, task, node, row });
        }
    }

    fn compute_relevance(&mut self, place: Place, work: &mut Work) {
        let Some(rule) = self.form.node(place.node).relevant else { return };
        // A condition that cannot be evaluated hides nothing.
        let own = self.evaluate(rule, place).is_none_or(|outcome| outcome.to_boolean());
        if self.cell(place).is_some_and(|cell| cell.own != own) {
            self.change(place, |cell| cell.own = own);
            self.spread(place, work);
        }
    }

    fn compute_count(&mut self, stand: Place, work: &mut Work) {
        let Kind::Roster(roster) = &self.form.node(stand.node).kind else { return };
        let room = self.room_for(stand);
        let wanted = match roster.count {
            Count::Open => return,
            Count::Fixed(count) => count as usize,
            Count::Expression(rule) => {
                let outcome = self.evaluate(rule, stand);
                // Not-a-number becomes 0, as do negative numbers.
                let wanted = outcome.map_or(f64::NAN, |outcome| outcome.to_number()) as usize;
                if wanted > room {
                    self.defect(stand, rule, Some(format!("{wanted} rows asked for, {room} made")));
                }
                wanted
            }
        };
        // On a walk as ODK's engine makes it rows appear as the walk comes to them.
        if !self.as_odk {
            self.set_count(stand, wanted.min(room), false, work);
        }
    }

    /// Gives a roster one more row if its count asks for it; whether it did.
    pub(super) fn grow(&mut self, stand: Place) -> bool {
        let present = self.rows(stand).len();
        let Kind::Roster(roster) = &self.form.node(stand.node).kind else { return false };
        let wanted = match roster.count {
            Count::Open => return false,
            Count::Fixed(count) => f64::from(count),
            Count::Expression(rule) => {
                self.look_up(rule, stand).map_or(f64::NAN, |outcome| outcome.to_number())
            }
        };
        if wanted as usize <= present || present >= self.room_for(stand) {
            return false;
        }
        let mut work = Work::default();
        self.set_count(stand, present + 1, false, &mut work);
        self.settle(&mut work);
        true
    }

    /// How many rows a roster may have.
    fn room_for(&self, stand: Place) -> usize {
        let known = self.row_list(stand).map_or(0, |list| list.known.len());
        let width = self.plan.layout(stand.node).len().max(1);
        let more = CELLS_MAX.saturating_sub(self.cells.len()) / width;
        ROWS_MAX.min(known + more)
    }

    /// Gives a roster so many rows: hides those beyond, brings hidden ones back, makes new ones.
    fn set_count(&mut self, stand: Place, count: usize, first: bool, work: &mut Work) {
        let count = count.min(self.room_for(stand));
        let (present, known) = match self.row_list(stand) {
            Some(list) => (list.present.clone(), list.known.clone()),
            None => {
                self.change_rows(stand, |_| {});
                (Vec::new(), Vec::new())
            }
        };
        if present.len() == count {
            return;
        }
        for &row in present.iter().skip(count) {
            self.set_presence(row, Presence::Hidden, work);
        }
        let mut made = Vec::new();
        let mut now: Vec<RowKey> = present.iter().copied().take(count).collect();
        let mut shown = Vec::new();
        for at in present.len()..count {
            match known.get(at) {
                Some(&(_, row)) => shown.push(row),
                None => {
                    let id = RowId(at as u64 + 1);
                    made.push((id, self.make_row(stand, id)));
                }
            }
        }
        now.extend(shown.iter().copied().chain(made.iter().map(|&(_, row)| row)));
        self.change_rows(stand, |list| {
            list.present = now;
            list.known.extend(made.iter().copied());
        });
        for row in shown {
            self.set_presence(row, Presence::Here, work);
        }
        for (_, row) in made {
            self.fill_row(row, first, work);
            self.enqueue_row(row, true, work);
        }
        self.rows_changed(stand, work);
    }

    fn compute_calculation(&mut self, place: Place, work: &mut Work) {
        let form = Arc::clone(&self.form);
        let Some(question) = form.node(place.node).question() else { return };
        let value = match question.calculation {
            Some(rule) => {
                let outcome = self.evaluate(rule, place);
                outcome.and_then(|outcome| from_outcome(&question.kind, &outcome))
            }
            // A trigger without a calculation empties the question.
            None => None,
        };
        self.set_computed(place, value, work);
    }

    fn compute_preset(&mut self, place: Place, work: &mut Work) {
        let form = Arc::clone(&self.form);
        let Some(question) = form.node(place.node).question() else { return };
        let Some(Preset::Dynamic(rule)) = question.default else { return };
        let outcome = self.evaluate(rule, place);
        let value = outcome.and_then(|outcome| from_outcome(&question.kind, &outcome));
        self.set_computed(place, value, work);
    }

    /// Puts a computed value in its place.
    pub(super) fn set_computed(&mut self, place: Place, value: Option<Value>, work: &mut Work) {
        let Some(cell) = self.cell(place) else { return };
        if cell.computed.as_deref() == value.as_ref() {
            return;
        }
        let counts = cell.applies && cell.answer.is_none() && !cell.blanked;
        self.change(place, |cell| cell.computed = value.map(Arc::new));
        if counts {
            self.value_changed(place, work);
        }
    }

    /// Works out whether a place applies, and all that is inside it.
    pub(super) fn spread(&mut self, place: Place, work: &mut Work) {
        let Some(cell) = self.cell(place) else { return };
        let around = self.around(place).is_none_or(|around| self.relevant(around));
        let applies = cell.own && around;
        if cell.applies == applies {
            return;
        }
        self.change(place, |cell| cell.applies = applies);
        self.touched(place, work);
        if self.is_stand(place) {
            for row in self.rows(place).to_vec() {
                self.spread(Place::new(row, place.node), work);
            }
            return;
        }
        let form = Arc::clone(&self.form);
        for &child in &form.node(place.node).children {
            self.spread(Place::new(place.row, child), work);
        }
    }

    /// Evaluates an expression; a defect is recorded and gives `None`.
    fn evaluate(&mut self, rule: RuleId, at: Place) -> Option<Outcome> {
        let outcome = self.look_up(rule, at);
        let defect = outcome.as_ref().err().map(|defect| defect.message.clone());
        self.defect(at, rule, defect);
        outcome.ok()
    }

    /// Evaluates an expression without recording anything.
    pub(super) fn look_up(&self, rule: RuleId, at: Place) -> Result<Outcome, Defect> {
        expr::evaluate(&self.form.rule(rule).expression, at, self)
    }

    /// Records that an expression could not be evaluated, or that it could.
    fn defect(&mut self, at: Place, rule: RuleId, message: Option<String>) {
        match message {
            Some(message) => {
                Arc::make_mut(&mut self.defects).insert((at, rule), message);
            }
            None if self.defects.contains_key(&(at, rule)) => {
                Arc::make_mut(&mut self.defects).remove(&(at, rule));
            }
            None => {}
        }
    }
}

/// How many rosters two chains have in common.
fn common(one: &[NodeId], other: &[NodeId]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}
