//! `checklist`: things to do by a certain day, which may tick themselves or be signed off by somebody else.

mod due;
mod item;
mod loose;
mod marks;
mod view;

use super::{Attributes, Understanding, attributes};
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind, Container};
use crate::source::Span;
use crate::words;

pub use due::Due;
pub use item::{Item, Name};
pub use view::{ChecklistView, DueView, Need, NeedKind};

#[derive(Clone, Debug, PartialEq)]
pub struct Checklist {
    pub id: String,
    pub title: String,
    /// For whom it is, by the names that `roles=` gives; for everybody when empty.
    pub roles: Vec<Name>,
    /// Text and items in the order of the page.
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Text(Vec<Block>),
    Items(Vec<Item>),
}

impl Checklist {
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.parts.iter().flat_map(|part| match part {
            Part::Items(items) => items.as_slice(),
            Part::Text(_) => &[],
        })
    }

    /// Calls `visit` for every run of blocks in it, in the order of the text.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        for part in &self.parts {
            match part {
                Part::Text(blocks) => visit(blocks),
                Part::Items(items) => items.iter().for_each(|item| {
                    visit(&item.words);
                    visit(&item.details);
                }),
            }
        }
    }
}

pub fn read(container: Container, understanding: &mut Understanding) -> Checklist {
    let fence = &container.fence;
    let mut attributes = Attributes::new(fence);
    let roles = attributes.text("roles").unwrap_or_default();
    attributes.finish(understanding);
    let written = fence.attributes.iter().find(|attribute| attribute.name == "roles");
    let place = written.map_or_else(Span::default, |written| Span::new(written.range.start, written.range.end));
    let roles = roles.split([',', '，', '、']).map(str::trim).filter(|role| !role.is_empty());
    let roles = roles.map(|role| Name { name: role.to_owned(), span: place }).collect();

    let (id, title) = (attributes::id(fence), fence.title.clone());
    let open = Span::new(fence.open.start, fence.open.end);
    loose::report(&container, understanding);
    let mut reader = item::Reader::new(understanding);
    let mut parts = Vec::new();
    for block in container.blocks {
        match block.kind {
            BlockKind::List { items, .. } => parts.push(Part::Items(reader.items(items))),
            BlockKind::Code { ref info, ref text } if info.is_empty() && text.trim_start().starts_with("- [") => {
                reader.report_code(block.span);
                parts.push(Part::Text(vec![block]));
            }
            _ => match parts.last_mut() {
                Some(Part::Text(blocks)) => blocks.push(block),
                _ => parts.push(Part::Text(vec![block])),
            },
        }
    }
    let items = parts.iter_mut().flat_map(|part| match part {
        Part::Items(items) => items.as_mut_slice(),
        Part::Text(_) => &mut [],
    });
    item::name(items, &id, understanding);
    let checklist = Checklist { id, title, roles, parts };
    if checklist.items().next().is_none() {
        understanding.findings.push(
            Diagnostic::at(
                &rule::CHECKLIST_WITHOUT_ITEMS,
                understanding.path,
                open,
                words!("这个清单没有条目", "This checklist has no items"),
            )
            .hint(words!("每一条写成 `- [ ] 要做的事`", "Write each item as `- [ ] something to do`")),
        );
    }
    checklist
}
