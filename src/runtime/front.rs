//! What the loop needs of a front end: the full-screen terminal and plain lines are driven by the
//! same loop.

use std::io;
use std::time::Duration;

use crate::app::msg::Msg;
use crate::app::screen::Screen;
use crate::tui::wait::Wake;

/// A front end: where a person sees screens and answers them.
pub(super) trait Front {
    /// The size of the window, in columns and lines.
    fn size(&self) -> (u16, u16);
    /// Waits until something happens, at most as long as told.
    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Wake>;
    /// Reads what is ready; empty for what means nothing here.
    fn read(&mut self) -> io::Result<Vec<Msg>>;
    /// Whether more is ready, and nothing that goes before it.
    fn more(&mut self) -> io::Result<bool>;
    /// Drops what was typed before now: whoever typed it had not seen what is shown next (E2).
    fn drop_waiting(&mut self) -> io::Result<()>;
    /// Whether the program was asked to end or its terminal is gone.
    fn ended(&self) -> io::Result<Option<Wake>>;
    /// Whether the screen must be shown again although it is the same.
    fn is_stale(&self) -> bool {
        false
    }
    /// Shows a screen.
    fn draw(&mut self, screen: &Screen) -> io::Result<()>;
    /// Forgets what is shown, so that the next drawing shows all of it.
    fn forget(&mut self) -> io::Result<()>;
    /// Gives the terminal to the shell until the job is continued.
    fn suspend(&mut self) -> io::Result<()>;
    /// Gives the terminal to another program while it runs; nothing to give where there is none.
    fn lend(&mut self, run: &mut dyn FnMut()) -> io::Result<()> {
        run();
        Ok(())
    }
}
