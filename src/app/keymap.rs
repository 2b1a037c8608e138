//! Every key that is a command, in one table; the footer and the help are made from it.
//!
//! Every action has a key that every terminal and keyboard layout can send: a plain key or
//! Control with a letter. Ctrl+H, Ctrl+I, Ctrl+J and Ctrl+M are other keys in many terminals
//! and stay free.

use super::fold;
use super::key::Key;
use super::words::table::Words;

/// What the keys mean something to: a kind of screen. A set of them is a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scene(u16);

/// The start screen.
pub const START: Scene = Scene(1);
/// A step before an interview.
pub const BEGIN: Scene = Scene(1 << 1);
/// A question.
pub const ASK: Scene = Scene(1 << 2);
/// The end of an open roster, or the rows of one.
pub const ROWS: Scene = Scene(1 << 3);
/// The end of the interview.
pub const END: Scene = Scene(1 << 4);
/// A list to choose from, on top of something else.
pub const PICK: Scene = Scene(1 << 5);
/// A text to write, on top of something else.
pub const WRITE: Scene = Scene(1 << 6);
/// A text to read, on top of something else.
pub const READ: Scene = Scene(1 << 7);
/// A question that the respondent answers alone.
pub const ALONE: Scene = Scene(1 << 8);
/// The steps done and undone.
pub const HISTORY: Scene = Scene(1 << 12);
/// The notes beside the questions of a guide.
pub const NOTES: Scene = Scene(1 << 13);
const EVERYWHERE: Scene = Scene(u16::MAX);

impl Scene {
    const fn and(self, other: Scene) -> Scene {
        Scene(self.0 | other.0)
    }

    /// Whether this scene is one of the set.
    pub fn is_in(self, set: Scene) -> bool {
        self.0 & set.0 != 0
    }
}

const INTERVIEW: Scene = ASK.and(ROWS).and(END);
const OVERLAY: Scene = PICK.and(WRITE).and(READ).and(BEGIN).and(HISTORY);
const LISTS: Scene = START.and(PICK).and(BEGIN).and(ROWS).and(END).and(HISTORY);

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Enter what is typed or chosen and go on.
    Enter,
    /// Back, or close what is on top.
    Back,
    /// Explain the keys.
    Help,
    /// Back to the question before.
    Previous,
    /// On to the next question.
    Next,
    /// Answer "don't know".
    DontKnow,
    /// Answer "refused".
    Refused,
    /// Answer "not applicable".
    NotApplicable,
    /// Write a remark.
    Remark,
    /// Change the language.
    Language,
    /// Show all questions.
    Outline,
    /// Show what is still wrong.
    Problems,
    /// Take back the last step.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Show what else can be done, leaving included.
    Menu,
    /// Go to the notes, or back to the question.
    Notes,
    /// Mark a quote.
    Quote,
    /// Say where the answer comes from.
    Source,
    /// Hand a long text to the person's own editor.
    Editor,
    /// Tick follow-ups.
    Probes,
    /// Show the persons by the sections.
    Board,
    /// Type many answers on one line.
    PowerLine,
    /// Show the rows of the roster around.
    Rows,
    /// Add a row.
    AddRow,
    /// Remove a row.
    RemoveRow,
    /// Move a row up.
    RowUp,
    /// Move a row down.
    RowDown,
    /// Search.
    Search,
    /// Export.
    Export,
    /// End the program.
    Quit,
    /// Draw everything anew.
    Redraw,
    /// Stop until called back.
    Suspend,
    /// Tell why the question is asked.
    Why,
    /// Show what the last change led to.
    Effects,
    /// Undo the highlighted step of the history and all after it.
    UndoTo,
    /// Do again all steps of the history up to the highlighted one.
    RedoTo,
    /// Back to where the person was before a correction elsewhere.
    Return,
}

/// A line of the table.
pub struct Binding {
    /// Where it works.
    pub scenes: Scene,
    /// The keys; the first is shown in the footer.
    pub keys: &'static [Key],
    /// What it asks for.
    pub action: Action,
    /// What it does, in words.
    pub label: fn(&Words) -> &'static str,
    /// Whether the footer shows it.
    pub footer: bool,
}

/// The table, in the order in which the footer shows it.
pub static BINDINGS: &[Binding] = &[
    Binding {
        scenes: EVERYWHERE,
        keys: &[Key::Enter],
        action: Action::Enter,
        label: |words| words.key_enter,
        footer: true,
    },
    Binding {
        scenes: NOTES,
        keys: &[Key::Tab],
        action: Action::Notes,
        label: |words| words.key_to_question,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW,
        keys: &[Key::Tab],
        action: Action::Notes,
        label: |words| words.key_notes,
        footer: true,
    },
    Binding {
        scenes: NOTES,
        keys: &[Key::Alt('k')],
        action: Action::Quote,
        label: |words| words.key_quote,
        footer: true,
    },
    Binding {
        scenes: ASK,
        keys: &[Key::Alt('k'), Key::Char('k')],
        action: Action::Quote,
        label: |words| words.key_quote,
        footer: true,
    },
    Binding {
        scenes: NOTES,
        keys: &[Key::Esc],
        action: Action::Back,
        label: |words| words.key_close,
        footer: false,
    },
    Binding {
        scenes: NOTES,
        keys: &[Key::PageUp, Key::Ctrl('b')],
        action: Action::Previous,
        label: |words| words.key_previous,
        footer: true,
    },
    Binding {
        scenes: NOTES,
        keys: &[Key::PageDown, Key::Ctrl('f')],
        action: Action::Next,
        label: |words| words.key_next,
        footer: true,
    },
    Binding {
        scenes: OVERLAY,
        keys: &[Key::Esc],
        action: Action::Back,
        label: |words| words.key_close,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW.and(ALONE),
        keys: &[Key::PageUp, Key::Esc, Key::Ctrl('b'), Key::Char('b')],
        action: Action::Previous,
        label: |words| words.key_previous,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW.and(ALONE),
        keys: &[Key::PageDown, Key::Ctrl('f'), Key::Char('f')],
        action: Action::Next,
        label: |words| words.key_next,
        footer: false,
    },
    Binding {
        scenes: ROWS,
        keys: &[Key::Insert, Key::Char('+'), Key::Ctrl('a'), Key::Char('a')],
        action: Action::AddRow,
        label: |words| words.key_add_row,
        footer: true,
    },
    Binding {
        scenes: ROWS,
        keys: &[Key::Delete, Key::Ctrl('x'), Key::Char('x')],
        action: Action::RemoveRow,
        label: |words| words.key_remove_row,
        footer: true,
    },
    Binding {
        scenes: ROWS,
        keys: &[Key::ShiftUp, Key::Char('['), Key::Ctrl('e')],
        action: Action::RowUp,
        label: |words| words.key_row_up,
        footer: false,
    },
    Binding {
        scenes: ROWS,
        keys: &[Key::ShiftDown, Key::Char(']'), Key::Ctrl('v')],
        action: Action::RowDown,
        label: |words| words.key_row_down,
        footer: false,
    },
    Binding {
        scenes: INTERVIEW.and(NOTES),
        keys: &[Key::BackTab, Key::Char('g')],
        action: Action::Return,
        label: |words| words.trace.key_return,
        footer: false,
    },
    Binding {
        scenes: ASK,
        keys: &[Key::F(2), Key::Ctrl('d'), Key::Char('d')],
        action: Action::DontKnow,
        label: |words| words.dont_know,
        footer: true,
    },
    Binding {
        scenes: ASK.and(ALONE),
        keys: &[Key::F(3), Key::Ctrl('r'), Key::Char('r')],
        action: Action::Refused,
        label: |words| words.refused,
        footer: true,
    },
    Binding {
        scenes: ASK,
        keys: &[Key::F(4), Key::Ctrl('n'), Key::Char('n')],
        action: Action::NotApplicable,
        label: |words| words.not_applicable,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW.and(ALONE).and(NOTES),
        keys: &[Key::F(10), Key::Ctrl('q'), Key::Ctrl('c'), Key::Char('q')],
        action: Action::Menu,
        label: |words| words.key_menu,
        footer: true,
    },
    Binding {
        scenes: ASK.and(NOTES),
        keys: &[Key::F(11), Key::Ctrl('a'), Key::Char('a')],
        action: Action::Probes,
        label: |words| words.key_probes,
        footer: true,
    },
    Binding {
        scenes: ASK.and(NOTES),
        keys: &[Key::Ctrl('v'), Key::Char('v')],
        action: Action::Editor,
        label: |words| words.key_editor,
        footer: false,
    },
    Binding {
        scenes: ASK,
        keys: &[Key::Ctrl('s'), Key::Char('s')],
        action: Action::Source,
        label: |words| words.key_source,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW,
        keys: &[Key::F(12), Key::Ctrl('w'), Key::Char('w')],
        action: Action::Rows,
        label: |words| words.key_rows,
        footer: true,
    },
    Binding {
        scenes: ASK.and(END),
        keys: &[Key::Ctrl('x'), Key::Char(':')],
        action: Action::PowerLine,
        label: |words| words.quick.key_power,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW,
        keys: &[Key::Char('h')],
        action: Action::Board,
        label: |words| words.quick.key_board,
        footer: false,
    },
    // Among rows Ctrl+X removes one.
    Binding {
        scenes: ROWS,
        keys: &[Key::Char(':')],
        action: Action::PowerLine,
        label: |words| words.quick.key_power,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW,
        keys: &[Key::F(5), Key::Ctrl('t'), Key::Char('m')],
        action: Action::Remark,
        label: |words| words.key_remark,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW.and(START).and(BEGIN).and(ALONE),
        keys: &[Key::F(6), Key::Ctrl('k'), Key::Char('l')],
        action: Action::Language,
        label: |words| words.key_language,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW.and(NOTES),
        keys: &[Key::F(7), Key::Ctrl('o'), Key::Char('o')],
        action: Action::Outline,
        label: |words| words.key_outline,
        footer: true,
    },
    Binding {
        scenes: START,
        keys: &[Key::F(7), Key::Ctrl('s'), Key::Char('s'), Key::Char('/')],
        action: Action::Search,
        label: |words| words.key_search,
        footer: true,
    },
    Binding {
        scenes: HISTORY,
        keys: &[Key::F(9), Key::Ctrl('u')],
        action: Action::UndoTo,
        label: |words| words.trace.key_undo_to,
        footer: true,
    },
    Binding {
        scenes: HISTORY,
        keys: &[Key::Ctrl('y')],
        action: Action::RedoTo,
        label: |words| words.trace.key_redo_to,
        footer: true,
    },
    Binding {
        scenes: ASK,
        keys: &[Key::Char('c')],
        action: Action::Effects,
        label: |words| words.trace.key_effects,
        footer: false,
    },
    Binding {
        scenes: ASK,
        keys: &[Key::Ctrl('e'), Key::Char('e')],
        action: Action::Why,
        label: |words| words.trace.key_why,
        footer: false,
    },
    Binding {
        scenes: INTERVIEW.and(NOTES),
        keys: &[Key::F(8), Key::Ctrl('p'), Key::Char('p')],
        action: Action::Problems,
        label: |words| words.key_problems,
        footer: true,
    },
    Binding {
        scenes: START,
        keys: &[Key::F(8), Key::Ctrl('e'), Key::Char('e')],
        action: Action::Export,
        label: |words| words.key_export,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW.and(NOTES),
        keys: &[Key::F(9), Key::Ctrl('u'), Key::Char('u')],
        action: Action::Undo,
        label: |words| words.key_undo,
        footer: true,
    },
    Binding {
        scenes: INTERVIEW.and(NOTES),
        keys: &[Key::Ctrl('y'), Key::Char('y')],
        action: Action::Redo,
        label: |words| words.key_redo,
        footer: false,
    },
    Binding {
        scenes: START,
        keys: &[Key::F(10), Key::Ctrl('q'), Key::Ctrl('c'), Key::Char('q')],
        action: Action::Quit,
        label: |words| words.key_quit,
        footer: true,
    },
    Binding {
        scenes: OVERLAY,
        keys: &[Key::F(10), Key::Ctrl('q'), Key::Ctrl('c')],
        action: Action::Back,
        label: |words| words.key_close,
        footer: false,
    },
    Binding {
        scenes: EVERYWHERE,
        keys: &[Key::F(1), Key::Char('?'), Key::Ctrl('g')],
        action: Action::Help,
        label: |words| words.key_help,
        footer: true,
    },
    Binding {
        scenes: EVERYWHERE,
        keys: &[Key::Ctrl('l')],
        action: Action::Redraw,
        label: |words| words.key_redraw,
        footer: false,
    },
    Binding {
        scenes: EVERYWHERE,
        keys: &[Key::Ctrl('z')],
        action: Action::Suspend,
        label: |words| words.key_suspend,
        footer: false,
    },
];

/// What a key asks for in a scene. Where letters are text, plain characters ask for nothing.
pub fn lookup(scene: Scene, letters_are_text: bool, key: &Key) -> Option<Action> {
    if letters_are_text && matches!(key, Key::Char(_)) {
        return None;
    }
    let folded = fold::latin_key(key);
    let exact = |binding: &&Binding| binding.keys.contains(key);
    let latin = |binding: &&Binding| binding.keys.contains(&folded);
    let here = || BINDINGS.iter().filter(|binding| scene.is_in(binding.scenes));
    here().find(exact).or_else(|| here().find(latin)).map(|binding| binding.action)
}

/// The key of an action in a scene, if it works there.
pub fn key_of(scene: Scene, action: Action) -> Option<&'static Key> {
    let here = |binding: &&Binding| binding.action == action && scene.is_in(binding.scenes);
    BINDINGS.iter().find(here).and_then(|binding| binding.keys.first())
}

/// The key as it is printed.
pub fn name(key: &Key) -> String {
    match key {
        Key::Char(typed) => typed.to_string(),
        Key::Ctrl(typed) => format!("Ctrl+{}", typed.to_uppercase()),
        Key::Alt(typed) => format!("Alt+{}", typed.to_uppercase()),
        Key::F(number) => format!("F{number}"),
        Key::PageUp => "PgUp".to_owned(),
        Key::PageDown => "PgDn".to_owned(),
        Key::Insert => "Ins".to_owned(),
        Key::Delete => "Del".to_owned(),
        Key::BackTab => "Shift+Tab".to_owned(),
        Key::ShiftUp => "Shift+↑".to_owned(),
        Key::ShiftDown => "Shift+↓".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Whether a list can be moved through with the arrows here, for the help.
pub fn has_list(scene: Scene) -> bool {
    scene.is_in(LISTS.and(ASK).and(ALONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCENES: [Scene; 11] =
        [START, BEGIN, ASK, ROWS, END, PICK, WRITE, READ, ALONE, HISTORY, NOTES];

    #[test]
    fn no_key_asks_for_two_things() {
        for scene in SCENES {
            let mut seen = Vec::new();
            for binding in BINDINGS.iter().filter(|binding| scene.is_in(binding.scenes)) {
                for key in binding.keys {
                    assert!(!seen.contains(&key), "{key:?} twice in {scene:?}");
                    seen.push(key);
                }
            }
        }
    }

    #[test]
    fn every_action_has_a_key_that_every_terminal_sends() {
        for binding in BINDINGS {
            let sure = |key: &Key| match key {
                Key::Ctrl(letter) => !"hijm".contains(*letter),
                // Alt is Esc before the letter.
                Key::Enter | Key::Esc | Key::Tab | Key::Char(_) | Key::Alt(_) => true,
                _ => false,
            };
            assert!(binding.keys.iter().any(sure), "{:?}", binding.action);
            for key in binding.keys {
                assert!(!matches!(key, Key::Ctrl('h' | 'i' | 'j' | 'm')), "{key:?}");
                assert!(!matches!(key, Key::Char(typed) if typed.is_ascii_digit()), "{key:?}");
            }
        }
    }

    #[test]
    fn letters_of_a_russian_layout_work_outside_text_only() {
        for (text, key, action) in [
            (false, Key::Char('в'), Some(Action::DontKnow)),
            (false, Key::Char('D'), Some(Action::DontKnow)),
            (true, Key::Char('в'), None),
            (true, Key::Ctrl('в'), Some(Action::DontKnow)),
            (true, Key::F(1), Some(Action::Help)),
            (true, Key::Char('?'), None),
        ] {
            assert_eq!(lookup(ASK, text, &key), action, "{key:?}");
        }
    }
}
