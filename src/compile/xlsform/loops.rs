//! `begin loop over LIST`: the same questions in a group for each choice of a list.

use crate::compile::nearest::did_you_mean;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, ChoiceRow, Item, ListContent, Mark, Sheet, Words};

/// Makes of a loop a group that holds a group for each choice. In what its questions say,
/// `%(name)s` and `%(label)s` are the choice.
pub fn expand(
    mut around: Item,
    list: &str,
    begun: Mark,
    sheet: &Sheet,
    report: &mut Report<'_>,
) -> Item {
    let found = sheet.lists.iter().find(|row| row.name.text == list);
    let Some(ListContent::Choices(choices)) = found.map(|row| &row.content) else {
        let message = format!("there is no choice list `{list}`");
        let known = sheet.lists.iter().map(|row| row.name.text.as_str());
        report.add_with_help("E0501", begun, message, did_you_mean(list, known));
        return around;
    };
    let inside = std::mem::take(&mut around.items);
    around.items = choices
        .iter()
        .map(|choice| Item {
            kind: around.kind,
            mark: around.mark,
            name: Cell { text: choice.name.text.clone(), mark: begun },
            label: choice.label.clone(),
            items: inside.iter().map(|item| filled(item, choice)).collect(),
            ..Item::default()
        })
        .collect();
    around
}

fn filled(item: &Item, choice: &ChoiceRow) -> Item {
    let mut item = item.clone();
    for words in [&mut item.label, &mut item.hint, &mut item.guidance_hint] {
        fill(words, choice);
    }
    item.items = item.items.iter().map(|inner| filled(inner, choice)).collect();
    item
}

fn fill(words: &mut Words, choice: &ChoiceRow) {
    for (language, cell) in words.by_language.iter_mut().enumerate() {
        let Some(cell) = cell else { continue };
        let label = choice.label.by_language.get(language).and_then(Option::as_ref);
        let label = label.map_or(choice.name.text.as_str(), |label| label.text.as_str());
        cell.text = cell.text.replace("%(name)s", &choice.name.text).replace("%(label)s", label);
    }
}
