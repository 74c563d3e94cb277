//! `empty-page`: a file without text. A chapter page may be empty, as it lists its lessons.

use super::{Context, finding};
use crate::book::Role;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind};
use crate::source::Span;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        let seen = page.document.blocks.iter().filter(|block| !is_comment(block)).count();
        let nothing = seen == usize::from(page.document.title_heading.is_some());
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

/// What authors note for themselves is read by nobody.
fn is_comment(block: &Block) -> bool {
    let BlockKind::Html(html) = &block.kind else { return false };
    let text = html.text.trim();
    text.starts_with("<!--") && text.find("-->").is_some_and(|end| end + 3 == text.len())
}
