//! Choice lists: unique names, no blanks, nothing unused.

use std::collections::HashMap;

use crate::compile::lower::choices::ResolvedList;
use crate::compile::lower::lists::Resolved;
use crate::compile::lower::nodes::Laid;
use crate::compile::report::Report;
use crate::compile::sheet::{Mark, Sheet};
use crate::form::node::QuestionKind;

/// Checks all choice lists.
pub fn check(sheet: &Sheet, resolved: &Resolved, laid: &Laid<'_>, report: &mut Report<'_>) {
    for (position, list) in resolved.lists.iter().enumerate() {
        if list.broken {
            continue;
        }
        if list.is_empty() {
            let message = format!("the choice list `{}` is empty", list.name.text);
            report.add("E0505", list.name.mark, message);
        }
        let users = laid.list_users.get(&position).map_or(&[][..], Vec::as_slice);
        if users.is_empty() && !is_looked_up(sheet, &list.name.text) {
            let message = format!("no question uses the choice list `{}`", list.name.text);
            report.add("W0506", list.name.mark, message);
        }
        let several = users.iter().any(|user| {
            let question = laid.nodes[user.index()].question();
            question.is_some_and(|question| {
                matches!(question.kind, QuestionKind::SelectMultiple | QuestionKind::Rank)
            })
        });
        names(sheet, list, several, report);
        if report.is_foreign() && !users.is_empty() {
            labels(list, report);
        }
        columns(list, report);
    }
}

fn names(sheet: &Sheet, list: &ResolvedList, several: bool, report: &mut Report<'_>) {
    let mut first: HashMap<&str, Mark> = HashMap::new();
    for (name, mark) in list.names() {
        if let Some(&first) = first.get(name) {
            let message = format!("the list `{}` has the choice `{name}` twice", list.name.text);
            if sheet.choice_duplicates {
                continue;
            }
            let code = report.lenient("E0502", "W0816");
            report.add_with_related(code, mark, message, (first, "first here"));
            continue;
        }
        first.insert(name, mark);
        if name.is_empty() {
            let message = format!("a choice of `{}` has no name", list.name.text);
            report.add("E0503", mark, message);
        } else if several && name.contains(char::is_whitespace) {
            let message = format!("the choice `{name}` has a blank in its name");
            let help = "several choices are stored with blanks between them".to_owned();
            let code = report.lenient("E0503", "W0818");
            report.add_with_help(code, mark, message, help);
        }
    }
}

/// A choice without a label is shown by its name.
fn labels(list: &ResolvedList, report: &mut Report<'_>) {
    let bare = list.choices().find(|choice| choice.label.is_empty() && choice.media.is_empty());
    if let Some(choice) = bare {
        let message =
            format!("the choice `{}` of `{}` has no label", choice.name.text, list.name.text);
        report.add_with_help("W0825", choice.name.mark, message, "its name is shown".to_owned());
    }
}

/// Names of columns are used in filters, where a blank would end them.
fn columns(list: &ResolvedList, report: &mut Report<'_>) {
    for column in list.columns() {
        let name = column.text.as_str();
        if name.contains(char::is_whitespace) || name.is_empty() {
            let message = format!("the column `{name}` has a blank in its name");
            let help = "filters name columns: use `_`".to_owned();
            let code = report.lenient("E0511", "W0821");
            report.add_with_help(code, column.mark, message, help);
        }
    }
}

/// Whether an expression looks the list up by name.
fn is_looked_up(sheet: &Sheet, name: &str) -> bool {
    let quoted = [format!("'{name}'"), format!("\"{name}\"")];
    let looks = |text: &str| quoted.iter().any(|quoted| text.contains(quoted.as_str()));
    let mut open: Vec<&crate::compile::sheet::Item> = sheet.survey.iter().collect();
    while let Some(item) = open.pop() {
        let cells = [
            &item.relevant,
            &item.calculation,
            &item.default,
            &item.choice_filter,
            &item.repeat_count,
            &item.required,
        ];
        let own = cells.into_iter().flatten().any(|cell| looks(&cell.text));
        if own || item.checks.iter().any(|check| looks(&check.expression.text)) {
            return true;
        }
        open.extend(&item.items);
    }
    false
}
