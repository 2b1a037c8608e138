//! The special functions that the distributions are made of, to about 14 digits.
//!
//! Log gamma by Lanczos' series (coefficients of Godfrey for g = 607/128); the incomplete beta
//! and gamma functions by their series and continued fractions (Abramowitz & Stegun 6.5, 26.5;
//! modified Lentz), so that small tail probabilities keep their relative precision.

use std::f64::consts::PI;

const LANCZOS_G: f64 = 607.0 / 128.0;
const LANCZOS: [f64; 15] = [
    0.999_999_999_999_997_1,
    57.156_235_665_862_92,
    -59.597_960_355_475_49,
    14.136_097_974_741_746,
    -0.491_913_816_097_620_2,
    0.339_946_499_848_118_9e-4,
    0.465_236_289_270_485_8e-4,
    -0.983_744_753_048_795_6e-4,
    0.158_088_703_224_912_5e-3,
    -0.210_264_441_724_104_9e-3,
    0.217_439_618_115_212_6e-3,
    -0.164_318_106_536_763_9e-3,
    0.844_182_239_838_527_4e-4,
    -0.261_908_384_015_814_1e-4,
    0.368_991_826_595_316_2e-5,
];

/// More steps than any fraction or series here needs.
const STEPS: usize = 10_000;
const TINY: f64 = 1e-300;

/// The natural logarithm of the gamma function, for `x > 0`.
pub fn ln_gamma(x: f64) -> f64 {
    if x < 0.5 {
        return (PI / (PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let mut sum = LANCZOS[0];
    for (index, coefficient) in LANCZOS.iter().enumerate().skip(1) {
        sum += coefficient / (x + index as f64);
    }
    let t = x + LANCZOS_G + 0.5;
    (x + 0.5) * t.ln() - t + sum.ln() + 0.5 * (2.0 * PI).ln()
}

/// The lower and the upper part of the regularised incomplete gamma function, P(a, x) and
/// Q(a, x), each with its own relative precision.
pub fn gamma_parts(a: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        for _ in 0..STEPS {
            n += 1.0;
            term *= x / n;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        let lower = sum * front;
        (lower, 1.0 - lower)
    } else {
        let mut b = x + 1.0 - a;
        let mut c = 1.0 / TINY;
        let mut d = 1.0 / b;
        let mut h = d;
        for step in 1..STEPS {
            let step = step as f64;
            let numerator = -step * (step - a);
            b += 2.0;
            d = 1.0 / lentz(numerator * d + b);
            c = lentz(b + numerator / c);
            let change = d * c;
            h *= change;
            if (change - 1.0).abs() < 1e-16 {
                break;
            }
        }
        let upper = h * front;
        (1.0 - upper, upper)
    }
}

/// The lower and the upper part of the regularised incomplete beta function, I(x; a, b) and
/// 1 - I(x; a, b), each with its own relative precision. `y` is `1 - x`, given apart because the
/// caller often knows it more exactly.
pub fn beta_parts(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    let front = (a * x.ln() + b * y.ln() + ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b)).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        let lower = front * beta_fraction(a, b, x) / a;
        (lower, 1.0 - lower)
    } else {
        let upper = front * beta_fraction(b, a, y) / b;
        (1.0 - upper, upper)
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / lentz(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for step in 1..STEPS {
        let m = step as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / lentz(1.0 + even * d);
        c = lentz(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / lentz(1.0 + odd * d);
        c = lentz(1.0 + odd / c);
        let change = d * c;
        h *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h
}

fn lentz(value: f64) -> f64 {
    if value.abs() < TINY { TINY } else { value }
}
