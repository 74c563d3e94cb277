//! What decides the order of the pages, so that it is found anew only when it can be another one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Edition, Page};
use crate::document::{Document, ReadingTime};
use crate::source::{SourcePath, Sources};

/// Stands for all that decides it: 32 bytes of BLAKE3.
pub type Fingerprint = [u8; 32];

/// The fingerprint of the settings, of all paths, and of what each page says of itself: title, kind, category. The language of a
/// book that names none depends on all its words.
pub fn fingerprint(documents: &BTreeMap<SourcePath, Arc<Document>>, sources: &Sources) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
    };
    add(&sources.content_root);
    add(sources.text("onramp.yaml").map_or("", |file| &file.text));
    sources.texts.keys().for_each(|path| add(path.as_str()));
    add("files");
    sources.assets.keys().for_each(|path| add(path.as_str()));
    add("pages");
    for (path, document) in documents {
        let front = &document.front;
        add(path.as_str());
        // An empty title is not the same as none.
        add(if front.title.is_some() { "titled" } else { "" });
        add(front.title.as_ref().map_or("", |title| &title.value));
        add(document.title_heading.as_deref().unwrap_or_default());
        add(front.kind.name());
        add(front.category.as_ref().map_or("", |category| &category.value));
    }
    let all = documents.values().fold(ReadingTime::default(), |sum, document| sum + document.reading_time);
    add(if all.han > all.words { "zh" } else { "en" });
    *hasher.finalize().as_bytes()
}

/// The edition with what its pages say now.
pub fn with_texts(edition: &Edition, documents: &BTreeMap<SourcePath, Arc<Document>>) -> Edition {
    let page = |page: &Page| match documents.get(&page.document.path) {
        Some(document) => Page { document: document.clone(), ..page.clone() },
        None => page.clone(),
    };
    Edition {
        language: edition.language.clone(),
        folder: edition.folder.clone(),
        pages: edition.pages.iter().map(page).collect(),
    }
}
