//! Several runs of one thing, and what is typical of them.

use super::measure::Cost;

/// Several runs of one thing.
#[derive(Clone, Default)]
pub struct Runs(Vec<Cost>);

impl Runs {
    pub fn add(&mut self, cost: Cost) {
        self.0.push(cost);
    }

    /// Median, smallest and largest of one figure.
    pub fn figure(&self, figure: impl Fn(&Cost) -> f64) -> (f64, f64, f64) {
        let mut values: Vec<f64> = self.0.iter().map(figure).collect();
        values.sort_by(f64::total_cmp);
        match (values.first(), values.last()) {
            (Some(least), Some(most)) => (values[values.len() / 2], *least, *most),
            _ => (f64::NAN, f64::NAN, f64::NAN),
        }
    }
}
