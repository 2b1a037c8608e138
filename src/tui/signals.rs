//! Signals and the end of the terminal, for every front end. Uses no processor time while nothing
//! happens.

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

use super::terminal;

/// How long the program may take to leave by itself once the terminal is gone.
const GRACE: Duration = Duration::from_millis(1500);

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
    /// There is nothing more to read: the end of a file or a pipe.
    End,
    /// The terminal is gone.
    Gone,
}

/// What was told by signals and by the end of the terminal.
pub struct Signals {
    wakeups: UnixStream,
    stop: Arc<AtomicUsize>,
    gone: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    watched: bool,
}

impl Signals {
    /// Listens to the signals from now on; watches the terminal if input is one.
    pub fn new(watched: bool) -> io::Result<Signals> {
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
        if watched {
            std::thread::Builder::new()
                .name("terminal watch".to_owned())
                .spawn(move || watch(&told, waker))?;
        }
        Ok(Signals { wakeups, stop, gone, resized, watched })
    }

    /// Whether the program was asked to end or its terminal is gone.
    pub fn ended(&self) -> io::Result<Option<Wake>> {
        // The terminal library never comes back from a terminal that is gone: ask before it is
        // called.
        if self.gone.load(Ordering::SeqCst) || self.watched && hung_up(Some(Duration::ZERO))? {
            return Ok(Some(Wake::Gone));
        }
        Ok(match self.stop.load(Ordering::SeqCst) {
            0 => None,
            signal => Some(Wake::Stop(signal)),
        })
    }

    /// Whether the window has another size since this was asked last.
    pub fn take_resized(&self) -> bool {
        self.resized.swap(false, Ordering::SeqCst)
    }

    /// Whether something goes before what is typed.
    pub fn come_first(&self) -> io::Result<bool> {
        Ok(self.ended()?.is_some() || self.resized.load(Ordering::SeqCst))
    }

    /// Sleeps until the terminal or a signal has something to say.
    pub fn block(&mut self, timeout: Option<Duration>) -> io::Result<()> {
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

/// A time to wait as the system wants it.
pub fn timespec(timeout: Option<Duration>) -> Option<Timespec> {
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
    terminal::restore();
    std::process::exit(128 + SIGHUP);
}
