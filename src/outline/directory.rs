//! Which page is where: by key and by file.

use std::collections::HashMap;

use crate::book::{Book, PageId};
use crate::memo::{Fingerprint, Fingerprinting};
use crate::source::{SourcePath, Sources};

/// The pages by what they are called.
#[derive(Debug, Default)]
pub struct Directory {
    /// Each edition's pages by key.
    pub keys: Vec<HashMap<String, usize>>,
    pub by_source: HashMap<SourcePath, PageId>,
}

impl Directory {
    pub fn of(book: &Book) -> Directory {
        let keys = |edition: &crate::book::Edition| {
            edition.pages.iter().enumerate().map(|(at, page)| (page.key.clone(), at)).collect()
        };
        Directory {
            keys: book.editions.iter().map(keys).collect(),
            by_source: book.pages().map(|(id, page)| (page.document.path.clone(), id)).collect(),
        }
    }
}

/// The fingerprint of the pages with their places, the drafts and the other files; what is written on a page is not part of it.
pub fn fingerprint(book: &Book, sources: &Sources) -> Fingerprint {
    let mut texts = Fingerprinting::default();
    let mut add = |text: &str| texts.add(text);
    add(&sources.content_root);
    for edition in &book.editions {
        add("edition");
        add(&edition.folder);
        for page in &edition.pages {
            add(page.document.path.as_str());
            add(&page.key);
            add(if page.written { "written" } else { "" });
        }
    }
    add("drafts");
    book.drafts.iter().for_each(|draft| add(draft.as_str()));
    add("files");
    sources.assets.keys().for_each(|path| add(path.as_str()));
    texts.finish()
}
