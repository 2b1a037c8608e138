//! Text.

use std::borrow::Cow;

use regex::{Regex, RegexBuilder};

use super::super::Defect;
use super::super::ast::Kind;
use super::super::evaluation::TEXT_MAX;
use super::super::function::{Call, Function, Yields, made};
use super::super::val::Val;

const ANY: usize = usize::MAX;

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "string(value)",
        (1, 1),
        Yields::Text,
        |call| Ok(Val::Text(call.text(0)?)),
        "The value as text; of several nodes the first.",
    ),
    Function::new(
        "concat(value?, ...)",
        (0, ANY),
        Yields::Text,
        |call| join_values(call, "", 0),
        "All values one after the other; of several nodes every one.",
    ),
    Function::new(
        "join(separator, value?, ...)",
        (1, ANY),
        Yields::Text,
        |call| join_values(call, &call.text(0)?, 1),
        "All values with the separator between them; of several nodes every one.",
    ),
    Function::new(
        "substr(text, start, end?)",
        (2, 3),
        Yields::Text,
        substr,
        "The characters from `start`, counted from 0, up to but not including `end`; negative \
         positions count from the end.",
    ),
    Function::new(
        "substring(text, start, length?)",
        (2, 3),
        Yields::Text,
        substring,
        "So many characters from `start`, counted from 1, as in XPath.",
    )
    .only("XPath engines, not ODK Collect"),
    Function::new(
        "substring-before(text, part)",
        (2, 2),
        Yields::Text,
        |call| split(call, |(before, _)| before),
        "What stands before the first occurrence of the part; empty if there is none.",
    ),
    Function::new(
        "substring-after(text, part)",
        (2, 2),
        Yields::Text,
        |call| split(call, |(_, after)| after),
        "What stands after the first occurrence of the part; empty if there is none.",
    ),
    Function::new(
        "translate(text, from, to)",
        (3, 3),
        Yields::Text,
        translate,
        "Each character of `from` replaced by the one at the same position of `to`, or dropped.",
    ),
    Function::new(
        "string-length(text?)",
        (0, 1),
        Yields::Number,
        |call| Ok(Val::Number(own_or_first(call)?.chars().count() as f64)),
        "The number of characters; without an argument of the question itself.",
    ),
    Function::new(
        "normalize-space(text?)",
        (0, 1),
        Yields::Text,
        |call| {
            let text = own_or_first(call)?;
            Ok(Val::text(text.split_whitespace().collect::<Vec<_>>().join(" ")))
        },
        "Without white space at both ends and with single spaces inside; without an argument of \
         the question itself.",
    ),
    Function::new(
        "trim(text)",
        (1, 1),
        Yields::Text,
        |call| Ok(Val::text(call.text(0)?.trim().to_owned())),
        "Without white space at both ends.",
    )
    .only("some dialects"),
    Function::new(
        "contains(text, part)",
        (2, 2),
        Yields::Boolean,
        |call| Ok(Val::Boolean(call.text(0)?.contains(&*call.text(1)?))),
        "Whether the part occurs in the text.",
    ),
    Function::new(
        "starts-with(text, part)",
        (2, 2),
        Yields::Boolean,
        |call| Ok(Val::Boolean(call.text(0)?.starts_with(&*call.text(1)?))),
        "Whether the text begins with the part.",
    ),
    Function::new(
        "ends-with(text, part)",
        (2, 2),
        Yields::Boolean,
        |call| Ok(Val::Boolean(call.text(0)?.ends_with(&*call.text(1)?))),
        "Whether the text ends with the part.",
    ),
    Function::new(
        "regex(text, pattern)",
        (2, 2),
        Yields::Boolean,
        regex,
        "Whether the whole text matches the pattern. `\\w`, `\\d` and classes know all scripts; \
         there is no look-around and there are no back-references.",
    ),
    Function::new(
        "uuid(length?)",
        (0, 1),
        Yields::Text,
        uuid,
        "A random identifier: a UUID of version 4, or so many random digits and capital letters.",
    )
    .clock(),
];

fn join_values<'s>(call: &Call<'_, 's>, separator: &str, from: usize) -> Result<Val<'s>, Defect> {
    let mut joined = String::new();
    for (at, value) in call.values(from)?.into_iter().enumerate() {
        if at > 0 {
            joined.push_str(separator);
        }
        joined.push_str(&call.evaluation.text(value));
        if joined.len() > TEXT_MAX {
            break;
        }
    }
    made(joined)
}

/// The byte position of a character, the end of the text if there are not so many.
fn byte_position(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

fn substr<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let text = call.text(0)?;
    let count = text.chars().count() as i64;
    let clamp = |position: i64| {
        let position = if position < 0 { count.saturating_add(position) } else { position };
        position.clamp(0, count) as usize
    };
    let start = clamp(call.whole(1)?.unwrap_or(0));
    let end = match call.count() {
        3 => clamp(call.whole(2)?.unwrap_or(0)),
        _ => count as usize,
    };
    if start >= end {
        return Ok(Val::BLANK);
    }
    Ok(Val::text(text[byte_position(&text, start)..byte_position(&text, end)].to_owned()))
}

fn substring<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let text = call.text(0)?;
    let start = call.number(1)?.round();
    let end = if call.count() == 3 { start + call.number(2)?.round() } else { f64::INFINITY };
    let inside = |at: usize| {
        let position = (at + 1) as f64;
        position >= start && position < end
    };
    let found = text.chars().enumerate().filter(|&(at, _)| inside(at)).map(|(_, char)| char);
    Ok(Val::text(found.collect()))
}

fn split<'s>(
    call: &Call<'_, 's>,
    choose: for<'t> fn((&'t str, &'t str)) -> &'t str,
) -> Result<Val<'s>, Defect> {
    let (text, part) = (call.text(0)?, call.text(1)?);
    Ok(match text.split_once(&*part) {
        Some(halves) => Val::text(choose(halves).to_owned()),
        None => Val::BLANK,
    })
}

fn translate<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let (text, from, to) = (call.text(0)?, call.text(1)?, call.text(2)?);
    let mut replaced = std::collections::HashMap::new();
    let mut to = to.chars();
    for from in from.chars() {
        let to = to.next();
        replaced.entry(from).or_insert(to);
    }
    let translated = text.chars().filter_map(|char| match replaced.get(&char) {
        Some(to) => *to,
        None => Some(char),
    });
    Ok(Val::text(translated.collect()))
}

fn own_or_first<'s>(call: &Call<'_, 's>) -> Result<Cow<'s, str>, Defect> {
    match call.count() {
        0 => Ok(call.evaluation.text(call.evaluation.value(call.context.item))),
        _ => call.text(0),
    }
}

/// Compiles a pattern so that it matches whole texts only; a message if it cannot be used.
pub fn whole_pattern(pattern: &str) -> Result<Regex, String> {
    RegexBuilder::new(&format!(r"\A(?:{pattern})\z"))
        .size_limit(1 << 20)
        .dfa_size_limit(1 << 20)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "the pattern is too large".to_owned(),
            other => {
                let text = other.to_string();
                text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
            }
        })
}

fn regex<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let text = call.text(0)?;
    let literal = call.written(1).is_some_and(|pattern| matches!(pattern.kind, Kind::Text(_)));
    let pattern = call.text(1)?;
    let unusable = || Defect::new(format!("the pattern `{pattern}` cannot be used"));
    if literal {
        let compiled = call.syntax.pattern.get_or_init(|| whole_pattern(&pattern).ok());
        let compiled = compiled.as_ref().ok_or_else(unusable)?;
        return Ok(Val::Boolean(compiled.is_match(&text)));
    }
    // A pattern that comes out of the interview is compiled each time, which costs as much as
    // visiting some hundred nodes.
    call.evaluation.spend(500)?;
    let compiled = whole_pattern(&pattern).map_err(|_| unusable())?;
    Ok(Val::Boolean(compiled.is_match(&text)))
}

fn uuid<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let random = |below: u32| (call.evaluation.source.random() * f64::from(below)) as u32;
    if call.count() == 1 {
        let length = call.whole(0)?.unwrap_or(0).clamp(0, 1000);
        call.evaluation.spend(length as usize)?;
        let digits = (0..length).filter_map(|_| char::from_digit(random(36).min(35), 36));
        return Ok(Val::text(digits.map(|digit| digit.to_ascii_uppercase()).collect()));
    }
    let mut bytes: [u8; 16] = std::array::from_fn(|_| random(256).min(255) as u8);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let id = crate::id::InterviewId(bytes);
    Ok(Val::text(id.to_string()))
}
