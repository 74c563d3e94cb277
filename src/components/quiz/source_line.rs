//! The line of the file that a place is in: what the author typed, before any of it was mended.

use crate::source::Span;

/// The line around an offset, and where it begins.
pub fn line_at(text: &str, offset: u32) -> (usize, &str) {
    let offset = (offset as usize).min(text.len());
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    (start, &text[start..end])
}

/// A range of a line that begins at `start`, as a place in the file.
pub fn place(start: usize, range: std::ops::Range<usize>) -> Span {
    Span::new(start + range.start, start + range.end)
}
