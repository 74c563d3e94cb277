//! Drawings as values: where every shape and text of an SVG stands. Templates write the markup, style sheets give the colours,
//! so a drawing follows the theme, light or dark, and needs no style of its own.
//!
//! Lengths are in `em` of the drawing's text or in percent of its width, so a drawing grows with the reader's font size and
//! with the page, and its text stays readable on the narrowest screen.

mod layers;
mod text;

use serde::Serialize;

pub use layers::{Arrow, Direction, Layers, MOST_ARROWS, MOST_NODES, Node, Placed, lay_out};
pub use text::{break_lines, width};

/// What a template makes an `<svg>` from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Drawing {
    /// `100%`, or a width in em for a drawing that does not stretch.
    pub width: String,
    pub height: String,
    /// For a drawing whose coordinates are its own units; without it they are lengths.
    pub view_box: Option<String>,
    /// What the drawing is and how much room it wants, for the style sheet.
    pub class: String,
    /// In the order in which they are painted.
    pub shapes: Vec<Shape>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "shape", rename_all = "lowercase")]
pub enum Shape {
    Rect(Rect),
    Path(Path),
    Text(Text),
}

/// A rectangle; `at` is a place from which its own coordinates count.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rect {
    pub class: String,
    pub at: Option<String>,
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
    pub radius: String,
}

/// A path in units of its own, which a frame puts into its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Path {
    pub class: String,
    pub d: String,
    /// `None` when the path uses the drawing's own units.
    pub frame: Option<Frame>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Frame {
    pub at: Option<String>,
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
    pub view_box: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Text {
    pub class: String,
    pub x: String,
    /// The first line's baseline.
    pub y: String,
    pub dx: String,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    pub lines: Vec<String>,
    /// From one baseline to the next.
    pub leading: String,
}

/// A number as SVG wants it: two digits after the point, no more than needed.
pub fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Minus zero is nobody's wish.
    format!("{}", rounded + 0.0)
}

pub fn em(value: f64) -> String {
    format!("{}em", number(value))
}

pub fn percent(value: f64) -> String {
    format!("{}%", number(value))
}

/// The class for a width that a drawing must not fall below, in em: the next of a few steps, which the style sheet has.
pub fn room(prefix: &str, least: f64) -> String {
    const STEPS: [u32; 9] = [16, 20, 24, 32, 40, 48, 64, 80, 112];
    let step = STEPS.into_iter().find(|step| f64::from(*step) >= least).unwrap_or(160);
    format!("{prefix}-{step}")
}
