//! Gaps in the text of a question: `[[澄清|clarify]]`, `[[6000±50]]`.

use serde::Serialize;

use super::number::{self, NumberRange, Reading};
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, Words, rule};
use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;
use crate::words;

/// One gap and what may be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct BlankField {
    pub accepted: Vec<Accepted>,
    /// The same in words, as the author wrote them.
    pub shown: String,
}

/// An answer that is right.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Accepted {
    Number(NumberRange),
    Text(String),
}

impl BlankField {
    /// Only numbers are right, so a telephone may show its digits.
    pub fn is_number(&self) -> bool {
        self.accepted.iter().all(|accepted| matches!(accepted, Accepted::Number(_)))
    }
}

/// A gap with the texts of its answers as the author wrote them.
#[derive(Debug, Default)]
pub struct Gaps {
    pub fields: Vec<BlankField>,
}

impl Gaps {
    /// Replaces the gaps in a question's blocks by [`InlineKind::Blank`]; code stays as it is.
    pub fn take(&mut self, blocks: &mut [Block], understanding: &mut Understanding) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.take_inline(content, understanding),
                BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => self.take(inner, understanding),
                BlockKind::List { items, .. } => {
                    items.iter_mut().for_each(|item| self.take(&mut item.blocks, understanding));
                }
                BlockKind::Table { rows, .. } => {
                    rows.iter_mut().flatten().for_each(|cell| self.take_inline(cell, understanding));
                }
                _ => {}
            }
        }
    }

    /// The same for the question's own line.
    pub fn take_inline(&mut self, content: &mut Vec<Inline>, understanding: &mut Understanding) {
        let mut taken = Vec::with_capacity(content.len());
        for mut inline in content.drain(..) {
            match &mut inline.kind {
                InlineKind::Text(text) if text.contains("[[") || text.contains("]]") => {
                    let text = std::mem::take(text);
                    self.split(&text, inline.span, &mut taken, understanding);
                    continue;
                }
                InlineKind::Text(text) if ["［［", "【【"].iter().any(|marks| text.contains(marks)) => {
                    understanding.findings.push(
                        Diagnostic::at(
                            &rule::FULL_WIDTH_MARK,
                            understanding.path,
                            inline.span,
                            words!("空要用半角的方括号", "A gap needs ordinary square brackets"),
                        )
                        .hint(words!("写成 `[[答案]]`", "Write `[[answer]]`")),
                    );
                }
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => self.take_inline(inner, understanding),
                _ => {}
            }
            taken.push(inline);
        }
        *content = taken;
    }

    fn split(&mut self, text: &str, span: Span, taken: &mut Vec<Inline>, understanding: &mut Understanding) {
        let source = &understanding.text[span.range()];
        // Escaped brackets mean themselves.
        let exact = source == text;
        if !exact && !source.contains("[[") && !source.contains("]]") {
            taken.push(Inline { span, kind: InlineKind::Text(text.to_owned()) });
            return;
        }
        let part = |start: usize, end: usize| match exact {
            true => Span { start: span.start + start as u32, end: span.start + end as u32 },
            false => span,
        };
        let mut at = 0;
        let add_text = |from: usize, to: usize, taken: &mut Vec<Inline>| {
            if from < to {
                taken.push(Inline { span: part(from, to), kind: InlineKind::Text(text[from..to].to_owned()) });
            }
        };
        while let Some(open) = text[at..].find("[[").map(|found| at + found) {
            let Some(close) = text[open..].find("]]").map(|found| open + found) else { break };
            add_text(at, open, taken);
            let place = part(open, close + 2);
            self.fields.push(field(&text[open + 2..close], place, understanding));
            taken.push(Inline { span: place, kind: InlineKind::Blank(self.fields.len() - 1) });
            at = close + 2;
        }
        if let Some(stray) = ["[[", "]]"].iter().find_map(|marks| text[at..].find(marks)) {
            let (zh, en) = (
                "空没有写完：`[[` 和 `]]` 要在同一段文字里成对",
                "This gap is not complete: `[[` and `]]` belong together in one piece of text",
            );
            report(part(at + stray, at + stray + 2), Words::new(zh, en), understanding);
        }
        add_text(at, text.len(), taken);
    }
}

fn field(text: &str, span: Span, understanding: &mut Understanding) -> BlankField {
    let mut accepted = Vec::new();
    for alternative in text.split(['|', '｜']).map(str::trim) {
        match number::read(alternative) {
            Reading::Number(range) => accepted.push(Accepted::Number(range)),
            Reading::Text if looks_like_a_range(alternative) => {
                let message = words!(
                    "“{alternative}”像一个范围，但会被当成要照着打的文字",
                    "`{alternative}` looks like a range, but would have to be typed as it is"
                );
                report(span, message, understanding);
            }
            Reading::Text if !alternative.is_empty() => accepted.push(Accepted::Text(alternative.to_owned())),
            Reading::Text => {}
            Reading::Unreadable => {
                let message = words!("“{alternative}”不是一个数或范围", "`{alternative}` is not a number or a range");
                report(span, message, understanding);
            }
        }
    }
    if text.trim_matches(['|', '｜', ' ']).is_empty() {
        report(span, words!("空里没有写答案", "This gap has no answer in it"), understanding);
    }
    let shown: Vec<_> =
        text.split(['|', '｜']).map(|part| part.trim().replace("...", "–").replace("..", "–")).collect();
    BlankField { accepted, shown: shown.join(" / ") }
}

/// `10-20`, `10～20`, `6000 正负 50`: two numbers with what people type for a range between them.
fn looks_like_a_range(text: &str) -> bool {
    let is_number = |part: &str| {
        let part = part.trim();
        part.starts_with(|c: char| c.is_numeric())
            && part.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | '%' | '％'))
    };
    let marks = ["-", "–", "—", "~", "～", "至", "到", "正负", "+-", "+/-"];
    marks.iter().any(|mark| text.split_once(mark).is_some_and(|(before, after)| is_number(before) && is_number(after)))
}

fn report(span: Span, message: Words, understanding: &mut Understanding) {
    understanding.findings.push(Diagnostic::at(&rule::UNREADABLE_BLANK, understanding.path, span, message).hint(
        words!(
            "写成 `[[答案]]`、`[[答案|另一种写法]]`、`[[6000±50]]` 或 `[[10..20]]`",
            "Write `[[answer]]`, `[[answer|other wording]]`, `[[6000±50]]` or `[[10..20]]`"
        ),
    ));
}
