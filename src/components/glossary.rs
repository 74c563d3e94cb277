//! A glossary: the definition lists of a page of `kind: glossary`, as one list from A to Z.
//!
//! A term may have further names: `客户关系管理（CRM）`, `CRM | 客户关系管理`. Hanzi are sorted by their pinyin, unless the author
//! says how a term reads: `长尾客户 {sort=changwei}`.

mod entry;
mod full_width;
mod view;

use super::{Component, Understanding};
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind, Definition, Inline, InlineKind, Slugger, plain_text};
use crate::source::Span;
use crate::words;

pub use entry::Entry;
pub use view::GlossaryView;

/// The terms of a page, sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glossary {
    pub entries: Vec<Entry>,
}

/// Makes the definition lists of a glossary page one component, where the first of them stood.
pub fn gather(blocks: &mut Vec<Block>, understanding: &mut Understanding) {
    full_width::mend(blocks, understanding);
    if !blocks.iter().any(is_list) {
        if blocks.iter().any(|block| !matches!(block.kind, BlockKind::Heading { .. })) {
            understanding.findings.push(
                Diagnostic::at(
                    &rule::EMPTY_GLOSSARY,
                    understanding.path,
                    blocks.first().map_or(Span::default(), |block| block.span),
                    words!("这一页是词汇表，但是没有词条", "This page is a glossary, but it has no terms"),
                )
                .hint(words!(
                    "词条单独一行，下一行用 `: ` 开头写解释",
                    "Write a term on a line of its own, and `: ` with its definition on the next"
                )),
            );
        }
        return;
    }
    around_lists(blocks, understanding);
    let mut slugger = Slugger::default();
    for id in &understanding.ids {
        slugger.reserve(id);
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut place = None;
    let mut span = Span::default();
    for block in std::mem::take(blocks) {
        match block.kind {
            BlockKind::Definitions(parts) => {
                if place.is_none() {
                    (place, span) = (Some(blocks.len()), block.span);
                }
                take(parts, block.span, &mut entries, understanding);
            }
            _ => blocks.push(block),
        }
    }
    // Authors' own anchors first, so that no made one takes them.
    for entry in &mut entries {
        let Some(id) = entry.given_id.take() else { continue };
        if slugger.reserve(&id) {
            entry.id = id;
            continue;
        }
        understanding.findings.push(
            Diagnostic::at(
                &rule::DUPLICATE_ANCHOR,
                understanding.path,
                entry.span,
                words!("“{id}”这个标识用了两次", "The id `{id}` is used twice"),
            )
            .hint(words!("给其中一个换个名字", "Give one of them another name")),
        );
    }
    for entry in entries.iter_mut().filter(|entry| entry.id.is_empty()) {
        entry.id = slugger.slug(&entry.name);
    }
    understanding.ids.extend(entries.iter().map(|entry| entry.id.clone()));
    entries.sort_by(|a, b| (&a.sort_key, &a.name).cmp(&(&b.sort_key, &b.name)));
    let component = Component::Glossary(Glossary { entries });
    let block = Block { span, kind: BlockKind::Component(Box::new(component)) };
    blocks.insert(place.unwrap_or(blocks.len()), block);
}

fn is_list(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Definitions(_))
}

/// The terms of one list, each with the definitions after it.
fn take(parts: Vec<Definition>, list: Span, entries: &mut Vec<Entry>, understanding: &mut Understanding) {
    let start = entries.len();
    for part in parts {
        match part {
            Definition::Term(content) => entries.push(Entry::read(&content, list, understanding)),
            Definition::Details(definition) => {
                if let Some(entry) = entries[start..].last_mut() {
                    entry.definitions.extend((!definition.is_empty()).then_some(definition));
                }
            }
        }
    }
    for entry in &entries[start..] {
        if entry.name.is_empty() {
            understanding.findings.push(
                Diagnostic::at(
                    &rule::TERM_WITHOUT_DEFINITION,
                    understanding.path,
                    entry.span,
                    words!("这里有解释，但没有词条的名字", "There is a definition here, and no term"),
                )
                .hint(words!("在 `|` 前面写上名字", "Write the term before the `|`")),
            );
        } else if entry.definitions.is_empty() {
            undefined(&entry.name, entry.span, understanding);
        }
    }
}

fn undefined(term: &str, span: Span, understanding: &mut Understanding) {
    understanding.findings.push(
        Diagnostic::at(
            &rule::TERM_WITHOUT_DEFINITION,
            understanding.path,
            span,
            words!("“{term}”没有解释", "`{term}` has no definition"),
        )
        .hint(words!("在下一行写 `: 解释`", "Write `: definition` on the next line")),
    );
}

/// What stands between the lists: a heading, which would have nothing below it any more, or a line that looks like a term.
fn around_lists(blocks: &[Block], understanding: &mut Understanding) {
    let first = blocks.iter().position(is_list).unwrap_or_default();
    for (at, block) in blocks.iter().enumerate() {
        let before_list = blocks.get(at + 1).is_some_and(is_list);
        match &block.kind {
            BlockKind::Heading { level: 2.., .. } if at > first && before_list => understanding.findings.push(
                Diagnostic::at(
                    &rule::HEADING_IN_GLOSSARY,
                    understanding.path,
                    block.span,
                    words!(
                        "词条按字母排成一张表，这个标题下面会是空的",
                        "Terms are sorted into one list, so nothing stays below this heading"
                    ),
                )
                .hint(words!("删掉标题，或分成两页词汇表", "Delete the heading, or make two glossary pages")),
            ),
            BlockKind::Paragraph(content) if at > first && (before_list || is_list(&blocks[at - 1])) => {
                let text = plain_text(content);
                let short =
                    text.chars().count() <= 24 && !text.contains(['。', '.', '，', ',', '；', '：', ':', '！', '？']);
                if let Some(term) = term_in_line(content, &text) {
                    undefined(term, block.span, understanding);
                } else if short && !content.iter().any(|inline| matches!(inline.kind, InlineKind::Link { .. })) {
                    undefined(text.trim(), block.span, understanding);
                }
            }
            _ => {}
        }
    }
}

/// The term of `漏斗：从线索到签约。`, where it should stand on a line of its own and its definition below.
fn term_in_line<'t>(content: &[Inline], text: &'t str) -> Option<&'t str> {
    const REMARKS: [&str; 12] =
        ["注", "注意", "说明", "提示", "参见", "见", "来源", "备注", "note", "see", "see also", "source"];
    let (term, definition) = text.split_once(['：', ':'])?;
    let term = term.trim();
    let is_term = (1..=16).contains(&term.chars().count())
        && !term.contains(['。', '.', '，', ',', '；', '！', '？', '!', '?', '/'])
        && !REMARKS.contains(&term.to_lowercase().as_str());
    let is_line = |inline: &Inline| !matches!(inline.kind, InlineKind::SoftBreak { .. } | InlineKind::HardBreak);
    (is_term && !definition.trim().is_empty() && content.iter().all(is_line)).then_some(term)
}

/// The place of some inlines.
fn span_of(content: &[Inline], else_: Span) -> Span {
    match (content.first(), content.last()) {
        (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end.max(first.span.start) },
        _ => else_,
    }
}
