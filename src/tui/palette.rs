//! How each voice looks: the terminal's own foreground and background, bold, italic, underline,
//! reverse, and a few of the 16 colours that never say anything alone.

use ratatui::style::{Color, Modifier, Style};

use crate::app::screen::Voice;

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Whether colours may be used; without, everything still differs by sign and weight.
    pub colour: bool,
}

impl Palette {
    /// The words of a voice.
    pub fn voice(&self, voice: Voice) -> Style {
        match voice {
            Voice::ReadOut => Style::new().add_modifier(Modifier::BOLD),
            Voice::Instruction => Style::new().add_modifier(Modifier::ITALIC | Modifier::DIM),
            Voice::Hint => Style::new().add_modifier(Modifier::ITALIC),
            Voice::Program => self.accent(),
            Voice::Warning => self.alarm(),
            Voice::Heading => Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Voice::Dim => self.dim(),
        }
    }

    /// Less important things.
    pub fn dim(&self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Important things.
    pub fn strong(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What is highlighted.
    pub fn focus(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Signs of the program.
    pub fn accent(&self) -> Style {
        self.coloured(Color::Cyan)
    }

    /// Signs that all is well.
    pub fn good(&self) -> Style {
        self.coloured(Color::Green)
    }

    /// Warnings and refusals.
    pub fn alarm(&self) -> Style {
        self.coloured(Color::Red).add_modifier(Modifier::BOLD)
    }

    fn coloured(&self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new() }
    }
}
