//! Random orders that stay the same for the same case: of choices and of what is in a group.

use std::borrow::Cow;

use super::Interview;
use crate::expr::shuffle::{seed_from_text, shuffle};
use crate::form::node::Random;
use crate::place::{NodeId, Place};

impl Interview {
    /// The nodes directly inside a group or row, in the order in which they are shown.
    pub(super) fn shown_order(&self, place: Place) -> Cow<'_, [NodeId]> {
        let node = self.form.node(place.node);
        let Some(random) = node.random.as_ref().filter(|_| node.question().is_none()) else {
            return Cow::Borrowed(&node.children);
        };
        let names: Vec<&str> =
            node.children.iter().map(|&child| self.form.node(child).name.as_str()).collect();
        let order = self.random_order(random, place, &names);
        Cow::Owned(order.into_iter().map(|at| node.children[at]).collect())
    }

    /// The positions of named things in the random order drawn for this interview.
    pub(super) fn random_order(&self, random: &Random, place: Place, names: &[&str]) -> Vec<usize> {
        let is_last = |at: &usize| random.last.iter().any(|last| last == names[*at]);
        let (last, free): (Vec<usize>, Vec<usize>) = (0..names.len()).partition(is_last);
        let mixed = shuffle(free.len(), self.seed_of(random, place)).into_iter();
        let mut order: Vec<usize> = mixed.map(|at| free[at]).collect();
        if let Some(first) = &random.first_half
            && let Some(at) = order.iter().position(|&at| names[at] == first)
        {
            let thing = order.remove(at);
            // Not first in the other half: otherwise chance would put it first more often.
            let to = if self.is_first_half(random) { 0 } else { order.len() };
            order.insert(to, thing);
        }
        order.extend(last);
        order
    }

    fn seed_of(&self, random: &Random, place: Place) -> i64 {
        let given = random.seed.and_then(|rule| self.look_up(rule, place).ok());
        match given {
            Some(outcome) => {
                let number = outcome.to_number();
                if number.is_nan() { seed_from_text(&outcome.to_text()) } else { number as i64 }
            }
            None => seed_from_text(&format!("{}/{}", self.case, random.key)),
        }
    }

    fn is_first_half(&self, random: &Random) -> bool {
        seed_from_text(&format!("{}/{}/first", self.case, random.key)) & 1 == 0
    }
}
