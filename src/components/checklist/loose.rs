//! Lines of a checklist that are meant as items, and are text to Markdown: `-[ ] …`, `1、[ ] …`, `• [ ] …`.

use std::ops::Range;

use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind, Container, OptionLine, each_block};
use crate::source::Span;
use crate::words;

/// Reports the first of them, and how many more there are.
pub fn report(container: &Container, understanding: &mut Understanding) {
    let (starts, code) = items_and_code(&container.blocks);
    let begin = container.fence.open.end;
    let end = container.fence.close.as_ref().map_or(understanding.text.len(), |close| close.start);
    let mut at = begin;
    let mut loose: Vec<Span> = Vec::new();
    for line in understanding.text[begin..end.max(begin)].split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let Some(option) = OptionLine::read(line).filter(|option| !option.bullet.is_empty()) else { continue };
        let is_item = starts.iter().any(|start| range.contains(start));
        if !is_item && !code.iter().any(|code| code.contains(&range.start)) {
            let start = range.start + option.indent;
            loose.push(Span::new(start, start + line[option.indent..].trim_end().len()));
        }
    }
    let Some((first, more)) = loose.split_first() else { return };
    let more = more.len();
    let finding = Diagnostic::at(
        &rule::ITEM_WITHOUT_BOX,
        understanding.path,
        *first,
        words!("这一行没有写成条目，成了上一条的文字", "This line is no item; it became part of the text before it"),
    )
    .hint(words!(
        "写成 `- [ ] 要做的事`：横线、空格、方括号、空格",
        "Write `- [ ] something to do`: dash, blank, brackets, blank"
    ));
    understanding.findings.push(match more {
        0 => finding,
        _ => finding.label(words!("这个清单里还有 {more} 处", "and {more} more in this checklist")),
    });
}

/// Where the items of all lists begin, and what is code.
fn items_and_code(blocks: &[Block]) -> (Vec<usize>, Vec<Range<usize>>) {
    let (mut starts, mut code) = (Vec::new(), Vec::new());
    each_block(blocks, &mut |block| match &block.kind {
        BlockKind::List { items, .. } => starts.extend(items.iter().map(|item| item.span.start as usize)),
        // What became code by its indentation has a finding of its own.
        BlockKind::Code { .. } => {
            code.push(block.span.start as usize..block.span.end as usize);
        }
        _ => {}
    });
    (starts, code)
}
