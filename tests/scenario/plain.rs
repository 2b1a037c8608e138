//! How a person answers by plain lines.

use anketa::app::draft::Draft;

use super::keys::{Keys, Pressed};
use super::telling::Outcome;
use super::typing::live_draft;

impl Keys<'_> {
    /// Types the answer to the question on the screen as one line.
    pub fn answer_by_line(&mut self, typed: &str, told: &Outcome) -> Pressed {
        let line = match live_draft(self)? {
            Draft::Choice(draft) => draft.offer.by_name(typed).map(|at| draft.offer.code(at)),
            Draft::Battery(draft) => draft.scale.by_name(typed).map(|at| draft.scale.code(at)),
            Draft::Choices(draft) => {
                let names: Vec<&str> = typed.split(' ').filter(|name| !name.is_empty()).collect();
                if (1..names.len()).any(|at| names[..at].contains(&names[at])) {
                    return Ok(Some("choice twice"));
                }
                if told.refused.iter().any(|why| why.starts_with("exclusive")) {
                    return Ok(Some("exclusive with others"));
                }
                let code = |name: &&str| draft.offer.by_name(name).map(|at| draft.offer.code(at));
                names.iter().map(code).collect::<Option<Vec<String>>>().map(|codes| codes.join(" "))
            }
            Draft::Acknowledge(_) => {
                self.enter(if typed.is_empty() { "" } else { "1" });
                return Ok(None);
            }
            _ => Some(typed.to_owned()),
        };
        match line.as_deref() {
            None => return Ok(Some("choice without a code")),
            Some("") => self.key("", "/clear"),
            Some(line) => self.enter(line),
        }
        Ok(None)
    }
}
