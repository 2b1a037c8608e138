//! Standard input and output as plain lines: a terminal in its ordinary mode, a pipe, a file, a
//! serial line. Nothing is written but the lines that are given.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};

use super::signals::{Signals, Wake, timespec};

/// Lines that come closer to each other than this belong together: a paste.
const QUIET: Duration = Duration::from_millis(40);
/// More bytes than this without an end are taken as a line.
const LINE_MAX: usize = 1_000_000;

/// Lines in and out.
pub struct Lines {
    signals: Signals,
    /// What was read and not taken.
    bytes: Vec<u8>,
    ended: bool,
    terminal: bool,
}

impl Lines {
    /// Takes standard input and output.
    pub fn new() -> io::Result<Lines> {
        let terminal = io::stdin().is_terminal();
        let signals = Signals::new(terminal)?;
        Ok(Lines { signals, bytes: Vec::new(), ended: false, terminal })
    }

    /// Waits until a line is there, at most as long as told.
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Wake> {
        let mut slept = false;
        loop {
            if let Some(wake) = self.ended()? {
                return Ok(wake);
            }
            // The size of the window means nothing to lines.
            self.signals.take_resized();
            if self.is_line_there() {
                return Ok(Wake::Event);
            }
            if self.ended {
                return Ok(Wake::End);
            }
            if self.take_in(Duration::ZERO)? {
                continue;
            }
            if slept && timeout.is_some() {
                return Ok(Wake::Deadline);
            }
            self.signals.block(timeout)?;
            slept = true;
        }
    }

    /// The next line, if one is there; the last one may lack its end. A line that ends in a
    /// backslash goes on in the next.
    pub fn read(&mut self) -> Option<String> {
        if !self.is_line_there() {
            return None;
        }
        let mut line = String::new();
        loop {
            let end = self.bytes.iter().position(|&byte| byte == b'\n');
            let rest = self.bytes.split_off(end.map_or(self.bytes.len(), |end| end + 1));
            let taken = std::mem::replace(&mut self.bytes, rest);
            let text = String::from_utf8_lossy(&taken);
            let text = text.trim_end_matches(['\n', '\r']);
            match text.strip_suffix('\\').filter(|_| end.is_some()) {
                Some(begun) => line = line + begun + "\n",
                None => return Some(line + text),
            }
        }
    }

    /// Drops what was typed at a terminal before now, with what follows at once. What comes from
    /// a file or a pipe was meant as it is.
    pub fn drop_waiting(&mut self) -> io::Result<()> {
        if !self.terminal {
            return Ok(());
        }
        let mut patience = if self.bytes.is_empty() { Duration::ZERO } else { QUIET };
        while self.ended()?.is_none() && !self.ended && self.take_in(patience)? {
            patience = QUIET;
        }
        self.bytes.clear();
        Ok(())
    }

    /// Whether the program was asked to end or its terminal is gone.
    pub fn ended(&self) -> io::Result<Option<Wake>> {
        self.signals.ended()
    }

    /// Whether what is typed is seen by itself, as at a terminal.
    pub fn echoes(&self) -> bool {
        self.terminal
    }

    /// Writes text as it is.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Stops the program's job until it is continued, as Ctrl+Z does at a shell.
    pub fn suspend(&mut self) -> io::Result<()> {
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        Ok(())
    }

    /// Whether a whole line is there.
    fn is_line_there(&self) -> bool {
        if self.ended || self.bytes.len() >= LINE_MAX {
            return !self.bytes.is_empty();
        }
        let mut lines = self.bytes.split_inclusive(|&byte| byte == b'\n');
        lines.any(|line| {
            let whole = line.strip_suffix(b"\n");
            whole.is_some_and(|line| !line.strip_suffix(b"\r").unwrap_or(line).ends_with(b"\\"))
        })
    }

    /// Reads what is there, waiting for it as long as told; whether there was something.
    fn take_in(&mut self, patience: Duration) -> io::Result<bool> {
        let stdin = rustix::stdio::stdin();
        let mut one = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut one, timespec(Some(patience)).as_ref()) {
            Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(false),
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        let mut bytes = [0; 4096];
        match rustix::io::read(stdin, &mut bytes) {
            Ok(0) => self.ended = true,
            Ok(read) => self.bytes.extend_from_slice(&bytes[..read]),
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => return Ok(false),
            // A terminal that is gone: what was typed before may still be read.
            Err(rustix::io::Errno::IO) => self.ended = true,
            Err(error) => return Err(error.into()),
        }
        Ok(true)
    }
}
