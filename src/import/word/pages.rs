//! Blocks in a row → pages: a chapter for each title of the widest level, a lesson for each of the next, headings below that.

use std::collections::HashSet;

use super::blocks::{Block, Inline, Paragraph, Role};
use super::gather;
use super::outline::{self, Cover};
use super::writing::Writing;
use crate::import::manuscript::{Page, Spot};
use crate::import::markdown::Markdown;
use crate::import::report::{Losses, What};

/// A page whose text is not written yet.
#[derive(Default)]
struct Draft {
    title: String,
    bookmarks: Vec<String>,
    /// Notes of its title.
    notes: Vec<usize>,
    /// Pictures of its title.
    pictures: Vec<Inline>,
    blocks: Vec<Block>,
    /// What could not be carried of the title.
    losses: Vec<(What, Option<String>)>,
    pages: Vec<Draft>,
}

/// Divides a document. `texts` are its notes.
pub fn divide(mut blocks: Vec<Block>, texts: &[Vec<Block>], title: Option<String>, losses: &mut Losses) -> Page {
    let Cover { title: found, subtitle, has_parts } = outline::find(&mut blocks);
    let bookmarks = bookmarks(&blocks);
    let depth = if has_parts { 3 } else { 2 };
    let levels = outline::levels(&blocks);
    let mut front = Draft { title: found.or(title).unwrap_or_default(), ..Draft::default() };
    for block in blocks {
        let place = match &block {
            Block::Paragraph(Paragraph { role: Role::Heading(level), .. }) => {
                levels.iter().position(|known| known == level).filter(|place| *place < depth)
            }
            _ => None,
        };
        match (block, place) {
            (Block::Paragraph(paragraph), Some(place)) => front.last_at(place).pages.push(Draft::titled(paragraph)),
            (block, _) => front.last_at(usize::MAX).blocks.push(block),
        }
    }
    let mut count = 0;
    let mut page = front.written(&bookmarks, texts, losses, &mut count);
    page.description = subtitle;
    page
}

/// All bookmarks in the text to which something links.
fn bookmarks(blocks: &[Block]) -> HashSet<String> {
    fn collect(blocks: &[Block], names: &mut HashSet<String>) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => collect_inline(&paragraph.content, names),
                Block::Table(table) => {
                    table.rows.iter().flatten().for_each(|cell| collect(&cell.blocks, names));
                }
            }
        }
    }
    fn collect_inline(content: &[Inline], names: &mut HashSet<String>) {
        for inline in content {
            match inline {
                Inline::Anchor(name) => drop(names.insert(name.clone())),
                Inline::Link { content, .. } => collect_inline(content, names),
                _ => {}
            }
        }
    }
    let mut names = HashSet::new();
    collect(blocks, &mut names);
    names
}

impl Draft {
    /// The last page at most this many levels down.
    fn last_at(&mut self, depth: usize) -> &mut Draft {
        if depth == 0 || self.pages.is_empty() {
            return self;
        }
        let last = self.pages.len() - 1;
        self.pages[last].last_at(depth - 1)
    }

    fn titled(paragraph: Paragraph) -> Draft {
        let mut draft = Draft { title: outline::one_line(&paragraph.text()), ..Draft::default() };
        for inline in paragraph.content {
            match inline {
                Inline::Anchor(name) => draft.bookmarks.push(name),
                Inline::Note(note) => draft.notes.push(note),
                picture @ Inline::Image { .. } => draft.pictures.push(picture),
                _ => {}
            }
        }
        draft.losses = paragraph.losses;
        draft
    }

    /// Writes the page and those below it, in order; `count` is how many there were before.
    fn written(
        self,
        bookmarks: &HashSet<String>,
        texts: &[Vec<Block>],
        losses: &mut Losses,
        count: &mut usize,
    ) -> Page {
        losses.enter(*count);
        *count += 1;
        let mut writing = Writing::new(losses, bookmarks, texts);
        for note in &self.notes {
            let detail = gather::note_text(*note, &writing);
            writing.losses.add_with(What::NoteInTitle, detail);
        }
        let pictures = Paragraph { content: self.pictures, losses: self.losses, ..Paragraph::default() };
        let mut body = gather::text(&pictures, &mut writing);
        body.append_block(&gather::write(&headings_in_order(self.blocks), &mut writing));
        append_notes(&mut body, &mut writing);
        let mut labels: Vec<(String, Spot)> = self.bookmarks.into_iter().map(|name| (name, Spot::Top)).collect();
        labels.extend(writing.into_labels());
        let pages = self.pages.into_iter().map(|page| page.written(bookmarks, texts, losses, count));
        let pages = pages.collect();
        Page { title: self.title, body, labels, pages, ..Page::default() }
    }
}

/// The headings of a page from level 2 on, none skipped.
fn headings_in_order(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut open: Vec<u8> = Vec::new();
    for block in &mut blocks {
        if let Block::Paragraph(Paragraph { role: Role::Heading(level), .. }) = block {
            open.retain(|above| *above < *level);
            open.push(*level);
            *level = (open.len() as u8 + 1).min(6);
        }
    }
    blocks
}

/// The notes that the page refers to, at its end. A note may refer to another one.
fn append_notes(body: &mut Markdown, writing: &mut Writing) {
    let mut number = 1;
    while let Some(note) = writing.note_with(number) {
        let texts = writing.texts;
        let written = texts.get(note).map(|blocks| gather::write(blocks, writing)).unwrap_or_default();
        let written = if written.is_empty() { Markdown::from("…") } else { written };
        body.append_block(&written.prefixed(&format!("[^{number}]: "), "    "));
        number += 1;
    }
}
