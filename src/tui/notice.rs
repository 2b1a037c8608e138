//! A message between the content and the footer.

use super::palette::Palette;
use super::sheet::Sheet;
use super::text;
use crate::app::screen::Notice;

/// Lays out a message.
pub fn lay(notice: &Notice, width: usize, palette: &Palette) -> Sheet {
    text::lay(notice.voice, &notice.text, width, palette)
}
