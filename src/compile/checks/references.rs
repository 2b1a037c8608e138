//! References: the same in every language, and never in a circle.

use crate::compile::lower::bind::references;
use crate::compile::lower::choices::ResolvedList;
use crate::compile::lower::lists::Resolved;
use crate::compile::lower::nodes::Laid;
use crate::compile::report::Report;
use crate::compile::sheet::{Mark, Words};
use crate::diagnostic::Related;
use crate::form::graph::{Computed, Cycle, Role};

/// Checks that wordings refer to the same answers in every language.
pub fn check(laid: &Laid<'_>, resolved: &Resolved, report: &mut Report<'_>) {
    for item in laid.items.iter().flatten() {
        let messages = item.checks.iter().map(|check| &check.message);
        let probes = item.probes.iter().map(|probe| &probe.label);
        let own = [
            &item.label,
            &item.hint,
            &item.guidance_hint,
            &item.instruction,
            &item.short,
            &item.required_message,
        ];
        for words in own.into_iter().chain(messages).chain(probes) {
            same_everywhere(words, report);
        }
    }
    for choice in resolved.lists.iter().flat_map(ResolvedList::choices) {
        same_everywhere(&choice.label, report);
    }
}

fn same_everywhere(words: &Words, report: &mut Report<'_>) {
    let Some(first) = words.by_language.iter().flatten().next() else { return };
    let names = |text: &str| {
        let mut names: Vec<String> =
            references(text).into_iter().map(|span| text[span].to_owned()).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let expected = names(&first.text);
    for cell in words.by_language.iter().flatten().skip(1) {
        let found = names(&cell.text);
        if found == expected {
            continue;
        }
        let missing = expected.iter().find(|name| !found.contains(name));
        let added = found.iter().find(|name| !expected.contains(name));
        let message = match (missing, added) {
            (Some(missing), _) => format!("this text lacks {missing}, which another language has"),
            (None, Some(added)) => format!("this text has {added}, which another language lacks"),
            (None, None) => continue,
        };
        report.add_with_related("W0410", cell.mark, message, (first.mark, "the other language"));
    }
}

/// Reports every circle whole: in words, and with the place of each member.
pub fn circles(cycles: &[Cycle], laid: &Laid<'_>, report: &mut Report<'_>) {
    for cycle in cycles {
        let Some(&first) = cycle.members.first() else { continue };
        let words: Vec<String> =
            cycle.members.iter().map(|&member| in_words(member, laid)).collect();
        let message = match words.as_slice() {
            [only] => format!("{only} depends on itself"),
            [first, others @ ..] => format!(
                "a circle: {first} depends on {}, which depends on {first}",
                others.join(", which depends on ")
            ),
            [] => continue,
        };
        let marks: Vec<(Mark, String)> = cycle
            .members
            .iter()
            .skip(1)
            .map(|&member| (mark(member, laid), in_words(member, laid)))
            .collect();
        let places = marks.into_iter().map(|(mark, message)| (report.location(mark), message));
        let related: Vec<Related> =
            places.map(|(location, message)| Related { location, message }).collect();
        let diagnostic = report.add("E0409", mark(first, laid), message);
        diagnostic.help = Some("take one of them out of its expression".to_owned());
        diagnostic.related = related;
    }
}

fn in_words(computed: Computed, laid: &Laid<'_>) -> String {
    let name = &laid.nodes[computed.node.index()].name;
    match computed.role {
        Role::Relevance => format!("the relevance of `{name}`"),
        Role::Count => format!("the number of rows of `{name}`"),
        Role::Calculation => format!("the calculation of `{name}`"),
    }
}

fn mark(computed: Computed, laid: &Laid<'_>) -> Mark {
    let cell = laid.items[computed.node.index()].and_then(|item| match computed.role {
        Role::Relevance => item.relevant.as_ref(),
        Role::Count => item.repeat_count.as_ref(),
        Role::Calculation => item.calculation.as_ref(),
    });
    cell.map_or_else(|| laid.name_mark(computed.node), |cell| cell.mark)
}
