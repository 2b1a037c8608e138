//! The commands: a name for every action of the table of keys, in each language.

use crate::app::keymap::Action;

/// A command.
pub struct Command {
    /// What it does.
    pub deed: Deed,
    /// Its names in English, Russian and Kazakh, the one to show first; each works in every
    /// language.
    pub names: [&'static [&'static str]; 3],
}

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// An action of the table of keys.
    Act(Action),
    /// Erases what stands in the field and enters that.
    Erase,
}

const fn act(action: Action, names: [&'static [&'static str]; 3]) -> Command {
    Command { deed: Deed::Act(action), names }
}

/// The table. Where one name has two meanings, the first that works on the screen is meant.
pub static COMMANDS: &[Command] = &[
    act(Action::Enter, [&["enter"], &["ввод"], &["енгізу"]]),
    act(Action::Previous, [&["back"], &["назад"], &["артқа"]]),
    act(Action::Back, [&["close"], &["закрыть"], &["жабу"]]),
    act(Action::Next, [&["next", "skip"], &["дальше", "пропустить"], &["әрі", "өту"]]),
    act(Action::DontKnow, [&["dk"], &["нз", "незнаю"], &["бм", "білмеймін"]]),
    act(Action::Refused, [&["ref", "refused"], &["отказ"], &["бт", "бастартты"]]),
    act(Action::NotApplicable, [&["na"], &["нп", "неподходит"], &["қж", "қатысыжоқ"]]),
    Command { deed: Deed::Erase, names: [&["clear"], &["стереть"], &["өшіру"]] },
    act(Action::Remark, [&["remark"], &["заметка"], &["ескертпе"]]),
    act(Action::Outline, [&["goto", "outline"], &["перейти", "план"], &["бару", "жоспар"]]),
    act(Action::Problems, [&["problems"], &["проблемы"], &["қателер"]]),
    act(Action::Probes, [&["probes"], &["уточнения"], &["нақтылау"]]),
    act(Action::Notes, [&["notes"], &["заметки"], &["жазбалар"]]),
    act(Action::Quote, [&["quote"], &["цитата"], &["дәйексөз"]]),
    act(Action::Source, [&["source"], &["источник"], &["дереккөз"]]),
    act(Action::Editor, [&["editor"], &["редактор"], &["өңдегіш"]]),
    act(Action::Why, [&["why"], &["почему"], &["неге"]]),
    act(Action::Effects, [&["changed"], &["изменилось"], &["өзгерді"]]),
    act(Action::Return, [&["return"], &["обратно"], &["оралу"]]),
    act(Action::UndoTo, [&["undoto"], &["отменитьдо"], &["дейінболдырмау"]]),
    act(Action::RedoTo, [&["redoto"], &["вернутьдо"], &["дейінқайтару"]]),
    act(Action::Board, [&["board"], &["доска"], &["тақта"]]),
    act(Action::PowerLine, [&["many"], &["много"], &["көп"]]),
    act(Action::Rows, [&["rows"], &["строки"], &["жолдар"]]),
    act(Action::AddRow, [&["add"], &["добавить"], &["қосу"]]),
    act(Action::RemoveRow, [&["remove"], &["удалить"], &["жою"]]),
    act(Action::RowUp, [&["up"], &["выше"], &["жоғары"]]),
    act(Action::RowDown, [&["down"], &["ниже"], &["төмен"]]),
    act(Action::Undo, [&["undo"], &["отменить"], &["болдырмау"]]),
    act(Action::Redo, [&["redo"], &["вернуть"], &["қайтару"]]),
    act(Action::Language, [&["language", "lang"], &["язык"], &["тіл"]]),
    act(Action::Menu, [&["menu"], &["меню"], &["мәзір"]]),
    act(Action::Search, [&["search"], &["поиск"], &["іздеу"]]),
    act(Action::Export, [&["export"], &["выгрузка"], &["шығару"]]),
    act(Action::Quit, [&["quit"], &["выход"], &["шығу"]]),
    act(Action::Redraw, [&["again"], &["ещё", "еще"], &["қайтала"]]),
    act(Action::Suspend, [&["suspend"], &["приостановить"], &["тоқтату"]]),
    act(Action::Help, [&["help", "?"], &["помощь"], &["көмек"]]),
];

/// The command of a name, capitals or not.
pub fn by_name(name: &str) -> Option<Deed> {
    let name = name.to_lowercase();
    let has = |command: &&Command| command.names.iter().any(|names| names.contains(&&*name));
    COMMANDS.iter().find(has).map(|command| command.deed)
}

/// What is typed for an action, with its slash, in a language of the interface.
pub fn typed(action: Action, language: &str) -> String {
    let at = ["en", "ru", "kk"].iter().position(|code| *code == language).unwrap_or(0);
    let own = COMMANDS.iter().find(|command| command.deed == Deed::Act(action));
    own.map_or_else(String::new, |command| format!("/{}", command.names[at][0]))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::app::keymap::BINDINGS;

    #[test]
    fn every_action_has_a_command_and_every_name_one_meaning() {
        for binding in BINDINGS {
            for language in ["en", "ru", "kk"] {
                let typed = typed(binding.action, language);
                let name = typed.strip_prefix('/').unwrap_or_default();
                let meant = Deed::Act(binding.action);
                assert_eq!(by_name(name), Some(meant), "{:?} in {language}", binding.action);
            }
        }
        let names: Vec<&str> = COMMANDS.iter().flat_map(|c| c.names.concat()).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    }

    #[test]
    fn capitals_do_not_matter() {
        assert_eq!(by_name("Назад"), Some(Deed::Act(Action::Previous)));
        assert_eq!(by_name("nothing"), None);
    }
}
