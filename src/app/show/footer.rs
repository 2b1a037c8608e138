//! The keys that work now, in one line.

use crate::app::draft::Draft;
use crate::app::keymap::{self, Action};
use crate::app::live::{Live, POWER_LINE, asks_source, notes_are_open};
use crate::app::mode::Mode;
use crate::app::model::Model;
use crate::app::scene;
use crate::app::screen::Hint;
use crate::form::node::Kind;
use crate::value::Special;

/// The keys that work now, the most important first.
pub fn hints(model: &Model) -> Vec<Hint> {
    let (scene, letters_are_text) = scene::scene(model);
    keymap::BINDINGS
        .iter()
        .filter(|binding| binding.footer && scene.is_in(binding.scenes))
        .filter(|binding| is_useful(model, binding.action))
        .filter_map(|binding| {
            let shown = binding
                .keys
                .iter()
                .find(|key| keymap::lookup(scene, letters_are_text, key) == Some(binding.action))?;
            let words = model.words_seen();
            let label = match binding.action {
                Action::Refused if scene == keymap::ALONE => words.prefer_not,
                Action::PowerLine => words.quick.power_goes_on,
                _ => (binding.label)(words),
            };
            let label = label.to_owned();
            Some(Hint { key: keymap::name(shown), label, action: Some(binding.action) })
        })
        .collect()
}

/// Whether an action can do anything here and now.
fn is_useful(model: &Model, action: Action) -> bool {
    if matches!(model.mode(), Mode::Rows(_)) {
        use Action::{AddRow, Enter, Help, Previous, RemoveRow};
        return matches!(action, Enter | Previous | AddRow | RemoveRow | Help);
    }
    let (Mode::Interview, Some(live)) = (model.mode(), &model.live) else { return true };
    match action {
        Action::DontKnow => takes(live, Special::DontKnow),
        Action::Refused => takes(live, Special::Refused),
        Action::NotApplicable => takes(live, Special::NotApplicable),
        Action::Probes => {
            let question = live.place().and_then(|place| live.node(place).question());
            question.is_some_and(|question| !question.probes.is_empty())
        }
        Action::Notes | Action::Quote => notes_are_open(live),
        Action::Source => asks_source(live),
        Action::Rows => in_roster(live),
        Action::PowerLine => live.elsewhere.contains_key(POWER_LINE),
        Action::AddRow | Action::RemoveRow => !live.finished(),
        Action::Undo => !live.finished(),
        Action::Remark => !matches!(live.draft, Draft::Rows(_)),
        _ => true,
    }
}

fn takes(live: &Live, special: Special) -> bool {
    let question = live.place().and_then(|place| live.node(place).question());
    !live.finished() && question.is_some_and(|question| question.special.contains(&special))
}

fn in_roster(live: &Live) -> bool {
    let Some(place) = live.place() else { return false };
    let node = live.node(place);
    node.roster.is_some() && !matches!(node.kind, Kind::Roster(_))
}
