//! A whole line in the place of what is typed.

use super::Draft;

impl Draft {
    /// Puts a line in the place of what is typed; whether Enter shall enter it. In a battery
    /// `3=2` is for the third row, and `3=` only goes there.
    pub fn fill(&mut self, text: &str) -> bool {
        match self {
            Draft::Choice(draft) => draft.fill(text),
            Draft::Choices(draft) => draft.fill(text),
            Draft::Battery(draft) => {
                let row = text.split_once('=').and_then(|(row, code)| {
                    let row: usize = row.trim().parse().ok()?;
                    (1..=draft.rows.len()).contains(&row).then_some((row - 1, code.trim()))
                });
                if let Some((row, _)) = row {
                    draft.focus_on(row);
                }
                let code = row.map_or(text, |(_, code)| code);
                if code.is_empty() {
                    return false;
                }
                match draft.scale.named(code) {
                    Some(choice) => draft.scale.typed.set(&draft.scale.code(choice)),
                    None => draft.scale.typed.set(code),
                }
            }
            Draft::Rows(draft) => draft.picker.fill(text),
            Draft::Acknowledge(picker) | Draft::End(picker) => picker.fill(text),
            _ => self.restore(text),
        }
        true
    }
}
