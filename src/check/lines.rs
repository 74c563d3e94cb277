//! The lines of running text as they were typed.

use crate::components::Component;
use crate::document::{Block, BlockKind, Inline, InlineKind, each_block};
use crate::source::Span;

/// A line of a paragraph.
pub struct Line<'a> {
    pub span: Span,
    /// As it is in the file.
    pub text: &'a str,
    /// On the page it goes on behind the line before.
    pub joins: bool,
}

/// Calls `visit` with the lines of each paragraph of `source`, and with whether they are an item of a list without empty lines.
/// Quizzes, conversations and checklists have their own way with lines, and their own rules.
pub fn each_paragraph<'a>(blocks: &[Block], source: &'a str, visit: &mut dyn FnMut(&[Line<'a>], bool)) {
    let mut passed = 0;
    each_block(blocks, &mut |block| match &block.kind {
        _ if block.span.start < passed => {}
        BlockKind::Container(_) => passed = block.span.end,
        BlockKind::Component(component) if !matches!(**component, Component::Objection(_)) => passed = block.span.end,
        BlockKind::Paragraph(content) => visit(&lines(content, source), false),
        BlockKind::Plain(content) => visit(&lines(content, source), true),
        _ => {}
    });
}

fn lines<'a>(content: &[Inline], source: &'a str) -> Vec<Line<'a>> {
    let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak { .. } | InlineKind::HardBreak);
    let mut lines = Vec::new();
    let mut joins = false;
    for line in content.split_inclusive(is_break) {
        let end = line.last().filter(|inline| is_break(inline));
        let words = &line[..line.len() - usize::from(end.is_some())];
        let mut is_broken = end.is_none_or(|end| end.kind == InlineKind::HardBreak);
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            // An escaped mark is meant as text; its text begins behind the backslash.
            let is_escaped = source[..first.span.start as usize].ends_with('\\');
            let span = Span { start: first.span.start - u32::from(is_escaped), end: last.span.end };
            let text = source.get(span.range()).unwrap_or_default();
            is_broken |= matches!(&last.kind, InlineKind::Html(html) if html.text.starts_with("<br"));
            lines.push(Line { span, text, joins });
        }
        joins = !is_broken;
    }
    lines
}
