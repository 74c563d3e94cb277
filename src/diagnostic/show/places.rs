//! Places as people count them, for very many findings at once.
//!
//! [`LineColumn::of`] reads the file from its start each time, which for thousands of findings in one file is too slow.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::{LineColumn, Location, SourcePath, Sources};

/// After how many bytes the number of characters so far is noted, so that a column in a very long line is found fast too.
const STRIDE: usize = 1024;

/// Every text file that a finding points into.
pub struct Places<'a> {
    files: BTreeMap<&'a SourcePath, Lines<'a>>,
}

impl<'a> Places<'a> {
    pub fn of(diagnostics: impl IntoIterator<Item = &'a Diagnostic>, sources: &'a Sources) -> Self {
        let mut files = BTreeMap::new();
        for diagnostic in diagnostics {
            let related = diagnostic.related.iter().map(|(location, _)| location);
            for location in diagnostic.location.iter().chain(related) {
                if let Some(file) = sources.texts.get(&location.path) {
                    files.entry(&location.path).or_insert_with(|| Lines::of(&file.text));
                }
            }
        }
        Places { files }
    }

    /// The place in the text, or `None` when the file has no text: an image, a file that could not be read.
    pub fn find(&self, location: &Location) -> Option<Place<'_>> {
        let lines = self.files.get(&location.path)?;
        let start = lines.text.floor_char_boundary(location.span.start as usize);
        let end = lines.text.ceil_char_boundary(location.span.end as usize).max(start);
        Some(Place { lines, start, end })
    }
}

/// A span on character boundaries within its file's text.
pub struct Place<'a> {
    pub lines: &'a Lines<'a>,
    /// In bytes.
    pub start: usize,
    /// In bytes, the first that is no longer part of it.
    pub end: usize,
}

impl Place<'_> {
    pub fn from(&self) -> LineColumn {
        self.lines.line_column(self.start)
    }

    pub fn to(&self) -> LineColumn {
        self.lines.line_column(self.end)
    }

    /// The same place without line ends at its end, as blocks have them: what a reader would mark.
    pub fn marked(&self) -> Self {
        let marked = self.lines.text[self.start..self.end].trim_end_matches('\n');
        Place { end: self.start + marked.len(), ..*self }
    }
}

/// A text with the start of every line noted.
pub struct Lines<'a> {
    pub text: &'a str,
    starts: Vec<usize>,
    /// How many characters begin before byte 0, `STRIDE`, 2 × `STRIDE`, …
    characters: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let newlines = text.match_indices('\n').map(|(newline, _)| newline + 1);
        let mut before = 0;
        let mut characters = vec![0];
        for chunk in text.as_bytes().chunks(STRIDE) {
            before += count_characters(chunk);
            characters.push(before);
        }
        Lines { text, starts: std::iter::once(0).chain(newlines).collect(), characters }
    }

    /// What [`LineColumn::of`] says.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = self.characters_before(offset) - self.characters_before(self.starts[line - 1]);
        LineColumn { line, column: column + 1 }
    }

    /// The bytes of a line, counted from 1, without its line end.
    pub fn line(&self, number: usize) -> Range<usize> {
        let end = match self.starts.get(number) {
            Some(next) => next - 1,
            None => self.text.len(),
        };
        self.starts[number - 1]..end
    }

    fn characters_before(&self, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let rest = &self.text.as_bytes()[stride * STRIDE..offset];
        self.characters[stride] + count_characters(rest)
    }
}

/// How many characters begin in these bytes of UTF-8: all bytes but the continuing ones, `10xxxxxx`.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
