//! Numbers as a language writes them.

use super::words::Words;

/// What stands where there is no number.
pub const NONE: &str = "–";

/// A number with so many decimals.
pub fn decimal(words: &Words, number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return NONE.to_owned();
    }
    let text = format!("{number:.decimals$}");
    // Rounding must not leave a minus before nothing.
    let is_zero = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
    let text = if is_zero { text.trim_start_matches('-').to_owned() } else { text };
    if words.comma { text.replace('.', ",") } else { text }
}

/// A share of 1 in percent, with one decimal.
pub fn percent(words: &Words, share: f64) -> String {
    decimal(words, share * 100.0, 1)
}

/// A probability with its sign: small ones as an upper bound.
pub fn probability(words: &Words, p: f64) -> String {
    let (sign, p) = if p < 0.0001 { ('<', 0.0001) } else { ('=', p) };
    format!("{sign} {}", decimal(words, p, 4))
}

/// A range of shares in percent.
pub fn percents(words: &Words, (low, high): (f64, f64)) -> String {
    range(words, (low * 100.0, high * 100.0), 1)
}

/// A range.
pub fn range(words: &Words, (low, high): (f64, f64), decimals: usize) -> String {
    if !low.is_finite() || !high.is_finite() {
        return NONE.to_owned();
    }
    format!("{} … {}", decimal(words, low, decimals), decimal(words, high, decimals))
}
