//! The lines of a transcript, read and written.

use serde_json::Value as Json;

/// A line that a replay takes its answers from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// An answer that is tried; empty text for none.
    Answer {
        /// Where.
        at: String,
        /// Its canonical text.
        value: String,
    },
    /// Whether one more row is added.
    Repeat {
        /// The row that would be added.
        at: String,
        /// Whether it is.
        add: bool,
    },
}

impl Given {
    /// Where the line belongs.
    pub fn at(&self) -> &str {
        match self {
            Given::Answer { at, .. } | Given::Repeat { at, .. } => at,
        }
    }

    /// Reads a line; `None` for every other kind of line, and for what is no line at all.
    pub fn read(line: &str) -> Option<Given> {
        let json: Json = serde_json::from_str(line).ok()?;
        let text = |name: &str| json.get(name).and_then(Json::as_str).map(str::to_owned);
        let at = text("at")?;
        match text("event")?.as_str() {
            "answer" => Some(Given::Answer { at, value: text("value").unwrap_or_default() }),
            "repeat" => Some(Given::Repeat { at, add: text("add")? == "true" }),
            _ => None,
        }
    }
}

/// Writes a line: the event, where, and further fields in the order given.
pub fn write(event: &str, at: &str, fields: &[(&str, &str)]) -> String {
    let mut line = format!("{{\"event\":{},\"at\":{}", quoted(event), quoted(at));
    for (name, value) in fields {
        line.push(',');
        line.push_str(&quoted(name));
        line.push(':');
        line.push_str(&quoted(value));
    }
    line.push('}');
    line
}

fn quoted(text: &str) -> String {
    Json::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::{Given, write};

    #[test]
    fn what_is_written_is_read_back() {
        let line = write("answer", "a[1]/b", &[("value", "x \"y\"\n"), ("verdict", "ok")]);
        let given = Given::Answer { at: "a[1]/b".into(), value: "x \"y\"\n".into() };
        assert_eq!(Given::read(&line), Some(given));
        assert_eq!(Given::read(&write("final", "a", &[("value", "1")])), None);
        assert_eq!(Given::read("not a line"), None);
    }
}
