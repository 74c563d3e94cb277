//! A drawing of a conversation for whoever writes it: steps as boxes, choices as arrows with their points.

use serde::Serialize;

use super::{Goal, Graph, Scenario, shown_score};
use crate::components::drawing::{self, Arrow, Direction, Node};

/// Where everything of the drawing stands; templates make an `<svg>` of it. Lengths are units of the view box.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Map {
    pub width: String,
    pub height: String,
    pub boxes: Vec<MapBox>,
    pub arrows: Vec<MapArrow>,
    pub steps: usize,
    pub endings: usize,
    pub unreachable: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapBox {
    pub kind: BoxKind,
    /// No path from the beginning leads here.
    pub unreachable: bool,
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
    /// How round its corners are: endings are round, steps are not.
    pub radius: String,
    /// The step's id; empty for what is no step.
    pub id: String,
    pub title: String,
    pub lines: Vec<MapLine>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoxKind {
    Start,
    Step,
    Ending,
    /// Where choices lead that leave the conversation.
    Outside,
    /// Where choices lead that lead nowhere.
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapLine {
    pub x: String,
    pub y: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapArrow {
    /// The line and its head, as paths.
    pub line: String,
    pub head: String,
    /// `gain`, `loss` or `even`.
    pub kind: &'static str,
    /// The titles of the boxes it joins.
    pub from: String,
    pub to: String,
    /// Which of the step's choices it is, and its points.
    pub label: MapLine,
}

/// Size of the text, from line to line, around it in a box, and the widest line in em.
const TEXT: f64 = 14.0;
const LEADING: f64 = 20.0;
const PADDING: (f64, f64) = (14.0, 10.0);
const WIDEST: f64 = 10.0;
/// Around everything, so that no line is cut off.
const MARGIN: f64 = 4.0;

/// A box before it has a place.
struct Draft<'s> {
    kind: BoxKind,
    id: &'s str,
    title: &'s str,
    unreachable: bool,
    lines: Vec<String>,
}

impl Draft<'_> {
    fn size(&self) -> Node {
        let widest = self.lines.iter().map(|line| drawing::width(line)).fold(2.0, f64::max);
        Node {
            width: (widest * TEXT + 2.0 * PADDING.0).ceil(),
            height: self.lines.len().max(1) as f64 * LEADING + 2.0 * PADDING.1,
        }
    }
}

impl Scenario {
    /// The drawing; `None` for a conversation without steps, or with more than anybody could read.
    pub fn map(&self) -> Option<Map> {
        let graph = Graph::of(self);
        let mut boxes: Vec<Draft> = self
            .steps
            .iter()
            .zip(&graph.reachable)
            .enumerate()
            .map(|(at, (step, reachable))| {
                let kind = match (at, step.is_ending()) {
                    (_, true) => BoxKind::Ending,
                    (0, false) => BoxKind::Start,
                    _ => BoxKind::Step,
                };
                let lines = drawing::break_lines(&step.title, WIDEST);
                Draft { kind, id: &step.id, title: &step.title, unreachable: !reachable, lines }
            })
            .collect();
        let mut arrows = Vec::new();
        for (from, step) in self.steps.iter().enumerate() {
            for (number, choice) in step.choices.iter().enumerate() {
                let to = match choice.goal {
                    Goal::Step(to) => to,
                    Goal::Outside => sign(BoxKind::Outside, "↗", &mut boxes),
                    Goal::Unknown { .. } => sign(BoxKind::Unknown, "?", &mut boxes),
                };
                let number = number + 1;
                let label = match choice.score {
                    0 => number.to_string(),
                    points => format!("{number}: {}", shown_score(points)),
                };
                arrows.push((from, to, label, choice.score));
            }
        }
        if boxes.is_empty() || boxes.len() > drawing::MOST_NODES || arrows.len() > drawing::MOST_ARROWS {
            return None;
        }
        let nodes: Vec<Node> = boxes.iter().map(Draft::size).collect();
        let ways: Vec<Arrow> = arrows
            .iter()
            .map(|(from, to, label, _)| Arrow {
                from: *from,
                to: *to,
                label: Some(Node { width: drawing::width(label) * TEXT + 8.0, height: LEADING }),
            })
            .collect();
        let placed = drawing::lay_out(&nodes, &ways, Direction::Down);
        let map_arrows = arrows.iter().zip(&placed.arrows).map(|((from, to, label, points), placed)| {
            let (line, head) = paths(&placed.points);
            MapArrow {
                line,
                head,
                kind: match points.signum() {
                    1 => "gain",
                    -1 => "loss",
                    _ => "even",
                },
                from: boxes[*from].title.to_owned(),
                to: boxes[*to].title.to_owned(),
                label: text_line(placed.label.unwrap_or_default(), label),
            }
        });
        let map_arrows = map_arrows.collect();
        let map_boxes = boxes.iter().zip(&nodes).zip(&placed.nodes);
        Some(Map {
            width: drawing::number(placed.width + 2.0 * MARGIN),
            height: drawing::number(placed.height + 2.0 * MARGIN),
            boxes: map_boxes.map(|((draft, node), middle)| map_box(draft, *node, *middle)).collect(),
            arrows: map_arrows,
            steps: self.steps.len(),
            endings: self.steps.iter().filter(|step| step.is_ending()).count(),
            unreachable: graph.reachable.iter().filter(|reachable| !**reachable).count(),
        })
    }
}

/// The box for what is no step, made when it is first needed.
fn sign<'s>(kind: BoxKind, title: &'s str, boxes: &mut Vec<Draft<'s>>) -> usize {
    boxes.iter().position(|draft| draft.kind == kind).unwrap_or_else(|| {
        boxes.push(Draft { kind, id: "", title, unreachable: false, lines: vec![title.to_owned()] });
        boxes.len() - 1
    })
}

fn map_box(draft: &Draft, node: Node, (x, y): (f64, f64)) -> MapBox {
    let first = y - (draft.lines.len() as f64 - 1.0) * LEADING / 2.0;
    MapBox {
        kind: draft.kind,
        unreachable: draft.unreachable,
        x: drawing::number(x - node.width / 2.0 + MARGIN),
        y: drawing::number(y - node.height / 2.0 + MARGIN),
        width: drawing::number(node.width),
        height: drawing::number(node.height),
        radius: drawing::number(if draft.kind == BoxKind::Ending { node.height.min(40.0) / 2.0 } else { 6.0 }),
        id: draft.id.to_owned(),
        title: draft.title.to_owned(),
        lines: draft
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| text_line((x, first + at as f64 * LEADING), line))
            .collect(),
    }
}

/// A line of text whose middle is there.
fn text_line((x, y): (f64, f64), text: &str) -> MapLine {
    // From the middle of a line down to its baseline it is about a third of its size.
    MapLine { x: drawing::number(x + MARGIN), y: drawing::number(y + MARGIN + TEXT * 0.35), text: text.to_owned() }
}

/// A smooth line through the points, and its head.
fn paths(points: &[(f64, f64)]) -> (String, String) {
    let point = |(x, y): (f64, f64)| format!("{} {}", drawing::number(x + MARGIN), drawing::number(y + MARGIN));
    let middle = |a: (f64, f64), b: (f64, f64)| ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let [first, .., before, last] = points else {
        return match points {
            [from, to] => (format!("M{}L{}", point(*from), point(*to)), head(*from, *to, point)),
            _ => Default::default(),
        };
    };
    let mut line = format!("M{}", point(*first));
    for bend in points.windows(3) {
        line += &format!("L{}Q{} {}", point(middle(bend[0], bend[1])), point(bend[1]), point(middle(bend[1], bend[2])));
    }
    line += &format!("L{}", point(*last));
    (line, head(*before, *last, point))
}

fn head(from: (f64, f64), to: (f64, f64), point: impl Fn((f64, f64)) -> String) -> String {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(f64::EPSILON);
    let (dx, dy) = (dx / length, dy / length);
    let corner = |side: f64| (to.0 - 9.0 * dx + side * 4.5 * dy, to.1 - 9.0 * dy - side * 4.5 * dx);
    format!("M{}L{}L{}Z", point(to), point(corner(1.0)), point(corner(-1.0)))
}
