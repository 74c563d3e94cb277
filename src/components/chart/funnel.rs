//! A funnel: how many are left at each step.

use super::Data;
use super::bars::caption;
use crate::components::drawing::{Drawing, Frame, Path, Shape, em, number, room};

const HEIGHT: f64 = 1.7;

pub fn draw(data: &Data, mark: Option<&str>) -> Drawing {
    let numbers: Vec<f64> = data.numbers().collect();
    let most = numbers.iter().copied().fold(0.0, f64::max);
    let width = |at: usize| numbers.get(at).map_or(0.0, |value| if most == 0.0 { 0.0 } else { value / most * 100.0 });
    let mut shapes = Vec::new();
    let mut y = 0.0;
    for (at, (row, rate)) in data.rows.iter().zip(data.rates()).enumerate() {
        let shown = super::view::shown(&row.values[0], &data.unit);
        let value = if rate.is_empty() { shown } else { format!("{shown} · {rate}") };
        y = caption(&row.label, Some(&value), y, &mut shapes) + 0.5;
        let own = width(at);
        let next = if at + 1 < numbers.len() { width(at + 1).min(own) } else { own * 0.92 };
        let edge = |width: f64| (number(50.0 - width / 2.0), number(50.0 + width / 2.0));
        let ((left, right), (lower_left, lower_right)) = (edge(own), edge(next));
        let marked = if mark == Some(row.label.as_str()) { " marked" } else { "" };
        shapes.push(Shape::Path(Path {
            class: format!("area series-1 stage{marked}"),
            d: format!("M{left} 0H{right}L{lower_right} 10H{lower_left}Z"),
            frame: Some(Frame {
                x: "0".to_owned(),
                y: em(y),
                width: "100%".to_owned(),
                height: em(HEIGHT),
                view_box: "0 0 100 10".to_owned(),
                ..Frame::default()
            }),
        }));
        y += HEIGHT + 0.5;
    }
    let class = if mark.is_some() { "has-mark " } else { "" };
    Drawing {
        width: "100%".to_owned(),
        height: em(y),
        class: format!("{class}{}", room("cap", 32.0)),
        shapes,
        view_box: None,
    }
}

impl Data {
    /// What part of the step before is left, in percent; empty for the first.
    pub fn rates(&self) -> Vec<String> {
        let numbers: Vec<f64> = self.numbers().collect();
        let rate = |at: usize| match at.checked_sub(1).map(|before| numbers[before]) {
            Some(before) if before > 0.0 => share(numbers[at] / before),
            _ => String::new(),
        };
        (0..numbers.len()).map(rate).collect()
    }

    /// What part of the whole each is, in percent.
    pub fn shares(&self) -> Vec<String> {
        let total: f64 = self.numbers().sum();
        self.numbers().map(|value| share(value / total)).collect()
    }
}

fn share(part: f64) -> String {
    let percent = part * 100.0;
    if percent >= 10.0 || percent == 0.0 {
        format!("{}%", percent.round())
    } else {
        format!("{}%", (percent * 10.0).round() / 10.0)
    }
}
