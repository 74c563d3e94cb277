//! The blocks of a quiz, divided into questions.

use std::ops::Range;

use super::source_line::{line_at, place};
use crate::components::Understanding;
use crate::components::quiz::{labels, options};
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind, Fence, Inline, InlineKind, half_width};
use crate::source::{Edit, Span};
use crate::words;

/// The blocks of one question.
#[derive(Debug)]
pub struct Section {
    pub id: String,
    pub span: Span,
    pub stem: Vec<Inline>,
    pub blocks: Vec<Block>,
}

/// What stands before the first question, and the questions. A question is a heading; a quiz of one question needs none.
pub fn divide(
    fence: &Fence,
    quiz_id: &str,
    blocks: Vec<Block>,
    understanding: &mut Understanding,
) -> (Vec<Block>, Vec<Section>) {
    let mut introduction = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    let headless = !blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. }));
    for block in blocks {
        match block.kind {
            BlockKind::Heading { index, content, .. } => {
                let heading = index.and_then(|index| understanding.headings.get(index));
                let id = heading.map_or_else(String::new, |heading| heading.id.clone());
                check_heading(&block.span, &id, &content, understanding);
                sections.push(Section { id, span: block.span, stem: content, blocks: Vec::new() });
            }
            _ => match sections.last_mut() {
                Some(section) => section.blocks.push(block),
                None => introduction.push(block),
            },
        }
    }
    if headless {
        sections.extend(only_question(fence, quiz_id, &mut introduction));
    }
    let sections = sections.into_iter().flat_map(|section| divide_further(section, understanding)).collect();
    (introduction, sections)
}

/// The question of a quiz without headings: its first paragraph, else the title of the quiz.
fn only_question(fence: &Fence, quiz_id: &str, blocks: &mut Vec<Block>) -> Option<Section> {
    if blocks.is_empty() {
        return None;
    }
    let id = format!("{quiz_id}-1");
    let mut blocks = std::mem::take(blocks).into_iter().peekable();
    let paragraph = blocks.next_if(|block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Plain(_)));
    let (span, stem) = match paragraph {
        Some(Block { span, kind: BlockKind::Paragraph(stem) | BlockKind::Plain(stem) }) => (span, stem),
        _ => {
            let span = Span::new(fence.open.start, fence.open.end);
            let title = Inline { span, kind: InlineKind::Text(fence.title.clone()) };
            (span, if fence.title.is_empty() { Vec::new() } else { vec![title] })
        }
    };
    Some(Section { id, span, stem, blocks: blocks.collect() })
}

/// Options, then a paragraph, then options again: the paragraph is a question whose heading is missing.
fn divide_further(section: Section, understanding: &mut Understanding) -> Vec<Section> {
    let is_options = |block: &Block, understanding: &Understanding| options::is_options(block, understanding.text);
    let mut parts =
        vec![Section { blocks: Vec::new(), id: section.id.clone(), stem: section.stem, span: section.span }];
    let mut answered = false;
    let mut blocks = section.blocks.into_iter();
    while let Some(block) = blocks.next() {
        let is_paragraph = matches!(block.kind, BlockKind::Paragraph(_)) && !labels::is_labelled(&block);
        let next_list = blocks.as_slice().iter().find(|next| !matches!(next.kind, BlockKind::Quote(_)));
        if answered && is_paragraph && next_list.is_some_and(|next| is_options(next, understanding)) {
            report_missing_heading(block.span, understanding);
            let id = format!("{}-{}", section.id, parts.len() + 1);
            if let BlockKind::Paragraph(stem) = block.kind {
                parts.push(Section { id, span: block.span, stem, blocks: Vec::new() });
            }
            answered = false;
            continue;
        }
        answered |= is_options(&block, understanding);
        if let Some(part) = parts.last_mut() {
            part.blocks.push(block);
        }
    }
    parts
}

fn report_missing_heading(span: Span, understanding: &mut Understanding) {
    understanding.findings.push(
        Diagnostic::at(
            &rule::NO_QUESTION,
            understanding.path,
            span,
            words!("这里像是新的一题，但没有写成标题", "This looks like the next question, but it is not a heading"),
        )
        .hint(words!("在题目前面写 `### `", "Write `### ` before the question")),
    );
}

fn check_heading(span: &Span, id: &str, content: &[Inline], understanding: &mut Understanding) {
    let (start, line) = line_at(understanding.text, span.start);
    let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let marks = line[indent..].len() - line[indent..].trim_start_matches(['#', '＃']).len();
    let marks_end = indent + marks;
    let braces = line.rfind('｛').filter(|_| line.trim_end().ends_with(['}', '｝']));
    let wide = match line[indent..marks_end].contains('＃') {
        true => Some(indent..marks_end),
        false => braces.map(|brace| brace..line.trim_end().len()),
    };
    if let Some(wide) = wide {
        understanding.findings.push(
            Diagnostic::at(
                &rule::FULL_WIDTH_MARK,
                understanding.path,
                place(start, wide),
                words!(
                    "这里用了全角符号，已按半角理解",
                    "A full-width character is used here and was taken for the ordinary one"
                ),
            )
            .hint(words!("改成半角的 `#`、`{{`、`}}`", "Use the ordinary `#`, `{{` and `}}`"))
            .mend(mended_heading(line, start, indent..marks_end, braces)),
        );
    } else if marks > 0 && !line[marks_end..].starts_with([' ', '\t']) && !line[marks_end..].trim().is_empty() {
        understanding.findings.push(
            Diagnostic::at(
                &rule::LOOSE_MARK,
                understanding.path,
                place(start, indent..marks_end),
                words!(
                    "`#` 后面少了空格，已按标题理解",
                    "The blank after `#` is missing; this was taken for a heading"
                ),
            )
            .hint(words!("写成 `### 题目`", "Write `### Question`"))
            .mend(mended_heading(line, start, indent..marks_end, None)),
        );
    }
    if content.is_empty() {
        understanding.findings.push(
            Diagnostic::at(
                &rule::NO_QUESTION,
                understanding.path,
                *span,
                words!("这道题没有题目", "This question has no text"),
            )
            .hint(words!("在 `###` 后面写上题目", "Write the question after `###`")),
        );
    }
    if let Some(at) = understanding.duplicates.iter().position(|(twin, _)| twin == span) {
        let (_, given) = understanding.duplicates.remove(at);
        let first = understanding.headings.iter().find(|heading| heading.id == given).map(|heading| heading.span);
        let mut finding = Diagnostic::at(
            &rule::DUPLICATE_QUESTION_ID,
            understanding.path,
            *span,
            words!("这一页已经有一个“{given}”了", "There is a `{given}` on this page already"),
        )
        .hint(words!(
            "给这道题换一个名字，读者的答案靠它记住",
            "Give this question another name: readers' answers are kept by it"
        ));
        if let Some(first) = first {
            let there = crate::source::Location::new(understanding.path, first);
            finding = finding.related(there, words!("第一次用在这里", "first used here"));
        }
        understanding.findings.push(finding);
        debug_assert_ne!(id, given);
    }
}

/// `＃＃＃题目 ｛＃a｝` → `### 题目 {#a}`.
fn mended_heading(line: &str, start: usize, marks: Range<usize>, braces: Option<usize>) -> Vec<Edit> {
    let mut plain = half_width(&line[marks.clone()]);
    let text = &line[marks.end..];
    if !plain.is_empty() && !text.starts_with([' ', '\t']) && !text.trim().is_empty() {
        plain.push(' ');
    }
    let mut edits = Vec::new();
    if plain != line[marks.clone()] {
        edits.push(Edit { range: start + marks.start..start + marks.end, text: plain });
    }
    let from = braces.unwrap_or(line.len());
    let wide = line[from..].match_indices(['｛', '｝', '＃']).map(|(at, c)| (start + from + at, c));
    edits.extend(wide.map(|(at, c)| Edit { range: at..at + c.len(), text: half_width(c) }));
    edits
}
