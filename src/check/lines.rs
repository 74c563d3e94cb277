//! The lines of running text as they were typed.

use crate::components::Component;
use crate::document::{Block, BlockKind, Inline, InlineKind, each_block, plain_text};

/// A line of a paragraph.
pub struct Line {
    /// Where it begins in the file.
    pub start: u32,
    /// Without its markup.
    pub text: String,
    /// On the page it goes on behind the line before.
    pub joins: bool,
}

/// Calls `visit` for each paragraph. Quizzes, conversations and checklists have their own way with lines, and their own rules.
pub fn each_paragraph(blocks: &[Block], visit: &mut dyn FnMut(&[Line])) {
    let mut passed = 0;
    each_block(blocks, &mut |block| match &block.kind {
        _ if block.span.start < passed => {}
        BlockKind::Container(_) => passed = block.span.end,
        BlockKind::Component(component) if !matches!(**component, Component::Objection(_)) => passed = block.span.end,
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => visit(&lines(content)),
        _ => {}
    });
}

fn lines(content: &[Inline]) -> Vec<Line> {
    let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak { .. } | InlineKind::HardBreak);
    let mut lines = Vec::new();
    let mut joins = false;
    for line in content.split_inclusive(is_break) {
        let end = line.last().filter(|inline| is_break(inline));
        let words = &line[..line.len() - usize::from(end.is_some())];
        if let Some(first) = words.first() {
            lines.push(Line { start: first.span.start, text: plain_text(words), joins });
        }
        joins = end.is_some_and(|end| end.kind != InlineKind::HardBreak);
    }
    lines
}
