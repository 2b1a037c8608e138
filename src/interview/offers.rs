//! The choices of a question: which are offered now, in which order, under which label.

use std::sync::Arc;

use super::{Interview, Offered};
use crate::expr;
use crate::form::node::{Choice, Choices, Question};
use crate::place::{NodeId, Place};

impl Interview {
    /// The choices offered at a question now, in the order in which they are shown.
    pub fn choices(&self, place: Place) -> Vec<Offered> {
        let node = self.form.node(place.node);
        let Some(question) = node.question() else { return Vec::new() };
        let offered: Vec<Offered> = match question.choices {
            None => return Vec::new(),
            Some(Choices::List(list)) => {
                let choices = self.form.list(list).choices.iter().enumerate();
                let passing = choices.filter(|(at, _)| self.passes(question, place, *at));
                passing.map(|(_, choice)| self.offer(choice, place)).collect()
            }
            Some(Choices::Rows { label, name }) => self.offer_rows(question, place, label, name),
            Some(Choices::Table { table, name, label }) => {
                let Some(table) = self.form.tables.get(table) else { return Vec::new() };
                let text = |row, column| table.cell(row, column).unwrap_or_default().into();
                let passing = (0..table.height()).filter(|&at| self.passes(question, place, at));
                passing
                    .map(|row| Offered {
                        name: text(row, name),
                        label: text(row, label),
                        exclusive: false,
                    })
                    .collect()
            }
        };
        match &node.random {
            Some(random) => {
                let names: Vec<&str> = offered.iter().map(|choice| choice.name.as_ref()).collect();
                let order = self.random_order(random, place, &names);
                order.into_iter().map(|at| offered[at].clone()).collect()
            }
            None => offered,
        }
    }

    /// The choice of that name, if it is offered at a question now. Cheaper than all of them.
    pub(super) fn offered(&self, place: Place, choice: &str) -> Option<Offered> {
        let question = self.form.node(place.node).question()?;
        if let Some(Choices::List(list)) = question.choices {
            // A name may stand in a list several times, told apart by the filter.
            let known = self.form.list(list);
            let mut named = self.plan.positions(list, known, choice).into_iter();
            let found = named.find(|&at| self.passes(question, place, at))?;
            return Some(self.offer(&known.choices[found], place));
        }
        self.choices(place).into_iter().find(|offered| *offered.name == *choice)
    }

    /// The label of a choice that was answered at a place, also if it is not offered now; the
    /// name itself where the form does not know it.
    pub fn choice_label(&self, place: Place, choice: &str) -> String {
        self.label_of_choice(place.node, choice, place).unwrap_or_else(|| choice.to_owned())
    }

    /// The label of a choice of a question, read from a place.
    pub(super) fn label_of_choice(
        &self,
        question: NodeId,
        choice: &str,
        from: Place,
    ) -> Option<String> {
        match self.form.nodes.get(question.index())?.question()?.choices? {
            Choices::List(list) => {
                let known = self.form.list(list);
                let found = self.plan.positions(list, known, choice).first().copied()?;
                Some(self.offer(&known.choices[found], from).label.to_string())
            }
            Choices::Rows { .. } => {
                let at = Place::new(from.row, question);
                let question = self.form.node(question).question()?;
                let (label, name) = self.rows_choices(at.node)?;
                let offered = self.rows_as_choices(question, at, label, name, false);
                let found = offered.into_iter().find(|known| *known.name == *choice);
                found.map(|known| known.label.to_string())
            }
            Choices::Table { table, name, label } => {
                let table = self.form.tables.get(table)?;
                let is_named = |&row: &usize| table.cell(row, name) == Some(choice);
                let row = (0..table.height()).find(is_named)?;
                table.cell(row, label).map(str::to_owned)
            }
        }
    }

    fn offer(&self, choice: &Choice, place: Place) -> Offered {
        let words = choice.label.in_language(self.language).and_then(|(label, _)| label.words());
        let label = match words {
            Some(words) => Arc::clone(words),
            None => match self.text(&choice.label, place) {
                Some(filled) => filled.text.into(),
                None => Arc::clone(&choice.name),
            },
        };
        Offered { name: Arc::clone(&choice.name), label, exclusive: choice.exclusive }
    }

    /// Whether the filter of a question lets a row of its table pass. A filter that cannot be
    /// evaluated hides nothing.
    fn passes(&self, question: &Question, place: Place, row: usize) -> bool {
        let Some(rule) = question.choice_filter else { return true };
        let table = match question.choices {
            Some(Choices::List(list)) => self.form.tables.get(self.form.list(list).table),
            Some(Choices::Table { table, .. }) => self.form.tables.get(table),
            Some(Choices::Rows { .. }) | None => None,
        };
        let Some(table) = table else { return true };
        let expression = &self.form.rule(rule).expression;
        expr::evaluate_filter(expression, place, table, row, self).unwrap_or(true)
    }

    fn offer_rows(
        &self,
        question: &Question,
        place: Place,
        label: NodeId,
        name: NodeId,
    ) -> Vec<Offered> {
        self.rows_as_choices(question, place, label, name, true)
    }

    /// The rows of a roster as choices; the filter is evaluated in each row.
    fn rows_as_choices(
        &self,
        question: &Question,
        place: Place,
        label: NodeId,
        name: NodeId,
        filtered: bool,
    ) -> Vec<Offered> {
        use crate::expr::source::Source;
        let mut offered = Vec::new();
        for at in self.locate(label, place) {
            let text = |node| self.value(Place::new(at.row, node)).map(|value| value.to_string());
            let (Some(label), Some(name)) = (text(label), text(name)) else { continue };
            let passes = match question.choice_filter.filter(|_| filtered) {
                Some(rule) => self.look_up(rule, at).map_or(true, |outcome| outcome.to_boolean()),
                None => true,
            };
            if passes {
                offered.push(Offered { name: name.into(), label: label.into(), exclusive: false });
            }
        }
        offered
    }
}
