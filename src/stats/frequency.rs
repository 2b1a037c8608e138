//! How often each answer was given, out of whom, and how many did not answer.

use super::design::Design;
use super::estimate::{self, Estimate};

/// What a row says to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// One of the answers, from 0.
    Answer(usize),
    /// Don't know, refused or the like: the reason, from 0.
    Special(usize),
    /// It was not asked.
    NotAsked,
}

/// A line of a frequency table. Shares are of 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// What was said.
    pub said: Said,
    /// How many rows said it.
    pub rows: usize,
    /// The sum of their weights.
    pub weight: f64,
    /// Out of all rows.
    pub of_all: f64,
    /// Out of those that were asked.
    pub of_asked: Option<f64>,
    /// Out of those that gave an answer.
    pub of_valid: Option<f64>,
    /// That and all answers before it.
    pub cumulative: Option<f64>,
}

/// Tabulates what rows say: the answers in order, then the special ones, then those not asked.
/// Lines that nobody said stay out, answers excepted.
pub fn table(said: &[Said], weights: &[f64], answers: usize, specials: usize) -> Vec<Line> {
    let sum = |wanted: &dyn Fn(Said) -> bool| -> (usize, f64) {
        let chosen = said.iter().zip(weights).filter(|(said, _)| wanted(**said));
        chosen.fold((0, 0.0), |(rows, sum), (_, weight)| (rows + 1, sum + weight))
    };
    let (_, all) = sum(&|_| true);
    let (_, asked) = sum(&|said| said != Said::NotAsked);
    let (_, valid) = sum(&|said| matches!(said, Said::Answer(_)));
    let kinds = (0..answers)
        .map(Said::Answer)
        .chain((0..specials).map(Said::Special))
        .chain([Said::NotAsked]);
    let mut cumulative = 0.0;
    kinds
        .filter_map(|kind| {
            let (rows, weight) = sum(&|said| said == kind);
            let is_answer = matches!(kind, Said::Answer(_));
            if rows == 0 && !is_answer {
                return None;
            }
            let of = |whole: f64| (whole > 0.0).then(|| weight / whole);
            let of_valid = of(valid).filter(|_| is_answer);
            cumulative += of_valid.unwrap_or_default();
            Some(Line {
                said: kind,
                rows,
                weight,
                of_all: of(all).unwrap_or_default(),
                of_asked: of(asked).filter(|_| kind != Said::NotAsked),
                of_valid,
                cumulative: of_valid.map(|_| cumulative),
            })
        })
        .collect()
}

/// An option of a question with several answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptionLine {
    /// How many rows chose it.
    pub rows: usize,
    /// The sum of their weights.
    pub weight: f64,
    /// Out of all choices made.
    pub of_choices: f64,
    /// Out of the rows that chose something, with its uncertainty.
    pub of_rows: Estimate,
}

/// Tabulates a question with several answers: for each option whether each row chose it, `None`
/// for rows that were not asked or refused. Rows that chose nothing do not count. `None` where
/// nobody chose anything.
pub fn options(design: &Design, chosen: &[Vec<Option<bool>>]) -> Option<Vec<OptionLine>> {
    let counts = |row: usize| {
        chosen.iter().all(|option| option[row].is_some())
            && chosen.iter().any(|option| option[row] == Some(true))
    };
    let counting: Vec<bool> = (0..design.rows()).map(counts).collect();
    let weight_of = |option: &[Option<bool>]| -> (usize, f64) {
        let rows = (0..design.rows()).filter(|&row| counting[row] && option[row] == Some(true));
        rows.fold((0, 0.0), |(rows, sum), row| (rows + 1, sum + design.weights[row]))
    };
    let choices: f64 = chosen.iter().map(|option| weight_of(option).1).sum();
    chosen
        .iter()
        .map(|option| {
            let (rows, weight) = weight_of(option);
            let share = |row: usize| option[row].map(|chosen| f64::from(u8::from(chosen)));
            let values: Vec<Option<f64>> =
                (0..design.rows()).map(|row| share(row).filter(|_| counting[row])).collect();
            let of_rows = estimate::mean(design, &values)?;
            Some(OptionLine { rows, weight, of_choices: weight / choices, of_rows })
        })
        .collect()
}
