//! Moving through the interview.

use super::refused;
use crate::app::draft::Draft;
use crate::app::live::{Live, stop_place};
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::app::picker::{Picker, line};
use crate::app::place_draft;
use crate::app::wording;
use crate::app::words::table::Words;
use crate::form::node::{Kind, QuestionKind};
use crate::interview::{Interview, Stop};
use crate::place::{Place, RowKey};

/// On to the next stop.
pub fn advance(model: &mut Model) {
    let Some(live) = &model.live else { return };
    let next = live.interview.next_stop(live.stop);
    if next != live.stop {
        advance_to(model, next);
    }
}

/// On to a stop further on.
pub fn advance_to(model: &mut Model, next: Stop) {
    let Some(live) = &mut model.live else { return };
    let stop = live.stop;
    live.visited.push(stop);
    arrive_from(model, stop, next);
}

/// To any stop; the way back leads here.
pub fn jump(model: &mut Model, stop: Stop) {
    let Some(live) = &mut model.live else { return };
    let from = live.stop;
    if from != stop {
        live.visited.push(from);
    }
    forget_board(live, stop);
    arrive_from(model, from, stop);
}

/// To a stop that was chosen out of turn: one key leads back to where we were. Who only looks
/// around, without typing anything on the way, comes back to where that began.
pub fn visit(model: &mut Model, stop: Stop) {
    let words = model.words;
    let Some(live) = &mut model.live else { return };
    if live.way_back().is_none() || live.touched() {
        live.returning.push(live.stop);
    }
    jump(model, stop);
    let Some(live) = &model.live else { return };
    if let (None, Some(back)) = (&model.notice, live.way_back()) {
        let number = stop_place(back).map(|place| wording::number(&live.interview, place));
        let number = number.unwrap_or_else(|| words.end_of_interview.to_owned());
        model.say((words.trace.return_to)(&number));
    }
}

/// To a place that was chosen out of turn, in a battery to its row.
pub fn visit_place(model: &mut Model, place: Place) {
    let Some(live) = &model.live else { return };
    let stop = live.interview.stop_of(place);
    if stop != live.stop {
        visit(model, stop);
    }
    if let Some(Live { draft: Draft::Battery(draft), .. }) = &mut model.live
        && let Some(row) = draft.rows.iter().position(|row| row.place == place)
    {
        draft.focus_on(row);
    }
}

/// Back to where we were before we went elsewhere by choice.
pub fn return_back(model: &mut Model) {
    match model.live.as_ref().and_then(Live::way_back) {
        Some(stop) => jump(model, stop),
        None => model.say(model.words.trace.nowhere_to_return),
    }
}

/// Back to the stop we came from that is still there and open, else to the one before in the form.
pub fn back(model: &mut Model) {
    let Some(live) = &mut model.live else { return };
    let from = live.stop;
    while let Some(stop) = live.visited.pop() {
        let locked = stop_place(stop).is_some_and(|place| live.interview.locked(place));
        if stop != from && !locked && live.is_there(stop) {
            forget_board(live, stop);
            return arrive_from(model, from, stop);
        }
    }
    match live.interview.previous_stop(from) {
        Some(stop) => {
            forget_board(live, stop);
            arrive_from(model, from, stop);
        }
        None => model.say(model.words.first_question),
    }
}

/// Who jumps or goes back out of a section that the board led into does not come back to it.
fn forget_board(live: &mut Live, stop: Stop) {
    live.board.take_if(|at| !at.holds(&live.interview, stop_place(stop)));
}

/// From a stop that is not there any more: out of a row that was removed to the end of its
/// roster, else on to what comes next.
pub fn stay_somewhere(model: &mut Model) {
    let Some(live) = &model.live else { return };
    if live.is_there(live.stop) {
        return;
    }
    let mut stop = live.interview.next_stop(live.stop);
    let mut row = stop_place(live.stop).map_or(RowKey::ROOT, |place| place.row);
    while row != RowKey::ROOT {
        let (roster, around) = live.interview.row_place(row);
        if live.interview.place(&live.interview.address(roster)) != Some(roster) {
            stop = live.interview.stop_of(Place::new(around, roster.node));
        }
        row = around;
    }
    if !live.is_there(stop) {
        stop = live.interview.first_open_stop();
    }
    jump(model, stop);
}

fn arrive_from(model: &mut Model, from: Stop, stop: Stop) {
    let before = model.live.as_ref().and_then(|live| live.alone(from));
    leave_typed(model);
    arrive(model, stop);
    hand_over(model, before);
}

/// Lets the device change hands where a self-completion block begins or ends.
pub fn hand_over(model: &mut Model, before: Option<Place>) {
    let after = model.live.as_ref().and_then(|live| live.alone(live.stop));
    let (group, giving) = match (before, after) {
        (before, after) if before == after => return,
        (_, Some(group)) => (group, true),
        (Some(group), None) => (group, false),
        (None, None) => return,
    };
    model.push(Mode::HandOver { group, giving, picker: Picker::new(Vec::new()) });
    let words = model.words_seen();
    let lines = match giving {
        true => vec![line(1, words.respondent_ready)],
        // Who came here by mistake goes back: what is handed back may be locked for good.
        false => vec![line(1, words.interviewer_back), line(2, words.back_to_questions)],
    };
    if let Some(Mode::HandOver { picker, .. }) = model.mode_mut() {
        *picker = Picker::new(lines);
    }
}

/// Keeps what is typed here for when we come back (E7).
fn leave_typed(model: &mut Model) {
    let Some(live) = &mut model.live else { return };
    let path = live.stop_path(live.stop);
    let typed = live.draft.typed();
    if live.touched() && !typed.is_empty() {
        live.elsewhere.insert(path, typed);
    } else {
        live.elsewhere.remove(&path);
    }
}

/// Shows a stop, with what was typed there before.
pub fn arrive(model: &mut Model, stop: Stop) {
    let words = model.words;
    let Some(live) = &mut model.live else { return };
    live.stop = stop;
    if let Some(at) = live.returning.iter().position(|&known| known == stop) {
        live.returning.truncate(at);
    }
    let path = live.stop_path(stop);
    refill(words, live);
    let typed = live.elsewhere.get(&path);
    let restored = typed.is_some();
    if let Some(typed) = typed {
        live.draft.restore(typed);
    }
    model.asks_anew();
    explain(model);
    if restored {
        refused::flag_typed(model);
    }
}

/// Makes the draft of the stop anew from the interview, keeping nothing that was typed.
fn refill(words: &Words, live: &mut Live) {
    live.draft = place_draft::draft(words, &live.interview, live.stop, live.offset_minutes);
    live.initial = live.draft.typed();
    if let Draft::Text(line) = &mut live.draft {
        line.set_row_width(live.row_width);
    }
}

/// Makes the draft anew after something else changed, keeping what is typed and the focus.
pub fn refresh(model: &mut Model) {
    let words = model.words;
    let Some(live) = &mut model.live else { return };
    let typed = live.touched().then(|| live.draft.typed());
    let meant = match &live.draft {
        Draft::Choice(draft) if draft.touched() => draft.meant(),
        _ => None,
    };
    let row = match &live.draft {
        Draft::Battery(draft) => Some(draft.focus),
        _ => None,
    };
    refill(words, live);
    if let Some(typed) = typed {
        live.draft.restore(&typed);
    }
    if let (Draft::Choice(draft), Some(name)) = (&mut live.draft, meant) {
        draft.highlight_again(&name);
    }
    if let (Draft::Battery(draft), Some(row)) = (&mut live.draft, row) {
        draft.focus_on(row);
    }
}

/// Shows the stop anew after its answer is settled, without what was typed.
pub fn settle(model: &mut Model) {
    let words = model.words;
    let Some(live) = &mut model.live else { return };
    let path = live.stop_path(live.stop);
    live.elsewhere.remove(&path);
    let row = match &live.draft {
        Draft::Battery(draft) => Some(draft.focus),
        _ => None,
    };
    refill(words, live);
    if let (Draft::Battery(draft), Some(row)) = (&mut live.draft, row) {
        draft.focus_on(row);
    }
}

/// Says what is special about the place we came to: an earlier answer that waits.
fn explain(model: &mut Model) {
    let words = model.words;
    let Some(live) = &model.live else { return };
    let Stop::Question(place) = live.stop else { return };
    if live.interview.locked(place) {
        return model.say(words.locked);
    }
    if live.waiting(place)
        && let Some(answer) = live.interview.answer(place)
    {
        let said = wording::answer(words, &live.interview, place, &answer.value);
        let text = (words.earlier_answer_confirm)(&said);
        model.say(text);
    }
}

/// The first stop inside a group or row.
pub fn first_stop_inside(interview: &Interview, place: Place) -> Option<Stop> {
    for child in interview.shown_children(place) {
        if !interview.relevant(child) {
            continue;
        }
        match &interview.form().node(child.node).kind {
            Kind::Question(question) => {
                if question.kind.is_shown() || matches!(question.kind, QuestionKind::Note) {
                    return Some(interview.stop_of(child));
                }
            }
            Kind::Group(group) if group.battery => return Some(Stop::Battery(child)),
            Kind::Group(_) | Kind::Roster(_) => {
                if let Some(stop) = first_stop_inside(interview, child) {
                    return Some(stop);
                }
            }
        }
    }
    None
}
