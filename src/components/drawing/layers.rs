//! Boxes and arrows in layers, every arrow leading onwards where it can. The placing is dagre's, which Mermaid also uses.

use dagre::graph::{Graph, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, RankDir, layout};

/// A box to place, with its size in units of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    pub width: f64,
    pub height: f64,
}

/// From one box to another, both by their positions, with room for a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    pub from: usize,
    pub to: usize,
    pub label: Option<Node>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    #[default]
    Down,
    Right,
}

/// Where everything goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layers {
    pub width: f64,
    pub height: f64,
    /// The middle of each box.
    pub nodes: Vec<(f64, f64)>,
    pub arrows: Vec<Placed>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// The way of the arrow, from the edge of one box to that of the other.
    pub points: Vec<(f64, f64)>,
    /// The middle of its label.
    pub label: Option<(f64, f64)>,
}

/// More boxes or arrows than this take seconds to place, and nobody could read them.
pub const MOST_NODES: usize = 60;
pub const MOST_ARROWS: usize = 120;

/// Places boxes and arrows. The same input gives the same places.
pub fn lay_out(nodes: &[Node], arrows: &[Arrow], direction: Direction) -> Layers {
    let mut graph: Graph<NodeLabel, EdgeLabel> =
        Graph::with_options(GraphOptions { directed: true, multigraph: true, compound: false });
    for (at, node) in nodes.iter().enumerate() {
        let label = NodeLabel { width: node.width, height: node.height, ..NodeLabel::default() };
        graph.set_node(at.to_string(), Some(label));
    }
    for (at, arrow) in arrows.iter().enumerate() {
        let (width, height) = arrow.label.map_or((0.0, 0.0), |label| (label.width, label.height));
        let label = EdgeLabel { width, height, labelpos: LabelPos::Center, ..EdgeLabel::default() };
        graph.set_edge(arrow.from.to_string(), arrow.to.to_string(), Some(label), Some(&at.to_string()));
    }
    let rankdir = match direction {
        Direction::Down => RankDir::TB,
        Direction::Right => RankDir::LR,
    };
    layout(
        &mut graph,
        Some(LayoutOptions { rankdir, nodesep: 28.0, edgesep: 16.0, ranksep: 34.0, ..Default::default() }),
    );
    let mut layers = Layers {
        nodes: (0..nodes.len())
            .map(|at| graph.node(&at.to_string()).map_or((0.0, 0.0), |node| (place(node.x), place(node.y))))
            .collect(),
        arrows: arrows
            .iter()
            .enumerate()
            .map(|(at, arrow)| {
                let edge = graph.edge(&arrow.from.to_string(), &arrow.to.to_string(), Some(&at.to_string()));
                edge.map_or_else(Placed::default, |edge| Placed {
                    points: edge.points.iter().map(|point| (point.x, point.y)).collect(),
                    label: arrow.label.map(|_| (place(edge.x), place(edge.y))),
                })
            })
            .collect(),
        ..Layers::default()
    };
    layers.fit(nodes, arrows);
    layers
}

fn place(coordinate: Option<f64>) -> f64 {
    coordinate.filter(|value| value.is_finite()).unwrap_or_default()
}

impl Layers {
    /// Moves everything so that it begins at zero, and measures it: ways around others may lead beyond all boxes.
    fn fit(&mut self, nodes: &[Node], arrows: &[Arrow]) {
        let boxes = self.nodes.iter().zip(nodes).map(|(middle, node)| (*middle, node.width, node.height));
        let labels = self.arrows.iter().zip(arrows).filter_map(|(placed, arrow)| {
            let (middle, size) = (placed.label?, arrow.label?);
            Some((middle, size.width, size.height))
        });
        let points = self.arrows.iter().flat_map(|placed| &placed.points).map(|point| (*point, 0.0, 0.0));
        let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for ((x, y), width, height) in boxes.chain(labels).chain(points) {
            (left, right) = (left.min(x - width / 2.0), right.max(x + width / 2.0));
            (top, bottom) = (top.min(y - height / 2.0), bottom.max(y + height / 2.0));
        }
        if left > right {
            return;
        }
        let ways = self.arrows.iter_mut().flat_map(|placed| placed.points.iter_mut().chain(&mut placed.label));
        for point in self.nodes.iter_mut().chain(ways) {
            *point = (point.0 - left, point.1 - top);
        }
        (self.width, self.height) = (right - left, bottom - top);
    }
}
