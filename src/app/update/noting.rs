//! Notes how an interview is conducted: compares the program before and after each message, so
//! that nothing that shows, leaves or refuses has to know that it is noted.

use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::live::notes_are_focused;
use crate::app::mode::{JumpKind, Mode};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::paradata::{NoteKind, class};
use crate::app::screen::{Notice, Voice};
use crate::app::watch::Notes;
use crate::moment::Moment;

/// What must be known of the program before a message.
pub struct Before {
    /// The key, if it is one at an open interview.
    key: Option<Key>,
    way: &'static str,
    visited: usize,
    notice: Option<Notice>,
    typed: String,
    identity: u64,
    modes: usize,
}

impl Before {
    /// Looks at the program before a message takes effect.
    pub fn of(model: &Model, msg: &Msg) -> Before {
        let live = model.live.as_ref();
        let way = match msg {
            Msg::Opened(_) => "opened",
            Msg::Committed(_) => "entered",
            _ if matches!(model.mode(), Mode::Jump(_)) => "jump",
            _ => "next",
        };
        let key = match msg {
            Msg::Key(key) if live.is_some() => Some(key.clone()),
            _ => None,
        };
        Before {
            typed: key.as_ref().and(live).map(|live| live.draft.typed()).unwrap_or_default(),
            key,
            way,
            visited: live.map_or(0, |live| live.visited.len()),
            notice: model.notice.clone(),
            identity: model.identity,
            modes: model.modes.len(),
        }
    }
}

/// Notes what a message changed, before anything else that is asked of the outside.
pub fn note(
    model: &mut Model,
    before: &Before,
    resized: Option<(u16, u16)>,
    effects: &mut Vec<Effect>,
    moment: Moment,
) {
    let mut notes = Notes { notes: Vec::new(), moment };
    let mut watch = std::mem::take(&mut model.watch);
    let stays = match (&watch.visit, &model.live) {
        (Some(visit), Some(live)) => visit.interview == live.id && visit.stop == live.stop,
        (None, None) => true,
        _ => false,
    };
    let interview = watch.visit.as_ref().map(|visit| visit.interview);
    for (at, check, hard) in std::mem::take(&mut watch.raised) {
        let number = Some(check as i64);
        notes.add(NoteKind::Raised, &at, if hard { "hard" } else { "soft" }, number);
    }
    if stays && watch.layer.is_empty() && is_refused(model, before, effects) {
        let class = before.key.as_ref().map_or("", class);
        *watch.refused.entry(class).or_default() += 1;
    }
    if let Some((width, height)) = resized.filter(|size| *size != watch.size) {
        watch.size = (width, height);
        if let Some(visit) = &watch.visit {
            notes.add(NoteKind::Resized, &visit.at, &format!("{width}x{height}"), None);
        }
    }
    if !stays {
        watch.leave(&mut notes);
    }
    let left = interview.filter(|id| model.live.as_ref().is_none_or(|live| live.id != *id));
    if let Some(interview) = left {
        notes.add(NoteKind::Closed, "", "", None);
        effects.insert(0, Effect::Note { interview, notes: std::mem::take(&mut notes.notes) });
    }
    if let Some(live) = &model.live {
        if !stays {
            let was_open = interview == Some(live.id);
            let back = was_open && live.visited.len() < before.visited;
            watch.arrive(live, if back { "back" } else { before.way }, was_open, &mut notes);
        }
        let layer = layer(model.mode());
        if layer != watch.layer {
            watch.layer = layer;
            let detail = if layer.is_empty() { "question" } else { layer };
            let at = watch.visit.as_ref().map_or("", |visit| &visit.at);
            notes.add(NoteKind::Screen, at, detail, None);
        }
        if !notes.notes.is_empty() {
            effects.insert(0, Effect::Note { interview: live.id, notes: notes.notes });
        }
    }
    model.watch = watch;
}

/// Whether a key at a stop did nothing but perhaps bring a warning.
fn is_refused(model: &Model, before: &Before, effects: &[Effect]) -> bool {
    let (Some(key), Some(live)) = (&before.key, &model.live) else { return false };
    // What is typed into the notes of a talk is not typed into the answer.
    if !effects.is_empty() || notes_are_focused(live) {
        return false;
    }
    let warned = model.notice.as_ref().is_some_and(|notice| notice.voice == Voice::Warning);
    let unchanged = model.identity == before.identity
        && model.modes.len() == before.modes
        && live.draft.typed() == before.typed;
    let same_words = model.notice == before.notice;
    match key {
        Key::Enter => warned,
        Key::Char(_) => unchanged && (warned || same_words),
        _ => warned && !same_words,
    }
}

/// What lies over the stop; empty for nothing.
fn layer(mode: &Mode) -> &'static str {
    match mode {
        Mode::Interview => "",
        Mode::Jump(jump) => match jump.kind {
            JumpKind::Outline => "outline",
            JumpKind::Problems => "problems",
            JumpKind::History => "history",
            JumpKind::Why => "why",
            JumpKind::WhyNot => "why_not",
            JumpKind::Effects => "effects",
            JumpKind::Quotes => "quotes",
        },
        Mode::Remark { .. } => "remark",
        Mode::Language(_) => "language",
        Mode::Probes { .. } => "probes",
        Mode::Quote { .. } => "quote",
        Mode::Source { .. } => "source",
        Mode::Rows(_) => "rows",
        Mode::Menu { .. } => "menu",
        Mode::Reason(_) => "reason",
        Mode::Confirm(_) => "confirm",
        Mode::Message { .. } => "message",
        Mode::Help { .. } => "help",
        Mode::Failed { .. } => "failed",
        Mode::HandOver { .. } => "hand_over",
        Mode::Finished { .. } => "finished",
        _ => "other",
    }
}
