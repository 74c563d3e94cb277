//! Pages that another edition lacks, or has in an older state.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::book::{Book, Page, PageId};
use crate::outline::Outline;
use crate::source::SourcePath;

/// A page that an edition does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    pub page: PageId,
    /// The edition that lacks it.
    pub edition: usize,
}

/// A page that was changed after its translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outdated {
    pub original: PageId,
    pub translation: PageId,
    pub changed: Age,
    pub translated: Age,
}

/// When a page was last right: a moment by Git, else the day its `reviewed:` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Age(pub Timestamp);

/// Every page that somebody wrote, with each edition that has no page for it.
pub fn missing_translations(book: &Book, outline: &Outline) -> Vec<Missing> {
    let written = book.pages().filter(|(_, page)| page.written);
    let missing = written.flat_map(|(page, _)| {
        let others = (0..book.editions.len()).filter(move |edition| *edition != page.edition);
        others
            .filter(move |edition| twin(book, outline, page, *edition).is_none())
            .map(move |edition| Missing { page, edition })
    });
    missing.collect()
}

/// Translations that are older than the page in the default language, those that lag the most first. `dates` are Git's; without
/// them, what pages say of their review counts.
pub fn outdated_translations(
    book: &Book,
    outline: &Outline,
    dates: Option<&BTreeMap<SourcePath, Timestamp>>,
) -> Vec<Outdated> {
    let age = |id: PageId| {
        let page = book.page(id);
        match dates {
            Some(dates) => dates.get(&page.document.path).copied().map(Age),
            None => reviewed(page),
        }
    };
    let originals = book.pages().filter(|(id, page)| id.edition == 0 && page.written);
    let pairs = originals.flat_map(|(original, _)| {
        let others = 1..book.editions.len();
        others.filter_map(move |edition| Some((original, twin(book, outline, original, edition)?)))
    });
    let mut outdated: Vec<_> = pairs
        .filter_map(|(original, translation)| {
            let (changed, translated) = (age(original)?, age(translation)?);
            (translated < changed).then_some(Outdated { original, translation, changed, translated })
        })
        .collect();
    outdated.sort_by_key(|pair| {
        (std::cmp::Reverse(pair.changed.0.as_second() - pair.translated.0.as_second()), pair.original)
    });
    outdated
}

/// The same page in another edition.
fn twin(book: &Book, outline: &Outline, page: PageId, edition: usize) -> Option<PageId> {
    let translation = outline.translation(book, page, edition);
    (translation.exact && book.page(translation.page).written).then_some(translation.page)
}

fn reviewed(page: &Page) -> Option<Age> {
    let date = page.document.front.reviewed.as_ref()?.value;
    Some(Age(date.to_zoned(TimeZone::UTC).ok()?.timestamp()))
}
