//! The words that expressions are told in, one table for each language.

mod en;
mod kk;
mod ru;

/// The words in one language. What is put in is finished: the name of a question, a value with
/// its quotation marks, or a part that was told before.
#[derive(Debug)]
pub struct Phrases {
    /// The code of the language.
    pub code: &'static str,
    /// A question by its number and short label, either of which may be empty.
    pub question: fn(number: &str, label: &str) -> String,
    /// What a question was answered.
    pub answer: fn(question: &str) -> String,
    /// What a calculation gives.
    pub value: fn(name: &str) -> String,
    /// A group, a roster or a table by its label.
    pub rows: fn(name: &str) -> String,
    /// The answer that a check looks at.
    pub this_answer: &'static str,
    /// The row that is looked at.
    pub this_row: &'static str,
    /// A column of the choice that is looked at.
    pub of_choice: fn(column: &str) -> String,
    /// Words in quotation marks.
    pub quoted: fn(words: &str) -> String,
    /// Words that are missing.
    pub nothing: &'static str,
    /// The special answers: don't know, refused, not applicable.
    pub special: [&'static str; 3],
    /// An answer or value of the interview finished last.
    pub last_saved: fn(what: &str) -> String,

    /// One thing or another.
    pub or: &'static str,
    /// One thing and another.
    pub and: &'static str,
    /// Something is something.
    pub is: fn(what: &str, value: &str) -> String,
    /// Something is not something.
    pub is_not: fn(what: &str, value: &str) -> String,
    /// Something is less than something.
    pub less: fn(what: &str, value: &str) -> String,
    /// Something is not more than something.
    pub at_most: fn(what: &str, value: &str) -> String,
    /// Something is more than something.
    pub more: fn(what: &str, value: &str) -> String,
    /// Something is not less than something.
    pub at_least: fn(what: &str, value: &str) -> String,
    /// A date or time is earlier than another.
    pub before: fn(what: &str, date: &str) -> String,
    /// A date or time is not later than another.
    pub not_after: fn(what: &str, date: &str) -> String,
    /// A date or time is later than another.
    pub after: fn(what: &str, date: &str) -> String,
    /// A date or time is not earlier than another.
    pub not_before: fn(what: &str, date: &str) -> String,
    /// Something is in a range, its ends included.
    pub between: fn(what: &str, low: &str, high: &str) -> String,
    /// A question has an answer.
    pub answered: fn(question: &str) -> String,
    /// A question has no answer.
    pub unanswered: fn(question: &str) -> String,
    /// Something else than a question is not blank.
    pub filled: fn(what: &str) -> String,
    /// Something else than a question is blank.
    pub blank: fn(what: &str) -> String,
    /// A choice is among several.
    pub includes: fn(question: &str, choice: &str) -> String,
    /// A choice is not among several.
    pub excludes: fn(question: &str, choice: &str) -> String,
    /// A question was answered with a special answer.
    pub is_special: fn(question: &str, special: &str) -> String,
    /// A question was not answered with a special answer.
    pub is_not_special: fn(question: &str, special: &str) -> String,
    /// A condition does not hold.
    pub not: fn(condition: &str) -> String,
    /// Two conditions hold or fail together.
    pub just_when: fn(one: &str, other: &str) -> String,
    /// One of two conditions holds and the other fails.
    pub either: fn(one: &str, other: &str) -> String,
    /// A value counts as true.
    pub holds: fn(what: &str) -> String,
    /// What always holds.
    pub always: &'static str,
    /// What never holds.
    pub never: &'static str,
    /// A question applies.
    pub relevant: fn(what: &str) -> String,
    /// A text has a pattern.
    pub pattern: fn(what: &str, pattern: &str) -> String,
    /// A text contains another.
    pub contains: fn(what: &str, text: &str) -> String,
    /// A text begins with another.
    pub starts: fn(what: &str, text: &str) -> String,
    /// A text ends with another.
    pub ends: fn(what: &str, text: &str) -> String,

    /// The date of now.
    pub today: &'static str,
    /// The moment of now.
    pub now: &'static str,
    /// A random number.
    pub random: &'static str,
    /// How many choices there are in an answer.
    pub choices_in: fn(what: &str) -> String,
    /// How many there are.
    pub number_of: fn(what: &str) -> String,
    /// The sum of all rows.
    pub sum: fn(what: &str) -> String,
    /// The lowest of several.
    pub lowest: fn(what: &str) -> String,
    /// The highest of several.
    pub highest: fn(what: &str) -> String,
    /// How long a text is.
    pub length: fn(what: &str) -> String,
    /// The position of the row looked at.
    pub row_number: &'static str,
    /// The label of the choice that was made.
    pub label_of: fn(what: &str) -> String,
    /// A value that depends on a condition.
    pub depending: fn(condition: &str, value: &str, otherwise: &str) -> String,
    /// The first of several that is not blank.
    pub first_of: fn(what: &str) -> String,
    /// A value that is worked out once and kept.
    pub once: fn(what: &str) -> String,
    /// A value as a whole number.
    pub whole: fn(what: &str) -> String,
    /// A value rounded.
    pub rounded: fn(what: &str) -> String,
    /// Something in one row of a roster, by the position of the row.
    pub in_row: fn(what: &str, row: &str, roster: &str) -> String,
    /// Something where a condition holds.
    pub where_holds: fn(what: &str, condition: &str) -> String,
    /// A part of a date, by the letter of its format (`Y`, `m`, `d`).
    pub part_of_date: fn(letter: char, what: &str) -> Option<String>,
}

/// The words in a language by its code; English where there is no such language.
pub fn in_language(code: &str) -> &'static Phrases {
    let all = [&en::ENGLISH, &ru::RUSSIAN, &kk::KAZAKH];
    all.into_iter().find(|phrases| phrases.code == code).unwrap_or(&en::ENGLISH)
}
