//! A vector whose copies cost nothing: they share what they began with and keep their own changes
//! beside it.
//!
//! `decide` works on a copy of the interview. With these a copy and its changes cost the same
//! whatever the size of the form (I7). Once a copy is gone, the other one's changes go into the
//! shared part at its next change.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A vector that is cheap to copy.
#[derive(Debug, Clone)]
pub(super) struct Shelf<T> {
    shared: Arc<Vec<T>>,
    /// What differs from the shared part or lies beyond its end, by position.
    own: BTreeMap<usize, T>,
    len: usize,
}

impl<T: Clone> Shelf<T> {
    /// An empty one.
    pub(super) fn new() -> Shelf<T> {
        Shelf { shared: Arc::new(Vec::new()), own: BTreeMap::new(), len: 0 }
    }

    /// How many items it holds.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// An item; `None` beyond the end.
    pub(super) fn get(&self, at: usize) -> Option<&T> {
        if !self.own.is_empty()
            && let Some(item) = self.own.get(&at)
        {
            return Some(item);
        }
        self.shared.get(at)
    }

    /// An item to change; `None` beyond the end.
    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        if self.settle() {
            return Arc::get_mut(&mut self.shared)?.get_mut(at);
        }
        if !self.own.contains_key(&at) {
            let item = self.shared.get(at)?.clone();
            self.own.insert(at, item);
        }
        self.own.get_mut(&at)
    }

    /// Adds an item at the end.
    pub(super) fn push(&mut self, item: T) {
        if self.settle()
            && let Some(shared) = Arc::get_mut(&mut self.shared)
        {
            shared.push(item);
        } else {
            self.own.insert(self.len, item);
        }
        self.len += 1;
    }

    /// Puts own changes into the shared part, if no copy shares it any more; whether none does.
    fn settle(&mut self) -> bool {
        let Some(shared) = Arc::get_mut(&mut self.shared) else { return false };
        for (at, item) in std::mem::take(&mut self.own) {
            match shared.get_mut(at) {
                Some(known) => *known = item,
                // Positions beyond the end come in order, without gaps.
                None => shared.push(item),
            }
        }
        true
    }
}

impl<T: Clone + PartialEq> PartialEq for Shelf<T> {
    fn eq(&self, other: &Shelf<T>) -> bool {
        self.len == other.len && (0..self.len).all(|at| self.get(at) == other.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::Shelf;

    #[test]
    fn copies_do_not_see_each_others_changes() {
        let mut shelf = Shelf::new();
        (0..10).for_each(|number| shelf.push(number));
        let copy = shelf.clone();
        shelf.push(10);
        shelf.push(11);
        for at in [3, 10] {
            if let Some(item) = shelf.get_mut(at) {
                *item = -1;
            }
        }
        let items = |shelf: &Shelf<i32>| -> Vec<i32> {
            (0..shelf.len()).filter_map(|at| shelf.get(at).copied()).collect()
        };
        assert_eq!(items(&copy), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let changed = [0, 1, 2, -1, 4, 5, 6, 7, 8, 9, -1, 11];
        assert_eq!(items(&shelf), changed);
        drop(copy);
        shelf.push(12);
        assert_eq!(items(&shelf)[..12], changed);
        assert_eq!((shelf.get(12), shelf.get(13)), (Some(&12), None));
        assert_eq!(shelf.get_mut(13), None);
    }
}
