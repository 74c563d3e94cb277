//! Terms of the glossary that no other page uses.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::book::{Book, Page};
use crate::document::{InlineKind, Kind, each_inline};
use crate::outline::{Outline, Terms};
use crate::source::SourcePath;

/// A term that only the glossary knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedTerm {
    /// The glossary that explains it.
    pub glossary: SourcePath,
    pub anchor: String,
    pub name: String,
}

/// The unused terms of all editions in the order of their glossaries. What stands within a longer term is that term.
pub fn unused_terms(book: &Book, outline: &Outline) -> Vec<UnusedTerm> {
    let of_edition = |edition: usize| {
        let Some(terms) = outline.terms(edition) else { return Vec::new() };
        let pages = book.editions[edition].pages.par_iter();
        let others = pages.filter(|page| page.document.front.kind != Kind::Glossary);
        let used = others.map(|page| used_on(page, terms)).reduce(HashSet::new, |mut all, some| {
            all.extend(some);
            all
        });
        let unused = terms.terms.iter().enumerate().filter(|(at, _)| !used.contains(at) && terms.can_be_found(*at));
        let unused = unused.map(|(_, term)| UnusedTerm {
            glossary: book.page(term.page).document.path.clone(),
            anchor: term.anchor.clone(),
            name: term.name.clone(),
        });
        unused.collect()
    };
    (0..book.editions.len()).flat_map(of_edition).collect()
}

/// The terms in all that a page says, its title and its customers' words included.
fn used_on(page: &Page, terms: &Terms) -> HashSet<usize> {
    let front = &page.document.front;
    let mut used = HashSet::new();
    let mut look = |text: &str| used.extend(terms.find(text).into_iter().map(|found| found.term));
    look(&page.title);
    front.description.iter().chain(&front.says).for_each(|text| look(&text.value));
    each_inline(&page.document.blocks, &mut |inline| {
        if let InlineKind::Text(text) | InlineKind::Code(text) = &inline.kind {
            look(text);
        }
    });
    used
}
