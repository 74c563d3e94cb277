//! A flow chart as boxes and arrows.

use super::boxes::{TextBox, UNIT, drawing, frame, path, towards, way};
use super::flow::{Flow, is_decision};
use crate::components::drawing::{Arrow, Drawing, Node, Shape, Text, break_lines, lay_out, number, width};

/// A line of a step, and of what is said of an arrow, in em.
const STEP: f64 = 9.0;
const LABEL: f64 = 8.0;
/// Length of an arrow's head.
const HEAD: f64 = 8.0;
/// How far the points of a decision stand out.
const POINT: f64 = 14.0;

pub fn draw(flow: &Flow, mark: Option<&str>) -> Drawing {
    let boxes: Vec<_> = flow.steps.iter().map(|step| TextBox::new(step, "", STEP)).collect();
    let nodes: Vec<_> = flow.steps.iter().zip(&boxes).map(|(step, text)| node(step, text)).collect();
    let labels: Vec<_> = flow.arrows.iter().map(|arrow| break_lines(&arrow.label, LABEL)).collect();
    let arrows: Vec<_> = flow
        .arrows
        .iter()
        .zip(&labels)
        .map(|(arrow, lines)| Arrow { from: arrow.from, to: arrow.to, label: label_size(lines) })
        .collect();
    let layers = lay_out(&nodes, &arrows, flow.direction);

    let mut shapes = Vec::new();
    for placed in &layers.arrows {
        if let [.., before, end] = placed.points.as_slice() {
            let neck = towards(*end, *before, HEAD - 1.0);
            let mut points = placed.points.clone();
            points.pop();
            points.push(neck);
            shapes.push(path("way", way(&points, 12.0)));
            shapes.push(path("head", head(neck, *end)));
        }
    }
    for (at, (text, middle)) in boxes.into_iter().zip(&layers.nodes).enumerate() {
        let node = nodes[at];
        let step = &flow.steps[at];
        let marked = if mark == Some(step.as_str()) { " marked" } else { "" };
        let enters = flow.arrows.iter().any(|arrow| arrow.to == at && arrow.from != at);
        let leaves = flow.arrows.iter().any(|arrow| arrow.from == at && arrow.to != at);
        shapes.push(if is_decision(step) {
            path(&format!("box decision{marked}"), decision(*middle, node))
        } else if enters && leaves {
            frame(format!("box step{marked}"), *middle, node.width, node.height, 6.0)
        } else {
            let class = if enters { "end" } else { "start" };
            frame(format!("box {class}{marked}"), *middle, node.width, node.height, (node.height / 2.0).min(20.0))
        });
        text.text(*middle, &mut shapes);
    }
    for (placed, lines) in layers.arrows.iter().zip(labels) {
        if let Some((x, y)) = placed.label {
            let top = y - lines.len() as f64 * 8.5 + 12.5;
            shapes.push(Shape::Text(Text {
                class: "way-label".to_owned(),
                x: number(x),
                y: number(top),
                dx: String::new(),
                anchor: "middle",
                lines,
                leading: "17".to_owned(),
            }));
        }
    }
    drawing(layers.width, layers.height, shapes)
}

fn node(step: &str, text: &TextBox) -> Node {
    let points = if is_decision(step) { 2.0 * POINT } else { 0.0 };
    Node { width: text.width + points, height: text.height }
}

fn label_size(lines: &[String]) -> Option<Node> {
    let widest = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
    (!lines.is_empty()).then_some(Node { width: widest * UNIT + 10.0, height: lines.len() as f64 * 17.0 + 4.0 })
}

/// A box that comes to a point at both sides.
fn decision((x, y): (f64, f64), node: Node) -> String {
    let (half, high) = (node.width / 2.0, node.height / 2.0);
    let points = [(x - half, y), (x - half + POINT, y - high), (x + half - POINT, y - high)];
    let back = [(x + half, y), (x + half - POINT, y + high), (x - half + POINT, y + high)];
    let points: Vec<_> = points.into_iter().chain(back).map(|(x, y)| format!("{} {}", number(x), number(y))).collect();
    format!("M{}Z", points.join("L"))
}

/// An arrow's head, from its neck to its tip.
fn head(neck: (f64, f64), tip: (f64, f64)) -> String {
    let (dx, dy) = (tip.0 - neck.0, tip.1 - neck.1);
    let length = dx.hypot(dy).max(0.01);
    let (ux, uy) = (dx / length, dy / length);
    let back = (tip.0 - ux * HEAD, tip.1 - uy * HEAD);
    let side = |sign: f64| (back.0 - uy * sign * HEAD * 0.5, back.1 + ux * sign * HEAD * 0.5);
    let (left, right) = (side(1.0), side(-1.0));
    let at = |(x, y): (f64, f64)| format!("{} {}", number(x), number(y));
    format!("M{}L{}L{}Z", at(tip), at(left), at(right))
}
