//! Slices of a whole, numbered as in the list beside them.

use std::f64::consts::TAU;

use super::Data;
use crate::components::drawing::{Drawing, Path, Shape, Text, number};

const RADIUS: f64 = 50.0;

pub fn draw(data: &Data, mark: Option<&str>) -> Drawing {
    let total: f64 = data.numbers().sum();
    let mut shapes = Vec::new();
    let mut badges = Vec::new();
    let mut start = 0.0;
    for (at, (row, value)) in data.rows.iter().zip(data.numbers()).enumerate() {
        let share = value / total;
        if share == 0.0 {
            continue;
        }
        let marked = if mark == Some(row.label.as_str()) { " marked" } else { "" };
        shapes.push(Shape::Path(Path {
            class: format!("slice slice-{}{marked}", at % 8 + 1),
            d: slice(start, start + share),
            frame: None,
        }));
        // A thin slice has its number outside.
        let distance = if share < 0.07 { RADIUS + 10.0 } else { RADIUS * 0.66 };
        let (x, y) = point(start + share / 2.0, distance);
        badges.push(Shape::Path(Path {
            class: "badge".to_owned(),
            d: format!("M{} {}a8 8 0 1 0 16 0a8 8 0 1 0-16 0Z", number(x - 8.0), number(y)),
            frame: None,
        }));
        badges.push(Shape::Text(Text {
            class: "badge-number".to_owned(),
            x: number(x),
            y: number(y + 3.5),
            anchor: "middle",
            lines: vec![(at + 1).to_string()],
            ..Text::default()
        }));
        start += share;
    }
    shapes.extend(badges);
    let class = if mark.is_some() { "has-mark" } else { "" };
    Drawing {
        width: "15em".to_owned(),
        height: "15em".to_owned(),
        view_box: Some("-70 -70 140 140".to_owned()),
        class: class.to_owned(),
        shapes,
    }
}

/// The point at a part of the circle, clockwise from the top.
fn point(part: f64, radius: f64) -> (f64, f64) {
    let (sin, cos) = (part * TAU).sin_cos();
    (radius * sin, -radius * cos)
}

fn slice(from: f64, to: f64) -> String {
    let radius = number(RADIUS);
    // An arc cannot lead all the way round.
    if to - from > 0.9999 {
        return format!("M0-{radius}A{radius} {radius} 0 1 1 0 {radius}A{radius} {radius} 0 1 1 0-{radius}Z");
    }
    let ((x1, y1), (x2, y2)) = (point(from, RADIUS), point(to, RADIUS));
    let large = u8::from(to - from > 0.5);
    format!("M0 0L{} {}A{radius} {radius} 0 {large} 1 {} {}Z", number(x1), number(y1), number(x2), number(y2))
}
