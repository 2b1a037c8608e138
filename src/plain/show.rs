//! A screen as lines to add to those before.

use super::blocks;
use super::commands;
use super::keys::spoken;
use super::words::{self, Words};
use crate::app::keymap::Action;
use crate::app::screen::{Block, Header, Hint, Screen, Voice};
use crate::visible::visible;

/// So many empty lines put what is above out of sight where the device changes hands.
const OUT_OF_SIGHT: usize = 60;

/// What to write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The lines; none holds a control character.
    pub lines: Vec<String>,
    /// What stands before the line that is typed next.
    pub prompt: String,
}

/// The lines that a screen adds to what was shown before: all of it where it asks something
/// else, else what changed in it.
pub fn show(screen: &Screen, before: Option<&Screen>) -> Shown {
    let own = words::in_language(screen.language);
    let mut lines = Vec::new();
    if let Some(stored) = &screen.stored {
        lines.push(format!("{}: {}", own.stored, stored.replace('\n', " / ")));
    }
    let old = before.filter(|old| old.identity == screen.identity);
    match old {
        Some(old) => {
            let known = body(old, own);
            lines.extend(body(screen, own).into_iter().filter(|line| !known.contains(line)));
        }
        None => {
            if before.is_some_and(|old| old.handed_over != screen.handed_over) {
                lines.extend(vec![String::new(); OUT_OF_SIGHT]);
                lines.push(own.out_of_sight.to_owned());
            }
            lines.push(String::new());
            lines.extend(header(&screen.header, before.map(|old| &old.header)));
            lines.extend(body(screen, own));
            lines.extend(specials(screen, own));
        }
    }
    if let Some(notice) = &screen.notice {
        let text = spoken(&notice.text, screen.language);
        lines.push(match notice.voice {
            Voice::Warning => format!("{}: {text}", own.attention),
            _ => text,
        });
    }
    if before.is_none() {
        lines.push(own.first.to_owned());
    }
    let lines = lines.iter().flat_map(|line| line.split('\n'));
    Shown { lines: lines.map(|line| visible(line).into_owned()).collect(), prompt: prompt(screen) }
}

/// What keys go to: the content, or what stands beside it.
fn seen(screen: &Screen) -> &[Block] {
    match &screen.side {
        Some(side) if side.focused => &side.blocks,
        _ => &screen.blocks,
    }
}

fn body(screen: &Screen, own: &Words) -> Vec<String> {
    let seen = seen(screen);
    let keys = seen.iter().any(|block| matches!(block, Block::Keys(_)));
    let lists = seen.iter().any(|block| matches!(block, Block::List(_)));
    // Among keys a list tells of arrows; above a list the field holds what was searched.
    let idle = |block: &&Block| match block {
        Block::List(_) => keys,
        Block::Input(_) => lists,
        _ => false,
    };
    let of = |block| blocks::lines(block, own, screen.language);
    let lines = seen.iter().filter(|block| !idle(block)).flat_map(of);
    lines.chain(screen.strip.clone()).collect()
}

/// What of the header is new, and always the number of the question.
fn header(header: &Header, before: Option<&Header>) -> Vec<String> {
    let mut lines = Vec::new();
    let known = before.is_some_and(|old| {
        (&old.title, &old.case, &old.language) == (&header.title, &header.case, &header.language)
    });
    if !known {
        let parts = [&header.title, &header.case, &header.language];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        lines.push(parts.cloned().collect::<Vec<_>>().join(", "));
    }
    lines.extend(header.marks.iter().cloned());
    if before.is_none_or(|old| old.section != header.section) && !header.section.is_empty() {
        lines.push(header.section.join(", "));
    }
    if !header.number.is_empty() {
        let progress = header.progress.map(|(done, all)| format!(" ({done}/{all})"));
        lines.push(format!("{}{}", header.number, progress.unwrap_or_default()));
    }
    lines
}

/// The special answers that are open here.
fn specials(screen: &Screen, own: &Words) -> Option<String> {
    let special = |hint: &Hint| {
        let special = [Action::DontKnow, Action::Refused, Action::NotApplicable];
        hint.action.filter(|action| special.contains(action))
    };
    let told = |hint: &Hint| {
        let typed = commands::typed(special(hint)?, screen.language);
        Some(format!("{typed} {}", hint.label))
    };
    let open: Vec<String> = screen.footer.iter().filter_map(told).collect();
    let before = if screen.handed_over { String::new() } else { format!("{}: ", own.not_read_out) };
    (!open.is_empty()).then(|| format!("{before}{}", open.join("; ")))
}

/// The label of the field, else a plain sign that a line is waited for.
fn prompt(screen: &Screen) -> String {
    let label = seen(screen).iter().find_map(|block| match block {
        Block::Input(input) if !input.label.is_empty() => Some(visible(&input.label).into_owned()),
        _ => None,
    });
    format!("{}> ", label.unwrap_or_default())
}
