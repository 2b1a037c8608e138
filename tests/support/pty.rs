//! A program at a pseudo-terminal, and a person who types only after seeing.

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

/// Nothing takes longer than this; if it does, the test fails with what is on the screen.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How often a process that says nothing is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// A program at a pseudo-terminal.
pub struct Pty {
    /// The program.
    pub child: Child,
    master: Option<File>,
    // Held open so that the state of the terminal can be asked after the program has ended.
    slave: Option<OwnedFd>,
    screen: vt100::Parser,
    /// Everything the program wrote.
    pub written: Vec<u8>,
    /// How many keys were pressed.
    pub keys: usize,
}

impl Pty {
    /// Starts a program at a terminal of that size, which becomes its controlling terminal.
    pub fn start(command: Command, columns: u16, lines: u16) -> Pty {
        Pty::start_with(command, columns, lines, &[])
    }

    /// The same, with something more in its environment.
    pub fn start_with(
        mut command: Command,
        columns: u16,
        lines: u16,
        environment: &[(&str, &str)],
    ) -> Pty {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal opens");
        grantpt(&master).expect("it is granted");
        unlockpt(&master).expect("it is unlocked");
        let name = ptsname(&master, Vec::new()).expect("it has a name");
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let slave = rustix::fs::open(name, flags, Mode::empty()).expect("its other end opens");
        rustix::io::fcntl_setfd(&master, rustix::io::FdFlags::CLOEXEC).expect("it can be marked");
        let end = || Stdio::from(slave.try_clone().expect("its other end can be shared"));
        command.stdin(end()).stdout(end()).stderr(end());
        command.env("TERM", "xterm-256color").env_remove("NO_COLOR");
        command.envs(environment.iter().copied());
        let lead = || {
            rustix::process::setsid()?;
            rustix::process::ioctl_tiocsctty(rustix::stdio::stdin())?;
            Ok(())
        };
        // SAFETY: between fork and exec only two system calls are made, which take no lock and
        // no memory.
        unsafe { command.pre_exec(lead) };
        let mut pty = Pty {
            child: {
                size_to(&master, columns, lines);
                command.spawn().expect("the program starts")
            },
            master: Some(File::from(master)),
            slave: Some(slave),
            screen: vt100::Parser::new(at_least_one(lines), at_least_one(columns), 0),
            written: Vec::new(),
            keys: 0,
        };
        pty.take_in(Duration::ZERO);
        pty
    }

    /// Presses keys: the bytes a terminal sends for them, one key each.
    pub fn press(&mut self, keys: &[&str]) {
        self.keys += keys.len();
        self.send(keys.concat().as_bytes());
    }

    /// Types text, one key a character.
    pub fn type_text(&mut self, text: &str) {
        self.keys += text.chars().count();
        self.send(text.as_bytes());
    }

    /// Sends bytes, taking in what the program writes meanwhile: a terminal has small buffers.
    pub fn send(&mut self, bytes: &[u8]) {
        let deadline = Instant::now() + PATIENCE;
        let mut left = bytes;
        while !left.is_empty() && Instant::now() < deadline {
            self.take_in(Duration::ZERO);
            let master = self.master.as_mut().expect("the terminal is still there");
            let mut one = [PollFd::new(master, PollFlags::OUT)];
            let wait = Timespec::try_from(LOOK).expect("a short time");
            if poll(&mut one, Some(&wait)).is_ok_and(|ready| ready > 0) {
                let part = left.len().min(256);
                let sent = master.write(&left[..part]).expect("the terminal takes bytes");
                left = &left[sent..];
            }
        }
        assert!(left.is_empty(), "the program does not read; on its screen:\n{}", self.contents());
    }

    /// Waits until the text is on the screen.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(&format!("`{text}` on the screen"), |contents| contents.contains(text));
    }

    /// Waits until the text is no longer on the screen.
    pub fn wait_gone(&mut self, text: &str) {
        self.wait_until(&format!("`{text}` gone"), |contents| !contents.contains(text));
    }

    /// Waits until what is on the screen is as it should be.
    pub fn wait_until(&mut self, what: &str, is: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is(&self.contents()) {
            let ended = self.child.try_wait().expect("the program can be asked").is_some();
            let went_on = self.take_in(LOOK);
            assert!(
                Instant::now() < deadline && (went_on || !ended),
                "waited for {what}; the program has {}; on its screen:\n{}",
                if ended { "ended" } else { "not ended" },
                self.contents()
            );
        }
    }

    /// Takes in all that is written until nothing comes for a moment.
    pub fn settle(&mut self) {
        while self.take_in(Duration::from_millis(60)) {}
    }

    /// What is on the screen, as lines.
    pub fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// The screen, with its modes and its cursor.
    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Whether the terminal is in its ordinary line mode.
    pub fn is_cooked(&self) -> bool {
        let slave = self.slave.as_ref().expect("its other end is held open");
        let modes = tcgetattr(slave).expect("its modes can be asked").local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// Gives the window another size.
    pub fn resize(&mut self, columns: u16, lines: u16) {
        let master = self.master.as_ref().expect("the terminal is still there");
        size_to(master, columns, lines);
        self.screen.screen_mut().set_size(at_least_one(lines), at_least_one(columns));
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        rustix::process::kill_process(pid, signal).expect("the program can be sent a signal");
    }

    /// Takes the terminal away, as a closed window does.
    pub fn hang_up(&mut self) {
        self.master = None;
        self.slave = None;
    }

    /// Waits for the end of the program.
    pub fn wait_end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("the program can be asked") {
                while self.take_in(Duration::ZERO) {}
                return status;
            }
            self.take_in(LOOK);
            assert!(Instant::now() < deadline, "does not end; shows:\n{}", self.contents());
        }
    }

    /// Reads what the program wrote, waiting for something as long as told; whether there was
    /// something.
    fn take_in(&mut self, patience: Duration) -> bool {
        let Some(master) = self.master.as_mut() else {
            let none: &mut [PollFd] = &mut [];
            let wait = Timespec::try_from(patience).expect("a short time");
            let _ = poll(none, Some(&wait));
            return false;
        };
        let mut one = [PollFd::new(master, PollFlags::IN)];
        let wait = Timespec::try_from(patience).expect("a short time");
        if !poll(&mut one, Some(&wait)).is_ok_and(|ready| ready > 0) {
            return false;
        }
        let mut bytes = [0; 16384];
        match master.read(&mut bytes) {
            Ok(read) if read > 0 => {
                self.screen.process(&bytes[..read]);
                self.written.extend_from_slice(&bytes[..read]);
                true
            }
            _ => false,
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn size_to(master: impl std::os::fd::AsFd, columns: u16, lines: u16) {
    let size = Winsize { ws_col: columns, ws_row: lines, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(master, size).expect("the window can be given a size");
}

fn at_least_one(size: u16) -> NonZero<u16> {
    NonZero::new(size).unwrap_or(NonZero::<u16>::MIN)
}
