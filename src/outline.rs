//! What needs the whole book: addresses, where every link leads, translations, redirects, the files that pages use.

mod addresses;
mod aliases;
mod banks;
mod claims;
mod directory;
mod links;
mod related;
mod terms;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::book::{Book, PageId};
use crate::diagnostic::Checked;
use crate::document::{Document, Kind};
use crate::memo::{Memory, Same};
use crate::source::{SourcePath, Sources};

pub use addresses::{address, encode, encode_value, output_path, own_page_path, relative};
pub use aliases::Alias;
use directory::{Directory, Fingerprint};
pub use links::Target;
pub use terms::{Found, Term, Terms};

/// The book's connections. Nothing in it is filled in later.
#[derive(Debug, Default)]
pub struct Outline {
    /// Where each link of each page leads, in the order of the document's links: `[edition][page][link]`.
    targets: Vec<Vec<Arc<[Target]>>>,
    directory: Arc<Directory>,
    /// Files that some page shows or links to, and where they go.
    pub media: BTreeMap<SourcePath, String>,
    pub aliases: Vec<Alias>,
    /// Pages that belong together, see [`Outline::related`].
    related: BTreeMap<PageId, Vec<PageId>>,
    /// The terms of each edition's glossary, if it has one.
    terms: Vec<Option<Arc<Terms>>>,
}

/// What is remembered between one outline and the next. A change of one page's text leaves most of it good.
#[derive(Debug, Default)]
pub struct Remembered {
    directory: Memory<(), Fingerprint, Arc<Directory>>,
    /// The links of a page before anybody looks whether a heading is there.
    places: Memory<SourcePath, (Same<Document>, Fingerprint), Arc<[Target]>>,
    anchors: Memory<SourcePath, Same<Document>, Arc<HashSet<String>>>,
    targets: Memory<SourcePath, (Same<[Target]>, Vec<Arc<HashSet<String>>>), Arc<[Target]>>,
    terms: Memory<usize, Vec<(usize, Same<Document>)>, Option<Arc<Terms>>>,
    aliases: Memory<(), (Fingerprint, Vec<Same<Document>>), Arc<Checked<Vec<Alias>>>>,
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
    outline_again(book, sources, &Remembered::default())
}

/// The same, with what has not changed taken from memory.
pub fn outline_again(book: &Book, sources: &Sources, memory: &Remembered) -> Checked<Outline> {
    let fingerprint = directory::fingerprint(book, sources);
    let directory = memory.directory.recall(&(), fingerprint, |_| Arc::new(Directory::of(book)));
    let mut outline = Outline { directory, ..Outline::default() };
    outline.terms = (0..book.editions.len()).map(|edition| terms(book, edition, memory)).collect();
    outline.targets = targets(book, sources, &outline, fingerprint, memory);
    outline.related = related::both_ways(book, &outline);

    for target in outline.targets.iter().flatten().flat_map(|targets| targets.iter()) {
        if let Target::Asset { path, .. } = target
            && let Some(asset) = sources.assets.get(path)
        {
            outline.media.entry(path.clone()).or_insert_with(|| addresses::media_path(asset));
        }
    }
    let with_aliases = book.pages().filter(|(_, page)| !page.document.front.aliases.is_empty());
    let with_aliases = with_aliases.map(|(_, page)| Same(page.document.clone())).collect();
    let aliases = memory.aliases.recall(&(), (fingerprint, with_aliases), |_| {
        let mut diagnostics = Vec::new();
        let claims = claims::Claims::of(book, &mut diagnostics);
        Arc::new(Checked { value: aliases::read(book, claims, &mut diagnostics), diagnostics })
    });
    outline.aliases.clone_from(&aliases.value);
    Checked { value: outline, diagnostics: aliases.diagnostics.clone() }
}

/// Where the links of all pages lead.
fn targets(
    book: &Book,
    sources: &Sources,
    outline: &Outline,
    fingerprint: Fingerprint,
    memory: &Remembered,
) -> Vec<Vec<Arc<[Target]>>> {
    let resolver = links::Resolver::new(book, sources, outline);
    let anchors = |id: PageId| {
        let document = &book.page(id).document;
        memory.anchors.recall(&document.path, Same(document.clone()), |document| Arc::new(links::anchors(&document.0)))
    };
    let page = |id: PageId| {
        let document = &book.page(id).document;
        let from = (Same(document.clone()), fingerprint);
        let places = memory.places.recall(&document.path, from, |_| resolver.places(id).into());
        let pages = places.iter().filter_map(Target::needs_anchors_of);
        let from = (Same(places.clone()), pages.map(anchors).collect());
        memory.targets.recall(&document.path, from, |(places, anchors)| links::targets(&places.0, anchors).into())
    };
    let targets = book.editions.iter().enumerate().map(|(edition, pages)| {
        (0..pages.pages.len()).into_par_iter().map(|at| page(PageId { edition, page: at })).collect()
    });
    let targets = targets.collect();
    memory.places.end_round();
    memory.anchors.end_round();
    memory.targets.end_round();
    targets
}

/// The terms of an edition's glossaries, which only pages of that kind have.
fn terms(book: &Book, edition: usize, memory: &Remembered) -> Option<Arc<Terms>> {
    let pages = book.editions[edition].pages.iter().enumerate();
    let glossaries = pages.filter(|(_, page)| page.document.front.kind == Kind::Glossary);
    let glossaries = glossaries.map(|(at, page)| (at, Same(page.document.clone()))).collect();
    memory.terms.recall(&edition, glossaries, |_| Terms::of(edition, &book.editions[edition]).map(Arc::new))
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
        self.terms.get(edition)?.as_deref()
    }

    pub fn page_of(&self, source: &SourcePath) -> Option<PageId> {
        self.directory.by_source.get(source).copied()
    }

    /// The page with that key in an edition.
    pub fn page_with_key(&self, edition: usize, key: &str) -> Option<PageId> {
        self.directory.keys.get(edition)?.get(key).map(|page| PageId { edition, page: *page })
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
