//! What a person reads off the screen.

use anketa::app::mode::{Mode, ReasonThen};
use anketa::app::screen::{Block, Voice};
use anketa::interview::{Interview, Stop};
use anketa::place::Place;

use super::keys::Keys;
use super::telling;

impl Keys<'_> {
    /// The question must be seen: its number above, and what is read out.
    pub fn see(&self) -> Result<(), String> {
        let (Mode::Interview, Some(live)) = (self.person.model.mode(), &self.person.model.live)
        else {
            return Ok(());
        };
        let (Stop::Question(place) | Stop::Battery(place)) = live.stop else { return Ok(()) };
        let node = live.interview.form().node(place.node);
        let number = node.number.clone().unwrap_or_else(|| node.name.clone());
        let screen = self.person.screen();
        telling::same("number on the screen", &number, &screen.header.number)?;
        let label = live.interview.label(place).text;
        let is_label = |block: &Block| matches!(block, Block::Text { voice: Voice::ReadOut, text } if text.starts_with(&label));
        if label.is_empty() || screen.blocks.iter().any(is_label) {
            return Ok(());
        }
        Err(format!("`{label}` is not on the screen"))
    }

    /// The choices on the screen must be those offered, in that order.
    pub fn see_choices(&self) -> Result<(), String> {
        let Stop::Question(place) = self.stop() else { return Err("no question".to_owned()) };
        let offered: Vec<String> = self
            .interview()
            .choices(place)
            .into_iter()
            .map(|choice| choice.label.to_string())
            .collect();
        let shown = self.person.screen().blocks.into_iter().find_map(|block| match block {
            Block::Choices(block) => Some(block.items),
            _ => None,
        });
        let shown = shown.unwrap_or_default().into_iter().map(|item| item.label).collect();
        telling::same("choices on the screen", &offered, &shown)
    }

    /// What the screen refuses, in the words of scenarios.
    pub fn refusals(&self) -> Vec<String> {
        if let Mode::Reason(mode) = self.person.model.mode()
            && let ReasonThen::Complete { places, .. } = &mode.then
        {
            let paths: Vec<String> =
                places.iter().map(|&place| self.interview().path(place)).collect();
            return vec![format!("open: {}", paths.join(", "))];
        }
        let Some(notice) = &self.person.model.notice else { return Vec::new() };
        let (words, text) = (self.person.model.words, notice.text.as_str());
        let failing = (words.failing_questions)("|");
        let (before, after) = failing.split_once('|').unwrap_or_default();
        if let Some(names) = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) {
            return vec![format!("failing: {names}")];
        }
        for limit in 1..9 {
            if text == (words.too_many)(limit) {
                return vec![format!("at most {limit}")];
            }
        }
        if text.starts_with("This answer is not open to this question") {
            return vec!["special answer closed".to_owned()];
        }
        let known = [
            (words.wrong_kind, "wrong kind"),
            (words.not_a_number, "wrong kind"),
            (words.not_whole, "wrong kind"),
            (words.not_a_date, "wrong kind"),
            (words.not_a_time, "wrong kind"),
            (words.not_relevant, "not relevant"),
            (words.rows_fixed, "rows fixed"),
            (words.finished_read_only, "finished"),
            (words.nothing_to_undo, "nothing to undo"),
            (words.check_failed, "check"),
        ];
        if let Some((_, said)) = known.iter().find(|(known, _)| *known == text) {
            return vec![(*said).to_owned()];
        }
        let ends = ["The number must be "];
        match notice.voice {
            Voice::Warning if ends.iter().any(|end| text.starts_with(end)) => {
                vec!["wrong kind".to_owned()]
            }
            Voice::Warning => vec![text.to_owned()],
            _ => Vec::new(),
        }
    }

    /// The warnings on the screen.
    pub fn warnings(&self) -> Vec<String> {
        let blocks = self.person.screen().blocks.into_iter();
        let warned = blocks.filter_map(|block| match block {
            Block::Text { voice: Voice::Warning, text } => Some(text),
            _ => None,
        });
        let usual = self.person.model.words.doubted;
        warned.map(|text| if text == usual { "check".to_owned() } else { text }).collect()
    }
}

/// What is known of each place beside the value that counts: what was answered and whether it
/// was set aside, why doubts were passed, remarks, probes, why it was left open.
pub fn notes(interview: &Interview) -> String {
    let mut notes = format!("{:?}\n", interview.remark(Place::ROOT));
    for place in interview.places() {
        let path = interview.path(place);
        let answer = interview.answer(place).map(|one| (one.standing, &one.value, &one.passed));
        let probed = (0..9).filter(|&probe| interview.probed(place, probe)).count();
        let said = (interview.remark(place), interview.left_open(place), probed);
        notes.push_str(&format!("{path}: {answer:?} {said:?}\n"));
    }
    notes
}
