//! The words of what tells about the interview itself: why something is asked, what a change led
//! to, what was done step by step, which answers a check looks at.

use super::plural::{one_or_more, russian};

/// The words in one language.
#[derive(Debug)]
pub struct Trace {
    /// What the key does that tells why a question is asked.
    pub key_why: &'static str,
    /// Heading over why a question is asked.
    pub why_title: &'static str,
    /// Heading over why a question is not asked.
    pub why_not_title: &'static str,
    /// A question has no condition.
    pub always_asked: &'static str,
    /// Heading over the conditions of a section or question.
    pub why_if: fn(&str) -> String,
    /// A roster has as many rows as something in words.
    pub why_rows: fn(&str, &str) -> String,
    /// A value is computed as something in words.
    pub computed_as: fn(&str, &str) -> String,
    /// The question does not apply, so that it has no answer.
    pub not_asked: &'static str,
    /// So many more are not listed.
    pub and_more: fn(usize) -> String,
    /// What the key does that leads back after a correction elsewhere.
    pub key_return: &'static str,
    /// There is no place to go back to.
    pub nowhere_to_return: &'static str,
    /// Where the key leads that leads back after a correction elsewhere.
    pub return_to: fn(&str) -> String,
    /// Heading over the answers that a check looks at, each a place to go to.
    pub involved: &'static str,
    /// Title over a check that an answer must not fail.
    pub hard_title: &'static str,
    /// Label of the field for the number of an answer.
    pub involved_code: &'static str,
    /// What the key does that shows what the last change led to.
    pub key_effects: &'static str,
    /// Heading over what the last change led to.
    pub effects_title: &'static str,
    /// The last change led to nothing else.
    pub no_effects: &'static str,
    /// Answers that are set aside, as a heading.
    pub set_aside: &'static str,
    /// Questions that are asked now, as a heading.
    pub opened: &'static str,
    /// Questions that are not asked any more, as a heading.
    pub closed: &'static str,
    /// Values that are computed anew, as a heading.
    pub computed: &'static str,
    /// Answered questions whose words changed, as a heading.
    pub reworded: &'static str,
    /// Answers that fail a check now, as a heading.
    pub failing: &'static str,
    /// How many of each of these, with nothing for 0: set aside, opened, closed, computed or
    /// reworded, failing.
    pub consequences: fn(&[usize; 5]) -> String,
    /// How to take a change back, and how to see all it led to.
    pub undo_or_see: &'static str,
    /// Leaves the change as it is.
    pub keep_change: &'static str,
    /// Takes the change back.
    pub undo_change: &'static str,
    /// Heading of all steps.
    pub history: &'static str,
    /// Undoes a step and all after it.
    pub key_undo_to: &'static str,
    /// Does again all steps up to one.
    pub key_redo_to: &'static str,
    /// The step was undone.
    pub is_undone: &'static str,
    /// Where the interview stands among the steps done and undone.
    pub stands_here: &'static str,
}

/// Numbers with their words, those that are 0 left out.
fn listed(parts: &[(usize, &str)]) -> String {
    let told = parts.iter().filter(|(count, _)| *count > 0);
    told.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

/// The words in English.
pub static ENGLISH: Trace = Trace {
    key_why: "why?",
    why_title: "Why is this asked?",
    why_not_title: "Why is this not asked?",
    always_asked: "This is always asked: nothing hangs on an answer.",
    why_if: |name| format!("“{name}” is asked if:"),
    why_rows: |name, count| format!("“{name}” has as many rows as: {count}"),
    computed_as: |name, how| format!("“{name}” is computed: {how}"),
    not_asked: "not asked",
    and_more: |count| format!("… and {count} more"),
    key_return: "back to where you were",
    nowhere_to_return: "There is no question to go back to: you are where you were.",
    return_to: |number| format!("Shift+Tab: back to {number}"),
    involved: "Answers involved; a number goes there, Shift+Tab comes back:",
    hard_title: "Not possible together. Correct this answer (Enter) or another:",
    involved_code: "Number of the answer",
    key_effects: "what changed",
    effects_title: "What the last change led to",
    no_effects: "The last change led to nothing else.",
    set_aside: "Set aside: kept, not counted",
    opened: "To ask now",
    closed: "Not asked any more",
    computed: "Computed anew",
    reworded: "Worded differently now",
    failing: "A check fails now",
    consequences: |[aside, opened, closed, computed, failing]| {
        listed(&[
            (*aside, one_or_more(*aside, "answer set aside", "answers set aside")),
            (*opened, one_or_more(*opened, "question to ask now", "questions to ask now")),
            (*closed, "not asked any more"),
            (*computed, "computed or worded anew"),
            (*failing, one_or_more(*failing, "check fails now", "checks fail now")),
        ])
    },
    undo_or_see: "F9: undo; what changed: F10",
    keep_change: "Keep the change",
    undo_change: "Undo the change",
    history: "what was done, step by step",
    key_undo_to: "undo back to here",
    key_redo_to: "redo up to here",
    is_undone: "undone",
    stands_here: "— the interview stands here —",
};

/// The words in Russian.
pub static RUSSIAN: Trace = Trace {
    key_why: "почему?",
    why_title: "Почему это спрашивается?",
    why_not_title: "Почему это не спрашивается?",
    always_asked: "Этот вопрос задаётся всегда: он не зависит от ответов.",
    why_if: |name| format!("«{name}» — спрашивается, если:"),
    why_rows: |name, count| format!("«{name}» — строк столько: {count}"),
    computed_as: |name, how| format!("«{name}» вычисляется так: {how}"),
    not_asked: "не спрашивается",
    and_more: |count| format!("… и ещё {count}"),
    key_return: "туда, где были",
    nowhere_to_return: "Возвращаться некуда: вы там, где были.",
    return_to: |number| format!("Shift+Tab — назад к {number}"),
    involved: "Связанные ответы; номер ведёт туда, Shift+Tab — обратно:",
    hard_title: "Вместе это невозможно. Исправьте этот ответ (Enter) или другой:",
    involved_code: "Номер ответа",
    key_effects: "что изменилось",
    effects_title: "К чему привело последнее изменение",
    no_effects: "Последнее изменение больше ничего не затронуло.",
    set_aside: "Отложено: хранится, но не учитывается",
    opened: "Теперь спрашивается",
    closed: "Больше не спрашивается",
    computed: "Вычислено заново",
    reworded: "Теперь звучит иначе",
    failing: "Теперь не проходит проверку",
    consequences: |[aside, opened, closed, computed, failing]| {
        listed(&[
            (*aside, russian(*aside, "ответ отложен", "ответа отложено", "ответов отложено")),
            (*opened, russian(*opened, "новый вопрос", "новых вопроса", "новых вопросов")),
            (*closed, "больше не спрашивается"),
            (*computed, "вычислено или звучит иначе"),
            (*failing, "не проходит проверку"),
        ])
    },
    undo_or_see: "F9 — отменить; что изменилось: F10",
    keep_change: "Оставить изменение",
    undo_change: "Отменить изменение",
    history: "что было сделано, по шагам",
    key_undo_to: "отменить досюда",
    key_redo_to: "вернуть досюда",
    is_undone: "отменено",
    stands_here: "— интервью сейчас здесь —",
};

/// The words in Kazakh.
pub static KAZAKH: Trace = Trace {
    key_why: "неге?",
    why_title: "Бұл неге сұралады?",
    why_not_title: "Бұл неге сұралмайды?",
    always_asked: "Бұл сұрақ әрқашан қойылады: ол жауаптарға тәуелді емес.",
    why_if: |name| format!("«{name}» мына жағдайда сұралады:"),
    why_rows: |name, count| format!("«{name}» жолдарының саны: {count}"),
    computed_as: |name, how| format!("«{name}» былай есептеледі: {how}"),
    not_asked: "сұралмайды",
    and_more: |count| format!("… тағы {count}"),
    key_return: "болған жерге оралу",
    nowhere_to_return: "Оралатын жер жоқ: сіз болған жеріңіздесіз.",
    return_to: |number| format!("Shift+Tab — мынаған оралу: {number}"),
    involved: "Байланысты жауаптар; нөмірі сонда апарады, Shift+Tab — кері:",
    hard_title: "Бұл бірге мүмкін емес. Осы жауапты (Enter) не басқасын түзетіңіз:",
    involved_code: "Жауаптың нөмірі",
    key_effects: "не өзгерді",
    effects_title: "Соңғы өзгеріс неге әкелді",
    no_effects: "Соңғы өзгеріс басқа ештеңеге әсер етпеді.",
    set_aside: "Шетке қойылды: сақталады, бірақ есепке алынбайды",
    opened: "Енді сұралады",
    closed: "Енді сұралмайды",
    computed: "Қайта есептелді",
    reworded: "Енді басқаша айтылады",
    failing: "Енді тексеруден өтпейді",
    consequences: |[aside, opened, closed, computed, failing]| {
        listed(&[
            (*aside, "жауап шетке қойылды"),
            (*opened, "жаңа сұрақ"),
            (*closed, "сұрақ енді сұралмайды"),
            (*computed, "мән не сөз өзгерді"),
            (*failing, "жауап тексеруден өтпейді"),
        ])
    },
    undo_or_see: "F9 — болдырмау; не өзгерді: F10",
    keep_change: "Өзгерісті қалдыру",
    undo_change: "Өзгерісті болдырмау",
    history: "не істелді, қадам бойынша",
    key_undo_to: "осы жерге дейін болдырмау",
    key_redo_to: "осы жерге дейін қайта орындау",
    is_undone: "кері қайтарылған",
    stands_here: "— сұхбат қазір осы жерде —",
};
