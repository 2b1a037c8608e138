//! Normal, t, chi-squared, F and beta distributions: tail probabilities and quantiles.
//!
//! Quantiles are found between bounds by the secant rule with halving as fallback (Brent's
//! idea without the parabola): slow and sure, to about 13 digits.

use super::special::{beta_parts, gamma_parts};

/// The share of the standard normal distribution below `z`.
pub fn normal_below(z: f64) -> f64 {
    let (lower, upper) = gamma_parts(0.5, z * z / 2.0);
    if z < 0.0 { upper / 2.0 } else { 0.5 + lower / 2.0 }
}

/// The point below which a share `p` of the standard normal distribution lies.
pub fn normal_quantile(p: f64) -> f64 {
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    solve(|z| normal_below(z) - p, -40.0, 0.0)
}

/// The share of the t distribution above `t`; `df` may be a fraction.
pub fn t_above(t: f64, df: f64) -> f64 {
    let square = t * t;
    let tail = beta_parts(df / 2.0, 0.5, df / (df + square), square / (df + square)).0 / 2.0;
    if t < 0.0 { 1.0 - tail } else { tail }
}

/// The point below which a share `p` of the t distribution lies.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if p < 0.5 {
        return -t_quantile(1.0 - p, df);
    }
    let mut high = 2.0;
    while t_above(high, df) > 1.0 - p && high < 1e12 {
        high *= 2.0;
    }
    solve(|t| (1.0 - p) - t_above(t, df), 0.0, high)
}

/// The share of the chi-squared distribution above `x`.
pub fn chi_squared_above(x: f64, df: f64) -> f64 {
    gamma_parts(df / 2.0, x / 2.0).1
}

/// The share of the F distribution above `f`.
pub fn f_above(f: f64, df1: f64, df2: f64) -> f64 {
    if f <= 0.0 {
        return 1.0;
    }
    let whole = df2 + df1 * f;
    beta_parts(df2 / 2.0, df1 / 2.0, df2 / whole, df1 * f / whole).0
}

/// The point below which a share `p` of the F distribution lies.
pub fn f_quantile(p: f64, df1: f64, df2: f64) -> f64 {
    let x = beta_quantile(p, df1 / 2.0, df2 / 2.0);
    df2 * x / (df1 * (1.0 - x))
}

/// The point below which a share `p` of the beta distribution lies; 0 and 1 where a parameter
/// is 0, as the limit is.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if a <= 0.0 {
        return 0.0;
    }
    if b <= 0.0 {
        return 1.0;
    }
    if p > 0.5 {
        solve(|x| (1.0 - p) - beta_parts(a, b, x, 1.0 - x).1, 0.0, 1.0)
    } else {
        solve(|x| beta_parts(a, b, x, 1.0 - x).0 - p, 0.0, 1.0)
    }
}

/// The root of a function that grows, between bounds (Illinois rule: regula falsi that halves
/// the weight of an end that stays, and bisection where that is slow).
fn solve(function: impl Fn(f64) -> f64, low: f64, high: f64) -> f64 {
    let (mut low, mut high) = (low, high);
    let (mut at_low, mut at_high) = (function(low), function(high));
    let mut side = 0;
    for step in 0..400 {
        let width = high - low;
        if width.abs() <= 1e-16 * low.abs().max(high.abs()).max(1e-300) {
            break;
        }
        let mut middle = (low * at_high - high * at_low) / (at_high - at_low);
        if step % 3 == 2 || !(middle > low && middle < high) {
            middle = low + width / 2.0;
        }
        let here = function(middle);
        if here == 0.0 {
            return middle;
        }
        if here < 0.0 {
            (low, at_low) = (middle, here);
            if side == -1 {
                at_high /= 2.0;
            }
            side = -1;
        } else {
            (high, at_high) = (middle, here);
            if side == 1 {
                at_low /= 2.0;
            }
            side = 1;
        }
    }
    if at_low.abs() < at_high.abs() { low } else { high }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values from the tables of Abramowitz & Stegun, and from R's `pt`, `qf`, `pchisq`.
    #[test]
    fn known_values() {
        for (got, expected) in [
            (normal_quantile(0.975), 1.959_963_984_540_054),
            (normal_below(-6.0), 9.865_876_450_376_98e-10),
            (t_quantile(0.975, 1.0), 12.706_204_736_174_7),
            (t_quantile(0.975, 80.0), 1.990_063_421_254_83),
            (chi_squared_above(3.841_458_820_694_124, 1.0), 0.05),
            (f_above(1.0, 5.0, 5.0), 0.5),
            (beta_quantile(0.5, 2.0, 2.0), 0.5),
        ] {
            assert!((got / expected - 1.0_f64).abs() < 1e-11, "{got} and not {expected}");
        }
    }
}
