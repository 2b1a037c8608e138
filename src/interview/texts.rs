//! What is said: wording in the language of the interview, with answers filled in.

use super::{Filled, Interview};
use crate::form::wording::{Part, Wording};
use crate::place::{Place, RowKey};

impl Interview {
    /// A wording filled in for a place, in the language of the interview; `None` for no words.
    pub fn text(&self, wording: &Wording, place: Place) -> Option<Filled> {
        let (template, fallback) = wording.in_language(self.language)?;
        let mut text = String::new();
        for part in &template.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                // What cannot be evaluated is left blank: a text never stops an interview.
                Part::Value(rule) => {
                    if let Ok(outcome) = self.look_up(*rule, place) {
                        text.push_str(&outcome.to_text());
                    }
                }
            }
        }
        Some(Filled { text, fallback })
    }

    /// The label of the node at a place.
    pub fn label(&self, place: Place) -> Filled {
        self.text(&self.form.node(place.node).label, place).unwrap_or_default()
    }

    /// A row's name: its roster's label filled in, else the roster's name and the row's position.
    pub fn row_name(&self, row: RowKey) -> String {
        let (place, _) = self.row_place(row);
        let node = self.form.node(place.node);
        match self.text(&node.label, place).filter(|filled| !filled.text.trim().is_empty()) {
            Some(filled) => filled.text,
            None => format!("{} {}", node.name, self.row_position(row) + 1),
        }
    }

    /// The name of the interview, where the form says how it is made.
    pub fn instance_name(&self) -> Option<String> {
        let outcome = self.look_up(self.form.instance_name?, Place::ROOT).ok()?;
        Some(outcome.to_text()).filter(|name| !name.is_empty())
    }
}
