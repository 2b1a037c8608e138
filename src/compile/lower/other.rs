//! "Other, please specify": adds the choice and the text question that goes with it.

use super::lists::Resolved;
use crate::compile::kinds::{self, ChoiceSource};
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, ChoiceRow, Item, LanguageRow, OtherRow, Sheet, Words};

/// The name of the choice where the questionnaire names none.
const OTHER: &str = "other";
/// A language, the label of the choice, the label of the question.
type Wording = (&'static str, &'static str, &'static str);
/// What the choice and the question say where the questionnaire does not.
const WORDING: [Wording; 3] = [
    ("en", "Other", "Please specify"),
    ("ru", "Другое", "Уточните, пожалуйста"),
    ("kk", "Басқа", "Нақтылаңыз"),
];

/// Adds to a sheet what `or_other` asks for.
pub fn expand(sheet: &mut Sheet, resolved: &mut Resolved, report: &mut Report<'_>) {
    let languages = sheet.languages.clone();
    expand_items(&mut sheet.survey, &languages, resolved, report);
}

fn expand_items(
    items: &mut Vec<Item>,
    languages: &[LanguageRow],
    resolved: &mut Resolved,
    report: &mut Report<'_>,
) {
    let mut at = 0;
    while at < items.len() {
        expand_items(&mut items[at].items, languages, resolved, report);
        if let Some(question) = free_answer(&items[at], languages, resolved, report) {
            items.insert(at + 1, question);
            at += 1;
        }
        at += 1;
    }
}

/// The text question that goes with an item, once its list has the choice that opens it.
fn free_answer(
    item: &Item,
    languages: &[LanguageRow],
    resolved: &mut Resolved,
    report: &mut Report<'_>,
) -> Option<Item> {
    let cell = item.type_text.as_ref()?;
    let typed = kinds::read(&cell.text).ok()?;
    let asked = match &item.or_other {
        Some(asked) => asked.clone(),
        None if typed.or_other => OtherRow { mark: cell.mark, ..OtherRow::default() },
        None => return None,
    };
    let Some(ChoiceSource::List(list)) = typed.choices else {
        let message = format!("`{}` has no choice list to add `other` to", item.name.text);
        report.add("E0602", asked.mark, message);
        return None;
    };
    let list = &mut resolved.lists[*resolved.by_name.get(list)?];
    let choice = asked.choice.as_ref().map_or(OTHER, |cell| cell.text.as_str());
    if !list.broken && !list.names().any(|(name, _)| name == choice) {
        if let Some(cell) = asked.choice.as_ref().filter(|cell| cell.text != OTHER) {
            let message = format!("`{}` is not a choice of `{}`", cell.text, list.name.text);
            report.add("E0407", cell.mark, message);
            return None;
        }
        list.push(ChoiceRow {
            name: Cell { text: OTHER.to_owned(), mark: asked.mark },
            label: words(languages, &asked, |wording| wording.1),
            ..ChoiceRow::default()
        });
    }
    let label = if asked.label.is_empty() {
        words(languages, &asked, |wording| wording.2)
    } else {
        asked.label.clone()
    };
    let derived = |text: String| Cell { text, mark: asked.mark };
    Some(Item {
        mark: asked.mark,
        name: derived(format!("{}_other", item.name.text)),
        type_text: Some(derived("text".to_owned())),
        relevant: Some(derived(format!("selected(${{{}}}, '{choice}')", item.name.text))),
        required: item.required.clone().filter(|cell| !asked.optional && !cell.text.contains('$')),
        label,
        pii: item.pii,
        sealed: item.sealed,
        special: item.special.clone(),
        ..Item::default()
    })
}

/// The program's own words in the languages it has them in; in the first language if in none.
fn words(languages: &[LanguageRow], asked: &OtherRow, pick: fn(&Wording) -> &'static str) -> Words {
    let by_language = languages
        .iter()
        .enumerate()
        .map(|(at, language)| {
            let code = language.code.text.as_str();
            let own = WORDING.iter().find(|wording| wording.0 == code);
            let wording = own.or_else(|| (at == 0).then_some(&WORDING[0]))?;
            Some(Cell { text: pick(wording).to_owned(), mark: asked.mark })
        })
        .collect();
    Words { mark: asked.mark, by_language }
}
