//! The full-screen terminal as a front end.

use std::io;
use std::time::Duration;

use super::front::Front;
use crate::app::msg::Msg;
use crate::app::screen::Screen;
use crate::tui::terminal::Session;
use crate::tui::wait::{Wait, Wake};

/// The full-screen terminal.
pub(super) struct Full {
    session: Session,
    wait: Wait,
}

impl Full {
    /// Takes the terminal, with or without colours.
    pub(super) fn enter(colour: bool) -> io::Result<Full> {
        let wait = Wait::new()?;
        Ok(Full { wait, session: Session::enter(colour)? })
    }
}

impl Front for Full {
    fn size(&self) -> (u16, u16) {
        self.session.size()
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Wake> {
        self.wait.wait(timeout)
    }

    fn read(&mut self) -> io::Result<Vec<Msg>> {
        Ok(self.wait.read()?.map(Msg::Key).into_iter().collect())
    }

    fn more(&mut self) -> io::Result<bool> {
        self.wait.more()
    }

    fn drop_waiting(&mut self) -> io::Result<()> {
        self.wait.drop_waiting()
    }

    fn ended(&self) -> io::Result<Option<Wake>> {
        self.wait.ended()
    }

    fn draw(&mut self, screen: &Screen) -> io::Result<()> {
        self.session.draw(screen)
    }

    fn forget(&mut self) -> io::Result<()> {
        self.session.forget()
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.session.suspend()
    }

    fn lend(&mut self, run: &mut dyn FnMut()) -> io::Result<()> {
        self.session.lend(run)
    }
}
