//! The terminal comes back on every way out. These tests run this very test program once more at
//! a pseudo-terminal, where it takes the terminal and then comes to a bad end.

#![allow(clippy::disallowed_methods, reason = "tests end processes and read the environment")]

mod support;

use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use anketa::app::key::Key;
use anketa::app::screen::{Block, Screen, Voice};
use anketa::tui::terminal::{Session, install_panic_hook};
use anketa::tui::wait::{Wait, Wake};
use rustix::process::Signal;
use support::pty::Pty;

/// Tells the program started by a test what to do.
const ACT: &str = "ANKETA_TEST_ACT";

/// The part of the started program; does nothing in an ordinary run.
#[test]
fn acts() {
    let Ok(act) = std::env::var(ACT) else { return };
    install_panic_hook();
    let mut wait = Wait::new().expect("signals can be listened to");
    let mut session = Session::enter(true).expect("there is a terminal");
    let text = Block::Text { voice: Voice::ReadOut, text: "Ready.".into() };
    let screen = Screen { blocks: vec![text], ..Screen::default() };
    session.draw(&screen).expect("it draws");
    match act.as_str() {
        "panic" => {
            wait.wait(None).expect("it waits");
            panic!("the secret answer");
        }
        "return" => {
            wait.wait(None).expect("it waits");
        }
        "suspend" => loop {
            if wait.wait(None).expect("it waits") != Wake::Event {
                continue;
            }
            match wait.read().expect("it reads") {
                Some(Key::Ctrl('z')) => {
                    session.suspend().expect("it comes back");
                    session.draw(&screen).expect("it draws");
                }
                Some(_) => break,
                None => {}
            }
        },
        _ => loop {
            match wait.wait(None).expect("it waits") {
                Wake::Event => {
                    let _ = wait.read();
                    session.draw(&screen).expect("it draws");
                }
                Wake::Resized => {
                    session.forget().expect("it forgets");
                    session.draw(&screen).expect("it draws");
                }
                Wake::Stop(_) | Wake::Gone | Wake::End => break,
                Wake::Deadline => {}
            }
        },
    }
    drop(session);
    let _ = writeln!(std::io::stdout(), "back");
    std::process::exit(7);
}

fn start(act: &str) -> Pty {
    let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
    command.args(["--exact", "acts", "--nocapture", "--test-threads=1"]).env(ACT, act);
    let mut pty = Pty::start(command, 80, 24);
    pty.wait_for("Ready.");
    assert!(pty.screen().alternate_screen());
    assert!(pty.screen().bracketed_paste());
    assert!(!pty.is_cooked());
    pty
}

fn assert_given_back(pty: &Pty) {
    assert!(!pty.screen().alternate_screen());
    assert!(!pty.screen().bracketed_paste());
    assert!(!pty.screen().hide_cursor());
    assert!(pty.is_cooked());
    let written = String::from_utf8_lossy(&pty.written);
    assert_eq!(written.matches("\u{1b}[?1049l").count(), 1, "given back exactly once");
    assert_eq!(written.matches("\u{1b}[3J").count(), 1, "the scrollback is cleared");
}

#[test]
fn a_return_gives_it_back() {
    let mut pty = start("return");
    pty.press(&["x"]);
    assert_eq!(pty.wait_end().code(), Some(7));
    assert_given_back(&pty);
}

#[test]
fn a_panic_gives_it_back_and_tells_no_answer() {
    let mut pty = start("panic");
    pty.press(&["x"]);
    assert!(!pty.wait_end().success());
    assert_given_back(&pty);
    assert!(pty.contents().contains("code P70 at tests/terminal.rs"), "{}", pty.contents());
    assert!(!String::from_utf8_lossy(&pty.written).contains("secret"));
}

#[test]
fn signals_give_it_back() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let mut pty = start("loop");
        pty.signal(signal);
        assert_eq!(pty.wait_end().code(), Some(7), "{signal:?}");
        assert_given_back(&pty);
    }
}

#[test]
fn a_closed_window_ends_the_program_soon() {
    let mut pty = start("loop");
    pty.hang_up();
    let since = Instant::now();
    pty.wait_end();
    assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
}

#[test]
fn every_size_is_drawn() {
    let mut pty = start("loop");
    for (columns, lines) in [(0, 0), (1, 1), (2, 2), (500, 200), (0, 0), (1, 1), (39, 9)] {
        pty.resize(columns, lines);
        pty.press(&["x"]);
    }
    pty.resize(80, 24);
    pty.wait_for("Ready.");
}

#[test]
fn ctrl_z_stops_and_continues() {
    let mut pty = start("suspend");
    pty.press(&["\u{1a}"]);
    pty.wait_until("the terminal given back", |_| true);
    let deadline = Instant::now() + support::pty::PATIENCE;
    // The leader of a session without a shell is in an orphaned group, which the system does not
    // stop: it comes straight back, and so must the screen.
    while String::from_utf8_lossy(&pty.written).matches("\u{1b}[?1049h").count() < 2 {
        pty.settle();
        assert!(Instant::now() < deadline, "the screen does not come back");
    }
    pty.wait_for("Ready.");
    assert!(pty.screen().alternate_screen());
    pty.press(&["q"]);
    assert_eq!(pty.wait_end().code(), Some(7));
}
