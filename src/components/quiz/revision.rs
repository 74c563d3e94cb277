//! What decides an answer, as a fingerprint: an answer given to an older version can be told from one to this.

use super::question::text_of;
use super::{Accepted, Answer, ChoiceKind};
use crate::document::Block;

/// 8 hex digits of BLAKE3 over kind and answer. Options count in any order, since they are shuffled anyway.
pub fn of(answer: &Answer) -> String {
    let text = |blocks: &[Block]| words(blocks);
    let mut parts = match answer {
        Answer::Choice { options, .. } => {
            let mut parts: Vec<_> =
                options.iter().map(|option| format!("{}\u{1f}{}", text(&option.text), option.right)).collect();
            parts.sort();
            parts
        }
        Answer::Blanks(fields) => fields.iter().map(|field| accepted(&field.accepted)).collect(),
        Answer::Order(items) => items.iter().map(|item| text(item)).collect(),
        Answer::Match(matching) => {
            let pairs = matching.pairs.iter().map(|[left, right]| format!("{}\u{1f}{}", text(left), text(right)));
            let mut parts: Vec<_> = pairs.chain(matching.distractors.iter().map(|item| text(item))).collect();
            parts.sort();
            parts
        }
        // The model answer is a help to judge by; its wording decides nothing.
        Answer::Open { .. } | Answer::Missing => Vec::new(),
    };
    parts.push(kind(answer).to_owned());
    digits(&parts.join("\u{1e}"), 8)
}

/// The kind of a question, by its name in the page.
pub fn kind(answer: &Answer) -> &'static str {
    match answer {
        Answer::Choice { kind: ChoiceKind::Single, .. } => "single",
        Answer::Choice { kind: ChoiceKind::Multiple, .. } => "multiple",
        Answer::Choice { kind: ChoiceKind::TrueFalse, .. } => "true-false",
        Answer::Blanks(_) => "fill",
        Answer::Order(_) => "order",
        Answer::Match(_) => "match",
        Answer::Open { .. } => "open",
        Answer::Missing => "none",
    }
}

/// The words of some blocks, with single blanks.
pub fn words(blocks: &[Block]) -> String {
    let text = blocks.iter().map(text_of).collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first hex digits of a text's BLAKE3.
pub fn digits(text: &str, count: usize) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..count].to_owned()
}

fn accepted(alternatives: &[Accepted]) -> String {
    let mut texts: Vec<_> = alternatives
        .iter()
        .map(|alternative| match alternative {
            Accepted::Number(range) => format!("{}..{}{}", range.low, range.high, if range.percent { "%" } else { "" }),
            Accepted::Text(text) => super::wording::normal(text),
        })
        .collect();
    texts.sort();
    texts.join("\u{1f}")
}
