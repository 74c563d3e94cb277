//! The order of the pages, found anew only when it can be another one.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Edition, Page};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, ReadingTime};
use crate::memo::{Fingerprint, Fingerprinting};
use crate::source::Sources;

/// The fingerprint of the settings, of all paths, and of what each page says of itself: title, kind, category. The language of a
/// book that names none depends on all its words.
pub fn fingerprint(documents: &[Arc<Document>], sources: &Sources) -> Fingerprint {
    let mut texts = Fingerprinting::default();
    let mut add = |text: &str| texts.add(text);
    add(&sources.content_root);
    add(sources.text("onramp.yaml").map_or("", |file| &file.text));
    sources.texts.keys().for_each(|path| add(path.as_str()));
    add("files");
    sources.assets.keys().for_each(|path| add(path.as_str()));
    add("pages");
    for document in documents {
        let front = &document.front;
        add(document.path.as_str());
        // An empty title is not the same as none.
        add(if front.title.is_some() { "titled" } else { "" });
        add(front.title.as_ref().map_or("", |title| &title.value));
        add(document.title_heading.as_deref().unwrap_or_default());
        add(front.kind.name());
        add(front.category.as_ref().map_or("", |category| &category.value));
    }
    let all = documents.iter().fold(ReadingTime::default(), |sum, document| sum + document.reading_time);
    add(if all.han > all.words { "zh" } else { "en" });
    texts.finish()
}

/// The editions as they were put in order, and which document is whose.
#[derive(Debug)]
pub struct Order {
    editions: Vec<Edition>,
    /// `[edition][page]`; `None` for a page that nobody wrote.
    documents: Vec<Vec<Option<usize>>>,
    pub findings: Vec<Diagnostic>,
}

impl Order {
    pub fn of(editions: Vec<Edition>, documents: &[Arc<Document>], findings: Vec<Diagnostic>) -> Order {
        let places: HashMap<_, _> = documents.iter().enumerate().map(|(at, document)| (&document.path, at)).collect();
        let place = |page: &Page| places.get(&page.document.path).copied();
        let documents = editions.iter().map(|edition| edition.pages.iter().map(place).collect()).collect();
        Order { editions, documents, findings }
    }

    /// The editions with what their pages say now, by the same documents in the same order.
    pub fn with_texts(&self, documents: &[Arc<Document>]) -> Vec<Edition> {
        let page = |(page, at): (&Page, &Option<usize>)| Page {
            document: at.map_or_else(|| page.document.clone(), |at| documents[at].clone()),
            role: page.role,
            title: page.title.clone(),
            key: page.key.clone(),
            number: page.number.clone(),
            parent: page.parent,
            children: page.children.clone(),
            written: page.written,
        };
        let edition = |(edition, places): (&Edition, &Vec<Option<usize>>)| Edition {
            language: edition.language.clone(),
            folder: edition.folder.clone(),
            pages: edition.pages.iter().zip(places).map(page).collect(),
        };
        self.editions.iter().zip(&self.documents).map(edition).collect()
    }
}
