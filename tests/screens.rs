//! Every kind of block at every size draws; a few screens are compared whole, cursor included.
//! `UPDATE=1` writes `tests/screens/*.txt` anew.

#![allow(clippy::disallowed_methods, reason = "tests read and write their golden files")]

use anketa::app::keymap::Action;
use anketa::app::screen::{
    Battery, BatteryRow, Block, ChoiceBlock, ChoiceItem, Header, Hint, Input, List, ListItem, Mark,
    Notice, Saved, Screen, Voice,
};
use anketa::tui::palette::Palette;
use anketa::tui::view::view;
use anketa::tui::wrap;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;

fn header() -> Header {
    Header {
        title: "Гражданское общество в Казахстане".into(),
        case: "KZ-0417".into(),
        language: "Русский".into(),
        section: vec!["Домохозяйство".into(), "Член 3 из 5: Амина".into()],
        number: "31".into(),
        progress: Some((31, 120)),
        saved: Saved::Saved,
        marks: vec!["УЧЕБНОЕ".into()],
    }
}

fn footer() -> Vec<Hint> {
    let hint = |key: &str, label: &str| Hint {
        key: key.into(),
        label: label.into(),
        action: Some(Action::Enter),
    };
    vec![
        hint("Enter", "дальше"),
        hint("F2", "заметка"),
        hint("F3", "затрудняюсь"),
        hint("F4", "отказ"),
        hint("Esc", "назад"),
        hint("F10", "прервать"),
        hint("?", "все клавиши"),
    ]
}

fn screen(blocks: Vec<Block>) -> Screen {
    Screen { header: header(), footer: footer(), blocks, ..Screen::default() }
}

fn text(voice: Voice, text: &str) -> Block {
    Block::Text { voice, text: text.into() }
}

fn choice(code: &str, label: &str, mark: Mark, exclusive: bool) -> ChoiceItem {
    ChoiceItem { code: code.into(), label: label.into(), mark, exclusive }
}

fn select() -> Screen {
    let mut screen = screen(vec![
        text(Voice::ReadOut, "Доверяете ли Вы общественным организациям Вашего города или села?"),
        text(Voice::Instruction, "Покажите карточку 4. Один ответ."),
        Block::Gap,
        Block::Choices(ChoiceBlock {
            items: vec![
                choice("1", "Полностью доверяю", Mark::Off, false),
                choice("2", "Скорее доверяю", Mark::On, false),
                choice("3", "Скорее не доверяю", Mark::Off, false),
                choice("97", "Никому не доверяю", Mark::Off, true),
            ],
            total: 4,
            focus: Some(1),
            ..ChoiceBlock::default()
        }),
        Block::Gap,
        Block::Input(Input {
            label: "Код".into(),
            text: "2".into(),
            caret: 1,
            reading: "Скорее доверяю".into(),
            focused: true,
            ..Input::default()
        }),
    ]);
    screen.notice = Some(Notice {
        voice: Voice::Program,
        text: "3 ответа отложены; F8 вернёт их.".into(),
    });
    screen
}

fn verbatim() -> Screen {
    screen(vec![
        text(Voice::ReadOut, "Что, по-Вашему, нужно изменить в первую очередь?"),
        text(Voice::Instruction, "Запишите дословно."),
        text(Voice::Hint, "Не подсказывайте."),
        Block::Gap,
        Block::Input(Input {
            text: "Дороги. Өзен жағасындағы көпір\nи освещение во дворах — очень темно, дети \
                   идут в школу в темноте."
                .into(),
            caret: 12,
            lines: Some(5),
            reading: "2 строки".into(),
            focused: true,
            ..Input::default()
        }),
        text(Voice::Program, "Enter — дальше"),
        text(Voice::Warning, "Слишком длинно"),
    ])
}

fn battery() -> Screen {
    let row = |label: &str, chosen, words: &str, trouble| BatteryRow {
        label: label.into(),
        chosen,
        words: words.into(),
        trouble,
    };
    screen(vec![
        text(Voice::ReadOut, "Насколько Вы доверяете каждому из следующих институтов?"),
        Block::Gap,
        Block::Battery(Battery {
            scale: ["Полностью", "Скорее да", "Скорее нет", "Совсем нет"]
                .iter()
                .enumerate()
                .map(|(at, label)| ((at + 1).to_string(), (*label).to_owned()))
                .collect(),
            rows: vec![
                row("Местной полиции", Some(1), "", false),
                row("Общественным организациям, работающим в Вашем районе", None, "отказ", false),
                row("Судам", None, "", true),
                row("Средствам массовой информации", None, "", false),
            ],
            focus: 2,
        }),
    ])
}

fn outline() -> Screen {
    let item = |sign: &str, label: &str, detail: &str, depth| ListItem {
        code: String::new(),
        sign: sign.into(),
        label: label.into(),
        detail: detail.into(),
        depth,
        ..ListItem::default()
    };
    let mut items = vec![
        ListItem { heading: true, label: "Разделы".into(), ..ListItem::default() },
        item("✓", "Согласие", "2 из 2", 0),
        item("·", "Домохозяйство", "3 из 9", 0),
        item("!", "Амина", "возраст", 1),
        item("·", "Знания", "", 0),
    ];
    items[4].dim = true;
    screen(vec![
        Block::Input(Input { label: "Поиск".into(), focused: true, ..Input::default() }),
        Block::Gap,
        Block::List(List { items, first: 10, total: 4000, focus: Some(3) }),
    ])
}

fn long() -> Screen {
    let question = "Скажите, пожалуйста, как часто за последние двенадцать месяцев? ".repeat(10);
    let items = (1..=30).map(|at| choice(&at.to_string(), "Вариант", Mark::Off, false)).collect();
    let block =
        ChoiceBlock { items, total: 30, focus: Some(29), multiple: true, ..ChoiceBlock::default() };
    screen(vec![text(Voice::ReadOut, &question), Block::Choices(block)])
}

fn hostile() -> Screen {
    let evil = "\u{1b}]52;c;AAAA\u{7}\u{1b}[2J\u{9b}31m\u{202e}txet\r\n\t👨‍👩‍👧‍👦 ﷽ हिन्दी ไทย 世界 لا";
    let mut screen = screen(vec![
        text(Voice::ReadOut, evil),
        Block::Input(Input {
            text: evil.into(),
            label: evil.into(),
            caret: 3,
            focused: true,
            ..Input::default()
        }),
        Block::Choices(ChoiceBlock {
            items: vec![choice(evil, evil, Mark::Rank(3), true)],
            total: 7,
            multiple: true,
            ..ChoiceBlock::default()
        }),
        Block::Battery(Battery {
            scale: vec![(evil.into(), evil.into())],
            rows: vec![BatteryRow {
                label: evil.into(),
                words: evil.into(),
                ..BatteryRow::default()
            }],
            focus: 9,
        }),
        Block::List(List {
            items: vec![ListItem {
                code: evil.into(),
                sign: evil.into(),
                label: evil.into(),
                detail: evil.into(),
                depth: 60000,
                ..ListItem::default()
            }],
            focus: Some(0),
            ..List::default()
        }),
    ]);
    screen.header.title = evil.into();
    screen.header.section = vec![evil.into(); 12];
    screen.header.marks = vec![evil.into(); 5];
    screen.header.progress = Some((9, 3));
    screen.footer =
        vec![Hint { key: evil.into(), label: evil.into(), action: Some(Action::Enter) }; 9];
    screen.notice = Some(Notice { voice: Voice::Warning, text: evil.repeat(40) });
    screen
}

fn help() -> Screen {
    let lines = (1..=60).map(|at| text(Voice::Dim, &format!("Клавиша {at}"))).collect();
    Screen { scroll: 20, ..screen(lines) }
}

/// Names of languages as their readers write them, beside Kazakh (T10): Arabic with lam and alef,
/// Hebrew with points, Hindi with a conjunct, Thai with marks above and below, Chinese, emoji of
/// several parts.
const SCRIPTS: [&str; 7] = [
    "العربية، أهلاً وسهلاً",
    "עִבְרִית, שָׁלוֹם",
    "हिन्दी, नमस्ते क्षत्रिय",
    "ภาษาไทย สวัสดีครับ ผู้ใหญ่",
    "中文，你好世界",
    "👨‍👩‍👧‍👦 отбасы 🇰🇿 👍🏽",
    "Қазақша: әңгіме, өңір, ұғым, Һ, і",
];

fn scripts() -> Screen {
    let items = SCRIPTS.iter().zip(1..);
    let items = items.map(|(label, at)| choice(&at.to_string(), label, Mark::Off, false)).collect();
    let field = |at: usize| {
        Block::Input(Input {
            label: "Жауап".into(),
            text: SCRIPTS[at].into(),
            caret: SCRIPTS[at].len(),
            reading: "оқылды".into(),
            focused: at == 4,
            ..Input::default()
        })
    };
    let mut blocks = vec![
        text(Voice::ReadOut, &format!("Үйде қай тілде сөйлейсіз? {}", SCRIPTS.join(" · "))),
        Block::Choices(ChoiceBlock { items, total: 7, focus: Some(4), ..ChoiceBlock::default() }),
    ];
    blocks.extend((0..7).map(field));
    screen(blocks)
}

fn handed_over() -> Screen {
    let items = ["Ия", "Жоқ"].map(|label| choice("", label, Mark::Off, false)).to_vec();
    let mut screen = screen(vec![
        text(Voice::ReadOut, "Соңғы айда Сізге біреу қысым көрсетті ме?"),
        Block::Gap,
        Block::Choices(ChoiceBlock { items, total: 2, focus: Some(0), ..ChoiceBlock::default() }),
    ]);
    screen.handed_over = true;
    screen
}

fn all() -> Vec<(&'static str, Screen)> {
    vec![
        ("select", select()),
        ("verbatim", verbatim()),
        ("battery", battery()),
        ("outline", outline()),
        ("long", long()),
        ("help", help()),
        ("handed_over", handed_over()),
        ("scripts", scripts()),
        ("hostile", hostile()),
        ("empty", Screen::default()),
    ]
}

/// Draws; the cursor is inside wherever there is an inside.
fn draw(screen: &Screen, width: u16, height: u16) -> (Vec<String>, Position) {
    let mut terminal =
        Terminal::new(TestBackend::new(width, height)).expect("a test terminal cannot fail");
    let palette = Palette { colour: true };
    terminal.draw(|frame| view(screen, &palette, frame)).expect("a test terminal cannot fail");
    let cursor = terminal.get_cursor_position().expect("a test terminal cannot fail");
    let buffer = terminal.backend().buffer();
    let line = |y| {
        let (mut line, mut x) = (String::new(), 0);
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            // The cell after a wide letter is covered by it.
            x += u16::try_from(wrap::width(symbol)).expect("a letter is narrow").max(1);
        }
        line
    };
    ((0..height).map(line).collect(), cursor)
}

#[test]
fn every_screen_draws_at_every_size() {
    for (name, screen) in all() {
        for width in (1..=120).chain([200, 500]) {
            for height in (1..=40).chain([50, 200]) {
                // Sizes far from any border are tried more thinly.
                if width > 44 && height > 13 && (width + height) % 13 != 0 {
                    continue;
                }
                let (_, cursor) = draw(&screen, width, height);
                assert!(cursor.x < width && cursor.y < height, "{name} at {width}x{height}");
            }
        }
    }
}

#[test]
fn nothing_that_acts_on_a_terminal_reaches_a_cell() {
    for (width, height) in [(40, 10), (80, 24), (200, 50)] {
        let (lines, _) = draw(&hostile(), width, height);
        for line in lines {
            assert!(!line.chars().any(|c| c.is_control() || c == '\u{202e}'), "{line:?}");
        }
    }
}

#[test]
fn a_long_question_stays_in_sight_above_its_choices() {
    let (lines, _) = draw(&long(), 80, 24);
    assert!(lines.iter().any(|line| line.contains("Скажите, пожалуйста")));
    assert!(lines.iter().any(|line| line.contains("30 [ ]")));
}

#[test]
fn a_long_question_is_whole_above_the_field_that_searches_its_choices() {
    let mut screen = long();
    let field = Input { label: "Поиск".into(), focused: true, ..Input::default() };
    screen.blocks.insert(1, text(Voice::Instruction, "Покажите карточку."));
    screen.blocks.insert(2, Block::Input(field));
    screen.blocks.insert(0, text(Voice::ReadOut, "Первые слова вопроса."));
    let (lines, _) = draw(&screen, 80, 24);
    for words in ["Первые слова", "Покажите карточку", "Поиск:", "30 [ ] Вариант"]
    {
        assert!(lines.iter().any(|line| line.contains(words)), "{words}");
    }
}

#[test]
fn t10_what_stands_beside_any_script_stays_in_its_column() {
    let (lines, cursor) = draw(&scripts(), 80, 24);
    let readings: Vec<usize> = lines
        .iter()
        .filter_map(|line| line.split_once("оқылды"))
        .map(|(before, _)| wrap::width(before))
        .collect();
    assert_eq!(readings.len(), SCRIPTS.len(), "{lines:#?}");
    for (at, column) in readings.iter().enumerate() {
        let end = 4 + wrap::width("Жауап: ") + wrap::width(SCRIPTS[at]);
        assert!(*column > end, "{}: {column} after {end}", SCRIPTS[at]);
    }
    let end = 4 + wrap::width("Жауап: ") + wrap::width(SCRIPTS[4]);
    assert_eq!(usize::from(cursor.x), end, "the caret stands after the last letter");
    assert!(lines.iter().all(|line| wrap::width(line) == 80), "{lines:#?}");
}

#[test]
fn too_small_a_window_says_that_answers_are_safe() {
    let (lines, _) = draw(&select(), 39, 24);
    let all = lines.join(" ");
    for words in ["answers are safe", "ответы", "жауаптар"] {
        assert!(all.contains(words), "{all}");
    }
}

#[test]
fn the_cursor_stands_where_the_person_is() {
    let caret_line = |screen: &Screen| {
        let (lines, cursor) = draw(screen, 80, 24);
        lines[usize::from(cursor.y)].clone()
    };
    assert!(caret_line(&select()).contains("Код: 2"));
    assert!(caret_line(&battery()).contains("Судам"));
    assert!(caret_line(&verbatim()).contains("Дороги"));
    assert!(caret_line(&handed_over()).contains("Ия"));
}

#[test]
fn screens_look_as_they_should() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens");
    for (name, screen) in all().into_iter().filter(|(name, _)| *name != "hostile") {
        for (width, height) in [(80, 24), (40, 10)] {
            let (lines, cursor) = draw(&screen, width, height);
            let mut shown = format!("cursor {},{}\n", cursor.x, cursor.y);
            for line in lines {
                shown.push_str(line.trim_end());
                shown.push('\n');
            }
            let path = folder.join(format!("{name}.{width}x{height}.txt"));
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&path, &shown).expect("the golden screens can be written");
            }
            let golden = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(
                shown,
                golden,
                "{}: run with UPDATE=1 and read the difference",
                path.display()
            );
        }
    }
}
