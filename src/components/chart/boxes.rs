//! Boxes with a few words in them, and ways between them, in units of which 14 make an em.

use crate::components::drawing::{Drawing, Path, Rect, Shape, Text, break_lines, em, number, room, width};

/// Units in an em of the boxes' text.
pub const UNIT: f64 = 14.0;
const LINE: f64 = 19.0;
const PADDING: (f64, f64) = (12.0, 9.0);

/// A box of text with its size.
#[derive(Clone, Debug, PartialEq)]
pub struct TextBox {
    pub lines: Vec<String>,
    /// Said of it, in quieter words.
    pub note: Vec<String>,
    pub width: f64,
    pub height: f64,
}

impl TextBox {
    /// A box for a text of lines of at most `most` em.
    pub fn new(text: &str, note: &str, most: f64) -> TextBox {
        let (lines, note) = (break_lines(text, most), break_lines(note, most));
        let widest = lines.iter().chain(&note).map(|line| width(line)).fold(3.4, f64::max);
        let height = (lines.len() + note.len()) as f64 * LINE + 2.0 * PADDING.1;
        TextBox { lines, note, width: (widest * UNIT + 2.0 * PADDING.0).ceil(), height }
    }

    /// The box's text around a middle.
    pub fn text(self, (x, y): (f64, f64), shapes: &mut Vec<Shape>) {
        let top = y - (self.lines.len() + self.note.len()) as f64 * LINE / 2.0 + 14.0;
        let after = top + self.lines.len() as f64 * LINE;
        for (class, lines, y) in [("words", self.lines, top), ("note", self.note, after)] {
            if !lines.is_empty() {
                shapes.push(Shape::Text(Text {
                    class: class.to_owned(),
                    x: number(x),
                    y: number(y),
                    dx: String::new(),
                    anchor: "middle",
                    lines,
                    leading: number(LINE),
                }));
            }
        }
    }
}

/// A box with round corners around a middle.
pub fn frame(class: String, (x, y): (f64, f64), width: f64, height: f64, radius: f64) -> Shape {
    Shape::Rect(Rect {
        class,
        at: None,
        x: number(x - width / 2.0),
        y: number(y - height / 2.0),
        width: number(width),
        height: number(height),
        radius: number(radius),
    })
}

/// A way through points, its corners rounded.
pub fn way(points: &[(f64, f64)], radius: f64) -> String {
    let mut d = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).map(|before| points[before]), points.get(at + 1));
        match (before, after) {
            (None, _) => d.push_str(&format!("M{} {}", number(*x), number(*y))),
            (Some(_), None) => d.push_str(&format!("L{} {}", number(*x), number(*y))),
            (Some(before), Some(after)) => {
                let (start, end) = (towards((*x, *y), before, radius), towards((*x, *y), *after, radius));
                d.push_str(&format!(
                    "L{} {}Q{} {} {} {}",
                    number(start.0),
                    number(start.1),
                    number(*x),
                    number(*y),
                    number(end.0),
                    number(end.1)
                ));
            }
        }
    }
    d
}

/// The point so far from one on the way to another, at most half the way.
pub fn towards(from: (f64, f64), to: (f64, f64), far: f64) -> (f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length == 0.0 {
        return from;
    }
    let part = (far / length).min(0.5);
    (from.0 + dx * part, from.1 + dy * part)
}

pub fn path(class: &str, d: String) -> Shape {
    Shape::Path(Path { class: class.to_owned(), d, frame: None })
}

/// How far a drawing shrinks to fit beside its page's contents; smaller, its words could not be read, and it scrolls instead.
const SHRUNK: f64 = 0.75;
/// Whatever is not wider, in em, has room on every screen.
const NARROWEST: f64 = 16.0;

/// A drawing of that size with a margin for strokes.
pub fn drawing(width: f64, height: f64, shapes: Vec<Shape>) -> Drawing {
    let (width, height) = (width + 4.0, height + 4.0);
    let least = SHRUNK * width / UNIT;
    Drawing {
        width: em(width / UNIT),
        height: em(height / UNIT),
        view_box: Some(format!("-2 -2 {} {}", number(width), number(height))),
        class: if least > NARROWEST { room("wide", least) } else { String::new() },
        shapes,
    }
}
