//! Lessons that ask their readers nothing.

use crate::book::{Book, PageId, Role};
use crate::components::Component;
use crate::document::Kind;

/// Lessons with text and without a quiz or a conversation.
pub fn unasked_lessons(book: &Book) -> Vec<PageId> {
    let asks = |component: &Component| matches!(component, Component::Quiz(_) | Component::Scenario(_));
    let pages = book.pages().filter(|(_, page)| {
        let document = &page.document;
        let is_lesson = page.role == Role::Lesson && document.front.kind == Kind::Lesson && page.written;
        is_lesson && !document.components().into_iter().any(asks)
    });
    pages.map(|(id, _)| id).collect()
}
