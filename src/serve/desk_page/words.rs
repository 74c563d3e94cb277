//! How much there is to read, in all and page by page.

use serde::Serialize;

use super::rows::{Lister, PageRow, Rows};
use crate::book::{Book, own_name};
use crate::document::ReadingTime;
use crate::overview::lengths as lengths_of;

/// A whole edition.
#[derive(Serialize)]
pub struct EditionRow<'a> {
    /// The language in its own words.
    name: &'a str,
    language: &'a str,
    pages: usize,
    text: ReadingTime,
    minutes: usize,
}

#[derive(Serialize)]
pub struct LengthRow {
    page: PageRow,
    text: ReadingTime,
    minutes: usize,
}

pub fn editions(book: &Book) -> Vec<EditionRow<'_>> {
    let row = |edition: &crate::book::Edition| -> (usize, ReadingTime) {
        let written = edition.pages.iter().filter(|page| page.written);
        written.fold((0, ReadingTime::default()), |(pages, text), page| (pages + 1, text + page.document.reading_time))
    };
    let rows = book.editions.iter().map(|edition| {
        let (pages, text) = row(edition);
        EditionRow {
            name: own_name(&edition.language),
            language: &edition.language,
            pages,
            text,
            minutes: text.minutes(),
        }
    });
    rows.collect()
}

pub fn lengths(lister: &Lister) -> Rows<LengthRow> {
    lister.rows("lengths", lengths_of(&lister.project.book), |length| {
        Some(LengthRow { page: lister.page(length.page), text: length.text, minutes: length.text.minutes() })
    })
}
