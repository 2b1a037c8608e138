//! Waits for whatever comes first: a key, a signal, a deadline, the end of the terminal. Uses no
//! processor time while nothing happens.

use std::io;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};

use super::input::key_of;
use super::signals::{Signals, timespec};
use crate::app::key::Key;

/// Keys that come closer to each other than this belong together: a held key, a paste.
const QUIET: Duration = Duration::from_millis(40);

pub use super::signals::Wake;

/// Waits for things to happen.
pub struct Wait {
    signals: Signals,
}

impl Wait {
    /// Listens to the signals from now on and watches the terminal.
    pub fn new() -> io::Result<Wait> {
        Ok(Wait { signals: Signals::new(true)? })
    }

    /// Waits until something happens, at most as long as told.
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Wake> {
        let mut slept = false;
        loop {
            if let Some(wake) = self.ended()? {
                return Ok(wake);
            }
            // The terminal library loses a change of size that comes together with a key.
            if self.signals.take_resized() {
                return Ok(Wake::Resized);
            }
            if ready(Duration::ZERO)? {
                return Ok(Wake::Event);
            }
            if slept && timeout.is_some() {
                return Ok(Wake::Deadline);
            }
            self.signals.block(timeout)?;
            slept = true;
        }
    }

    /// Reads the key that is ready; `None` for an event that means nothing here.
    pub fn read(&mut self) -> io::Result<Option<Key>> {
        Ok(key_of(crossterm::event::read()?))
    }

    /// Whether one more event is ready, and nothing that goes before it.
    pub fn more(&mut self) -> io::Result<bool> {
        Ok(!self.signals.come_first()? && ready(Duration::ZERO)?)
    }

    /// Drops the keys that were pressed before now: whoever pressed them had not seen what the
    /// screen will show next (E2). Where there are some, what follows at once goes with them, so
    /// that a paste or a held key does not run on into the next question.
    pub fn drop_waiting(&mut self) -> io::Result<()> {
        let mut patience = Duration::ZERO;
        while self.ended()?.is_none() && ready(patience)? {
            if self.read()?.is_some() {
                patience = QUIET;
            }
        }
        Ok(())
    }

    /// Whether the program was asked to end or its terminal is gone.
    pub fn ended(&self) -> io::Result<Option<Wake>> {
        self.signals.ended()
    }
}

/// Whether an event can be read, waiting for one as long as told.
fn ready(patience: Duration) -> io::Result<bool> {
    if crossterm::event::poll(patience)? {
        return Ok(true);
    }
    let stdin = rustix::stdio::stdin();
    let mut one = [PollFd::new(&stdin, PollFlags::IN)];
    let waiting =
        poll(&mut one, timespec(Some(Duration::ZERO)).as_ref()).is_ok_and(|some| some > 0);
    if !waiting || one[0].revents().contains(PollFlags::HUP) {
        return Ok(false);
    }
    // The library was told once of bytes that it has not read (it was busy with a signal), and
    // will not be told again. Setting the terminal's modes to what they are wakes all that wait
    // for it.
    let modes = rustix::termios::tcgetattr(stdin)?;
    rustix::termios::tcsetattr(stdin, rustix::termios::OptionalActions::Now, &modes)?;
    crossterm::event::poll(Duration::ZERO)
}
