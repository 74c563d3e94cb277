//! The ways through a conversation: what can be reached, what can end, how many points there are to gain.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, EdgeRef, Reversed};

use super::{Goal, Scenario};

/// What can be known of a conversation without having it.
///
/// A choice that leads nowhere is taken as leading where it was probably meant to, so that one slip is one finding.
#[derive(Debug)]
pub struct Graph {
    /// By step: the conversation can get there.
    pub reachable: Vec<bool>,
    /// By step: the conversation can end from there on.
    pub can_end: Vec<bool>,
    /// Some choice leads nobody knows where, so what cannot be reached or ended may yet be.
    pub uncertain: bool,
    /// No path gains more points than this; `None` when no path ends.
    ///
    /// A choice's points count once, however often it is taken. Within a loop all gains count, as it can be walked until
    /// all of them are collected; that may be more than any real path has, never less.
    pub most_points: Option<i32>,
    /// A path that passes no step twice has so many points.
    fewest_most: Option<i32>,
}

/// Paths tried for the exact number of points; more than any conversation has that a person could write.
const MOST_PATHS: usize = 20_000;

impl Graph {
    pub fn of(scenario: &Scenario) -> Graph {
        let mut steps: DiGraph<Option<i32>, i32> = DiGraph::new();
        let nodes: Vec<NodeIndex> =
            scenario.steps.iter().map(|step| steps.add_node(step.is_ending().then_some(0))).collect();
        let mut uncertain = false;
        for (step, node) in scenario.steps.iter().zip(&nodes) {
            for choice in &step.choices {
                match choice.goal {
                    Goal::Step(to) | Goal::Unknown { near: Some(to) } => {
                        steps.add_edge(*node, nodes[to], choice.score);
                    }
                    Goal::Outside | Goal::Unknown { near: None } => {
                        uncertain |= choice.goal != Goal::Outside;
                        // The conversation can end here with the points of this choice.
                        let points = steps[*node].map_or(choice.score, |points| points.max(choice.score));
                        steps[*node] = Some(points);
                    }
                }
            }
        }
        let mut graph = Graph {
            reachable: vec![false; nodes.len()],
            can_end: vec![false; nodes.len()],
            uncertain,
            most_points: None,
            fewest_most: None,
        };
        let Some(start) = nodes.first() else { return graph };
        let mut walk = Dfs::new(&steps, *start);
        while let Some(node) = walk.next(&steps) {
            graph.reachable[node.index()] = true;
        }
        for end in nodes.iter().filter(|node| steps[**node].is_some()) {
            let mut walk = Dfs::new(Reversed(&steps), *end);
            while let Some(node) = walk.next(Reversed(&steps)) {
                graph.can_end[node.index()] = true;
            }
        }
        graph.most_points = most_points(&steps, *start);
        let mut paths = Paths { steps: &steps, visited: vec![false; nodes.len()], left: MOST_PATHS, best: None };
        paths.walk(*start, 0);
        graph.fewest_most = paths.best;
        graph
    }

    /// The most points a path can have, when that is certain.
    pub fn best(&self) -> Option<i32> {
        self.most_points.filter(|most| self.fewest_most == Some(*most))
    }
}

/// The points of the best path, loops taken as one step that has all the gains in it.
fn most_points(steps: &DiGraph<Option<i32>, i32>, start: NodeIndex) -> Option<i32> {
    // tarjan_scc gives what comes last first, so that all that follows a loop is known when the loop is.
    let loops = tarjan_scc(steps);
    let mut loop_of = vec![0; steps.node_count()];
    let mut best: Vec<Option<i32>> = Vec::new();
    for (at, nodes) in loops.iter().enumerate() {
        nodes.iter().for_each(|node| loop_of[node.index()] = at);
        let edges = || nodes.iter().flat_map(|node| steps.edges(*node));
        let is_inside = |edge: &petgraph::graph::EdgeReference<i32>| {
            loop_of[edge.target().index()] == at && nodes.contains(&edge.target())
        };
        let gains: i32 = edges().filter(is_inside).map(|edge| (*edge.weight()).max(0)).sum();
        let ends = nodes.iter().filter_map(|node| steps[*node]);
        let goes_on = edges()
            .filter(|edge| !is_inside(edge))
            .filter_map(|edge| Some(edge.weight() + best[loop_of[edge.target().index()]]?));
        best.push(ends.chain(goes_on).max().map(|points| points + gains));
    }
    best[loop_of[start.index()]]
}

/// Tries paths that pass no step twice.
struct Paths<'g> {
    steps: &'g DiGraph<Option<i32>, i32>,
    visited: Vec<bool>,
    left: usize,
    best: Option<i32>,
}

impl Paths<'_> {
    fn walk(&mut self, node: NodeIndex, points: i32) {
        if self.left == 0 || self.visited[node.index()] {
            return;
        }
        self.left -= 1;
        self.visited[node.index()] = true;
        if let Some(last) = self.steps[node] {
            self.best = self.best.max(Some(points + last));
        }
        for edge in self.steps.edges(node) {
            self.walk(edge.target(), points + edge.weight());
        }
        self.visited[node.index()] = false;
    }
}
