//! Waits for whatever comes first: a key, a signal, a deadline, the end of the terminal. Uses no
//! processor time while nothing happens.

#![allow(
    clippy::disallowed_methods,
    reason = "the watch must end a program that cannot end itself"
)]

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};

use super::input::key_of;
use crate::app::key::Key;

/// How long the program may take to leave by itself once the terminal is gone.
const GRACE: Duration = Duration::from_millis(1500);
/// Keys that come closer to each other than this belong together: a held key, a paste.
const QUIET: Duration = Duration::from_millis(40);

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// The terminal has an event ready to be read.
    Event,
    /// The window has another size, perhaps the same again.
    Resized,
    /// The deadline has passed.
    Deadline,
    /// A signal asks the program to end: its number.
    Stop(usize),
    /// The terminal is gone.
    Gone,
}

/// Waits for things to happen.
pub struct Wait {
    wakeups: UnixStream,
    stop: Arc<AtomicUsize>,
    gone: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
}

impl Wait {
    /// Listens to the signals from now on and watches the terminal.
    pub fn new() -> io::Result<Wait> {
        let (wakeups, waker) = UnixStream::pair()?;
        wakeups.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let stop = Arc::new(AtomicUsize::new(0));
        for signal in [SIGTERM, SIGINT, SIGHUP] {
            let number = usize::try_from(signal).unwrap_or_default();
            signal_hook::flag::register_usize(signal, Arc::clone(&stop), number)?;
        }
        let resized = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGWINCH, Arc::clone(&resized))?;
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGWINCH, SIGCONT] {
            signal_hook::low_level::pipe::register(signal, waker.try_clone()?)?;
        }
        let gone = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&gone);
        std::thread::Builder::new()
            .name("terminal watch".to_owned())
            .spawn(move || watch(&told, waker))?;
        Ok(Wait { wakeups, stop, gone, resized })
    }

    /// Waits until something happens, at most as long as told.
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Wake> {
        let mut slept = false;
        loop {
            if let Some(wake) = self.ended()? {
                return Ok(wake);
            }
            // The terminal library loses a change of size that comes together with a key.
            if self.resized.swap(false, Ordering::SeqCst) {
                return Ok(Wake::Resized);
            }
            if ready(Duration::ZERO)? {
                return Ok(Wake::Event);
            }
            if slept && timeout.is_some() {
                return Ok(Wake::Deadline);
            }
            self.block(timeout)?;
            slept = true;
        }
    }

    /// Reads the key that is ready; `None` for an event that means nothing here.
    pub fn read(&mut self) -> io::Result<Option<Key>> {
        Ok(key_of(crossterm::event::read()?))
    }

    /// Whether one more event is ready, and nothing that goes before it.
    pub fn more(&mut self) -> io::Result<bool> {
        let first = self.ended()?.is_some() || self.resized.load(Ordering::SeqCst);
        Ok(!first && ready(Duration::ZERO)?)
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
        // The terminal library never comes back from a terminal that is gone: ask before it is
        // called.
        if self.gone.load(Ordering::SeqCst) || hung_up(Some(Duration::ZERO))? {
            return Ok(Some(Wake::Gone));
        }
        Ok(match self.stop.load(Ordering::SeqCst) {
            0 => None,
            signal => Some(Wake::Stop(signal)),
        })
    }

    /// Sleeps until the terminal or a signal has something to say.
    fn block(&mut self, timeout: Option<Duration>) -> io::Result<()> {
        let stdin = rustix::stdio::stdin();
        let mut both =
            [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.wakeups, PollFlags::IN)];
        match poll(&mut both, timespec(timeout).as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        // What woke us is known by its flag; the bytes have done their duty.
        let mut bytes = [0; 64];
        while matches!(self.wakeups.read(&mut bytes), Ok(read) if read > 0) {}
        Ok(())
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

fn timespec(timeout: Option<Duration>) -> Option<Timespec> {
    timeout.and_then(|timeout| Timespec::try_from(timeout).ok())
}

/// Whether the terminal is gone, waiting for that as long as told. Reads nothing.
fn hung_up(timeout: Option<Duration>) -> io::Result<bool> {
    let stdin = rustix::stdio::stdin();
    let mut one = [PollFd::new(&stdin, PollFlags::empty())];
    match poll(&mut one, timespec(timeout).as_ref()) {
        Ok(_) => Ok(one[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Waits for the end of the terminal, tells the program, and ends it if it does not end itself:
/// it may be caught inside the terminal library, which then spins for ever.
fn watch(gone: &AtomicBool, mut waker: UnixStream) {
    while let Ok(false) = hung_up(None) {}
    gone.store(true, Ordering::SeqCst);
    let _ = waker.write_all(&[0]);
    std::thread::sleep(GRACE);
    super::terminal::restore();
    std::process::exit(128 + SIGHUP);
}
