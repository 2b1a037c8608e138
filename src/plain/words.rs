//! What only plain lines say.

/// What only plain lines say, in one language.
pub struct Words {
    /// Before what instructs the interviewer.
    pub interviewer: &'static str,
    /// Before a hint.
    pub hint: &'static str,
    /// Before a warning.
    pub attention: &'static str,
    /// Before what is stored just now.
    pub stored: &'static str,
    /// Before what stands in the field and stays if nothing is typed.
    pub now: &'static str,
    /// Instead of a text that is not shown.
    pub hidden: &'static str,
    /// Before the special answers.
    pub not_read_out: &'static str,
    /// A choice that is chosen.
    pub chosen: &'static str,
    /// A choice that goes with no other.
    pub alone: &'static str,
    /// A row of a battery without an answer.
    pub no_answer: &'static str,
    /// So many lines more; what to do.
    pub more: fn(usize) -> String,
    /// The row that is asked now: its position and how many there are.
    pub row: fn(usize, usize) -> String,
    /// How to answer another row of a battery.
    pub other_row: &'static str,
    /// How to go to a cell of a table.
    pub cell: &'static str,
    /// There is no such command.
    pub no_command: fn(&str) -> String,
    /// Where to find the commands.
    pub first: &'static str,
    /// How to answer.
    pub basics: &'static str,
    /// How to begin a new line.
    pub new_line: &'static str,
    /// Where the lines before are out of sight from here on.
    pub out_of_sight: &'static str,
    /// The signs of lists in words.
    pub signs: [(&'static str, &'static str); 5],
}

/// The words in a language of the interface by its code.
pub fn in_language(code: &str) -> &'static Words {
    match code {
        "ru" => &RUSSIAN,
        "kk" => &KAZAKH,
        _ => &ENGLISH,
    }
}

static ENGLISH: Words = Words {
    interviewer: "To the interviewer",
    hint: "Hint",
    attention: "Attention",
    stored: "Stored",
    now: "Now, kept by Enter",
    hidden: "hidden",
    not_read_out: "Not read out",
    chosen: "chosen",
    alone: "goes with no other",
    no_answer: "no answer",
    more: |count| format!("{count} more: type a part of the name"),
    row: |at, count| format!("Row {at} of {count}"),
    other_row: "another row: 3=2 is code 2 for the third",
    cell: "2 3 leads to the third column of the second row",
    no_command: |name| {
        format!(
            "There is no command {name}. /help lists them. An answer that begins with / is typed with //."
        )
    },
    first: "Type an answer and press Enter. /help lists the commands, /menu leads out.",
    basics: "Type the code of the answer, or the beginning of its words, and press Enter. Several answers: all their codes in one line. A line of a list without a code is chosen by its place, as #3. Enter alone keeps what stands there and goes on. Every answer is stored before the next question appears.",
    new_line: "a line that ends in \\ goes on in the next",
    out_of_sight: "What was above is out of sight now.",
    signs: [("✓", "done"), ("·", "open"), ("◐", "partly"), ("!", "attention"), ("~", "set aside")],
};

static RUSSIAN: Words = Words {
    interviewer: "Интервьюеру",
    hint: "Подсказка",
    attention: "Внимание",
    stored: "Сохранено",
    now: "Сейчас, Enter оставит",
    hidden: "скрыто",
    not_read_out: "Не зачитывать",
    chosen: "выбрано",
    alone: "только отдельно",
    no_answer: "нет ответа",
    more: |count| format!("ещё {count}: введите часть названия"),
    row: |at, count| format!("Строка {at} из {count}"),
    other_row: "другая строка: 3=2 — код 2 для третьей",
    cell: "2 3 ведёт к третьему столбцу второй строки",
    no_command: |name| {
        format!(
            "Команды {name} нет. Список: /помощь. Ответ, который начинается с /, набирают с //."
        )
    },
    first: "Введите ответ и нажмите Enter. Команды: /помощь, выход — через /меню.",
    basics: "Введите код ответа или начало его слов и нажмите Enter. Несколько ответов: все коды в одной строке. Строку списка без кода выбирают по её месту, например #3. Один Enter оставляет то, что есть, и ведёт дальше. Каждый ответ сохраняется до следующего вопроса.",
    new_line: "строка с \\ в конце продолжается в следующей",
    out_of_sight: "То, что было выше, теперь не видно.",
    signs: [
        ("✓", "готово"),
        ("·", "открыто"),
        ("◐", "частично"),
        ("!", "внимание"),
        ("~", "отложено"),
    ],
};

static KAZAKH: Words = Words {
    interviewer: "Интервьюерге",
    hint: "Көмек сөз",
    attention: "Назар аударыңыз",
    stored: "Сақталды",
    now: "Қазір, Enter қалдырады",
    hidden: "жасырын",
    not_read_out: "Оқылмайды",
    chosen: "таңдалды",
    alone: "тек жеке",
    no_answer: "жауап жоқ",
    more: |count| format!("тағы {count}: атауының бөлігін теріңіз"),
    row: |at, count| format!("Жол: {at}, барлығы {count}"),
    other_row: "басқа жол: 3=2 — үшінші жолға 2 коды",
    cell: "2 3 — екінші жолдың үшінші бағанына өту",
    no_command: |name| {
        format!(
            "{name} командасы жоқ. Тізімі: /көмек. / таңбасынан басталатын жауап // арқылы теріледі."
        )
    },
    first: "Жауапты теріп, Enter басыңыз. Командалар: /көмек, шығу: /мәзір.",
    basics: "Жауаптың кодын не сөзінің басын теріп, Enter басыңыз. Бірнеше жауап: барлық код бір жолда. Коды жоқ жол орны бойынша таңдалады, мысалы #3. Жалғыз Enter барын қалдырып, әрі қарай өтеді. Әр жауап келесі сұрақтан бұрын сақталады.",
    new_line: "соңында \\ бар жол келесі жолда жалғасады",
    out_of_sight: "Жоғарыдағы енді көрінбейді.",
    signs: [
        ("✓", "дайын"),
        ("·", "ашық"),
        ("◐", "жартылай"),
        ("!", "назар аударыңыз"),
        ("~", "шеттетілген"),
    ],
};
