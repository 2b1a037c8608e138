//! What the page says itself, in the languages of the program.

/// The words.
pub struct Words {
    /// The language.
    pub code: &'static str,
    /// Below the title.
    pub version: fn(&str) -> String,
    /// The language, and whether its wording is a draft.
    pub language: fn(&str, bool) -> String,
    /// What an interview is about: filled in by hand.
    pub case: &'static str,
    /// In which case something is asked.
    pub asked_if: fn(&str) -> String,
    /// Which choices are offered.
    pub choices_if: fn(&str) -> String,
    /// A hard check.
    pub must: fn(&str) -> String,
    /// A soft check.
    pub doubted: fn(&str) -> String,
    /// One choice.
    pub one: &'static str,
    /// Several choices, perhaps at most so many.
    pub several: fn(Option<u32>) -> String,
    /// Choices in an order.
    pub rank: &'static str,
    /// Choices that the answers to a question of a roster are.
    pub from_rows: fn(&str) -> String,
    /// Choices in a list that is too long to print.
    pub from_list: fn(&str, usize) -> String,
    /// How many rows a roster has.
    pub rows: fn(&str) -> String,
    /// A roster with as many rows as needed.
    pub rows_open: &'static str,
    /// An order that differs by interview.
    pub random: &'static str,
    /// The respondent answers alone.
    pub alone: &'static str,
    /// Before follow-ups.
    pub probes: &'static str,
    /// The special answers: don't know, refused, not applicable.
    pub special: [&'static str; 3],
    /// Kinds of room for an answer: number, from a number to another, date, time, date and time,
    /// text, code, place, file, confirmation.
    pub number: &'static str,
    /// A number in a range.
    pub range: fn(&str, &str) -> String,
    /// A date.
    pub date: &'static str,
    /// A time of day.
    pub time: &'static str,
    /// A date with a time.
    pub date_time: &'static str,
    /// Text.
    pub text: &'static str,
    /// A bar code.
    pub barcode: &'static str,
    /// A place.
    pub place: &'static str,
    /// A file.
    pub file: &'static str,
    /// Seen and confirmed.
    pub confirmed: &'static str,
    /// The heading of what is computed.
    pub computed: &'static str,
    /// A computed value.
    pub value: fn(&str, &str) -> String,
}

/// The words in a language by its code; English where there is no such language.
pub fn in_language(code: &str) -> &'static Words {
    [&RUSSIAN, &KAZAKH].into_iter().find(|words| words.code == code).unwrap_or(&ENGLISH)
}

static ENGLISH: Words = Words {
    code: "en",
    version: |version| format!("Version {version}"),
    language: |name, draft| format!("{name}{}", if draft { " (draft wording)" } else { "" }),
    case: "Case",
    asked_if: |condition| format!("Ask only if {condition}."),
    choices_if: |condition| format!("Offer only those for which {condition}."),
    must: |condition| format!("Must hold: {condition}."),
    doubted: |condition| format!("Ask again unless {condition}."),
    one: "One answer",
    several: |most| match most {
        Some(most) => format!("Several answers, at most {most}"),
        None => "All that apply".to_owned(),
    },
    rank: "Put in order: 1, 2, 3 ...",
    from_rows: |question| format!("One of the answers to {question}"),
    from_list: |list, count| format!("Code from the list “{list}” ({count} entries)"),
    rows: |count| format!("Number of rows: {count}."),
    rows_open: "As many rows as needed.",
    random: "The order differs from interview to interview.",
    alone: "The respondent fills this in alone.",
    probes: "If needed, ask:",
    special: ["Don't know", "Refused", "Not applicable"],
    number: "Number",
    range: |low, high| format!("Number from {low} to {high}"),
    date: "Day, month, year",
    time: "Hours, minutes",
    date_time: "Day, month, year, hours, minutes",
    text: "Answer",
    barcode: "Bar code",
    place: "Latitude, longitude",
    file: "Name of the file",
    confirmed: "Done",
    computed: "Computed by the program",
    value: |name, words| format!("{name}: {words}"),
};

static RUSSIAN: Words = Words {
    code: "ru",
    version: |version| format!("Версия {version}"),
    language: |name, draft| format!("{name}{}", if draft { " (черновик перевода)" } else { "" }),
    case: "Номер анкеты",
    asked_if: |condition| format!("Задавать, только если {condition}."),
    choices_if: |condition| format!("Предлагать только те варианты, для которых {condition}."),
    must: |condition| format!("Обязательное условие: {condition}."),
    doubted: |condition| format!("Переспросить, если не выполняется: {condition}."),
    one: "Один ответ",
    several: |most| match most {
        Some(most) => format!("Несколько ответов, не более {most}"),
        None => "Все подходящие ответы".to_owned(),
    },
    rank: "Расставить по порядку: 1, 2, 3 ...",
    from_rows: |question| format!("Один из ответов: {question}"),
    from_list: |list, count| format!("Код из списка «{list}» (записей: {count})"),
    rows: |count| format!("Число строк: {count}."),
    rows_open: "Строк столько, сколько нужно.",
    random: "Порядок меняется от интервью к интервью.",
    alone: "Эту часть респондент заполняет сам.",
    probes: "При необходимости спросить:",
    special: ["Затрудняюсь ответить", "Отказ от ответа", "Неприменимо"],
    number: "Число",
    range: |low, high| format!("Число от {low} до {high}"),
    date: "День, месяц, год",
    time: "Часы, минуты",
    date_time: "День, месяц, год, часы, минуты",
    text: "Ответ",
    barcode: "Штрихкод",
    place: "Широта, долгота",
    file: "Имя файла",
    confirmed: "Выполнено",
    computed: "Вычисляет программа",
    value: |name, words| format!("{name}: {words}"),
};

static KAZAKH: Words = Words {
    code: "kk",
    version: |version| format!("{version} нұсқасы"),
    language: |name, draft| format!("{name}{}", if draft { " (аударма жобасы)" } else { "" }),
    case: "Сауалнама нөмірі",
    asked_if: |condition| format!("Мына жағдайда ғана сұраңыз: {condition}."),
    choices_if: |condition| format!("Мына шартқа сай нұсқаларды ғана ұсыныңыз: {condition}."),
    must: |condition| format!("Міндетті шарт: {condition}."),
    doubted: |condition| format!("Мына шарт орындалмаса, қайта сұраңыз: {condition}."),
    one: "Бір жауап",
    several: |most| match most {
        Some(most) => format!("Бірнеше жауап, {most} жауаптан аспасын"),
        None => "Сәйкес келетін барлық жауап".to_owned(),
    },
    rank: "Ретімен қойыңыз: 1, 2, 3 ...",
    from_rows: |question| format!("Мына сұрақ жауаптарының бірі: {question}"),
    from_list: |list, count| format!("«{list}» тізіміндегі код (жазбалар саны: {count})"),
    rows: |count| format!("Жолдар саны: {count}."),
    rows_open: "Жолдар саны қажетінше.",
    random: "Реті әр сұхбатта өзгереді.",
    alone: "Бұл бөлімді респондент өзі толтырады.",
    probes: "Қажет болса, сұраңыз:",
    special: ["Жауап беруге қиналамын", "Жауап беруден бас тартты", "Қолданылмайды"],
    number: "Сан",
    range: |low, high| format!("{low}–{high} аралығындағы сан"),
    date: "Күні, айы, жылы",
    time: "Сағат, минут",
    date_time: "Күні, айы, жылы, сағат, минут",
    text: "Жауап",
    barcode: "Штрихкод",
    place: "Ендік, бойлық",
    file: "Файл аты",
    confirmed: "Орындалды",
    computed: "Бағдарлама есептейді",
    value: |name, words| format!("{name}: {words}"),
};
