//! Intervals of proportions: under a design, and of simple counts.

use super::distribution::{beta_quantile, normal_quantile, t_quantile};
use super::estimate::Estimate;

/// How the interval of a proportion under a design is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// By t on the logit scale: what reports use unless they say otherwise.
    Logit,
    /// By t on the proportion itself.
    Mean,
    /// By t on the arc sine of the root.
    ArcSine,
    /// Clopper and Pearson's on the effective sample size (Korn & Graubard 1998): at the
    /// extremes.
    KornGraubard,
    /// Wilson's on the effective sample size.
    Wilson,
}

/// The interval of a proportion under a design, at a level such as 0.95. At 0 and 1, where no
/// variance is seen, Korn and Graubard's on the rows there are.
pub fn of_proportion(estimate: &Estimate, method: Method, level: f64) -> (f64, f64) {
    let (p, error) = (estimate.value, estimate.standard_error());
    let tail = (1.0 - level) / 2.0;
    let df = estimate.degrees_of_freedom;
    let rows = estimate.rows as f64;
    let t = t_quantile(1.0 - tail, df);
    if p <= 0.0 || p >= 1.0 || error <= 0.0 {
        return clopper_pearson(p * rows, rows, tail);
    }
    let effective = || {
        let ratio = t_quantile(1.0 - tail, rows - 1.0) / t;
        p * (1.0 - p) / estimate.variance * ratio * ratio
    };
    match method {
        Method::Mean => (p - t * error, p + t * error),
        Method::Logit => {
            let (logit, reach) = ((p / (1.0 - p)).ln(), t * error / (p * (1.0 - p)));
            let back = |logit: f64| 1.0 / (1.0 + (-logit).exp());
            (back(logit - reach), back(logit + reach))
        }
        Method::ArcSine => {
            let angle = p.sqrt().asin();
            let reach = t * error / (2.0 * (p * (1.0 - p)).sqrt());
            ((angle - reach).sin().powi(2), (angle + reach).sin().powi(2))
        }
        Method::KornGraubard => {
            let rows = effective();
            clopper_pearson(p * rows, rows, tail)
        }
        Method::Wilson => wilson(p, effective(), normal_quantile(1.0 - tail)),
    }
}

fn clopper_pearson(x: f64, n: f64, tail: f64) -> (f64, f64) {
    (beta_quantile(tail, x, n - x + 1.0), beta_quantile(1.0 - tail, x + 1.0, n - x))
}

fn wilson(p: f64, n: f64, z: f64) -> (f64, f64) {
    let whole = 1.0 + z * z / n;
    let centre = (p + z * z / (2.0 * n)) / whole;
    let reach = z / whole * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    (centre - reach, centre + reach)
}

/// How the interval of a simple count is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountMethod {
    /// Wilson's score interval: what reports use unless they say otherwise.
    Wilson,
    /// Wilson's with a correction for continuity of at most one half.
    WilsonCorrected,
    /// Clopper and Pearson's, which never covers too little.
    ClopperPearson,
    /// Agresti and Coull's.
    AgrestiCoull,
    /// On the logit scale; not defined at 0 and n.
    Logit,
    /// Jeffreys'.
    Jeffreys,
    /// Wald's, for comparison only: it covers too little.
    Wald,
}

/// The interval of a share of `x` out of `n` simple random rows; `None` where it is not defined.
/// Wald's and Agresti and Coull's may lie outside 0 to 1.
pub fn of_count(x: f64, n: f64, method: CountMethod, level: f64) -> Option<(f64, f64)> {
    let tail = (1.0 - level) / 2.0;
    let z = normal_quantile(1.0 - tail);
    let p = x / n;
    Some(match method {
        CountMethod::Wilson => wilson(p, n, z),
        CountMethod::WilsonCorrected => wilson_corrected(x, n, z),
        CountMethod::ClopperPearson => clopper_pearson(x, n, tail),
        CountMethod::AgrestiCoull => {
            let rows = n + z * z;
            let centre = (x + z * z / 2.0) / rows;
            let reach = z * (centre * (1.0 - centre) / rows).sqrt();
            (centre - reach, centre + reach)
        }
        CountMethod::Logit => {
            if x <= 0.0 || x >= n {
                return None;
            }
            let (logit, reach) = ((p / (1.0 - p)).ln(), z / (n * p * (1.0 - p)).sqrt());
            let back = |logit: f64| 1.0 / (1.0 + (-logit).exp());
            (back(logit - reach), back(logit + reach))
        }
        CountMethod::Jeffreys => (
            if x <= 0.0 { 0.0 } else { beta_quantile(tail, x + 0.5, n - x + 0.5) },
            if x >= n { 1.0 } else { beta_quantile(1.0 - tail, x + 0.5, n - x + 0.5) },
        ),
        CountMethod::Wald => {
            let reach = z * (p * (1.0 - p) / n).sqrt();
            (p - reach, p + reach)
        }
    })
}

/// As R's `prop.test`: the correction is at most one half and at most the distance from n/2.
fn wilson_corrected(x: f64, n: f64, z: f64) -> (f64, f64) {
    let correction = (x - n / 2.0).abs().min(0.5);
    let p = x / n;
    let whole = 1.0 + z * z / n;
    let side = |sign: f64| {
        let shifted = (p + sign * correction / n).clamp(0.0, 1.0);
        if shifted == 0.0 || shifted == 1.0 {
            return shifted;
        }
        let root = (shifted * (1.0 - shifted) / n + z * z / (4.0 * n * n)).sqrt();
        (shifted + z * z / (2.0 * n) + sign * z * root) / whole
    };
    (side(-1.0), side(1.0))
}
