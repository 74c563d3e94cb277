//! `scenario`: a conversation to rehearse. A step is a heading, a choice is a list item that begins with a link to a step, an
//! ending is a step without choices.

mod choice;
mod graph;
mod map;
mod score;
mod speech;
mod steps;
mod view;

use super::{Attributes, Understanding, attributes};
use crate::document::{Block, Container};
use crate::source::Span;

pub use choice::{Choice, Goal};
pub use graph::Graph;
pub use map::Map;
pub use score::shown as shown_score;
pub use speech::Turn;
pub use view::ScenarioView;

#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    pub id: String,
    pub title: String,
    /// The line of the fence.
    pub fence: Span,
    /// How many points pass; without it nobody passes or fails.
    pub pass: Option<Pass>,
    /// What stands before the first step.
    pub introduction: Vec<Block>,
    /// In the order of the text; the conversation begins with the first.
    pub steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pass {
    pub points: u32,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The anchor of its heading.
    pub id: String,
    pub title: String,
    /// The heading itself.
    pub heading: Vec<Block>,
    pub span: Span,
    pub turns: Vec<Turn>,
    pub choices: Vec<Choice>,
}

impl Step {
    /// The conversation can end here: nothing is left to choose.
    pub fn is_ending(&self) -> bool {
        self.choices.is_empty()
    }
}

impl Scenario {
    /// Calls `visit` for every run of blocks in it, in the order of the text.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        visit(&self.introduction);
        for step in &self.steps {
            visit(&step.heading);
            step.turns.iter().for_each(|turn| visit(&turn.blocks));
            for choice in &step.choices {
                [&choice.words, &choice.aside, &choice.remark].into_iter().for_each(|blocks| visit(blocks));
            }
        }
    }

    /// Whether any choice gains or loses points.
    pub fn is_scored(&self) -> bool {
        self.steps.iter().flat_map(|step| &step.choices).any(|choice| choice.score != 0)
    }
}

pub fn read(container: Container, understanding: &mut Understanding) -> Scenario {
    let fence = &container.fence;
    let mut attributes = Attributes::new(fence);
    let points = attributes.number("pass", 1..=999, understanding);
    attributes.finish(understanding);
    let written = fence.attributes.iter().find(|attribute| attribute.name == "pass");
    let pass = points
        .zip(written)
        .map(|(points, written)| Pass { points, span: Span::new(written.range.start, written.range.end) });
    let open = Span::new(fence.open.start, fence.open.end);
    let (id, title) = (attributes::id(fence), fence.title.clone());
    let (introduction, steps) = steps::read(container.blocks, open, understanding);
    Scenario { id, title, fence: open, pass, introduction, steps }
}
