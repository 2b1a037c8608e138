//! Choices and translations.

use super::super::Defect;
use super::super::function::{Call, Function, Yields};
use super::super::val::{Item, Val};

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "selected(answer, choice)",
        (2, 2),
        Yields::Boolean,
        selected,
        "Whether the choice is among those chosen.",
    ),
    Function::new(
        "is-selected(answer, choice)",
        (2, 2),
        Yields::Boolean,
        selected,
        "The same as `selected`.",
    ),
    Function::new(
        "selected-at(answer, index)",
        (2, 2),
        Yields::Text,
        selected_at,
        "The choice with that position among those chosen, counted from 0; blank if there is \
         none.",
    ),
    Function::new(
        "count-selected(answer)",
        (1, 1),
        Yields::Number,
        |call| Ok(Val::Number(call.text(0)?.split_whitespace().count() as f64)),
        "How many choices are chosen.",
    ),
    Function::new(
        "jr:choice-name(choice, question)",
        (2, 2),
        Yields::Text,
        |call| choice_name(call, 0, 1),
        "The label of a choice of a question, in the language of the interview; the question is \
         written in quotes: `jr:choice-name(${q}, '${q}')`.",
    )
    .interview(),
    Function::new(
        "choice-label(question, choice)",
        (2, 2),
        Yields::Text,
        |call| choice_name(call, 1, 0),
        "The label of a choice of a question, in the language of the interview.",
    )
    .interview()
    .only("SurveyCTO"),
    Function::new(
        "jr:itext(id)",
        (1, 1),
        Yields::Text,
        |call| {
            let id = call.text(0)?;
            Ok(Val::text(call.evaluation.source.itext(&id).unwrap_or_default()))
        },
        "The text registered under that identifier, in the language of the interview.",
    )
    .interview(),
];

fn selected<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let (answer, choice) = (call.text(0)?, call.text(1)?);
    let choice = choice.trim();
    // As in JavaRosa a blank choice is selected in a blank answer, and two choices side by side
    // are found together.
    let found = if choice.contains(' ') || choice.is_empty() {
        format!(" {answer} ").contains(&format!(" {choice} "))
    } else {
        answer.split(' ').any(|one| one == choice)
    };
    Ok(Val::Boolean(found))
}

fn selected_at<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let (answer, index) = (call.text(0)?, call.whole(1)?);
    let found = index
        .and_then(|index| usize::try_from(index).ok())
        .and_then(|index| answer.split_whitespace().nth(index));
    Ok(found.map_or(Val::BLANK, |choice| Val::text(choice.to_owned())))
}

/// The label of a choice; of several choices their labels, with commas; the name itself where the
/// question has no such choice, so that what was answered stays visible.
fn choice_name<'s>(call: &Call<'_, 's>, choice: usize, question: usize) -> Result<Val<'s>, Defect> {
    let choice = call.text(choice)?;
    let nodes = call.nodes(question)?;
    let Some(Item::Place(place)) = nodes.items().first() else { return Ok(Val::BLANK) };
    let source = call.evaluation.source;
    let label = |name: &str| source.choice_label(place.node, name, *place);
    if let Some(label) = label(&choice) {
        return Ok(Val::text(label));
    }
    let labels: Vec<String> = choice
        .split_whitespace()
        .map(|name| label(name).unwrap_or_else(|| name.to_owned()))
        .collect();
    Ok(Val::text(labels.join(", ")))
}
