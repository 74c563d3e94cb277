//! The search: one index for all editions, made by tantivy and read twice, here and, as shards, in the browser.
//!
//! **page → passages → index → { ranker | shards }.** Both readers rank by the same formulas over the same postings, so a query gets the
//! same pages in the same order from [`Search::find`] and in the browser.

mod browser;
mod expand;
mod facets;
mod field;
mod find;
mod fold;
mod format;
mod index;
mod passages;
mod pinyin;
mod query;
mod rank;
mod remembered;
mod rows;
mod score;
mod segment;
mod shards;
mod snippet;
mod synonyms;
mod tokenizer;
mod trials;
mod word_pairs;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use rayon::prelude::*;

use crate::book::{Book, PageId};
use facets::Facets;
use index::{Index, Place};
use passages::{Origin, PageText};
use rank::{Ranker, Statistics};
use segment::{Builder, Segment};

pub use self::pinyin::readings;
pub use browser::{Content, FOLDER, File, START};
pub use find::{Found, Hit, Wish};
pub use rank::Part;
pub use remembered::Remembered;
pub use rows::Row;
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

/// Pages of a segment, at least, when there are several processors to make one each.
const LEAST: usize = 250;

/// Everything that can be found, ready to be asked.
#[derive(Clone)]
pub struct Search<'a> {
    book: &'a Book,
    prepared: Arc<Prepared>,
}

/// What is made of a book so that it can be searched.
pub struct Prepared {
    index: Index,
    /// The pages that can be found, in the order of the index.
    pages: Vec<PageId>,
    /// What they say, when that is remembered.
    texts: Vec<Arc<PageText>>,
    facets: Facets,
    synonyms: Synonyms,
    statistics: Statistics,
}

impl<'a> Search<'a> {
    /// Indexes a book: all pages that somebody wrote, but no drafts and none that say `search: false`.
    pub fn of(book: &'a Book, synonyms: Synonyms) -> Result<Search<'a>, Failure> {
        let pages = pages_to_find(book);
        // What is in which segment makes no difference to what is found, so each processor makes one.
        let length = pages.len().div_ceil(rayon::current_num_threads()).max(LEAST);
        let segment = |pages: &[PageId]| -> Result<Option<Arc<Segment>>, Failure> {
            let times = pages.iter().map(|id| book.page(*id).document.reading_time);
            let mut builder = Builder::new(times.map(|time| time.han * 3 + time.words * 6).sum())?;
            pages.iter().try_for_each(|id| builder.add(&Origin::of(book, *id).read()))?;
            Ok(builder.finish()?.map(Arc::new))
        };
        let segments: Vec<_> = pages.par_chunks(length).map(segment).collect::<Result<_, _>>()?;
        let segments = segments.into_iter().flatten().collect();
        let places: Vec<_> =
            (0..pages.len()).map(|page| Place { segment: page / length, page: page % length }).collect();
        let index = Index::of(segments, &places)?;
        Prepared::new(book, pages, Vec::new(), index, synonyms).map(|prepared| Search::with(book, prepared))
    }

    /// The same as [`Search::of`], with what has not changed taken from memory.
    pub fn again(book: &'a Book, synonyms: Synonyms, memory: &Remembered) -> Result<Search<'a>, Failure> {
        let pages = pages_to_find(book);
        let (texts, index) = memory.index(book, &pages)?;
        Prepared::new(book, pages, texts, index, synonyms).map(|prepared| Search::with(book, prepared))
    }

    /// The search of a book that was prepared before.
    pub fn with(book: &'a Book, prepared: Arc<Prepared>) -> Search<'a> {
        Search { book, prepared }
    }

    /// What was prepared, to be kept without the book.
    pub fn prepared(&self) -> Arc<Prepared> {
        self.prepared.clone()
    }

    /// Whatever ranks the pages of this index.
    fn ranker(&self) -> Ranker<'_> {
        Ranker { index: &self.prepared.index, statistics: &self.prepared.statistics }
    }

    /// What a page of the index says.
    fn text(&self, page: u32) -> Arc<PageText> {
        match self.prepared.texts.get(page as usize) {
            Some(text) => text.clone(),
            None => Arc::new(Origin::of(self.book, self.prepared.pages[page as usize]).read()),
        }
    }
}

impl Prepared {
    fn new(
        book: &Book,
        pages: Vec<PageId>,
        texts: Vec<Arc<PageText>>,
        index: Index,
        synonyms: Synonyms,
    ) -> Result<Arc<Prepared>, Failure> {
        let facets = Facets::of(book, &pages);
        let statistics = Statistics::of(&index)?;
        Ok(Arc::new(Prepared { index, pages, texts, facets, synonyms, statistics }))
    }
}

/// The pages that can be found, in the order of the book.
fn pages_to_find(book: &Book) -> Vec<PageId> {
    book.pages().map(|(id, _)| id).filter(|id| can_be_found(book, *id)).collect()
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
