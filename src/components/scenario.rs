//! `scenario`.

use serde::Serialize;

use super::{Attributes, Understanding, attributes};
use crate::document::{Block, Container};
use crate::source::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    pub id: String,
    pub title: String,
    pub span: Span,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ScenarioView {
    pub id: String,
    pub heading: String,
    pub body: String,
}

impl Scenario {
    pub fn view<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String) -> ScenarioView {
        ScenarioView { id: self.id.clone(), heading: self.title.clone(), body: html(&self.blocks) }
    }

    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        visit(&self.blocks);
    }
}

pub fn read(container: Container, span: Span, understanding: &mut Understanding) -> Scenario {
    let attributes = Attributes::new(&container.fence);
    attributes.finish(understanding);
    Scenario {
        id: attributes::id(&container.fence),
        title: container.fence.title.clone(),
        span,
        blocks: container.blocks,
    }
}
