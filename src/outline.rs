//! What needs the whole book: addresses, where every link leads, translations, redirects, the files that pages use.

mod addresses;
mod aliases;
mod banks;
mod claims;
mod directory;
mod links;
mod related;
mod terms;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::book::{Book, Edition, PageId};
use crate::diagnostic::Checked;
use crate::document::{Document, Kind};
use crate::memo::{Fingerprint, Memory, Same};
use crate::source::{SourcePath, Sources};

pub use addresses::{address, encode, encode_value, output_path, own_page_path, relative};
pub use aliases::Alias;
use directory::Directory;
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
    places: Memory<PageId, (Same<Document>, Fingerprint), Arc<[Target]>>,
    /// The anchors of the pages on which one is looked for.
    anchors: Memory<PageId, Same<Document>, Anchors>,
    targets: Memory<PageId, Linked, Arc<[Target]>>,
    terms: Memory<usize, Glossaries, Option<Arc<Terms>>>,
    aliases: Memory<(), (Fingerprint, Vec<Same<Document>>), FoundAliases>,
}

/// The links of a page, and the anchors of the pages to which they lead.
type Linked = (Same<[Target]>, Vec<Anchors>);
/// The anchors of one page.
type Anchors = Arc<HashSet<String>>;
/// The pages of an edition that have a glossary, by their number.
type Glossaries = Vec<(usize, Same<Document>)>;
type FoundAliases = Arc<Checked<Vec<Alias>>>;

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
    let directory = memory.directory.recall(fingerprint, |_| Arc::new(Directory::of(book)));
    let mut outline = Outline { directory, ..Outline::default() };
    outline.terms = terms(book, memory);
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
    let aliases = memory.aliases.recall((fingerprint, with_aliases), |_| {
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
    let document = |id: PageId| Same(book.page(id).document.clone());
    let wanted = book.pages().map(|(id, _)| (id, (document(id), fingerprint)));
    let places = memory.places.recall_all(wanted, |id, _| resolver.places(*id).into());

    let mut linked: Vec<_> =
        places.iter().flat_map(|places| places.iter()).filter_map(Target::needs_anchors_of).collect();
    linked.sort_unstable();
    linked.dedup();
    let wanted = linked.iter().map(|id| (*id, document(*id)));
    let anchors = memory.anchors.recall_all(wanted, |_, document| Arc::new(links::anchors(&document.0)));
    let anchors: HashMap<PageId, &Arc<HashSet<String>>> = linked.iter().copied().zip(&anchors).collect();

    let wanted = book.pages().zip(&places).map(|((id, _), places)| {
        let pages = places.iter().filter_map(Target::needs_anchors_of);
        (id, (Same(places.clone()), pages.map(|page| anchors[&page].clone()).collect()))
    });
    let mut targets =
        memory.targets.recall_all(wanted, |_, (places, anchors)| links::targets(&places.0, anchors).into()).into_iter();
    book.editions.iter().map(|edition| targets.by_ref().take(edition.pages.len()).collect()).collect()
}

/// The terms of each edition's glossaries, which only pages of that kind have.
fn terms(book: &Book, memory: &Remembered) -> Vec<Option<Arc<Terms>>> {
    let glossaries = |edition: &Edition| {
        let pages = edition.pages.iter().enumerate();
        let glossaries = pages.filter(|(_, page)| page.document.front.kind == Kind::Glossary);
        glossaries.map(|(at, page)| (at, Same(page.document.clone()))).collect()
    };
    let wanted = book.editions.iter().map(glossaries).enumerate();
    memory.terms.recall_all(wanted, |at, _| Terms::of(*at, &book.editions[*at]).map(Arc::new))
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
