//! What customers say, and whether it leads to the card that answers it.

use rayon::prelude::*;

use crate::book::{Book, Page, PageId};
use crate::components::objection::unquoted;
use crate::document::Kind;
use crate::search::{Failure, Search, Wish};
use crate::source::SourcePath;

/// How many results are looked at.
const LIMIT: usize = 10;

/// A sentence of `says:` that finds another page before its own card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub card: SourcePath,
    pub said: String,
    /// What comes first instead; `None` when nothing is found.
    pub first: Option<SourcePath>,
    /// At which place its own card comes, from 1; `None` when it is not among the first ten.
    pub place: Option<usize>,
}

/// All such sentences. Cards that are kept out of the search (`search: false`) are not looked for.
///
/// # Errors
/// When the index cannot be read.
pub fn lost_sentences(book: &Book, search: &Search) -> Result<Vec<Sentence>, Failure> {
    let cards = book.pages().filter(|(_, page)| {
        let front = &page.document.front;
        front.kind == Kind::Objection && front.search && !front.draft
    });
    let says = cards.flat_map(|(id, page)| page.document.front.says.iter().map(move |said| (id, page, &said.value)));
    let says: Vec<_> = says.collect();
    let look = |(id, page, said): &(PageId, &Page, &String)| {
        let wish = Wish { limit: LIMIT, own: Some(id.edition), ..Wish::default() };
        let said = unquoted(said).to_owned();
        let found = search.find(&said, &wish)?;
        let (card, first) = (page.document.path.clone(), found.hits.first().map(|hit| hit.source.clone()));
        let place = found.hits.iter().position(|hit| hit.source == card).map(|at| at + 1);
        Ok((place != Some(1)).then_some(Sentence { card, said, first, place }))
    };
    says.par_iter().map(look).filter_map(Result::transpose).collect()
}
