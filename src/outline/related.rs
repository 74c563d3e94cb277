//! `related:`: an objection card names the lessons behind it, and each of those then leads to the card; or the other way round.

use std::collections::BTreeMap;

use super::{Outline, Target};
use crate::book::{Book, PageId};
use crate::document::Kind;

/// The related pages of each page: those it names itself first, in the order in which it does.
pub fn both_ways(book: &Book, outline: &Outline) -> BTreeMap<PageId, Vec<PageId>> {
    let mut pairs = Vec::new();
    for (from, page) in book.pages() {
        for link in &page.document.related {
            if let Some(Target::Page { page: to, .. } | Target::MissingAnchor { page: to, .. }) =
                outline.targets(from).get(*link)
                && *to != from
            {
                pairs.push((from, *to));
            }
        }
    }
    let is_card = |id: PageId| book.page(id).document.front.kind == Kind::Objection;
    let back = pairs.iter().filter(|(from, to)| is_card(*from) || is_card(*to)).map(|(from, to)| (*to, *from));
    let mut related: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    for (from, to) in pairs.iter().copied().chain(back) {
        let known = related.entry(from).or_default();
        if !known.contains(&to) {
            known.push(to);
        }
    }
    related
}
