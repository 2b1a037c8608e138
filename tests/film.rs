//! A stored interview seen again: its pictures in order, and none that shows an answer where
//! answers are masked.

mod store_support;

use anketa::app::film::Film;
use anketa::app::paradata::{Note, NoteKind};
use anketa::app::screen::{Block, Mark, Screen};
use anketa::app::words;
use anketa::interview::Interview;
use anketa::interview::fact::What;
use anketa::moment::Moment;
use anketa::store::Store;
use anketa::value::Value;
use store_support::{answered, facts, folder, form, id, source, started, text};

/// An interview of two questions, gone through with a look back, by the notes made meanwhile.
fn film(name: &str, masked: bool) -> Film {
    let form = form();
    let mut store = Store::open(&folder(name).join("data.anketa")).expect("a new file");
    let facts = facts(vec![
        started("case 7"),
        answered(&form, "about/age", &[], Value::Integer(34)),
        answered(&form, "about/phone", &[], text("+7 701 SECRET")),
        What::Completed,
    ]);
    let shown = |at: &str, second: u64| Note {
        kind: NoteKind::Shown,
        at: at.into(),
        detail: "entered".into(),
        number: None,
        moment: Moment { mono_ms: facts[0].moment.mono_ms + second * 1000, ..facts[0].moment },
    };
    store.begin(id(1), &source(), &form, &facts[..1]).expect("stored");
    store.note(id(1), vec![shown("about/age", 0)]);
    store.append(id(1), &form, &facts[1..2]).expect("stored");
    store.note(
        id(1),
        vec![shown("about/phone", 3), shown("about/age", 5), shown("about/phone", 50)],
    );
    store.append(id(1), &form, &facts[2..]).expect("stored");
    let stored = store.load(id(1), &mut |_| Some(form.clone())).expect("loaded");
    let notes = store.notes(id(1)).expect("read");
    let interview = Interview::replay(form.clone(), Vec::new(), &stored.facts);
    Film::new(&interview, (&stored.facts, &stored.seqs), &notes, Vec::new(), masked)
}

fn pictures(film: &Film) -> Vec<Screen> {
    let words = words::in_language("en");
    let picture = |at| film.picture(at, words, (80, 24), format!("{at}"));
    (0..film.frames.len()).map(picture).collect()
}

#[test]
fn every_stop_and_every_step_is_a_picture_in_the_order_of_the_log() {
    let film = film("film", false);
    let frames: Vec<(&str, usize, u64)> = film
        .frames
        .iter()
        .map(|frame| (frame.at.as_deref().unwrap_or("-"), frame.facts, frame.wait_ms))
        .collect();
    let expected = [
        ("-", 1, 0),
        ("about/age", 1, 0),
        ("about/age", 2, 1_000),
        ("about/phone", 2, 2_000),
        ("about/age", 2, 2_000),
        // A pause is no longer than ten seconds.
        ("about/phone", 2, 10_000),
        ("about/phone", 3, 1_000),
        ("about/phone", 4, 1_000),
    ];
    assert_eq!(frames, expected);
    let typed: Vec<String> = pictures(&film).iter().map(typed).collect();
    assert_eq!(typed[1..7], ["", "34", "", "34", "", "+7 701 SECRET"]);
    let finished = pictures(&film).pop().expect("a last picture");
    assert!(!finished.header.marks.is_empty(), "the last picture is of a finished interview");
}

#[test]
fn a_masked_film_shows_no_answer() {
    for screen in pictures(&film("film-masked", true)) {
        let all = format!("{screen:?}");
        for answer in ["34", "SECRET", "case 7"] {
            assert!(!all.contains(answer), "{answer} in {all}");
        }
        for block in &screen.blocks {
            if let Block::Choices(choices) = block {
                assert!(choices.items.iter().all(|item| item.mark == Mark::Off));
            }
        }
    }
}

fn typed(screen: &Screen) -> String {
    let inputs = screen.blocks.iter().filter_map(|block| match block {
        Block::Input(input) => Some(input.text.as_str()),
        _ => None,
    });
    inputs.collect()
}
