//! Policies: which version a page is, and which confirmations of its readers still hold.

use super::Renderer;
use super::page::{PolicyEditionView, PolicyView};
use crate::book::{PageId, own_name};
use crate::document::{Acknowledge, Kind};
use crate::outline::{address, encode, output_path, relative};

impl Renderer<'_> {
    /// What a policy's page says of its version; `None` for any other page.
    pub fn policy(&self, id: PageId, own: &str) -> Option<PolicyView> {
        let document = &self.book.page(id).document;
        if document.front.kind != Kind::Policy {
            return None;
        }
        let often = document.front.confirmed();
        let edition = |other: PageId| {
            let page = self.book.page(other);
            let here = || encode(&relative(own, &output_path(self.book, other)));
            PolicyEditionView {
                hash: page.document.content_hash.clone(),
                title: page.title.clone(),
                language: own_name(&self.book.editions[other.edition].language).to_owned(),
                address: self.absolute(&address(self.book, other)).unwrap_or_else(here),
            }
        };
        Some(PolicyView {
            version: short(&document.content_hash).to_owned(),
            asks: often.is_some(),
            yearly: often == Some(Acknowledge::Yearly),
            versions: self.versions(id),
            editions: self.same_policy(id).map(edition).collect(),
        })
    }

    /// The versions of which one must have been confirmed, separated by blanks: the policy as it is now in each language.
    pub fn versions(&self, id: PageId) -> String {
        let hashes = self.same_policy(id).map(|page| short(&self.book.page(page).document.content_hash));
        hashes.collect::<Vec<_>>().join(" ")
    }

    /// The policy in every language in which it is one.
    fn same_policy(&self, id: PageId) -> impl Iterator<Item = PageId> {
        let found = (0..self.book.editions.len()).map(move |edition| self.outline.translation(self.book, id, edition));
        let exact = found.filter(|found| found.exact).map(|found| found.page);
        exact.filter(|page| !self.book.page(*page).document.content_hash.is_empty())
    }
}

/// The first 8 digits: enough to tell the versions of one page apart, and short enough to be read out.
fn short(hash: &str) -> &str {
    hash.get(..8).unwrap_or_default()
}
