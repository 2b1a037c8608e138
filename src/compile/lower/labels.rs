//! The choices as they are asked: with their wording.

use std::borrow::Cow;

use super::bind::Binder;
use super::lists::Resolved;
use super::nodes::Laid;
use crate::compile::sheet::ChoiceRow;
use crate::form::node::Choice;
use crate::place::NodeId;

/// All choices, list by list. References in a list mean what they mean at the first question that
/// uses it.
pub fn bind(
    resolved: &Resolved,
    laid: &Laid<'_>,
    binder: &mut Binder<'_, '_, '_>,
) -> Vec<Vec<Choice>> {
    let mut choices = Vec::with_capacity(resolved.lists.len());
    for (position, list) in resolved.lists.iter().enumerate() {
        let user = laid.list_users.get(&position).and_then(|users| users.first());
        let at = user.copied().unwrap_or(NodeId::ROOT);
        let mut choice = |row: Cow<'_, ChoiceRow>| Choice {
            name: row.name.text.as_str().into(),
            label: binder.wording(&row.label, at),
            exclusive: row.exclusive,
            media: (row.media.iter())
                .map(|(kind, words)| (kind.text.clone(), binder.wording(words, at)))
                .collect(),
        };
        choices.push(list.choices().map(&mut choice).collect());
    }
    choices
}
