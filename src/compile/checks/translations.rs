//! Missing wording, language by language.

use crate::compile::lower::choices::ResolvedList;
use crate::compile::lower::lists::Resolved;
use crate::compile::lower::nodes::Laid;
use crate::compile::report::Report;
use crate::compile::sheet::{Mark, Sheet, Words};

/// So many places are shown for each language; the number of all is told.
const PLACES_SHOWN: usize = 3;

/// Programs that choose a language by that of the device need its code.
fn codes(sheet: &Sheet, report: &mut Report<'_>) {
    let is_code = |code: &str| {
        let main = code.split(['-', '_']).next().unwrap_or("");
        (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let named = sheet.languages.iter().filter(|row| row.code.text != "default");
    let bare: Vec<&str> =
        named.filter(|row| !is_code(&row.code.text)).map(|row| row.code.text.as_str()).collect();
    if !bare.is_empty() {
        let message = format!("languages without a code: {}", bare.join(", "));
        let help = "write the code in brackets, such as `label::English (en)`".to_owned();
        report.add_with_help("W0702", Mark::default(), message, help);
    }
}

/// Reports for each language what is said in another one but not in it.
pub fn check(sheet: &Sheet, resolved: &Resolved, laid: &Laid<'_>, report: &mut Report<'_>) {
    if report.is_foreign() {
        codes(sheet, report);
    }
    let mut missing: Vec<Vec<Mark>> = vec![Vec::new(); sheet.languages.len()];
    let mut look = |words: &Words| {
        if words.is_empty() {
            return;
        }
        for (language, cell) in words.by_language.iter().enumerate() {
            if cell.is_none() {
                missing[language].push(words.mark);
            }
        }
    };
    look(&sheet.title);
    for item in laid.items.iter().flatten() {
        let own = [
            &item.label,
            &item.hint,
            &item.guidance_hint,
            &item.instruction,
            &item.short,
            &item.required_message,
        ];
        own.into_iter().for_each(&mut look);
        item.checks.iter().for_each(|check| look(&check.message));
        item.probes.iter().for_each(|probe| look(&probe.label));
    }
    for choice in resolved.lists.iter().flat_map(ResolvedList::choices) {
        look(&choice.label);
    }
    for (language, marks) in sheet.languages.iter().zip(&mut missing) {
        marks.sort_unstable_by_key(|mark| (mark.file, mark.line, mark.column));
        let Some(&first) = marks.first() else { continue };
        let (count, code) = (marks.len(), &language.code.text);
        let name = match &language.name.text {
            name if name == code => name.clone(),
            name => format!("{name} ({code})"),
        };
        let line = if report.is_foreign() { "row" } else { "line" };
        let message = match count {
            1 => format!("one text has no wording in {name}"),
            _ => format!("{count} texts have no wording in {name}"),
        };
        let lines: Vec<String> =
            marks.iter().skip(1).take(PLACES_SHOWN).map(|mark| mark.line.to_string()).collect();
        let more = if count > PLACES_SHOWN + 1 { ", ..." } else { "" };
        let help = match lines.as_slice() {
            [] if report.is_foreign() => "until it is there, another language is shown".to_owned(),
            [] => format!("add `{code}: ...`; until then another language is shown"),
            [next] if count == 2 => format!("the next one is at {line} {next}"),
            lines => format!("the next ones are at {line}s {}{more}", lines.join(", ")),
        };
        report.add_with_help("W0701", first, message, help);
    }
}
