//! The dialogs that ask before something happens: for a reason, for a yes or no.

use crate::app::draft::text::TextDraft;
use crate::app::mode::{ConfirmMode, ConfirmThen, Mode, ReasonMode, ReasonThen, Then};
use crate::app::model::Model;
use crate::app::picker::{Picker, line};
use crate::app::wording;
use crate::place::Place;

/// Asks for a reason.
pub fn reason(
    model: &mut Model,
    title: &str,
    subject: String,
    lines: Vec<String>,
    presets: &[&'static str],
    then: ReasonThen,
) {
    model.push(Mode::Reason(ReasonMode {
        title: title.to_owned(),
        subject,
        lines,
        presets: presets.to_vec(),
        involved: Vec::new(),
        field: TextDraft::new(false),
        then,
    }));
}

/// Asks why a required question stays open.
pub fn leave_open(model: &mut Model, place: Place, then: Then) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let subject = wording::short(&live.interview, place);
    let then = ReasonThen::LeaveOpen { place, then };
    reason(model, words.leave_open_title, subject, Vec::new(), words.leave_open_reasons, then);
}

/// Asks why the interview is broken off.
pub fn break_off(model: &mut Model) {
    let words = model.words;
    let reasons = words.break_off_reasons;
    reason(model, words.break_off_title, String::new(), Vec::new(), reasons, ReasonThen::BreakOff);
}

/// Asks why the finished interview is corrected.
pub fn correct(model: &mut Model) {
    let words = model.words;
    reason(
        model,
        words.correct_title,
        String::new(),
        Vec::new(),
        words.correct_reasons,
        ReasonThen::Reopen,
    );
}

/// Asks for a yes or no.
pub fn confirm(model: &mut Model, title: String, then: ConfirmThen) {
    let lines = [model.words.yes, model.words.no];
    choose(model, title, &lines, None, then);
}

/// Asks which of two things, of which the first happens; Enter alone means the one highlighted.
pub fn choose(
    model: &mut Model,
    title: String,
    lines: &[&str],
    highlighted: Option<usize>,
    then: ConfirmThen,
) {
    let lines = lines.iter().enumerate().map(|(at, label)| line(at + 1, label));
    let mut picker = Picker::new(lines.collect());
    if let Some(at) = highlighted {
        picker.highlight(at);
    }
    model.push(Mode::Confirm(ConfirmMode { title, picker, then }));
}
