//! The loop: read, update, run the effects, draw; the same for every front end.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use super::editing::edit;
use super::ending::Ending;
use super::front::Front;
use super::outside::Outside;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::app::screen::Screen;
use crate::app::{Model, screen, update};
use crate::tui::wait::Wake;
use crate::world::World;

/// So many keys on one question are taken in before the screen is drawn again.
const KEYS_BEFORE_DRAWING: usize = 64;

/// The program, its front end and the outside.
pub(super) struct Runtime<F> {
    model: Model,
    front: F,
    world: World,
    outside: Outside,
    /// What is on the terminal; `None` where it must be drawn anew.
    drawn: Option<Screen>,
    /// What the screen asks; keys pressed before it changed do not count.
    asked: Option<u64>,
    quit: bool,
}

impl<F: Front> Runtime<F> {
    /// A program that has not begun to run.
    pub(super) fn new(model: Model, front: F, outside: Outside) -> Runtime<F> {
        let world = World::start();
        Runtime { model, front, world, outside, drawn: None, asked: None, quit: false }
    }

    /// Runs until the person leaves or the terminal goes away. Everything that was entered or
    /// typed is in the data file afterwards, whatever the ending.
    pub(super) fn run(mut self, effects: Vec<Effect>) -> io::Result<Ending> {
        let outcome = self.start(effects).and_then(|()| self.turn()).or_else(|error| {
            // A terminal that goes away in the middle of a call fails the call first.
            match self.front.ended() {
                Ok(Some(Wake::Gone)) => Ok(Ending::Gone),
                _ => Err(error),
            }
        });
        self.outside.keep_draft();
        self.outside.make_whole();
        outcome
    }

    fn start(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let (width, height) = self.front.size();
        self.perform(effects)?;
        self.take(Msg::Resized { width, height })?;
        self.draw()
    }

    fn turn(&mut self) -> io::Result<Ending> {
        loop {
            let mut timeout = self.outside.keep_in(self.world.moment().mono_ms);
            if timeout == Some(Duration::ZERO) {
                // Before the next key: it may answer the question whose place is to be kept.
                self.outside.keep_draft();
                timeout = None;
            }
            match self.front.wait(timeout)? {
                Wake::Event => self.read()?,
                Wake::Resized => self.resized()?,
                Wake::Deadline => self.outside.keep_draft(),
                Wake::Stop(signal) => return Ok(Ending::Stopped(signal)),
                Wake::End => return Ok(Ending::Quit),
                Wake::Gone => return Ok(Ending::Gone),
            }
            if self.quit {
                return Ok(Ending::Quit);
            }
            self.draw()?;
        }
    }

    /// Takes in what was typed, as long as it is about the question on the screen.
    fn read(&mut self) -> io::Result<()> {
        for _ in 0..KEYS_BEFORE_DRAWING {
            for msg in self.front.read()? {
                self.take(msg)?;
            }
            let asks_the_same = self.asked == Some(screen(&self.model).identity);
            if self.quit || !asks_the_same || !self.front.more()? {
                break;
            }
        }
        Ok(())
    }

    fn resized(&mut self) -> io::Result<()> {
        // A window that shrank and grew back has lost what stood in it, although its size is the
        // same as before.
        self.front.forget()?;
        self.drawn = None;
        let (width, height) = self.front.size();
        self.take(Msg::Resized { width, height })
    }

    /// Lets a message take effect, and the answers to what it asks of the outside.
    fn take(&mut self, msg: Msg) -> io::Result<()> {
        let effects = update(&mut self.model, msg, self.world.moment());
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let answer = match effect {
                Effect::Quit => {
                    self.quit = true;
                    None
                }
                Effect::Redraw => {
                    self.front.forget()?;
                    self.drawn = None;
                    None
                }
                Effect::Suspend => {
                    self.outside.keep_draft();
                    self.front.suspend()?;
                    self.drawn = None;
                    None
                }
                Effect::Edit { text } => {
                    self.outside.keep_draft();
                    let edited = edit(&mut self.front, &text)?;
                    self.drawn = None;
                    Some(edited)
                }
                other => self.outside.perform(other, &self.world),
            };
            if let Some(msg) = answer {
                waiting.extend(update(&mut self.model, msg, self.world.moment()));
            }
        }
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        let next = screen(&self.model);
        if self.asked != Some(next.identity) {
            self.front.drop_waiting()?;
            self.asked = Some(next.identity);
        }
        if self.front.is_stale() || self.drawn.as_ref() != Some(&next) {
            self.front.draw(&next)?;
            self.drawn = Some(next);
        }
        Ok(())
    }
}
