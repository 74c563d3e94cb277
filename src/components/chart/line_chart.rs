//! Lines from point to point, with a scale at their side.

use super::Data;
use super::bars::NARROW;
use super::columns::{Labels, longest_piece};
use super::view::bare;
use crate::components::drawing::{Drawing, Frame, Path, Rect, Shape, Text, em, number, percent, room, width};

/// Height of the plot in em.
const HEIGHT: f64 = 11.0;
const TOP: f64 = 1.5;
/// With more points than this there is no room to write the number at each.
const MOST_NUMBERS: usize = 12;

/// The marks of the points, one for each line, in a box from −5 to 5.
pub const MARKS: [&str; 4] =
    ["M-4 0A4 4 0 1 0 4 0A4 4 0 1 0-4 0Z", "M-4-4H4V4H-4Z", "M0-5L5 0L0 5L-5 0Z", "M0-5L5 4H-5Z"];

pub fn draw(data: &Data) -> Drawing {
    let ticks = Ticks::new(data);
    let rows = data.rows.len();
    let written = data.series.len() <= 2 && rows <= MOST_NUMBERS;
    let step = if rows <= MOST_NUMBERS { 1 } else { rows.div_ceil(8) };
    let numbers = data.rows.iter().flat_map(|row| &row.values).map(|value| width(&bare(value, &data.unit)));
    let number_width = if written { numbers.fold(0.0, f64::max) + 0.4 } else { 1.2 };
    let least = rows as f64 * number_width.max((longest_piece(data) + 0.5) / step as f64);
    let gutter = ticks.shown.iter().map(|(_, text)| width(text)).fold(0.0, f64::max) + 0.9;
    let labels = Labels::new(data, least.max(NARROW - gutter) / rows as f64 * step as f64 - 0.4);
    let y = |value: f64| TOP + (1.0 - (value - ticks.low) / (ticks.high - ticks.low)) * HEIGHT;
    let x = |at: usize| (at as f64 + 0.5) / rows as f64 * 100.0;

    let mut shapes = Vec::new();
    for (value, text) in &ticks.shown {
        shapes.push(Shape::Rect(Rect {
            class: if *value == ticks.low { "axis" } else { "grid" }.to_owned(),
            x: "0".to_owned(),
            y: em(y(*value)),
            width: "100%".to_owned(),
            height: "1".to_owned(),
            radius: "0".to_owned(),
            ..Rect::default()
        }));
        shapes.push(Shape::Text(Text {
            class: "scale".to_owned(),
            x: "-.6em".to_owned(),
            y: em(y(*value) + 0.35),
            anchor: "end",
            lines: vec![text.clone()],
            ..Text::default()
        }));
    }
    for series in 0..data.series.len() {
        let points: Vec<_> =
            data.rows.iter().map(|row| row.values[series].as_ref().map(|value| value.number)).collect();
        shapes.push(Shape::Path(Path {
            class: format!("line series-{}", series + 1),
            d: way(&points, x, |value| y(value) - TOP),
            frame: Some(Frame {
                x: "0".to_owned(),
                y: em(TOP),
                width: "100%".to_owned(),
                height: em(HEIGHT),
                view_box: format!("0 0 100 {}", number(HEIGHT)),
                ..Frame::default()
            }),
        }));
        for (at, value) in points.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))) {
            shapes.push(Shape::Path(Path {
                class: format!("point series-{}", series + 1),
                d: MARKS[series % MARKS.len()].to_owned(),
                frame: Some(Frame {
                    at: Some(percent(x(at))),
                    x: "-.35em".to_owned(),
                    y: em(y(value) - 0.35),
                    width: ".7em".to_owned(),
                    height: ".7em".to_owned(),
                    view_box: "-5 -5 10 10".to_owned(),
                }),
            }));
            // Not across the axis.
            let below = data.lies_below(at, series) && y(value) + 1.5 < TOP + HEIGHT;
            if written {
                shapes.push(Shape::Text(Text {
                    class: "value".to_owned(),
                    x: percent(x(at)),
                    y: em(y(value) + if below { 1.4 } else { -0.65 }),
                    anchor: "middle",
                    lines: vec![bare(&data.rows[at].values[series], &data.unit)],
                    ..Text::default()
                }));
            }
        }
    }
    let height = labels.draw(TOP + HEIGHT, step, &mut shapes);
    let mut class = format!("{} gutter-{}", room("cap", 40.0), gutter.ceil().clamp(2.0, 12.0));
    if least > NARROW - gutter {
        class.push_str(&format!(" {}", room("wide", least + gutter)));
    }
    Drawing { width: "100%".to_owned(), height: em(height), class, shapes, view_box: None }
}

/// The path through the points, broken where one is missing.
fn way(points: &[Option<f64>], x: impl Fn(usize) -> f64, y: impl Fn(f64) -> f64) -> String {
    let mut d = String::new();
    let mut pen = 'M';
    for (at, value) in points.iter().enumerate() {
        match value {
            Some(value) => {
                d.push_str(&format!("{pen}{} {}", number(x(at)), number(y(*value))));
                pen = 'L';
            }
            None => pen = 'M',
        }
    }
    d
}

impl Data {
    /// Whether a number is better written below its point: the lower of two, or the bottom of a valley.
    fn lies_below(&self, at: usize, series: usize) -> bool {
        let value =
            |at: usize, series: usize| self.rows.get(at)?.values.get(series)?.as_ref().map(|value| value.number);
        let Some(own) = value(at, series) else { return false };
        if self.series.len() == 2 {
            return match value(at, 1 - series) {
                Some(other) => own < other || (own == other && series == 1),
                None => false,
            };
        }
        let beside = [at.checked_sub(1).and_then(|before| value(before, series)), value(at + 1, series)];
        beside.iter().all(Option::is_some) && beside.into_iter().flatten().all(|other| other > own)
    }
}

/// A scale in round steps.
struct Ticks {
    low: f64,
    high: f64,
    shown: Vec<(f64, String)>,
}

impl Ticks {
    fn new(data: &Data) -> Ticks {
        let (mut low, mut high) =
            (data.numbers().fold(f64::INFINITY, f64::min), data.numbers().fold(f64::NEG_INFINITY, f64::max));
        // From zero, unless all that happens lies far above it.
        if low >= 0.0 && low < 0.7 * high || low == high {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        if low == high {
            high = low + 1.0;
        }
        let rough = (high - low) / 4.0;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * power).into_iter().find(|step| *step >= rough * 0.999);
        let step = step.unwrap_or(rough);
        let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
        let digits = if step < 1.0 {
            (-step.log10().floor()) as usize + usize::from(step * 10.0 % 1.0 != 0.0)
        } else {
            usize::from(step % 1.0 != 0.0)
        };
        let percent = if data.unit.is_percent() { "%" } else { "" };
        let shown = (first..=last)
            .map(|at| at as f64 * step)
            .map(|value| (value, format!("{}{percent}", grouped(value, digits))));
        Ticks { low: first as f64 * step, high: last as f64 * step, shown: shown.collect() }
    }
}

/// `12000` → `12,000`.
fn grouped(value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}{fraction}", if value < 0.0 { "−" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_large_numbers_in_groups() {
        assert_eq!(grouped(1_234_500.0, 0), "1,234,500");
        assert_eq!(grouped(-1500.25, 2), "−1,500.25");
        assert_eq!(grouped(120.0, 1), "120.0");
    }
}
