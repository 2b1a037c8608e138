//! Plain lines as a front end.

use std::io;
use std::time::Duration;

use super::front::Front;
use crate::app::msg::Msg;
use crate::app::screen::Screen;
use crate::plain::read::{Meaning, read};
use crate::plain::show::show;
use crate::plain::words;
use crate::tui::lines::Lines;
use crate::tui::wait::Wake;

/// The width that texts are told to have; lines break where the terminal breaks them.
const COLUMNS: u16 = 80;

/// Plain lines.
pub(super) struct Plain {
    lines: Lines,
    /// What was shown last.
    before: Option<Screen>,
    /// What stands before the line that is waited for.
    prompt: String,
    /// Whether a line was taken since the screen was shown: it is answered whatever came of it.
    taken: bool,
}

impl Plain {
    /// Takes standard input and output.
    pub(super) fn enter() -> io::Result<Plain> {
        Ok(Plain { lines: Lines::new()?, before: None, prompt: String::new(), taken: false })
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        // The prompt is the last line: whatever comes after begins a line of its own.
        let _ = self.lines.write("\n");
    }
}

impl Front for Plain {
    fn size(&self) -> (u16, u16) {
        (COLUMNS, 24)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Wake> {
        self.lines.wait(timeout)
    }

    fn read(&mut self) -> io::Result<Vec<Msg>> {
        let Some(line) = self.lines.read() else { return Ok(Vec::new()) };
        if !self.lines.echoes() {
            self.lines.write(&format!("{}\n", crate::visible::visible(&line)))?;
        }
        match read(&line) {
            Meaning::Do(msg) => {
                self.taken = true;
                Ok(vec![msg])
            }
            Meaning::Unknown(name) => {
                let language = self.before.as_ref().map_or("", |screen| screen.language);
                let told = (words::in_language(language).no_command)(&name);
                self.lines.write(&format!("{told}\n{}", self.prompt))?;
                Ok(Vec::new())
            }
        }
    }

    fn more(&mut self) -> io::Result<bool> {
        // What came of a line is shown before the next.
        Ok(false)
    }

    fn drop_waiting(&mut self) -> io::Result<()> {
        self.lines.drop_waiting()
    }

    fn ended(&self) -> io::Result<Option<Wake>> {
        self.lines.ended()
    }

    fn is_stale(&self) -> bool {
        self.taken
    }

    fn draw(&mut self, screen: &Screen) -> io::Result<()> {
        let shown = show(screen, self.before.as_ref());
        let mut text = String::new();
        for line in &shown.lines {
            text.push_str(line);
            text.push('\n');
        }
        text.push_str(&shown.prompt);
        self.prompt = shown.prompt;
        self.before = Some(screen.clone());
        self.taken = false;
        self.lines.write(&text)
    }

    fn forget(&mut self) -> io::Result<()> {
        self.before = None;
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.lines.suspend()
    }
}
