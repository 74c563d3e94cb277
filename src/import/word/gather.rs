//! Paragraphs and tables in a row → Markdown: what belongs to one list, quote or piece of code is put together.

use super::blocks::{Alignment, Block, Inline, Item, Mark, Paragraph, Role};
use super::inline::{self, Place};
use super::typed_lists;
use super::writing::Writing;
use super::{list, table};
use crate::import::escape;
use crate::import::markdown::Markdown;
use crate::import::report::What;

/// Writes blocks one after the other.
pub fn write(blocks: &[Block], writing: &mut Writing) -> Markdown {
    let mut markdown = Markdown::default();
    let mut at = 0;
    while at < blocks.len() {
        let rest = &blocks[at..];
        let (length, written) = match &rest[0] {
            Block::Table(table) => (1, table::write(table, writing)),
            Block::Paragraph(paragraph) => match paragraph.role {
                Role::Code => code(rest, writing),
                Role::Quote => quote(rest, writing),
                Role::Heading(level) => (1, heading(paragraph, level, writing)),
                _ if is_item(paragraph) => items(rest, writing),
                _ => typed_lists::write(rest, writing).unwrap_or_else(|| (1, text(paragraph, writing))),
            },
        };
        markdown.append_block(&written);
        at += length;
    }
    markdown
}

/// One paragraph of text.
pub fn text(paragraph: &Paragraph, writing: &mut Writing) -> Markdown {
    tell(paragraph, writing);
    inline::write(&paragraph.content, Place::Paragraph, writing)
}

/// Passes on what could not be carried here.
pub fn tell(paragraph: &Paragraph, writing: &mut Writing) {
    for (what, detail) in &paragraph.losses {
        match detail {
            Some(detail) => writing.losses.add_with(*what, detail.clone()),
            None => writing.losses.add(*what),
        }
    }
}

/// The paragraphs at the beginning for which `belongs` holds.
fn run(blocks: &[Block], belongs: impl Fn(&Paragraph) -> bool) -> Vec<&Paragraph> {
    let paragraphs = blocks.iter().map_while(|block| match block {
        Block::Paragraph(paragraph) if belongs(paragraph) => Some(paragraph),
        _ => None,
    });
    paragraphs.collect()
}

fn code(blocks: &[Block], writing: &mut Writing) -> (usize, Markdown) {
    let lines = run(blocks, |paragraph| paragraph.role == Role::Code);
    let mut code = String::new();
    let mut images = Markdown::default();
    for line in &lines {
        tell(line, writing);
        for inline in &line.content {
            match inline {
                Inline::Text(text, _) => code.push_str(text),
                Inline::Break => code.push('\n'),
                Inline::Link { content, .. } => super::blocks::add_text(content, &mut code),
                other => images.append(&inline::write(std::slice::from_ref(other), Place::Paragraph, writing)),
            }
        }
        code.push('\n');
    }
    let code = code.trim_end().trim_start_matches('\n');
    let fence = escape::fence(code);
    let mut written = Markdown::default();
    if !code.trim().is_empty() {
        written.push(&format!("{fence}\n{code}\n{fence}"));
    }
    written.append_block(&images);
    (lines.len(), written)
}

fn quote(blocks: &[Block], writing: &mut Writing) -> (usize, Markdown) {
    let paragraphs = run(blocks, |paragraph| paragraph.role == Role::Quote);
    let mut inner = Markdown::default();
    let mut at = 0;
    while at < paragraphs.len() {
        let items: Vec<&Paragraph> =
            paragraphs[at..].iter().copied().take_while(|paragraph| is_item(paragraph)).collect();
        if items.is_empty() {
            inner.append_block(&text(paragraphs[at], writing));
            at += 1;
        } else {
            at += items.len();
            inner.append_block(&list_of(&items, writing));
        }
    }
    (paragraphs.len(), inner.prefixed("> ", "> "))
}

fn heading(paragraph: &Paragraph, level: u8, writing: &mut Writing) -> Markdown {
    writing.losses.below(Some(paragraph.text().trim()));
    tell(paragraph, writing);
    let mut bookmarks = Vec::new();
    let (mut words, mut others) = (Vec::new(), Vec::new());
    for inline in &paragraph.content {
        match inline {
            Inline::Anchor(name) => bookmarks.push(name.clone()),
            Inline::Note(note) => {
                let detail = note_text(*note, writing);
                writing.losses.add_with(What::NoteInTitle, detail);
            }
            Inline::Image { .. } => others.push(inline.clone()),
            other => words.push(other.clone()),
        }
    }
    let line = inline::write(&words, Place::Heading, writing);
    writing.heading(bookmarks);
    let mut heading = Markdown::from(&*format!("{} ", "#".repeat(usize::from(level))));
    heading.append(&line);
    heading.append_block(&inline::write(&others, Place::Paragraph, writing));
    heading
}

/// The words of a note.
pub fn note_text(note: usize, writing: &Writing) -> String {
    let blocks = writing.texts.get(note).map(Vec::as_slice).unwrap_or_default();
    let texts = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text()),
        Block::Table(_) => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

fn is_item(paragraph: &Paragraph) -> bool {
    matches!(paragraph.item, Some(Item { mark: Mark::Bullet | Mark::Number(_), .. }))
}

/// A list: its items, and indented paragraphs that go on with one.
fn items(blocks: &[Block], writing: &mut Writing) -> (usize, Markdown) {
    let mut paragraphs = run(blocks, |paragraph| {
        let goes_on = paragraph.item.is_some() || paragraph.look.indented;
        paragraph.role == Role::Text && goes_on && paragraph.look.alignment == Alignment::Start
    });
    if paragraphs.is_empty() {
        // An item that is centred is one all the same.
        paragraphs = run(&blocks[..1], |_| true);
    }
    (paragraphs.len(), list_of(&paragraphs, writing))
}

fn list_of(paragraphs: &[&Paragraph], writing: &mut Writing) -> Markdown {
    let entries = paragraphs.iter().map(|paragraph| {
        let item = paragraph.item.unwrap_or(Item { level: 8, mark: Mark::None });
        list::Entry { item, text: text(paragraph, writing) }
    });
    list::write(&entries.collect::<Vec<_>>())
}
