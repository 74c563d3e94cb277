//! Definitions that begin with a full-width colon: `：解释`. Markdown does not know them; whoever types Chinese does.

use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind, Definition, Inline, InlineKind};
use crate::source::{Edit, Span};
use crate::words;

/// Makes a definition list of each paragraph whose second line, or a later one, begins with a full-width colon.
pub fn mend(blocks: &mut [Block], understanding: &mut Understanding) {
    for block in blocks {
        let BlockKind::Paragraph(content) = &mut block.kind else { continue };
        let Some(first) = content.iter().find(|inline| begins(inline)).filter(|_| !content.first().is_some_and(begins))
        else {
            continue;
        };
        let text = understanding.text;
        let mended = content.iter().filter(|inline| begins(inline)).filter_map(|inline| mended(inline.span, text));
        let mended: Vec<_> = mended.collect();
        understanding.findings.push(
            Diagnostic::at(
                &rule::FULL_WIDTH_MARK,
                understanding.path,
                Span { start: first.span.start, end: first.span.start + '：'.len_utf8() as u32 },
                words!(
                    "这里用了全角符号，已按半角理解",
                    "A full-width character is used here and was taken for the ordinary one"
                ),
            )
            .hint(words!(
                "解释前面改成半角冒号加一个空格 `: `",
                "Begin a definition with `: `, an ordinary colon and a blank"
            ))
            .mend(mended),
        );
        block.kind = BlockKind::Definitions(parts(std::mem::take(content)));
    }
}

/// `：解释` → `: 解释`.
fn mended(span: Span, text: &str) -> Option<Edit> {
    let written = &text[span.range()];
    let rest = written.strip_prefix('：')?.trim_start_matches('：').trim_start();
    let start = span.start as usize;
    Some(Edit { range: start..start + written.len() - rest.len(), text: ": ".to_owned() })
}

fn begins(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.starts_with('：'))
}

/// Lines that begin with a colon are definitions, with the lines after them up to the next; what stands before is the term.
fn parts(content: Vec<Inline>) -> Vec<Definition> {
    let mut parts = Vec::new();
    let mut line: Vec<Inline> = Vec::new();
    let mut in_definition = false;
    let mut finish = |line: Vec<Inline>, in_definition: bool| {
        if in_definition {
            let start = line.first().map_or(0, |inline| inline.span.start);
            let end = line.last().map_or(start, |inline| inline.span.end);
            parts.push(Definition::Details(vec![Block { span: Span { start, end }, kind: BlockKind::Plain(line) }]));
        } else {
            parts.push(Definition::Term(line));
        }
    };
    for mut inline in content {
        if begins(&inline) && line.last().is_some_and(|last| matches!(last.kind, InlineKind::SoftBreak { .. })) {
            line.pop();
            finish(std::mem::take(&mut line), in_definition);
            in_definition = true;
            if let InlineKind::Text(text) = &mut inline.kind {
                *text = text.trim_start_matches('：').trim_start().to_owned();
            }
        }
        line.push(inline);
    }
    finish(line, in_definition);
    parts
}
