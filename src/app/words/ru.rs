//! The words of the interface in Russian. A draft that needs a native reader.

use super::plural::russian as plural;
use super::quick;
use super::table::Words;

/// The words.
pub static RUSSIAN: Words = Words {
    code: "ru",
    language: "Русский",
    program: "anketa",
    questionnaires: "Анкеты",
    in_progress: "Незавершённые интервью",
    finished: "Завершённые интервью",
    draft_translation: "перевод — черновик",
    broken_off: "прервано",
    reopened: "открыто для исправления",
    mark_finished: "ЗАВЕРШЕНО",
    nothing_here: "Нет ни одной анкеты. Запустите программу с файлом анкеты.",
    data_file: "Файл данных",
    language_of_interview: "Язык интервью",
    language_of_interface: "Язык программы",
    case: "Случай",
    case_explained: "Номер случая, если он есть. Enter — начать интервью.",
    path: "Путь",
    path_needed: "Введите путь к файлу.",
    export_explained: "Записывает завершённые интервью в новый файл SQLite. Введите путь и нажмите Enter.",
    press_enter: "Enter — дальше",
    choose_first: "Введите код или выберите стрелками, затем нажмите Enter.",
    search: "Поиск",
    nothing_found: "ничего не найдено",
    code_label: "Код",
    search_or_code: "Поиск или код",
    answer: "Ответ",
    number: "Число",
    date: "Дата",
    time: "Время",
    date_and_time: "Дата и время",
    position: "Координаты",
    date_example: "3.5.2026, или 5.2026, или 2026",
    time_example: "9:30 или 930",
    date_time_example: "3.5.2026 9:30",
    position_example: "43.2389 76.8897",
    new_line_key: "Tab — новая строка",
    acknowledge: "ОК",
    yes: "Да",
    no: "Нет",
    dont_know: "не знаю",
    refused: "отказ",
    not_applicable: "не подходит",
    prefer_not: "предпочитаю не отвечать",
    key_enter: "дальше",
    key_close: "закрыть",
    key_previous: "назад",
    key_next: "дальше без ответа",
    key_add_row: "добавить строку",
    key_remove_row: "удалить строку",
    key_row_up: "строку выше",
    key_row_down: "строку ниже",
    key_probes: "уточнения",
    key_rows: "строки",
    key_remark: "заметка",
    key_language: "язык",
    key_outline: "все вопросы",
    key_search: "поиск",
    key_problems: "проблемы",
    key_export: "выгрузка",
    key_undo: "отменить",
    key_redo: "вернуть",
    key_menu: "меню",
    key_quit: "выход",
    film_pause: "пауза",
    film_speed: "скорость",
    film_step: "шаг",
    quick: &quick::RUSSIAN,
    key_help: "клавиши",
    key_redraw: "перерисовать экран",
    key_suspend: "приостановить программу",
    key_arrows: "выбор",
    guidance: "Об этом вопросе",
    help_basics: "Введите код ответа и нажмите Enter. Несколько ответов: каждый код ставит или снимает отметку, затем Enter. Каждый ответ сохраняется до появления следующего вопроса. Буквы работают вне текстовых полей, в любой раскладке.",
    first_question: "Это первый вопрос.",
    last_question: "Это конец интервью.",
    locked: "Эта часть сдана, открыть её снова нельзя.",
    typing_restored: "Набранное восстановлено.",
    required: "Нужен ответ.",
    how_to_pass: "Дальше без ответа: PgDn или Ctrl+F.",
    not_a_number: "Это не число.",
    not_whole: "Нужно целое число.",
    not_a_date: "Это не дата. Введите, например, 3.5.2026.",
    not_a_time: "Это не время. Введите, например, 9:30.",
    not_a_point: "Это не координаты. Введите, например, 43.2389 76.8897.",
    code_unfinished: "Нажмите Enter ещё раз, чтобы выбрать этот код.",
    no_choices: "Здесь нет вариантов ответа.",
    check_failed: "Такой ответ невозможен.",
    doubted: "Это необычный ответ.",
    doubt_title: "Это верно? Укажите причину или нажмите Esc, чтобы исправить.",
    leave_open_title: "Почему нет ответа?",
    break_off_title: "Почему интервью прерывается?",
    correct_title: "Почему исправляется завершённое интервью?",
    reason: "Номер или другая причина",
    reason_needed: "Введите номер причины или напишите свою.",
    wrong_kind: "Такой ответ не подходит к этому вопросу.",
    not_relevant: "Это сейчас не задаётся.",
    read_only: "Это можно только прочитать.",
    nothing_there: "Здесь это невозможно.",
    rows_fixed: "Число строк определяется ответами.",
    finished_read_only: "Интервью завершено, его можно только читать. Исправить: F10.",
    not_finished: "Интервью не завершено.",
    no_language: "В анкете нет такого языка.",
    nothing_to_undo: "Отменять нечего.",
    row_added: "строка добавлена",
    row_removed: "строка удалена",
    row_moved: "строка перемещена",
    no_roster: "Здесь нет строк.",
    choose_row: "Сначала выберите строку стрелками.",
    add_row: "Добавить ещё",
    no_more_rows: "Больше нет",
    add_or_no_more: "Введите 1, чтобы добавить, или 2, если никого нет, и нажмите Enter.",
    no_probes: "У этого вопроса нет уточнений.",
    no_problems: "Проблем нет.",
    no_history: "Ответов ещё нет.",
    history: "ответы по порядку ввода",
    trouble_missing: "нет ответа",
    trouble_unconfirmed: "прежний ответ ждёт подтверждения",
    trouble_defect: "ошибка анкеты",
    end_of_interview: "Конец интервью",
    finish: "Завершить интервью",
    to_first_open: "К первому вопросу без ответа",
    show_problems: "Показать, что осталось",
    nothing_open: "На все вопросы есть ответы.",
    leave_for_now: "Выйти на время; всё сохранено",
    to_the_end: "К концу интервью",
    go_on: "Продолжить",
    break_off: "Прервать интервью",
    correct: "Исправить завершённое интервью",
    interview_stored: "Интервью завершено и сохранено.",
    next_interview: "Следующее интервью по той же анкете",
    to_start: "К начальному экрану",
    hand_over: "Пожалуйста, ответьте на следующие вопросы сами. Никто не смотрит.",
    hand_back: "Спасибо. Пожалуйста, верните устройство.",
    respondent_ready: "Можно начинать",
    back_to_questions: "Вернуться к вопросам",
    interviewer_back: "Интервьюер продолжает",
    answered_so: "Ответ",
    left_open: "Оставлено без ответа",
    passed_because: "Подтверждено",
    fallback: " [не переведено]",
    write_failed: "Ответ НЕ удалось сохранить. Всё введённое раньше цело.",
    write_failed_what_now: "Освободите место на диске или подключите его и нажмите Enter, чтобы повторить. Esc — выйти; этот ответ тогда не сохранится.",
    doubt_reasons: &["уточнено у респондента", "записано со слов", "редко, но верно"],
    leave_open_reasons: &[
        "респондент не может ответить",
        "пропущено, сейчас спросить нельзя",
        "респондент ушёл",
        "нет времени",
    ],
    break_off_reasons: &[
        "респондент не хочет продолжать",
        "нет времени, прийти позже",
        "присутствуют посторонние",
        "опасность или помехи",
        "техническая неполадка",
    ],
    correct_reasons: &["опечатка", "уточнено у респондента", "по указанию супервайзера"],
    answered_of: |answered, total| match total {
        0 => format!("{} {answered}", plural(answered, "получен", "получено", "получено")),
        _ => format!("{answered} из {total}"),
    },
    still_open: |count| {
        format!("{count} {} без ответа", plural(count, "вопрос", "вопроса", "вопросов"))
    },
    consequences: |aside, opened| {
        let mut parts = Vec::new();
        if aside > 0 {
            let word = plural(aside, "ответ отложен", "ответа отложено", "ответов отложено");
            parts.push(format!("{aside} {word}"));
        }
        if opened > 0 {
            let word = plural(opened, "новый вопрос", "новых вопроса", "новых вопросов");
            parts.push(format!("{opened} {word}"));
        }
        format!("{}. F9 — отменить", parts.join(", "))
    },
    undone: |what| format!("Отменено: {what}. Ctrl+Y — вернуть, F9 — отменить ещё."),
    redone: |what| format!("Снова сделано: {what}. F9 — отменить."),
    earlier_answer: |answer| format!("раньше: {answer}"),
    earlier_answer_confirm: |answer| format!("Прежний ответ: {answer}. Enter — подтвердить."),
    no_such_choice: |typed| format!("Нет варианта «{typed}»."),
    several_match: |count| format!("найдено {count}: уточните или выберите ↓"),
    too_many: |limit| {
        format!("Не больше {limit} {}.", plural(limit, "варианта", "вариантов", "вариантов"))
    },
    type_to_search: |count| {
        let word = plural(count, "вариант", "варианта", "вариантов");
        format!("{count} {word}: наберите часть названия")
    },
    chosen_count: |count| format!("выбрано: {count}"),
    exclusive: |label| format!("«{label}» не сочетается с другими ответами."),
    off_list: |label| format!("Ответа «{label}» больше нет в списке; он сохранён."),
    special_closed: |open| match open {
        "" => "На этот вопрос нельзя ответить ни так, ни другим особым ответом.".to_owned(),
        _ => format!("На этот вопрос так ответить нельзя. Можно: {open}."),
    },
    special_clears: |special, count| {
        let word = plural(count, "выбранного ответа", "выбранных ответов", "выбранных ответов");
        format!("«{special}» вместо {count} {word}?")
    },
    out_of_range: |low, high| format!("Число должно быть от {low} до {high}."),
    range: |low, high| format!("от {low} до {high}"),
    at_least: |low| format!("не меньше {low}"),
    at_most: |high| format!("не больше {high}"),
    not_a_step: |step| format!("Число должно идти с шагом {step}."),
    open_questions: |numbers| format!("Вопросы без ответа: {numbers}."),
    failing_questions: |numbers| format!("Исправьте до завершения: {numbers}."),
    many_rows: |count| {
        let word = plural(count.unsigned_abs() as usize, "строка", "строки", "строк");
        format!("Действительно {count} {word}?")
    },
    another_row: |count| match count {
        0 => "Список пока пуст. Есть что добавить?".to_owned(),
        _ => format!("В списке: {count}. Есть ещё?"),
    },
    remove_row: |name, answers| {
        let word = plural(answers, "ответ", "ответа", "ответов");
        format!("Удалить «{name}» ({answers} {word})?")
    },
    row_of: |name, position, count| format!("{name} ({position} из {count})"),
    bytes: |count| format!("{count} {}", plural(count as usize, "байт", "байта", "байт")),
    full_date: |day, month, year| format!("{day} {} {year} г.", month_of(month)),
    month_date: |month, year| format!("{} {year} г., день неизвестен", month_name(month)),
    year_date: |year| format!("{year} г., месяц и день неизвестны"),
};

/// The name of a month.
fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ];
    usize::from(month).checked_sub(1).and_then(|at| NAMES.get(at)).copied().unwrap_or("?")
}

/// The name of a month after a day.
fn month_of(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    usize::from(month).checked_sub(1).and_then(|at| NAMES.get(at)).copied().unwrap_or("?")
}
