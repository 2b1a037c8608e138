//! Scales: summaries of ordered answers, and how well items go together.

use super::distribution::f_quantile;

/// The summary of an item answered on a scale from 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likert {
    /// How many rows have an answer.
    pub rows: usize,
    /// The weighted mean.
    pub mean: f64,
    /// The weighted standard deviation (n/(n-1)).
    pub deviation: f64,
    /// The lower weighted median.
    pub median: f64,
    /// The share of the two highest answers.
    pub top_two: f64,
    /// The share of the two lowest answers.
    pub bottom_two: f64,
    /// The share of the middle answer, on a scale that has one.
    pub middle: Option<f64>,
}

impl Likert {
    /// The share of the highest less that of the lowest.
    pub fn net(&self) -> f64 {
        self.top_two - self.bottom_two
    }
}

/// Summarises answers from 1 to `steps` with their weights; `None` without any.
pub fn likert(answers: &[Option<f64>], weights: &[f64], steps: u32) -> Option<Likert> {
    let mut known: Vec<(f64, f64)> = answers
        .iter()
        .zip(weights)
        .filter_map(|(answer, weight)| Some(((*answer)?, *weight)))
        .collect();
    known.sort_by(|one, other| one.0.total_cmp(&other.0));
    let whole: f64 = known.iter().map(|(_, weight)| weight).sum();
    let of = |wanted: &dyn Fn(f64) -> bool| -> f64 {
        known.iter().filter(|(answer, _)| wanted(*answer)).map(|(_, weight)| weight).sum::<f64>()
            / whole
    };
    let rows = known.len() as f64;
    let mean = known.iter().map(|(answer, weight)| answer * weight).sum::<f64>() / whole;
    let squares: f64 = known.iter().map(|(answer, weight)| weight * (answer - mean).powi(2)).sum();
    let mut reached = 0.0;
    let median = known.iter().find(|(_, weight)| {
        reached += weight;
        reached / whole >= 0.5 - 1e-12
    });
    let steps = f64::from(steps);
    let half = (steps + 1.0) / 2.0;
    Some(Likert {
        rows: known.len(),
        mean,
        deviation: (squares / whole * rows / (rows - 1.0)).sqrt(),
        median: median?.0,
        top_two: of(&|answer| answer >= steps - 1.0),
        bottom_two: of(&|answer| answer <= 2.0),
        middle: (half.fract() == 0.0).then(|| of(&|answer| answer == half)),
    })
}

/// How well items measure one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Cronbach's alpha of the raw answers.
    pub alpha: f64,
    /// Alpha of the standardised answers.
    pub standardised: f64,
    /// The mean correlation between two items.
    pub mean_correlation: f64,
    /// Feldt's 95 % interval of alpha.
    pub interval: (f64, f64),
    /// Each item.
    pub items: Vec<ItemReliability>,
}

/// An item of a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemReliability {
    /// How many rows answered it.
    pub rows: usize,
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub deviation: f64,
    /// Its correlation with the sum of the others.
    pub rest_correlation: f64,
    /// Alpha of the others.
    pub alpha_without: f64,
}

/// Cronbach's alpha of items (one vector an item, one element a row), from the covariances of
/// the rows that have both items of a pair (Cronbach 1951; Feldt 1965). `None` for fewer than
/// two items or where nothing varies.
pub fn reliability(items: &[Vec<Option<f64>>]) -> Option<Reliability> {
    let count = items.len();
    if count < 2 {
        return None;
    }
    let covariances: Vec<Vec<f64>> = items
        .iter()
        .map(|one| items.iter().map(|other| covariance(one, other)).collect())
        .collect();
    let all: Vec<usize> = (0..count).collect();
    let alpha = alpha_of(&covariances, &all);
    let mut correlations = 0.0;
    for one in 0..count {
        for other in 0..one {
            let scale = (covariances[one][one] * covariances[other][other]).sqrt();
            correlations += covariances[one][other] / scale;
        }
    }
    let pairs = (count * (count - 1) / 2) as f64;
    let mean_correlation = correlations / pairs;
    let size = count as f64;
    let rows = items.first()?.len() as f64;
    let (df1, df2) = (rows - 1.0, (rows - 1.0) * (size - 1.0));
    let limit = |p: f64| 1.0 - (1.0 - alpha) * f_quantile(p, df1, df2);
    Some(Reliability {
        alpha,
        standardised: size * mean_correlation / (1.0 + (size - 1.0) * mean_correlation),
        mean_correlation,
        interval: (limit(0.975), limit(0.025)),
        items: all.iter().map(|&item| of_item(items, &covariances, item)).collect(),
    })
    .filter(|found| found.alpha.is_finite())
}

fn of_item(items: &[Vec<Option<f64>>], covariances: &[Vec<f64>], item: usize) -> ItemReliability {
    let others: Vec<usize> = (0..items.len()).filter(|&other| other != item).collect();
    let known: Vec<f64> = items[item].iter().flatten().copied().collect();
    let mean = known.iter().sum::<f64>() / known.len() as f64;
    let with_rest: f64 = others.iter().map(|&other| covariances[item][other]).sum();
    let rest: f64 =
        others.iter().flat_map(|&one| others.iter().map(move |&two| covariances[one][two])).sum();
    ItemReliability {
        rows: known.len(),
        mean,
        deviation: covariances[item][item].sqrt(),
        rest_correlation: with_rest / (covariances[item][item] * rest).sqrt(),
        alpha_without: alpha_of(covariances, &others),
    }
}

fn alpha_of(covariances: &[Vec<f64>], items: &[usize]) -> f64 {
    let own: f64 = items.iter().map(|&item| covariances[item][item]).sum();
    let all: f64 =
        items.iter().flat_map(|&one| items.iter().map(move |&two| covariances[one][two])).sum();
    let size = items.len() as f64;
    size / (size - 1.0) * (1.0 - own / all)
}

/// The covariance over the rows that have both.
fn covariance(one: &[Option<f64>], other: &[Option<f64>]) -> f64 {
    let pairs: Vec<(f64, f64)> =
        one.iter().zip(other).filter_map(|(one, other)| one.zip(*other)).collect();
    let rows = pairs.len() as f64;
    let mean_one = pairs.iter().map(|pair| pair.0).sum::<f64>() / rows;
    let mean_other = pairs.iter().map(|pair| pair.1).sum::<f64>() / rows;
    pairs.iter().map(|pair| (pair.0 - mean_one) * (pair.1 - mean_other)).sum::<f64>() / (rows - 1.0)
}
