//! Means, proportions, totals, ratios and quantiles of a sample under its design.

use super::design::Design;
use super::distribution::t_quantile;

/// An estimate with its uncertainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its variance under the design.
    pub variance: f64,
    /// The degrees of freedom of that variance.
    pub degrees_of_freedom: f64,
    /// How many rows of weight it is made of.
    pub rows: usize,
    /// The variance over that of a simple random sample of as many rows, drawn with
    /// replacement. Not for totals.
    pub design_effect: Option<f64>,
    /// The same, drawn without replacement from as many as the weights add up to.
    pub design_effect_finite: Option<f64>,
}

impl Estimate {
    /// The standard error.
    pub fn standard_error(&self) -> f64 {
        self.variance.sqrt()
    }

    /// The interval that covers at a level such as 0.95, by t.
    pub fn interval(&self, level: f64) -> (f64, f64) {
        let reach = t_quantile(0.5 + level / 2.0, self.degrees_of_freedom) * self.standard_error();
        (self.value - reach, self.value + reach)
    }
}

/// Who a variable has a value for, as a domain.
pub fn known(values: &[Option<f64>]) -> Vec<bool> {
    values.iter().map(Option::is_some).collect()
}

/// The mean over the rows that have a value; a proportion where the values are 0 and 1. `None`
/// where no row of weight has one.
pub fn mean(design: &Design, values: &[Option<f64>]) -> Option<Estimate> {
    ratio(design, values, &values.iter().map(|value| value.map(|_| 1.0)).collect::<Vec<_>>()).map(
        |mut estimate| {
            let (with, finite) = design_effects(design, values, &estimate);
            estimate.design_effect = with;
            estimate.design_effect_finite = finite;
            estimate
        },
    )
}

/// The ratio of two totals, over the rows that have both.
pub fn ratio(
    design: &Design,
    numerator: &[Option<f64>],
    denominator: &[Option<f64>],
) -> Option<Estimate> {
    let pairs: Vec<Option<(f64, f64)>> =
        numerator.iter().zip(denominator).map(|(above, below)| above.zip(*below)).collect();
    let (mut above, mut below) = (0.0, 0.0);
    for (pair, weight) in pairs.iter().zip(&design.weights) {
        if let Some((one, other)) = pair {
            above += weight * one;
            below += weight * other;
        }
    }
    if below == 0.0 {
        return None;
    }
    let value = above / below;
    let score = |pair: &Option<(f64, f64)>| pair.map_or(0.0, |(a, b)| (a - value * b) / below);
    let domain: Vec<bool> = pairs.iter().map(Option::is_some).collect();
    Some(Estimate {
        value,
        variance: design.variance(pairs.iter().map(score).collect()),
        degrees_of_freedom: design.degrees_of_freedom(&domain),
        rows: weighted_rows(design, &domain),
        design_effect: None,
        design_effect_finite: None,
    })
}

/// The total over the rows that have a value.
pub fn total(design: &Design, values: &[Option<f64>]) -> Estimate {
    let scores: Vec<f64> = values.iter().map(|value| value.unwrap_or(0.0)).collect();
    let domain = known(values);
    Estimate {
        value: scores.iter().zip(&design.weights).map(|(score, weight)| score * weight).sum(),
        variance: design.variance(scores),
        degrees_of_freedom: design.degrees_of_freedom(&domain),
        rows: weighted_rows(design, &domain),
        design_effect: None,
        design_effect_finite: None,
    }
}

fn weighted_rows(design: &Design, domain: &[bool]) -> usize {
    domain
        .iter()
        .zip(&design.weights)
        .filter(|(inside, weight)| **inside && **weight != 0.0)
        .count()
}

fn design_effects(
    design: &Design,
    values: &[Option<f64>],
    estimate: &Estimate,
) -> (Option<f64>, Option<f64>) {
    let (mut squares, mut weights) = (0.0, 0.0);
    for (value, weight) in values.iter().zip(&design.weights) {
        if let Some(value) = value {
            squares += weight * (value - estimate.value).powi(2);
            weights += weight;
        }
    }
    let rows = estimate.rows as f64;
    let simple = squares / weights / (rows - 1.0);
    let finite = simple * (weights - rows) / weights;
    let effect = |simple: f64| Some(estimate.variance / simple).filter(|effect| effect.is_finite());
    (effect(simple), effect(finite).filter(|_| weights > rows))
}

/// What counts as the quantile where a share falls exactly between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuantileRule {
    /// The lower of the two.
    Lower,
    /// Their mean, as taught in school.
    Midpoint,
}

/// A quantile with its interval: Woodruff's, by turning round the interval of the distribution
/// function. `None` without values.
pub fn quantile(
    design: &Design,
    values: &[Option<f64>],
    share: f64,
    rule: QuantileRule,
    level: f64,
) -> Option<(f64, (f64, f64), f64)> {
    let mut sorted: Vec<(f64, f64)> = values
        .iter()
        .zip(&design.weights)
        .filter_map(|(value, weight)| Some(((*value)?, *weight)))
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let value = weighted_quantile(&sorted, share, rule)?;
    let below: Vec<Option<f64>> =
        values.iter().map(|here| here.map(|here| f64::from(u8::from(here <= value)))).collect();
    let reached = mean(design, &below)?;
    let (from, to) = reached.interval(level);
    let low = weighted_quantile(&sorted, from, rule)?;
    let high = weighted_quantile(&sorted, to, rule)?;
    let t = t_quantile(0.5 + level / 2.0, reached.degrees_of_freedom);
    Some((value, (low, high), (high - low) / (2.0 * t)))
}

/// The value at which a share of the weight is reached, of values sorted with their weights.
fn weighted_quantile(sorted: &[(f64, f64)], share: f64, rule: QuantileRule) -> Option<f64> {
    let whole: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let wanted = share * whole;
    let mut reached = 0.0;
    for (at, (value, weight)) in sorted.iter().enumerate() {
        reached += weight;
        let is_exact = (reached - wanted).abs() <= 1e-12 * whole;
        if is_exact && rule == QuantileRule::Midpoint && at + 1 < sorted.len() {
            return Some((value + sorted[at + 1].0) / 2.0);
        }
        if is_exact || reached > wanted {
            return Some(*value);
        }
    }
    sorted.last().map(|(value, _)| *value)
}
