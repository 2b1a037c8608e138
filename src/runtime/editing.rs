//! Editing in the person's own editor: a text in a file that lives in memory, the terminal lent
//! meanwhile.

use std::process::Command;

use super::front::Front;
use crate::app::msg::{EditFault, Msg};
use crate::file::memory::MemoryFile;
use crate::world;

/// The most bytes that are taken back.
const BYTES_MAX: u64 = 1_000_000;

/// Lets the person edit a text in their own editor; what came of it.
pub(super) fn edit(front: &mut dyn Front, text: &str) -> std::io::Result<Msg> {
    let Some(editor) = world::editor() else { return Ok(Msg::Edited(Err(EditFault::NoEditor))) };
    let file = match MemoryFile::make(&world::memory_places(), text) {
        Ok(Some(file)) => file,
        Ok(None) => return Ok(Msg::Edited(Err(EditFault::NoMemory))),
        Err(error) => return Ok(Msg::Edited(Err(EditFault::Failed(error.to_string())))),
    };
    // As git does: the variable may hold words for the editor beside its name.
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{editor} \"$1\""), "sh"]).arg(file.path());
    command.env("TMPDIR", file.folder()).current_dir(file.folder());
    let mut ended = Err(std::io::Error::other("not started"));
    front.lend(&mut || ended = command.status())?;
    let outcome = match ended {
        Ok(status) if status.success() => {
            file.read(BYTES_MAX).map_err(|error| EditFault::Failed(error.to_string()))
        }
        Ok(status) => Err(EditFault::Failed(status.to_string())),
        Err(error) => Err(EditFault::Failed(error.to_string())),
    };
    Ok(Msg::Edited(outcome))
}
