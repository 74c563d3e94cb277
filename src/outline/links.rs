//! Where a link leads.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::Outline;
use crate::book::{Book, PageId};
use crate::document::{BlockKind, Document, InlineKind, Link, SCHEMES, each_block, each_inline};
use crate::source::{SourcePath, Sources};

/// The end of a link. What is wrong with one is for the rules to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site, a mail address, a phone number: taken over as it is.
    External(String),
    /// A page of the book; `anchor` is an id on it.
    Page {
        page: PageId,
        anchor: Option<String>,
    },
    /// A file of the project.
    Asset {
        path: SourcePath,
        suffix: String,
    },
    /// A page there is, a heading there is not.
    MissingAnchor {
        page: PageId,
        anchor: String,
    },
    MissingPage {
        path: String,
    },
    MissingFile {
        path: String,
    },
    Draft {
        path: SourcePath,
    },
    /// `javascript:` and its like.
    Unsafe {
        scheme: String,
    },
}

pub struct Resolver<'a> {
    pub book: &'a Book,
    pub sources: &'a Sources,
    pub outline: &'a Outline,
    pub drafts: BTreeSet<&'a SourcePath>,
}

impl Target {
    /// The page on which an anchor has to be looked for.
    pub fn needs_anchors_of(&self) -> Option<PageId> {
        match self {
            Target::Page { page, anchor: Some(_) } => Some(*page),
            _ => None,
        }
    }
}

/// The targets of a page's links: as [`Resolver::places`] gave them, but for anchors that are not there. `anchors` are those of
/// the pages on which one has to be looked for, in the same order.
pub fn targets(places: &[Target], anchors: &[Arc<HashSet<String>>]) -> Vec<Target> {
    let mut anchors = anchors.iter();
    let check = |target: &Target| match target {
        Target::Page { page, anchor: Some(anchor) } => match anchors.next() {
            Some(anchors) if !anchors.contains(anchor) => Target::MissingAnchor { page: *page, anchor: anchor.clone() },
            _ => target.clone(),
        },
        _ => target.clone(),
    };
    places.iter().map(check).collect()
}

impl<'a> Resolver<'a> {
    pub fn new(book: &'a Book, sources: &'a Sources, outline: &'a Outline) -> Resolver<'a> {
        Resolver { book, sources, outline, drafts: book.drafts.iter().collect() }
    }

    /// Where all links of a page lead, anchors unseen.
    pub fn places(&self, id: PageId) -> Vec<Target> {
        let document = &self.book.page(id).document;
        document.links.iter().map(|link| self.target(id, document, link)).collect()
    }

    fn target(&self, id: PageId, document: &Document, link: &Link) -> Target {
        let destination = link.destination.trim();
        if let Some(scheme) = scheme(destination) {
            return match SCHEMES.contains(&scheme.as_str()) {
                true => Target::External(destination.to_owned()),
                false => Target::Unsafe { scheme },
            };
        }
        if destination.starts_with("//") {
            return Target::External(format!("https:{destination}"));
        }
        let (path, suffix) = destination.split_at(destination.find(['?', '#']).unwrap_or(destination.len()));
        let path = decode(path);
        let anchor =
            suffix.split_once('#').map(|(_, anchor)| decode(anchor).into_owned()).filter(|anchor| !anchor.is_empty());
        if path.is_empty() && suffix.starts_with('#') {
            return Target::Page { page: id, anchor };
        }
        let Some(path) = self.find(id, &document.path, &path) else {
            return Target::MissingFile { path: path.into_owned() };
        };
        match path {
            // A page is no picture.
            Found::Page(_) | Found::Draft(_) if link.image => {
                Target::MissingFile { path: decode(destination).into_owned() }
            }
            Found::Page(page) => Target::Page { page, anchor },
            Found::Draft(path) => Target::Draft { path },
            Found::Asset(path) => Target::Asset { path, suffix: suffix.to_owned() },
            Found::Nothing(path) => {
                let extension = path
                    .rsplit('/')
                    .next()
                    .and_then(|name| name.rsplit_once('.'))
                    .map_or("", |(_, extension)| extension);
                match link.image || !matches!(extension, "" | "md" | "markdown" | "html") {
                    true => Target::MissingFile { path },
                    false => Target::MissingPage { path },
                }
            }
        }
    }

    /// What a path means, written relative to a file or, with a leading `/`, to the edition or the whole content.
    /// `None` when it leaves the project.
    fn find(&self, id: PageId, from: &SourcePath, path: &str) -> Option<Found> {
        let Some(absolute) = path.strip_prefix('/') else {
            let joined = from.join(path)?;
            return Some(
                self.lookup(&joined, path.ends_with('/')).unwrap_or_else(|| Found::Nothing(joined.to_string())),
            );
        };
        let root = match self.sources.content_root.as_str() {
            "" => String::new(),
            root => format!("{root}/"),
        };
        let folder = &self.book.editions[id.edition].folder;
        let edition = if folder.is_empty() { root.clone() } else { format!("{root}{folder}/") };
        for base in [edition, root, String::new()] {
            let joined = SourcePath::new(base).join_below(absolute)?;
            if let Some(found) = self.lookup(&joined, absolute.ends_with('/')) {
                return Some(found);
            }
        }
        Some(self.by_address(id.edition, absolute).map_or_else(|| Found::Nothing(absolute.to_owned()), Found::Page))
    }

    /// The page of an address as readers see it: in the same edition, or beginning with an edition's folder.
    fn by_address(&self, edition: usize, address: &str) -> Option<PageId> {
        let key = address.trim_matches('/');
        let key = key.strip_suffix("index.html").or_else(|| key.strip_suffix(".html")).unwrap_or(key);
        let key = key.trim_end_matches('/');
        let (first, rest) = key.split_once('/').unwrap_or((key, ""));
        self.outline.page_with_key(edition, key).or_else(|| {
            let other = self.book.editions.iter().position(|other| !first.is_empty() && other.folder == first)?;
            self.outline.page_with_key(other, rest)
        })
    }

    /// The file of that path; also the chapter of a folder, and a page whose `.md` was left out or is `.html`.
    fn lookup(&self, path: &SourcePath, folder: bool) -> Option<Found> {
        let page = |path: &SourcePath| {
            let found = self.outline.page_of(path).map(Found::Page);
            found.or_else(|| self.drafts.contains(path).then(|| Found::Draft(path.clone())))
        };
        if !folder {
            if let Some(found) = page(path) {
                return Some(found);
            }
            if self.sources.assets.contains_key(path) {
                return Some(Found::Asset(path.clone()));
            }
        }
        let text = path.as_str().trim_end_matches(".html");
        let inside =
            |name: &str| SourcePath::new(if text.is_empty() { name.to_owned() } else { format!("{text}/{name}") });
        let beside = SourcePath::new(format!("{text}.md"));
        [beside, inside("index.md"), inside("_index.md"), inside("README.md")].iter().find_map(page)
    }
}

enum Found {
    Page(PageId),
    Draft(SourcePath),
    Asset(SourcePath),
    Nothing(String),
}

impl SourcePath {
    /// `relative` below this folder, which may be empty.
    fn join_below(&self, relative: &str) -> Option<SourcePath> {
        SourcePath::new(format!("{}/_", self.as_str().trim_end_matches('/')).trim_start_matches('/')).join(relative)
    }
}

fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// A URL's scheme in lower case. Blanks and control characters, which browsers ignore, do not hide one.
fn scheme(destination: &str) -> Option<String> {
    let clean: String = destination.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(40).collect();
    let (scheme, _) = clean.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// The ids of a page's elements: its headings, its components, and those that the author wrote as HTML.
pub fn anchors(document: &Document) -> HashSet<String> {
    let mut anchors: HashSet<&str> = document.headings.iter().map(|heading| heading.id.as_str()).collect();
    each_block(&document.blocks, &mut |block| match &block.kind {
        BlockKind::Html(html) => anchors.extend(html.ids()),
        BlockKind::Component(component) => anchors.extend(component.ids()),
        _ => {}
    });
    each_inline(&document.blocks, &mut |inline| {
        if let InlineKind::Html(html) = &inline.kind {
            anchors.extend(html.ids());
        }
    });
    anchors.into_iter().map(str::to_owned).collect()
}
