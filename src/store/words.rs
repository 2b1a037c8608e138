//! The messages of the data file in the languages of the interface: what, where, what to do.

use super::problem::Problem;

/// One message: its key, and its words in English, Russian and Kazakh. `{path}` is the file,
/// `{1}` and `{2}` are what the problem carries.
type Words = (&'static str, [&'static str; 3]);

const WORDS: [Words; 22] = [
    (
        "held_by",
        [
            "{path} is open in another window (process {1}, since {2}). Go on there, or close it \
         and try again.",
            "Файл {path} открыт в другом окне (процесс {1}, с {2}). Продолжайте там или закройте \
         его и повторите.",
            "{path} файлы басқа терезеде ашық (процесс {1}, {2} бастап). Сонда жалғастырыңыз \
         немесе оны жауып, қайталаңыз.",
        ],
    ),
    (
        "held",
        [
            "{path} is open in another program. Close it there and try again.",
            "Файл {path} открыт в другой программе. Закройте его там и повторите.",
            "{path} файлы басқа бағдарламада ашық. Оны сонда жауып, қайталаңыз.",
        ],
    ),
    (
        "missing",
        [
            "There is no file {path}. Check the name.",
            "Файла {path} нет. Проверьте имя.",
            "{path} файлы жоқ. Атын тексеріңіз.",
        ],
    ),
    (
        "no_folder",
        [
            "The folder for {path} does not exist. Make it, or choose another place.",
            "Папки для файла {path} нет. Создайте её или выберите другое место.",
            "{path} файлына арналған қалта жоқ. Оны жасаңыз немесе басқа орын таңдаңыз.",
        ],
    ),
    (
        "folder",
        [
            "{path} is a folder. Give the name of a file.",
            "{path} — это папка. Укажите имя файла.",
            "{path} — қалта. Файлдың атын көрсетіңіз.",
        ],
    ),
    (
        "foreign",
        [
            "{path} is not a data file of this program; it was left as it is. Choose another \
         name.",
            "{path} — не файл данных этой программы; он не изменён. Выберите другое имя.",
            "{path} — бұл бағдарламаның деректер файлы емес; ол өзгертілген жоқ. Басқа ат \
         таңдаңыз.",
        ],
    ),
    (
        "newer",
        [
            "{path} was written by a newer program (version {1} of the file; this program knows \
         {2}). It was left as it is. Use the newer program.",
            "Файл {path} записан более новой программой (версия файла {1}; эта программа знает \
         {2}). Он не изменён. Используйте новую программу.",
            "{path} файлын жаңарақ бағдарлама жазған (файл нұсқасы {1}; бұл бағдарлама {2} \
         нұсқасын біледі). Ол өзгертілген жоқ. Жаңа бағдарламаны пайдаланыңыз.",
        ],
    ),
    (
        "forbidden",
        [
            "{path} may not be read or written by this user. Check the rights of the file and its \
         folder, or choose another place.",
            "У вас нет права читать или записывать {path}. Проверьте права на файл и папку или \
         выберите другое место.",
            "{path} файлын оқуға немесе жазуға құқығыңыз жоқ. Файл мен қалтаның құқықтарын \
         тексеріңіз немесе басқа орын таңдаңыз.",
        ],
    ),
    (
        "read_only_medium",
        [
            "{path} stands on a medium that can only be read. Remove the write protection, or \
         choose another place.",
            "{path} находится на носителе только для чтения. Снимите защиту от записи или \
         выберите другое место.",
            "{path} тек оқуға арналған тасығышта тұр. Жазудан қорғауды алып тастаңыз немесе басқа \
         орын таңдаңыз.",
        ],
    ),
    (
        "full",
        [
            "There is no space left for {path}. Nothing that was stored is lost. Make space on \
         the disk and try again.",
            "Для {path} не осталось места. Всё сохранённое цело. Освободите место на диске и \
         повторите.",
            "{path} үшін орын қалмады. Сақталғанның бәрі аман. Дискіде орын босатып, қайталаңыз.",
        ],
    ),
    (
        "damaged",
        [
            "{path} is damaged: {1}. Do not go on with it. Copy it to a safe place and send the \
         copy to whoever looks after the data.",
            "Файл {path} повреждён: {1}. Не продолжайте работу с ним. Скопируйте его в надёжное \
         место и передайте копию тому, кто отвечает за данные.",
            "{path} файлы бүлінген: {1}. Онымен жұмысты жалғастырмаңыз. Оны сенімді жерге \
         көшіріп, көшірмесін деректерге жауапты адамға беріңіз.",
        ],
    ),
    (
        "moved",
        [
            "{path} was moved, replaced or deleted while it was open. Nothing more is stored. Put \
         it back where it was, then start again.",
            "Файл {path} был перемещён, заменён или удалён, пока был открыт. Больше ничего не \
         сохраняется. Верните его на место и запустите программу снова.",
            "{path} файлы ашық тұрғанда жылжытылды, ауыстырылды немесе жойылды. Енді ештеңе \
         сақталмайды. Оны орнына қойып, бағдарламаны қайта іске қосыңыз.",
        ],
    ),
    (
        "opened_for_reading",
        [
            "{path} was opened for reading only.",
            "Файл {path} открыт только для чтения.",
            "{path} файлы тек оқу үшін ашылған.",
        ],
    ),
    (
        "snapshot",
        [
            "{path} is open in another window, so what is stored last may not be seen here. Close \
         it there and try again.",
            "Файл {path} открыт в другом окне, поэтому последнее сохранённое здесь может быть не \
         видно. Закройте его там и повторите.",
            "{path} файлы басқа терезеде ашық, сондықтан соңғы сақталғаны мұнда көрінбеуі мүмкін. \
         Оны сонда жауып, қайталаңыз.",
        ],
    ),
    (
        "no_interview",
        [
            "{path} holds no interview {1}. Check the number.",
            "В файле {path} нет интервью {1}. Проверьте номер.",
            "{path} файлында {1} сұхбаты жоқ. Нөмірін тексеріңіз.",
        ],
    ),
    (
        "second_beginning",
        [
            "{path} holds interview {1} already; it was left as it is.",
            "В файле {path} уже есть интервью {1}; оно не изменено.",
            "{path} файлында {1} сұхбаты бар; ол өзгертілген жоқ.",
        ],
    ),
    (
        "no_form",
        [
            "The questionnaire {1} {2} stored in {path} cannot be read by this program. The \
         answers are kept. Use the program that began the interview.",
            "Анкету {1} {2} из файла {path} эта программа не может прочесть. Ответы сохранены. \
         Используйте программу, в которой интервью было начато.",
            "{path} файлындағы {1} {2} сауалнамасын бұл бағдарлама оқи алмайды. Жауаптар \
         сақталған. Сұхбат басталған бағдарламаны пайдаланыңыз.",
        ],
    ),
    (
        "unknown",
        [
            "Whether the last answer was stored in {path} could not be found out ({1}). End the \
         program, start it again and look at the last answer.",
            "Не удалось выяснить, сохранён ли последний ответ в {path} ({1}). Завершите \
         программу, запустите её снова и проверьте последний ответ.",
            "Соңғы жауаптың {path} файлына сақталғаны анықталмады ({1}). Бағдарламаны аяқтап, \
         қайта іске қосып, соңғы жауапты тексеріңіз.",
        ],
    ),
    (
        "too_large",
        [
            "The file is too large for {path}: {1} MB, at most {2} MB.",
            "Файл слишком велик для {path}: {1} МБ, допустимо {2} МБ.",
            "Файл {path} үшін тым үлкен: {1} МБ, ең көбі {2} МБ.",
        ],
    ),
    (
        "in_the_way",
        [
            "{path} exists already and was left as it is. Choose another name, or say that it may \
         be replaced.",
            "Файл {path} уже есть и не изменён. Выберите другое имя или укажите, что его можно \
         заменить.",
            "{path} файлы бұрыннан бар және өзгертілген жоқ. Басқа ат таңдаңыз немесе оны \
         ауыстыруға болатынын көрсетіңіз.",
        ],
    ),
    (
        "read_back",
        [
            "{path} was written, but reads back differently ({1}), so it was not kept. Check the \
         medium, or choose another one.",
            "Файл {path} записан, но читается иначе ({1}), поэтому он не оставлен. Проверьте \
         носитель или выберите другой.",
            "{path} файлы жазылды, бірақ басқаша оқылады ({1}), сондықтан қалдырылмады. Тасығышты \
         тексеріңіз немесе басқасын таңдаңыз.",
        ],
    ),
    (
        "system",
        [
            "{path} could not be used: {1}. Check the medium and try again.",
            "Файл {path} не удалось использовать: {1}. Проверьте носитель и повторите.",
            "{path} файлын пайдалану мүмкін болмады: {1}. Тасығышты тексеріп, қайталаңыз.",
        ],
    ),
];

/// The message for a problem with a file, in a language (`en`, `ru`, `kk`; else English).
pub fn message(language: &str, path: &str, problem: &Problem) -> String {
    let at = match language {
        "ru" => 1,
        "kk" => 2,
        _ => 0,
    };
    let (key, one, two) = details(problem);
    let words = WORDS.iter().find(|(known, _)| *known == key).map_or("{path}", |(_, all)| all[at]);
    // The path comes last: what stands in it is not looked at again.
    words.replace("{1}", &one).replace("{2}", &two).replace("{path}", path)
}

/// The key of a problem in [`WORDS`], and what it carries.
fn details(problem: &Problem) -> (&'static str, String, String) {
    let none = String::new;
    let megabytes = |bytes: &u64| (bytes / 1_000_000).to_string();
    match problem {
        Problem::Held(Some(holder)) => {
            ("held_by", holder.process.to_string(), holder.since.clone())
        }
        Problem::Held(None) => ("held", none(), none()),
        Problem::Missing => ("missing", none(), none()),
        Problem::NoFolder => ("no_folder", none(), none()),
        Problem::Folder => ("folder", none(), none()),
        Problem::Foreign => ("foreign", none(), none()),
        Problem::Newer(version, known) => ("newer", version.to_string(), known.to_string()),
        Problem::Forbidden => ("forbidden", none(), none()),
        Problem::ReadOnlyMedium => ("read_only_medium", none(), none()),
        Problem::Full => ("full", none(), none()),
        Problem::Damaged(what) => ("damaged", what.clone(), none()),
        Problem::Moved => ("moved", none(), none()),
        Problem::OpenedForReading => ("opened_for_reading", none(), none()),
        Problem::Snapshot => ("snapshot", none(), none()),
        Problem::NoInterview(id) => ("no_interview", id.clone(), none()),
        Problem::SecondBeginning(id) => ("second_beginning", id.clone(), none()),
        Problem::NoForm(name, version) => ("no_form", name.clone(), version.clone()),
        Problem::Unknown(why) => ("unknown", why.clone(), none()),
        Problem::TooLarge(size, limit) => ("too_large", megabytes(size), megabytes(limit)),
        Problem::InTheWay => ("in_the_way", none(), none()),
        Problem::ReadBack(what) => ("read_back", what.clone(), none()),
        Problem::System(words) => ("system", words.clone(), none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::problem::Holder;

    #[test]
    fn every_problem_has_words_with_what_it_carries() {
        let word = || "word".to_owned();
        let holder = Holder { process: 77, since: word() };
        let problems = [
            Problem::Held(Some(holder)),
            Problem::Held(None),
            Problem::Missing,
            Problem::NoFolder,
            Problem::Folder,
            Problem::Foreign,
            Problem::Newer(9, 1),
            Problem::Forbidden,
            Problem::ReadOnlyMedium,
            Problem::Full,
            Problem::Damaged(word()),
            Problem::Moved,
            Problem::OpenedForReading,
            Problem::Snapshot,
            Problem::NoInterview(word()),
            Problem::SecondBeginning(word()),
            Problem::NoForm(word(), word()),
            Problem::Unknown(word()),
            Problem::TooLarge(900_000_000, 500_000_000),
            Problem::InTheWay,
            Problem::ReadBack(word()),
            Problem::System(word()),
        ];
        assert_eq!(problems.len(), WORDS.len());
        for problem in problems {
            for language in ["en", "ru", "kk"] {
                let message = message(language, "/a/b.anketa", &problem);
                assert!(message.len() > "/a/b.anketa".len(), "{problem:?} has no words");
                assert!(message.contains("/a/b.anketa") && !message.contains('{'), "{message}");
                let (_, one, two) = details(&problem);
                assert!(message.contains(&one) && message.contains(&two), "{message}");
            }
        }
    }
}
