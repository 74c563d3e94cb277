//! The search: one index for all editions, made by tantivy and read twice, here and, as shards, in the browser.
//!
//! **page → passages → index → { ranker | shards }.** Both readers rank by the same formulas over the same postings, so a query gets the
//! same pages in the same order from [`Search::find`] and in the browser.

mod browser;
mod expand;
mod facets;
mod find;
mod fold;
mod format;
mod index;
mod passages;
mod pinyin;
mod query;
mod rank;
mod score;
mod shards;
mod snippet;
mod synonyms;
mod tokenizer;
mod trials;
mod word_pairs;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::book::{Book, PageId};
use facets::Facets;
use index::{Builder, Index};
use passages::PageText;
use rank::{Ranker, Statistics};

pub use browser::{Content, File, START};
pub use find::{Found, Hit, Wish};
pub use rank::Part;
pub use snippet::Snippet;
pub use synonyms::Synonyms;
pub use trials::Outcome;

/// The terms of a text, as they are indexed.
pub fn terms_of(text: &str) -> Vec<String> {
    tokenizer::runs(text).iter().flat_map(tokenizer::terms).map(str::to_owned).collect()
}

/// How a character of hanzi sounds, without its tone, as a rule; `None` for any other character.
pub fn syllable(c: char) -> Option<String> {
    self::pinyin::readings(c).into_iter().next()
}

/// Why there is no index: out of memory, as a rule. Words are tantivy's.
pub type Failure = tantivy::TantivyError;

/// Pages that are read at once, so that not all texts are in memory together.
const BATCH: usize = 512;

/// Everything that can be found, ready to be asked.
pub struct Search<'a> {
    book: &'a Book,
    index: Index,
    /// The pages that can be found, in the order of the index.
    pages: Vec<PageId>,
    facets: Facets,
    synonyms: Synonyms,
    statistics: Statistics,
}

impl<'a> Search<'a> {
    /// Indexes a book: all pages that somebody wrote, but no drafts and none that say `search: false`.
    pub fn of(book: &'a Book, synonyms: Synonyms) -> Result<Search<'a>, Failure> {
        let pages: Vec<PageId> = book.pages().map(|(id, _)| id).filter(|id| can_be_found(book, *id)).collect();
        let bytes =
            pages.iter().map(|id| book.page(*id).document.reading_time).map(|time| time.han * 3 + time.words * 6).sum();
        let mut builder = Builder::new(bytes)?;
        let read = |batch: Option<&[PageId]>| -> Vec<PageText> {
            batch.unwrap_or_default().par_iter().map(|id| PageText::of(book, *id)).collect()
        };
        // While one batch is indexed, which takes one thread, the next is read.
        let mut batches = pages.chunks(BATCH);
        let mut texts = read(batches.next());
        while !texts.is_empty() {
            let add = || texts.iter().try_for_each(|text| builder.add(text));
            let (added, next) = rayon::join(add, || read(batches.next()));
            added?;
            texts = next;
        }
        let facets = Facets::of(book, &pages);
        let index = builder.finish()?;
        let statistics = Statistics::of(&index)?;
        Ok(Search { book, index, pages, facets, synonyms, statistics })
    }

    /// Whatever ranks the pages of this index.
    fn ranker(&self) -> Ranker<'_> {
        Ranker { index: &self.index, statistics: &self.statistics }
    }
}

fn can_be_found(book: &Book, id: PageId) -> bool {
    let pages = &book.editions[id.edition].pages;
    let page = &pages[id.page];
    let mut here = Some(id.page);
    while let Some(at) = here {
        if pages[at].document.front.draft {
            return false;
        }
        here = pages[at].parent;
    }
    page.written && page.document.front.search
}
