//! Small dense matrices: as much as the survey statistics need.

/// A matrix by rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// How many rows.
    pub rows: usize,
    /// How many columns.
    pub columns: usize,
    cells: Vec<f64>,
}

impl Matrix {
    /// A matrix of zeros.
    pub fn zeros(rows: usize, columns: usize) -> Matrix {
        Matrix { rows, columns, cells: vec![0.0; rows * columns] }
    }

    /// A matrix of what a function says for each row and column.
    pub fn from_fn(
        rows: usize,
        columns: usize,
        mut cell: impl FnMut(usize, usize) -> f64,
    ) -> Matrix {
        let mut matrix = Matrix::zeros(rows, columns);
        for row in 0..rows {
            for column in 0..columns {
                matrix.cells[row * columns + column] = cell(row, column);
            }
        }
        matrix
    }

    /// A cell.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.columns + column]
    }

    /// Adds to a cell.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.columns + column] += value;
    }

    /// The transpose.
    pub fn transposed(&self) -> Matrix {
        Matrix::from_fn(self.columns, self.rows, |row, column| self.at(column, row))
    }

    /// The product with another matrix.
    pub fn times(&self, other: &Matrix) -> Matrix {
        Matrix::from_fn(self.rows, other.columns, |row, column| {
            (0..self.columns).map(|inner| self.at(row, inner) * other.at(inner, column)).sum()
        })
    }

    /// The sum of the diagonal.
    pub fn trace(&self) -> f64 {
        (0..self.rows.min(self.columns)).map(|at| self.at(at, at)).sum()
    }

    /// The matrix `x` with `self * x = right`, by elimination with row exchange; `None` where
    /// `self` has no inverse.
    pub fn solve(&self, right: &Matrix) -> Option<Matrix> {
        let size = self.rows;
        let (mut left, mut right) = (self.clone(), right.clone());
        for column in 0..size {
            let pivot = (column..size).max_by(|&one, &other| {
                left.at(one, column).abs().total_cmp(&left.at(other, column).abs())
            })?;
            if left.at(pivot, column).abs() < 1e-300 {
                return None;
            }
            left.exchange(column, pivot);
            right.exchange(column, pivot);
            for row in 0..size {
                let factor = left.at(row, column) / left.at(column, column);
                if row != column && factor != 0.0 {
                    left.subtract(row, column, factor);
                    right.subtract(row, column, factor);
                }
            }
        }
        Some(Matrix::from_fn(size, right.columns, |row, column| {
            right.at(row, column) / left.at(row, row)
        }))
    }

    fn exchange(&mut self, one: usize, other: usize) {
        for column in 0..self.columns {
            self.cells.swap(one * self.columns + column, other * self.columns + column);
        }
    }

    fn subtract(&mut self, from: usize, row: usize, factor: f64) {
        for column in 0..self.columns {
            let value = factor * self.at(row, column);
            self.add(from, column, -value);
        }
    }
}
