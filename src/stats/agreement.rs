//! How well coders agree: the kappas of Cohen and Fleiss, Krippendorff's alpha.

use std::collections::BTreeMap;

/// Two coders' agreement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// The share of units coded alike.
    pub agreement: f64,
    /// Cohen's kappa (1960).
    pub kappa: f64,
    /// Its variance (Fleiss, Cohen & Everitt 1969).
    pub variance: f64,
    /// Its variance if the coders agreed by chance alone.
    pub null_variance: f64,
    /// Kappa with weights that fall in a line.
    pub linear: f64,
    /// Kappa with weights that fall with the square.
    pub quadratic: f64,
}

/// Cohen's kappa of a square table of counts: one coder's codes by rows, the other's by columns.
pub fn cohen(counts: &[f64], codes: usize) -> Kappa {
    let whole: f64 = counts.iter().sum();
    let share = |row: usize, column: usize| counts[row * codes + column] / whole;
    let row: Vec<f64> = (0..codes).map(|at| (0..codes).map(|c| share(at, c)).sum()).collect();
    let column: Vec<f64> = (0..codes).map(|at| (0..codes).map(|r| share(r, at)).sum()).collect();
    let cells = || (0..codes).flat_map(|r| (0..codes).map(move |c| (r, c)));
    let weighted = |weight: &dyn Fn(usize, usize) -> f64| -> f64 {
        let seen: f64 = cells().map(|(r, c)| weight(r, c) * share(r, c)).sum();
        let chance: f64 = cells().map(|(r, c)| weight(r, c) * row[r] * column[c]).sum();
        (seen - chance) / (1.0 - chance)
    };
    let seen: f64 = (0..codes).map(|at| share(at, at)).sum();
    let chance: f64 = (0..codes).map(|at| row[at] * column[at]).sum();
    let kappa = (seen - chance) / (1.0 - chance);
    let own: f64 = (0..codes)
        .map(|at| share(at, at) * (1.0 - (row[at] + column[at]) * (1.0 - kappa)).powi(2))
        .sum();
    let others: f64 = cells()
        .filter(|(r, c)| r != c)
        .map(|(r, c)| share(r, c) * (column[r] + row[c]).powi(2))
        .sum::<f64>()
        * (1.0 - kappa).powi(2);
    let rest = (kappa - chance * (1.0 - kappa)).powi(2);
    let both: f64 = (0..codes).map(|at| row[at] * column[at] * (row[at] + column[at])).sum();
    let scale = whole * (1.0 - chance).powi(2);
    let steps = codes as f64 - 1.0;
    let apart = |r: usize, c: usize| (r as f64 - c as f64).abs() / steps;
    Kappa {
        agreement: seen,
        kappa,
        variance: (own + others - rest) / scale,
        null_variance: (chance + chance * chance - both) / scale,
        linear: weighted(&|r, c| 1.0 - apart(r, c)),
        quadratic: weighted(&|r, c| 1.0 - apart(r, c).powi(2)),
    }
}

/// The agreement of several coders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FleissKappa {
    /// The mean share of pairs that agree.
    pub agreement: f64,
    /// That share by chance.
    pub chance: f64,
    /// Kappa (Fleiss 1971).
    pub kappa: f64,
    /// Its standard error if the coders agreed by chance alone.
    pub null_error: f64,
}

/// Fleiss' kappa: for each unit how many coders gave each code; every unit has as many coders.
pub fn fleiss(units: &[Vec<f64>]) -> Option<FleissKappa> {
    let number = units.len() as f64;
    let coders: f64 = units.first()?.iter().sum();
    let codes = units.first()?.len();
    let share = |code: usize| -> f64 {
        units.iter().map(|unit| unit[code]).sum::<f64>() / (number * coders)
    };
    let shares: Vec<f64> = (0..codes).map(share).collect();
    let agreement = units
        .iter()
        .map(|unit| {
            let squares: f64 = unit.iter().map(|count| count * count).sum();
            (squares - coders) / (coders * (coders - 1.0))
        })
        .sum::<f64>()
        / number;
    let chance: f64 = shares.iter().map(|share| share * share).sum();
    let spread: f64 = shares.iter().map(|share| share * (1.0 - share)).sum();
    let skew: f64 = shares.iter().map(|share| share * (1.0 - share) * (1.0 - 2.0 * share)).sum();
    let scale = spread * (number * coders * (coders - 1.0)).sqrt();
    Some(FleissKappa {
        agreement,
        chance,
        kappa: (agreement - chance) / (1.0 - chance),
        null_error: 2.0_f64.sqrt() / scale * (spread * spread - skew).sqrt(),
    })
}

/// How far apart two values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// The same or not.
    Nominal,
    /// By rank.
    Ordinal,
    /// By difference.
    Interval,
    /// By difference in relation to the sum.
    Ratio,
}

/// Krippendorff's alpha.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// How many values have another one to be paired with.
    pub pairable: f64,
    /// The disagreement seen.
    pub observed: f64,
    /// The disagreement expected by chance.
    pub expected: f64,
    /// Alpha; not a number where nothing varies.
    pub alpha: f64,
}

/// Krippendorff's alpha (2011) of the values given to each unit, by whichever coders gave one.
pub fn krippendorff(units: &[Vec<f64>], metric: Metric) -> Alpha {
    let mut values: Vec<f64> = units.iter().flatten().copied().collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let place: BTreeMap<u64, usize> =
        values.iter().enumerate().map(|(at, value)| (value.to_bits(), at)).collect();
    let size = values.len();
    let mut pairs = vec![0.0; size * size];
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        for (at, one) in unit.iter().enumerate() {
            for (other_at, other) in unit.iter().enumerate() {
                if at != other_at {
                    let cell = place[&one.to_bits()] * size + place[&other.to_bits()];
                    pairs[cell] += 1.0 / (unit.len() as f64 - 1.0);
                }
            }
        }
    }
    let often: Vec<f64> =
        (0..size).map(|at| pairs[at * size..(at + 1) * size].iter().sum()).collect();
    let pairable: f64 = often.iter().sum();
    let distance = |one: usize, other: usize| match metric {
        Metric::Nominal => f64::from(u8::from(one != other)),
        Metric::Interval => (values[one] - values[other]).powi(2),
        Metric::Ratio if values[one] + values[other] == 0.0 => 0.0,
        Metric::Ratio => ((values[one] - values[other]) / (values[one] + values[other])).powi(2),
        Metric::Ordinal if one == other => 0.0,
        Metric::Ordinal => {
            let between: f64 = often[one.min(other)..=one.max(other)].iter().sum();
            (between - (often[one] + often[other]) / 2.0).powi(2)
        }
    };
    let cells = || (0..size).flat_map(|one| (0..size).map(move |other| (one, other)));
    let seen: f64 =
        cells().map(|(one, other)| pairs[one * size + other] * distance(one, other)).sum();
    let chance: f64 =
        cells().map(|(one, other)| often[one] * often[other] * distance(one, other)).sum();
    Alpha {
        pairable,
        observed: seen / pairable,
        expected: chance / (pairable * (pairable - 1.0)),
        alpha: 1.0 - (pairable - 1.0) * seen / chance,
    }
}
