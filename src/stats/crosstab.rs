//! Two variables against each other: cells, Pearson's statistic, and what it means under a
//! design (Rao & Scott 1984, second order).

use super::design::Design;
use super::distribution::{chi_squared_above, f_above};
use super::matrix::Matrix;

/// A table of two variables.
#[derive(Debug, Clone)]
pub struct Crosstab {
    /// How many rows and columns it has.
    pub size: (usize, usize),
    /// How many rows of the sample stand in each cell, by rows.
    pub counts: Vec<f64>,
    /// The share of each cell in the whole, weighted, by rows.
    pub shares: Vec<f64>,
    /// The covariance of the shares, columns of the table slowest.
    covariance: Matrix,
    /// How many rows of the sample have both variables.
    pub rows: f64,
    /// First-stage units less strata.
    pub degrees_of_freedom: f64,
}

/// What a test of independence says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// The statistic.
    pub statistic: f64,
    /// Its first degrees of freedom.
    pub df1: f64,
    /// Its second, for an F statistic.
    pub df2: Option<f64>,
    /// The probability of a statistic at least as large, were the variables independent.
    pub p: f64,
}

impl Crosstab {
    /// Tabulates rows by the level of each variable (from 0); rows that lack one are left out.
    pub fn new(
        design: &Design,
        row_levels: &[Option<usize>],
        column_levels: &[Option<usize>],
        size: (usize, usize),
    ) -> Crosstab {
        let cells: Vec<Option<usize>> = row_levels
            .iter()
            .zip(column_levels)
            .zip(&design.weights)
            .map(|((row, column), weight)| {
                let (row, column) = row.zip(*column)?;
                (*weight != 0.0).then_some(column * size.0 + row)
            })
            .collect();
        let number = size.0 * size.1;
        let mut counts = vec![0.0; number];
        let mut sums = vec![0.0; number];
        for (cell, weight) in cells.iter().zip(&design.weights) {
            if let Some(cell) = cell {
                counts[*cell] += 1.0;
                sums[*cell] += weight;
            }
        }
        let whole: f64 = sums.iter().sum();
        let shares: Vec<f64> = sums.iter().map(|sum| sum / whole).collect();
        let scores: Vec<Vec<f64>> = (0..number)
            .map(|cell| {
                let score = |here: &Option<usize>| match here {
                    Some(at) => (f64::from(u8::from(*at == cell)) - shares[cell]) / whole,
                    None => 0.0,
                };
                cells.iter().map(score).collect()
            })
            .collect();
        let domain: Vec<bool> = cells.iter().map(Option::is_some).collect();
        let by_rows = |values: &[f64]| -> Vec<f64> {
            (0..number).map(|at| values[at % size.1 * size.0 + at / size.1]).collect()
        };
        Crosstab {
            size,
            rows: counts.iter().sum(),
            counts: by_rows(&counts),
            shares: by_rows(&shares),
            covariance: design.covariance(&scores),
            degrees_of_freedom: design.degrees_of_freedom(&domain),
        }
    }

    /// Pearson's statistic of the weighted shares, as if they were of as many simple random rows
    /// as the table has, with its naive probability.
    pub fn pearson(&self) -> Test {
        let counts: Vec<f64> = self.shares.iter().map(|share| share * self.rows).collect();
        pearson(&counts, self.size)
    }

    /// Cramér's V of the weighted shares.
    pub fn cramers_v(&self) -> f64 {
        cramers_v(self.pearson().statistic, self.rows, self.size)
    }

    /// Rao and Scott's first order: Pearson's statistic over the mean of the design effects.
    /// `None` where the table leaves nothing to test.
    pub fn rao_scott_first(&self) -> Option<Test> {
        let effects = self.generalised_design_effects()?;
        let df = effects.rows as f64;
        let statistic = self.pearson().statistic / (effects.trace() / df);
        Some(Test { statistic, df1: df, df2: None, p: chi_squared_above(statistic, df) })
    }

    /// Rao and Scott's second order, Satterthwaite's degrees of freedom, as an F statistic: what
    /// reports use.
    pub fn rao_scott_second(&self) -> Option<Test> {
        let effects = self.generalised_design_effects()?;
        let trace = effects.trace();
        let df1 = trace * trace / effects.times(&effects).trace();
        let df2 = df1 * self.degrees_of_freedom;
        let statistic = self.pearson().statistic / trace;
        Some(Test { statistic, df1, df2: Some(df2), p: f_above(statistic, df1, df2) })
    }

    /// The matrix whose eigenvalues are the design effects of the interaction contrasts.
    fn generalised_design_effects(&self) -> Option<Matrix> {
        let (rows, columns) = self.size;
        if rows < 2 || columns < 2 {
            return None;
        }
        let cells = rows * columns;
        let row = |cell: usize| cell % rows;
        let column = |cell: usize| cell / rows;
        let main = Matrix::from_fn(cells, rows + columns - 1, |cell, at| {
            let is_one = match at {
                0 => true,
                at if at < rows => row(cell) == at,
                at => column(cell) == at - rows + 1,
            };
            f64::from(u8::from(is_one))
        });
        let interaction = Matrix::from_fn(cells, (rows - 1) * (columns - 1), |cell, at| {
            let wanted = (at % (rows - 1) + 1, at / (rows - 1) + 1);
            f64::from(u8::from((row(cell), column(cell)) == wanted))
        });
        // What of the interaction is orthogonal to the main effects, by least squares.
        let transposed = main.transposed();
        let fitted = transposed.times(&main).solve(&transposed.times(&interaction))?;
        let explained = main.times(&fitted);
        let contrasts = Matrix::from_fn(cells, interaction.columns, |cell, at| {
            interaction.at(cell, at) - explained.at(cell, at)
        });
        let share = |cell: usize| self.shares[row(cell) * columns + column(cell)];
        let scaled = Matrix::from_fn(cells, contrasts.columns, |cell, at| {
            if share(cell) > 0.0 { contrasts.at(cell, at) / share(cell) } else { 0.0 }
        });
        let simple = Matrix::from_fn(contrasts.columns, contrasts.columns, |one, other| {
            (0..cells).map(|cell| contrasts.at(cell, one) * scaled.at(cell, other)).sum::<f64>()
                / self.rows
        });
        let designed = scaled.transposed().times(&self.covariance).times(&scaled);
        simple.solve(&designed)
    }
}

/// Pearson's test of independence of counts, by rows.
pub fn pearson(counts: &[f64], size: (usize, usize)) -> Test {
    let statistic =
        over_expected(counts, size, |count, expected| (count - expected).powi(2) / expected);
    chi_squared(statistic, size)
}

/// Pearson's test with Yates' correction, for two by two.
pub fn pearson_corrected(counts: &[f64]) -> Test {
    let least = expected(counts, (2, 2))
        .zip(counts)
        .map(|(expected, count)| (count - expected).abs())
        .fold(0.5, f64::min);
    let statistic = over_expected(counts, (2, 2), |count, expected| {
        ((count - expected).abs() - least).powi(2) / expected
    });
    chi_squared(statistic, (2, 2))
}

/// The likelihood ratio test of independence of counts, by rows.
pub fn likelihood_ratio(counts: &[f64], size: (usize, usize)) -> Test {
    let statistic = over_expected(counts, size, |count, expected| {
        if count > 0.0 { 2.0 * count * (count / expected).ln() } else { 0.0 }
    });
    chi_squared(statistic, size)
}

/// Cramér's V.
pub fn cramers_v(statistic: f64, rows: f64, size: (usize, usize)) -> f64 {
    (statistic / (rows * (size.0.min(size.1) as f64 - 1.0))).sqrt()
}

fn chi_squared(statistic: f64, size: (usize, usize)) -> Test {
    let df = (size.0 as f64 - 1.0) * (size.1 as f64 - 1.0);
    Test { statistic, df1: df, df2: None, p: chi_squared_above(statistic, df) }
}

fn expected(counts: &[f64], size: (usize, usize)) -> impl Iterator<Item = f64> {
    let whole: f64 = counts.iter().sum();
    let (rows, columns) = size;
    (0..rows * columns).map(move |cell| {
        let (row, column) = (cell / columns, cell % columns);
        let in_row: f64 = counts[row * columns..(row + 1) * columns].iter().sum();
        let in_column: f64 = counts.iter().skip(column).step_by(columns).sum();
        in_row * in_column / whole
    })
}

fn over_expected(counts: &[f64], size: (usize, usize), term: impl Fn(f64, f64) -> f64) -> f64 {
    let pairs = counts.iter().zip(expected(counts, size));
    pairs
        .filter(|(_, expected)| *expected > 0.0)
        .map(|(count, expected)| term(*count, expected))
        .sum()
}
