//! A sample design, and the variance of a weighted total under it.
//!
//! Taylor linearisation: whatever is estimated is turned into scores, weighted values whose sum
//! has the variance of the estimate; that variance comes from how the totals of the sampling
//! units differ within their strata (Woodruff 1971; Lumley 2004). Later stages are added with
//! their own finite population corrections where those are known.

use std::collections::BTreeMap;

use super::matrix::Matrix;

/// A stage of sampling: which unit each row belongs to.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The unit of each row; the same number in two strata means two units.
    pub units: Vec<usize>,
    /// The number of units in the population of each row's stratum; `None` for sampling with
    /// replacement.
    pub population: Option<Vec<f64>>,
}

/// What a stratum with a single unit adds to the variance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SingleUnit {
    /// Nothing: the unit was certain to be there.
    #[default]
    Certainty,
    /// Its distance from the whole: conservative.
    Adjust,
    /// As much as the other strata on average.
    Average,
}

/// How the weights were fitted to known totals.
#[derive(Debug, Clone, Default)]
pub enum Calibration {
    /// They were not.
    #[default]
    None,
    /// Post-stratified: the cell of each row, and the weights before.
    PostStratified {
        /// The cell of each row.
        cells: Vec<usize>,
        /// The weights before.
        before: Vec<f64>,
    },
    /// Raked: the level of each row in each margin.
    Raked {
        /// For each margin the level of each row.
        margins: Vec<Vec<usize>>,
    },
}

/// A sample design. All vectors have one element a row.
#[derive(Debug, Clone)]
pub struct Design {
    /// The stratum of each row.
    pub strata: Vec<usize>,
    /// The stages of sampling, the first first; the units of the second lie within those of the
    /// first.
    pub stages: Vec<Stage>,
    /// The weight of each row.
    pub weights: Vec<f64>,
    /// What strata with one unit add.
    pub single_unit: SingleUnit,
    /// How the weights were fitted.
    pub calibration: Calibration,
}

/// How often R's `rake` runs through the margins to take them out of the scores.
const RAKING_SWEEPS: usize = 10;

impl Design {
    /// Every row a unit of its own, in one stratum.
    pub fn simple(weights: Vec<f64>) -> Design {
        let rows = weights.len();
        Design {
            strata: vec![0; rows],
            stages: vec![Stage { units: (0..rows).collect(), population: None }],
            weights,
            single_unit: SingleUnit::default(),
            calibration: Calibration::None,
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.weights.len()
    }

    /// The degrees of freedom of a domain: first-stage units less strata, counting those that
    /// have a row in it.
    pub fn degrees_of_freedom(&self, domain: &[bool]) -> f64 {
        let mut units = std::collections::BTreeSet::new();
        let mut strata = std::collections::BTreeSet::new();
        for row in (0..self.rows()).filter(|&row| domain[row] && self.weights[row] != 0.0) {
            units.insert((self.strata[row], self.stages[0].units[row]));
            strata.insert(self.strata[row]);
        }
        units.len() as f64 - strata.len() as f64
    }

    /// The covariance matrix of the totals of scores. A score is given for each row without its
    /// weight, 0 outside the domain; the weight is applied here, after what the fitting of the
    /// weights explains has been taken out.
    pub fn covariance(&self, scores: &[Vec<f64>]) -> Matrix {
        let fitted: Vec<Vec<f64>> = scores.iter().map(|score| self.residual(score)).collect();
        let rows: Vec<usize> = (0..self.rows()).collect();
        self.stage_covariance(0, &rows, &self.strata, &fitted)
    }

    /// The variance of the total of one score.
    pub fn variance(&self, score: Vec<f64>) -> f64 {
        self.covariance(&[score]).at(0, 0)
    }

    fn residual(&self, score: &[f64]) -> Vec<f64> {
        let mut rest = score.to_vec();
        match &self.calibration {
            Calibration::None => {}
            Calibration::PostStratified { cells, before } => {
                take_out_means(&mut rest, cells, |row| before[row]);
            }
            Calibration::Raked { margins } => {
                for margin in std::iter::repeat_n(margins, RAKING_SWEEPS).flatten() {
                    take_out_means(&mut rest, margin, |_| 1.0);
                }
            }
        }
        rest.iter().zip(&self.weights).map(|(score, weight)| score * weight).collect()
    }

    fn stage_covariance(
        &self,
        level: usize,
        rows: &[usize],
        strata: &[usize],
        scores: &[Vec<f64>],
    ) -> Matrix {
        let size = scores.len();
        let mut sum = Matrix::zeros(size, size);
        let Some(stage) = self.stages.get(level) else { return sum };
        let (mut whole, mut counted) = (0, 0);
        for rows in groups(rows, strata).values() {
            let units = groups(rows, &stage.units);
            let sampled = units.len() as f64;
            let population = stage.population.as_ref().map(|of| of[rows[0]]);
            let share = population.map_or(0.0, |of| sampled / of);
            whole += 1;
            if units.len() > 1 || self.single_unit != SingleUnit::Average {
                counted += 1;
                let between = self.between(units.values(), scores, units.len() > 1);
                let factor = if units.len() > 1 { sampled / (sampled - 1.0) } else { 1.0 };
                add_scaled(&mut sum, &between, (1.0 - share) * factor);
            }
            if population.is_some() {
                for rows in units.values() {
                    let within = self.stage_covariance(level + 1, rows, &stage.units, scores);
                    add_scaled(&mut sum, &within, share);
                }
            }
        }
        if counted == 0 {
            return sum;
        }
        let all = f64::from(whole) / f64::from(counted);
        Matrix::from_fn(size, size, |row, column| sum.at(row, column) * all)
    }

    /// The sums of squares and products of the totals of units around their mean; of a single
    /// unit around 0, if the rule says so.
    fn between<'a>(
        &self,
        units: impl Iterator<Item = &'a Vec<usize>>,
        scores: &[Vec<f64>],
        several: bool,
    ) -> Matrix {
        let size = scores.len();
        let totals: Vec<Vec<f64>> = units
            .map(|rows| {
                scores.iter().map(|score| rows.iter().map(|&row| score[row]).sum()).collect()
            })
            .collect();
        let is_centred = several || self.single_unit != SingleUnit::Adjust;
        let mean = |column: usize| -> f64 {
            let sum: f64 = totals.iter().map(|total| total[column]).sum();
            if is_centred { sum / totals.len() as f64 } else { 0.0 }
        };
        let means: Vec<f64> = (0..size).map(mean).collect();
        let mut sum = Matrix::zeros(size, size);
        for total in &totals {
            for row in 0..size {
                let here = total[row] - means[row];
                for column in 0..size {
                    sum.add(row, column, here * (total[column] - means[column]));
                }
            }
        }
        sum
    }
}

fn add_scaled(sum: &mut Matrix, more: &Matrix, factor: f64) {
    for row in 0..sum.rows {
        for column in 0..sum.columns {
            sum.add(row, column, more.at(row, column) * factor);
        }
    }
}

/// Rows by what they belong to, in order.
fn groups(rows: &[usize], of: &[usize]) -> BTreeMap<usize, Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &row in rows {
        groups.entry(of[row]).or_default().push(row);
    }
    groups
}

/// Takes the weighted mean of its group out of each value.
fn take_out_means(values: &mut [f64], groups: &[usize], weight: impl Fn(usize) -> f64) {
    let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for (row, value) in values.iter().enumerate() {
        let sum = sums.entry(groups[row]).or_default();
        sum.0 += weight(row) * value;
        sum.1 += weight(row);
    }
    for (row, value) in values.iter_mut().enumerate() {
        let (sum, weights) = sums[&groups[row]];
        if weights != 0.0 {
            *value -= sum / weights;
        }
    }
}
