//! `empty-page`: a file without text. A chapter page may be empty, as it lists its lessons.

use super::{Context, finding};
use crate::book::Role;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind, is_empty_text};
use crate::source::Span;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        let title = usize::from(page.document.title_heading.is_some());
        let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
        let (headings, text): (Vec<&Block>, Vec<&Block>) = page.document.blocks.iter().partition(is_heading);
        let nothing =
            headings.len() == title && text.into_iter().all(|block| is_empty_text(std::slice::from_ref(block)));
        if page.written && page.role == Role::Lesson && nothing {
            findings.push(
                finding(page, &rule::EMPTY_PAGE, Span::default(), words!("这一页没有正文", "This page has no text"))
                    .hint(words!(
                        "写点内容，或加上 `draft: true` 先不发布",
                        "Write something, or add `draft: true` to keep it back"
                    )),
            );
        }
    }
}
