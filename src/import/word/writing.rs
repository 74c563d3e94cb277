//! What is known while a page of a Word document is written as Markdown.

use std::collections::HashSet;

use super::blocks::Block;
use crate::import::manuscript::Spot;
use crate::import::report::Losses;

/// The state of the page that is being written.
pub struct Writing<'a> {
    pub losses: &'a mut Losses,
    /// The bookmarks that are in the text.
    bookmarks: &'a HashSet<String>,
    /// The text of all notes of the document.
    pub texts: &'a [Vec<Block>],
    /// The notes of this page, in the order of their numbers.
    notes: Vec<usize>,
    labels: Vec<(String, Spot)>,
    /// How many headings the page has so far.
    headings: usize,
}

impl<'a> Writing<'a> {
    pub fn new(losses: &'a mut Losses, bookmarks: &'a HashSet<String>, texts: &'a [Vec<Block>]) -> Writing<'a> {
        Writing { losses, bookmarks, texts, notes: Vec::new(), labels: Vec::new(), headings: 0 }
    }

    pub fn knows(&self, bookmark: &str) -> bool {
        self.bookmarks.contains(bookmark)
    }

    /// The number of a note on this page. One that is referred to twice keeps its number.
    pub fn note(&mut self, note: usize) -> usize {
        if let Some(place) = self.notes.iter().position(|known| *known == note) {
            return place + 1;
        }
        self.notes.push(note);
        self.notes.len()
    }

    /// The note with this number.
    pub fn note_with(&self, number: usize) -> Option<usize> {
        self.notes.get(number - 1).copied()
    }

    /// The id for a bookmark within text, the first time it is met.
    pub fn anchor(&mut self, bookmark: &str) -> Option<String> {
        if self.labels.iter().any(|(label, _)| label == bookmark) {
            return None;
        }
        let is_plain = bookmark.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        let id = if is_plain { bookmark.to_owned() } else { format!("ref-{}", self.labels.len() + 1) };
        self.labels.push((bookmark.to_owned(), Spot::Id(id.clone())));
        Some(id)
    }

    /// A heading is written, to which these bookmarks lead.
    pub fn heading(&mut self, bookmarks: Vec<String>) {
        let spot = Spot::Heading(self.headings);
        self.labels.extend(bookmarks.into_iter().map(|bookmark| (bookmark, spot.clone())));
        self.headings += 1;
    }

    pub fn into_labels(self) -> Vec<(String, Spot)> {
        self.labels
    }
}
