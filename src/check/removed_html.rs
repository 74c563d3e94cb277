//! `removed-html`: HTML in Markdown that the sanitizer takes out of the page.

use std::ops::Range;

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
        let source = context.sources.texts.get(&page.document.path).map_or("", |file| &file.text);
        let mut report = |html: &RawHtml, whole: Span| {
            for lost in lost_by_sanitizing(&html.text) {
                let span = place(source, html, whole, lost.range);
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

/// Where a part of a fragment stands. In a quote or a list the fragment is not one slice of the file; then it is the whole.
fn place(source: &str, html: &RawHtml, whole: Span, part: Range<usize>) -> Span {
    let exact = source.get(whole.start as usize..).is_some_and(|rest| rest.starts_with(html.text.trim_end()));
    if exact { Span::new(part.start, part.end).shifted(whole.start as usize) } else { whole }
}
