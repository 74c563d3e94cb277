//! Where a link leads.

use std::borrow::Cow;
use std::collections::BTreeSet;

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

impl Resolver<'_> {
    /// The targets of all links of a page.
    pub fn page(&self, id: PageId) -> Vec<Target> {
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
            return self.anchored(id, anchor);
        }
        let Some(path) = self.find(id, &document.path, &path) else {
            return Target::MissingFile { path: path.into_owned() };
        };
        match path {
            Found::Page(page) => self.anchored(page, anchor),
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

    fn anchored(&self, page: PageId, anchor: Option<String>) -> Target {
        match anchor {
            Some(anchor) if !has_anchor(&self.book.page(page).document, &anchor) => {
                Target::MissingAnchor { page, anchor }
            }
            anchor => Target::Page { page, anchor },
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
        let key = absolute.trim_end_matches('/').trim_end_matches("/index.html");
        let key = key.strip_prefix(folder.as_str()).map_or(key, |key| key.trim_start_matches('/'));
        Some(match self.outline.page_with_key(id.edition, key.trim_end_matches(".html")) {
            Some(page) => Found::Page(page),
            None => Found::Nothing(absolute.to_owned()),
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

/// Whether a page has an element of that id: a heading, or one that the author wrote as HTML.
fn has_anchor(document: &Document, anchor: &str) -> bool {
    if document.headings.iter().any(|heading| heading.id == anchor) {
        return true;
    }
    let mut found = false;
    each_block(&document.blocks, &mut |block| match &block.kind {
        BlockKind::Html(html) => found |= html.ids().any(|id| id == anchor),
        BlockKind::Component(component) => found |= component.has_id(anchor),
        _ => {}
    });
    each_inline(&document.blocks, &mut |inline| {
        if let InlineKind::Html(html) = &inline.kind {
            found |= html.ids().any(|id| id == anchor);
        }
    });
    found
}
