//! The words that say what a quote or a paragraph in a question is: 解析、提示、参考答案.

use crate::document::{Block, BlockKind, Inline, InlineKind};

/// What a part of a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Explanation,
    /// An explanation after the answer; before it, a part of the question.
    Remark,
    Hint,
    /// A model answer; in a question with options, the letters of the right ones.
    Answer,
}

const LABELS: [(&str, Label); 27] = [
    ("解析", Label::Explanation),
    ("答案解析", Label::Explanation),
    ("解释", Label::Remark),
    ("说明", Label::Remark),
    ("分析", Label::Remark),
    ("原因", Label::Remark),
    ("why", Label::Remark),
    ("explanation", Label::Explanation),
    ("because", Label::Remark),
    ("reason", Label::Remark),
    ("提示", Label::Hint),
    ("小提示", Label::Hint),
    ("hint", Label::Hint),
    ("tip", Label::Hint),
    ("参考答案", Label::Answer),
    ("示范答案", Label::Answer),
    ("参考回答", Label::Answer),
    ("示范回答", Label::Answer),
    ("标准答案", Label::Answer),
    ("正确答案", Label::Answer),
    ("答案", Label::Answer),
    ("model answer", Label::Answer),
    ("sample answer", Label::Answer),
    ("reference answer", Label::Answer),
    ("correct answer", Label::Answer),
    ("answer", Label::Answer),
    ("answers", Label::Answer),
];

/// Whether a block begins with a label.
pub fn is_labelled(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => label(content).is_some(),
        BlockKind::Quote(inner) => inner.first().is_some_and(is_labelled),
        _ => false,
    }
}

/// The block as parts with their labels, which are taken off: a quote without its marks, a paragraph of several labelled
/// lines line by line.
pub fn parts(block: Block) -> Vec<(Option<Label>, Vec<Block>)> {
    match block.kind {
        BlockKind::Quote(inner) => {
            let mut parts: Vec<(Option<Label>, Vec<Block>)> = Vec::new();
            for block in inner {
                for (label, blocks) in parts_of_paragraph(block) {
                    match parts.last_mut() {
                        Some(last) if label.is_none() => last.1.extend(blocks),
                        _ => parts.push((label, blocks)),
                    }
                }
            }
            parts
        }
        _ => parts_of_paragraph(block),
    }
}

fn parts_of_paragraph(block: Block) -> Vec<(Option<Label>, Vec<Block>)> {
    let content = match block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => content,
        kind => return vec![(None, vec![Block { kind, ..block }])],
    };
    let mut lines: Vec<(Option<Label>, Vec<Inline>)> = vec![(label(&content).map(|found| found.0), Vec::new())];
    let mut rest = content.into_iter();
    while let Some(inline) = rest.next() {
        let is_break = matches!(inline.kind, InlineKind::SoftBreak { .. } | InlineKind::HardBreak);
        match label(rest.as_slice()).filter(|_| is_break) {
            Some((found, _)) => lines.push((Some(found), Vec::new())),
            None => lines.last_mut().into_iter().for_each(|line| line.1.push(inline.clone())),
        }
    }
    let mut parts = Vec::new();
    for (label, mut content) in lines {
        if label.is_some() {
            strip(&mut content);
            capitalise(&mut content);
        }
        if !content.is_empty() {
            let span = content[0].span;
            let kind = BlockKind::Paragraph(content);
            parts.push((label, vec![Block { span: if label.is_some() { span } else { block.span }, kind }]));
        } else if label.is_some() {
            // What it heads follows in blocks of their own.
            parts.push((label, Vec::new()));
        }
    }
    parts
}

/// The label that a text begins with, and how long it is in its first inline's text, the colon included; `None` for the length
/// when the label is a whole inline of bold type and the colon follows.
fn label(content: &[Inline]) -> Option<(Label, Option<usize>)> {
    let first = content.first()?;
    match &first.kind {
        InlineKind::Text(text) => {
            let colon = text.find(['：', ':'])?;
            let length = colon + text[colon..].chars().next().map_or(1, char::len_utf8);
            Some((named(&text[..colon])?, Some(length)))
        }
        InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => {
            let [Inline { kind: InlineKind::Text(text), .. }] = inner.as_slice() else { return None };
            let colon_inside = text.trim_end().ends_with(['：', ':']);
            let colon_after = matches!(content.get(1).map(|next| &next.kind), Some(InlineKind::Text(next)) if next.starts_with(['：', ':']));
            let name = named(text.trim_end().trim_end_matches(['：', ':']))?;
            (colon_inside || colon_after).then_some((name, None))
        }
        _ => None,
    }
}

fn named(text: &str) -> Option<Label> {
    let text = text.trim().trim_matches(['【', '】', '[', ']']).to_lowercase();
    LABELS.iter().find(|(name, _)| *name == text).map(|(_, label)| *label)
}

/// Takes a label and its colon off.
fn strip(content: &mut Vec<Inline>) {
    let cut = |inline: &mut Inline, length: usize| {
        if let InlineKind::Text(text) = &mut inline.kind {
            let rest = text[length..].trim_start().to_owned();
            inline.span.start += (text.len() - rest.len()) as u32;
            inline.span.start = inline.span.start.min(inline.span.end);
            *text = rest;
        }
    };
    match label(content) {
        Some((_, Some(length))) => cut(&mut content[0], length),
        Some((_, None)) => {
            content.remove(0);
            if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first() {
                let length = text.len() - text.trim_start_matches(['：', ':', ' ']).len();
                cut(&mut content[0], length);
            }
        }
        None => {}
    }
    if matches!(content.first(), Some(Inline { kind: InlineKind::Text(text), .. }) if text.is_empty()) {
        content.remove(0);
    }
    while matches!(content.first(), Some(Inline { kind: InlineKind::SoftBreak { .. } | InlineKind::HardBreak, .. })) {
        content.remove(0);
    }
}

/// What followed a label begins a sentence now that the label is gone: “Why: see …” becomes “See …”.
fn capitalise(content: &mut [Inline]) {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut()
        && let Some(first) = text.chars().next().filter(char::is_ascii_lowercase)
    {
        text.replace_range(..1, &first.to_ascii_uppercase().to_string());
    }
}
