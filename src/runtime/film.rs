//! Showing a film of a stored interview on the full-screen terminal.

use std::io;
use std::time::Duration;

use super::ending::{Ending, Fault};
use super::front::Front;
use super::full::Full;
use crate::app::film::Film;
use crate::app::fold::latin;
use crate::app::key::Key;
use crate::app::msg::Msg;
use crate::app::words::table::Words;
use crate::tui::wait::Wake;
use crate::world::World;

/// Times as fast at each press of `+`, as slow at each of `-`.
const FASTER: f64 = 2.0;
/// The bounds of the speed.
const SPEEDS: (f64, f64) = (0.125, 1024.0);

/// Shows a film, `speed` times as fast as it was. At its end the last picture stays.
pub fn show(film: &Film, words: &'static Words, speed: f64, colour: bool) -> Result<Ending, Fault> {
    let speed = speed.clamp(SPEEDS.0, SPEEDS.1);
    let world = World::start();
    let mut player = Player { film, words, world, at: 0, speed, paused: false, quit: false };
    Ok(player.run(&mut Full::enter(colour)?)?)
}

struct Player<'a> {
    film: &'a Film,
    words: &'static Words,
    world: World,
    at: usize,
    speed: f64,
    paused: bool,
    quit: bool,
}

impl Player<'_> {
    fn run(&mut self, front: &mut impl Front) -> io::Result<Ending> {
        let mut due = self.due();
        loop {
            front.draw(&self.film.picture(self.at, self.words, front.size(), self.told()))?;
            let now = self.world.moment().mono_ms;
            let timeout = due.map(|due| Duration::from_millis(due.saturating_sub(now)));
            match front.wait(timeout)? {
                Wake::Event => {
                    let before = (self.at, self.speed, self.paused);
                    for msg in front.read()? {
                        if let Msg::Key(key) = msg {
                            self.press(&key);
                        }
                    }
                    if self.quit {
                        return Ok(Ending::Quit);
                    }
                    if before != (self.at, self.speed, self.paused) {
                        due = self.due();
                    }
                }
                Wake::Resized => front.forget()?,
                Wake::Deadline => {
                    self.step(1);
                    due = self.due();
                }
                Wake::Stop(signal) => return Ok(Ending::Stopped(signal)),
                Wake::End | Wake::Gone => return Ok(Ending::Gone),
            }
        }
    }

    /// When the next picture comes, by the clock of milliseconds that never goes back; `None`
    /// while there is none to come.
    fn due(&self) -> Option<u64> {
        let next = self.film.frames.get(self.at + 1).filter(|_| !self.paused)?;
        Some(self.world.moment().mono_ms + (next.wait_ms as f64 / self.speed) as u64)
    }

    fn press(&mut self, key: &Key) {
        match key {
            Key::Char(' ') => self.paused = !self.paused,
            Key::Char('+' | '=') => self.speed = (self.speed * FASTER).min(SPEEDS.1),
            Key::Char('-') => self.speed = (self.speed / FASTER).max(SPEEDS.0),
            Key::Right | Key::Down | Key::Enter => self.step_by_hand(1),
            Key::Left | Key::Up => self.step_by_hand(-1),
            Key::Home => self.step_by_hand(isize::MIN),
            Key::End => self.step_by_hand(isize::MAX),
            Key::Esc | Key::Ctrl('c' | 'q') => self.quit = true,
            Key::Char(letter) if latin(*letter) == 'q' => self.quit = true,
            _ => {}
        }
    }

    fn step_by_hand(&mut self, by: isize) {
        self.paused = true;
        self.step(by);
    }

    fn step(&mut self, by: isize) {
        let last = self.film.frames.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    fn told(&self) -> String {
        let sign = if self.paused { "‖" } else { "▶" };
        let when = self.film.frames.get(self.at).map(|frame| frame.moment.date_time());
        let when = when.map(|when| when.format("%Y-%m-%d %H:%M:%S").to_string());
        let (at, of) = (self.at + 1, self.film.frames.len());
        format!("{sign} {at}/{of}  {}  ×{}", when.unwrap_or_default(), self.speed)
    }
}
