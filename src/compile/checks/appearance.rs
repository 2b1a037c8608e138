//! Words of appearance: those that XLSForm and its dialects know. A word that is not known changes
//! nothing, so the question is shown in the plain way.

use crate::compile::lower::nodes::Laid;
use crate::compile::nearest::did_you_mean;
use crate::compile::report::Report;

/// All words known; those that change nothing in a terminal are kept for other programs.
const WORDS: &[&str] = &[
    "multiline",
    "numbers",
    "thousands-sep",
    "masked",
    "url",
    "printer",
    "hidden-answer",
    "counter",
    "bearing",
    "no-calendar",
    "month-year",
    "year",
    "week-number",
    "ethiopian",
    "coptic",
    "islamic",
    "bikram-sambat",
    "myanmar",
    "persian",
    "buddhist",
    "minimal",
    "quick",
    "search",
    "autocomplete",
    "columns",
    "columns-pack",
    "columns-flex",
    "horizontal",
    "horizontal-compact",
    "vertical",
    "compact",
    "quickcompact",
    "no-buttons",
    "likert",
    "label",
    "list-nolabel",
    "list",
    "table-list",
    "field-list",
    "grid",
    "map",
    "image-map",
    "no-ticks",
    "picker",
    "rating",
    "distress",
    "analog-scale",
    "maps",
    "placement-map",
    "hide-input",
    "signature",
    "draw",
    "annotate",
    "new",
    "new-front",
    "new-rear",
    "selfie",
    "front",
    "hidden",
    "pages",
    "theme-grid",
    "theme-formhub",
    "no-text-transform",
    "no-collapse",
    "show_formatted",
    "show-formatted",
    "no_intl",
    "other",
    "textarea",
    "text",
    "summary",
    "hide",
    "center",
    "big",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "yellow",
    "red",
    "lime",
    "blue",
    "green",
    "br",
    "db-object",
    "bind-id-only",
    "select-contact",
    "mrdt-verify",
    "countdown-timer",
    "android-app-launcher",
    "android-app-inputs",
    "android-app-outputs",
    "android-app-object",
    "custom",
];

/// Beginnings of words that go on: a number, an application, the colour of a theme.
const PREFIXES: &[&str] = &[
    "w",
    "columns-",
    "compact-",
    "quickcompact-",
    "ex:",
    "search(",
    "custom-",
    "type-",
    "contact-type-",
    "descendant-of",
    "db-object",
    "intent:",
    "theme-",
    "printer:",
    "thousands",
    "inline",
    "masked",
    "background-audio",
    "audit",
];

/// Checks the appearance of every item.
pub fn check(laid: &Laid<'_>, report: &mut Report<'_>) {
    if !report.is_foreign() {
        return;
    }
    for item in laid.items.iter().flatten() {
        // In the appearance of what records itself stand options, and intents are not ours.
        if item.type_text.as_ref().is_some_and(|cell| crate::compile::kinds::is_meta(&cell.text)) {
            continue;
        }
        for cell in &item.appearance {
            let word = cell.text.trim_end_matches([',', ';']).to_lowercase();
            let known = WORDS.contains(&word.as_str()) || has_prefix(&word);
            if !known && !word.contains(['(', '=', '$', '{', '.']) {
                let message = format!("`{}` is no appearance that is known", cell.text);
                let help = did_you_mean(&word, WORDS.iter().copied())
                    .unwrap_or_else(|| "the question is shown in the plain way".to_owned());
                report.add_with_help("W0838", cell.mark, message, help);
            }
        }
    }
}

fn has_prefix(word: &str) -> bool {
    PREFIXES.iter().any(|prefix| {
        let rest = word.strip_prefix(prefix);
        match *prefix {
            "w" | "columns-" | "compact-" | "quickcompact-" => rest
                .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())),
            _ => rest.is_some(),
        }
    })
}
