//! An interview was begun or opened: go to where it was left.

use super::commit;
use super::go;
use super::refused;
use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::effects::Effects;
use crate::app::live::Live;
use crate::app::mode::{Mode, Then};
use crate::app::model::Model;
use crate::app::msg::Opened;
use crate::app::notes::Notes;
use crate::interview::command::Command;
use crate::interview::{State, Stop};
use crate::moment::Moment;

/// Shows the interview where it was left, with what was being typed.
pub fn opened(model: &mut Model, opened: Opened, moment: Moment) -> Vec<Effect> {
    let Opened { id, interview, draft } = opened;
    let progress = interview.progress();
    let mut elsewhere = draft.iter().flat_map(|kept| kept.elsewhere.iter().cloned()).collect();
    let notes = Notes::restore(&mut elsewhere);
    let live = Live {
        id,
        stop: Stop::End,
        visited: Vec::new(),
        returning: Vec::new(),
        effects: Effects::default(),
        draft: Draft::Nothing,
        initial: String::new(),
        elsewhere: elsewhere.into_iter().collect(),
        notes,
        passage: None,
        pending: None,
        progress,
        row_width: model.row_width,
        moment,
        offset_minutes: moment.offset_minutes,
        board: None,
        interview,
    };
    let finished = live.finished();
    let broken_off = live.interview.state() == State::BrokenOff;
    let stop = match &draft {
        _ if finished => Stop::End,
        Some(kept) => live.stop_at(&kept.at).unwrap_or_else(|| live.interview.first_open_stop()),
        // A new interview begins with its first stop, which may be a note to read out.
        None if live.interview.step() <= 1 => live.interview.first_stop(),
        None => live.interview.first_open_stop(),
    };
    model.kept = draft.clone().map(|kept| (id, kept));
    model.live = Some(live);
    super::resized(model, model.columns);
    model.replace(Mode::Interview);
    go::arrive(model, stop);
    go::hand_over(model, None);
    if let (Some(live), Some(kept)) = (&mut model.live, draft)
        && !kept.text.is_empty()
        && live.stop_path(stop) == kept.at
        && !finished
    {
        live.draft.restore(&kept.text);
        if !refused::flag_typed(model) {
            model.say(model.words.typing_restored);
        }
    }
    if broken_off {
        return commit::ask(model, Command::Resume, Then::Stay, moment).unwrap_or_default();
    }
    Vec::new()
}
