//! Survey statistics, pure: numbers in, numbers out. Each formula names its source; each is held
//! by values computed with R's `survey` and other independent programs
//! (`tests/conformance/statistics`).

pub mod agreement;
pub mod crosstab;
pub mod design;
pub mod distribution;
pub mod estimate;
pub mod frequency;
pub mod interval;
pub mod outcome;
pub mod scale;
pub mod weight;

mod matrix;
mod special;
