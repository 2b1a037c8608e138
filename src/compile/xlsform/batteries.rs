//! Questions in one table: the appearances `table-list` of a group, and `label` and `list-nolabel`
//! of the questions in it.

use crate::compile::kinds::{self, ChoiceSource};
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Item, ItemKind};
use crate::form::node::QuestionKind;

/// Decides whether a group is shown as one table; says so where it was asked for and cannot be.
pub fn decide(group: &mut Item, report: &mut Report<'_>) {
    let has = |item: &Item, word: &str| item.appearance.iter().any(|cell| cell.text == word);
    let asked = group.appearance.iter().find(|cell| cell.text == "table-list");
    let rows = group.items.iter().filter(|item| has(item, "list-nolabel")).count();
    if asked.is_none() && rows == 0 {
        return;
    }
    let mut first: Option<(&str, &str)> = None;
    let mut trouble: Option<(&Cell, String)> = None;
    for item in &group.items {
        let Some(list) = list(item) else {
            let is_note = item.type_text.as_ref().is_some_and(|cell| cell.text == "note");
            if !is_note {
                let message =
                    format!("`{}` is no question with one choice of a list", item.name.text);
                trouble.get_or_insert((&item.name, message));
            }
            continue;
        };
        match first {
            None => first = Some((list, &item.name.text)),
            Some((known, _)) if known == list => {}
            Some((_, name)) => {
                let message = format!("`{}` has another choice list than `{name}`", item.name.text);
                trouble.get_or_insert((&item.name, message));
            }
        }
    }
    match (trouble, asked) {
        (None, _) => group.battery = first.is_some(),
        (Some((cell, message)), Some(_)) => {
            let help = format!("the questions of `{}` are asked one by one", group.name.text);
            report.add_with_help("W0820", cell.mark, message, help);
        }
        (Some(_), None) => {}
    }
}

/// The choice list of a question that takes one choice: a row of a table is answered by one key.
fn list(item: &Item) -> Option<&str> {
    let cell = item.type_text.as_ref().filter(|_| item.kind == ItemKind::Question)?;
    let typed = kinds::read(&cell.text).ok()?;
    let one = typed.kind == QuestionKind::SelectOne;
    match typed.choices {
        Some(ChoiceSource::List(list)) if one && item.choice_filter.is_none() => Some(list),
        _ => None,
    }
}
