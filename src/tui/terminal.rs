//! The terminal is taken once and given back once, on every way out: return, error, panic,
//! signal, hang-up.

use std::io::{self, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use super::palette::Palette;
use super::view::view;
use crate::app::screen::Screen;

/// Whether the terminal is taken now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while the program has it. Gives it back when dropped.
pub struct Session {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    palette: Palette,
}

impl Session {
    /// Takes the terminal, with or without colours.
    pub fn enter(colour: bool) -> io::Result<Session> {
        let palette = Palette { colour };
        // crossterm's own way with NO_COLOR also wipes bold and reverse; the palette does it
        // right.
        force_color_output(true);
        take()?;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()));
        let terminal = terminal.inspect_err(|_| restore())?;
        Ok(Session { terminal, palette })
    }

    /// The size of the window, in columns and lines.
    pub fn size(&self) -> (u16, u16) {
        self.terminal.size().map_or((80, 24), |size| (size.width, size.height))
    }

    /// Draws a screen; cells that did not change are not written again.
    pub fn draw(&mut self, screen: &Screen) -> io::Result<()> {
        let palette = self.palette;
        self.terminal.draw(|frame| view(screen, &palette, frame))?;
        Ok(())
    }

    /// Forgets what is on the screen, so that the next drawing writes all of it.
    pub fn forget(&mut self) -> io::Result<()> {
        // Not `clear`: that asks the terminal where its cursor is and waits for the answer.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Gives the terminal back, stops this program and the others of its job, as Ctrl+Z does at
    /// a shell, and takes the terminal again when the job is continued.
    pub fn suspend(&mut self) -> io::Result<()> {
        restore();
        // The whole job: were only this process stopped, a parent such as cargo would wait for
        // it and the shell would never get its prompt.
        #[cfg(unix)]
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        take()?;
        self.forget()
    }
}

impl Session {
    /// Gives the terminal to another program while it runs, and takes it again.
    pub fn lend(&mut self, run: &mut dyn FnMut()) -> io::Result<()> {
        restore();
        run();
        take()?;
        self.forget()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        restore();
    }
}

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    let taken = enable_raw_mode()
        .and_then(|()| execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste));
    taken.inspect_err(|_| restore())
}

/// Gives the terminal back if it is taken; does nothing the second time. Goes on past errors: on
/// a dead terminal every single step may fail.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = queue!(out, ResetColor, Clear(ClearType::All), DisableBracketedPaste);
    let _ = queue!(out, LeaveAlternateScreen, Show);
    // Answers may stand in the scrollback of terminals without an alternate screen (T15).
    let _ = queue!(out, Clear(ClearType::Purge));
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// From now on a panic gives the terminal back and says where in the program it happened, and
/// nothing of what was being worked on: that may be answers (T2).
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|panic| {
        restore();
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(
            io::stderr(),
            "anketa: stopped by a fault in the program (code P70 at {place}).\n\
             Every answer that was shown as saved is in the data file. Start again to go on."
        );
    }));
}
