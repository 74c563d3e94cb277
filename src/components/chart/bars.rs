//! Bars that lie: the name and the number above each, so that long names have room on a phone.

use super::Data;
use crate::components::drawing::{Drawing, Rect, Shape, Text, break_lines, em, percent, room, width};

/// What the narrowest screen shows in a line, in em.
pub const NARROW: f64 = 19.0;
pub const LEADING: f64 = 1.35;

/// Draws rows of one number each, or of several.
pub fn draw(data: &Data, mark: Option<&str>) -> Drawing {
    let scale = Scale::new(data);
    let several = data.series.len() > 1;
    // Several numbers have a column of their own at the end.
    let longest = data.shown().iter().flatten().map(|text| width(text)).fold(0.0, f64::max);
    let length = if several { (100.0 - (longest + 0.8) / NARROW * 100.0).max(40.0) } else { 100.0 };
    let mut shapes = Vec::new();
    let mut y = 0.0;
    for (row, shown) in data.rows.iter().zip(data.shown()) {
        let marked = if mark == Some(row.label.as_str()) { " marked" } else { "" };
        y = caption(&row.label, (!several).then(|| shown[0].as_str()), y, &mut shapes);
        let text_end = y;
        for (at, (value, shown)) in row.values.iter().zip(shown).enumerate() {
            y += if several { 0.38 } else { 0.45 };
            let height = if several { 0.95 } else { 0.7 };
            let place = |class: String, from: f64, to: f64| {
                Shape::Rect(Rect {
                    class,
                    x: percent(from),
                    y: em(y),
                    width: percent(to - from),
                    height: em(height),
                    radius: "2".to_owned(),
                    ..Rect::default()
                })
            };
            if !several {
                shapes.push(place("track".to_owned(), 0.0, length));
            }
            if let Some(value) = value {
                let (zero, end) = (scale.part(0.0) * length, scale.part(value.number) * length);
                shapes.push(place(format!("area series-{}{marked}", at + 1), zero.min(end), zero.max(end)));
            }
            if several {
                shapes.push(Shape::Text(Text {
                    class: "value".to_owned(),
                    x: "100%".to_owned(),
                    y: em(y + 0.82),
                    anchor: "end",
                    lines: vec![shown],
                    ..Text::default()
                }));
            }
            y += height;
        }
        if scale.low < 0.0 {
            shapes.push(Shape::Rect(Rect {
                class: "axis".to_owned(),
                x: percent(scale.part(0.0) * length),
                y: em(text_end + 0.25),
                width: "1".to_owned(),
                height: em(y - text_end - 0.05),
                radius: "0".to_owned(),
                ..Rect::default()
            }));
        }
        y += 0.95;
    }
    let class = if mark.is_some() { "has-mark " } else { "" };
    Drawing {
        width: "100%".to_owned(),
        height: em(y - 0.7),
        class: format!("{class}{}", room("cap", 36.0)),
        shapes,
        view_box: None,
    }
}

/// A name with a number at the end of its line; returns where the text ends.
pub fn caption(label: &str, value: Option<&str>, top: f64, shapes: &mut Vec<Shape>) -> f64 {
    let mut lines = break_lines(label, NARROW - 1.0);
    let last = lines.last().map_or(0.0, |line| width(line));
    if value.is_some_and(|value| last + width(value) + 1.0 > NARROW) && last > 0.0 {
        lines.push(String::new());
    }
    let count = lines.len().max(1) as f64;
    let baseline = |line: f64| em(top + 1.0 + line * LEADING);
    shapes.push(Shape::Text(Text {
        class: "label".to_owned(),
        x: "0".to_owned(),
        y: baseline(0.0),
        anchor: "start",
        lines,
        leading: em(LEADING),
        ..Text::default()
    }));
    if let Some(value) = value {
        shapes.push(Shape::Text(Text {
            class: "value".to_owned(),
            x: "100%".to_owned(),
            y: baseline(count - 1.0),
            anchor: "end",
            lines: vec![value.to_owned()],
            ..Text::default()
        }));
    }
    top + 1.0 + (count - 1.0) * LEADING
}

/// From the smallest number to the largest, zero included.
pub struct Scale {
    pub low: f64,
    pub high: f64,
}

impl Scale {
    pub fn new(data: &Data) -> Scale {
        let numbers = || data.numbers();
        let (low, high) = (numbers().fold(0.0, f64::min), numbers().fold(0.0, f64::max));
        Scale { low, high: if low == high { low + 1.0 } else { high } }
    }

    /// How far along a number is, from 0 to 1.
    pub fn part(&self, number: f64) -> f64 {
        (number - self.low) / (self.high - self.low)
    }
}

impl Data {
    /// All numbers there are.
    pub fn numbers(&self) -> impl Iterator<Item = f64> {
        self.rows.iter().flat_map(|row| &row.values).flatten().map(|value| value.number)
    }

    /// The numbers as they are shown, row by row.
    pub fn shown(&self) -> Vec<Vec<String>> {
        let shown = |value: &Option<super::Value>| match value {
            Some(value) => self.unit.with(&value.text),
            None => "—".to_owned(),
        };
        self.rows.iter().map(|row| row.values.iter().map(shown).collect()).collect()
    }
}
