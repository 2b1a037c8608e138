//! Values and places in the words of the interface and the questionnaire.

use super::draft::reading::Fault;
use super::words::table::Words;
use crate::form::node::Kind;
use crate::form::talk::{Certainty, Level, Origin, SPEAKERS};
use crate::interview::Interview;
use crate::interview::talk::Sourcing;
use crate::place::{Place, RowKey};
use crate::value::{Date, Special, Time, Value};

/// A date in words, unknown parts left out.
pub fn date(words: &Words, date: Date) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => (words.full_date)(day, month, date.year),
        (Some(month), None) => (words.month_date)(month, date.year),
        _ => (words.year_date)(date.year),
    }
}

/// A time of day without what is zero.
pub fn time(time: Time) -> String {
    let text = Time { offset_minutes: None, ..time }.to_string();
    let text = text.strip_suffix(".000").unwrap_or(&text);
    let short = text.strip_suffix(":00").filter(|short| short.contains(':'));
    short.unwrap_or(text).to_owned()
}

/// A special answer in words.
pub fn special(words: &Words, special: Special) -> &'static str {
    match special {
        Special::DontKnow => words.dont_know,
        Special::Refused => words.refused,
        Special::NotApplicable => words.not_applicable,
    }
}

/// A speaker in words: those of the questionnaire, else the program's own, else the name.
pub fn speaker(words: &Words, interview: &Interview, name: &str) -> String {
    let speakers = &interview.form().speakers;
    let known = speakers.iter().find(|speaker| speaker.name == name);
    let label = known.and_then(|speaker| interview.text(&speaker.label, Place::ROOT));
    let usual = SPEAKERS.iter().position(|usual| *usual == name).map(|at| words.speakers[at]);
    label.map(|label| label.text).unwrap_or_else(|| usual.unwrap_or(name).to_owned())
}

/// How close to the words a quote is, in words.
pub fn level(words: &Words, level: Level) -> &'static str {
    let at = Level::ALL.iter().position(|known| *known == level);
    words.levels[at.unwrap_or(0)]
}

/// Where an answer comes from, in words.
pub fn origin(words: &Words, origin: Origin) -> &'static str {
    let at = Origin::ALL.iter().position(|known| *known == origin);
    words.origins[at.unwrap_or(0)]
}

/// How certain an answer is, in words.
pub fn certainty(words: &Words, certainty: Certainty) -> &'static str {
    let at = Certainty::ALL.iter().position(|known| *known == certainty);
    words.certainties[at.unwrap_or(0)]
}

/// Where an answer comes from and how certain it is, in words; empty where nothing is said.
pub fn sourcing(words: &Words, sourcing: Sourcing) -> String {
    let origin = sourcing.origin.map(|known| origin(words, known));
    let certainty = sourcing.certainty.map(|known| certainty(words, known));
    origin.into_iter().chain(certainty).collect::<Vec<_>>().join(", ")
}

/// An answer at a place in words.
pub fn answer(words: &Words, interview: &Interview, place: Place, value: &Value) -> String {
    match value {
        Value::Choice(name) => interview.choice_label(place, name),
        Value::Choices(names) => {
            let labels: Vec<String> =
                names.iter().map(|name| interview.choice_label(place, name)).collect();
            labels.join("; ")
        }
        Value::Date(value) => date(words, *value),
        Value::Time(value) => time(*value),
        Value::DateTime(day, clock) => format!("{}, {}", date(words, *day), time(*clock)),
        Value::Special(value) => format!("({})", special(words, *value)),
        Value::File(file) => format!("{} ({})", file.name, (words.bytes)(file.bytes)),
        other => other.to_string(),
    }
}

/// A value as it would be typed; nothing for what is not typed. Times of the machine's own zone,
/// that many minutes east of UTC, are typed without it.
pub fn typed(value: &Value, offset_minutes: i16) -> String {
    let clock = |value: Time| {
        if value.offset_minutes == Some(offset_minutes) { time(value) } else { value.to_string() }
    };
    match value {
        Value::Time(value) => clock(*value),
        Value::DateTime(day, value) => format!("{day} {}", clock(*value)),
        Value::Special(_) | Value::File(_) | Value::Acknowledged => String::new(),
        other => other.to_string(),
    }
}

/// The number the questionnaire gives a node, else its name.
pub fn number(interview: &Interview, place: Place) -> String {
    let node = interview.form().node(place.node);
    node.number.clone().unwrap_or_else(|| node.name.clone())
}

/// A short label of a place: its short label, else its label, else its name; one line.
pub fn short(interview: &Interview, place: Place) -> String {
    let node = interview.form().node(place.node);
    if matches!(node.kind, Kind::Roster(_)) {
        return row_name(interview, place.row);
    }
    let filled = interview.text(&node.short, place).or_else(|| interview.text(&node.label, place));
    let text = filled.map(|filled| filled.text).unwrap_or_default();
    let line: Vec<&str> = text.split_whitespace().collect();
    if line.is_empty() { node.name.clone() } else { line.join(" ") }
}

/// A question by its number, if it has one, and short label; anything else by its short label.
pub fn named(interview: &Interview, place: Place) -> String {
    let node = interview.form().node(place.node);
    match (&node.kind, &node.number) {
        (Kind::Question(_), Some(number)) => format!("{number}. {}", short(interview, place)),
        _ => short(interview, place),
    }
}

/// What something is called, and what is said of it.
pub fn said_of(name: &str, said: &str) -> String {
    let between = if name.ends_with(['?', '!', '.', ':', '…']) { "" } else { ":" };
    format!("{name}{between} {said}")
}

/// What a question holds now, in words: its answer or value, or why there is none.
pub fn held(words: &Words, interview: &Interview, place: Place) -> String {
    if interview.locked(place) {
        return "…".to_owned();
    }
    match (interview.value(place), interview.answer(place)) {
        (Some(value), _) => answer(words, interview, place, &value),
        (None, Some(earlier)) => {
            (words.earlier_answer)(&answer(words, interview, place, &earlier.value))
        }
        (None, None) if !interview.relevant(place) => words.trace.not_asked.to_owned(),
        (None, None) => words.trouble_missing.to_owned(),
    }
}

/// The name of a row, without a sign at its end that waits for a name not given yet.
pub fn row_name(interview: &Interview, row: RowKey) -> String {
    let name = interview.row_name(row);
    name.trim_end_matches([' ', ':', ',', '-', '–', '—']).to_owned()
}

/// The row in which a place stands: its name, its position and how many there are.
pub fn row_with_position(words: &Words, interview: &Interview, place: Place) -> String {
    let (roster, around) = interview.row_place(place.row);
    let count = interview.rows(Place::new(around, roster.node)).len();
    let position = interview.row_position(place.row) + 1;
    (words.row_of)(&row_name(interview, place.row), position, count)
}

/// The sections and rows around a place, outermost first.
pub fn around(words: &Words, interview: &Interview, place: Place) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = interview.parent(place);
    while let Some(place) = at {
        let node = interview.form().node(place.node);
        match &node.kind {
            Kind::Roster(_) => names.push(row_with_position(words, interview, place)),
            Kind::Group(_) if place == Place::ROOT => {}
            Kind::Group(_) => {
                let label = interview.text(&node.short, place);
                let label = label.or_else(|| interview.text(&node.label, place));
                names.extend(label.map(|label| label.text).filter(|text| !text.is_empty()));
            }
            Kind::Question(_) => {}
        }
        at = interview.parent(place);
    }
    names.reverse();
    names
}

/// Words as a heading: the first letter a capital.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    first + letters.as_str()
}

/// A moment of the wall clock, in milliseconds since 1970, at an offset in minutes.
pub fn moment(wall_ms: i64, offset_minutes: i16) -> String {
    let moment = crate::moment::Moment { wall_ms, offset_minutes, ..Default::default() };
    moment.date_time().format("%d.%m.%Y %H:%M").to_string()
}

/// Why typed text is not an answer, in words.
pub fn fault(words: &Words, fault: &Fault) -> String {
    match fault {
        Fault::NotANumber => words.not_a_number.to_owned(),
        Fault::NotWhole => words.not_whole.to_owned(),
        Fault::OutOfRange(low, high) => (words.out_of_range)(low, high),
        Fault::NotAStep(step) => (words.not_a_step)(step),
        Fault::NotADate => words.not_a_date.to_owned(),
        Fault::NotATime => words.not_a_time.to_owned(),
        Fault::NotAPoint => words.not_a_point.to_owned(),
        Fault::NoSuchChoice(typed) => (words.no_such_choice)(typed),
        Fault::SeveralMatch(count) => (words.several_match)(*count),
        Fault::TooMany(limit) => (words.too_many)(*limit),
        Fault::Unfinished => words.code_unfinished.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_typed_as_short_as_they_are_read() {
        for (text, short) in [
            ("09:30:00.000+05:00", "09:30"),
            ("09:00:00.000+05:00", "09:00"),
            ("09:30:15.000+05:00", "09:30:15"),
            ("09:30:00.000Z", "09:30:00.000Z"),
        ] {
            let value = Value::Time(Time::parse(text).expect("a time"));
            assert_eq!(typed(&value, 300), short);
        }
    }
}
