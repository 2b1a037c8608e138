//! What a questionnaire says of a talk as a whole: that it guides one, who speaks in it, and what
//! is asked about where an answer comes from.

use super::bind::Binder;
use crate::compile::nearest::did_you_mean;
use crate::compile::report::Report;
use crate::compile::sheet::{Cell, Sheet};
use crate::form::talk::{Certainty, Origin, SourceAsk, Speaker};
use crate::place::NodeId;

/// The ways in which a questionnaire is conducted; the second guides a talk.
const STYLES: [&str; 2] = ["interview", "guide"];

/// Whether the questionnaire guides a talk.
pub fn is_guide(sheet: &Sheet, report: &mut Report<'_>) -> bool {
    let Some(cell) = &sheet.style else { return false };
    if !STYLES.contains(&cell.text.as_str()) {
        let message = format!("`{}` is not a style", cell.text);
        let help = did_you_mean(&cell.text, STYLES)
            .unwrap_or_else(|| format!("they are {}", STYLES.join(" and ")));
        report.add_with_help("E0211", cell.mark, message, help);
    }
    cell.text == STYLES[1]
}

/// Those who may speak. A name given twice is told.
pub fn speakers(sheet: &Sheet, binder: &mut Binder<'_, '_, '_>) -> Vec<Speaker> {
    let mut speakers: Vec<Speaker> = Vec::new();
    for row in &sheet.speakers {
        let name = row.name.text.clone();
        if speakers.iter().any(|known| known.name == name) {
            let message = format!("the speaker `{name}` stands there twice");
            binder.report.add("E0211", row.name.mark, message);
            continue;
        }
        let label = binder.wording(&row.label, NodeId::ROOT);
        speakers.push(Speaker { name, label });
    }
    speakers
}

/// What is asked about where an answer comes from, in the order of the program.
pub fn source(names: &[Cell], report: &mut Report<'_>) -> SourceAsk {
    let mut ask = SourceAsk::default();
    for cell in names {
        match (Origin::from_name(&cell.text), Certainty::from_name(&cell.text)) {
            (Some(origin), _) => ask.origins.push(origin),
            (_, Some(certainty)) => ask.certainties.push(certainty),
            (None, None) => {
                let message = format!("`{}` is not a source of answers", cell.text);
                let known: Vec<&str> = Origin::ALL
                    .map(Origin::name)
                    .into_iter()
                    .chain(Certainty::ALL.map(Certainty::name))
                    .collect();
                let help = did_you_mean(&cell.text, known.iter().copied())
                    .unwrap_or_else(|| format!("they are {}", known.join(", ")));
                report.add_with_help("E0211", cell.mark, message, help);
            }
        }
    }
    ask.origins.sort_unstable();
    ask.origins.dedup();
    ask.certainties.sort_unstable();
    ask.certainties.dedup();
    ask
}
