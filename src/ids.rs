//! The ids by which readers' records are kept, and those that authors have not written yet.
//!
//! Where an author gives none, an id is made from the text, and is lost when that changes. What is made today is what records
//! are kept by today, so that is what gets written: nobody loses an answer.

mod named;
mod place;

use std::collections::{HashMap, HashSet};

use crate::book::{Book, PageId};
use crate::document::{Document, parse};
use crate::outline::{Outline, Target};
use crate::source::{Edit, SourceFile, SourcePath, Sources, Span, apply};

pub use named::{Kind, Named};

/// What a page lacks.
#[derive(Debug)]
pub struct PageIds {
    pub path: SourcePath,
    /// In the order of the text.
    pub missing: Vec<MissingId>,
    /// Where an id is missing, too, and cannot be written.
    pub refused: Vec<(Kind, Span)>,
}

#[derive(Debug)]
pub struct MissingId {
    pub kind: Kind,
    /// The line that gets it.
    pub span: Span,
    pub id: String,
    /// The id that was made from the text, when another language's is written in its place.
    pub was: Option<String>,
    pub edit: Edit,
}

impl PageIds {
    /// What is to be written, in the order of the text.
    pub fn edits(&self) -> Vec<Edit> {
        self.missing.iter().map(|missing| missing.edit.clone()).collect()
    }
}

/// The pages that lack ids, and what they should be.
///
/// A page of the default language gets those that it has today. Its translations get the same, position by position, when they
/// have the same parts; where they differ, or something links to the id that a translation has today, that one stays.
pub fn missing(book: &Book, outline: &Outline, sources: &Sources) -> Vec<PageIds> {
    let linked = linked(book, outline);
    let mut found = Vec::new();
    for (id, page) in book.pages().filter(|(_, page)| page.written) {
        let Some(source) = sources.texts.get(&page.document.path) else { continue };
        let named = named::of(&page.document, &source.text);
        if named.iter().all(|named| named.given) {
            continue;
        }
        let own: Vec<String> = named.iter().map(|named| named.id.clone()).collect();
        let shared = model(book, outline, sources, id)
            .map(|model| adopt(&named, &model, &page.document, linked.get(&id)))
            .filter(|wanted| *wanted != own);
        let ids = shared.and_then(|wanted| at_once(source, &page.document, &named, &wanted));
        let ids = ids.or_else(|| at_once(source, &page.document, &named, &own));
        found.push(ids.unwrap_or_else(|| one_by_one(source, &page.document, &named)));
    }
    found
}

/// The ids of each page to which a link leads.
fn linked<'a>(book: &Book, outline: &'a Outline) -> HashMap<PageId, HashSet<&'a str>> {
    let mut linked: HashMap<PageId, HashSet<&str>> = HashMap::new();
    for target in book.pages().flat_map(|(id, _)| outline.targets(id)) {
        if let Target::Page { page, anchor: Some(anchor) } = target {
            linked.entry(*page).or_default().insert(anchor);
        }
    }
    linked
}

/// The same page in the default language.
fn model(book: &Book, outline: &Outline, sources: &Sources, id: PageId) -> Option<Vec<Named>> {
    let found = outline.translation(book, id, 0);
    if id.edition == 0 || !found.exact {
        return None;
    }
    let document = &book.page(found.page).document;
    Some(named::of(document, &sources.texts.get(&document.path)?.text))
}

/// The ids of a translation, with those of the default language where it gives none.
fn adopt(named: &[Named], model: &[Named], document: &Document, linked: Option<&HashSet<&str>>) -> Vec<String> {
    let own = named.iter().map(|named| named.id.clone());
    if !named.iter().map(Named::shape).eq(model.iter().map(Named::shape)) {
        return own.collect();
    }
    let mut taken: HashSet<&str> = document.headings.iter().map(|heading| heading.id.as_str()).collect();
    taken.extend(document.components().into_iter().flat_map(|component| component.ids()));
    let id = |(named, model): (&Named, &Named)| {
        let is_linked = linked.is_some_and(|linked| linked.contains(named.id.as_str()));
        match named.given || is_linked || taken.contains(model.id.as_str()) {
            true => named.id.clone(),
            false => model.id.clone(),
        }
    };
    named.iter().zip(model).map(id).collect()
}

/// Writes all ids that are missing; `None` when the page does not come out with just these.
fn at_once(source: &SourceFile, before: &Document, named: &[Named], wanted: &[String]) -> Option<PageIds> {
    let missing = named.iter().zip(wanted).filter(|(named, _)| !named.given).map(|(named, id)| {
        let was = (*id != named.id).then(|| named.id.clone());
        let edit = place::edits(&source.text, named, id).into_iter().next()?;
        Some(MissingId { kind: named.kind, span: named.span, id: id.clone(), was, edit })
    });
    let ids = PageIds { path: source.path.clone(), missing: missing.collect::<Option<_>>()?, refused: Vec::new() };
    comes_out(source, before, named, wanted, &ids).then_some(ids)
}

/// Writes today's ids one after the other, and leaves those out with which the page would not come out as it was.
///
/// From the end, since ids that are made are numbered from the beginning; and again, since one may only fit after another.
fn one_by_one(source: &SourceFile, before: &Document, named: &[Named]) -> PageIds {
    let mut ids = PageIds { path: source.path.clone(), missing: Vec::new(), refused: Vec::new() };
    let own: Vec<String> = named.iter().map(|named| named.id.clone()).collect();
    let mut open: Vec<&Named> = named.iter().rev().filter(|named| !named.given).collect();
    loop {
        let count = open.len();
        open.retain(|named_one| {
            let (kind, span, id) = (named_one.kind, named_one.span, &named_one.id);
            let place = ids.missing.partition_point(|missing| missing.span < span);
            !place::edits(&source.text, named_one, id).into_iter().any(|edit| {
                ids.missing.insert(place, MissingId { kind, span, id: id.clone(), was: None, edit });
                let fits = comes_out(source, before, named, &own, &ids);
                if !fits {
                    ids.missing.remove(place);
                }
                fits
            })
        });
        if open.len() == count {
            ids.refused = open.iter().rev().map(|named| (named.kind, named.span)).collect();
            return ids;
        }
    }
}

/// Whether the page, with these edits, has the wanted ids as its author's, and is otherwise what it was.
fn comes_out(source: &SourceFile, before: &Document, named: &[Named], wanted: &[String], ids: &PageIds) -> bool {
    let text = apply(&source.text, &ids.edits());
    let after = parse(&SourceFile { path: source.path.clone(), text: text.clone().into() }).value;
    let found = named::of(&after, &text);
    let is_written = |named: &Named| ids.missing.iter().any(|missing| missing.span == named.span);
    let same_names = found.len() == named.len()
        && found.iter().zip(named).zip(wanted).all(|((found, named), wanted)| {
            let id = if named.given || is_written(named) { wanted } else { &named.id };
            found.kind == named.kind && found.id == *id && found.given == (named.given || is_written(named))
        });
    let was = |id: &str| ids.missing.iter().any(|missing| missing.was.as_deref() == Some(id));
    same_names
        // An id that two things share would mix up their records.
        && ids.missing.iter().all(|missing| wanted.iter().filter(|id| **id == missing.id).count() == 1)
        && after.headings.len() == before.headings.len()
        && after.headings.iter().zip(&before.headings).all(|(after, before)| {
            after.text == before.text && after.level == before.level && (after.id == before.id || was(&before.id))
        })
        && after.links.len() == before.links.len()
}
