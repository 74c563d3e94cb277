//! Bars that stand, side by side when there are several numbers to a name.

use super::Data;
use super::bars::{LEADING, NARROW, Scale};
use crate::components::drawing::{Drawing, Rect, Shape, Text, break_lines, em, percent, room, width};

/// Height of the plot in em.
const HEIGHT: f64 = 9.5;
/// Room for the numbers above.
const TOP: f64 = 1.5;

pub fn draw(data: &Data, mark: Option<&str>) -> Drawing {
    let scale = Scale::new(data);
    let (rows, series) = (data.rows.len() as f64, data.series.len());
    let shown: Vec<Vec<String>> = data
        .rows
        .iter()
        .map(|row| row.values.iter().map(|value| super::view::bare(value, &data.unit)).collect())
        .collect();
    let number = shown.iter().flatten().map(|text| width(text)).fold(0.0, f64::max);
    let column = if series == 1 { 2.6 } else { (number + 0.4).max(1.9) };
    let group = column * series as f64;
    let least = rows * (group + 0.9).max(number + 0.5).max(longest_piece(data) + 0.5);
    let labels = Labels::new(data, least.max(NARROW) / rows - 0.4);
    let y = |value: f64| TOP + (1.0 - scale.part(value)) * HEIGHT;
    let bottom = TOP + HEIGHT + if scale.low < 0.0 { 1.3 } else { 0.0 };

    let mut shapes = Vec::new();
    for (at, (row, shown)) in data.rows.iter().zip(shown).enumerate() {
        let middle = percent((at as f64 + 0.5) / rows * 100.0);
        let marked = if mark == Some(row.label.as_str()) { " marked" } else { "" };
        for (position, (value, text)) in row.values.iter().zip(shown).enumerate() {
            let Some(value) = value else { continue };
            let left = position as f64 * column - group / 2.0;
            let (from, to) = (y(value.number.max(0.0)), y(value.number.min(0.0)));
            shapes.push(Shape::Rect(Rect {
                class: format!("area series-{}{marked}", position + 1),
                at: Some(middle.clone()),
                x: em(left + 0.1),
                y: em(from),
                width: em(column - 0.2),
                height: em(to - from),
                radius: "2".to_owned(),
            }));
            shapes.push(Shape::Text(Text {
                class: "value".to_owned(),
                x: middle.clone(),
                dx: em(left + column / 2.0),
                y: em(if value.number < 0.0 { to + 1.1 } else { from - 0.4 }),
                anchor: "middle",
                lines: vec![text],
                ..Text::default()
            }));
        }
    }
    shapes.push(Shape::Rect(Rect {
        class: "axis".to_owned(),
        x: "0".to_owned(),
        y: em(y(0.0)),
        width: "100%".to_owned(),
        height: "1".to_owned(),
        radius: "0".to_owned(),
        ..Rect::default()
    }));
    let height = labels.draw(bottom, 1, &mut shapes);
    let mut class = String::from(if mark.is_some() { "has-mark " } else { "" });
    if least > NARROW {
        class.push_str(&room("wide", least));
        class.push(' ');
    }
    class.push_str(&room("cap", (rows * (group + 3.5)).max(20.0)));
    Drawing { width: "100%".to_owned(), height: em(height), class, shapes, view_box: None }
}

/// The widest piece of a label that cannot be broken.
pub fn longest_piece(data: &Data) -> f64 {
    let lines = data.rows.iter().flat_map(|row| break_lines(&row.label, 0.0));
    lines.map(|line| width(&line)).fold(0.0, f64::max).min(12.0)
}

/// Names below the plot, one in the middle of each band.
pub struct Labels {
    lines: Vec<Vec<String>>,
}

impl Labels {
    pub fn new(data: &Data, most: f64) -> Labels {
        Labels { lines: data.rows.iter().map(|row| break_lines(&row.label, most)).collect() }
    }

    /// Draws each name, or every `step`th; returns where they end.
    pub fn draw(self, top: f64, step: usize, shapes: &mut Vec<Shape>) -> f64 {
        let count = self.lines.len() as f64;
        let most = self.lines.iter().step_by(step).map(Vec::len).max().unwrap_or_default() as f64;
        for (at, lines) in self.lines.into_iter().enumerate().step_by(step) {
            shapes.push(Shape::Text(Text {
                class: "label".to_owned(),
                x: percent((at as f64 + 0.5) / count * 100.0),
                y: em(top + 1.4),
                anchor: "middle",
                lines,
                leading: em(LEADING),
                ..Text::default()
            }));
        }
        top + 0.6 + most * LEADING
    }
}
