//! How a person answers by keys.

use anketa::app::draft::Draft;
use anketa::app::draft::choices::ChoicesDraft;
use anketa::app::key::Key;
use anketa::app::mode::{ConfirmThen, Mode};
use anketa::app::screen::Block;
use anketa::place::Place;

use super::keys::{Keys, Pressed};
use super::telling::{self, Outcome};

impl Keys<'_> {
    /// Types the answer to a question on the screen and presses Enter.
    pub fn answer(&mut self, name: &str, typed: &str, told: &Outcome) -> Pressed {
        let Some(live) = &self.person.model.live else { return Ok(Some("not open")) };
        let place = telling::on_screen(&live.interview, live.stop, name)?;
        if self.is_finished() {
            self.key("1", "1");
            return Ok(None);
        }
        if matches!(live.draft, Draft::Nothing) {
            let blocks = self.person.screen().blocks;
            let field = |block: &Block| {
                matches!(block, Block::Input(_) | Block::Choices(_) | Block::Battery(_))
            };
            return match blocks.iter().any(field) {
                true => Err(format!("{name} has a field")),
                false => Ok(Some("no field")),
            };
        }
        if matches!(live.draft, Draft::Battery(_)) {
            self.focus(place)?;
        }
        let special = [
            ("<dont_know>", "{F2}", "/dk"),
            ("<refused>", "{F3}", "/ref"),
            ("<not_applicable>", "{F4}", "/na"),
        ];
        if let Some((_, key, line)) = special.iter().find(|(said, _, _)| *said == typed) {
            self.key(key, line);
            return Ok(None);
        }
        if self.lines {
            return match self.answer_by_line(typed, told)? {
                None => self.settle_answer(typed),
                exception => Ok(exception),
            };
        }
        let pressed = match &live_draft(self)? {
            Draft::Choice(_) | Draft::Battery(_) => self.one(typed)?,
            Draft::Choices(_) => self.several(typed, told)?,
            Draft::Acknowledge(_) => {
                self.person.keys(if typed.is_empty() { "" } else { "1" });
                None
            }
            draft => {
                let letters = draft.letters_are_text();
                self.text(typed, letters)?
            }
        };
        if pressed.is_some() {
            return Ok(pressed);
        }
        if matches!(live_draft(self)?, Draft::Battery(_)) {
            return Ok(None);
        }
        self.person.keys("⏎");
        self.settle_answer(typed)
    }

    /// Says yes where it is asked, and passes what must be passed.
    fn settle_answer(&mut self, typed: &str) -> Pressed {
        if let Mode::Confirm(mode) = self.person.model.mode()
            && !matches!(mode.then, ConfirmThen::UndoChange)
        {
            self.enter("1");
        }
        let words = self.person.model.words;
        if typed.is_empty() && self.person.shows(words.how_to_pass) {
            self.key("{PgDn}", "/next");
            return self.give_reason();
        }
        Ok(None)
    }

    /// Moves to the row of the battery that asks the question.
    fn focus(&mut self, place: Place) -> Result<(), String> {
        if let (true, Draft::Battery(draft)) = (self.lines, live_draft(self)?) {
            let at = draft.rows.iter().position(|row| row.place == place);
            let at = at.ok_or("the battery has no such row")?;
            self.enter(&format!("{}=", at + 1));
            return Ok(());
        }
        self.person.keys("{Home}");
        for _ in 0..100 {
            match live_draft(self)? {
                Draft::Battery(draft) if draft.row().is_some_and(|row| row.place == place) => {
                    return Ok(());
                }
                _ => self.person.keys("{Down}"),
            }
        }
        Err("the battery has no such row".to_owned())
    }

    fn one(&mut self, name: &str) -> Pressed {
        let code = match live_draft(self)? {
            Draft::Choice(draft) => draft.offer.by_name(name).map(|at| draft.offer.code(at)),
            Draft::Battery(draft) => draft.scale.by_name(name).map(|at| draft.scale.code(at)),
            _ => None,
        };
        let Some(code) = code else { return Ok(Some("choice without a code")) };
        self.person.keys(&code);
        Ok(None)
    }

    fn several(&mut self, typed: &str, told: &Outcome) -> Pressed {
        let names: Vec<&str> = typed.split(' ').filter(|name| !name.is_empty()).collect();
        let draft = choices(self)?;
        if names.iter().any(|name| draft.offer.by_name(name).is_none()) {
            return Ok(Some("choice without a code"));
        }
        for name in draft.names() {
            self.pick(&name)?;
        }
        for name in &names {
            self.pick(name)?;
        }
        let picked = choices(self)?.names();
        if picked == names || told.refused.iter().any(|why| why.starts_with("at most")) {
            return Ok(None);
        }
        for name in &picked {
            self.pick(name)?;
        }
        let twice = (1..names.len()).any(|at| names[..at].contains(&names[at]));
        let exclusive = told.refused.iter().any(|why| why.starts_with("exclusive"));
        match (twice, exclusive) {
            (true, _) => Ok(Some("choice twice")),
            (_, true) => Ok(Some("exclusive with others")),
            _ => Err(format!("the keys chose {picked:?}")),
        }
    }

    /// Types the code of a choice among several.
    fn pick(&mut self, name: &str) -> Result<(), String> {
        let draft = choices(self)?;
        let at = draft.offer.by_name(name).ok_or("it is not offered")?;
        let code = draft.offer.code(at);
        self.person.keys(&code);
        if !choices(self)?.offer.typed.is_empty() {
            self.person.press(Key::Char(' '));
        }
        Ok(())
    }

    fn text(&mut self, typed: &str, letters_are_text: bool) -> Pressed {
        self.person.press(Key::End);
        let there = live_draft(self)?.typed().chars().count();
        for _ in 0..there {
            self.person.press(Key::Backspace);
        }
        let plain = |letter: char| letter.is_ascii_digit() || " .,-/:;?".contains(letter);
        if letters_are_text || typed.chars().all(plain) {
            typed.chars().for_each(|letter| self.person.press(Key::Char(letter)));
        } else {
            // Letters and signs are commands here, but they can be pasted.
            self.person.press(Key::Paste(typed.to_owned()));
            if live_draft(self)?.typed().is_empty() {
                return Ok(Some("letters as a number"));
            }
        }
        telling::same("typed", &typed.to_owned(), &live_draft(self)?.typed())?;
        Ok(None)
    }
}

pub fn live_draft(keys: &Keys) -> Result<Draft, String> {
    let live = keys.person.model.live.as_ref();
    live.map(|live| live.draft.clone()).ok_or_else(|| "no interview is open".to_owned())
}

fn choices(keys: &Keys) -> Result<ChoicesDraft, String> {
    match live_draft(keys)? {
        Draft::Choices(draft) => Ok(draft),
        _ => Err("no choices on the screen".to_owned()),
    }
}
