//! Lists that were typed by hand, each item a paragraph: `1、`, `2.`, `•`.

use super::blocks::{Block, Inline, Item, Mark, Paragraph, Role};
use super::list::{self, Entry};
use super::writing::Writing;
use super::{gather, inline};
use crate::import::markdown::Markdown;
use crate::import::numbering::{self, Kind};

const BULLETS: [char; 10] = ['•', '●', '○', '■', '□', '◆', '◇', '➢', '➤', '·'];

/// A list at the beginning of the blocks: how many they are, and the list. One item alone is none.
pub fn write(blocks: &[Block], writing: &mut Writing) -> Option<(usize, Markdown)> {
    let mut entries = Vec::new();
    for block in blocks {
        let Block::Paragraph(paragraph) = block else { break };
        let Some((mark, end)) = typed_mark(paragraph).filter(|_| paragraph.role == Role::Text) else { break };
        let goes_on = match (entries.last().map(|(mark, _, _)| mark), mark) {
            (None, Mark::Number(number)) => number == 1,
            (Some(Mark::Number(before)), Mark::Number(number)) => number == before + 1,
            (None, Mark::Bullet) | (Some(Mark::Bullet), Mark::Bullet) => true,
            _ => false,
        };
        if !goes_on {
            break;
        }
        entries.push((mark, end, paragraph));
    }
    if entries.len() < 2 {
        return None;
    }
    let entries: Vec<Entry> = entries
        .into_iter()
        .map(|(mark, end, paragraph)| {
            gather::tell(paragraph, writing);
            let content = without_start(&paragraph.content, end);
            let text = inline::write(&content, inline::Place::Paragraph, writing);
            Entry { item: Item { level: 0, mark }, text }
        })
        .collect();
    Some((entries.len(), list::write(&entries)))
}

/// The mark that a paragraph begins with, and where its text begins.
fn typed_mark(paragraph: &Paragraph) -> Option<(Mark, usize)> {
    if paragraph.item.is_some() {
        return None;
    }
    let text = paragraph.text();
    let start = text.len() - text.trim_start().len();
    let line = &text[start..];
    let first = line.chars().next()?;
    if BULLETS.contains(&first) || matches!(first, '-' | '–' | '*') && line[first.len_utf8()..].starts_with([' ', '\t'])
    {
        let rest = &line[first.len_utf8()..];
        let end = text.len() - rest.trim_start().len();
        return (!rest.trim().is_empty()).then_some((Mark::Bullet, end));
    }
    let number = numbering::read(line).filter(|number| number.kind == Kind::Decimal(1) && number.sure)?;
    (!line[number.end..].trim().is_empty()).then_some((Mark::Number(u64::from(number.value)), start + number.end))
}

/// A line without its first bytes of text.
pub fn without_start(content: &[Inline], mut length: usize) -> Vec<Inline> {
    let mut rest = Vec::new();
    for inline in content {
        match inline {
            Inline::Text(text, style) if length > 0 => {
                let cut = length.min(text.len());
                length -= cut;
                if let Some(text) = text.get(cut..).filter(|text| !text.is_empty()) {
                    rest.push(Inline::Text(text.to_owned(), *style));
                }
            }
            // Breaks count as one blank in the text.
            Inline::Break if length > 0 => length -= 1,
            Inline::Link { to, content } if length > 0 => {
                let mut words = String::new();
                super::blocks::add_text(content, &mut words);
                let content = without_start(content, length);
                length = length.saturating_sub(words.len());
                rest.push(Inline::Link { to: to.clone(), content });
            }
            other => rest.push(other.clone()),
        }
    }
    rest
}
