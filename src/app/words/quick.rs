//! What is said of the ways to enter much at once: the power line, a pasted table, the board of
//! persons and sections. One table, three languages.

use super::plural::{one_or_more, russian as plural};

/// What is said of entering much at once, in one language.
#[derive(Debug)]
pub struct Quick {
    /// Pasting a table among rows.
    pub key_paste: &'static str,
    /// How a table is pasted.
    pub paste_explained: &'static str,
    /// Nothing was pasted.
    pub paste_empty: &'static str,
    /// How many rows a table has, how many cells are refused and doubted.
    pub paste_counts: fn(usize, usize, usize) -> String,
    /// So many lines are checked so far.
    pub paste_judged: fn(usize) -> String,
    /// So many lines are too many.
    pub paste_left_out: fn(usize) -> String,
    /// The columns of those names answer nothing.
    pub paste_unknown: fn(&str) -> String,
    /// How many rows were added, and how many cells stay open.
    pub pasted: fn(usize, usize) -> String,
    /// What was typed somewhere and not entered.
    pub typed_only: fn(&str) -> String,
    /// The choice to let one-digit codes answer alone.
    pub auto_advance_on: &'static str,
    /// The choice to want Enter after every code again.
    pub auto_advance_off: &'static str,
    /// The board.
    pub key_board: &'static str,
    /// The signs and keys of the board.
    pub board_explained: &'static str,
    /// The section of the questions that stand in no group.
    pub board_questions: &'static str,
    /// The power line.
    pub key_power: &'static str,
    /// The footer, where the rest of a line waits.
    pub power_goes_on: &'static str,
    /// Label of the line.
    pub power_label: &'static str,
    /// How the line is typed.
    pub power_explained: &'static str,
    /// So many answers were entered.
    pub entered: fn(usize) -> String,
    /// The rest of the line waits.
    pub rest_waits: fn(&str) -> String,
    /// No question has that name.
    pub no_such_question: fn(&str) -> String,
    /// Several questions begin with that name.
    pub several_questions: fn(&str, usize) -> String,
    /// It is not said in which row.
    pub which_row: fn(&str) -> String,
    /// There is no such row.
    pub no_such_row: fn(&str) -> String,
}

/// English.
pub static ENGLISH: Quick = Quick {
    key_paste: "paste a table",
    paste_explained: "Paste the table now: a line for each row, tabs between cells; names of questions in the first line match the columns. Without pasting, type it: | or Tab between cells, an empty line at the end.",
    paste_empty: "There is no line in what was pasted.",
    paste_counts: |rows, refused, doubted| {
        format!(
            "Rows: {rows}. Cells refused (!): {refused}, doubted (?): {doubted}. Enter takes the table; those cells stay open."
        )
    },
    paste_judged: |count| format!("The first {count} lines are checked so far."),
    paste_left_out: |count| format!("Too many lines: {count} are left out. Paste them afterwards."),
    paste_unknown: |names| format!("Columns that answer no question here: {names}."),
    pasted: |rows, open| match open {
        0 => format!(
            "{rows} {} added. F9 takes the whole table back.",
            one_or_more(rows, "row", "rows")
        ),
        _ => format!(
            "{rows} {} added; {open} {} to look at, listed here and under F8. F9 takes the whole table back.",
            one_or_more(rows, "row", "rows"),
            one_or_more(open, "cell", "cells")
        ),
    },
    typed_only: |typed| format!("typed, not entered: {typed}"),
    auto_advance_on: "from now on one-digit codes need no Enter",
    auto_advance_off: "from now on Enter after every code",
    key_board: "board: persons and sections",
    board_explained: "✓ complete, – partly, · untouched, ! trouble, blank: not asked. Enter goes there, Tab: another list",
    board_questions: "questions",
    key_power: "power line",
    power_goes_on: "rest of the line",
    power_label: "Line",
    power_explained: "name value; name value — Tab completes, Enter enters. dk, ref, na: special \
                      answers. member[2]/age: in the second row.",
    entered: |count| match count {
        1 => "1 answer entered.".to_owned(),
        _ => format!("{count} answers entered."),
    },
    rest_waits: |rest| format!("Waits on the power line (Ctrl+X goes on): {rest}"),
    no_such_question: |name| format!("No question is called “{name}”."),
    several_questions: |name, count| {
        format!("{count} questions are meant by “{name}”: type more of the name.")
    },
    which_row: |name| format!("“{name}” stands in rows: say in which, such as member[2]/{name}."),
    no_such_row: |name| format!("There is no such row: “{name}”."),
};

/// Russian.
pub static RUSSIAN: Quick = Quick {
    key_paste: "вставить таблицу",
    paste_explained: "Вставьте таблицу: каждая строка — отдельный человек или предмет, между ячейками табуляция; имена вопросов в первой строке определяют столбцы. Можно и набрать: | или Tab между ячейками, в конце пустая строка.",
    paste_empty: "Во вставленном нет ни одной строки.",
    paste_counts: |rows, refused, doubted| {
        format!(
            "Строк: {rows}. Ячеек не принято (!): {refused}, под сомнением (?): {doubted}. Enter — принять таблицу; эти ячейки останутся открытыми."
        )
    },
    paste_judged: |count| format!("Пока проверены первые {count}."),
    paste_left_out: |count| format!("Слишком много строк: {count} не вошло. Вставьте их потом."),
    paste_unknown: |names| format!("Столбцы без вопроса: {names}."),
    pasted: |rows, open| {
        let added = plural(rows, "строка добавлена", "строки добавлены", "строк добавлено");
        let cells = plural(open, "ячейка требует", "ячейки требуют", "ячеек требуют");
        match open {
            0 => format!("{rows} {added}. F9 — отменить всю таблицу."),
            _ => format!(
                "{rows} {added}; {open} {cells} внимания: список здесь и по F8. F9 — отменить всю таблицу."
            ),
        }
    },
    typed_only: |typed| format!("набрано, не введено: {typed}"),
    auto_advance_on: "дальше коды из одной цифры без Enter",
    auto_advance_off: "дальше Enter после каждого кода",
    key_board: "доска: люди и разделы",
    board_explained: "✓ всё, – частично, · не начато, ! проблема, пусто: не задаётся. Enter — перейти, Tab — другой список",
    board_questions: "вопросы",
    key_power: "строка ответов",
    power_goes_on: "остаток строки",
    power_label: "Строка",
    power_explained: "имя значение; имя значение — Tab дополняет, Enter вводит. dk, ref, na — \
                      особые ответы. member[2]/age — во второй строке списка.",
    entered: |count| {
        let word = plural(count, "ответ введён", "ответа введено", "ответов введено");
        format!("{count} {word}.")
    },
    rest_waits: |rest| format!("Ждёт в строке ответов (Ctrl+X — продолжить): {rest}"),
    no_such_question: |name| format!("Нет вопроса с именем «{name}»."),
    several_questions: |name, count| {
        let word = plural(count, "вопрос", "вопроса", "вопросов");
        format!("Под «{name}» подходит {count} {word}: наберите имя дальше.")
    },
    which_row: |name| {
        format!("«{name}» есть в каждой строке списка: укажите строку, например member[2]/{name}.")
    },
    no_such_row: |name| format!("Такой строки списка нет: «{name}»."),
};

/// Kazakh.
pub static KAZAKH: Quick = Quick {
    key_paste: "кестені қою",
    paste_explained: "Кестені қойыңыз: әр жол — бір адам не зат, ұяшықтар арасында табуляция; бірінші жолдағы сұрақ атаулары бағандарды анықтайды. Теруге де болады: ұяшықтар арасында | не Tab, соңында бос жол.",
    paste_empty: "Қойылғанда бірде-бір жол жоқ.",
    paste_counts: |rows, refused, doubted| {
        format!(
            "Жол: {rows}. Қабылданбаған ұяшық (!): {refused}, күмәнді (?): {doubted}. Enter — кестені қабылдау; бұл ұяшықтар ашық қалады."
        )
    },
    paste_judged: |count| format!("Әзірге алғашқы {count} жол тексерілді."),
    paste_left_out: |count| format!("Жол тым көп: {count} жол кірмеді. Оларды кейін қойыңыз."),
    paste_unknown: |names| format!("Сұрағы жоқ бағандар: {names}."),
    pasted: |rows, open| match open {
        0 => format!("{rows} жол қосылды. F9 — бүкіл кестені қайтару."),
        _ => format!(
            "{rows} жол қосылды; {open} ұяшықты қарау керек: тізімі осында және F8-де. F9 — бүкіл кестені қайтару."
        ),
    },
    typed_only: |typed| format!("терілген, енгізілмеген: {typed}"),
    auto_advance_on: "бұдан былай бір цифрлы кодтарға Enter керек емес",
    auto_advance_off: "бұдан былай әр кодтан кейін Enter",
    key_board: "тақта: адамдар мен бөлімдер",
    board_explained: "✓ толық, – ішінара, · басталмаған, ! қате бар, бос: сұралмайды. Enter — өту, Tab — басқа тізім",
    board_questions: "сұрақтар",
    key_power: "жауаптар жолы",
    power_goes_on: "жолдың қалғаны",
    power_label: "Жол",
    power_explained: "атауы мәні; атауы мәні — Tab толықтырады, Enter енгізеді. dk, ref, na — \
                      арнайы жауаптар. member[2]/age — тізімнің екінші жолында.",
    entered: |count| format!("{count} жауап енгізілді."),
    rest_waits: |rest| format!("Жауаптар жолында күтіп тұр (Ctrl+X — жалғастыру): {rest}"),
    no_such_question: |name| format!("«{name}» атты сұрақ жоқ."),
    several_questions: |name, count| {
        format!("«{name}» дегенге {count} сұрақ сәйкес келеді: атауын толығырақ теріңіз.")
    },
    which_row: |name| {
        format!("«{name}» тізімнің әр жолында бар: жолын көрсетіңіз, мысалы member[2]/{name}.")
    },
    no_such_row: |name| format!("Тізімде мұндай жол жоқ: «{name}»."),
};
