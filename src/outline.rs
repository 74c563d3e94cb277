//! What needs the whole book: addresses, where every link leads, translations, redirects, the files that pages use.

mod addresses;
mod aliases;
mod banks;
mod claims;
mod links;
mod related;
mod terms;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::book::{Book, PageId};
use crate::diagnostic::Checked;
use crate::source::{SourcePath, Sources};

pub use addresses::{address, encode, encode_value, output_path, own_page_path, relative};
pub use aliases::Alias;
pub use links::Target;
pub use terms::{Found, Term, Terms};

/// The book's connections. Nothing in it is filled in later.
#[derive(Debug, Default)]
pub struct Outline {
    /// Where each link of each page leads, in the order of the document's links: `[edition][page][link]`.
    targets: Vec<Vec<Vec<Target>>>,
    /// Each edition's pages by key.
    keys: Vec<HashMap<String, usize>>,
    by_source: HashMap<SourcePath, PageId>,
    /// Files that some page shows or links to, and where they go.
    pub media: BTreeMap<SourcePath, String>,
    pub aliases: Vec<Alias>,
    /// Pages that belong together, see [`Outline::related`].
    related: BTreeMap<PageId, Vec<PageId>>,
    /// The terms of each edition's glossary, if it has one.
    terms: Vec<Option<Terms>>,
}

/// A page in another language, or the nearest thing to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translation {
    pub page: PageId,
    /// `false` when the page itself is not translated and this is its chapter or the front page.
    pub exact: bool,
}

/// Connects the pages of a book.
pub fn outline(book: &Book, sources: &Sources) -> Checked<Outline> {
    let mut outline = Outline::default();
    for (id, page) in book.pages() {
        outline.by_source.insert(page.document.path.clone(), id);
    }
    outline.keys = book
        .editions
        .iter()
        .map(|edition| edition.pages.iter().enumerate().map(|(at, page)| (page.key.clone(), at)).collect())
        .collect();
    outline.terms = book.editions.iter().enumerate().map(|(at, edition)| Terms::of(at, edition)).collect();
    let resolver = links::Resolver::new(book, sources, &outline);
    let targets: Vec<Vec<Vec<Target>>> = book
        .editions
        .iter()
        .enumerate()
        .map(|(edition, pages)| {
            (0..pages.pages.len()).into_par_iter().map(|page| resolver.page(PageId { edition, page })).collect()
        })
        .collect();
    outline.targets = targets;
    outline.related = related::both_ways(book, &outline);

    for target in outline.targets.iter().flatten().flatten() {
        if let Target::Asset { path, .. } = target
            && let Some(asset) = sources.assets.get(path)
        {
            outline.media.entry(path.clone()).or_insert_with(|| addresses::media_path(asset));
        }
    }
    let mut diagnostics = Vec::new();
    let claims = claims::Claims::of(book, &mut diagnostics);
    outline.aliases = aliases::read(book, claims, &mut diagnostics);
    Checked { value: outline, diagnostics }
}

impl Outline {
    /// Where the links of a page lead, in the order of its document's links.
    pub fn targets(&self, id: PageId) -> &[Target] {
        &self.targets[id.edition][id.page]
    }

    /// The pages that a page names in `related:`, and the ones that name it when one of the two is an objection card.
    pub fn related(&self, id: PageId) -> &[PageId] {
        self.related.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The terms of an edition's glossary.
    pub fn terms(&self, edition: usize) -> Option<&Terms> {
        self.terms.get(edition)?.as_ref()
    }

    pub fn page_of(&self, source: &SourcePath) -> Option<PageId> {
        self.by_source.get(source).copied()
    }

    /// The page with that key in an edition.
    pub fn page_with_key(&self, edition: usize, key: &str) -> Option<PageId> {
        self.keys.get(edition)?.get(key).map(|page| PageId { edition, page: *page })
    }

    /// The page in another edition: the page of the same key, else its chapter, else the front page.
    pub fn translation(&self, book: &Book, id: PageId, edition: usize) -> Translation {
        let key = book.page(id).key.as_str();
        let mut above = key;
        loop {
            if let Some(page) = self.page_with_key(edition, above) {
                return Translation { page, exact: above == key };
            }
            match above.rsplit_once('/') {
                Some((chapter, _)) => above = chapter,
                None if above.is_empty() => return Translation { page: PageId { edition, page: 0 }, exact: false },
                None => above = "",
            }
        }
    }
}
