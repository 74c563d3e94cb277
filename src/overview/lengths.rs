//! How much there is to read.

use crate::book::{Book, PageId};
use crate::document::ReadingTime;

/// A page with its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    pub page: PageId,
    pub text: ReadingTime,
}

/// All pages that somebody wrote, the longest to read first.
pub fn lengths(book: &Book) -> Vec<Length> {
    let written = book.pages().filter(|(_, page)| page.written);
    let mut lengths: Vec<_> = written.map(|(page, value)| Length { page, text: value.document.reading_time }).collect();
    lengths.sort_by_key(|length| {
        (std::cmp::Reverse((length.text.minutes(), length.text.han + length.text.words)), length.page)
    });
    lengths
}
