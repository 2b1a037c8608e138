//! Keys that the words of the interface name, as commands.

use super::commands;
use crate::app::keymap::Action;

/// Keys as the words name them, longer names first.
const NAMED: [(&str, Action); 10] = [
    ("PgDn or Ctrl+F", Action::Next),
    ("PgDn или Ctrl+F", Action::Next),
    ("PgDn не Ctrl+F", Action::Next),
    ("PgDn", Action::Next),
    ("Shift+Tab", Action::Return),
    ("Ctrl+Y", Action::Redo),
    ("F10", Action::Menu),
    ("F9", Action::Undo),
    ("F1", Action::Help),
    ("Esc", Action::Previous),
];

/// The words with commands in the place of keys.
pub fn spoken(words: &str, language: &str) -> String {
    let mut spoken = words.to_owned();
    for (key, action) in NAMED {
        if spoken.contains(key) {
            spoken = spoken.replace(key, &commands::typed(action, language));
        }
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::ALL;

    #[test]
    fn messages_name_commands_instead_of_keys() {
        for words in ALL {
            let told = [
                words.how_to_pass.to_owned(),
                words.doubt_title.to_owned(),
                words.finished_read_only.to_owned(),
                (words.undone)("12"),
                words.trace.undo_or_see.to_owned(),
                (words.trace.return_to)("12"),
            ];
            for told in told {
                let spoken = spoken(&told, words.code);
                for key in ["PgDn", "Ctrl", "Esc", "F9", "F10", "Tab"] {
                    assert!(!spoken.contains(key), "{spoken}");
                }
                assert!(spoken.contains('/'), "{spoken}");
            }
        }
    }
}
