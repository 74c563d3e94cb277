//! Objection cards that no lesson leads to.

use std::collections::HashSet;

use crate::book::{Book, PageId};
use crate::document::Kind;
use crate::outline::{Outline, Target};

/// Cards that no lesson links to, and that are related to none (`related:` of either), so that readers meet them only in the
/// playbook.
pub fn unmentioned_cards(book: &Book, outline: &Outline) -> Vec<PageId> {
    let is_lesson = |id: PageId| book.page(id).document.front.kind == Kind::Lesson;
    let mut mentioned = HashSet::new();
    for (from, _) in book.pages().filter(|(id, _)| is_lesson(*id)) {
        mentioned.extend(outline.related(from));
        mentioned.extend(outline.targets(from).iter().filter_map(|target| match target {
            Target::Page { page, .. } | Target::MissingAnchor { page, .. } => Some(*page),
            _ => None,
        }));
    }
    let cards = book.pages().filter(|(_, page)| page.document.front.kind == Kind::Objection);
    cards.map(|(id, _)| id).filter(|id| !mentioned.contains(id)).collect()
}
