//! `SUMMARY.md`: which chapters there are, and in which order.

use crate::document::{Block, BlockKind, Document, Inline, InlineKind, parse, plain_text};
use crate::import::links;
use crate::source::{SourceFile, SourcePath};

/// A line of the list.
#[derive(Debug, Default)]
pub struct Entry {
    pub title: String,
    /// The file, by its path in the folder; `None` for a chapter still to be written, and for a part.
    pub path: Option<String>,
    pub is_part: bool,
    /// It stands before or behind the numbered chapters.
    pub is_affix: bool,
    pub entries: Vec<Entry>,
}

impl Entry {
    /// The files of this entry and those below.
    pub fn paths(&self) -> Vec<String> {
        self.path.iter().cloned().chain(self.entries.iter().flat_map(Entry::paths)).collect()
    }
}

/// Reads the list, which stands in the file `path`.
pub fn read(text: &str, path: &str) -> Vec<Entry> {
    let source = SourceFile { path: SourcePath::new(path), text: text.into() };
    let document = parse(&source).value;
    let reader = Reader { document: &document, path: SourcePath::new(path) };
    let mut entries: Vec<Entry> = Vec::new();
    let mut in_part = false;
    for (number, block) in document.blocks.iter().enumerate() {
        match &block.kind {
            // The first heading is that of the list.
            BlockKind::Heading { .. } if number == 0 => {}
            BlockKind::Heading { content, .. } => {
                entries.push(Entry { title: plain_text(content), is_part: true, ..Entry::default() });
                in_part = true;
            }
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                // Behind a list, such lines are no longer of the part.
                in_part = false;
                let found = reader.links(content).into_iter();
                entries.extend(found.map(|entry| Entry { is_affix: true, ..entry }));
            }
            BlockKind::List { .. } => {
                let found = reader.list(block);
                match entries.last_mut().filter(|_| in_part) {
                    Some(part) => part.entries.extend(found),
                    None => entries.extend(found),
                }
            }
            _ => {}
        }
    }
    entries
}

struct Reader<'a> {
    document: &'a Document,
    path: SourcePath,
}

impl Reader<'_> {
    fn list(&self, block: &Block) -> Vec<Entry> {
        let BlockKind::List { items, .. } = &block.kind else { return Vec::new() };
        let mut entries = Vec::new();
        for item in items {
            for block in &item.blocks {
                match &block.kind {
                    BlockKind::Paragraph(content) | BlockKind::Plain(content) => entries.extend(self.links(content)),
                    BlockKind::List { .. } => {
                        let below = self.list(block);
                        match entries.last_mut() {
                            Some(last) => last.entries.extend(below),
                            None => entries.extend(below),
                        }
                    }
                    _ => {}
                }
            }
        }
        entries
    }

    fn links(&self, content: &[Inline]) -> Vec<Entry> {
        let entry = |inline: &Inline| {
            let InlineKind::Link { link, content, .. } = &inline.kind else { return None };
            let (path, _) = links::take_apart(&self.document.links[*link].destination);
            let path = Some(path).filter(|path| !path.is_empty());
            let path = path.and_then(|path| self.path.join(&path)).map(|path| path.to_string());
            Some(Entry { title: plain_text(content), path, ..Entry::default() })
        };
        content.iter().filter_map(entry).collect()
    }
}
