//! `removed-html`: HTML in Markdown that the sanitizer takes out of the page.

use super::{Context, finding};
use crate::book::Html;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{BlockKind, InlineKind, RawHtml, each_block, each_inline, lost_by_sanitizing};
use crate::source::Span;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    if context.book.config.html == Html::Trusted {
        return;
    }
    for (_, page) in context.book.pages() {
        let mut report = |html: &RawHtml, span: Span| {
            for lost in lost_by_sanitizing(&html.text) {
                let what = lost.what;
                findings.push(
                    finding(page, &rule::REMOVED_HTML, span, words!("HTML 里的 `{what}` 已从页面去掉", "`{what}` was taken out of the page"))
                        .hint(words!("用 Markdown 写；完全信任内容时，在 onramp.yaml 里写 `markdown: {{html: trusted}}`", "Write it in Markdown; if you trust all content, set `markdown: {{html: trusted}}` in onramp.yaml")),
                );
            }
        };
        each_block(&page.document.blocks, &mut |block| {
            if let BlockKind::Html(html) = &block.kind {
                report(html, block.span);
            }
        });
        each_inline(&page.document.blocks, &mut |inline| {
            if let InlineKind::Html(html) = &inline.kind {
                report(html, inline.span);
            }
        });
    }
}
