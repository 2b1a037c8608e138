//! The field for whole and decimal numbers.

use super::reading::{Fault, Reading};
use super::text::TextDraft;
use crate::app::fold;
use crate::app::key::Key;
use crate::value::{Decimal, Value};

/// What kind of number.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// A whole number.
    Whole,
    /// A decimal number.
    Decimal,
    /// A number out of a range, in steps.
    Range {
        /// The lowest.
        start: f64,
        /// The highest.
        end: f64,
        /// The step, above 0.
        step: f64,
    },
}

/// The field for a number.
#[derive(Debug, Clone)]
pub struct NumberDraft {
    /// What kind of number.
    pub number: Number,
    /// What is typed.
    pub line: TextDraft,
}

impl NumberDraft {
    /// An empty field.
    pub fn new(number: Number) -> NumberDraft {
        NumberDraft { number, line: TextDraft::new(false) }
    }

    /// Whether a decimal point may be typed.
    fn fractional(&self) -> bool {
        match self.number {
            Number::Whole => false,
            Number::Decimal => true,
            Number::Range { start, step, .. } => start.fract() != 0.0 || step.fract() != 0.0,
        }
    }

    /// Takes a key; false if it means nothing here, so that letters can be commands.
    pub fn key(&mut self, key: &Key) -> bool {
        let Key::Char(typed) = key else {
            return match key {
                Key::Paste(text) => {
                    let kept: String = text.chars().filter(|&c| is_numeric(c)).collect();
                    self.line.key(&Key::Paste(kept))
                }
                other => self.line.key(other),
            };
        };
        let folded = fold::number_row(*typed, !self.fractional()).unwrap_or(*typed);
        is_numeric(folded) && self.line.key(&Key::Char(folded))
    }

    /// What the typed text means.
    pub fn reading(&self) -> Reading {
        let text: String = self.line.text().chars().filter(|c| !c.is_whitespace()).collect();
        let text = text.replace(',', ".");
        if text.is_empty() {
            return Reading::Blank;
        }
        let Some(decimal) = Decimal::parse(&text) else {
            return Reading::Fault(Fault::NotANumber);
        };
        if let Number::Range { start, end, step } = self.number {
            let number = decimal.to_f64();
            if number < start || number > end {
                return Reading::Fault(Fault::OutOfRange(plain(start), plain(end)));
            }
            let steps = (number - start) / step;
            if (steps - steps.round()).abs() > 1e-9 {
                return Reading::Fault(Fault::NotAStep(plain(step)));
            }
        }
        if self.fractional() {
            return Reading::Answer(Value::Decimal(decimal));
        }
        match decimal.as_str().parse() {
            Ok(number) => Reading::Answer(Value::Integer(number)),
            Err(_) => Reading::Fault(Fault::NotWhole),
        }
    }
}

fn is_numeric(typed: char) -> bool {
    typed.is_ascii_digit() || matches!(typed, '-' | '+' | '.' | ',' | ' ')
}

/// A number without a needless point.
pub fn plain(number: f64) -> String {
    format!("{number}")
}

/// The ends of a range that a check of the shape `. >= 0 and . <= 168` sets.
pub fn bounds(check: &str) -> (Option<String>, Option<String>) {
    let (mut low, mut high) = (None, None);
    for part in check.split(" and ") {
        let part = part.trim().trim_matches(['(', ')']).trim();
        let Some(rest) = part.strip_prefix('.') else { continue };
        let rest = rest.trim_start();
        let operator: String = rest.chars().take_while(|c| "<>=".contains(*c)).collect();
        let number = rest[operator.len()..].trim();
        if Decimal::parse(number).is_none() {
            continue;
        }
        let next = |by: i64| number.parse::<i64>().ok().map(|number| (number + by).to_string());
        match operator.as_str() {
            ">=" => low = Some(number.to_owned()),
            "<=" => high = Some(number.to_owned()),
            ">" => low = next(1),
            "<" => high = next(-1),
            _ => {}
        }
    }
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(number: Number, text: &str) -> Reading {
        let mut draft = NumberDraft::new(number);
        for typed in text.chars() {
            draft.key(&Key::Char(typed));
        }
        draft.reading()
    }

    #[test]
    fn numbers_are_read_as_typed() {
        let range = || Number::Range { start: 0.0, end: 10.0, step: 2.0 };
        let decimal =
            |text: &str| Reading::Answer(Value::Decimal(Decimal::parse(text).expect("a decimal")));
        for (number, text, reading) in [
            (Number::Whole, "", Reading::Blank),
            (Number::Whole, "42", Reading::Answer(Value::Integer(42))),
            (Number::Whole, "-3", Reading::Answer(Value::Integer(-3))),
            (Number::Whole, "әіa", Reading::Answer(Value::Integer(23))),
            (Number::Whole, "қ,", Reading::Answer(Value::Integer(6))),
            (Number::Whole, "--", Reading::Fault(Fault::NotANumber)),
            (Number::Whole, "99999999999999999999", Reading::Fault(Fault::NotWhole)),
            (Number::Decimal, "1,50", decimal("1.50")),
            (Number::Decimal, "ә.5", decimal("2.5")),
            (range(), "4", Reading::Answer(Value::Integer(4))),
            (range(), "5", Reading::Fault(Fault::NotAStep("2".into()))),
            (range(), "12", Reading::Fault(Fault::OutOfRange("0".into(), "10".into()))),
        ] {
            assert_eq!(typed(number, text), reading, "{text}");
        }
    }

    #[test]
    fn ranges_are_seen_in_simple_checks() {
        let both = (Some("0".to_owned()), Some("168".to_owned()));
        for (check, range) in [
            (". >= 0 and . <= 168", both.clone()),
            ("(.>=0) and (. < 169)", both),
            (". <= ${n}", (None, None)),
            (". > 17 and . != 20", (Some("18".to_owned()), None)),
        ] {
            assert_eq!(bounds(check), range, "{check}");
        }
    }
}
