//! The screens that tell why something is asked or not; every answer on them is a place to go to.

use crate::app::mode::{JumpKind, JumpMode, Mode};
use crate::app::model::Model;
use crate::app::picker::Picker;
use crate::app::why::{self, Reasons};
use crate::app::wording;
use crate::place::Place;

/// Tells why the question, or the row of the battery in focus, is asked.
pub fn open(model: &mut Model) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let Some(place) = live.place() else { return };
    let reasons = why::asked(words, live, place);
    show(model, place, JumpKind::Why, reasons);
}

/// Tells why a place of the outline is not asked.
pub fn open_not(model: &mut Model, place: Place) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let reasons = why::not_asked(words, live, place);
    if reasons.lines.is_empty() {
        return model.warn(words.not_relevant);
    }
    show(model, place, JumpKind::WhyNot, reasons);
}

fn show(model: &mut Model, place: Place, kind: JumpKind, reasons: Reasons) {
    let Some(live) = &model.live else { return };
    let subject = wording::named(&live.interview, place);
    let picker = Picker::new(reasons.lines);
    let places = reasons.places;
    let list = JumpMode::new(kind, picker, reasons.stops);
    model.push(Mode::Jump(JumpMode { subject, places, ..list }));
}
