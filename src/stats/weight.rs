//! Fitting weights to known totals, cutting them, and what they cost in precision.

use std::collections::BTreeMap;

/// Why weights could not be fitted.
#[derive(Debug, Clone, PartialEq)]
pub enum Misfit {
    /// A level has a known total and no rows to carry it, or rows and no known total.
    Level(usize),
    /// The margins were still off by this share after the last round.
    NotConverged(f64),
}

/// The known total of each level.
pub type Totals = BTreeMap<usize, f64>;

/// Weights multiplied within each cell so that they add up to its known total.
pub fn post_stratify(
    weights: &[f64],
    cells: &[usize],
    totals: &Totals,
) -> Result<Vec<f64>, Misfit> {
    let mut fitted = weights.to_vec();
    fit(&mut fitted, cells, totals)?;
    Ok(fitted)
}

/// Weights multiplied within the levels of one margin after the other until all margins hold to
/// `tolerance` (a share, such as 1e-12), in at most `rounds` (Deming & Stephan 1940).
pub fn rake(
    weights: &[f64],
    margins: &[(&[usize], &Totals)],
    tolerance: f64,
    rounds: usize,
) -> Result<Vec<f64>, Misfit> {
    let mut fitted = weights.to_vec();
    let mut off = f64::INFINITY;
    for _ in 0..rounds {
        off = 0.0;
        for (levels, totals) in margins {
            off = fit(&mut fitted, levels, totals)?.max(off);
        }
        if off <= tolerance {
            return Ok(fitted);
        }
    }
    Err(Misfit::NotConverged(off))
}

/// Fits one margin; gives by which share it was off at most.
fn fit(weights: &mut [f64], levels: &[usize], totals: &Totals) -> Result<f64, Misfit> {
    let mut sums: Totals = BTreeMap::new();
    for (weight, level) in weights.iter().zip(levels) {
        *sums.entry(*level).or_default() += weight;
    }
    let mut off: f64 = 0.0;
    for (level, total) in totals {
        match sums.get(level) {
            Some(sum) if *sum > 0.0 => off = (total / sum - 1.0).abs().max(off),
            _ if *total > 0.0 => return Err(Misfit::Level(*level)),
            _ => {}
        }
    }
    for (weight, level) in weights.iter_mut().zip(levels) {
        let total = totals.get(level).ok_or(Misfit::Level(*level))?;
        *weight *= total / sums[level];
    }
    Ok(off)
}

/// Weights cut to bounds; what is cut off is spread evenly over the weights that were not cut,
/// once. Spreading can lift a weight over the bound again: `strict` repeats it until none is.
pub fn trim(weights: &[f64], lower: f64, upper: f64, strict: bool) -> Vec<f64> {
    let mut trimmed = weights.to_vec();
    loop {
        let mut excess = 0.0;
        let mut free = Vec::new();
        for (at, weight) in trimmed.iter_mut().enumerate() {
            let bounded = weight.clamp(lower, upper);
            if bounded == *weight {
                free.push(at);
            }
            excess += *weight - bounded;
            *weight = bounded;
        }
        if free.is_empty() || excess == 0.0 {
            return trimmed;
        }
        let share = excess / free.len() as f64;
        for &at in &free {
            trimmed[at] += share;
        }
        let fits = |weight: &f64| (lower..=upper).contains(weight);
        if !strict || trimmed.iter().all(fits) {
            return trimmed;
        }
    }
}

/// What weights are like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// Their sum.
    pub sum: f64,
    /// Their mean.
    pub mean: f64,
    /// The least.
    pub least: f64,
    /// The greatest.
    pub greatest: f64,
    /// Their standard deviation (divisor n) over their mean.
    pub variation: f64,
    /// What their variation alone costs: 1 + variation squared (Kish 1965).
    pub design_effect: f64,
    /// How many rows of equal weight would tell as much.
    pub effective_rows: f64,
}

/// Describes weights; `None` for none.
pub fn summary(weights: &[f64]) -> Option<Summary> {
    let rows = weights.len() as f64;
    let sum: f64 = weights.iter().sum();
    let mean = sum / rows;
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    let spread: f64 = weights.iter().map(|weight| (weight - mean).powi(2)).sum::<f64>() / rows;
    Some(Summary {
        sum,
        mean,
        least: weights.iter().copied().reduce(f64::min)?,
        greatest: weights.iter().copied().reduce(f64::max)?,
        variation: spread.sqrt() / mean,
        design_effect: 1.0 + spread / (mean * mean),
        effective_rows: sum * sum / squares,
    })
}
