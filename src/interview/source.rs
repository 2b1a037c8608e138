//! What expressions may ask of an interview.

use super::{Answer, Interview};
use crate::expr::source::{Source, Table};
use crate::form::node::{Choices, Kind};
use crate::moment::Moment;
use crate::place::{NodeId, Place, RowKey};
use crate::value::Value;

impl Source for Interview {
    fn value(&self, place: Place) -> Option<Value> {
        Interview::value(self, place)
    }

    fn relevant(&self, place: Place) -> bool {
        Interview::relevant(self, place)
    }

    fn name(&self, node: NodeId) -> &str {
        &self.form.node(node).name
    }

    /// The group or row around a place; a row of a roster lies directly in the group around the
    /// roster.
    fn parent(&self, place: Place) -> Option<Place> {
        let row = self.rows.get(place.row)?;
        let around = if row.roster == place.node { row.around } else { place.row };
        Some(Place::new(around, self.form.node(place.node).parent?))
    }

    fn children(&self, place: Place, name: &str) -> Vec<Place> {
        if self.is_stand(place) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for &child in &self.form.node(place.node).children {
            let node = self.form.node(child);
            if name != "*" && node.name != name {
                continue;
            }
            let at = Place::new(place.row, child);
            match node.kind {
                Kind::Roster(_) => {
                    found.extend(self.rows(at).iter().map(|&row| Place::new(row, child)));
                }
                Kind::Group(_) | Kind::Question(_) => found.push(at),
            }
        }
        found
    }

    fn locate(&self, target: NodeId, from: Place) -> Vec<Place> {
        let mut shared = RowKey::ROOT;
        let mut around: Vec<(RowKey, NodeId)> =
            self.rows.outward(from.row).map(|(key, row)| (key, row.roster)).collect();
        around.reverse();
        for (&roster, &(key, known)) in self.plan.chain(target).iter().zip(&around) {
            if roster != known {
                break;
            }
            shared = key;
        }
        let rows = self.rows_within(shared, target);
        match self.form.node(target).kind {
            Kind::Roster(_) => rows
                .into_iter()
                .flat_map(|row| self.rows(Place::new(row, target)).iter().copied())
                .map(|row| Place::new(row, target))
                .collect(),
            Kind::Group(_) | Kind::Question(_) => {
                rows.into_iter().map(|row| Place::new(row, target)).collect()
            }
        }
    }

    fn position(&self, place: Place) -> usize {
        match self.rows.get(place.row) {
            Some(row) if row.roster == place.node => row.position as usize + 1,
            _ => 1,
        }
    }

    fn table(&self, name: &str) -> Option<&Table> {
        self.form.table_named(name)
    }

    fn choice_label(&self, question: NodeId, choice: &str, from: Place) -> Option<String> {
        self.label_of_choice(question, choice, from)
    }

    /// Texts are registered under `path:label` and `path:hint`, the path with or without the
    /// form's root, and those of choices under `list-0` and so on.
    fn itext(&self, id: &str) -> Option<String> {
        if id.is_empty() {
            return None;
        }
        let of_list = id.rsplit_once('-').and_then(|(list, at)| {
            self.form.list_named(list)?.choices.get(at.parse::<usize>().ok()?)
        });
        if let Some(choice) = of_list {
            return self.text(&choice.label, Place::ROOT).map(|filled| filled.text);
        }
        let (path, what) = id.rsplit_once(':').unwrap_or((id, "label"));
        let inner = path.trim_start_matches('/').split_once('/').map_or("", |(_, inner)| inner);
        let node = self.form.node_at(path).or_else(|| self.form.node_at(inner))?;
        let node = self.form.node(node);
        let wording = if what == "hint" { &node.hint } else { &node.label };
        self.text(wording, Place::new(RowKey::ROOT, node.id)).map(|filled| filled.text)
    }

    fn property(&self, name: &str) -> Option<String> {
        if matches!(name, "case" | "caseid") {
            return Some(self.case.to_string());
        }
        let known = self.properties.iter().find(|(known, _)| known == name);
        known.map(|(_, value)| value.clone())
    }

    fn last_saved(&self, target: NodeId) -> Option<Value> {
        self.last_saved.get(&target).cloned()
    }

    fn now(&self) -> Moment {
        self.moment
    }

    fn random(&self) -> f64 {
        let drawn = self.draws.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.draws.set(drawn);
        // The top 53 bits make every representable fraction equally likely.
        (mix(drawn) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Spreads the bits of a number (the finaliser of SplitMix64), so that neighbouring numbers give
/// unrelated ones.
pub(super) fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

impl Interview {
    /// What a person answered there, also if it does not count.
    pub fn answer(&self, place: Place) -> Option<&Answer> {
        self.cell(place)?.answer.as_deref()
    }

    /// The value that counts: the answer, else what was calculated or preset; `None` where blank,
    /// set aside or not relevant.
    pub fn value(&self, place: Place) -> Option<Value> {
        self.cell(place).filter(|cell| cell.applies)?.value().cloned()
    }

    /// The value at a place whether it applies or not, set aside or not: what transcripts show.
    pub fn kept_value(&self, place: Place) -> Option<Value> {
        let cell = self.cell(place)?;
        match &cell.answer {
            Some(answer) => Some(answer.value.clone()),
            None => cell.value().cloned(),
        }
    }

    /// Whether the place and all around it applies.
    pub fn relevant(&self, place: Place) -> bool {
        self.cell(place).is_some_and(|cell| cell.applies)
    }

    /// Whether the choices of a question are made of the answers in a roster's rows.
    pub(super) fn rows_choices(&self, question: NodeId) -> Option<(NodeId, NodeId)> {
        match self.form.node(question).question()?.choices? {
            Choices::Rows { label, name } => Some((label, name)),
            Choices::List(_) | Choices::Table { .. } => None,
        }
    }
}
